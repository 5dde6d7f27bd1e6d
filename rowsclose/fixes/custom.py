"""What a function does before its returns that fail: it ends what it was given. A return that is put in does so too.

func names(tx *sql.Tx) ([]string, error) {
    rows, err := tx.Query(q)
    if err != nil {
        tx.Rollback()                 <- who calls it relies on that
        return nil, err
    }
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case
from rowsclose.fixes.page import body_of, called_by, given_by, up_to_function, within, within_function_of
from rowsclose.fixes.scope import declaration_of

if TYPE_CHECKING:
    from tree_sitter import Node

# By the last word of the called name.
_ENDING = frozenset({b"Rollback", b"RollbackUnlessCommitted", b"Abort", b"Cancel", b"Close", b"Release"})


def ended_before_failing(case: Case, results: int, at: int) -> tuple[str, ...]:
    """The calls that stand before most returns of the case's function that fail, as they may be written at an offset.

    The others may hand on the error of somebody who has made them. ``results`` is how many values the function gives.
    """
    failing = list(_failing(case, results))
    calls = Counter(call for each in failing for call in dict.fromkeys(_ended_before(case, each, at)))
    return tuple(call.decode("utf-8", "replace") for call, count in calls.items() if 2 * count > len(failing))


def _failing(case: Case, results: int) -> Iterator[Node]:
    """The returns that give an error behind a condition: the last of a function may give nil as well."""
    for node in within_function_of(case.function):
        values = given_by(node)
        is_conditional = any(n.type in ("if_statement", "expression_case") for n in up_to_function(node))
        if values and len(values) == results and values[-1].type != "nil" and is_conditional:
            yield node


def _ended_before(case: Case, failing: Node, at: int) -> Iterator[bytes]:
    """The calls in front of a return, in its list, that end what comes from outside of the function."""
    for statement in failing.parent.named_children if failing.parent is not None else ():
        call = called_by(statement)
        if call is None or statement.start_byte >= failing.start_byte or b"\n" in case.page.of(call):
            continue
        called = call.child_by_field_name("function")
        if called is not None and called.type == "selector_expression" and _ends_given(case, call, called, at):
            yield case.page.of(call)


def _ends_given(case: Case, call: Node, called: Node, at: int) -> bool:
    """Whether a call ends what comes from outside, and would mean the same at an offset."""
    page = case.page
    root, _, method = page.of(called).partition(b".")
    if method.rpartition(b".")[2] not in _ENDING or root == case.root_name:
        return False
    declared, body = declaration_of(page, root, call.start_byte), body_of(case.function)
    if declared is None or body is None or body.start_byte <= declared < body.end_byte:
        return False
    names = {page.of(n) for n in within(call) if n.type == "identifier"}
    return all(declaration_of(page, n, call.start_byte) == declaration_of(page, n, at) for n in names)
