"""The sessions of a running MySQL or MariaDB.

The process list shows the statement of a session only while it runs. What an idle session ran last is asked of the
performance schema, where it is on; whether it is in a transaction, of InnoDB. MariaDB has no text for what was run as a
prepared statement, as drivers do with values: it is that of the statement, as long as that is not closed.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from rowsclose.errors import RowscloseError, UsageError
from rowsclose.servers.rows import process_session, text_of
from rowsclose.servers.session import Kind, Sample, Session, Settings
from rowsclose.values import value

if TYPE_CHECKING:
    import pymysql

SCHEMES = ("mysql", "mariadb")
# A statement may have a gigabyte; nobody looks at so much of it.
_SESSIONS = """
    SELECT id, user, host, db, command, time, state, left(info, 262144) AS info
    FROM information_schema.processlist WHERE id <> CONNECTION_ID()
"""
_SETTINGS = """
    SHOW GLOBAL VARIABLES WHERE Variable_name IN ('max_connections', 'performance_schema_max_sql_text_length',
        'wait_timeout', 'idle_transaction_timeout', 'net_write_timeout')
"""
_TIMEOUTS = ("wait_timeout", "idle_transaction_timeout", "net_write_timeout")


@value
class _Asked:
    """What a server may not tell: ``grant`` lets it; ``setting`` makes it keep what it tells, where it has to be made to."""

    statement: str
    what: str
    grant: str
    setting: str = ""


_TRANSACTIONS = _Asked(
    "SELECT trx_mysql_thread_id FROM information_schema.innodb_trx", "transactions", "GRANT PROCESS ON *.*"
)
_STATEMENTS = _Asked(
    """
    SELECT t.processlist_id, h.sql_text FROM performance_schema.events_statements_history h
    JOIN performance_schema.threads t ON t.thread_id = h.thread_id
    WHERE t.processlist_id IS NOT NULL AND (h.event_name LIKE 'statement/sql/%' OR h.event_name = 'statement/com/Execute')
    ORDER BY h.event_id
    """,
    "last statements",
    "GRANT SELECT ON performance_schema.*",
    "performance_schema does with the consumer events_statements_history and the instruments statement/%",
)
_PREPARED = _Asked(
    """
    SELECT t.processlist_id, p.sql_text FROM performance_schema.prepared_statements_instances p
    JOIN performance_schema.threads t ON t.thread_id = p.owner_thread_id
    WHERE t.processlist_id IS NOT NULL AND p.count_execute > 0 ORDER BY p.owner_event_id
    """,
    "prepared statements",
    "GRANT SELECT ON performance_schema.*",
)
_CLOSED = (
    "some sessions ran last a prepared statement that is closed: the server keeps no text of it, so they have no line"
)


class MySQL:
    """A connection to a server, until it is closed."""

    kind = Kind.MYSQL

    def __init__(self, dsn: str, timeout_s: float) -> None:
        """``dsn`` is ``mysql://user:password@host:port/database``, with ``?unix_socket=PATH`` for a socket.

        Raises:
            UsageError: PyMySQL is not installed, or the DSN cannot be read.
            RowscloseError: there is no connection to be had.
        """
        library = _library()
        seconds = max(1, int(timeout_s))
        self._missing: list[str] = []
        with _failures("cannot connect"):
            self._connection: pymysql.Connection[Any] = library.connect(
                **_parts(dsn),
                connect_timeout=seconds,
                read_timeout=seconds,
                write_timeout=seconds,
                charset="utf8mb4",
                use_unicode=False,  # what is no UTF-8 is data too ...
                conv={},  # ... and so are numbers
                autocommit=True,
                program_name="rowsclose trace",
            )
        with _failures("the server does not answer"):
            self._ask("SET SESSION TRANSACTION READ ONLY")

    def sample(self) -> Sample:
        """The sessions at this moment.

        Raises:
            RowscloseError: the server does not answer.
        """
        with _failures("the server does not answer"):
            at = time.time()
            rows = self._ask(_SESSIONS)
        in_transaction = {next(iter(row.values())) for row in self._may_ask(_TRANSACTIONS)}
        last = self._last_statements()
        found: list[Session] = []
        for row in rows:
            pid = row.get("id", "")
            more = {"in_transaction": "1" if pid in in_transaction else "", "last_statement": last.get(pid, "")}
            session = process_session({**row, **more}, at)
            if session is not None:
                found.append(session)
        return Sample(at, tuple(found))

    def _last_statements(self) -> dict[str, str]:
        """What each session ran last, by its number; empty where it ran something of which there is no text."""
        last = {row["processlist_id"]: row["sql_text"] for row in self._may_ask(_STATEMENTS)}
        if all(last.values()):
            return last
        prepared = {row["processlist_id"]: row["sql_text"] for row in self._may_ask(_PREPARED)}
        last = {number: text or prepared.get(number, "") for number, text in last.items()}
        if not all(last.values()):
            self._missing.append(_CLOSED)
        return last

    def settings(self) -> Settings:
        """What the server is set to.

        Raises:
            RowscloseError: the server does not answer.
        """
        with _failures("the server does not answer"):
            found = {row["variable_name"]: row["value"] for row in self._ask(_SETTINGS)}
        numbers = {name: int(float(said)) for name, said in found.items() if said.replace(".", "", 1).isdigit()}
        return Settings(
            str(self._connection.get_server_info()),  # type: ignore[no-untyped-call]
            numbers.get("max_connections"),
            numbers.get("performance_schema_max_sql_text_length"),
            tuple((name, 1000 * numbers[name]) for name in _TIMEOUTS if name in numbers),
        )

    def missing(self) -> tuple[str, ...]:
        """What cannot be seen, and what would help."""
        return tuple(dict.fromkeys(self._missing))

    def end(self, session: Session) -> bool:
        """Nothing is ended: KILL cannot check in one step that a session is still the one that was seen.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"sessions of MySQL are not ended by rowsclose; KILL {session.pid} does, unchecked")

    def close(self) -> None:
        """End the connection."""
        with contextlib.suppress(Exception):
            self._connection.close()

    def _may_ask(self, asked: _Asked) -> list[Mapping[str, str]]:
        """The rows of what the server may refuse to tell, or have nothing of."""
        library = _library()
        try:
            rows = self._ask(asked.statement)
        except library.err.MySQLError as error:
            if not isinstance(error, library.err.OperationalError | library.err.ProgrammingError) or _is_gone(error):
                raise RowscloseError(f"MySQL: the server does not answer: {_words(error)}") from None
            self._missing.append(f"the {asked.what} of sessions must not be seen: it takes {asked.grant}")
            return []
        if not rows and asked.setting:
            self._missing.append(f"no {asked.what} of idle sessions are kept, so they have no line: {asked.setting}")
        return rows

    def _ask(self, statement: str) -> list[Mapping[str, str]]:
        with self._connection.cursor() as cursor:
            cursor.execute(statement)
            names = [text_of(column[0]).lower() for column in cursor.description or ()]
            return [dict(zip(names, map(text_of, row), strict=True)) for row in cursor.fetchall()]


def _parts(dsn: str) -> dict[str, Any]:
    try:
        url = urlsplit(dsn)
        port = url.port or 3306
    except ValueError:
        raise UsageError("the DSN cannot be read: it is mysql://user:password@host:port/database") from None
    parts: dict[str, Any] = {
        "host": url.hostname or "127.0.0.1",
        "port": port,
        "user": unquote(url.username or ""),
        "password": unquote(url.password or "").encode("utf-8", "surrogateescape"),  # text, PyMySQL takes for Latin-1
        "database": url.path.lstrip("/") or None,
    }
    socket = parse_qs(url.query).get("unix_socket")
    return parts | ({"unix_socket": socket[0]} if socket else {})


def _library() -> Any:
    try:
        import pymysql
    except ImportError as error:
        raise UsageError(
            "MySQL is reached by PyMySQL, which is not installed: pip install 'rowsclose[trace]'"
        ) from error
    return pymysql


@contextlib.contextmanager
def _failures(what: str) -> Iterator[None]:
    """Turn what PyMySQL raises into an error of ours; it names user and host, and never the password."""
    library = _library()
    try:
        yield
    except UnicodeError:
        raise RowscloseError(f"MySQL: {what}: the DSN is not UTF-8") from None
    except (library.err.MySQLError, OSError, RuntimeError) as error:
        raise RowscloseError(f"MySQL: {what}: {_words(error)}") from None


_GONE = frozenset({2006, 2013, 2014, 0})


def _is_gone(error: Exception) -> bool:
    return not error.args or error.args[0] in _GONE


def _words(error: Exception) -> str:
    said = error.args[1] if len(error.args) > 1 else error
    return " ".join(str(said).split()) or type(error).__name__
