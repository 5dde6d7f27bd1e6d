"""Where a file mentions the names that count, for who asks of one call after another."""

from __future__ import annotations

import re
from bisect import bisect_left

from rowsclose.prefilter.candidates import Places
from rowsclose.prefilter.words import is_type_argument

_DECLARES_TYPE = re.compile(rb"\btype[ \t]+[\w\x80-\xff]+")


class Mentioned:
    """The mentions in one file."""

    def __init__(self, text: bytes, places: tuple[int, ...]) -> None:
        self._text = text
        self._places = places

    def between(self, start: int, end: int) -> tuple[int, ...]:
        """The places between two offsets, in order."""
        return self._places[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def makes_others(self, start: int, end: int) -> bool:
        """Whether a type may be made of one between two offsets, whose methods go by names of their own."""
        places = self.between(start, end)
        if any(is_type_argument(self._text, at) for at in places):
            return True
        return bool(places) and _DECLARES_TYPE.search(self._text, start, end) is not None


def mentioned_in(text: bytes, places: Places) -> Mentioned | None:
    """What a file mentions; None where nobody has looked for it."""
    return Mentioned(text, places) if isinstance(places, tuple) else None
