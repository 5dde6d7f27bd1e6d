"""A PostgreSQL cluster that lasts as long as a ``with`` statement.

    with running_cluster(folder) as cluster:      initdb, postgres on 127.0.0.1 and a free port, the schema
        cluster.connect()

Only who knows the password of this one run can connect. PostgreSQL refuses to run as root; there, it runs as one of
``UNPRIVILEGED``.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

from rehearsal.child import Child, guarded
from rehearsal.errors import RehearsalError

UNPRIVILEGED = ("postgres", "nobody")
# Debian and Ubuntu, then the packages of the project itself for Red Hat and its kin.
FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
SCHEMA = Path(__file__).parent / "schema.sql"
_HOST = "127.0.0.1"
_ROLE = "rehearsal"
_START_TIMEOUT_S = 60.0
_ATTEMPTS = 3
_SETTINGS = {
    "listen_addresses": _HOST,
    "unix_socket_directories": "",
    "max_connections": "300",
    "fsync": "off",  # the data is thrown away
    "log_destination": "stderr",
    "logging_collector": "off",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster with the tables of ``schema.sql``."""

    port: int
    password: str

    @property
    def environment(self) -> dict[str, str]:
        """libpq's variables that name the cluster."""
        return {
            "PGHOST": _HOST,
            "PGPORT": str(self.port),
            "PGUSER": _ROLE,
            "PGPASSWORD": self.password,
            "PGDATABASE": "postgres",
            "PGSSLMODE": "disable",
        }

    def connect(self) -> psycopg.Connection:
        """A connection of our own, in autocommit mode."""
        return psycopg.connect(
            host=_HOST,
            port=self.port,
            user=_ROLE,
            password=self.password,
            dbname="postgres",
            application_name="rehearsal",
            connect_timeout=5,
            autocommit=True,
        )


def find_programs(search_path: str | None = None, folders: Sequence[str] = FOLDERS) -> Path:
    """The folder with a PostgreSQL server's programs.

    Asked first is ``pg_config`` and looked at next is ``initdb``, both along ``search_path``, a value for PATH, by
    default its own; last come the folders, patterns for which the highest version wins.

    Raises:
        RehearsalError: none is installed.
    """
    for folder in _candidates(search_path, folders):
        if all((folder / name).is_file() for name in ("initdb", "postgres")):
            return folder
    raise RehearsalError(
        "PostgreSQL's server is not installed: neither pg_config --bindir, nor PATH, nor "
        f"{' nor '.join(folders)} has initdb and postgres; on Debian and Ubuntu: apt-get install postgresql"
    )


def _candidates(search_path: str | None, folders: Sequence[str]) -> Iterator[Path]:
    if (pg_config := shutil.which("pg_config", path=search_path)) is not None:
        # It may come with the client library alone, and then names a folder without a server.
        said = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        if said.returncode == 0:
            yield Path(said.stdout.strip())
    if (initdb := shutil.which("initdb", path=search_path)) is not None:
        yield Path(initdb).resolve().parent
    for pattern in folders:
        yield from sorted(Path("/").glob(pattern[1:]), key=_version, reverse=True)


def _version(folder: Path) -> int:
    digits = "".join(c for c in folder.parent.name if c.isdigit())
    return int(digits or 0)


def unprivileged_user() -> pwd.struct_passwd | None:
    """Whom PostgreSQL runs as: ``None`` stands for who we are.

    Raises:
        RehearsalError: we are root, and this machine has no user to take its place.
    """
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise RehearsalError(f"PostgreSQL does not run as root, and there is no user {' or '.join(UNPRIVILEGED)}")


@contextlib.contextmanager
def running_cluster(folder: Path) -> Iterator[Cluster]:
    """A cluster in a new folder below this one, stopped on the way out.

    Raises:
        RehearsalError: PostgreSQL is missing or does not start; the message ends with its last words.
    """
    programs, user = find_programs(), unprivileged_user()
    home = folder / "cluster"
    home.mkdir()
    if user is not None:
        os.chown(home, user.pw_uid, user.pw_gid)
    password = secrets.token_hex(16)
    _initialise(programs, home, user, password)
    for attempt in range(1, _ATTEMPTS + 1):
        cluster = Cluster(_free_port(), password)
        log = home.parent / f"postgres-{attempt}.log"
        settings = [f"--{name}={value}" for name, value in (_SETTINGS | {"port": str(cluster.port)}).items()]
        command = [str(programs / "postgres"), "-D", str(home / "data"), *settings]
        # QUIT is PostgreSQL's immediate shutdown, which waits for no session.
        with Child(guarded(command, "QUIT"), _environment(), log, user) as server:
            if _answers(cluster, server):
                with cluster.connect() as connection:
                    connection.execute(SCHEMA.read_bytes())
                yield cluster
                return
        # Between our look at it and PostgreSQL's, another process may have taken the port.
        if attempt == _ATTEMPTS or "Address already in use" not in log.read_text(errors="replace"):
            raise RehearsalError(f"PostgreSQL does not start: {_last_words(log)}")


def _initialise(programs: Path, home: Path, user: pwd.struct_passwd | None, password: str) -> None:
    secret = home / "password"
    secret.touch(mode=0o600)
    secret.write_text(password)
    if user is not None:
        os.chown(secret, user.pw_uid, user.pw_gid)
    command = [str(programs / "initdb"), "-D", str(home / "data"), "--username", _ROLE, "--pwfile", str(secret)]
    options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"]
    log = home.parent / "initdb.log"
    with Child(guarded([*command, *options]), _environment(), log, user) as initdb:
        initdb.output.read()
        status = initdb.wait()
    secret.unlink()
    if status != 0:
        raise RehearsalError(f"initdb fails: {_last_words(log)}")


def _answers(cluster: Cluster, server: Child) -> bool:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while server.is_running() and time.monotonic() < deadline:
        with contextlib.suppress(psycopg.OperationalError):
            cluster.connect().close()
            return True
        time.sleep(0.05)
    return False


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _last_words(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "it says nothing"
