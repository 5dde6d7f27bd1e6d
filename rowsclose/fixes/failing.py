"""How a function gives an error to its caller: the return, with zero values for its other results.

A return of the function that gives an error already shows how its other results are written; else their types do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case
from rowsclose.fixes.custom import ended_before_failing
from rowsclose.fixes.lines import UnfixableError
from rowsclose.fixes.page import LOOPS, Page, given_by, up_to_function, within_function_of
from rowsclose.fixes.scope import declaration_of

if TYPE_CHECKING:
    from tree_sitter import Node

_NIL = frozenset({"pointer_type", "slice_type", "map_type", "channel_type", "function_type", "interface_type"})
_DECLARED = re.compile(rb"^type[ \t]+(\w+)[ \t]+(struct|interface)\b", re.MULTILINE)
_GROUP = re.compile(rb"^type[ \t]*\(\r?\n((?:[ \t\r][^\n]*\n|\n)*)", re.MULTILINE)  # up to a line that is not indented
_DECLARED_IN_GROUP = re.compile(rb"^\t(\w+)[ \t]+(struct|interface)\b", re.MULTILINE)
_ZEROS = {b"string": '""', b"bool": "false", b"error": "nil", b"any": "nil"} | dict.fromkeys(
    (
        b"int int8 int16 int32 int64 uint uint8 uint16 uint32 uint64 uintptr byte rune float32 float64 "
        b"complex64 complex128"
    ).split(),
    "0",
)
_LITERALS = frozenset({"nil", "int_literal", "float_literal", "false"})
_TESTING = re.compile(rb"\*testing\.[TBF]$|testing\.TB$")


def check_of(case: Case, name: bytes, initial: str | None, at: int) -> tuple[str, ...]:
    """The lines that look at an error and hand it on: ``if err := rows.Err(); err != nil { ... }``.

    ``initial`` is what gives the error; None where the variable has it. ``at`` is the offset where they are to stand.

    Raises:
        UnfixableError: the function gives no error to its caller, and is no test that could fail.
    """
    error = name.decode()
    head = f"{error} := {initial}; {error}" if initial is not None else error
    handed_on, ended = _handed_on(case, error, at), ended_before_failing(case, len(results_of(case.function)), at)
    return (f"if {head} != nil {{", *(f"\t{call}" for call in ended), f"\t{handed_on}", "}")


def _handed_on(case: Case, error: str, at: int) -> str:
    results = results_of(case.function)
    if results and case.page.of(results[-1]) == b"error":
        others = [_value(case, i, r, at) for i, r in enumerate(results[:-1])]
        return f"return {', '.join([*others, error])}"
    test = _test_of(case.page, case.function)
    if test is not None:
        return f"{test}.Fatal({error})"
    raise UnfixableError("the function returns no error")


def given_up(case: Case, name: bytes, at: int) -> tuple[str, ...]:
    """The lines that leave a function where there is an error that it cannot give: with zero values for its results.

    Raises:
        UnfixableError: it would leave a loop, whose other rounds may go well.
    """
    if any(n.type in LOOPS for n in up_to_function(case.call)):
        raise UnfixableError("the function returns no error")
    results = results_of(case.function)
    values = [_value(case, i, r, at) for i, r in enumerate(results)]
    return f"if {name.decode()} != nil {{", f"\treturn {', '.join(values)}".rstrip(), "}"


def results_of(function: Node) -> list[Node]:
    """The types of a function's results, one for each."""
    result = function.child_by_field_name("result")
    if result is None:
        return []
    if result.type != "parameter_list":
        return [result]
    found: list[Node] = []
    for declaration in result.named_children:
        type_ = declaration.child_by_field_name("type")
        if type_ is not None:
            found += [type_] * max(len(declaration.children_by_field_name("name")), 1)
    return found


def _value(case: Case, index: int, type_: Node, at: int) -> str:
    """What is given for a result where there is nothing to give."""
    return _zero(case, index, type_) or _variable(case, index, at) or _new(case, type_)


def _zero(case: Case, index: int, type_: Node) -> str | None:
    """The zero value of a result, as it is written; None where that is not known."""
    if type_.type in _NIL:
        return "nil"
    text = case.page.of(type_)
    if text in _ZEROS:
        return _ZEROS[text]
    return _written_elsewhere(case.page, case.function, index) or _by_declaration(case.page, text)


def _variable(case: Case, index: int, at: int) -> str | None:
    """The variable that other returns give at one place, where it is the same at an offset."""
    for value in _given(case.function, index):
        name = case.page.of(value)
        declared = declaration_of(case.page, name, value.start_byte) if value.type == "identifier" else None
        if declared is not None and declared == declaration_of(case.page, name, at):
            return name.decode("utf-8", "replace")
    return None


def _new(case: Case, type_: Node) -> str:
    """The zero value of a type of which nothing is known but its name."""
    return f"*new({case.page.of(type_).decode('utf-8', 'replace')})"


def _by_declaration(page: Page, name: bytes) -> str | None:
    """The zero value of a struct or an interface that the package declares."""
    for text in (page.text, *page.beside()):
        groups = (found for group in _GROUP.finditer(text) for found in _DECLARED_IN_GROUP.finditer(group.group(1)))
        for found in (*_DECLARED.finditer(text), *groups):
            if found.group(1) == name:
                return f"{name.decode()}{{}}" if found.group(2) == b"struct" else "nil"
    return None


def _written_elsewhere(page: Page, function: Node, index: int) -> str | None:
    """The zero value that a return of the function gives at one place, where it has one."""
    found = (page.of(value) for value in _given(function, index) if _is_zero(value))
    return next((text.decode("utf-8", "replace") for text in found), None)


def _given(function: Node, index: int) -> Iterator[Node]:
    """What the returns of a function give at one place, if they give each value by itself."""
    results = len(results_of(function))
    for node in within_function_of(function):
        values = given_by(node)
        if len(values) == results:
            yield values[index]


def _is_zero(node: Node) -> bool:
    if node.type == "composite_literal":
        body = node.child_by_field_name("body")
        return body is not None and not body.named_children and body.start_point.row == body.end_point.row
    return (node.type in _LITERALS and node.text in (b"nil", b"0", b"0.0", b"false")) or node.text == b'""'


def _test_of(page: Page, function: Node) -> str | None:
    """The test's handle that a function is given."""
    parameters = function.child_by_field_name("parameters")
    for declaration in parameters.named_children if parameters is not None else ():
        type_, names = declaration.child_by_field_name("type"), declaration.children_by_field_name("name")
        if type_ is not None and names and _TESTING.match(page.of(type_)) and page.of(names[0]) != b"_":
            return page.of(names[0]).decode()
    return None
