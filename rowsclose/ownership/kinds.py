"""The words that rules and the analysis share: what a resource is, what ends it at the latest, what becomes of the error.

They stand by themselves, so that a rule can be imported without the analysis: a run that analyses nothing has no need of
it.
"""

from __future__ import annotations

import enum


class ResourceKind(enum.Enum):
    """What an obligation is for; the value is the word used in directives."""

    ROWS = "rows"
    STATEMENT = "stmt"
    CONNECTION = "conn"
    TRANSACTION = "tx"
    ROW = "row"
    POOL = "pool"

    @property
    def noun(self) -> str:
        """The words used in messages."""
        return _NOUNS[self]

    @property
    def usual_name(self) -> str:
        """A name for a variable that would hold one."""
        return _NAMES[self]


_NAMES = {
    ResourceKind.ROWS: "rows",
    ResourceKind.STATEMENT: "stmt",
    ResourceKind.CONNECTION: "conn",
    ResourceKind.TRANSACTION: "tx",
    ResourceKind.ROW: "row",
    ResourceKind.POOL: "db",
}

_NOUNS = {
    ResourceKind.ROWS: "result set",
    ResourceKind.STATEMENT: "prepared statement",
    ResourceKind.CONNECTION: "connection",
    ResourceKind.TRANSACTION: "transaction",
    ResourceKind.ROW: "row",
    ResourceKind.POOL: "pool",
}


class Bound(enum.Enum):
    """What ends a resource at the latest; the value is the word used in directives."""

    CONTEXT = "ctx"
    TRANSACTION = "tx"
    CONNECTION = "conn"
    BATCH = "batch"
    SESSION = "session"


class ErrorBeside(enum.Enum):
    """What becomes of the error that an acquiring call gives beside the resource."""

    KEPT = "kept"
    UNREAD = "unread"  # kept in a variable that gets another value before anybody reads it
    DROPPED = "dropped"
    ABSENT = "absent"
