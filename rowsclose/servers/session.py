"""Sessions of a database server as one or several samples show them. Times are seconds since 1970."""

from __future__ import annotations

import enum

from rowsclose.values import value

HIDDEN = "<insufficient privilege>"
"""What PostgreSQL shows in place of a query that the asking role must not see."""


class State(enum.Enum):
    """What a session does, by the words of PostgreSQL."""

    ACTIVE = "active"
    IDLE = "idle"
    IN_TRANSACTION = "idle in transaction"
    ABORTED = "idle in transaction (aborted)"
    OTHER = "other"
    UNKNOWN = "unknown"

    @property
    def is_in_transaction(self) -> bool:
        """Whether a transaction is open and nobody asks for anything."""
        return self in (State.IN_TRANSACTION, State.ABORTED)


@value
class Session:
    """One session at one moment. Text comes from the server and may hold anything.

    ``began`` is when it was opened and ``changed`` when its state changed last, as the server writes them; both are empty
    where it does not tell, and then ``changed_at`` is None. ``waits_for_client``: the server waits for the client to take
    what it has asked for. ``holds_snapshot``: it keeps the server from cleaning up row versions. ``is_hidden``: its query
    must not be seen.
    """

    pid: int
    began: str
    application: str
    user: str
    database: str
    client: str
    state: State
    wait: str
    waits_for_client: bool
    query: str
    changed: str
    changed_at: float | None
    holds_snapshot: bool
    is_hidden: bool

    @property
    def key(self) -> tuple[int, str]:
        """What tells it from all others, later ones included: a pid is used again."""
        return self.pid, self.began


@value
class Sample:
    """The sessions at one moment, those of the server's own processes and ours left out."""

    at: float
    sessions: tuple[Session, ...]


class Kind(enum.Enum):
    """Which servers speak alike."""

    POSTGRESQL = "PostgreSQL"
    MYSQL = "MySQL"


@value
class Settings:
    """What the server is set to; None where that is not known.

    ``query_bytes`` is how much of a query's text it shows. ``timeouts`` are in milliseconds by the name of the setting, 0
    where it is off.
    """

    version: str = ""
    max_connections: int | None = None
    query_bytes: int | None = None
    timeouts: tuple[tuple[str, int], ...] = ()


@value
class Activity:
    """What was seen of a server. ``missing`` says in a sentence each what could not be seen, and what would help."""

    kind: Kind
    samples: tuple[Sample, ...]
    settings: Settings
    missing: tuple[str, ...] = ()
