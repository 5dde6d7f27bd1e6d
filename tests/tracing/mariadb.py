"""A MariaDB server that lasts as long as a ``with`` statement, in a folder of its own and reached by a socket in it."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymysql

from rehearsal.child import Child, guarded

_START_TIMEOUT_S = 60.0
_FOLDERS = "/usr/sbin:/usr/libexec:/usr/bin"


class NoServerError(Exception):
    """There is none to be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    socket: Path

    @property
    def dsn(self) -> str:
        return f"mysql://root@localhost/test?unix_socket={self.socket}"

    def connect(self, **options: Any) -> pymysql.Connection[Any]:
        return pymysql.connect(unix_socket=str(self.socket), user="root", **options)


def programs() -> tuple[str, str]:
    """The server, and what makes its first tables.

    Raises:
        NoServerError: MariaDB is not installed.
    """
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), _FOLDERS))
    server, install = (shutil.which(name, path=path) for name in ("mariadbd", "mariadb-install-db"))
    if server is None or install is None:
        raise NoServerError("MariaDB's server is not installed; on Debian and Ubuntu: apt-get install mariadb-server")
    return server, install


@contextlib.contextmanager
def running_mariadb(folder: Path, settings: Sequence[str] = ()) -> Iterator[Server]:
    """A server in a new folder below this one, without a port, stopped on the way out."""
    server, install = programs()
    home = folder / "mariadb"
    home.mkdir()
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    if user is not None:
        os.chown(home, user.pw_uid, user.pw_gid)
    base = Path(server).resolve().parent.parent
    where = ["--no-defaults", f"--basedir={base}", f"--datadir={home / 'data'}"]
    made = subprocess.run(
        [install, *where, "--auth-root-authentication-method=normal", "--skip-test-db", f"--user={_name(user)}"],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        raise NoServerError(f"mariadb-install-db fails: {(made.stdout + made.stderr).strip()[-300:]}")
    running = Server(home / "socket")
    command = [
        server,
        *where,
        f"--socket={running.socket}",
        "--skip-networking",
        f"--pid-file={home / 'pid'}",
        *settings,
    ]
    log = folder / "mariadb.log"
    environment = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    with Child(guarded(command), environment, log, user) as child:
        deadline = time.monotonic() + _START_TIMEOUT_S
        while not _answers(running):
            if not child.is_running() or time.monotonic() > deadline:
                raise NoServerError(f"MariaDB does not start: {log.read_text(errors='replace')[-300:]}")
            time.sleep(0.1)
        yield running


def _name(user: pwd.struct_passwd | None) -> str:
    return user.pw_name if user is not None else pwd.getpwuid(os.geteuid()).pw_name


def _answers(server: Server) -> bool:
    with contextlib.suppress(pymysql.err.MySQLError):
        server.connect().close()
        return True
    return False
