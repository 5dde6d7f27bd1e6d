"""The order of things for one call: nil receivers, literals that run, what is called, what it does."""

from __future__ import annotations

import pytest

from ownership.frames import acquired, before_acquiring, following

HEAD = """
type shape interface { Read() error; Close() error }
type cursor struct { rows *sql.Rows }
func (c *cursor) Close() error { return c.rows.Close() }
func (c *cursor) Read() error { return nil }
func open(db *sql.DB) (shape, error) {
	rows, err := db.Query("q")
	if err != nil { return nil, err }
	return &cursor{rows: rows}, nil
}
func concrete(db *sql.DB) (*cursor, error) {
	rows, err := db.Query("q")
	if err != nil { return nil, err }
	return &cursor{rows: rows}, nil
}
func each(run func(*sql.Rows) error) error { return run(nil) }
func apply(run func()) { run() }
"""
SIGNATURE = "f(t *testing.T, db *sql.DB, x string, s interface{ Name() string })"


def ran(statement: str, before: str, code: str = "") -> tuple[list[str], list[str]]:
    result = acquired(code or statement, HEAD, SIGNATURE).ran(statement, before)
    return result.facts, [e.partition(" at ")[0] for e in result.events]


# Receivers ------------------------------------------------------------------------------------------


def test_calling_a_method_of_an_error_says_that_it_is_not_nil() -> None:
    assert ran("println(err.Error())", "open at rows; err is nil: no => void")[0] == ["void at rows; err is nil: no"]
    assert ran("println(err.Error())", "open at rows; err is nil: yes")[0] == []


def test_calling_a_method_of_an_interface_that_is_asked_says_that_it_is_not_nil() -> None:
    code = "println(s.Name())\nif s != nil { println(1) }\nif s == nil { println(2) }"
    assert ran("println(s.Name())", "open at rows; s is nil: yes", code)[0] == []
    (after,) = ran("println(s.Name())", "open at rows", code)[0]
    assert after == "open at rows; s is nil: no; exposed"


def test_a_method_of_an_interface_that_holds_a_wrapper_is_the_wrappers() -> None:
    code = "var r shape = c\nr.Close()\nr.Read()\n_ = err"
    scene = following(f"c, err := concrete(db)\n{code}", HEAD, "f(db *sql.DB)", "concrete(db)")
    assert scene.after("r.Close()", "open at c.rows, r.rows")[-1].startswith("released by ")
    assert scene.after("r.Read()", "open at c.rows, r.rows") == ["open at c.rows, r.rows; r is nil: no; exposed"]
    assert scene.after("r.Close()", "open at c.rows") == ["open at c.rows; r is nil: no; exposed"]


# Literals that are passed on -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "before", "facts"),
    [
        ("apply(func() { rows.Close() })", "open at rows", ["released by call at rows"]),
        ("apply(func() { panic(rows) })", "open at rows", ["goroutine: open at rows"]),
        ("apply(func() { println(x) })", "open at rows", ["open at rows; exposed"]),
        ("far.Run(func() { rows.Close() })", "open at rows", ["released by call at rows"]),
        (
            "apply(func() { if x == `` { rows.Close() } })",
            "open at rows",
            ["released by call at rows", "open at rows; exposed"],
        ),
    ],
)
def test_a_literal_that_is_passed_on_runs(statement: str, before: str, facts: list[str]) -> None:
    assert sorted(ran(statement, before)[0]) == sorted(facts)


def test_variables_of_a_literal_that_was_passed_on_are_gone() -> None:
    assert ran("apply(func() { kept := rows; println(kept) })", "open at rows")[0] == ["open at rows; exposed"]


def test_a_literal_registered_for_the_end_does_not_run_now() -> None:
    facts, events = ran("t.Cleanup(func() { rows.Close() })", "open at rows")
    assert facts == ["open at rows; deferred t.Cleanup(func() { rows.Close() }); covered; exposed"]
    assert events == ["deferred"]


# Literals that are called -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "before", "facts"),
    [
        ("func() { rows.Close() }()", "open at rows", ["released by call at rows"]),
        ("func(r *sql.Rows) { r.Close() }(rows)", "open at rows", ["released by call at rows"]),
        ("func(r *sql.Rows) { println(r) }(rows)", "open at rows", ["open at rows"]),
        ("x := func() *sql.Rows { return rows }()", "open at rows", ["open at rows, x"]),
        ("x := func() (r *sql.Rows) { r = rows; return }()", "open at rows", ["open at rows, x"]),
        ("func() { panic(rows) }()", "open at rows", ["goroutine: open at rows"]),
        ("func() { os.Exit(1) }()", "open at rows", []),
    ],
)
def test_a_literal_that_is_called_runs_in_place(statement: str, before: str, facts: list[str]) -> None:
    code = f"{statement}\n_ = x" if statement.startswith("x :=") else statement
    assert ran(statement, before, code)[0] == facts


def test_a_literal_bound_to_a_variable_runs_where_it_is_called() -> None:
    code = "end := func() { rows.Close() }\nprintln(1); end()"
    assert ran("println(1); end()", "open at rows", code)[0] == ["released by call at rows"]


def test_literals_given_to_a_literal_run_before_it() -> None:
    statement = "func(run func()) { println(rows) }(func() { rows.Close() })"
    assert ran(statement, "open at rows")[0] == ["released by call at rows"]


# What is done to the resource -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "before", "after"),
    [
        ("rows.Close()", "open at rows", "released by call at rows"),
        ("rows.Close()", "open", "open; exposed"),
        ("rows.Close()", "pending", "pending"),
        ("rows.Close()", "void at rows", "void at rows"),
        ("db.Close()", "open at rows", "open at rows; exposed"),
        ("t.Error(x)", "open at rows", "open at rows; t is nil: no; exposed"),
        ("t.Error(x)", "pending", "pending; t is nil: no"),
        ("println(x)", "open at rows", "open at rows"),
        ("_ = any(x)", "open at rows", "open at rows"),
    ],
)
def test_what_a_call_does(statement: str, before: str, after: str) -> None:
    assert ran(statement, before)[0] == [after]


# Other goroutines -------------------------------------------------------------------------------------


def test_what_panics_in_another_goroutine_ends_the_process() -> None:
    assert ran("go func() { panic(rows) }()", "open at rows")[0] == []
    assert ran("go func() { rows.Close() }()", "open at rows")[0] == ["released by call at rows; started"]


def test_what_a_goroutine_without_an_end_has_is_kept() -> None:
    assert ran("go func() { for { _ = rows.Next() } }()", "open at rows")[0] == ["escaped at rows"]
    assert ran("go func() { for { println() } }()", "open at rows")[0] == ["open at rows"]


def test_before_the_acquisition_calls_only_tell_of_variables() -> None:
    scene = before_acquiring("x := errors.New(`a`)\n_ = x")
    assert scene.after("x := errors.New(`a`)", "pending") == ["pending; x is nil: no"]
