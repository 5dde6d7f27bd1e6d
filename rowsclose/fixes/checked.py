"""Where the error beside an acquiring call has been checked: behind that, what it gave is there to be released.

    rows, err := db.Query(q)           if rows, err := db.Query(q); err == nil {
    if err != nil {                        <- here
        return err                     }
    }
    <- here

Each statement behind the call that has to do with the error is one more place to try; the analysis says which is right.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case, names_in, target_of
from rowsclose.fixes.certainty import is_nil, is_not_nil, turns_back, uses_at_once
from rowsclose.fixes.lines import Point, UnfixableError, at_start, behind
from rowsclose.fixes.page import FUNCTIONS, LOOPS, Page, around, following
from rowsclose.values import value

if TYPE_CHECKING:
    from tree_sitter import Node

_MOST = 4  # places to try in one list of statements


class Certainty(enum.IntEnum):
    """Why nobody comes to a place where the call has failed, the best reason first."""

    CHECKED = 0  # the code turns back before
    PANICS = 1  # the code behind it would panic
    NONE = 2


@value
class Behind:
    """A place behind what has to do with the error."""

    point: Point
    certainty: Certainty


def places_behind_check(case: Case) -> list[Point]:
    """Where there is something to release, the most certain first; then where there is no harm in it.

    Raises:
        UnfixableError: there is no such place.
    """
    error, target = error_name(case), target_of(case.call)
    if error is None or target is None:
        raise UnfixableError("the error goes to no variable")
    # A release that does no harm may stand before the check, but code that is tested may be given nil.
    places = sorted(_places(case, target, error), key=lambda b: b.certainty)
    found = [b.point for b in places if b.certainty is not Certainty.NONE or case.remedy.closes_nil]
    if not found:
        raise UnfixableError(f"nothing checks `{error.decode()}` in a way that a defer can follow")
    return found


def error_name(case: Case) -> bytes | None:
    """The variable that gets the error of the acquiring call; None where none does."""
    target = target_of(case.call)
    names = [case.page.of(n) for n in names_in(target)] if target is not None else []
    if not names or names[-1] in (b"_", case.remedy.variable.encode()):
        return None
    return names[-1]


def _places(case: Case, target: Node, error: bytes) -> Iterator[Behind]:
    page = case.page
    if target.parent is not None and target.parent.type == "if_statement":
        yield from _in_branches(page, target.parent, error)
        yield from _behind(case, target.parent, error)
    elif target.parent == case.statement.parent or target.type == "var_spec":
        yield from _behind(case, case.statement, error)
    statement: Node | None = case.statement
    while statement is not None:
        mentioning = [s for s in following(statement) if page.mentions(s, error)]
        for sibling in mentioning[:_MOST]:
            if sibling.type == "if_statement":
                yield from _in_branches(page, sibling, error)
            yield from _behind(case, sibling, error)
        statement = _statement_around(statement)


def _statement_around(statement: Node) -> Node | None:
    """The statement that one stands in, within the same function and the same round of a loop."""
    for node in around(statement.parent):
        if node.type in FUNCTIONS or node.type in LOOPS:
            return None
        if node.parent is not None and node.parent.type == "statement_list":
            return node
    return None


def _in_branches(page: Page, branch: Node, error: bytes) -> Iterator[Behind]:
    """Within the branches of an ``if`` that the error decides: where it is nil, and behind ``else``."""
    condition = branch.child_by_field_name("condition")
    consequence, other = (branch.child_by_field_name(f) for f in ("consequence", "alternative"))
    if consequence is not None and condition is not None and is_nil(page, condition, error):
        yield from _at_start(page, consequence, Certainty.CHECKED)
    elif other is not None and other.type == "if_statement":
        yield from _in_branches(page, other, error)
    elif other is not None and condition is not None:
        yield from _at_start(page, other, Certainty.CHECKED if _excludes(page, branch, error) else Certainty.NONE)


def _excludes(page: Page, branch: Node, error: bytes) -> bool:
    """Whether an ``if``, or one that it is the ``else`` of, is taken by all whose error is not nil."""
    for node in around(branch):
        condition = node.child_by_field_name("condition") if node.type == "if_statement" else None
        if condition is None:
            return False
        if is_not_nil(page, condition, error):
            return True
    return False


def _behind(case: Case, statement: Node, error: bytes) -> Iterator[Behind]:
    try:
        yield Behind(behind(case.page, statement), _certainty_behind(case, statement, error))
    except UnfixableError:
        return


def _certainty_behind(case: Case, statement: Node, error: bytes) -> Certainty:
    if turns_back(case.page, statement, error):
        return Certainty.CHECKED
    panics = uses_at_once(case.page, following(statement), case.remedy.variable.encode(), error)
    return Certainty.PANICS if panics else Certainty.NONE


def _at_start(page: Page, block: Node, certainty: Certainty) -> Iterator[Behind]:
    try:
        yield Behind(at_start(page, block), certainty)
    except UnfixableError:
        return
