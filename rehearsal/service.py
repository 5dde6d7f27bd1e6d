"""The order service: its source, its mended twin, and a running process of either.

The twin is the service's source with ``mended.patch`` applied; it exists in a temporary folder only.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rehearsal.child import Child
from rehearsal.errors import RehearsalError

SOURCE = Path(__file__).parent / "service"
PATCH = Path(__file__).parent / "mended.patch"
_BUILD_TIMEOUT_S = 600.0
_DEBUG_TIMEOUT_S = 30.0
_GO = {"GOTOOLCHAIN": "local", "GOFLAGS": "-mod=readonly -buildvcs=false", "GOWORK": "off"}


@dataclass(frozen=True, slots=True)
class Usage:
    """What one pool says of its connections."""

    in_use: int
    idle: int


@dataclass(frozen=True, slots=True)
class Service:
    """A running service at ``host:port``."""

    host: str
    port: int

    def request(self, method: str, path: str, timeout_s: float) -> int:
        """The status of the answer.

        Raises:
            TimeoutError: there is none in time.
        """
        return self._ask(method, path, timeout_s)[0]

    def collect_garbage(self) -> None:
        """End whatever only the garbage collector can end."""
        self.request("POST", "/debug/garbage", _DEBUG_TIMEOUT_S)

    def pools(self) -> dict[str, Usage]:
        """The usage of each pool."""
        return {name: Usage(**usage) for name, usage in self._said("/debug/pools").items()}

    def prepared_statements(self) -> int:
        """How many statements of ``Prepare`` the server keeps for one idle connection of the pool."""
        return int(self._said("/debug/statements"))

    def _said(self, path: str) -> Any:
        return json.loads(self._ask("GET", path, _DEBUG_TIMEOUT_S)[1])

    def _ask(self, method: str, path: str, timeout_s: float) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout_s)
        with contextlib.closing(connection):
            connection.request(method, path)
            answer = connection.getresponse()
            return answer.status, answer.read()


def go(*arguments: str, folder: Path = SOURCE) -> str:
    """The standard output of a ``go`` command, which fetches no other toolchain and leaves go.mod as it is.

    Raises:
        RehearsalError: there is no ``go``, or it fails; the message ends with what it says.
    """
    command = shutil.which("go")
    if command is None:
        raise RehearsalError("Go is not installed: no go command in PATH")
    done = subprocess.run(
        [command, *arguments],
        cwd=folder,
        env=os.environ | _GO,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_BUILD_TIMEOUT_S,
        check=False,
    )
    if done.returncode != 0:
        raise RehearsalError(f"go {' '.join(arguments)} fails: {done.stderr.strip()}")
    return done.stdout


def build(source: Path, program: Path) -> Path:
    """Compile the service; the program's path."""
    go("build", "-o", str(program), ".", folder=source)
    return program


def mended_twin(folder: Path) -> Path:
    """The mended source, in a new folder."""
    return patched(SOURCE, PATCH, folder)


def patched(source: Path, patch: Path, folder: Path) -> Path:
    """A copy of a service's source with a patch applied, in a new folder."""
    shutil.copytree(source, folder)
    # Below a repository, git would take the paths of the patch for that repository's.
    environment = os.environ | {"GIT_CEILING_DIRECTORIES": str(folder.parent)}
    command = ["git", "apply", str(patch)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RehearsalError(f"{patch.name} does not apply: {done.stderr.strip()}")
    return folder


@contextlib.contextmanager
def running_service(program: Path, database: Mapping[str, str], limit: int, log: Path) -> Iterator[Service]:
    """The service with pools of ``limit`` connections, stopped on the way out."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    with Child([str(program), f"-limit={limit}"], environment | dict(database), log) as child:
        host, _, port = child.output.readline().decode().strip().rpartition(":")
        if not port:
            raise RehearsalError(f"the service does not start: {log.read_text(errors='replace').strip()}")
        yield Service(host, int(port))
