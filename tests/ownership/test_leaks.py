"""Which of several paths that leak is told: certain ones first, exits before assignments, then the shortest."""

from __future__ import annotations

import itertools

import pytest
from checking import checked_text

from rowsclose.finding import Confidence, Finding, Step, StepKind
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.witness.leaks import _rank, _sorted
from rowsclose.ownership.witness.lifetime import Leak
from rowsclose.source import Span

STEP = Step(StepKind.BRANCH, "p.go", Span(0, 1), "")


def leak(kind: EventKind, confidence: Confidence, steps: int, line: int) -> Leak:
    return Leak(kind, line, "return", confidence, (STEP,) * steps)


OPEN, LOST = EventKind.LEFT_OPEN, EventKind.OVERWRITTEN
IN_ORDER = [
    leak(OPEN, Confidence.HIGH, 2, 30),
    leak(OPEN, Confidence.HIGH, 3, 20),
    leak(OPEN, Confidence.HIGH, 3, 21),
    leak(LOST, Confidence.HIGH, 2, 10),
    leak(LOST, Confidence.HIGH, 4, 9),
    leak(OPEN, Confidence.MEDIUM, 1, 5),
    leak(LOST, Confidence.MEDIUM, 1, 4),
    leak(OPEN, Confidence.LOW, 1, 1),
]


def test_leaks_are_sorted_by_certainty_kind_length_and_line() -> None:
    assert _sorted(reversed(IN_ORDER)) == tuple(IN_ORDER)
    for earlier, later in itertools.pairwise(IN_ORDER):
        assert _rank(earlier) < _rank(later)


GO = """\
package p

import "database/sql"

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
        ("if a { if b { if c { return nil } } }", ["`a` is false"]),
        ("if a { if b { rows.Close(); return nil }; return nil }; rows.Close()", ["`a` is true", "`b` is false"]),
        ("for a { if b { if c { return nil } } }; rows.Close()", ["`a` is true", "`b` is true", "`c` is true"]),
    ],
)
def test_the_shortest_path_is_told(body: str, path: list[str]) -> None:
    assert path_of(told(body)) == path


def test_a_longer_path_that_is_certain_is_told_before_a_short_one_that_is_not() -> None:
    finding = told("if a { unknown(rows); rows.Next(); return nil }; if b { if c { return nil } }; rows.Close()")
    assert path_of(finding) == ["`a` is false", "`b` is true", "`c` is true"]
    assert finding.confidence is Confidence.HIGH


def test_of_paths_of_one_length_the_first_in_the_source_is_told() -> None:
    assert path_of(told("if a { return nil }; rows.Close()")) == ["`a` is true"]
    finding = told("switch { case a: return nil; default: return err }")
    assert path_of(finding) == ["`a` is true"]


def test_the_witness_begins_at_the_acquisition_and_ends_at_the_exit() -> None:
    finding = told("if a { return nil }; rows.Close()")
    kinds = [step.kind for step in finding.witness]
    assert kinds == [StepKind.ACQUIRE, StepKind.BRANCH, StepKind.BRANCH, StepKind.EXIT]
