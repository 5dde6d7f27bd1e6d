"""Which of several paths that leak is told: certain ones first, exits before assignments, then the shortest."""

from __future__ import annotations

import itertools

import pytest
from checking import checked_text

from rowsclose.finding import Circumstance, Confidence, Finding, Step, StepKind
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.witness.leaks import _rank, _sorted
from rowsclose.ownership.witness.lifetime import Leak
from rowsclose.source import Span
from rowsclose.values import replace

STEP = Step(StepKind.BRANCH, "p.go", Span(0, 1), "")


def leak(kind: EventKind, confidence: Confidence, steps: int, line: int) -> Leak:
    return Leak(kind, line, "return", confidence, (STEP,) * steps)


OPEN, LOST = EventKind.LEFT_OPEN, EventKind.OVERWRITTEN
IN_ORDER = [
    leak(OPEN, Confidence.HIGH, 2, 30),
    leak(OPEN, Confidence.HIGH, 3, 20),
    leak(OPEN, Confidence.HIGH, 3, 21),
    replace(leak(OPEN, Confidence.HIGH, 1, 2), fails=True),
    leak(LOST, Confidence.HIGH, 2, 10),
    leak(LOST, Confidence.HIGH, 4, 9),
    replace(leak(OPEN, Confidence.HIGH, 1, 3), circumstances=(Circumstance.EXITING,)),
    leak(OPEN, Confidence.MEDIUM, 1, 5),
    leak(LOST, Confidence.MEDIUM, 1, 4),
    leak(OPEN, Confidence.LOW, 1, 1),
]


def test_leaks_are_sorted_by_certainty_weight_kind_failure_length_and_line() -> None:
    assert _sorted(reversed(IN_ORDER)) == tuple(IN_ORDER)
    for earlier, later in itertools.pairwise(IN_ORDER):
        assert _rank(earlier) < _rank(later)


GO = """\
package p

import (
	"database/sql"
	"errors"
)

var _ = errors.New

func unknown(rows *sql.Rows)

func f(db *sql.DB, a, b, c bool) error {{
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {{
		return err
	}}
	{body}
	return nil
}}
"""


def told(body: str) -> Finding:
    (finding,) = [f for f in checked_text(GO.format(body=body)).findings if f.rule_id == "rows-not-closed"]
    return finding


def path_of(finding: Finding) -> list[str]:
    return [step.message for step in finding.witness if step.kind is StepKind.BRANCH][1:]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        # The longer way stands first in the source.
        (
            "if a { if b { if c { return err } } }; rows.Close(); if a { return nil }",
            ["`a` is true", "`b` is true", "`c` is true"],
        ),
        ("if a { if b { rows.Close(); return nil }; return nil }; rows.Close()", ["`a` is true", "`b` is false"]),
        ("for a { if b { if c { return nil } } }; rows.Close()", ["`a` is true", "`b` is true", "`c` is true"]),
    ],
)
def test_the_shortest_path_is_told(body: str, path: list[str]) -> None:
    assert path_of(told(body)) == path


@pytest.mark.parametrize(
    "body", ["if a { if b { if c { return nil } } }", "switch { case a: return err; default: return nil }", ""]
)
def test_branches_decide_nothing_where_it_is_never_closed(body: str) -> None:
    finding = told(body)
    assert [step.kind for step in finding.witness] == [StepKind.ACQUIRE, StepKind.EXIT]


def test_a_return_that_is_no_failure_is_told_before_a_shorter_path_that_fails() -> None:
    failing = 'if a { return errors.New("x") }'
    assert path_of(told(f"{failing}; if b {{ rows.Close() }}")) == ["`a` is false", "`b` is false"]
    assert path_of(told(f"{failing}; rows.Close()")) == ["`a` is true"]


def test_a_longer_path_that_is_certain_is_told_before_a_short_one_that_is_not() -> None:
    finding = told("if a { unknown(rows); rows.Next(); return nil }; if b { if c { return nil } }; rows.Close()")
    assert path_of(finding) == ["`a` is false", "`b` is true", "`c` is true"]
    assert finding.confidence is Confidence.HIGH


def test_of_paths_of_one_length_the_first_in_the_source_is_told() -> None:
    assert path_of(told("if a { return nil }; rows.Close()")) == ["`a` is true"]
    finding = told("switch { case a: return nil; case b: return nil }; rows.Close()")
    assert path_of(finding) == ["`a` is true"]


def test_the_witness_begins_at_the_acquisition_and_ends_at_the_exit() -> None:
    finding = told("if a { return nil }; rows.Close()")
    kinds = [step.kind for step in finding.witness]
    assert kinds == [StepKind.ACQUIRE, StepKind.BRANCH, StepKind.BRANCH, StepKind.EXIT]


def test_what_an_earlier_round_has_left_open_is_told_as_that() -> None:
    (found,) = checked_text("""
package p

import "database/sql"

func f(db *sql.DB, queries []string) ([]*sql.Stmt, error) {
	var all []*sql.Stmt
	for _, query := range queries {
		one, err := db.Prepare(query)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}
""").findings
    assert found.message == "`one` of an earlier round is not closed on the path to the return on line 11"
    assert found.witness[-1].message == "that of an earlier round is still open at this return"


@pytest.mark.parametrize(
    ("failed", "is_told"),
    [("far.WithStack(err)", False), ("err", False), ('far.New("nothing there")', True), ("nil", True)],
)
def test_an_error_that_code_out_of_reach_wraps_is_not_taken_for_the_end_of_the_data(failed: str, is_told: bool) -> None:
    run = checked_text(f"""
package p

import (
	"database/sql"

	"example.com/far"
)

func f(db *sql.DB) error {{
	rows, err := db.Query("q")
	if err != nil {{
		return err
	}}
	defer rows.Close()
	for rows.Next() {{
	}}
	if _, err := db.Exec("q"); err != nil {{
		return {failed}
	}}
	return rows.Err()
}}
""")
    assert [f.rule_id for f in run.findings] == ["rows-err-unchecked"] * is_told
