"""The text of a type or a signature taken apart, as far as it tells which types stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsclose.syntax.tokens import TOKEN

# A blank is not written `\s`: what is no ASCII counts as part of a word, also what other encodings have for a blank.
_REFERENCE = re.compile(rb"(?:([\w\x80-\xff]+)[ \t\r\n]*\.[ \t\r\n]*)?([\w\x80-\xff]+)")
_ONE_NAME = re.compile(
    rb"[ \t\r\n*=]*(?:([\w\x80-\xff]+)[ \t\r\n]*\.[ \t\r\n]*)?([\w\x80-\xff]+)[ \t\r\n]*(\[.*\])?", re.DOTALL
)
_FIELD = re.compile(rb"([\w\x80-\xff]+(?:[ \t\r\n]*,[ \t\r\n]*[\w\x80-\xff]+)*)[ \t\r\n]+([^ \t\r\n].*)", re.DOTALL)
_METHOD = re.compile(rb"([\w\x80-\xff]+)[ \t\r\n]*(?=\()")
_LONGEST_GAP = 200  # between a keyword and its brace
_ACQUIRES = re.compile(rb"//rowsclose:acquires(?:-into)?\b")

Reference = tuple[bytes, bytes]
"""A name as a file writes it: that of the package in the file, empty for one's own, and the name itself."""


def references(text: bytes) -> list[Reference]:
    """All that may be names of types."""
    return _REFERENCE.findall(text)


def one_name(text: bytes) -> tuple[bytes, bytes]:
    """The one name that a type is, but for pointers to it, and what is left: type arguments; else nothing, and the type."""
    found = _ONE_NAME.fullmatch(text.strip())
    if found is None:
        return b"", text
    package, name, arguments = found.groups(b"")
    return (package + b"." + name if package else name), arguments


def parameters_and_results(signature: bytes) -> tuple[bytes, bytes]:
    """A signature in two."""
    closed = signature.find(b")")
    if signature.startswith(b"(") and signature.find(b"(", 1, closed) < 0:
        return signature[: closed + 1], signature[closed + 1 :]
    depth, groups = 0, 1 + signature.startswith(b"[")  # type parameters come first
    for token in TOKEN.finditer(signature):
        sign = token.group()
        depth += (sign in (b"(", b"[", b"{")) - (sign in (b")", b"]", b"}"))
        groups -= depth == 0 and sign in (b")", b"]")
        if groups == 0:
            return signature[: token.end()], signature[token.end() :]
    return signature, b""


def fields(struct: bytes) -> Iterator[tuple[list[bytes], bytes]]:
    """The names and the type of each field; an embedded one has no name."""
    for line in _lines(struct):
        field = _FIELD.fullmatch(line)
        if field is None:
            yield [], line
        else:
            yield [n.strip() for n in field.group(1).split(b",")], field.group(2)


def methods(interface: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and the signature of each method; what is embedded has no name."""
    for line in _lines(interface):
        method = _METHOD.match(line)
        if method is None:
            yield b"", line
        else:
            yield method.group(1), line[method.end() :]


def acquiring_methods(interface: bytes) -> Iterator[bytes]:
    """The methods of which a directive says that they acquire."""
    is_said = False
    for line in map(bytes.lstrip, interface.split(b"\n")):
        if is_said and not line.startswith(b"//"):
            method = _METHOD.match(line)
            if method is not None:
                yield method.group(1)
            is_said = False
        is_said = is_said or _ACQUIRES.search(line) is not None


def _lines(text: bytes) -> Iterator[bytes]:
    """The lines of a struct or an interface, without comments and tags; those of one within it are among them."""
    line = _Line()
    start, nested = 0, 0
    for token in TOKEN.finditer(text):
        sign, here = token.group(), token.start()
        if sign in (b"(", b"[") or (sign == b"{" and (nested or line.is_signature_before_brace(text, start, here))):
            nested += 1
            line.is_signature |= sign == b"("
        elif sign in (b")", b"]") or (nested and sign == b"}"):
            nested -= 1
        else:  # the end of a line, a comment or a tag
            line.add(text[start:here])
            start = token.end()
            if sign not in (b"\n", b";", b"{", b"}"):
                continue
            if nested > 0 or line.goes_on:
                line.add(sign)
            else:
                if whole := line.whole():
                    yield whole
                line = _Line()
    line.add(text[start:])
    if whole := line.whole():
        yield whole


class _Line:
    """A line while it is put together. ``goes_on``: a comma ends it, so that a list of names is not over."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.is_signature = False
        self.goes_on = False

    def add(self, part: bytes) -> None:
        """Put a part at its end."""
        self._parts.append(part)
        part = part.rstrip()
        self.goes_on = part.endswith(b",") if part else self.goes_on

    def whole(self) -> bytes:
        """All of it, without blanks around."""
        return b"".join(self._parts).strip()

    def is_signature_before_brace(self, text: bytes, start: int, brace: int) -> bool:
        """Whether the brace to come opens an interface that a function gives."""
        rest = text[max(start, brace - _LONGEST_GAP) : brace].rstrip()
        return self.is_signature and rest.endswith((b"interface", b"struct"))
