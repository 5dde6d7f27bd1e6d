"""Go source without its comments, each byte in its place: then nothing but blanks stands between two tokens."""

from __future__ import annotations

import re

_COMMENT_OR_STRING = re.compile(
    rb"//[^\n]*|/\*.*?(?:\*/|\Z)|`[^`]*`?|\"(?:[^\"\\\n]|\\[^\n])*\"?|'(?:[^'\\\n]|\\[^\n])*'?", re.DOTALL
)
_NOT_LINE_END = re.compile(rb"[^\n]")


def without_comments(text: bytes) -> bytes:
    """The text with blanks in place of comments; the ends of their lines stay.

    A comment that does not end stays as well: no compiler takes it, and a parser may read on behind its beginning.
    """
    if b"//" not in text and b"/*" not in text:
        return text
    return _COMMENT_OR_STRING.sub(_blanked, text)


def _blanked(found: re.Match[bytes]) -> bytes:
    text = found.group()
    if text.startswith(b"//"):
        return b" " * len(text)
    if text.startswith(b"/*") and text.endswith(b"*/"):
        return _NOT_LINE_END.sub(b" ", text)
    return text
