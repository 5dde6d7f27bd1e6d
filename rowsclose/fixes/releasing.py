"""Releases written before the ways out that leave a resource open, where a defer would end what somebody still wants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case
from rowsclose.fixes.checked import error_name, places_behind_check
from rowsclose.fixes.lines import Point, UnfixableError, before, before_end, behind, delete
from rowsclose.fixes.page import around
from rowsclose.remedy import Edit, Fix
from rowsclose.source import Span

if TYPE_CHECKING:
    from tree_sitter import Node


def release_before_exits(case: Case) -> Iterator[Fix]:
    """The release before each of the places, which are returns or closing braces."""
    if not case.remedy.places:
        raise UnfixableError("no return leaves it open")
    yield Fix(tuple(_before_exit(case, place) for place in case.remedy.places))


def leave_to_caller(case: Case) -> Iterator[Fix]:
    """The defer taken away; what leaks then is mended as such."""
    statement = case.page.statement_at(case.remedy.places[0].start)
    if statement is None or statement.type != "defer_statement":
        raise UnfixableError("the close is not deferred by a statement of its own")
    if case.page.of(statement) != f"defer {case.remedy.code}".encode():
        raise UnfixableError("what is deferred may do more than close")
    yield Fix((delete(case.page, statement),))


def _before_exit(case: Case, place: Span) -> Edit:
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
    _demand_acquired(case, point)
    return point.insert(case.remedy.code)


def _asks_only_its_error(case: Case, statement: Node) -> bool:
    """Whether a return asks the resource for nothing but its error, which a closed one still tells."""
    text = case.page.of(statement)
    name = case.root_name
    return text.count(name) == text.count(name + b".Err()")


def _demand_acquired(case: Case, point: Point) -> None:
    """Make sure that the acquisition has not failed where a point is come to.

    Raises:
        UnfixableError: the point is not behind a check of the error, within the statements that follow it.
    """
    if case.remedy.closes_nil:
        return
    checked = [behind(case.page, case.statement)] if error_name(case) is None else places_behind_check(case)
    for each in checked:
        block = case.page.at(Span(each.offset, each.offset))
        if each.offset <= point.offset <= block.end_byte:
            return
    raise UnfixableError("on that way the call may have failed")
