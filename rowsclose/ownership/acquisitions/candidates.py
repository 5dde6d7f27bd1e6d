"""Which calls of a function may acquire, by the names that its file mentions: the others need no types.

rows, err := s.Entries(ctx)    calls what may give a resource
open := s.Entries              mentions it: what is called is `open`, a variable, and all those count
b := box[*sql.Rows]{}          makes a type whose `b.get()` gives one: every call of the function counts
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from rowsclose.go.ir import Call, Dynamic, Function


class Mentioned(Protocol):
    """Where a file mentions names that may give a resource, or take one."""

    def between(self, start: int, end: int) -> Sequence[int]:
        """The places between two offsets, in order."""

    def leads_further(self, start: int, end: int) -> bool:
        """Whether what is mentioned between two offsets may give a resource by calls that mention nothing."""


class CandidateCalls:
    """Those of one outermost function and its literals."""

    def __init__(self, function: Function, mentioned: Mentioned | None) -> None:
        """``mentioned`` is None where nobody has looked: all count."""
        self._mentions: Sequence[int] | None = None
        start, end = function.span.start, function.span.end
        if mentioned is not None and not mentioned.leads_further(start, end):
            self._mentions = mentioned.between(start, end)

    def has(self, call: Call) -> bool:
        """Whether a call may acquire, or takes what may be a resource."""
        if self._mentions is None or isinstance(call.callee, Dynamic):
            return True
        at = bisect_left(self._mentions, call.span.start)
        return at < len(self._mentions) and self._mentions[at] < call.span.end
