"""Defers written, or moved, to where there is something to release."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.fixes.case import Case, names_in, target_of
from rowsclose.fixes.checked import error_name, places_behind_check
from rowsclose.fixes.failing import check_of
from rowsclose.fixes.lines import Point, UnfixableError, behind, delete, lines_of
from rowsclose.fixes.page import following
from rowsclose.fixes.scope import declaration_of, declares, may_set
from rowsclose.fixes.skipping import demand_nothing_skipped
from rowsclose.remedy import Edit, Fix
from rowsclose.source import Span

_ERROR_NAMES = (b"err", b"queryErr")


def defer_behind_call(case: Case) -> Iterator[Fix]:
    """The release deferred right behind the acquiring statement."""
    point = behind(case.page, case.statement)
    case.demand_in_scope(point)
    yield Fix((point.insert(_deferred(case)),))


def defer_behind_check(case: Case) -> Iterator[Fix]:
    """The release deferred behind the check of the error; one for each place that may be the one.

    Then with a check of its own, for code that checks the error together with something else, or too late.
    """
    refused: UnfixableError | None = None
    try:
        for point in _points_in_scope(case):
            yield Fix((point.insert(_deferred(case)),))
    except UnfixableError as error:
        refused = error
    error_variable, target = error_name(case), target_of(case.call)
    if error_variable is not None and target is not None and target.parent == case.statement.parent:
        point = behind(case.page, case.statement)
        case.demand_in_scope(point)
        yield Fix((point.insert(f"if {error_variable.decode()} == nil {{", f"\t{_deferred(case)}", "}"),))
    elif refused is not None:
        raise refused


def check_and_defer(case: Case) -> Iterator[Fix]:
    """The error that is dropped kept and checked, the release deferred behind that."""
    name, kept = keep_error(case)
    point = behind(case.page, case.statement)
    demand_nothing_skipped(case, point)
    case.demand_context(point)
    yield Fix((*kept, point.insert(*check_of(case, name, None, point.offset), _deferred(case))))


def check_before_defer(case: Case) -> Iterator[Fix]:
    """The error that is dropped kept and checked, before the defer that stands there."""
    name, kept = keep_error(case)
    point = behind(case.page, case.statement)
    demand_nothing_skipped(case, point)
    yield Fix((*kept, point.insert(*check_of(case, name, None, point.offset))))


def move_defer(case: Case) -> Iterator[Fix]:
    """The defer's lines moved behind the check of the error."""
    statement = case.page.statement_at(case.remedy.places[0].start)
    if statement is None or statement.type != "defer_statement":
        raise UnfixableError("the defer is not found")
    lines = lines_of(case.page, statement)
    text = case.page.text[lines.start : lines.end]
    gone = delete(case.page, statement)
    points = [point for point in _points_in_scope(case) if point.offset > gone.span.start]
    if not points:
        raise UnfixableError("no check of the error follows the defer")
    for point in points:
        moved = Edit(Span(point.offset, point.offset), _indented(text, case, point, statement.start_byte - lines.start))
        yield Fix((gone, moved))


def keep_error(case: Case) -> tuple[bytes, tuple[Edit, ...]]:
    """A variable for an error that nobody checks, and the edits that keep it where it goes to ``_``.

    Raises:
        UnfixableError: the code would not compile with either name.
    """
    target = target_of(case.call)
    names = names_in(target) if target is not None else []
    if target is None or len(names) < 2 or target.parent != case.statement.parent:
        raise UnfixableError("the error is not dropped in a statement of its own")
    if case.page.of(names[-1]) != b"_":
        return case.page.of(names[-1]), ()
    is_new = target.type == "short_var_declaration"
    for name in _ERROR_NAMES:
        known = declaration_of(case.page, name, case.statement.start_byte)
        is_declared_later = any(declares(case.page, s, name) for s in following(case.statement))
        is_there = not is_declared_later if is_new else known is not None
        if is_there and may_set(case.page, case.statement, name):
            return name, (Edit(Span(names[-1].start_byte, names[-1].end_byte), name),)
    raise UnfixableError("there is no variable to keep the error in")


def _points_in_scope(case: Case) -> Iterator[Point]:
    refused: UnfixableError | None = None
    for point in places_behind_check(case):
        try:
            case.demand_in_scope(point)
        except UnfixableError as error:
            refused = error
            continue
        refused = None
        yield point
    if refused is not None:
        raise refused


def _deferred(case: Case) -> str:
    return f"defer {case.remedy.code}"


def _indented(text: bytes, case: Case, point: Point, old: int) -> bytes:
    """Moved lines as they are indented at a point; what stands deeper within them must not change."""
    if point.indent == text[:old]:
        return text
    if text.count(b"\n") > 1:
        raise UnfixableError("the defer would have to be indented anew")
    return point.indent + text[old:]
