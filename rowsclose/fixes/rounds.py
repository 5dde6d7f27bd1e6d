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

from rowsclose.fixes.case import Case, only_releases
from rowsclose.fixes.certainty import always_calls
from rowsclose.fixes.checked import error_name, places_behind_check
from rowsclose.fixes.lines import Point, UnfixableError, before, before_end, behind, delete
from rowsclose.fixes.page import (
    FUNCTIONS,
    JUMPS,
    LOOPS,
    Page,
    around,
    enclosing,
    ends,
    left_by,
    statements_of,
    within_function,
)
from rowsclose.fixes.scope import declaration_of
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
    refused = ""
    try:
        yield Fix((*_deferred(case), *_releases(case, body)))
    except UnfixableError as error:
        refused = str(error)
    try:
        yield from (Fix(edits, Safety.UNSAFE) for edits in _as_function(case, body))
    except UnfixableError as error:
        raise UnfixableError("; ".join(dict.fromkeys(filter(None, (refused, str(error)))))) from error


def _deferred(case: Case) -> Iterator[Edit]:
    """The edit that takes away a defer that waits for the end of the function."""
    for place in case.remedy.places:
        statement = case.page.statement_at(place.start)
        if statement is None or not only_releases(case, statement):
            raise UnfixableError("what is deferred may do more than close")
        yield delete(case.page, statement)


def _releases(case: Case, body: Node) -> Iterator[Edit]:
    """The release before each way out of the round that lies behind the acquisition, and at the round's end.

    What is acquired within a branch, for a variable of its own, is done with at the branch's end.
    """
    start = _acquired_at(case)
    block = _block_at(case.page, start.offset)
    if block is None or (block != body and not _is_declared_in(case, block)):
        raise UnfixableError("the rest of the round does not follow the check")
    for node in within_function(block):
        if node.type not in JUMPS or node.start_byte < start.offset or not _leaves(node, block):
            continue
        if _is_released_by(case, node, start, block):
            continue
        if case.page.mentions(node, case.root_name):
            raise UnfixableError("a way out of the round still uses it")
        yield _released(case, before(case.page, node))
    if not ends(case.page, block) and not any(_releases_it(case, s, start) for s in statements_of(block)):
        yield _released(case, before_end(case.page, block))


def _is_declared_in(case: Case, block: Node) -> bool:
    declared = declaration_of(case.page, case.root_name, case.statement.end_byte)
    return declared is not None and block.start_byte <= declared < block.end_byte


def _is_released_by(case: Case, jump: Node, start: Point, block: Node) -> bool:
    """Whether the release has been called wherever a jump is come to: by a statement before it, or by itself."""
    at: Node | None = jump
    while at is not None and at != block:
        listed = at.parent.named_children if at.parent is not None and at.parent.type == "statement_list" else []
        if any(_releases_it(case, s, start) for s in listed if s.start_byte <= at.start_byte):
            return True
        at = at.parent
    return False


def _releases_it(case: Case, statement: Node, start: Point) -> bool:
    is_behind = statement.start_byte >= start.offset
    return is_behind and always_calls(case.page, statement, case.remedy.code.encode())


def _released(case: Case, point: Point) -> Edit:
    case.demand_in_scope(point)
    return point.insert(case.remedy.code)


def _as_function(case: Case, body: Node) -> Iterator[tuple[Edit, ...]]:
    """The round as a function literal, for each place where its release can be deferred, if it is not."""
    if case.remedy.places:
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
    """Whether a jump leads out of a block: not to the end, or the next round, of what stands within it."""
    if jump.type in ("return_statement", "goto_statement") or jump.named_children:
        return True  # a label may be anywhere
    left = left_by(jump)
    return left is None or not block.start_byte < left.start_byte < block.end_byte
