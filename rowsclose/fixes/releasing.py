"""Releases written before the ways out that leave a resource open, where a defer would end what somebody still wants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case, target_of
from rowsclose.fixes.checked import error_name, places_behind_check
from rowsclose.fixes.failing import check_of
from rowsclose.fixes.lines import Point, UnfixableError, before, before_end, behind, delete
from rowsclose.fixes.page import around
from rowsclose.fixes.scope import is_unchanged
from rowsclose.fixes.skipping import demand_nothing_skipped
from rowsclose.remedy import Fix, Safety
from rowsclose.source import Span

if TYPE_CHECKING:
    from tree_sitter import Node


def release_before_exits(case: Case) -> Iterator[Fix]:
    """The release before each of the places, which are returns or closing braces.

    Where the call may have failed on the way there, behind a look at its error; else, with that checked right behind the
    call: what has come before the check so far does not run then.
    """
    if not case.remedy.places:
        raise UnfixableError("no return leaves it open")
    points = [_before_exit(case, place) for place in case.remedy.places]
    unsure = frozenset(point for point in points if not _is_acquired(case, point))
    if not unsure:
        yield Fix(tuple(point.insert(case.remedy.code) for point in points))
        return
    refused = UnfixableError("on that way the call may have failed")
    error, target = error_name(case), target_of(case.call)
    if error is None or target is None:
        raise refused
    if all(is_unchanged(case.page, error, case.statement, point.offset) for point in unsure):
        guarded = (f"if {error.decode()} == nil {{", f"\t{case.remedy.code}", "}")
        yield Fix(tuple(point.insert(*guarded if point in unsure else (case.remedy.code,)) for point in points))
    if target.parent != case.statement.parent:
        raise refused
    checked = behind(case.page, case.statement)
    demand_nothing_skipped(case, checked)
    released = (point.insert(case.remedy.code) for point in points)
    yield Fix((checked.insert(*check_of(case, error, None, checked.offset)), *released), Safety.UNSAFE)


def leave_to_caller(case: Case) -> Iterator[Fix]:
    """The defer taken away; what leaks then is mended as such."""
    statement = case.page.statement_at(case.remedy.places[0].start)
    if statement is None or statement.type != "defer_statement":
        raise UnfixableError("the close is not deferred by a statement of its own")
    if case.page.of(statement) != f"defer {case.remedy.code}".encode():
        raise UnfixableError("what is deferred may do more than close")
    yield Fix((delete(case.page, statement),))


def _before_exit(case: Case, place: Span) -> Point:
    page = case.page
    node = page.at(Span(place.start, place.start))
    if page.text[place.start : place.start + 1] == b"}":
        block = next(n for n in around(node) if n.end_byte == place.start + 1)
        point = before_end(page, block)
    else:
        statement = page.statement_at(place.start)
        if statement is None or statement.type != "return_statement":
            raise UnfixableError("the way out is no return")
        if page.mentions(statement, case.root_name) and not _asks_only_its_error(case, statement):
            raise UnfixableError("the return itself still uses it")
        point = before(page, statement)
    case.demand_in_scope(point)
    return point


def _asks_only_its_error(case: Case, statement: Node) -> bool:
    """Whether a return asks the resource for nothing but its error, which a closed one still tells."""
    text = case.page.of(statement)
    name = case.root_name
    return text.count(name) == text.count(name + b".Err()")


def _is_acquired(case: Case, point: Point) -> bool:
    """Whether a point stands behind a check of the error, within the statements that follow it; or it does not matter."""
    if case.remedy.closes_nil:
        return True
    try:
        checked = [behind(case.page, case.statement)] if error_name(case) is None else places_behind_check(case)
    except UnfixableError:
        return False
    blocks = ((each.offset, case.page.at_offset(each.offset).end_byte) for each in checked)
    return any(start <= point.offset <= end for start, end in blocks)
