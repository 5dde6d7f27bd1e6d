"""What the results of a call say, whatever happens to the resource."""

from __future__ import annotations

import pytest

from ownership.frames import acquired

HEAD = """
//rowsclose:never-nil
func made() error

//rowsclose:nil-when-nil err
func annotated(err error) error

//rowsclose:nil-when-nil err
func traced(n int, err error) (int, error)

//rowsclose:not-nil-when-true err
func is(err, target error) bool

//rowsclose:true-when-nil err
func fine(err error) bool

//rowsclose:true-when-false ok
func negated(ok bool) bool

type bad struct{ code int }
func (b bad) Error() string { return "" }
func badly() bad
func count() (int, error) { return 1, nil }
func fails() (int, error) { return 1, made() }
func named() (err error) { return nil }
func silent() error { return nil }
func nothing() {}
"""
SIGNATURE = "f(db *sql.DB, other error, ok bool, target error)"


def behind(statement: str, before: str) -> list[str]:
    return acquired(f"{statement}\n_ = x", HEAD, SIGNATURE).after(statement, before)


@pytest.mark.parametrize(
    ("statement", "before", "after"),
    [
        ("x := made()", "open at rows", "open at rows; x is nil: no; exposed"),
        (
            "x := annotated(other)",
            "open at rows; other is nil: no",
            "open at rows; other is nil: no; x is nil: no; x is nil: no => other is nil: no; exposed",
        ),
        (
            "n, x := traced(1, other)",
            "open at rows",
            "open at rows; x is nil: no => other is nil: no; x is nil: yes => other is nil: yes; exposed",
        ),
        ("x := annotated(nil)", "open at rows", "open at rows; exposed"),
        ("x := is(other, target)", "open at rows", "open at rows; x is true: yes => other is nil: no; exposed"),
        (
            "x := is(other, nil)",
            "open at rows",
            "open at rows; x is true: no => other is nil: no; x is true: yes => other is nil: yes; exposed",
        ),
        (
            "x := fine(other)",
            "open at rows",
            "open at rows; x is true: no => other is nil: no; x is true: yes => other is nil: yes; exposed",
        ),
        (
            "x := negated(ok)",
            "open at rows",
            "open at rows; x is true: no => ok is true: yes; x is true: yes => ok is true: no; exposed",
        ),
        ("x := badly()", "open at rows", "open at rows; x is nil: no; exposed"),  # a struct is never nil
        ("n, x := count()", "open at rows", "open at rows; x is nil: yes; exposed"),
        ("n, x := count()", "released by call at rows", "released by call at rows"),  # nobody will ask
        ("n, x := fails()", "open at rows", "open at rows; exposed"),
        ("x := silent()", "open at rows", "open at rows; x is nil: yes; exposed"),
        ("x := named()", "open at rows", "open at rows; exposed"),
    ],
)
def test_results_say_what_directives_types_and_bodies_do(statement: str, before: str, after: str) -> None:
    assert behind(statement, before) == [after]


ANNOTATED = "released by call at rows; other is nil: yes; x is nil: yes; x is nil: yes => other is nil: yes"

# Errors out of reach ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "before", "after"),
    [
        # An error that goes in and comes out again is wrapped.
        (
            "err = far.Wrap(err)",
            "open at rows; err is nil: no => void",
            "open at rows; err is nil: no => void; checked; exposed",
        ),
        ("err = far.Wrap(err)", "void at rows; err is nil: no", "void at rows; err is nil: no"),
        ("err = far.Wrap(other)", "open at rows; err is nil: no => void", "open at rows; exposed"),
        # An error that is made of one that is there is there.
        (
            "x := far.Wrap(other)",
            "open at rows; other is nil: no",
            "open at rows; other is nil: no; x is nil: no; exposed",
        ),
        ("x := far.Wrap(other)", "open at rows", "open at rows; exposed"),
        ("x := far.Wrap(ok)", "open at rows; ok is nil: no", "open at rows; ok is nil: no; exposed"),
        (
            "x := far.Wrap(other)",
            "released by call at rows; other is nil: no",
            "released by call at rows; other is nil: no; x is nil: no",
        ),
        ("a, x := far.Wrap(other)", "open at rows; other is nil: no", "open at rows; other is nil: no; exposed"),
        ("far.Wrap(other)", "open at rows; other is nil: no", "open at rows; other is nil: no; exposed"),
        ("x := annotated(other)", "released by call at rows; other is nil: yes", ANNOTATED),
    ],
)
def test_an_error_that_code_out_of_reach_gives(statement: str, before: str, after: str) -> None:
    assert behind(statement, before) == [after]
