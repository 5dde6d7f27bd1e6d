"""What a Go file declares at package level, read from its bytes: names, and the text of the types that they go with.

    func (s *Store) Entries(ctx Context) (*sql.Rows, error) {    Entries, a method, "(ctx Context) (*sql.Rows, error) "

``prefilter.parts`` takes such a text apart; of most nobody asks for more than the words in it. A top-level declaration
starts its line, and what it opens at the end of a line is closed at the start of one: ``layout`` has made it so.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from rowsclose.syntax.tokens import TOKEN
from rowsclose.values import value

_TOP_LEVEL = re.compile(rb"\n(?:func|type|var|const|import)[ \t(]")
_FUNCTION = re.compile(rb"func\b\s*(\([^()]*\)\s*)?([\w\x80-\xff]+)\s*")
_END_OF_BLOCK = re.compile(rb"\n(?:\}|func[ \t])")
_GROUP = re.compile(rb"\s*\(")
_BLANK = re.compile(rb"(?:[\s;]|//[^\n]*|/\*.*?(?:\*/|\Z))*", re.DOTALL)
_TYPE = re.compile(rb"\s*([\w\x80-\xff]+)")
_TYPE_PARAMETERS = re.compile(rb"\[|\s+\[\s*[\w\x80-\xff]+(?:\s*,|\s+[\w\x80-\xff~*(\[])")
_STRUCTURE = re.compile(rb"\s*(?:=\s*)?(struct|interface)\s*\{")
_VARIABLES = re.compile(rb"([\w\x80-\xff]+(?:\s*,\s*[\w\x80-\xff]+)*)([^=]*)(=?)", re.DOTALL)
_PLAIN = re.compile(rb"[^`/()\[\]{};\"'\n]*")
_DIRECTIVE = re.compile(rb"[ \t]*//rowsclose:([\w-]+)(?:[ \t]+(\w+))?")
_STRUCTURES = (b"interface", b"struct")
_LONGEST_GAP = 200  # between a keyword and its brace
_NEXT = 0  # no byte: the next declaration begins
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
_D = TypeVar("_D", bound=Declared)
_Read = Callable[[bytes, int], tuple[int, list[_D]]]
_ReadEntry = Callable[[bytes, int, int], tuple[int, list[_D]]]


def declarations_in(text: bytes) -> Iterator[Declared]:
    """All that a file declares at package level, but for constants."""
    yield from _each(text, b"\nfunc", _function)
    yield from _each(text, b"\ntype", _types)
    yield from _each(text, b"\nvar", _variables)


def interfaces_in(text: bytes) -> Iterator[TypeSkeleton]:
    """The types of a file that are interfaces, or may be by what they are defined from."""
    yield from (declared for declared in _each(text, b"\ntype", _types) if declared.form is not Form.STRUCT)


def _each(text: bytes, keyword: bytes, read: _Read[_D]) -> Iterator[_D]:
    """What declarations that begin with a keyword declare; ``read`` tells where one ends, and the next is sought there.

    So no byte is gone over for one declaration after another, however a file is damaged.
    """
    at = text.find(keyword)
    while at >= 0:
        end, found = read(text, at + 1)
        yield from found
        at = text.find(keyword, max(end, at + 1))


# Functions ----------------------------------------------------------------------------------------


def _function(text: bytes, at: int) -> tuple[int, list[FunctionSkeleton]]:
    head = _FUNCTION.match(text, at)
    if head is None:
        return at, []
    end = _end_of_signature(text, head.end())
    has_body = text[end : end + 1] == b"{"
    acquires = any(verb.startswith(b"acquires") for verb, _ in _directives(text, at, 0))
    body = (end, _end_of_block(text, end)) if has_body else None
    return end, [FunctionSkeleton(head.group(2), head.group(1) is not None, text[head.end() : end], acquires, body)]


def _end_of_signature(text: bytes, at: int) -> int:
    line_end = text.find(b"\n", at)
    line = text[at : line_end if line_end >= 0 else len(text)]
    brace = line.find(b"{")
    is_whole = line.count(b"(") == line.count(b")") and line.count(b"[") == line.count(b"]")
    if is_whole and (brace < 0 or brace == len(line.rstrip()) - 1):
        if brace < 0:
            return at + len(line)
        if not line[:brace].rstrip().endswith(_STRUCTURES):
            return at + brace
    return _end_of_long_signature(text, at)


def _end_of_long_signature(text: bytes, at: int) -> int:
    """The same where it takes several lines, or braces stand in it."""
    depth = 0
    for sign, here in _signs(text, at):
        if sign == _NEXT or (depth <= 0 and sign in b"\n;"):
            return here
        if depth <= 0 and sign == 0x7B and not text[max(at, here - _LONGEST_GAP) : here].rstrip().endswith(_STRUCTURES):
            return here
        depth += _CHANGES_DEPTH.get(sign, 0)
    return len(text)


def _end_of_block(text: bytes, at: int) -> int:
    """The end of what a brace at ``at`` opens, at the latest where another function begins."""
    line = text.find(b"\n", at)
    if line < 0:
        return len(text)
    if text.count(b"{", at, line) <= text.count(b"}", at, line):
        return line
    found = _END_OF_BLOCK.search(text, line)
    return found.start() if found is not None else len(text)


# Types --------------------------------------------------------------------------------------------


def _types(text: bytes, at: int) -> tuple[int, list[TypeSkeleton]]:
    return _entries(text, at + 4, _type)


def _entries(text: bytes, at: int, read: _ReadEntry[_D]) -> tuple[int, list[_D]]:
    """Where a declaration ends whose keyword ends at ``at``, and what it declares: one or a group of them."""
    group = _GROUP.match(text, at)
    if group is None:
        return read(text, at, 0)
    found: list[_D] = []
    since, position = group.end(), _skip_blank(text, group.end())
    while position < len(text) and text[position : position + 1] != b")" and not _TOP_LEVEL.match(text, position - 1):
        end, declared = read(text, position, since)
        found += declared
        since = max(end, position + 1)
        position = _skip_blank(text, since)
    return position - 1, found


def _type(text: bytes, at: int, since: int) -> tuple[int, list[TypeSkeleton]]:
    """Where a type's declaration ends, and what it declares."""
    head = _TYPE.match(text, at)
    if head is None:
        return at, []
    position = head.end()
    if _TYPE_PARAMETERS.match(text, position):  # an array's length stands apart from the name
        position = _behind_group(text, text.find(b"[", position))
    obliges = _obliges(text, at, since)
    structure = _STRUCTURE.match(text, position)
    if structure is None:
        end = _end_of_line(text, position)
        return end, [TypeSkeleton(head.group(1), Form.OTHER, text[position:end], obliges)]
    opened = structure.end()
    end = _behind_group(text, opened - 1)
    return end, [TypeSkeleton(head.group(1), Form(structure.group(1).decode()), text[opened : end - 1], obliges)]


def _obliges(text: bytes, at: int, since: int) -> str:
    """The kind of resource that the directives above a type make of it."""
    verbs = dict(_directives(text, at, since))
    return verbs.get(b"resource", b"rows").decode("utf-8", "replace") if b"must-call" in verbs else ""


def _directives(text: bytes, at: int, since: int) -> Iterator[tuple[bytes, bytes]]:
    """The verbs of the directives in the comment lines above a declaration, each with its first argument.

    None stands before ``since``, where the one before it ends.
    """
    end = text.rfind(b"\n", since, at)
    start = text.rfind(b"\n", since, max(end, 0)) + 1
    while start > 0:
        line = text[start:end]
        if not line.lstrip().startswith(b"//"):
            return
        directive = _DIRECTIVE.match(line)
        if directive is not None:
            yield directive.group(1), directive.group(2) or b""
        end = start - 1
        start = text.rfind(b"\n", since, end) + 1


# Variables ----------------------------------------------------------------------------------------


def _variables(text: bytes, at: int) -> tuple[int, list[VariableSkeleton]]:
    if text.startswith(b"var _ ", at):  # nobody can name it; a test suite may hang on one
        return at, []
    return _entries(text, at + 3, _variable)


def _variable(text: bytes, at: int, _: int) -> tuple[int, list[VariableSkeleton]]:
    at = _skip_blank(text, at)
    end = _end_of_line(text, at)
    head = _VARIABLES.match(text, at, end)
    if head is None:
        return end, []
    initial = (head.end(), end) if head.group(3) else None
    type_ = head.group(2).strip()
    return end, [VariableSkeleton(name.strip(), type_, initial) for name in head.group(1).split(b",")]


# Text ---------------------------------------------------------------------------------------------


def _end_of_line(text: bytes, at: int) -> int:
    """The end of a declaration that ends with its line, or where its brackets are closed."""
    plain = _PLAIN.match(text, at)
    if plain is not None and text[plain.end() : plain.end() + 1] in (b"\n", b""):
        return plain.end()
    depth = 0
    for sign, here in _signs(text, at):
        if sign == _NEXT or (depth == 0 and sign in b"\n;)]}"):
            return here
        depth += _CHANGES_DEPTH.get(sign, 0)
    return len(text)


def _behind_group(text: bytes, at: int) -> int:
    """Behind the bracket that closes the one at ``at``."""
    depth = 0
    for sign, here in _signs(text, at):
        if sign == _NEXT:
            return here
        depth += _CHANGES_DEPTH.get(sign, 0)
        if depth == 0 and sign in b")]}":
            return here + 1
    return len(text)


def _signs(text: bytes, at: int) -> Iterator[tuple[int, int]]:
    """The first bytes of tokens, and where they stand, up to the next declaration: there ``_NEXT`` is the last."""
    for token in TOKEN.finditer(text, at):
        here = token.start()
        if text[here] == 0x0A and _TOP_LEVEL.match(text, here):
            yield _NEXT, here
            return
        yield text[here], here


def _skip_blank(text: bytes, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found is not None else at
