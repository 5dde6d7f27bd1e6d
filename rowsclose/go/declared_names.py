"""Which names a file seems to declare, read from its bytes at a fraction of the cost of parsing, in any layout.

    func (s *Store[K]) List()      List of Store
    type ( A int; B struct{} )     A, B

A declaration's keyword begins its line, or stands behind a semicolon or a comment: Go takes nothing else. More names are
found than there are, those of local variables for one; the price is a file that is parsed for nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rowsclose.syntax.tokens import TOKEN, WORD
from rowsclose.syntax.uncommented import without_comments

# Three patterns that begin with a literal take a quarter of the time of one that does not.
_KEYWORDS = (
    re.compile(rb"\n[ \t\r]*(?:(func)|type|var|const)\b"),
    re.compile(rb";[ \t\r]*(?:(func)|type|var|const)\b"),
    re.compile(rb"\*/[ \t\r]*(?:(func)|type|var|const)\b"),
)
_NAMES = re.compile(rb"\s+([\w\x80-\xff]+(?:\s*,\s*[\w\x80-\xff]+)*)(\s*,|\s*/\*)?")
_FUNCTION = re.compile(
    rb"(?:[ \t\r\n]*\(([^()]*(?:\([^()]*\)[^()]*)*)\)[ \t\r\n]*|[ \t\r\n]+)([\w\x80-\xff]+)[ \t\r\n]*[(\[]"
)
_GROUP = re.compile(rb"\s*\(")
_GROUPED = re.compile(rb"(?:[\n;(]|\*/)[ \t\r]*([\w\x80-\xff]+(?:[ \t\r]*,\s*[\w\x80-\xff]+)*)")
_COMMENT = re.compile(rb"/[/*]")
_BEGINS_COMMENT = re.compile(rb"\s*/[/*]")
_COMMENT_AT_COMMA = re.compile(rb",\s*/[/*]|\*/\s*,")
_BEHIND_TYPE = b" \t\r\n),"

Name = tuple[str, str]
"""The type that a method belongs to, else empty; and the name."""


def declared_names(text: bytes) -> set[Name]:
    """All that a file declares at package level, and more."""
    reading = _Reading(b"\n" + text)
    if reading.is_hindered:
        reading = _Reading(b"\n" + without_comments(text))
    return reading.found()


class _Reading:
    """One pass over a text. It ``is_hindered`` where a comment may stand between a keyword and a name, or two names."""

    def __init__(self, text: bytes) -> None:
        self.is_hindered = False
        self._functions: set[Name] = set()
        self._listed: list[bytes] = []
        self._text = text
        self._behind_group = 0
        keywords = sorted((found.end(), found.start(1) >= 0) for each in _KEYWORDS for found in each.finditer(text))
        for (at, is_function), (following, _) in pairwise([*keywords, (len(text), False)]):
            if is_function:
                self._function(at, following)
            else:
                self._values(at)

    def found(self) -> set[Name]:
        """What this pass has found."""
        names = _text(b",".join(self._listed)).split(",") if self._listed else ()
        return self._functions | {("", name.strip()) for name in names}

    def _function(self, at: int, following: int) -> None:
        """What a function is called, and whose method it is; a literal is neither."""
        found = _FUNCTION.match(self._text, at)
        if found is not None and b"/" not in (found.group(1) or b""):
            receiver, name = found.groups()
            of = b"" if receiver is None else _base_of(receiver)
            if of is not None:
                self._functions.add((_text(of), _text(name)))
            return
        brace = self._text.find(b"{", at, following)
        self.is_hindered |= _COMMENT.search(self._text, at, brace if brace >= 0 else following) is not None

    def _values(self, at: int) -> None:
        """The names behind ``type``, ``var`` or ``const``."""
        names = _NAMES.match(self._text, at)
        if names is not None:
            self._listed.append(names.group(1))
            self.is_hindered |= names.group(2) is not None
        elif _BEGINS_COMMENT.match(self._text, at):
            self.is_hindered = True
        elif at >= self._behind_group and _GROUP.match(self._text, at):
            self._behind_group = _end_of_group(self._text, at)
            self._listed += _GROUPED.findall(self._text, at, self._behind_group)
            self.is_hindered |= _COMMENT_AT_COMMA.search(self._text, at, self._behind_group) is not None


def _end_of_group(text: bytes, at: int) -> int:
    """Behind the parenthesis that closes the first one from ``at`` on; the end of the text where none does.

    Then no group that opens further on is gone over again: what stands on its lines has been found.
    """
    depth = 0
    for sign in TOKEN.finditer(text, at):
        said = sign.group()
        depth += (said == b"(") - (said == b")")
        if depth == 0 and said == b")":
            return sign.end()
    return len(text)


def _base_of(receiver: bytes) -> bytes | None:
    """The type's name in ``s *Store[K]``; None where none stands there."""
    before = receiver.partition(b"[")[0].rstrip(_BEHIND_TYPE)
    last = WORD.findall(before)[-1:]
    return last[0] if last and before.endswith(last[0]) else None


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
