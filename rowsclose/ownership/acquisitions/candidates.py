"""Which calls of a function may acquire, by the names that its file mentions: the others need no types.

rows, err := s.Entries(ctx)    calls what may give a resource
open := s.Entries              mentions it, and what is called is `open`: then every call of the function counts
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from rowsclose.go.ir import Call, Dynamic, Function
from rowsclose.go.walk import calls_of

Mentioned = Callable[[int, int], Sequence[int]]
"""Where names that may give a resource, or take one, are mentioned between two offsets of a file, in order."""


class CandidateCalls:
    """Those of one outermost function and its literals."""

    def __init__(self, function: Function, mentioned: Mentioned | None) -> None:
        """``mentioned`` is None where nobody has looked: all count."""
        self._mentions: Sequence[int] | None = None
        if mentioned is not None:
            mentions = mentioned(function.span.start, function.span.end)
            called = {m for call in calls_of(function) for m in mentioned(call.name_span.start, call.name_span.end)}
            if called.issuperset(mentions):
                self._mentions = mentions

    def has(self, call: Call) -> bool:
        """Whether a call may acquire, or takes what may be a resource."""
        if self._mentions is None or isinstance(call.callee, Dynamic):
            return True
        at = bisect_left(self._mentions, call.span.start)
        return at < len(self._mentions) and self._mentions[at] < call.span.end
