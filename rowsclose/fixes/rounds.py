"""What each round of a loop acquires, released before the round ends.

    for _, table := range tables {             for _, table := range tables {
        rows, err := db.Query(q, table)            rows, err := db.Query(q, table)
        if err != nil { return err }               if err != nil { return err }
        show(rows)                                 show(rows)
    }                                              rows.Close()        <- before each way out of the round
                                               }

The round made a function is right for what may panic as well, but what else it defers runs earlier then: that is unsafe.

    for _, table := range tables {
        if err := func() error {
            ...
            defer rows.Close()
            return nil
        }(); err != nil {
            return err
        }
    }
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case
from rowsclose.fixes.checked import error_name, places_behind_check
from rowsclose.fixes.lines import Point, UnfixableError, before, before_end, behind, delete
from rowsclose.fixes.page import FUNCTIONS, JUMPS, LOOPS, Page, around, enclosing, ends, left_by, within_function
from rowsclose.fixes.wrapping import wrapped
from rowsclose.remedy import Edit, Fix, Safety
from rowsclose.source import Span

if TYPE_CHECKING:
    from tree_sitter import Node


def end_round(case: Case) -> Iterator[Fix]:
    """The release before each way out of the round; else the round as a function with the release deferred."""
    loop = enclosing(case.call, LOOPS)
    body = loop.child_by_field_name("body") if loop is not None else None
    if body is None or enclosing(body, FUNCTIONS) != case.function:
        raise UnfixableError("the call does not stand in the body of a loop")
    gone = tuple(_deferred(case))
    refused = ""
    try:
        yield Fix((*gone, *_releases(case, body)))
    except UnfixableError as error:
        refused = str(error)
    try:
        yield from (Fix(edits, Safety.UNSAFE) for edits in _as_function(case, body, bool(gone)))
    except UnfixableError as error:
        raise UnfixableError(refused or str(error)) from error


def _deferred(case: Case) -> Iterator[Edit]:
    """The edit that takes away a defer that waits for the end of the function."""
    for place in case.remedy.places:
        statement = case.page.statement_at(place.start)
        if statement is None or case.page.of(statement) != f"defer {case.remedy.code}".encode():
            raise UnfixableError("what is deferred may do more than close")
        yield delete(case.page, statement)


def _releases(case: Case, body: Node) -> Iterator[Edit]:
    """The release before each way out of the round that lies behind the acquisition, and at the round's end."""
    start = _acquired_at(case)
    block = _block_at(case.page, start.offset)
    if block != body:
        raise UnfixableError("the rest of the round does not follow the check")
    for node in within_function(block):
        if node.type in JUMPS and node.start_byte >= start.offset and _leaves(node, block):
            if case.page.mentions(node, case.root_name):
                raise UnfixableError("a way out of the round still uses it")
            yield _released(case, before(case.page, node))
    if not ends(case.page, block):
        yield _released(case, before_end(case.page, block))


def _released(case: Case, point: Point) -> Edit:
    case.demand_in_scope(point)
    return point.insert(case.remedy.code)


def _as_function(case: Case, body: Node, is_deferred: bool) -> Iterator[tuple[Edit, ...]]:
    """The round as a function literal, for each place where its release can be deferred."""
    if is_deferred:
        yield wrapped(case, body, ())
        return
    points = places_behind_check(case) if error_name(case) is not None else [behind(case.page, case.statement)]
    for point in points:
        case.demand_in_scope(point)
        yield wrapped(case, body, (point.insert(f"defer {case.remedy.code}"),))


def _acquired_at(case: Case) -> Point:
    """Where the acquisition is certain to have gone well."""
    if error_name(case) is None:
        return behind(case.page, case.statement)
    return places_behind_check(case)[0]


def _block_at(page: Page, offset: int) -> Node | None:
    return next((n for n in around(page.at(Span(offset, offset))) if n.type == "block"), None)


def _leaves(jump: Node, block: Node) -> bool:
    """Whether a jump leads out of the body of a loop: not to the end, or the next round, of what stands within it."""
    if jump.type in ("return_statement", "goto_statement") or jump.named_children:
        return True  # a label may be anywhere
    return left_by(jump) == block.parent
