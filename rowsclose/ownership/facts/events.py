"""What happens to a resource on the paths of a function, as exploration meets it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from rowsclose.finding import Confidence
from rowsclose.ownership.facts.typestate import Release
from rowsclose.source import Span
from rowsclose.values import value

if TYPE_CHECKING:
    from rowsclose.flow.exploration import Trail


class EventKind(enum.Enum):
    """The events that rules ask about."""

    LEFT_OPEN = "left open"  # an ordinary exit with the resource open
    LEFT_OPEN_ABNORMALLY = "left open abnormally"  # a panic or a failed assertion with the resource open
    OVERWRITTEN = "overwritten"  # its last alias was assigned something else
    REACQUIRED = "reacquired"  # the loop came round and acquired again, with nothing left that holds the last one
    REDECLARED = "redeclared"  # ... into a variable that each round has anew
    RELEASED = "released"
    ROUND_ENDED = "round ended"  # released when the loop came round to acquire anew
    PILED_UP = "piled up"  # the loop came round to acquire anew with the release of the last one still deferred
    BUSY = "busy"  # another statement on the connection that it is read from
    CLOSED_ANYWAY = "closed anyway"  # closed by a call when it was certain to be, or had been, closed otherwise
    DEFERRED = "deferred"
    DEFERRED_UNCHECKED = "deferred before the error was checked"
    DRAINED = "drained"  # a loop over it has run out
    LOOKED = "looked at its error"
    STARTED = "started"  # a goroutine has it from here on
    HANDED_OVER = "handed over"  # somebody else may own it, or look at its error


@value
class Event:
    """One event; ``exposed`` says whether anything could have gone wrong between the acquisition and it."""

    kind: EventKind
    span: Span
    trail: Trail | None
    confidence: Confidence
    release: Release | None = None
    exposed: bool = False
