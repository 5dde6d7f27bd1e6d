"""The rule by which the findings of rowsclose and its peers meet the labels of the fixtures."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.peers.findings import Kind, Place, PlainFinding
from benchmarks.peers.labels import Label, folders_that_turn_on, labels, sources
from benchmarks.peers.matching import SPEAKS_OF, Apart, Judged, judge
from benchmarks.peers.peers import PEERS
from benchmarks.peers.shapes import shape_of
from benchmarks.peers.statements import GoFile

FIXTURES = Path(__file__).parent.parent / "fixtures"
STORE = b"""package store

func names(db *sql.DB) error {
	rows, err := db.
		Query("SELECT name FROM users") // want "rows-not-closed"
	if err != nil {
		return err
	}
	visit(func() {
		for rows.Next() {
			println()
		}
	})
	rows.Close()
	return rows.Err()
}

func probe(db *sql.DB) bool {
	if rows, err := db.Query("SELECT 1"); err == nil { // want "rows-close-not-deferred"
		defer rows.Close()
		return rows.Next()
	}
	_, err := db.Query("SELECT broken")
	return err == nil
}
"""


def judged(kind: Kind, line: int, column: int) -> Judged:
    found = list(labels({"store.go": STORE}))
    return judge(PlainFinding(Place("store.go", line, column), kind, "said"), GoFile(STORE), found)


LEAK = Label("store.go", 5, "rows-not-closed")


@pytest.mark.parametrize(("line", "column"), [(4, 2), (5, 8)], ids=["the variable", "the method, a line below"])
def test_finding_meets_the_labels_of_its_statement(line: int, column: int) -> None:
    assert judged(Kind.LEAK, line, column).found == {LEAK}


@pytest.mark.parametrize(("line", "column"), [(14, 2), (10, 3)], ids=["close", "loop in a literal"])
def test_finding_on_a_use_meets_the_labels_of_the_acquisition(line: int, column: int) -> None:
    assert judged(Kind.UNDEFERRED, line, column).found == {LEAK}


def test_statement_within_a_literal_owns_its_lines() -> None:
    outer = GoFile(STORE).statement_at(9, 2)
    assert outer is not None
    assert outer.lines == {9, 13}


def test_finding_of_another_kind_finds_no_leak() -> None:
    assert judged(Kind.ERR_AFTER_LOOP, 4, 2).is_invented


def test_leak_found_is_found_whatever_it_is_called() -> None:
    assert SPEAKS_OF[Kind.LEAK] >= {"rows-not-closed", "rows-overwritten", "rows-discarded"}


def test_leak_claimed_where_luck_closes_is_apart() -> None:
    assert judged(Kind.LEAK, 19, 20).apart is Apart.LUCK


def test_err_demanded_without_a_loop_is_apart_and_with_one_invented() -> None:
    assert judged(Kind.ERR_ALWAYS, 19, 20).apart is Apart.NO_LOOP
    assert judged(Kind.ERR_ALWAYS, 4, 2).is_invented


def test_rows_ignored_are_apart_and_rows_held_invented() -> None:
    assert judged(Kind.IGNORED_ROWS, 23, 2).apart is Apart.EXPECTED
    assert judged(Kind.IGNORED_ROWS, 4, 2).is_invented


def test_release_on_another_path_is_seen() -> None:
    file = GoFile(STORE)
    assert file.is_released_somewhere(5)
    assert not file.is_released_somewhere(23)


def test_loop_around_an_acquisition_is_no_loop_over_it() -> None:
    text = (
        b"package p\n\nfunc f() {\n\tfor {\n\t\trows, err := q()\n\t\tif rows.Next() {\n\t\t\treturn\n\t\t}\n\t}\n}\n"
    )
    statement = GoFile(text).statement_at(5, 3)
    assert statement is not None
    assert not GoFile(text).has_loop_over(statement)


def test_loop_over_another_variable_of_the_same_name_is_no_loop_over_it() -> None:
    text = b"package p\n\nfunc f() {\n\trows, _ := q()\n\tfor _, rows := range all {\n\t\trows.Next()\n\t}\n\t_ = rows\n}\n"
    statement = GoFile(text).statement_at(4, 2)
    assert statement is not None
    assert not GoFile(text).has_loop_over(statement)


def test_every_fixture_has_a_shape_and_every_label_a_statement() -> None:
    texts = sources(FIXTURES)
    assert all(shape_of(path) for path in texts)
    for path, text in texts.items():
        file, lines = GoFile(text), text.decode("utf-8").splitlines()
        for label in labels({path: text}):
            line = lines[label.line - 1]
            assert file.statement_at(label.line, len(line) - len(line.lstrip()) + 1), label


def test_every_claim_is_a_rule_that_some_kind_speaks_of() -> None:
    spoken_of = {rule_id for rules in SPEAKS_OF.values() for rule_id in rules}
    assert {rule_id for peer in PEERS for rule_id in peer.claims} <= spoken_of
    shapes = {shape_of(path) for path in sources(FIXTURES)}
    assert {shape for peer in PEERS for shape in peer.not_for} <= shapes


def test_rules_that_are_off_by_default_are_judged_where_a_fixture_turns_them_on() -> None:
    assert folders_that_turn_on("pool-limits-unset", sources(FIXTURES)) == {"pools", "pools/settings"}
