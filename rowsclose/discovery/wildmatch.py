"""Git's wildcards (https://git-scm.com/docs/gitignore), matched without going back: a long name costs what it is long.

    *.pb.go      one segment: pieces of fixed length "" and ".pb.go", with anything between them
    a/**/b[0-9]  three segments; ``**`` stands for any number of a path's segments

A segment's pieces are looked for from left to right, each at the first place that has it: what lies between two pieces
is free, so no later place could do better. Segments are matched against a path's as in a table, one row a segment. Both
pattern and path are bytes, as they are to git: ``?`` is one byte.

A pattern is compiled when the first path is held against it, and a piece whose bytes stand for themselves not at all.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from functools import cached_property

_WILDCARDS = b"*?[\\"
# No path is longer on any system; a pattern that wants more bytes fits none.
_LONGEST_PATH = 4096

_CLASSES = {
    b"alnum": (string.ascii_letters + string.digits).encode(),
    b"alpha": string.ascii_letters.encode(),
    b"blank": b" \t",
    b"cntrl": bytes((*range(32), 127)),
    b"digit": string.digits.encode(),
    b"graph": bytes(range(33, 127)),
    b"lower": string.ascii_lowercase.encode(),
    b"print": bytes(range(32, 127)),
    b"punct": string.punctuation.encode(),
    b"space": b" \t\n\r",
    b"upper": string.ascii_uppercase.encode(),
    b"xdigit": string.hexdigits.encode(),
}

# A token is a set of bytes of which one stands there, as a regular expression; or one of these two.
_STAR = b"*"
_SLASH = b"/"
_ANY = rb"[^/]"


class UnmatchableError(Exception):
    """The pattern's grammar is broken: to git, it matches nothing."""


@dataclass(frozen=True, slots=True)
class _Literal:
    """Bytes that stand for themselves."""

    text: bytes

    @property
    def length(self) -> int:
        return len(self.text)

    def stands_at(self, name: bytes, at: int) -> bool:
        return name.startswith(self.text, at)

    def end_in(self, name: bytes, at: int) -> int | None:
        """The offset behind the first place from ``at`` on that has it."""
        found = name.find(self.text, at)
        return None if found < 0 else found + len(self.text)


@dataclass(frozen=True, slots=True)
class _Sets:
    """Bytes of a fixed length, each from a set."""

    regex: re.Pattern[bytes]
    length: int

    def stands_at(self, name: bytes, at: int) -> bool:
        return self.regex.match(name, at) is not None

    def end_in(self, name: bytes, at: int) -> int | None:
        """The offset behind the first place from ``at`` on that has it."""
        found = self.regex.search(name, at)
        return None if found is None else found.end()


_Piece = _Literal | _Sets


def first_wildcard(pattern: bytes) -> int:
    """The offset of the first byte that does not stand for itself; the pattern's length where all do."""
    return next((at for at, byte in enumerate(pattern) if byte in _WILDCARDS), len(pattern))


_Segment = tuple[_Piece, ...] | None
"""The pieces between the stars of one segment; None is ``**``, any number of segments."""


class Wildmatch:
    """One pattern, compiled."""

    def __init__(self, pattern: bytes) -> None:
        """Raises ``UnmatchableError``."""
        self._tokens = _tokens(pattern)
        if len(self._tokens) - self._tokens.count(_STAR) > _LONGEST_PATH:
            raise UnmatchableError

    @cached_property
    def _segments(self) -> list[_Segment]:
        segments: list[_Segment] = []
        for tokens in _split(self._tokens, _SLASH):
            is_any_number = len(tokens) > 1 and set(tokens) == {_STAR}
            if not is_any_number:
                segments.append(_pieces(tokens))
            elif segments[-1:] != [None]:
                segments.append(None)
        return segments

    def fits(self, path: bytes) -> bool:
        """Whether all of a relative path fits."""
        names = path.split(b"/")
        # reached[i]: the segments so far fit the first i names.
        reached = [True] + [False] * len(names)
        for at, segment in enumerate(self._segments):
            if segment is None:
                # At the end, it stands for what lies in a folder, not for the folder.
                reached = _spread(reached, 1 if at == len(self._segments) - 1 else 0)
            else:
                reached = [False, *(was and _fits(segment, name) for was, name in zip(reached, names, strict=False))]
            if True not in reached:
                return False
        return reached[-1]


def _pieces(tokens: list[bytes]) -> tuple[_Piece, ...]:
    """Those between the stars; several stars in a row are as good as one."""
    first, *rest = _split(tokens, _STAR)
    if not rest:
        return (_piece(first),)
    return (_piece(first), *(_piece(each) for each in rest[:-1] if each), _piece(rest[-1]))


def _spread(reached: list[bool], least: int) -> list[bool]:
    first = reached.index(True) + least
    return [index >= first for index in range(len(reached))]


def _fits(pieces: tuple[_Piece, ...], name: bytes) -> bool:
    head, last = pieces[0], pieces[-1]
    if len(pieces) == 1:
        return len(name) == head.length and head.stands_at(name, 0)
    if not head.stands_at(name, 0):
        return False
    at = head.length
    for piece in pieces[1:-1]:
        end = piece.end_in(name, at)
        if end is None:
            return False
        at = end
    return at + last.length <= len(name) and last.stands_at(name, len(name) - last.length)


def _split(tokens: list[bytes], separator: bytes) -> list[list[bytes]]:
    parts: list[list[bytes]] = [[]]
    for token in tokens:
        if token == separator:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _piece(tokens: list[bytes]) -> _Piece:
    if any(token.startswith(b"[") for token in tokens):
        return _Sets(re.compile(b"".join(tokens), re.DOTALL), len(tokens))
    return _Literal(b"".join(token[-1:] for token in tokens))  # each is a byte, or one that is escaped


def _tokens(pattern: bytes) -> list[bytes]:
    tokens: list[bytes] = []
    at = 0
    while at < len(pattern):
        byte = pattern[at : at + 1]
        if byte == b"[":
            token, at = _bracket(pattern, at + 1)
        else:
            if byte == b"\\":
                at += 1
                token = re.escape(_byte(pattern, at))
            else:
                token = {b"*": _STAR, b"?": _ANY, b"/": _SLASH}.get(byte, re.escape(byte))
            at += 1
        tokens.append(token)
    return tokens


def _bracket(pattern: bytes, at: int) -> tuple[bytes, int]:
    """The set that ``[`` begins, and the offset behind its ``]``. A ``]`` at its start is one of its bytes."""
    negated = _byte(pattern, at) in (b"!", b"^")
    at += negated
    members: set[int] = set()
    before: int | None = None  # what a "-" would begin a range with
    first = True
    while first or _byte(pattern, at) != b"]":
        first = False
        byte = _byte(pattern, at)
        if byte == b"[" and _byte(pattern, at + 1) == b":":
            end = pattern.find(b"]", at + 2)
            if end > at + 2 and pattern[end - 1 : end] == b":":
                members |= set(_class(pattern[at + 2 : end - 1]))
                before, at = None, end + 1
                continue
        elif byte == b"-" and before is not None and _byte(pattern, at + 1) != b"]":
            last, at = _member(pattern, at + 1)
            members |= set(range(before, last + 1))
            before = None
            continue
        before, at = _member(pattern, at)
        members.add(before)
    return _set_of(members, negated), at + 1


def _member(pattern: bytes, at: int) -> tuple[int, int]:
    at += _byte(pattern, at) == b"\\"
    return _byte(pattern, at)[0], at + 1


def _class(name: bytes) -> bytes:
    if name not in _CLASSES:
        raise UnmatchableError
    return _CLASSES[name]


def _set_of(members: set[int], negated: bool) -> bytes:
    found = (set(range(256)) - members if negated else members) - {ord("/")}
    if not found:
        raise UnmatchableError
    starts = sorted(found - {code + 1 for code in found})
    ends = sorted(found - {code - 1 for code in found})
    return b"[" + b"".join(b"\\x%02x-\\x%02x" % ends_of for ends_of in zip(starts, ends, strict=True)) + b"]"


def _byte(pattern: bytes, at: int) -> bytes:
    if at >= len(pattern):
        raise UnmatchableError
    return pattern[at : at + 1]
