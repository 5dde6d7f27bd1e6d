"""The function that reads a result set to its end for another, in the same file: the look at the error belongs there.

return scanAll(rows)        <- nothing can stand behind this

func scanAll(rows *sql.Rows) ([]string, error) {
    for rows.Next() { ... }
    <- here
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case
from rowsclose.fixes.page import Page, around, body_of, enclosing, statements_of, within_function_of
from rowsclose.source import Span
from rowsclose.syntax.parser import span_of
from rowsclose.values import replace

if TYPE_CHECKING:
    from tree_sitter import Node

_DECLARATIONS = frozenset({"function_declaration", "method_declaration"})
_RETURNS = frozenset({"return_statement"})


def in_reader(case: Case, place: Span) -> tuple[Case, Span] | None:
    """The case as it is in the reader that a return at a place calls, and its ``Next``; None where there is no such."""
    call = _call_with(case, place)
    reader = _declared(case.page, call) if call is not None else None
    body = body_of(reader) if reader is not None else None
    if call is None or reader is None or body is None or not statements_of(body):
        return None
    name = _parameter(case, call, reader)
    asked = [n for n in within_function_of(reader) if name and case.page.of(n).startswith(f"{name}.Next(".encode())]
    read = next((n for n in asked if n.type == "call_expression"), None)
    if read is None:
        return None
    remedy = replace(case.remedy, variable=name, code=f"{name}.Err()")
    there = replace(case, remedy=remedy, call=read, statement=statements_of(body)[0], function=reader)
    return there, span_of(read)


def _call_with(case: Case, place: Span) -> Node | None:
    """The call at a place that gets the resource, if it stands in a return."""
    at = case.page.at(place)
    call = next((n for n in around(at) if n.type == "call_expression"), None)
    return call if call is not None and enclosing(call, _RETURNS) is not None else None


def _declared(page: Page, call: Node) -> Node | None:
    """The function or method of the file that a call names; None where there is none, or more than one."""
    called = call.child_by_field_name("function")
    last = page.of(called).rpartition(b".")[2] if called is not None else b""
    declared = (n for n in page.root.named_children if n.type in _DECLARATIONS)
    found = [n for n in declared if (name := n.child_by_field_name("name")) is not None and page.of(name) == last]
    return found[0] if len(found) == 1 else None


def _parameter(case: Case, call: Node, reader: Node) -> str:
    """The name that the reader has for the resource; empty where it has none."""
    listed, declared = call.child_by_field_name("arguments"), reader.child_by_field_name("parameters")
    arguments = [case.page.of(a) for a in listed.named_children] if listed is not None else []
    names = [
        case.page.of(n).decode()
        for one in (declared.named_children if declared is not None else ())
        for n in one.children_by_field_name("name") or [one]
    ]
    variable = case.remedy.variable.encode()
    return names[arguments.index(variable)] if variable in arguments[: len(names)] else ""
