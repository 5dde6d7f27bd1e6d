"""Defers written, or moved, to where there is something to release."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case, names_in, target_of
from rowsclose.fixes.checked import error_name, places_behind_check
from rowsclose.fixes.failing import check_of, given_up
from rowsclose.fixes.lines import TAKES_A_PERSON, Point, UnfixableError, at_start, before, behind, delete, lines_of
from rowsclose.fixes.page import body_of, following
from rowsclose.fixes.scope import declaration_of, declares, may_set
from rowsclose.fixes.skipping import demand_nothing_skipped
from rowsclose.remedy import Edit, Fix, Safety
from rowsclose.source import Span
from rowsclose.values import replace

if TYPE_CHECKING:
    from tree_sitter import Node

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


def defer_where_not_nil(case: Case) -> Iterator[Fix]:
    """The release deferred where the variable is not nil, behind the check of the error or right behind the call."""
    guarded = (f"if {case.remedy.variable} != nil {{", f"\t{_deferred(case)}", "}")
    with suppress(UnfixableError):
        yield from (Fix((point.insert(*guarded),)) for point in _points_in_scope(case))
    point = behind(case.page, case.statement)
    case.demand_in_scope(point)
    yield Fix((point.insert(*guarded),))


def end_what_nothing_ends(case: Case) -> Iterator[Fix]:
    """The rollback of a transaction deferred that nothing commits: what it has written is lost then, as it is today.

    Raises:
        UnfixableError: always, in the end: somebody has to know whether a commit is missing.
    """
    planned = defer_behind_check(case) if error_name(case) is not None else defer_behind_call(case)
    yield from (replace(fix, safety=Safety.UNSAFE) for fix in planned)
    raise UnfixableError(TAKES_A_PERSON)


def defer_in_goroutine(case: Case) -> Iterator[Fix]:
    """The release deferred at the head of the function literal that a goroutine runs.

    Raises:
        UnfixableError: it runs a function that is declared elsewhere, or the literal has no name for the resource.
    """
    started = case.page.statement_at(case.remedy.places[0].start)
    call = started.named_children[0] if started is not None and started.type == "go_statement" else None
    literal = call.child_by_field_name("function") if call is not None else None
    body = body_of(literal) if literal is not None and literal.type == "func_literal" else None
    if body is None:
        raise UnfixableError("the goroutine runs no function literal")
    point = at_start(case.page, body)
    case.demand_in_scope(point)
    yield Fix((point.insert(_deferred(case)),))


def check_and_defer(case: Case) -> Iterator[Fix]:
    """The error that is dropped kept and checked, the release deferred behind that."""
    yield from _checking(case, (_deferred(case),))


def check_before_defer(case: Case) -> Iterator[Fix]:
    """The error that is dropped kept and checked, before the defer that stands there."""
    yield from _checking(case, ())


def _checking(case: Case, more: tuple[str, ...]) -> Iterator[Fix]:
    """A check right behind the call, and lines behind it; a function that gives no error is left without a word of it."""
    name, kept = keep_error(case)
    point = behind(case.page, case.statement)
    demand_nothing_skipped(case, point)
    case.demand_context(point)
    try:
        yield Fix((*kept, point.insert(*check_of(case, name, None, point.offset), *more)))
    except UnfixableError:
        yield Fix((*kept, point.insert(*given_up(case, name, point.offset), *more)), Safety.UNSAFE)


def guard_defer(case: Case) -> Iterator[Fix]:
    """The defer made one branch of an ``if`` that asks for nil."""
    lines = lines_of(case.page, statement := _defer_of(case))
    text = case.page.text[lines.start : lines.end]
    if b"`" in text:
        raise UnfixableError("the defer would have to be indented anew")
    point = before(case.page, statement)
    case.demand_in_scope(point)
    starts = (lines.start + at for at, _ in _lines(text))
    yield Fix(
        (
            Edit(Span(lines.start, lines.start), point.insert(f"if {case.remedy.variable} != nil {{").text + b"\t"),
            *(Edit(Span(at, at), b"\t") for at in starts if at > lines.start),
            Edit(Span(lines.end, lines.end), point.insert("}").text),
        )
    )


def move_defer(case: Case) -> Iterator[Fix]:
    """The defer's lines moved behind the check of the error; else one put in before, which is not as the code was."""
    statement = _defer_of(case)
    lines = lines_of(case.page, statement)
    text = case.page.text[lines.start : lines.end]
    gone = delete(case.page, statement)
    refused = "no check of the error follows the defer"
    try:
        for point in _points_in_scope(case):
            if point.offset > gone.span.start:
                at = Span(point.offset, point.offset)
                yield Fix((gone, Edit(at, _indented(text, case, point, statement.start_byte - lines.start))))
    except UnfixableError as error:
        refused = str(error)
    try:
        yield from (replace(fix, safety=Safety.UNSAFE) for fix in check_before_defer(case))
    except UnfixableError as error:
        raise UnfixableError(refused) from error


def _defer_of(case: Case) -> Node:
    statement = case.page.statement_at(case.remedy.places[0].start)
    if statement is None or statement.type != "defer_statement":
        raise UnfixableError("the defer is not found")
    return statement


def _lines(text: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines of a text that are not blank, each with the offset of its start."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, line
        at += len(line)


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
