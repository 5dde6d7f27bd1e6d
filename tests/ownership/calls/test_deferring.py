"""Deferred calls, and literals registered to run at the end."""

from __future__ import annotations

import pytest

from ownership.frames import Scene, acquired, before_acquiring, following
from rowsclose.ownership.transfer.calls.deferring import concerning
from rowsclose.values import replace

HEAD = """
type page struct { rows *sql.Rows }
func (p *page) Close() { p.rows.Close() }

//rowsclose:must-call Close
type strict struct { n int }
func (s *strict) Close() {}
func open() (*strict, error) { return &strict{}, nil }

//rowsclose:defers run
func atEnd(run func())
func tidy(rows *sql.Rows) { rows.Close() }
func look(rows *sql.Rows) { println(rows) }
type conn struct{ n int }
func (c *conn) Close() {}
"""
SIGNATURE = "f(db *sql.DB, x string)"
UNCHECKED = "open at rows; err is nil: no => void"


def ran(statement: str, before: str, code: str = "") -> tuple[list[str], list[str]]:
    result = acquired(code or statement, HEAD, SIGNATURE).ran(statement, before)
    return result.facts, [e.partition(" at ")[0] for e in result.events]


# What is certain to release -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "before", "facts", "events"),
    [
        ("defer rows.Close()", "open at rows", ["released by deferred at $1, rows; held"], ["deferred"]),
        ("defer tidy(rows)", "open at rows", ["released by deferred at $1, rows; held"], ["deferred"]),
        ("defer look(rows)", "open at rows", ["open at $1, rows; deferred look(rows)"], []),
        ("defer rows.Close()", "released by call at rows", ["released by call at $1, rows; deferred rows.Close()"], []),
        ("defer println(x)", "open at rows", ["open at rows"], []),
    ],
)
def test_a_deferred_call_that_is_certain_to_release_discharges_where_it_stands(
    statement: str, before: str, facts: list[str], events: list[str]
) -> None:
    assert ran(statement, before) == (facts, events)


@pytest.mark.parametrize(
    ("literal", "before", "facts", "events"),
    [
        ("func() { rows.Close() }()", "open at rows", "open at rows; deferred {}; covered", ["deferred"]),
        ("func() { if x == `` { rows.Close() } }()", "open at rows", "open at rows; deferred {}", []),
        ("func() { println(rows) }()", "open at rows", "open at rows; deferred {}", []),
        ("func() { println(x) }()", "open at rows", "open at rows", []),
        ("func() { rows.Close() }()", "pending", "pending; deferred {}", []),
        ("func() { println(x) }()", "pending", "pending", []),
    ],
)
def test_a_deferred_literal_sees_what_its_variables_hold_when_it_runs(
    literal: str, before: str, facts: str, events: list[str]
) -> None:
    assert ran(f"defer {literal}", before) == ([facts.replace("{}", literal)], events)


def test_a_literal_that_gets_the_resource_as_its_argument_discharges() -> None:
    assert ran("defer func(r *sql.Rows) { r.Close() }(rows)", "open at rows") == (
        ["released by deferred at $1, rows; held"],
        ["deferred"],
    )


def test_a_deferred_call_that_a_loop_comes_to_again_is_registered_once() -> None:
    scene = acquired("for { defer look(rows) }", HEAD)
    before = "open at $1, rows"
    facts, _ = scene.again("look(rows)", "defer look(rows)", before)
    once = scene.after("defer look(rows)", before)
    twice, _ = scene.again("defer look(rows)", "defer look(rows)", before)
    assert once == twice == ["open at $1, rows; deferred look(rows)"]
    assert facts


# Before the error is looked at ------------------------------------------------------------------------


def unchecked(statement: str, before: str, opener: str = "c, err := open()") -> list[str]:
    result = following(f"{opener}\n{statement}\n_ = err", HEAD, "f(ok bool)", "open()").ran(statement, before)
    return [e.partition(" at ")[0] for e in result.events]


CLOSING = "defer c.Close()"


@pytest.mark.parametrize(
    ("statement", "before", "expected"),
    [
        (CLOSING, "open at c; err is nil: no => void", True),
        (CLOSING, "open at c", False),
        (CLOSING, "open at c; err is nil: no => void; checked", False),
        ("defer func() { c.Close() }()", "open at c; err is nil: no => void", True),
        ("defer func() { if c != nil { c.Close() } }()", "open at c; err is nil: no => void", False),
        ("defer func() { if err == nil { c.Close() } }()", "open at c; err is nil: no => void", False),
        ("defer far.Close(c.Close)", "open at c; err is nil: no => void", False),
    ],
)
def test_a_deferred_close_that_panics_on_nil_stands_before_the_check(
    statement: str, before: str, expected: bool
) -> None:
    assert ("deferred before the error was checked" in unchecked(statement, before)) is expected


def test_a_deferred_close_that_does_no_harm_on_nil_may_stand_before_the_check() -> None:
    scene = following("rows, err := open(db)\ndefer rows.Close()\n_ = err", NIL_SAFE, site="open(db)")
    events = scene.events("defer rows.Close()", UNCHECKED)
    assert [e.partition(" at ")[0] for e in events] == ["deferred"]


NIL_SAFE = """
//rowsclose:must-call Close
type safe struct{ n int }

//rowsclose:nil-safe
func (s *safe) Close() {}
func open(db *sql.DB) (*safe, error) { return &safe{}, nil }
"""


# Registered to run at the end -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("literal", "before", "after", "events"),
    [
        ("func() { rows.Close() }", "open at rows", "open at rows; deferred {}; covered; exposed", ["deferred"]),
        ("func() { println(rows) }", "open at rows", "open at rows; deferred {}; exposed", []),
        ("func() { println(x) }", "open at rows", "open at rows; exposed", []),
        ("func() { println(x) }", "pending", "pending; deferred {}", []),
    ],
)
def test_a_literal_registered_for_the_end_runs_then(literal: str, before: str, after: str, events: list[str]) -> None:
    statement = f"atEnd({literal})"
    assert ran(statement, before) == ([after.replace("{}", statement)], events)


# What can matter --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "statement", "kept"),
    [
        ("var p page", "defer p.Close()", True),
        ("var r *sql.Rows", "defer r.Close()", True),  # another one: it may be read through a handle that this ends
        ("var n int", "defer println(n)", False),
        ("c := &conn{}", "defer c.Close()", True),  # a type of the program, which may come to hold it
        ("t := far.T()", "defer t.Close()", True),
        ("", "defer db.Close()", True),  # a library's type holds what it holds, and may bound what it gives
        ("", "defer db.Ping()", False),
        ("", "defer far.Close()", False),
        ("all := []int{}", "defer far.Close(all)", True),  # nothing tells what such a thing may hold
        ("var e error", "defer far.Close(e)", False),
        ("var r *sql.Rows", "defer look(r)", False),
        ("var r *sql.Rows", "defer func() { r.Close() }()", True),
        ("var n int", "defer func() { println(n) }()", False),
    ],
)
def test_what_is_deferred_before_the_acquisition_is_kept_where_it_may_come_to_hold_it(
    declared: str, statement: str, kept: bool
) -> None:
    scene = before_acquiring(f"{declared}\n{statement}", HEAD, SIGNATURE)
    (after,) = scene.after(statement, "pending")
    assert ("; deferred " in after) is kept


@pytest.mark.parametrize(
    ("declared", "statement", "receiver"),
    [
        ("p := &page{}", "defer p.Close()", "p"),  # the operand that is evaluated is a copy of a pointer
        ("var r *sql.Rows", "defer r.Close()", "$1"),
        ("var r *sql.Rows", "defer r.Columns()", None),
        ("var all []page", "defer all[0].Close()", "all.[]"),
    ],
)
def test_a_method_of_what_is_filled_later_sees_the_filling(declared: str, statement: str, receiver: str | None) -> None:
    scene = before_acquiring(f"{declared}\n{statement}\n", HEAD)
    (fact,) = scene.deferred(statement)
    assert [scene.shown_receiver(call) for call in fact.deferred] == ([] if receiver is None else [receiver])


def test_a_method_of_what_a_call_gave_keeps_its_receiver() -> None:
    scene = before_acquiring("defer far.Page().Close()", HEAD)
    (fact,) = scene.deferred("defer far.Page().Close()")
    assert [scene.shown_receiver(call) for call in fact.deferred] == ["$1"]


def test_a_deferred_call_of_the_resource_keeps_the_receiver_it_was_given() -> None:
    scene = acquired("defer look(rows)", HEAD)
    (state,) = scene.deferred("defer look(rows)", "open at rows")
    assert state.deferred == (scene.call("defer look(rows)"),)


def concerned(made: Scene, text: str) -> bool:
    fact = replace(made.fact("open at rows"), deferred=(made.call(text),))
    return bool(concerning(made.frame, fact))


@pytest.mark.parametrize(
    ("declared", "literal", "expected"),
    [
        ("", "func() { rows.Close() }()", True),
        ("var r *sql.Rows", "func() { r.Close() }()", False),
        ("r := rows", "func() { r.Close() }()", True),
        ("r := far.Rows()", "func() { r.Close() }()", True),
        ("p := page{}", "func() { p.Close() }()", True),
        ("var n int", "func() { println(n) }()", False),
        ("", "func() { given.Close() }()", True),
        ("r, _ := db.Query(``)", "func() { r.Close() }()", False),
        ("", "println(err)", False),
        ("", "far.Look(page{})", True),
    ],
)
def test_a_deferred_literal_concerns_what_its_variables_may_get(declared: str, literal: str, expected: bool) -> None:
    code = f"{declared}\ndefer {literal}"
    made = acquired(code, HEAD, "f(db *sql.DB, given *sql.Rows)")
    assert concerned(made, f"defer {literal}") is expected
