"""What a return that is put in would skip: calls that give something back, and that no defer makes.

mu.Lock()
for rows.Next() { ... }
if err := rows.Err(); err != nil { return err }     <- the next line would not run
mu.Unlock()
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case
from rowsclose.fixes.lines import Point, UnfixableError, behind
from rowsclose.fixes.page import FUNCTIONS, Page, around, called_by, following, within_function_of

if TYPE_CHECKING:
    from tree_sitter import Node

# By the last word of the called name.
_GIVING_BACK = frozenset(
    {b"Unlock", b"RUnlock", b"Done", b"Close", b"close", b"Release", b"Stop", b"End", b"Finish", b"Cancel", b"cancel"}
)


def demand_nothing_skipped(case: Case, point: Point) -> None:
    """Make sure that a return at a point skips no call that gives something back.

    Raises:
        UnfixableError: it would skip one.
    """
    skipped = next(_skipped(case, point.offset), None)
    if skipped is not None:
        raise UnfixableError(f"a return there would skip `{skipped.decode('utf-8', 'replace')}`")


def behind_giving_back(case: Case, statement: Node, point: Point) -> Point:
    """A point behind a statement, or behind the calls that give something back and follow it at once, if they must run.

    Raises:
        UnfixableError: a return at neither place lets all of them run.
    """
    if next(_skipped(case, point.offset), None) is None:
        return point
    last = statement
    for sibling in following(statement):
        if _called(case.page, sibling) is None:
            break
        last = sibling
    later = behind(case.page, last) if last != statement else point
    demand_nothing_skipped(case, later)
    return later


def _skipped(case: Case, offset: int) -> Iterator[bytes]:
    """The calls behind an offset that give back what was there before it; the resource's own are not meant."""
    at = case.page.at_offset(offset)
    function = next((n for n in around(at) if n.type in FUNCTIONS), case.function)
    for node in within_function_of(function):
        called = _called(case.page, node) if node.start_byte >= offset else None
        if called is None or _root(called) == case.root_name:
            continue
        if not _is_begun_between(case.page, function, called, offset, node.start_byte):
            yield called + b"()"


def _called(page: Page, statement: Node) -> bytes | None:
    """What a statement calls to give something back; None where it does something else."""
    call = called_by(statement)
    called = call.child_by_field_name("function") if call is not None else None
    if called is None or page.of(called).rpartition(b".")[2] not in _GIVING_BACK:
        return None
    return page.of(called)


def _root(called: bytes) -> bytes:
    return called.partition(b".")[0]


def _is_begun_between(page: Page, function: Node, called: bytes, start: int, end: int) -> bool:
    """Whether what a call gives back is taken behind an offset: locked there, or its variable set."""
    locked = called.rpartition(b".")[0] + (b".RLock" if called.endswith(b"RUnlock") else b".Lock")
    for node in within_function_of(function):
        if not start <= node.start_byte < end:
            continue
        if node.type == "call_expression" and page.of(node) == locked + b"()":
            return True
        if node.type in ("short_var_declaration", "assignment_statement", "var_spec"):
            left = node.child_by_field_name("left") or node
            if page.mentions(left, _root(called)):
                return True
    return False
