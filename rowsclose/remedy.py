"""What mends a finding, as plain values: what is decided about it, and what that changes in its file.

Remedy   the decision: help says it in words, ``fixes`` writes it into the file
Edit     bytes in place of a span
Fix      the edits that mend one finding, relative to the text it was found in
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

from rowsclose.source import Span
from rowsclose.values import value


class Action(enum.Enum):
    """What is to be done."""

    DEFER = "defer the release behind the call"
    DEFER_CHECKED = "defer the release behind the check of the error"
    CHECK_AND_DEFER = "check the error that is dropped, then defer the release"
    MOVE_DEFER = "move the defer behind the check of the error"
    CHECK_AND_MOVE = "check the error that is dropped before the defer"
    RELEASE_BEFORE = "release before each of the places"
    RELEASE_FIRST = "release before the call, which wants the connection"
    LEAVE_TO_CALLER = "take the defer away, and release before each return that fails"
    END_ROUND = "release before each way out of the round, or make the round a function"
    LOOK = "look at the error of reading, and return it"
    EXECUTE = "send the statement by a method that gives no result set"
    KEEP = "keep what is dropped, and release it"
    KEEP_IF_ANY = "keep what is dropped, and release it where it is not nil"
    SCAN = "scan the row that is dropped"
    DEFER_NOT_NIL = "defer the release where the variable is known not to be nil"
    GUARD_DEFER = "let the defer stand only where the variable is known not to be nil"
    ROLL_BACK = "defer the end of what nothing ends, behind the check of the error"
    DEFER_IN_GOROUTINE = "defer the release at the head of the goroutine"


class Safety(enum.Enum):
    """Whether a fix keeps what the code does, but for the defect."""

    SAFE = "safe"
    UNSAFE = "unsafe"  # what else runs in between may run at another time


@value
class Remedy:
    """How a finding is mended.

    ``code`` is the call to write, or the method for EXECUTE. ``variable`` holds the resource; empty where nothing does.
    ``places`` are where the remedy works: returns, assignments, a defer, the start of a goroutine, calls of ``Next``, the
    acquiring call where the finding is about another; none where the acquiring call says all.
    ``closes_nil``: the call does no harm where the acquisition has failed.
    """

    action: Action
    code: str
    variable: str = ""
    places: tuple[Span, ...] = ()
    closes_nil: bool = False


@value
class Edit:
    """Bytes in place of those at a span; an empty span inserts."""

    span: Span
    text: bytes


@value
class Fix:
    """What mends one finding: edits in the order of their spans, none within another."""

    edits: tuple[Edit, ...]
    safety: Safety = Safety.SAFE


def edited(text: bytes, edits: Iterable[Edit]) -> bytes:
    """The text with the edits made; those at one place come in their order."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda e: e.span):
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return b"".join([*pieces, text[at:]])
