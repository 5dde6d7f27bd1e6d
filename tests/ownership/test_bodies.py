"""What a body shows before any path is followed: how control comes back, what is used later, what can matter."""

from __future__ import annotations

import pytest

from ownership.frames import acquired, before_acquiring, following
from rowsclose.go.ir import IsNil, Place
from rowsclose.ownership.bodies.loops import Uses, is_renewed, repeated

# Coming back --------------------------------------------------------------------------------------


def comes_back(body: str, text: str = "rows.Next()") -> bool:
    made = acquired(body, "func other(rows *sql.Rows)")
    call = made.call(text)
    graph = made.frame.graph
    return id(call) in repeated(graph, made.variable("rows"), made.frame.site)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("for rows.Next() { println(1) }", True),
        ("if rows.Next() { println(1) }", False),
        ("for { if !rows.Next() { break } }", True),
        ("for { if !rows.Next() { break }; rows = nil }", False),  # another value by then
        ("for { if !rows.Next() { break }; if rows == nil { rows = nil } }", True),
        ("for rows.Next() { other(rows); return }", False),
        ("again:\n\tif rows.Next() { goto again }", True),
    ],
)
def test_control_comes_back_to_a_call_on_the_same_value(body: str, expected: bool) -> None:
    assert comes_back(body + "\n_ = err") is expected


def test_control_that_acquires_anew_does_not_come_back_to_the_same_value() -> None:
    made = following('for { rows, err := db.Query("q"); if rows.Next() { continue }; _ = err }')
    graph, site = made.frame.graph, made.frame.site
    assert id(made.call("rows.Next()")) not in repeated(graph, None, site)
    assert id(made.call("rows.Next()")) in repeated(graph, None, None)


def test_writing_a_part_of_a_value_does_not_renew_it() -> None:
    made = before_acquiring(
        "for s.more() { s.rows = nil }", "type t struct{ rows *sql.Rows }\nfunc (s *t) more() bool", "f(s *t)"
    )
    assert id(made.call("s.more()")) in repeated(made.frame.graph, made.variable("s"), None)


# Declared anew ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("for { n := 1; kept := db; _, _ = n, kept }", True),
        ("var kept *sql.DB\nfor { n := 1; kept = db; _, _ = n, kept }", False),
        ("var kept *sql.DB\nfor { n := 1; _, _ = n, kept }", True),  # nobody writes it
        ("var kept *sql.DB\nfor { n := 1; if n > 0 { continue }; kept = db; _ = kept }", False),
        ("var kept *sql.DB\nset := func() { kept = db }\nfor { n := 1; set(); _, _ = n, kept }", False),
        ("kept := db\nn := 1\nkept = nil\n_, _ = n, kept", False),
        ("kept := db\nkept = nil\nn := 1\n_, _ = n, kept", True),
        ("for { n, m := two(); kept := db; _, _, _ = n, m, kept }", True),
        ("var kept *sql.DB\nfor { n, m := two(); kept = db; _, _, _ = n, m, kept }", False),
        ("var kept *sql.DB\nfor { var n int; n, kept = 1, db; _, _ = n, kept }", False),
    ],
)
def test_a_variable_is_renewed_where_it_is_first_written_by_its_own_declaration(body: str, expected: bool) -> None:
    made = before_acquiring(body, "func two() (int, int)", "f(db *sql.DB)")
    assert is_renewed(made.frame.graph, made.variable("kept"), made.variable("n")) is expected


# Used later -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("take(rows); rows.Next()", True),
        ("take(rows); rows.Scan(1)", True),
        ("take(rows); rows.Close()", False),
        ("take(rows); println(rows)", False),
        ("rows.Next(); take(rows)", False),
        ("for rows.Next() { take(rows) }", True),
        ("take(rows); if n > 0 { rows.Next() }", True),
        ("if n > 0 { take(rows); return }; rows.Next()", False),
        ("take(rows); more.Next()", False),
    ],
)
def test_what_is_advanced_or_read_later_was_not_closed(body: str, expected: bool) -> None:
    made = acquired(body, "func take(rows *sql.Rows)", "f(db *sql.DB, n int, more *sql.Rows)")
    assert Uses(made.frame.graph).are_after(made.call("take(rows)"), made.place("rows")) is expected


def test_package_variables_are_not_followed_and_calls_elsewhere_are_not_found() -> None:
    made = acquired(
        "take(last); last.Next()\nfunc() { rows.Next() }()", "var last *sql.Rows\nfunc take(rows *sql.Rows)"
    )
    call = made.call("take(last)")
    assert not Uses(made.frame.graph).are_after(call, made.place("@last"))
    inner = made.call("rows.Next()")
    assert not Uses(made.frame.graph).are_after(inner, made.place("rows"))


# What can matter ------------------------------------------------------------------------------------


BODY = """
ok, done := db != nil, err != nil
if done { println(1) }
if done { println(2) }
if ok { println(3) }
if s.a.b { println(s.c) }
p := &s
q := *p
if q.c { println(4) }
if q.c { println(5) }
if s.d { println(6) }
if s.d { println(7) }
t := func() bool { return given }
if t() { println(8) }
_ = p
"""
HEAD = "type a struct{ b bool }\ntype s0 struct { a a; c, d bool }"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("done is true: yes", True),  # asked twice
        ("rows.x is true: yes", False),  # nowhere asked
        ("err is nil: yes", True),  # read in the comparison
        ("given is true: yes", True),  # a parameter, read in a literal
        ("q.c is true: yes", True),
        ("s.d is true: yes", False),  # asked twice, but somebody has a pointer to it
        ("s is nil: yes", False),
    ],
)
def test_an_answer_matters_where_it_is_asked_again_or_its_place_goes_on(claim: str, expected: bool) -> None:
    made = acquired(BODY, HEAD, "f(db *sql.DB, s s0, given bool)")
    assert made.frame.relevance.keeps(made.claim(claim).atom) is expected


def test_variables_with_a_pointer_to_them_are_addressed() -> None:
    made = acquired(BODY, HEAD, "f(db *sql.DB, s s0, given bool)")
    assert made.frame.relevance.addressed == {made.variable("s")}
    assert IsNil(Place(made.variable("s"))) not in made.frame.relevance.asked


def test_temporaries_are_read_for_good_by_one_instruction_and_not_by_what_is_deferred() -> None:
    made = acquired("println(rows.Next())\ndefer println(rows.Err())\nif rows.Next() { return }\n_ = err")
    by_id = made.frame.relevance.read_for_good
    assert {v.name for v in by_id[id(made.call("println(rows.Next())"))]} == {"$1"}
    assert id(made.call("defer println(rows.Err())")) not in by_id
    assert "$4" not in {v.name for roots in by_id.values() for v in roots}


# Counted and looked up ------------------------------------------------------------------------------


def test_the_code_that_asks_for_more_result_sets_is_known() -> None:
    for body, expected in (
        ("rows.NextResultSet()", True),
        ("func() { rows.NextResultSet() }()", True),
        ("rows.Next()", False),
    ):
        made = acquired(f"{body}\n_ = err")
        assert made.frame.bodies.expects_more_sets(made.function) is expected
        assert (made.frame.sets.value == "several") is expected


def test_what_a_literal_contains_assigns_and_declares() -> None:
    body = (
        "kept, other := rows, 1\nfunc() { inner := 1; kept = nil; func() { kept.Close(); other = inner }() }()\n_ = err"
    )
    made = acquired(body)
    bodies, outer, inner = made.frame.bodies, made.literal(0), made.literal(1)
    call = made.call("kept.Close()")
    assert bodies.contains(outer, call)
    assert bodies.contains(inner, call)
    assert made.frame.site is not None
    assert not bodies.contains(outer, made.frame.site)
    assert bodies.assigned_captures(outer) == {made.variable("kept"), made.variable("other")}
    assert bodies.assigned_captures(inner) == {made.variable("other")}
    assert made.variable("inner") in bodies.locals_of(outer)
    assert made.variable("kept") not in bodies.locals_of(outer)
    assert bodies.locals_of(inner) == frozenset()


def test_equal_calls_are_one_object_and_all_is_let_go_of() -> None:
    made = acquired("rows.Close()\n_ = err")
    bodies, call = made.frame.bodies, made.call("rows.Close()")
    from rowsclose.values import replace

    copy = replace(call)
    assert copy is not call
    assert bodies.interned(call) is call
    assert bodies.interned(copy) is call
    graph = made.frame.graph
    assert made.frame.graph is graph
    bodies.forget()
    assert made.frame.graph is not graph
    assert bodies.interned(copy) is copy


def test_only_what_control_comes_to_is_reached() -> None:
    made = acquired("println(1)\nreturn\nprintln(2)")
    found = list(made.frame.bodies.reached(made.function, made.frame.typing))
    assert made.call("println(1)") in found
    assert made.call("println(2)") not in found
