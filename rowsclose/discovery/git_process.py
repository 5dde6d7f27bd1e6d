"""One git command at a time over a tree that nobody vouches for: it starts no other program, and it comes to an end.

Three things of a tree could have git start a program: a folder that git takes for a repository although nobody made it
one, the repository's own configuration, and objects that are missing and would be fetched.

    which repository    named outright, with its work tree: a folder that only looks like one says nothing
    environment         without any ``GIT_*`` of the caller's: a hook's names another repository, or programs
    configuration       what may name a program that these commands start is set over, whoever set it
    fetching            turned off, and no protocol is allowed
    PATH                only folders that it names in full: a ``git`` that lies in the tree is not git

A command that waits for ever (a pipe in place of a file) is ended, with all that it may have started; so is one that
prints without end (of a few objects, a tree may hold itself by any number of names).
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rowsclose.values import value

if TYPE_CHECKING:
    from subprocess import Popen

# For all commands of one object together: a tree may hold any number of repositories that wait.
PATIENCE_S = 60.0

_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",  # a list of protocols, and there is none of this name
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_SETTINGS = (
    "safe.bareRepository=explicit",
    "core.fsmonitor=",  # a program in every version of git; no word but the empty one is "none" in all of them
    "core.hooksPath=/dev/null",
    "core.alternateRefsCommand=",
    "submodule.recurse=false",
)
# Words of git's own (setup.c, in the C locale), not what it says to do: that names a path of the machine.
_NOT_OWNED = b"detected dubious ownership"
_REFUSAL = "git refuses this repository, for it belongs to another user (see safe.directory in git config)"
_LONGEST_LINK = 8192  # bytes
MOST_PRINTED = 600 << 20  # bytes; the list of a million files is a quarter of it
_CHUNK = 1 << 16  # bytes


@value
class Answer:
    """What a command that succeeded printed."""

    output: bytes
    errors: bytes


@value
class NoAnswer:
    """Why git has no answer, without a path of the machine in it."""

    reason: str


class _TooMuchError(Exception):
    """A command prints more than is taken."""


class Git:
    """Asks git; once its time is over, it has no answer to anything."""

    def __init__(self, left_s: float = PATIENCE_S) -> None:
        """``left_s`` is its time for all that it is asked, in seconds."""
        self.left_s = left_s

    def ask(self, top: str, folder: str, *arguments: str, given: bytes = b"") -> Answer | NoAnswer:
        """The outcome of a command in a folder of the work tree with the absolute path ``top``; it reads ``given``."""
        if not _is_own(top):
            refusal = self._refusal(top)
            if refusal is not None:
                return refusal
        where = ("-C", folder, f"--git-dir={os.path.join(top, '.git')}", f"--work-tree={top}")
        return self._run(*where, *arguments, given=given)

    def _refusal(self, top: str) -> NoAnswer | None:
        """Why git takes nothing from a repository of another user; None where the user told it to.

        A repository that is named outright is one that git does not judge, so it is asked to find this one itself.
        """
        alone = {"GIT_CEILING_DIRECTORIES": os.path.dirname(top)}
        answer = self._run("-C", top, "rev-parse", "--git-dir", environment=alone)
        return answer if isinstance(answer, NoAnswer) else None

    def _run(
        self, *arguments: str, environment: Mapping[str, str] | None = None, given: bytes = b""
    ) -> Answer | NoAnswer:
        git = _program()
        if git is None:
            return NoAnswer("git cannot be started")
        if self.left_s <= 0:
            return _too_late()
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        started = time.monotonic()
        try:
            command = [git, "--no-pager", *settings, *arguments]
            return _outcome(command, {**_environment(), **(environment or {})}, given, self.left_s)
        except OSError:
            return NoAnswer("git cannot be started")
        finally:
            self.left_s -= time.monotonic() - started


def _outcome(command: list[str], environment: dict[str, str], given: bytes, limit_s: float) -> Answer | NoAnswer:
    import signal
    import subprocess

    # A session of its own: no terminal to ask for a password on, and one group to end.
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE if given else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            output, errors = _exchanged(process, given, time.monotonic() + limit_s)
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                return _too_late()
            if isinstance(error, _TooMuchError):
                return NoAnswer(f"git prints more than {MOST_PRINTED:,} bytes")
            raise
    if process.returncode == 0:
        return Answer(output, errors)
    if _NOT_OWNED in errors:
        return NoAnswer(_REFUSAL)
    return NoAnswer(f"git fails on this repository with exit status {process.returncode}")


def _exchanged(process: Popen[bytes], given: bytes, until: float) -> tuple[bytes, bytes]:
    """What a command prints on standard output and on standard error, while it reads what it is given.

    Raises:
        TimeoutExpired: its time is over.
        _TooMuchError: it prints too much.
    """
    import subprocess
    from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector

    output, errors, rest = bytearray(), bytearray(), memoryview(given)
    with DefaultSelector() as selector:
        for stream, printed in ((process.stdout, output), (process.stderr, errors)):
            if stream is not None:
                selector.register(stream, EVENT_READ, printed)
        if process.stdin is not None:
            selector.register(process.stdin, EVENT_WRITE)
        while selector.get_map():
            if (patience := until - time.monotonic()) <= 0:
                raise subprocess.TimeoutExpired(process.args, 0)
            for key, _ in selector.select(patience):
                if key.data is None:
                    rest = _pass_on(key.fd, rest)
                    is_over = not rest
                else:
                    chunk = os.read(key.fd, _CHUNK)
                    key.data.extend(chunk)
                    is_over = not chunk
                if is_over:
                    selector.unregister(key.fd)
                    if key.data is None and process.stdin is not None:
                        process.stdin.close()  # this is how the command knows
            if len(output) + len(errors) > MOST_PRINTED:
                raise _TooMuchError
    process.wait(max(0.0, until - time.monotonic()))
    return bytes(output), bytes(errors)


def _pass_on(descriptor: int, given: memoryview) -> memoryview:
    """Write as much as a pipe that has room is sure to take; what is left, nothing where nobody reads any more."""
    from select import PIPE_BUF

    try:
        return given[os.write(descriptor, given[:PIPE_BUF]) :]
    except BrokenPipeError:
        return given[:0]


def _too_late() -> NoAnswer:
    return NoAnswer(f"git does not answer within {PATIENCE_S:.0f} seconds")


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | _ENVIRONMENT


def _program() -> str | None:
    """The absolute path of git; None where no folder that PATH names in full has it."""
    for folder in os.get_exec_path():
        path = os.path.join(folder, "git")
        if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return None


def _is_own(top: str) -> bool:
    """Whether this user owns all that git wants its user to own: the work tree, its ``.git``, and where that leads."""
    git = os.path.join(top, ".git")
    try:
        return all(os.stat(path).st_uid == os.geteuid() for path in (top, git, _folder_behind(git)))
    except OSError:
        return False


def _folder_behind(git: str) -> str:
    """The folder that a ``.git`` is, or names as one of a submodule or a linked work tree does."""
    if not stat.S_ISREG(os.stat(git).st_mode):
        return git
    with open(git, "rb") as file:
        named = os.fsdecode(file.read(_LONGEST_LINK).removeprefix(b"gitdir: ").rstrip(b"\r\n"))
    return os.path.join(os.path.dirname(git), named)
