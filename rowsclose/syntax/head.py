"""What stands before the first token of a file: blank space and comments, read from the bytes in one pass."""

from __future__ import annotations

import re

from rowsclose.source import Span
from rowsclose.values import value

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BLANK = re.compile(rb"\s*")


@value
class Head:
    """``comments`` in source order, a line's without its line feed; ``end`` is where the first token begins.

    Where there is no token, or a block comment does not end, ``end`` is the length of the text.
    """

    comments: tuple[Span, ...]
    end: int


def head_of(text: bytes) -> Head:
    """The head of a Go file."""
    comments: list[Span] = []
    at = _behind_blank(text, len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0)
    while text.startswith((b"//", b"/*"), at):
        end = text.find(b"\n", at) if text.startswith(b"//", at) else text.find(b"*/", at + 2) + 2
        if end < at + 2:  # not found
            end = len(text)
        comments.append(Span(at, end))
        at = _behind_blank(text, end)
    return Head(tuple(comments), at)


def _behind_blank(text: bytes, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at
