"""What a tool said, stripped of its own format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a finding claims of the place it stands on."""

    LEAK = "is not closed, or not on every path"
    UNDEFERRED = "is closed, but not by a defer"
    ERR_AFTER_LOOP = "the loop over Next is not followed by Err"
    ERR_ALWAYS = "Err is not looked at, loop or no loop"
    CLOSE_IN_LOOP = "its close is deferred in a loop"
    ANY_DEFER_IN_LOOP = "something is deferred in a loop"
    CLOSE_BEFORE_CHECK = "its close is deferred before the error is checked"
    QUERY_FOR_EXEC = "a statement without rows is sent by a Query method"
    IGNORED_ROWS = "the rows are ignored, Exec would do"
    POOL_LIMITS = "the pool has no limit"
    POOL_IDLE_TIME = "idle connections never end"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a Go file; line and column (in bytes) count from 1."""

    path: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class PlainFinding:
    """One finding of one tool."""

    place: Place
    kind: Kind
    message: str
