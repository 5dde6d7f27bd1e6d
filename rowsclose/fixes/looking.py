"""The check of the error that ended the reading, behind the loop or in the branch where ``Next`` gave false."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case
from rowsclose.fixes.failing import check_of
from rowsclose.fixes.lines import Point, UnfixableError, at_start, behind
from rowsclose.fixes.page import FUNCTIONS, Page, around, statement_of
from rowsclose.remedy import Fix
from rowsclose.source import Span
from rowsclose.values import replace

if TYPE_CHECKING:
    from tree_sitter import Node


def look_behind_reading(case: Case) -> Iterator[Fix]:
    """A look behind each place where reading ends, one at a time; then behind all of them."""
    edits = []
    for place in case.remedy.places:
        point = _behind_reading(case.page, place)
        case.demand_in_scope(point)
        here = replace(case, function=_function_at(case, place))
        edits.append(point.insert(*check_of(here, b"err", case.remedy.code)))
    yield from (Fix((edit,)) for edit in edits)
    if len(edits) > 1:
        yield Fix(tuple(dict.fromkeys(edits)))


def _function_at(case: Case, place: Span) -> Node:
    return next((n for n in around(case.page.at(place)) if n.type in FUNCTIONS), case.function)


def _behind_reading(page: Page, place: Span) -> Point:
    """Where reading has just ended, that a ``Next`` at a place begins or goes on with."""
    read = page.at(place)
    for node in around(read):
        if node.type == "for_statement" and not _is_in(read, node, "body"):
            return behind(page, statement_of(node) or node)
        if node.type == "binary_expression" and not _is_in(read, node, "left"):
            raise UnfixableError("`Next` is not asked on every way there")
        if node.type == "if_statement" and _is_in(read, node, "condition"):
            return _behind_branch(page, node)
        if node.parent is not None and node.parent.type == "statement_list":
            return behind(page, node)
    raise UnfixableError("the end of the reading is not found")


def _behind_branch(page: Page, branch: Node) -> Point:
    """Where ``Next`` was asked by an ``if`` and has given false."""
    condition, consequence = (branch.child_by_field_name(f) for f in ("condition", "consequence"))
    other = branch.child_by_field_name("alternative")
    if condition is not None and consequence is not None and page.of(condition).lstrip(b"(").startswith(b"!"):
        return at_start(page, consequence)
    if other is None:
        return behind(page, statement_of(branch) or branch)
    if other.type == "if_statement":
        raise UnfixableError("`else if` leaves no place for the check")
    return at_start(page, other)


def _is_in(node: Node, around_: Node, field: str) -> bool:
    part = around_.child_by_field_name(field)
    return part is not None and part.start_byte <= node.start_byte and node.end_byte <= part.end_byte
