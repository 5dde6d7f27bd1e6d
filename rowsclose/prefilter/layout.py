"""Go source laid out the way ``skeleton`` reads it, each byte in its place: what Go takes in any layout, gofmt has in one.

A declaration at package level begins its line, and nothing within one does. Comments are blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsclose.syntax.uncommented import without_comments

_COMMENT_LINES = re.compile(rb"(?:\n[ \t]*//[^\n]*)+")
_GOES_ON = re.compile(rb"(?:\b(?:func|type|var|const|interface|struct|chan|map)|[*.=|~]|<-)[ \t\r]*\n\s*")
_STEP = re.compile(
    rb"`[^`]*`?|\"(?:[^\"\\\n]|\\[^\n])*\"?|'(?:[^'\\\n]|\\[^\n])*'?"
    rb"|[\n;][ \t\r]*(?:[()\[\]{}]|(?:func|type|var|const)\b)|[()\[\]{}]"
)
# A statement at the beginning of a line, a declaration behind a semicolon, an indented line behind a declaration's last.
_STRANGE = re.compile(
    rb"\n(?:[^\s})fptvci]|[fptvci]\w*[^\w\s]|(?:if|for|case|continue|fallthrough|panic)\b)"
    rb"|;[ \t\r]*(?:func|type|var|const)\b"
    rb"|\n\S[^\n]*[^{(,\s][ \t\r]*\n\s*[ \t]\S"
)
_OPENED = re.compile(rb"\n[^\s][^\n]*[{(][ \t\r]*\n")
_CLOSED = re.compile(rb"\n[})]")
_BLANKS = b" \t\r\n"
_ENDS_STATEMENT = re.compile(rb"[\w\x80-\xff)\]}\"'`;]")


def laid_out(text: bytes) -> bytes:
    """The same text. Comment lines with a directive among them stay."""
    plain = _GOES_ON.sub(_in_one_line, without_comments(text))
    laid = bytearray(plain)
    for at, sign in () if _seems_formatted(plain) else _moved(plain):
        laid[at] = sign
    for lines in _COMMENT_LINES.finditer(text) if b"//rowsclose:" in text else ():
        if b"//rowsclose:" in lines.group():
            laid[lines.start() : lines.end()] = lines.group()
    return bytes(laid)


def _in_one_line(found: re.Match[bytes]) -> bytes:
    return found.group().replace(b"\n", b" ")


def _seems_formatted(text: bytes) -> bool:
    """Whether what lines begin and end with gives no sign of another layout than gofmt's, where that would matter."""
    if _STRANGE.search(text):
        return False
    return len(_OPENED.findall(text)) == len(_CLOSED.findall(text))


def _moved(text: bytes) -> list[tuple[int, int]]:
    """Bytes that make lines begin where gofmt begins them, and their places; none where brackets do not match."""
    moved: list[tuple[int, int]] = []
    depth = 0
    for sign, start, at in _steps(text):
        depth += (sign in b"([{") - (sign in b")]}")
        if depth < 0:
            return []
        if depth > 0:
            if start == at - 1 and text[start] == 0x0A:
                moved.append((start, 0x20))
        elif (start < at - 1 or text[start] == 0x3B) and sign.isalpha() and _ends_statement(text, start):
            moved.append((at - 1, 0x0A))
    return moved if depth == 0 else []


def _steps(text: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The brackets and keywords, where the blanks before them in their line begin, and where they stand."""
    for step in _STEP.finditer(text):
        said = step.group()
        sign = said.lstrip(b";\n\t\r ")
        if sign[:1] not in b"`\"'":
            yield sign[:1], step.start(), step.end() - len(sign)


def _ends_statement(text: bytes, at: int) -> bool:
    """Whether what stands before a line end or a semicolon may be the end of a statement."""
    while at > 0 and text[at] in _BLANKS:
        at -= 1
    return _ENDS_STATEMENT.match(text, at) is not None
