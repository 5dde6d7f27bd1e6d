"""A statement that gives no rows, sent by the method that gives no result set."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case, names_in, target_of
from rowsclose.fixes.lines import UnfixableError, delete
from rowsclose.fixes.page import Page, within
from rowsclose.fixes.scope import is_declared_beside
from rowsclose.remedy import Edit, Fix
from rowsclose.source import Span
from rowsclose.syntax.parser import span_of

if TYPE_CHECKING:
    from tree_sitter import Node

_ENDS = (b".Close()", b".Err()")  # what gives no error any more, for there is nothing to close or to read


def execute(case: Case) -> Iterator[Fix]:
    """The method's name changed, the result set's variable gone with the closes of it."""
    called = case.call.child_by_field_name("function")
    method = called.child_by_field_name("field") if called is not None else None
    if method is None:
        raise UnfixableError("the call is not that of a method")
    renamed = Edit(span_of(method), case.remedy.code.encode())
    edits = [renamed, *_without_result(case)]
    yield Fix(tuple(sorted(edits, key=lambda e: e.span)))


def _without_result(case: Case) -> Iterator[Edit]:
    """The edits that let the assignment do without a result set."""
    target, parent = target_of(case.call), case.call.parent
    if target is None:
        if parent is None or parent.type != "expression_statement":
            yield from _without_error_method(case.page, case.call)
        return
    names = names_in(target)
    if len(names) == 1:
        if case.page.of(names[0]) != b"_":
            raise UnfixableError(f"`{case.remedy.variable}` is still used")
        yield Edit(span_of(names[0]), b"_, _")
        return
    if case.page.of(names[0]) != b"_":
        yield from _without_variable(case, target, names)


def _without_variable(case: Case, target: Node, names: list[Node]) -> Iterator[Edit]:
    if target.type != "short_var_declaration":
        raise UnfixableError(f"`{case.remedy.variable}` is declared for more than this statement")
    yield Edit(span_of(names[0]), b"_")
    yield from _without_closes(case, names[0])
    left = [n for n in names[1:] if case.page.of(n) != b"_"]
    is_in_list = target.parent is not None and target.parent.type == "statement_list"
    if is_in_list and all(is_declared_beside(case.page, target, case.page.of(n)) for n in left):
        operator = next(c for c in target.children if c.type == ":=")
        yield Edit(span_of(operator), b"=")  # nothing new is left on the left


def _without_closes(case: Case, declared: Node) -> Iterator[Edit]:
    """The edits that take away the closes of a variable, where it is used for nothing else."""
    name = case.page.of(declared)
    for node in within(case.function):
        if node.type != "identifier" or case.page.of(node) != name or node.start_byte == declared.start_byte:
            continue
        statement = case.page.statement_at(node.start_byte)
        ending = _ending(case.page, node)
        if statement is not None and case.page.of(statement).removeprefix(b"defer ") == name + b".Close()":
            yield delete(case.page, statement)
        elif ending is not None:
            yield Edit(span_of(ending), b"nil")
        else:
            raise UnfixableError(f"`{name.decode()}` is still used")


def _ending(page: Page, variable: Node) -> Node | None:
    """The call of a variable's ``Close`` or ``Err`` that a return gives; None where it is something else."""
    selector = variable.parent
    call = selector.parent if selector is not None else None
    values = call.parent if call is not None else None
    if call is None or values is None or values.parent is None or values.parent.type != "return_statement":
        return None
    return call if page.of(call) in [page.of(variable) + end for end in _ENDS] else None


def _without_error_method(page: Page, call: Node) -> Iterator[Edit]:
    """``err := db.QueryRow(q).Err()`` is ``_, err := db.Exec(q)``."""
    selector = call.parent
    asked = selector.parent if selector is not None and selector.type == "selector_expression" else None
    target = target_of(asked) if asked is not None and asked.type == "call_expression" else None
    if asked is None or target is None or page.text[call.end_byte : asked.end_byte] != b".Err()":
        raise UnfixableError("the row is used in the same expression")
    yield Edit(Span(target.start_byte, target.start_byte), b"_, ")
    yield Edit(Span(call.end_byte, asked.end_byte), b"")
