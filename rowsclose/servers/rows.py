"""A row of a server's list of sessions as a session: the columns of ``pg_stat_activity``, and of a process list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, UTC, datetime

from rowsclose.servers.session import HIDDEN, Session, State

Row = Mapping[str, str]
"""The columns of one session, in small letters, as text; what is null is left out or empty."""

_OURS = re.compile(r"\bpg_stat_activity\b|\bprocesslist\b", re.IGNORECASE)
_BY_STATE = {state.value: state for state in State}
# How MySQL and MariaDB call waiting for a client that does not read.
_TO_CLIENT = ("writing to net", "sending to client", "sending data to client")
_NO_CLIENTS = frozenset(
    {"daemon", "binlog dump", "binlog dump gtid", "slave_sql", "slave_io", "slave_worker", "connect"}
)


def postgresql_session(row: Row, at: float) -> Session | None:
    """A row of ``pg_stat_activity``; None where it is no client's, or asks for this very list.

    Raises:
        ValueError: a number or a time is none.
    """
    query = row.get("query") or ""
    if len(row) < 3 or (row.get("backend_type") or "client backend") != "client backend" or _OURS.search(query):
        return None
    if query == HIDDEN and row.get("datid") == "":
        return None  # nor does it say that it is one of the server's own processes
    changed, wait = row.get("state_change"), row.get("wait_event") or ""
    return Session(
        pid=_number(row.get("pid") or "", "pid"),
        began=row.get("backend_start") or "",
        application=row.get("application_name") or "",
        user=row.get("usename") or "",
        database=row.get("datname") or "",
        client=row.get("client_addr") or row.get("client_hostname") or "",
        state=_BY_STATE.get(row.get("state") or "", State.OTHER if row.get("state") else State.UNKNOWN),
        wait=wait,
        waits_for_client=wait == "ClientWrite",
        query="" if query == HIDDEN else query,
        changed=changed or "",
        changed_at=moment(changed) if changed else None,
        holds_snapshot=bool(row.get("backend_xmin")),
        is_hidden=query == HIDDEN,
    )


def process_session(row: Row, at: float) -> Session | None:
    """A row of MySQL's or MariaDB's process list; None where it is no client's, or asks for this very list.

    ``in_transaction`` and ``last_statement`` are columns that we add where the server tells.

    Raises:
        ValueError: a number is none.
    """
    command, query = (row.get("command") or "").lower(), row.get("info") or row.get("last_statement") or ""
    if len(row) < 3 or command in _NO_CLIENTS or row.get("user") in ("system user", "event_scheduler"):
        return None
    if _OURS.search(query):
        return None
    state = State.IDLE if command == "sleep" else State.ACTIVE
    if state is State.IDLE and row.get("in_transaction") not in (None, "", "0"):
        state = State.IN_TRANSACTION
    seconds, wait = row.get("time") or "0", row.get("state") or ""
    return Session(
        pid=_number(row.get("id") or "", "id"),
        began="",
        application="",
        user=row.get("user") or "",
        database=row.get("db") or "",
        client=(row.get("host") or "").rpartition(":")[0] or row.get("host") or "",
        state=state,
        wait=wait,
        waits_for_client=state is State.ACTIVE and wait.lower().startswith(_TO_CLIENT),
        query=query,
        changed="",
        changed_at=at - float(_number(seconds, "time")),
        holds_snapshot=state is State.IN_TRANSACTION,
        is_hidden=False,
    )


def text_of(value: object) -> str:
    """A column's value as text; what is null is empty."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, bytes | bytearray):
        return value.decode("utf-8", "replace")
    return str(value).encode("utf-8", "replace").decode()  # JSON may hold half of a surrogate pair


def moment(written: str) -> float:
    """Seconds since 1970 of a time as PostgreSQL writes it; one without a zone is taken for UTC.

    Raises:
        ValueError: it is none.
    """
    try:
        read = datetime.fromisoformat(written.strip())
    except ValueError as error:
        raise ValueError(f"not a time as SET datestyle TO ISO has it: {written[:40]!r}") from error
    if not MINYEAR < read.year < MAXYEAR:  # at the calendar's edge, another zone has no name for it
        raise ValueError(f"not a time of any session: {written[:40]!r}")
    return (read if read.tzinfo is not None else read.replace(tzinfo=UTC)).timestamp()


def _number(written: str, column: str) -> int:
    try:
        return int(float(written))
    except (ValueError, OverflowError) as error:
        raise ValueError(f"the column {column} is not a number: {written[:40]!r}") from error
