"""Releases written before the ways out that leave a resource open, where a defer would end what somebody still wants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case, case_of, only_releases, target_of
from rowsclose.fixes.checked import error_name, places_behind_check
from rowsclose.fixes.failing import check_of
from rowsclose.fixes.lines import Point, UnfixableError, before, before_end, behind, delete
from rowsclose.fixes.page import LOOPS, around, up_to_function, within
from rowsclose.fixes.scope import is_unchanged
from rowsclose.fixes.skipping import demand_nothing_skipped
from rowsclose.remedy import Fix, Safety
from rowsclose.source import Span
from rowsclose.values import replace

if TYPE_CHECKING:
    from tree_sitter import Node

_ASSIGNMENTS = frozenset({"assignment_statement", "short_var_declaration"})
_WAYS_OUT = _ASSIGNMENTS | {"return_statement"}


def release_before_exits(case: Case) -> Iterator[Fix]:
    """The release before each of the places, which are returns, closing braces, or assignments that lose the resource.

    Where the call may have failed on the way there, behind a look at its error; else, with that checked right behind the
    call: what has come before the check so far does not run then.
    """
    if not case.remedy.places:
        raise UnfixableError("no return leaves it open")
    points = list(_before_exits(case))
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


def release_first(case: Case) -> Iterator[Fix]:
    """The release before the call that finds the connection busy, where nothing is read from then on.

    Raises:
        UnfixableError: the resource is still wanted, or may not be there.
    """
    acquired = case_of(case.page, replace(case.finding, span=case.remedy.places[0]))
    if acquired.function != case.function or _is_wanted_from(acquired, case.statement):
        raise UnfixableError(f"`{case.remedy.variable}` is still read then")
    point = before(case.page, case.statement)
    acquired.demand_in_scope(point)
    if not _is_acquired(acquired, point):
        raise UnfixableError("on that way the call may have failed")
    yield Fix((point.insert(case.remedy.code),))


def _is_wanted_from(case: Case, statement: Node) -> bool:
    """Whether somebody does more with the resource than to end it, or ask its error, from a statement on."""
    loops = [n for n in up_to_function(statement) if n.type in LOOPS and not n.start_byte < case.call.start_byte]
    start = min([statement.start_byte, *(loop.start_byte for loop in loops)])
    named = (n for n in within(case.function) if n.type == "identifier" and case.page.of(n) == case.root_name)
    allowed = (case.remedy.code.encode(), case.remedy.variable.encode() + b".Err()")
    text = case.page.text
    return any(n.start_byte >= start and not text.startswith(allowed, n.start_byte) for n in named)


def leave_to_caller(case: Case) -> Iterator[Fix]:
    """The defer taken away; what leaks then is mended as such."""
    statement = case.page.statement_at(case.remedy.places[0].start)
    if statement is None or statement.type != "defer_statement":
        raise UnfixableError("the close is not deferred by a statement of its own")
    if not only_releases(case, statement):
        raise UnfixableError("what is deferred may do more than close")
    yield Fix((delete(case.page, statement),))


def _before_exits(case: Case) -> Iterator[Point]:
    """Where the release may stand; a return that still uses the resource may be what hands it on, so another has to do.

    Raises:
        UnfixableError: it may stand nowhere, or a place is none of these.
    """
    uses = [place for place in case.remedy.places if _is_used_at(case, place)]
    if len(uses) == len(case.remedy.places):
        raise UnfixableError("the return itself still uses it")
    yield from (_before_exit(case, place) for place in case.remedy.places if place not in uses)


def _is_used_at(case: Case, place: Span) -> bool:
    """Whether what stands at a place needs the resource to be open."""
    statement = _statement_at(case, place)
    if statement is None:
        return False
    if statement.type in _ASSIGNMENTS:
        given = statement.child_by_field_name("right")
        return given is not None and case.remedy.variable.encode() in case.page.of(given)
    return case.page.mentions(statement, case.root_name) and not _asks_only_its_error(case, statement)


def _statement_at(case: Case, place: Span) -> Node | None:
    """The statement at a place; None at a closing brace."""
    is_brace = case.page.text[place.start : place.start + 1] == b"}"
    return None if is_brace else case.page.statement_at(place.start)


def _before_exit(case: Case, place: Span) -> Point:
    page, statement = case.page, _statement_at(case, place)
    if statement is not None and statement.type in _WAYS_OUT:
        point = before(page, statement)
    elif page.text[place.start : place.start + 1] == b"}":
        block = next(n for n in around(page.at_offset(place.start)) if n.end_byte == place.start + 1)
        point = before_end(page, block)
    else:
        raise UnfixableError("the way out is no return")
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
