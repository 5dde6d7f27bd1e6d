"""Processes that cannot outlive the one that started them.

    we --- pipe ---> standard input of the child

A child lives as long as our end of the pipe is open. The kernel closes it however we end, so no signal handler has to
run for a child to stop. The Go service watches its standard input itself; for a program that does not, ``guarded``
puts a shell before it that does.
"""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from rehearsal.errors import RehearsalError

# Runs its further arguments as a command, and sends it the signal when standard input ends. The shell gives a command in
# the background no standard input of its own, hence the copy.
_GUARD = (
    'exec 3<&0; signal=$1; shift; "$@" 3<&- & child=$!; { read -r _ <&3; kill -s "$signal" "$child"; } & reader=$!; '
    'wait "$child"; status=$?; kill "$reader" 2>&-; exit "$status"'
)
_STOP_TIMEOUT_S = 20.0


def guarded(command: Sequence[str], ending: str = "TERM") -> list[str]:
    """A command for ``Child`` that ends when its standard input does, by the signal of that name.

    Shells have commands in the background ignore INT and QUIT; these are for programs that see to them by themselves.
    """
    return ["sh", "-c", _GUARD, "guard", ending, *command]


class Child:
    """A running process with a session of its own, so that Ctrl-C reaches it through us alone."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        log: Path,
        user: pwd.struct_passwd | None = None,
    ) -> None:
        with log.open("ab") as errors:
            try:
                self._process = subprocess.Popen(
                    command,
                    env=environment,
                    cwd=log.parent,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    start_new_session=True,
                    user=user and user.pw_uid,
                    group=user and user.pw_gid,
                    extra_groups=user and [],
                )
            except OSError as error:
                raise RehearsalError(f"{command[0]} does not start: {error}") from error

    @property
    def output(self) -> IO[bytes]:
        """Its standard output."""
        assert self._process.stdout is not None
        return self._process.stdout

    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def wait(self) -> int:
        """Its exit status, once it has ended by itself."""
        return self._process.wait()

    def stop(self) -> None:
        """End it and wait for that; its whole session is killed if it does not end by itself."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self.output.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
