"""Where a file mentions the names that count, for who asks of one call after another."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from rowsclose.go.imports import possible_names
from rowsclose.go.preamble import imports_of
from rowsclose.prefilter.candidates import Places
from rowsclose.prefilter.words import is_type_argument, last_name
from rowsclose.syntax.tokens import WORD

_DECLARES_TYPE = re.compile(rb"\btype[ \t]+[\w\x80-\xff]+")
_CALLED = re.compile(rb"[ \t]*\(")
_LONGEST_LINE = 400


class Mentioned:
    """The mentions in one file."""

    def __init__(self, text: bytes, places: tuple[int, ...]) -> None:
        self._text = text
        self._places = places

    def between(self, start: int, end: int) -> tuple[int, ...]:
        """The places between two offsets, in order."""
        return self._places[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def leads_further(self, start: int, end: int) -> bool:
        """Whether what is mentioned between two offsets may give a resource by calls that mention nothing.

        That is a type made of one (``box[*sql.Rows]{}``) or declared there, and a field that is used as a value:
        ``shelf := office.shelves[year]``.
        """
        places = self.between(start, end)
        if any(is_type_argument(self._text, at) or self._is_value_of_field(at) for at in places):
            return True
        return bool(places) and _DECLARES_TYPE.search(self._text, start, end) is not None

    def _is_value_of_field(self, at: int) -> bool:
        word = WORD.match(self._text, at)
        if word is None or _CALLED.match(self._text, word.end()):
            return False
        line = self._text[max(self._text.rfind(b"\n", 0, at) + 1, at - _LONGEST_LINE) : at]
        before = line.rstrip(b" \t")
        if not before.endswith(b".") or line.count(b'"') % 2 == 1:
            return False
        return last_name(before[:-1].rstrip(b" \t")) not in self._packages

    @cached_property
    def _packages(self) -> frozenset[bytes]:
        """The names that imported packages may go by in the file."""
        imports = imports_of(self._text)
        return frozenset(name.encode() for i in imports for name in ((i.name,) if i.name else possible_names(i.path)))


def mentioned_in(text: bytes, places: Places) -> Mentioned | None:
    """What a file mentions; None where nobody has looked for it."""
    return Mentioned(text, places) if isinstance(places, tuple) else None
