"""Where a text mentions one of the names that can give or take a resource."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsclose.prefilter.text import WORD
from rowsclose.values import value

_MEMBER = re.compile(rb"\.\s*(" + WORD + rb")")
_BARE = re.compile(WORD)
_GOES_ON = re.compile(rb"[\w\x80-\xff]")
# In front of a type's name: it is a result, a type argument, or stands in a function's parameters; the function's own
# direct parameters give nothing. What goes over several lines is taken for such.
_IN_FUNCTION_TYPE = re.compile(rb"(?:\)\s*\(?|func\s*\(|[\[\]]|[,(]\s*\n)[^(){}\[\]\n]*\Z")
_LONGEST_TYPE = 240
_LONGEST_GAP = 200  # between a dot and the name in the next line


@value
class Words:
    """Of the files of one package: names behind a dot, bare ones, and names of types that carry an obligation.

    A type's name alone gives nothing: it counts where a function's type, or type arguments, are written with it.
    """

    members: frozenset[bytes]
    bare: frozenset[bytes]
    types: frozenset[bytes]
    bare_types: frozenset[bytes]

    def are_in(self, text: bytes) -> bool:
        """Whether a file mentions one in a way that counts."""
        return next(self.places(text), None) is not None

    def places(self, text: bytes) -> Iterator[int]:
        """Where they stand, in no order."""
        behind_dots = frozenset(_MEMBER.findall(text)) if self.members or self.types else frozenset()
        for name in self.members & behind_dots:
            yield from _occurrences(text, name, behind_dot=True)
        for name in self.types & behind_dots:
            yield from (at for at in _occurrences(text, name, behind_dot=True) if _is_in_function_type(text, at))
        words = frozenset(_BARE.findall(text)) if self.bare or self.bare_types else frozenset()
        for name in self.bare & words:
            declared = (b"func ", b"type ")
            yield from (at for at in _occurrences(text, name, behind_dot=False) if text[at - 5 : at] not in declared)
        for name in self.bare_types & words:
            yield from (at for at in _occurrences(text, name, behind_dot=False) if _is_in_function_type(text, at))


def _occurrences(text: bytes, name: bytes, *, behind_dot: bool) -> Iterator[int]:
    """Where a whole word stands in a text, if a dot stands before it; or if none does."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        is_whole = not _GOES_ON.match(text, end) and not (at and _GOES_ON.match(text, at - 1))
        if is_whole and text[max(0, at - _LONGEST_GAP) : at].rstrip().endswith(b".") is behind_dot:
            yield at
        at = text.find(name, end)


def _is_in_function_type(text: bytes, at: int) -> bool:
    return _IN_FUNCTION_TYPE.search(text[max(0, at - _LONGEST_TYPE) : at]) is not None
