"""The sessions of a running PostgreSQL.

One connection, read-only, with a timeout for each statement; it leaves itself out. What it was told to connect by is
never shown: not in a message, not in a log.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rowsclose.errors import RowscloseError, UsageError
from rowsclose.servers.ending import ending
from rowsclose.servers.rows import moment, postgresql_session, text_of
from rowsclose.servers.session import Kind, Sample, Session, Settings

if TYPE_CHECKING:
    import psycopg

_SESSIONS = """
    SELECT pid, backend_start, application_name, usename, datname, client_addr::text AS client_addr, state,
           wait_event, query, state_change, backend_xmin::text AS backend_xmin, backend_type
    FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND datid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'
"""
_SETTINGS = """
    SELECT name, setting FROM pg_settings WHERE name IN ('max_connections', 'track_activity_query_size',
        'idle_session_timeout', 'idle_in_transaction_session_timeout', 'statement_timeout', 'tcp_user_timeout')
"""
_MAY_SEE = "SELECT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE'), quote_ident(current_user)"
_TIMEOUTS = (
    "idle_session_timeout",
    "idle_in_transaction_session_timeout",
    "statement_timeout",
    "tcp_user_timeout",
)


class PostgreSQL:
    """A connection to a server, until it is closed."""

    kind = Kind.POSTGRESQL

    def __init__(self, dsn: str, timeout_s: float) -> None:
        """``dsn`` is what libpq takes; where it is empty, libpq's own variables decide. No answer is waited for longer.

        Raises:
            UsageError: psycopg is not installed.
            RowscloseError: there is no connection to be had.
        """
        library = _library()
        seconds = max(2, int(timeout_s))  # libpq takes whole seconds, and 1 for 2
        milliseconds = int(timeout_s * 1000)
        options: dict[str, Any] = {
            "connect_timeout": seconds,
            "application_name": "rowsclose trace",
            "keepalives_idle": seconds,
            "keepalives_interval": seconds,
            "keepalives_count": 1,
            "tcp_user_timeout": milliseconds,
            "autocommit": True,
        }
        with _failures("cannot connect"):
            self._connection: psycopg.Connection[Any] = library.connect(dsn, **options)
        self._timeout_s = timeout_s
        for name in ("text", "name", "varchar"):
            self._connection.adapters.register_loader(name, _loader())
        with self._asking("the server does not answer"):
            # As statements and not as start-up options, which poolers between us and the server refuse.
            self._connection.execute("SET default_transaction_read_only = on")
            self._connection.execute(f"SET statement_timeout = {milliseconds}")
            # Queries of other databases may be in any encoding: let the server convert none, and fail on none.
            self._connection.execute("SET client_encoding = 'SQL_ASCII'")
            self._connection.execute("SET datestyle = 'ISO'")  # a role may have another

    def sample(self) -> Sample:
        """The sessions at this moment.

        Raises:
            RowscloseError: the server does not answer.
        """
        with self._asking("the server does not answer"), self._connection.cursor() as cursor:
            now = cursor.execute("SELECT clock_timestamp()::text").fetchone()
            at = moment(str(now[0])) if now else 0.0
            cursor.execute(_SESSIONS)
            names = [column.name for column in cursor.description or ()]
            rows = [{n: text_of(v) for n, v in zip(names, row, strict=True)} for row in cursor]
        return Sample(at, tuple(s for row in rows if (s := postgresql_session(row, at)) is not None))

    def settings(self) -> Settings:
        """What the server is set to.

        Raises:
            RowscloseError: the server does not answer.
        """
        with self._asking("the server does not answer"):
            found = {str(n): str(s) for n, s in self._connection.execute(_SETTINGS)}
        version = self._connection.info.parameter_status("server_version") or ""
        return Settings(
            version,
            int(found["max_connections"]) if "max_connections" in found else None,
            int(found["track_activity_query_size"]) - 1 if "track_activity_query_size" in found else None,
            tuple((name, int(found[name])) for name in _TIMEOUTS if name in found),
        )

    def missing(self) -> tuple[str, ...]:
        """What the role must not see, and the grant that would let it.

        Raises:
            RowscloseError: the server does not answer.
        """
        with self._asking("the server does not answer"):
            row = self._connection.execute(_MAY_SEE).fetchone()
        if row is None or row[0]:
            return ()
        return (
            f"this role sees the queries of its own sessions only: GRANT pg_read_all_stats TO {row[1]} lets it see all; "
            "without it, the sessions of other roles are counted, but neither their state nor their query is seen",
        )

    def end(self, session: Session) -> bool:
        """End a session if it is still the one that was seen; whether it was.

        Raises:
            RowscloseError: the server does not answer, or refuses.
        """
        with self._asking("the session cannot be ended"):
            row = self._connection.execute(ending([session])).fetchone()
        return bool(row and row[1])

    @contextlib.contextmanager
    def _asking(self, what: str) -> Iterator[None]:
        """One question: a server that says nothing any more, not even no, is given up after the timeout."""
        watch = threading.Timer(2 * self._timeout_s, self._give_up)
        watch.daemon = True
        watch.start()
        try:
            with _failures(what):
                yield
        finally:
            watch.cancel()

    def _give_up(self) -> None:
        with contextlib.suppress(Exception), socket.socket(fileno=os.dup(self._connection.fileno())) as ours:
            ours.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End the connection."""
        with contextlib.suppress(Exception):
            self._connection.close()


def _library() -> Any:
    try:
        import psycopg
    except ImportError as error:
        raise UsageError(
            "PostgreSQL is reached by psycopg, which is not installed: pip install 'rowsclose[trace]'"
        ) from error
    return psycopg


def _loader() -> Any:
    """What reads text of any encoding: what is not UTF-8 becomes U+FFFD."""
    from psycopg.adapt import Loader

    class Lenient(Loader):
        def load(self, data: Any) -> str:
            return bytes(data).decode("utf-8", "replace")

    return Lenient


@contextlib.contextmanager
def _failures(what: str) -> Iterator[None]:
    """Turn what psycopg raises into an error of ours. libpq names host, port, user and database, and never the password."""
    psycopg = _library()
    try:
        yield
    except psycopg.ProgrammingError as error:
        if isinstance(error, psycopg.errors.InsufficientPrivilege):
            raise RowscloseError(f"PostgreSQL: {what}: {_first_line(error)}") from None
        # A DSN that libpq cannot read is repeated in its message, password included.
        detail = _first_line(error) if error.sqlstate else "the connection string cannot be read"
        raise RowscloseError(f"PostgreSQL: {what}: {detail}") from None
    except UnicodeError:
        raise RowscloseError(f"PostgreSQL: {what}: the connection string cannot be read: it is not UTF-8") from None
    except psycopg.Error as error:
        raise RowscloseError(f"PostgreSQL: {what}: {_first_line(error)}") from None


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return " ".join(lines[0].split()) if lines else type(error).__name__
