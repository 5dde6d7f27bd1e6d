"""What a witness path says of the branches it takes: loops end or go round, conditions are true or false."""

from __future__ import annotations

import pytest
from checking import checked_text

from rowsclose.finding import StepKind

GO = """\
package p

import (
	"database/sql"
	"strings"
)

var _ = strings.Contains

func f(db *sql.DB, unit string, xs []string, ch chan int) error {{
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {{
		return err
	}}
	{body}
	return rows.Close()
}}
"""
ACQUIRED = "`err != nil` is false"


def branches_told(body: str) -> list[str]:
    """What the witness of the only leak says of the branches behind the check of the error."""
    (finding,) = [f for f in checked_text(GO.format(body=body)).findings if f.rule_id == "rows-not-closed"]
    first, *others = [step.message for step in finding.witness if step.kind is StepKind.BRANCH]
    assert first == ACQUIRED
    return others


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("for _, x := range xs { if x == unit { return nil } }", "the loop `_, x := range xs` goes round"),
        ("for range xs { return nil }", "the loop `range xs` goes round"),
        ("for x := range ch { _ = x }; if unit == `` { return nil }", "the loop `x := range ch` ends"),
        ("for\n\t\trange 3 {\n\t}\n\tif unit == `` { return nil }", "the loop `range 3` ends"),
    ],
)
def test_range_loop_goes_round_or_ends(body: str, told: str) -> None:
    assert branches_told(body)[0] == told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('if unit == "out of range error" { return nil }', '`unit == "out of range error"` is true'),
        ('if unit != "range " { return nil }', '`unit != "range "` is true'),
        ('if strings.Contains(unit, " range ") { return nil }', '`strings.Contains(unit, " range ")` is true'),
        ('for unit == "a range b" { return nil }', '`unit == "a range b"` is true'),
        ('switch { case unit < "x range y": return nil }', '`unit < "x range y"` is true'),
    ],
)
def test_condition_that_says_range_is_no_loop(body: str, told: str) -> None:
    assert branches_told(body) == [told]


HELPERS = """\
package p

import (
	"database/sql"
	"errors"
)

func scan(rows *sql.Rows) (n int, err error) {
	for rows.Next() {
		if err := rows.Scan(&n); err != nil {
			return 0, err
		}
	}
	return n, rows.Close()
}

func closeIf(rows *sql.Rows, done bool) {
	if done {
		rows.Close()
		return
	}
}

func look(rows *sql.Rows, n int) bool { return rows != nil && n > 1 }

type page struct{ rows *sql.Rows }

func newPage(rows *sql.Rows, size int) (*page, error) {
	if size < 1 {
		return nil, errors.New("none")
	}
	return &page{rows}, nil
}

"""


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("return scan(rows)", ["scan leaves it open where it returns here"]),
        (
            "n, err = scan(rows); if err != nil { return 0, err }; return n, nil",
            ["scan leaves it open where it returns here", "`err != nil` is true"],
        ),
        ("closeIf(rows, n > 1); return 0, nil", ["closeIf leaves it open where it returns here"]),
        (
            "p, err := newPage(rows, n); if err != nil { return 0, err }; p.rows.Close(); return 1, nil",
            ["newPage leaves it open where it returns here", "`err != nil` is true"],
        ),
        # What leaves it open whatever it does decides nothing.
        (
            "if _, err := look(rows); err != nil { return 0, err }; rows.Close(); return 1, nil",
            ["`err != nil` is true"],
        ),
        ("if n == 0 { return 0, nil }; rows.Close(); return 1, nil", ["`n == 0` is true"]),
    ],
)
def test_return_of_a_callee_that_decides_is_shown(body: str, told: list[str]) -> None:
    head = (
        'func f(db *sql.DB) (n int, err error) {\n\trows, err := db.Query("q")\n\tif err != nil { return 0, err }\n\t'
    )
    run = checked_text(HELPERS + head + body + "\n}\n")
    (finding,) = [f for f in run.findings if f.function == "f" and f.rule_id == "rows-not-closed"]
    first, *others = [step.message for step in finding.witness if step.kind is StepKind.BRANCH]
    assert (first, others) == (ACQUIRED, told)
