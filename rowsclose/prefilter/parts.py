"""The text of a type or a signature taken apart, as far as it tells which types stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rowsclose.prefilter.text import TOKEN, WORD

_REFERENCE = re.compile(rb"(?:(" + WORD + rb")\s*\.\s*)?(" + WORD + rb")")
_ONE_NAME = re.compile(rb"[\s*=]*(?:(" + WORD + rb")\s*\.\s*)?(" + WORD + rb")\s*(\[.*\])?\s*", re.DOTALL)
_FIELD = re.compile(rb"(" + WORD + rb"(?:\s*,\s*" + WORD + rb")*)\s+(\S.*)", re.DOTALL)
_METHOD = re.compile(rb"(" + WORD + rb")\s*(?=\()")
_ACQUIRES = re.compile(rb"//rowsclose:acquires(?:-into)?\b")

Reference = tuple[bytes, bytes]
"""A name as a file writes it: that of the package in the file, empty for one's own, and the name itself."""


def references(text: bytes) -> list[Reference]:
    """All that may be names of types."""
    return _REFERENCE.findall(text)


def one_name(text: bytes) -> tuple[bytes, bytes]:
    """The one name that a type is, but for pointers to it, and what is left: type arguments; else nothing, and the type."""
    found = _ONE_NAME.fullmatch(text)
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
    for directive in _ACQUIRES.finditer(interface):
        lines = interface[directive.end() :].split(b"\n")[1:]
        declared = next((line for line in lines if not line.lstrip().startswith(b"//")), b"")
        method = _METHOD.match(declared.lstrip())
        if method is not None:
            yield method.group(1)


def _lines(text: bytes) -> Iterator[bytes]:
    """The lines of a struct or an interface, without comments and tags; those of one within it are among them."""
    parts: list[bytes] = []
    start, nested = 0, 0
    for token in TOKEN.finditer(text):
        sign, here = token.group(), token.start()
        if sign in (b"(", b"[") or (sign == b"{" and (nested or _is_in_signature(parts, text[start:here]))):
            nested += 1
        elif sign in (b")", b"]") or (nested and sign == b"}"):
            nested -= 1
        elif sign in (b"\n", b";", b"{", b"}"):
            line = b"".join((*parts, text[start:here])).strip() if nested <= 0 else b","
            if not line.endswith(b","):  # a list of names goes on
                parts, start = [], token.end()
                if line:
                    yield line
        else:  # a comment or a tag
            parts.append(text[start:here])
            start = token.end()
    line = b"".join((*parts, text[start:])).strip()
    if line:
        yield line


def _is_in_signature(parts: list[bytes], rest: bytes) -> bool:
    """Whether the brace to come opens an interface that a function gives."""
    return rest.rstrip().endswith((b"interface", b"struct")) and b"(" in b"".join((*parts, rest))
