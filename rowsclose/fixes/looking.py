"""The check of the error that ended the reading, behind the loop or in the branch where ``Next`` gave false."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case, names_in
from rowsclose.fixes.certainty import turns_back
from rowsclose.fixes.failing import check_of
from rowsclose.fixes.handling import handled_as_call
from rowsclose.fixes.lines import Point, UnfixableError, at_start, behind
from rowsclose.fixes.page import FUNCTIONS, Page, around, following, statement_of
from rowsclose.fixes.reader import in_reader
from rowsclose.fixes.skipping import behind_giving_back, demand_nothing_skipped
from rowsclose.remedy import Fix, Safety
from rowsclose.source import Span
from rowsclose.values import replace, value

if TYPE_CHECKING:
    from tree_sitter import Node


@value(eq=False)
class _End:
    """Where reading has just ended, and the statement whose end that is; None at the start of a branch."""

    point: Point
    statement: Node | None = None


def look_behind_reading(case: Case) -> Iterator[Fix]:
    """A look behind each place where reading ends, one at a time; then behind all of them."""
    looks = [list(_looks(*(in_reader(case, place) or (case, place)))) for place in case.remedy.places]
    yield from (fix for fixes in looks for fix in fixes)
    if len(looks) > 1:
        last = [fixes[-1] for fixes in looks]
        is_safe = all(fix.safety is Safety.SAFE for fix in last)
        edits = tuple(dict.fromkeys(edit for fix in last for edit in fix.edits))
        yield Fix(edits, Safety.SAFE if is_safe else Safety.UNSAFE)


def _looks(case: Case, place: Span) -> Iterator[Fix]:
    """The look behind the check of what has read, for that comes first; then right where reading ends."""
    here = replace(case, function=_function_at(case, place))
    end = _behind_reading(case.page, place)
    check = _check_behind(case.page, end.statement)
    if check is not None:
        with suppress(UnfixableError):
            yield _look(here, _End(behind(case.page, check), check))
    yield _look(here, end)


def _look(case: Case, end: _End) -> Fix:
    """The look that hands the error on; where no caller gets one, the look that takes it as the call's own failure."""
    point = end.point
    if end.statement is not None:
        point = behind_giving_back(case, end.statement, point)
    demand_nothing_skipped(case, point)
    case.demand_in_scope(point)
    try:
        return Fix((point.insert(*check_of(case, b"err", case.remedy.code, point.offset)),))
    except UnfixableError:
        handled = handled_as_call(case, case.remedy.code, point.offset)
        return Fix((point.insert(*handled),), Safety.UNSAFE)


def _check_behind(page: Page, statement: Node | None) -> Node | None:
    """The check, right behind a statement, of the error that it has set."""
    if statement is None or statement.type not in ("short_var_declaration", "assignment_statement"):
        return None
    check = next(following(statement), None)
    names = names_in(statement)
    is_check = check is not None and names and turns_back(page, check, page.of(names[-1]))
    return check if is_check else None


def _function_at(case: Case, place: Span) -> Node:
    return next((n for n in around(case.page.at(place)) if n.type in FUNCTIONS), case.function)


def _behind_reading(page: Page, place: Span) -> _End:
    """Where reading has just ended, that a ``Next`` at a place begins or goes on with."""
    read = page.at(place)
    for node in around(read):
        if node.type == "for_statement" and not _is_in(read, node, "body"):
            return _end_of(page, statement_of(node) or node)
        if node.type == "binary_expression" and not _is_in(read, node, "left"):
            raise UnfixableError("`Next` is not asked on every way there")
        if node.type == "if_statement" and _is_in(read, node, "condition"):
            return _behind_branch(page, node)
        if node.parent is not None and node.parent.type == "statement_list":
            return _end_of(page, node)
    raise UnfixableError("the end of the reading is not found")


def _end_of(page: Page, statement: Node) -> _End:
    return _End(behind(page, statement), statement)


def _behind_branch(page: Page, branch: Node) -> _End:
    """Where ``Next`` was asked by an ``if`` and has given false."""
    condition, consequence = (branch.child_by_field_name(f) for f in ("condition", "consequence"))
    other = branch.child_by_field_name("alternative")
    if condition is not None and consequence is not None and page.of(condition).lstrip(b"(").startswith(b"!"):
        return _End(at_start(page, consequence))
    if other is None:
        return _end_of(page, statement_of(branch) or branch)
    if other.type == "if_statement":
        raise UnfixableError("`else if` leaves no place for the check")
    return _End(at_start(page, other))


def _is_in(node: Node, around_: Node, field: str) -> bool:
    part = around_.child_by_field_name(field)
    return part is not None and part.start_byte <= node.start_byte and node.end_byte <= part.end_byte
