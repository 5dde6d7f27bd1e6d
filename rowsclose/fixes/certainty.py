"""Whether an acquisition is certain to have gone well where a path has come by some statements.

The analysis follows only paths on which there is something to close. A release that a failed acquisition comes to as well
would panic, so a fix has to be sure by itself: by the check of the error, or because the code behind would panic anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.page import FUNCTIONS, JUMPS, Page, around, ends, statements_of, within, within_function
from rowsclose.syntax.parser import without_parentheses

if TYPE_CHECKING:
    from tree_sitter import Node

_BODIES = frozenset({"body", "consequence", "alternative"})
_LATER = frozenset({"defer_statement", "go_statement"})
# testify's: the test ends where the error is not nil.
_ASSERTION = re.compile(rb"require\.(?:NoError|Nil)f?\(")


def is_nil(page: Page, condition: Node, error: bytes) -> bool:
    """Whether a condition is true only where the error is nil."""
    return _compares(page, condition, error, (b"==", b"&&"))


def is_not_nil(page: Page, condition: Node, error: bytes) -> bool:
    """Whether a condition is true wherever the error is not nil."""
    return _compares(page, condition, error, (b"!=", b"||"))


def turns_back(page: Page, statement: Node, error: bytes) -> bool:
    """Whether nobody whose error is not nil comes by a statement."""
    match statement.type:
        case "if_statement":
            return _turns_back_if(page, statement, error)
        case "expression_switch_statement":
            return _turns_back_switch(page, statement, error)
        case "expression_statement":
            return _ASSERTION.match(page.of(statement)) is not None and page.mentions(statement, error)
        case _:
            return False


def uses_at_once(page: Page, statements: Iterable[Node], variable: bytes, error: bytes) -> bool:
    """Whether the first statements call a method of a variable on every path: with nil in it, they panic.

    What has to do with the error first may end the test or the process, by a call that nobody here knows.
    """
    for statement in statements:
        run = list(_always_run(page, statement)) if statement.type not in _LATER else []
        if any(_is_call_of(page, n, variable) for n in run) and not any(page.of(n) == error for n in run):
            return True
        if page.mentions(statement, error) or any(n.type in JUMPS for n in within_function(statement)):
            return False
    return False


def always_calls(page: Page, statement: Node, call: bytes) -> bool:
    """Whether a call, as it is written, is made whenever a statement is come to, before anything is left."""
    if statement.type in _LATER:
        return False
    return any(n.type == "call_expression" and page.of(n) == call for n in _always_run(page, statement))


def is_certain_error(page: Page, value: Node) -> bool:
    """Whether what stands for an error is not nil: it is made there, is known by its name, or has been asked about."""
    called = value.child_by_field_name("function") if value.type == "call_expression" else None
    last = page.of(called if called is not None else value).rpartition(b".")[2]
    if _makes_error(last) if called is not None else _names_error(last):
        return True
    names = [page.of(n) for n in within(value) if n.type == "identifier"]
    return any(_is_not_nil_at(page, value, name) for name in names)


def _makes_error(function: bytes) -> bool:
    """Whether a function of that name gives a new error: ``fmt.Errorf``, ``newStoreError``."""
    return function in (b"New", b"Errorf") or (function.lower().startswith(b"new") and b"Err" in function)


def _names_error(variable: bytes) -> bool:
    """Whether a variable of that name is an error that is made once: ``sql.ErrNoRows``."""
    return variable == b"EOF" or (variable[:3] in (b"Err", b"err") and variable[3:4].isupper())


def _is_not_nil_at(page: Page, node: Node, name: bytes) -> bool:
    """Whether an ``if`` around a node says that a variable is not nil there."""
    for at in around(node):
        branch = at.parent
        condition = branch.child_by_field_name("condition") if branch is not None else None
        if at.type in FUNCTIONS or branch is None:
            return False
        if condition is None or branch.type != "if_statement":
            continue
        if branch.child_by_field_name("consequence") == at and _compares(page, condition, name, (b"!=", b"&&")):
            return True
        if branch.child_by_field_name("alternative") == at and _compares(page, condition, name, (b"==", b"||")):
            return True
    return False


def _turns_back_if(page: Page, branch: Node, error: bytes) -> bool:
    condition, other = branch.child_by_field_name("condition"), branch.child_by_field_name("alternative")
    if condition is None or not ends(page, branch.child_by_field_name("consequence")):
        return False
    if is_not_nil(page, condition, error):
        return True
    return other is not None and other.type == "if_statement" and _turns_back_if(page, other, error)


def _turns_back_switch(page: Page, switch: Node, error: bytes) -> bool:
    """``switch { case err != nil: return }``; the cases before that one have to end as well."""
    if switch.child_by_field_name("value") is not None:
        return False
    for case in switch.named_children:
        asked = case.child_by_field_name("value")
        if case.type == "comment":
            continue
        if asked is None or not statements_of(case) or not ends(page, case):
            return False
        if any(is_not_nil(page, c, error) for c in asked.named_children):
            return True
    return False


def _compares(page: Page, condition: Node, error: bytes, operators: tuple[bytes, bytes]) -> bool:
    """Whether a condition compares the error with nil, alone or joined with more by the second operator."""
    condition = without_parentheses(condition)
    left, right = (condition.child_by_field_name(f) for f in ("left", "right"))
    operator = condition.child_by_field_name("operator")
    if left is None or right is None or operator is None:
        return False
    if page.of(operator) == operators[0]:
        return {page.of(left), page.of(right)} == {error, b"nil"}
    return page.of(operator) == operators[1] and any(_compares(page, c, error, operators) for c in (left, right))


def _always_run(page: Page, node: Node) -> Iterator[Node]:
    """What of a statement runs whenever it is come to: not its bodies, nor what stands behind ``&&`` and ``||``."""
    yield node
    is_short = node.type == "binary_expression" and _operator(page, node) in (b"&&", b"||")
    for index, child in enumerate(node.children):
        is_body = node.field_name_for_child(index) in _BODIES or child.type in FUNCTIONS
        if not is_body and not (is_short and index > 0) and not child.type.endswith("_case"):
            yield from _always_run(page, child)


def _operator(page: Page, node: Node) -> bytes:
    operator = node.child_by_field_name("operator")
    return page.of(operator) if operator is not None else b""


def _is_call_of(page: Page, node: Node, variable: bytes) -> bool:
    called = node.child_by_field_name("function") if node.type == "call_expression" else None
    operand = called.child_by_field_name("operand") if called is not None else None
    return operand is not None and page.of(operand) == variable
