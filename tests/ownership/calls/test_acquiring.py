"""The acquiring call: a new obligation, correlated with what stands beside it; and the loop that comes round to it."""

from __future__ import annotations

import pytest

from ownership.frames import acquired, following
from rowsclose.ownership.callees.filling import filled_by

TYPES = """
//rowsclose:must-call Close
type cursor struct { failed error; n int }

func (c *cursor) Close() {}

type problem struct{ code int }

func (p *problem) Error() string { return "" }

type plain struct{}

type wrapper struct { rows *sql.Rows; err error; n int }

func (w *wrapper) Close() { w.rows.Close() }
"""


def opened(results: str, statement: str = "c, x := open()") -> list[str]:
    """What is known behind a call of a function with these results."""
    first, second = results.split(", ", 1)
    named = f"c {first}, x {second}" if first == "*cursor" else f"x {first}, c {second}"
    head = f"{TYPES}\nfunc open() ({named}) {{ c = &cursor{{}}; return }}"
    return following(f"{statement}\n_ = 1", head, "f(db *sql.DB)", "open()").after(statement, "pending")


# What stands beside the resource ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("results", "implied"),
    [
        ("*cursor, error", "; x is nil: no => void"),
        ("*cursor, bool", "; x is true: no => void"),
        ("*cursor, *problem", "; x is nil: no => void"),
        ("*cursor, interface{ Error() string }", "; x is nil: no => void"),
        ("*cursor, interface{ Oops() }", ""),
        ("*cursor, *far.Error", "; x is nil: no => void"),
        ("*cursor, *plain", ""),
        ("*cursor, int", ""),
        ("*cursor, string", ""),
    ],
)
def test_only_what_may_be_an_error_or_a_truth_value_says_whether_there_is_a_resource(
    results: str, implied: str
) -> None:
    assert opened(results) == [f"open at c{implied}"]


def test_the_resource_may_stand_behind_its_error() -> None:
    assert opened("error, *cursor", "x, c := open()") == ["open at c; x is nil: no => void"]


def test_a_resource_without_a_name_is_open_and_nowhere() -> None:
    assert opened("*cursor, error", "_, x := open()") == ["open; x is nil: no => void"]


def test_an_error_that_nobody_gets_tells_of_failure_all_the_same() -> None:
    assert opened("*cursor, error", "open()") == ["open; $nobody's.#1 is nil: no => void"]
    assert opened("*cursor, error", "c, _ := open()") == ["open at c; $nobody's.#1 is nil: no => void"]


def test_all_results_in_one_place_are_parts_of_it() -> None:
    scene = following("return open()", TYPES + "func open() (*cursor, error)", "f() (*cursor, error)")
    (after,) = scene.after("open()", "pending")
    assert after == "open at $1.#0; $1.#1 is nil: no => void"


def test_a_resource_whose_type_is_out_of_reach_is_known_by_its_use_and_less_certain() -> None:
    scene = following("r, err := far.Query()\nfor r.Next() { r.Scan(1) }\n_ = r.Err()\n_ = err")
    assert scene.after("r, err := far.Query()", "pending") == ["open at r; err is nil: no => void; medium"]


def test_an_interface_of_the_shape_of_a_result_set_is_less_certain() -> None:
    head = "type shape interface { Next() bool; Scan(x any) error; Close() error }\nfunc open() (shape, error)"
    scene = following("r, err := open()\n_, _ = r, err", head)
    assert scene.after("r, err := open()", "pending") == ["open at r; err is nil: no => void; medium"]


def test_a_wrapper_is_held_at_the_field_of_its_resource_and_its_own_error_tells_of_failure() -> None:
    head = TYPES + "func open(db *sql.DB) *wrapper { rows, err := db.Query(``); return &wrapper{rows: rows, err: err} }"
    scene = following("w := open(db)\n_ = w", head)
    assert scene.after("w := open(db)", "pending") == ["open at w.rows; w.err is nil: no => void"]


def test_a_wrapper_with_an_error_beside_it_is_told_by_that() -> None:
    head = TYPES + (
        "func open(db *sql.DB) (*wrapper, error) { rows, err := db.Query(``); return &wrapper{rows: rows}, err }"
    )
    scene = following("w, err := open(db)\n_, _ = w, err", head)
    assert scene.after("w, err := open(db)", "pending") == ["open at w.rows; err is nil: no => void"]


def test_a_directive_names_the_field_that_tells_of_failure() -> None:
    scene = following("tx := db.Begin()\n_ = tx", signature="f(db *gorm.DB)")
    assert scene.after("tx := db.Begin()", "pending") == ["open at tx; tx.Error is nil: no => void"]


def test_a_function_beside_a_resource_ends_it() -> None:
    head = TYPES + "func open() (*cursor, func(), error)"
    scene = following("c, end, err := open()\n_, _, _ = c, end, err", head)
    assert scene.after("c, end, err := open()", "pending") == ["open at c, end.()!; err is nil: no => void"]


def test_a_call_fills_what_a_pointer_leads_to() -> None:
    head = TYPES + "//rowsclose:acquires-into to\nfunc load(to *cursor) error"
    scene = following("var c cursor\nerr := load(&c)\n_ = err", head, "f()")
    (after,) = scene.after("err := load(&c)", "pending; c is nil: no")
    assert after == "open at c; err is nil: no => void"
    call = scene.call("err := load(&c)")
    assert filled_by(scene.frame.callees, call, scene.frame.typing) == scene.place("c")


def test_other_calls_fill_nothing() -> None:
    scene = acquired("println(1)")
    for text in ("println(1)", 'rows, err := db.Query("q")'):
        assert filled_by(scene.frame.callees, scene.call(text), scene.frame.typing) is None


# Before it ----------------------------------------------------------------------------------------

AGAIN = 'rows, err := db.Query("q")'


def test_targets_lose_what_was_known_of_them_and_marks_of_the_last_one_go() -> None:
    scene = acquired("_, _ = rows, err")
    before = "pending; rows is nil: yes; err is nil: yes; exposed; looked; checked"
    assert scene.after(AGAIN, before) == ["open at rows; err is nil: no => void; checked"]


@pytest.mark.parametrize("state", ["escaped at rows", "void at rows", "released by callee at rows"])
def test_what_comes_round_settled_is_followed_no_further(state: str) -> None:
    ran = acquired("_ = err").ran(AGAIN, state)
    assert ran.facts == []
    assert ran.events == (["round ended by callee at 'db.Query(\"q\")'"] if state.startswith("released") else [])


# The loop comes round with the last one open -----------------------------------------------------------


def in_loop(declaration: str, statement: str, before: str) -> tuple[list[str], list[str]]:
    body = f"{declaration}\nfor {{\n{statement}\n_, _ = rows, err\n}}"
    ran = following(body, "var last *sql.Rows", site='db.Query("q")').ran(statement, before)
    return ran.facts, [e.partition(" at ")[0] for e in ran.events]


ASSIGNS = ("var rows *sql.Rows\nvar err error\nother := rows\n_ = other", 'rows, err = db.Query("q")')
DECLARES = ("var other *sql.Rows\n_ = other", 'rows, err := db.Query("q")')


@pytest.mark.parametrize(
    ("code", "before", "facts", "events"),
    [
        (ASSIGNS, "open at rows", [], ["reacquired"]),
        (ASSIGNS, "open at rows; covered", [], ["piled up", "reacquired"]),
        (ASSIGNS, "open at rows; failed", [], []),
        (ASSIGNS, "open", [], ["redeclared"]),  # a `var` on the way back has let go of it
        (ASSIGNS, "open; covered", [], ["piled up"]),
        (DECLARES, "open at rows", [], ["redeclared"]),
        (DECLARES, "open at rows; covered", [], ["piled up"]),
        (DECLARES, "open at rows; failed", [], []),
        (ASSIGNS, "open at other, rows; err is nil: yes", ["open at other; earlier"], []),
        (DECLARES, "open at other, rows", ["open at other; earlier"], []),
        (DECLARES, "open at other, rows; earlier", ["open at other; earlier"], []),
    ],
)
def test_the_last_one_goes_on_where_there_is_still_a_way_to_it(
    code: tuple[str, str], before: str, facts: list[str], events: list[str]
) -> None:
    assert in_loop(*code, before) == (facts, events)


def test_the_last_one_that_was_left_to_a_deferred_literal_piles_up_and_is_no_leak() -> None:
    closing = "defer func() { rows.Close() }()"
    scene = following(f"for {{\n{AGAIN}\n{closing}\n_ = err\n}}")
    (behind,) = scene.after(closing, "open at rows")
    assert behind == "open at rows; deferred func() { rows.Close() }(); covered"
    assert scene.again(AGAIN, closing, "open at rows") == ([], ["piled up at 'db.Query(\"q\")'"])


def test_a_deferred_literal_that_was_registered_before_covers_what_is_acquired() -> None:
    closing = "defer func() { if rows != nil { rows.Close() } }()"
    body = f'var rows *sql.Rows\nvar err error\n{closing}\nrows, err = db.Query("q")\n_ = err'
    scene = following(body, site='db.Query("q")')
    assert scene.again('rows, err = db.Query("q")', closing, "pending") == (
        ["open at rows; err is nil: no => void; deferred func() { if rows != nil { rows.Close() } }(); covered"],
        [],
    )


def test_deferred_calls_that_cannot_get_the_resource_are_let_go() -> None:
    printing = "defer func() { println(other) }()"
    body = f"var other *sql.Rows\n{printing}\n{AGAIN}\n_, _ = rows, err"
    scene = following(body, site='db.Query("q")')
    assert scene.again(AGAIN, printing, "pending") == (["open at rows; err is nil: no => void"], [])


def test_a_literal_that_was_passed_on_and_acquired_hands_its_error_on() -> None:
    head = "func each(f func() error) error"
    body = 'var rows *sql.Rows\nerr := each(func() (err error) { rows, err = db.Query("q"); return err })\n_ = err'
    scene = following(body, head, site='db.Query("q")')
    (after,) = scene.after(body.split("\n")[1], "pending")
    assert after.startswith("open at rows; ")
    assert "err is nil: no => void" in after.split("; ")
