"""Calls that return only under a condition, or whose results say something about an error."""

from __future__ import annotations

import pytest

from ownership.frames import Scene, acquired

HEAD = """
//rowsclose:returns-when-nil err
//rowsclose:may-exit goroutine
func must(err error)

//rowsclose:not-nil-when-returns v
//rowsclose:borrows v
//rowsclose:may-exit goroutine
func mustHave(v any)

//rowsclose:returns-when-true ok
//rowsclose:may-exit process
func check(ok bool)

//rowsclose:may-exit goroutine
func equal(a, b any)

//rowsclose:asserts
//rowsclose:true-when-nil err
func noError(err error) bool

//rowsclose:asserts
func same(a, b any)

func die(err error) { if err != nil { panic(err) } }
func quit(err error) { if err != nil { os.Exit(1) } }
func fatal(ok bool) { if !ok { panic(1) } }
func never() { panic(1) }
func failed(err error) bool { return err != nil }
func failing(err error) bool { if err != nil { return true }; return false }
func wrap(err error) error { if err == nil { return nil }; return &problem{err} }
func note(err error) {}

type problem struct{ inner error }
func (p *problem) Error() string { return "" }

type box struct { err error }
func (b *box) add(err error) error { if b.err == nil { b.err = err }; return b.err }
"""
SIGNATURE = "f(db *sql.DB, ok bool, other error, any any, b *box)"
UNCHECKED = "open at rows; err is nil: no => void"


def scene(statement: str) -> Scene:
    return acquired(statement, HEAD, SIGNATURE)


def behind(statement: str, before: str) -> list[str]:
    return scene(statement).after(statement, before)


# Assertions about an input --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "before", "after"),
    [
        # With an error, the assertion fails where nothing was acquired: nothing leaks.
        ("must(err)", UNCHECKED, ["open at rows; err is nil: yes"]),
        (
            "must(other)",
            "open at rows",
            ["open at rows; other is nil: yes", "goroutine: open at rows; other is nil: no"],
        ),
        ("must(other)", "open at rows; other is nil: yes", ["open at rows; other is nil: yes"]),
        ("must(other)", "open at rows; other is nil: no", ["goroutine: open at rows; other is nil: no"]),
        ("must(other)", "released by call at rows", ["released by call at rows; other is nil: yes"]),
        (
            "must(far.Get())",
            "open at rows",
            ["open at rows; exposed", "goroutine: open at rows; $1 is nil: no; exposed"],
        ),
        # What may end the process leaks nothing.
        ("check(ok)", "open at rows", ["open at rows; ok is true: yes"]),
        # It is not only there that it returns.
        ("mustHave(rows)", UNCHECKED, ["open at rows; err is nil: yes; rows is nil: no"]),
    ],
)
def test_an_assertion_holds_where_it_returns(statement: str, before: str, after: list[str]) -> None:
    assert behind(statement, before) == after


def test_an_assertion_of_a_constant_says_nothing() -> None:
    assert behind("must(nil)", "open at rows") == ["open at rows", "goroutine: open at rows"]


# Other assertions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "before", "after"),
    [
        # Compared with something, the error is meant to be there.
        ("equal(err, other)", UNCHECKED, ["void at rows; err is nil: no"]),
        ("equal(ok, any)", "open at rows", ["open at rows; exposed", "goroutine: open at rows"]),
        # An assertion that fails before the error is looked at is no leak of what may not be there.
        ("equal(ok, any)", UNCHECKED, [f"{UNCHECKED}; exposed"]),
        ("equal(ok, any)", "released by call at rows", ["released by call at rows"]),
        ("same(err, other)", UNCHECKED, ["void at rows; err is nil: no"]),
        ("same(ok, any)", "open at rows", ["open at rows; exposed"]),
    ],
)
def test_an_assertion_about_something_else(statement: str, before: str, after: list[str]) -> None:
    assert behind(statement, before) == after


def test_an_assertion_that_tells_by_its_result_has_two_ways() -> None:
    code = "passed := noError(err)\n_ = passed"
    statement = code.split("\n")[0]
    assert scene(code).after(statement, UNCHECKED) == [
        "open at rows; err is nil: yes; passed is true: yes; checked",
        "void at rows; err is nil: no; passed is true: no; checked; exposed; failed",
    ]
    assert scene(code).after(statement, "open at rows; err is nil: yes") == [
        "open at rows; err is nil: yes; passed is true: yes; exposed"
    ]
    assert scene(code).after(statement, "released by call at rows") == [
        "released by call at rows; err is nil: yes; passed is true: yes"
    ]


# By the callee's body -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "before", "after"),
    [
        ("die(err)", UNCHECKED, ["open at rows; err is nil: yes; exposed"]),
        (
            "die(other)",
            "open at rows",
            ["open at rows; other is nil: yes; exposed", "goroutine: open at rows; other is nil: no"],
        ),
        ("die(nil)", "open at rows", ["open at rows; exposed"]),
        ("quit(other)", "open at rows", ["open at rows; other is nil: yes; exposed", "process: open at rows"]),
        (
            "fatal(ok)",
            "open at rows",
            ["open at rows; ok is true: yes; exposed", "goroutine: open at rows; ok is true: no"],
        ),
        ("fatal(true)", "open at rows", ["open at rows; exposed"]),
        ("fatal(false)", "open at rows", ["goroutine: open at rows"]),
        ("fatal(ok)", "released by call at rows", ["released by call at rows; ok is true: yes"]),
        ("never()", "open at rows", ["goroutine: open at rows"]),
        ("note(err)", UNCHECKED, [f"{UNCHECKED}; checked; exposed"]),
        ("note(other)", UNCHECKED, [f"{UNCHECKED}; exposed"]),
    ],
)
def test_a_callee_says_by_returning_what_its_body_asks(statement: str, before: str, after: list[str]) -> None:
    assert behind(statement, before) == after


def test_a_predicate_over_the_error_has_a_way_for_each_answer() -> None:
    code = "bad := failing(err)\n_ = bad"
    assert sorted(scene(code).after("bad := failing(err)", UNCHECKED)) == [
        "open at rows; bad is true: no; err is nil: yes; exposed",
        "void at rows; bad is true: yes; err is nil: no",
    ]


def test_a_predicate_that_is_the_question_says_what_each_answer_means() -> None:
    code = "bad := failed(err)\n_ = bad"
    assert scene(code).after("bad := failed(err)", UNCHECKED) == [
        "open at rows; bad is true: no => err is nil: yes; bad is true: yes => err is nil: no; "
        "err is nil: no => void; checked; exposed"
    ]


def test_a_predicate_over_something_else_is_not_looked_into() -> None:
    code = "bad := failing(other)\n_ = bad"
    assert scene(code).after("bad := failing(other)", UNCHECKED) == [f"{UNCHECKED}; exposed"]


def test_an_error_that_is_made_of_one_that_is_there_is_there() -> None:
    code = "e := wrap(other)\n_ = e"
    assert scene(code).after("e := wrap(other)", "open at rows; other is nil: no") == [
        "open at rows; e is nil: no; e.inner is nil: no; other is nil: no; exposed"
    ]
    assert scene(code).after("e := wrap(other)", "open at rows") == ["open at rows; exposed"]


def test_an_error_that_accumulates_in_a_field_was_nil_so_far() -> None:
    code = "e := b.add(err)\n_ = e"
    found = scene(code).after("e := b.add(err)", UNCHECKED)
    assert found
    assert all("e is nil: yes" in f or "void" in f for f in found)


# Out of sight ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "after"),
    [
        ("far.Expect(err)", f"{UNCHECKED}; checked; exposed"),
        ("far.Expect(other)", f"{UNCHECKED}; exposed"),
        ("println(err)", UNCHECKED),
        ("_ = errors.Is(err, other)", f"{UNCHECKED}; exposed"),  # a stub says all that it does
        ("_ = error(err)", UNCHECKED),
    ],
)
def test_code_out_of_reach_that_gets_the_error_may_have_checked_it(statement: str, after: str) -> None:
    assert behind(statement, UNCHECKED) == [after]
