"""Where a text mentions one of the names that can give or take a resource."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsclose.syntax.tokens import WORD
from rowsclose.syntax.uncommented import without_comments
from rowsclose.values import value

_MEMBER = re.compile(rb"\.\s*([\w\x80-\xff]+)")
_MEMBER_OR_BARE = re.compile(rb"(\.\s*)?([\w\x80-\xff]+)")
_ENDS_LINE = re.compile(rb"[\w\x80-\xff)\]{}\"'`;]\Z")  # else the line goes on in the next one
_OF_NAMES = bytes(c for c in range(256) if c >= 0x80 or chr(c).isalnum() or c == ord("_"))
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
        """Where they stand, in no order. A comment is no gap that parts a dot from its name, and names nothing."""
        yield from self._places_in(without_comments(text))

    def _places_in(self, text: bytes) -> Iterator[int]:
        members = self.members | self.types
        if members and not members.isdisjoint(_MEMBER.findall(text)):
            for found in _MEMBER.finditer(text):
                name, at = found.group(1), found.start(1)
                if name in self.members or (name in self.types and _is_in_function_type(text, at)):
                    yield at
        bare = self.bare | self.bare_types
        if bare and not bare.isdisjoint(WORD.findall(text)):
            for found in WORD.finditer(text):
                if found.group() in bare and self._counts(text, found.group(), found.start()):
                    yield found.start()

    def _counts(self, text: bytes, name: bytes, at: int) -> bool:
        """Whether a bare name at a place stands for what is meant."""
        if text[max(0, at - _LONGEST_GAP) : at].rstrip().endswith(b"."):
            return False
        is_use = name in self.bare and text[at - 5 : at] not in (b"func ", b"type ")
        return is_use or (name in self.bare_types and _is_in_function_type(text, at))


@value
class Mentions:
    """The names that a text mentions, behind dots and bare; ``has_type`` where it mentions a type that counts."""

    members: frozenset[bytes]
    bare: frozenset[bytes]
    has_type: bool

    @staticmethod
    def in_text(text: bytes, words: Words) -> Mentions:
        """Those of a text; of ``words`` the types count."""
        plain = without_comments(text)
        found = _MEMBER_OR_BARE.findall(plain)
        types = Words(frozenset(), frozenset(), words.types, words.bare_types)
        has_type = next(types._places_in(plain), None) is not None
        members, bare = ({name for dot, name in found if bool(dot) is behind} for behind in (True, False))
        return Mentions(frozenset(members), frozenset(bare), has_type)


def is_type_argument(text: bytes, at: int) -> bool:
    """Whether a name at a place stands in the brackets behind another one: ``box[*sql.Rows]``, no slice and no map."""
    before = text[max(0, at - _LONGEST_TYPE) : at]
    opened = before.rfind(b"[")
    if opened < 0 or before.find(b"]", opened) >= 0:
        return False
    return last_name(before[:opened]) not in (b"", b"map")


def last_name(text: bytes) -> bytes:
    """The name that a text ends with; empty where it ends with something else."""
    return text[len(text.rstrip(_OF_NAMES)) :]


def _is_in_function_type(text: bytes, at: int) -> bool:
    """Whether a type's name is a result, a type argument, or stands in the parameters of a function's type.

    The function's own direct parameters give nothing. What goes over several lines is taken for such, and what is longer
    than is looked at.
    """
    before = text[max(0, at - _LONGEST_TYPE) : at]
    opened = max(map(before.rfind, (b"(", b")", b"{", b"}", b"[", b"]", b"\n")))
    sign, left = before[opened : opened + 1], before[: max(0, opened)].rstrip()
    if not left and len(before) < at:  # what would tell stands further to the left
        return True
    match sign:
        case b")" | b"[" | b"]" | b"}":
            return True
        case b"(":
            return left.endswith((b")", b"func"))
        case b"\n":
            return not _ENDS_LINE.search(left) or left.endswith((b")", b"chan"))
        case _:
            return False
