"""What a Go file declares at package level, read from its bytes: names, and the text of the types that they go with.

    func (s *Store) Entries(ctx Context) (*sql.Rows, error) {    Entries, a method, "(ctx Context) (*sql.Rows, error) "

``prefilter.parts`` takes such a text apart; of most nobody asks for more than the words in it. As for ``go.packages``, a
top-level declaration starts its line, and what it opens at the end of a line is closed at the start of one (gofmt sees to
that): the price is code that is laid out otherwise.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

from rowsclose.prefilter.text import TOKEN, WORD
from rowsclose.values import value

_FUNCTION = re.compile(rb"func[ \t]+(\([^()\n]*\)[ \t]*)?(" + WORD + rb")[ \t]*")
_GROUP = re.compile(rb"[ \t]*\(")
_BLANK = re.compile(rb"(?:\s+|;|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_TYPE = re.compile(rb"[ \t]*(" + WORD + rb")")
_STRUCTURE = re.compile(rb"[ \t]*=?[ \t]*(struct|interface)[ \t]*\{")
_VARIABLES = re.compile(rb"(" + WORD + rb"(?:\s*,\s*" + WORD + rb")*)([^=]*)(=?)", re.DOTALL)
_PLAIN_LINE = re.compile(rb"[^`/()\[\]{};]*\Z")
_DIRECTIVE = re.compile(rb"[ \t]*//rowsclose:([\w-]+)(?:[ \t]+(\w+))?")
_CHANGES_DEPTH = {0x28: 1, 0x5B: 1, 0x7B: 1, 0x29: -1, 0x5D: -1, 0x7D: -1}  # ( [ { ) ] }


class Form(enum.Enum):
    """What a type is, as far as its declaration shows it."""

    STRUCT = "struct"
    INTERFACE = "interface"
    OTHER = "other"  # a name, or what is made of other types


@value
class FunctionSkeleton:
    """A function or method. ``acquires``: a directive says so; ``body`` is where its statements stand."""

    name: bytes
    is_method: bool
    signature: bytes
    acquires: bool
    body: tuple[int, int] | None


@value
class TypeSkeleton:
    """A type; ``text`` is what stands between its braces, or behind its name.

    ``obliges`` is the kind of resource that a ``must-call`` directive makes of it, else empty.
    """

    name: bytes
    form: Form
    text: bytes
    obliges: str


@value
class VariableSkeleton:
    """A package variable; ``value`` is where its initial value stands."""

    name: bytes
    type: bytes
    value: tuple[int, int] | None


Declared = FunctionSkeleton | TypeSkeleton | VariableSkeleton


def declarations_in(text: bytes) -> Iterator[Declared]:
    """All that a file declares at package level, but for constants."""
    has_directives = b"//rowsclose:" in text
    for keyword, read in ((b"\nfunc", _function), (b"\ntype", _types), (b"\nvar", _variables)):
        for at in _starts(text, keyword):
            yield from read(text, at, has_directives)


def interfaces_in(text: bytes) -> Iterator[TypeSkeleton]:
    """The types of a file that are interfaces, or may be by what they are defined from."""
    for at in _starts(text, b"\ntype"):
        yield from (declared for declared in _types(text, at, False) if declared.form is not Form.STRUCT)


def _starts(text: bytes, keyword: bytes) -> Iterator[int]:
    at = text.find(keyword)
    while at >= 0:
        yield at + 1
        at = text.find(keyword, at + 1)


# Functions ----------------------------------------------------------------------------------------


def _function(text: bytes, at: int, has_directives: bool) -> Iterator[FunctionSkeleton]:
    head = _FUNCTION.match(text, at)
    if head is None:
        return
    end = _end_of_signature(text, head.end())
    has_body = text[end : end + 1] == b"{"
    acquires = has_directives and any(verb.startswith(b"acquires") for verb, _ in _directives(text, at))
    body = (end, _end_of_block(text, end)) if has_body else None
    yield FunctionSkeleton(head.group(2), head.group(1) is not None, text[head.end() : end], acquires, body)


def _end_of_signature(text: bytes, at: int) -> int:
    line_end = text.find(b"\n", at)
    line = text[at : line_end if line_end >= 0 else len(text)]
    brace = line.find(b"{")
    is_whole = line.count(b"(") == line.count(b")") and line.count(b"[") == line.count(b"]")
    if is_whole and (brace < 0 or brace == len(line.rstrip()) - 1):
        if brace < 0:
            return at + len(line)
        if not line[:brace].rstrip().endswith((b"interface", b"struct")):
            return at + brace
    return _end_of_long_signature(text, at)


def _end_of_long_signature(text: bytes, at: int) -> int:
    """The same where it takes several lines, or braces stand in it."""
    depth = 0
    for token in TOKEN.finditer(text, at):
        sign, here = text[token.start()], token.start()
        if depth <= 0 and sign == 0x7B and not text[at:here].rstrip().endswith((b"interface", b"struct")):
            return here
        if depth <= 0 and sign in b"\n;":
            return here
        depth += _CHANGES_DEPTH.get(sign, 0)
    return len(text)


def _end_of_block(text: bytes, at: int) -> int:
    """The end of what a brace at ``at`` opens."""
    line = text.find(b"\n", at)
    if line < 0:
        return len(text)
    if text.count(b"{", at, line) <= text.count(b"}", at, line):
        return line
    end = text.find(b"\n}", line)
    return end if end >= 0 else len(text)


# Types --------------------------------------------------------------------------------------------


def _types(text: bytes, at: int, has_directives: bool) -> Iterator[TypeSkeleton]:
    group = _GROUP.match(text, at + 4)
    if group is None:
        yield from _type(text, at + 4, has_directives)[1]
        return
    position = _skip_blank(text, group.end())
    while position < len(text) and text[position : position + 1] != b")":
        end, found = _type(text, position, has_directives)
        yield from found
        position = _skip_blank(text, max(end, position + 1))


def _type(text: bytes, at: int, has_directives: bool) -> tuple[int, list[TypeSkeleton]]:
    """Where a type's declaration ends, and what it declares."""
    head = _TYPE.match(text, at)
    if head is None:
        return at, []
    position = head.end()
    if text[position : position + 1] == b"[":  # type parameters: an array's length stands apart from the name
        position = _behind_group(text, position)
    obliges = _obliges(text, at) if has_directives else ""
    structure = _STRUCTURE.match(text, position)
    if structure is None:
        end = _end_of_line(text, position)
        return end, [TypeSkeleton(head.group(1), Form.OTHER, text[position:end], obliges)]
    opened = structure.end()
    end = _behind_group(text, opened - 1)
    return end, [TypeSkeleton(head.group(1), Form(structure.group(1).decode()), text[opened : end - 1], obliges)]


def _obliges(text: bytes, at: int) -> str:
    """The kind of resource that the directives above a type make of it."""
    verbs = dict(_directives(text, at))
    return verbs.get(b"resource", b"rows").decode("utf-8", "replace") if b"must-call" in verbs else ""


def _directives(text: bytes, at: int) -> Iterator[tuple[bytes, bytes]]:
    """The verbs of the directives in the comment lines above a declaration, each with its first argument."""
    end = text.rfind(b"\n", 0, at)
    while end > 0:
        start = text.rfind(b"\n", 0, end) + 1
        line = text[start:end]
        if not line.lstrip().startswith(b"//"):
            return
        directive = _DIRECTIVE.match(line)
        if directive is not None:
            yield directive.group(1), directive.group(2) or b""
        end = start - 1


# Variables ----------------------------------------------------------------------------------------


def _variables(text: bytes, at: int, _: bool) -> Iterator[VariableSkeleton]:
    group = _GROUP.match(text, at + 3)
    if group is None:
        if not text.startswith(b"var _ ", at):  # nobody can name it; a test suite may hang on one
            yield from _variable(text, _skip_blank(text, at + 3))[1]
        return
    position = _skip_blank(text, group.end())
    while position < len(text) and text[position : position + 1] != b")":
        end, found = _variable(text, position)
        yield from found
        position = _skip_blank(text, max(end, position + 1))


def _variable(text: bytes, at: int) -> tuple[int, list[VariableSkeleton]]:
    end = _end_of_line(text, at)
    head = _VARIABLES.match(text, at, end)
    if head is None:
        return end, []
    initial = (head.end(), end) if head.group(3) else None
    return end, [VariableSkeleton(n.strip(), head.group(2).strip(), initial) for n in head.group(1).split(b",")]


# Text ---------------------------------------------------------------------------------------------


def _end_of_line(text: bytes, at: int) -> int:
    """The end of a declaration that ends with its line, or where its brackets are closed."""
    line_end = text.find(b"\n", at)
    if line_end >= 0 and _PLAIN_LINE.match(text, at, line_end):
        return line_end
    depth = 0
    for token in TOKEN.finditer(text, at):
        sign = text[token.start()]
        if depth == 0 and sign in b"\n;)]}":
            return token.start()
        depth += _CHANGES_DEPTH.get(sign, 0)
    return len(text)


def _behind_group(text: bytes, at: int) -> int:
    """Behind the bracket that closes the one at ``at``."""
    depth = 0
    for token in TOKEN.finditer(text, at):
        depth += _CHANGES_DEPTH.get(text[token.start()], 0)
        if depth == 0 and text[token.start()] in b")]}":
            return token.end()
    return len(text)


def _skip_blank(text: bytes, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found is not None else at
