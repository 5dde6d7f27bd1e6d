"""What the tools print becomes findings, and findings become tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.peers import readers
from benchmarks.peers.findings import Kind, Place, PlainFinding
from benchmarks.peers.labels import Label
from benchmarks.peers.peers import Peer, Source
from benchmarks.peers.running import Outcome
from benchmarks.peers.statements import GoFile
from benchmarks.peers.tables import markdown, results
from benchmarks.peers.tally import Tally, tally

READER = b"""package discarded

func f(db *sql.DB) error {
	_, err := db.Query("SELECT 1")
	return err
}

func g(db *sql.DB) (*sql.Rows, error) {
	rows, err := db.Query("SELECT 2")
	return rows, err
}
"""
FILE = "discarded/store.go"
LABEL = Label(FILE, 4, "rows-discarded")


def peer(name: str = "peer") -> Peer:
    claims = frozenset({"rows-discarded"})
    return Peer(name, "example.com/peer", "v1", Source.GO, "says so", claims, ("peer",), readers.go_analysis)


def tallied(*places: tuple[int, Kind], runs: int = 1, failures: tuple[str, ...] = ()) -> Tally:
    findings = tuple(PlainFinding(Place(FILE, line, 2), kind, "said") for line, kind in places)
    ran = Outcome(findings, 1.25, 2.5, 2048, failures, runs)
    return tally(peer(), ran, {FILE: READER}, {FILE: GoFile(READER)}, [LABEL])


def table(given: Tally, *failures: str) -> str:
    return markdown([given], [LABEL], {FILE: GoFile(READER)}, "A machine.", failures)


def test_found_missed_and_invented_are_counted() -> None:
    text = table(tallied((4, Kind.LEAK), (9, Kind.LEAK)))
    assert "| peer | 1 | 1 | 0 | 1 | 0 | 1.2 | 2.5 | 2 |" in text
    assert "| discarded | 1/1 +1 |" in text
    assert "| discarded | 1 | 1 +1 |" in text
    assert "| never released there | 1 | 1 |" in text


def test_findings_of_one_kind_on_one_statement_count_once() -> None:
    assert len(tallied((9, Kind.LEAK), (9, Kind.LEAK)).invented) == 1


def test_silence_is_a_miss() -> None:
    assert "| peer | 1 | 0 | 1 | 0 | 0 |" in table(tallied())


def test_what_did_not_run_is_named_and_has_no_column() -> None:
    text = table(tallied(runs=0, failures=(".: internal error",)), "other v1 cannot be installed: no such module")
    assert "- `peer, in .: internal error`" in text
    assert "- `other v1 cannot be installed: no such module`" in text
    assert "| peer | 1 |" not in text


def test_results_name_every_place() -> None:
    result = results([tallied((9, Kind.UNDEFERRED))], [LABEL])["peer"]
    assert result["missed"] == [f"{FILE}:4 rows-discarded"]
    assert [apart["at"] for apart in result["apart"]] == [f"{FILE}:9"]


def test_findings_outside_of_the_fixtures_are_passed_over() -> None:
    ran = Outcome((PlainFinding(Place("elsewhere.go", 1, 1), Kind.LEAK, "said"),), 0, 0, 0, (), 1)
    assert tally(peer(), ran, {FILE: READER}, {FILE: GoFile(READER)}, [LABEL]).invented == ()


def test_objects_of_several_packages_are_read() -> None:
    one = {"posn": "/m/a.go:3:7", "message": "Rows/Stmt/NamedStmt was not closed"}
    text = f"# example.com/m\n{json.dumps({'m': {'sqlclosecheck': [one]}})}\n{{}}\n"
    found = list(readers.go_analysis(text, Path("/m")))
    assert found == [PlainFinding(Place("/m/a.go", 3, 7), Kind.LEAK, one["message"])]


def test_an_analyzer_that_gave_up_is_an_error() -> None:
    with pytest.raises(ValueError, match="no types"):
        list(readers.go_analysis('{"m": {"rowserr": {"error": "no types"}}}', Path("/m")))


def test_a_message_that_nobody_asked_for_is_an_error() -> None:
    one = {"code": "SA4006", "message": "never used", "location": {"file": "a.go", "line": 1, "column": 1}}
    with pytest.raises(ValueError, match="SA4006"):
        list(readers.staticcheck(json.dumps(one), Path("/m")))


def test_lines_of_a_syntax_tree_count_from_zero() -> None:
    at = {"start": {"line": 3, "column": 1}}
    one = {"file": "a.go", "range": at, "ruleId": "rows-not-closed--early", "message": "said"}
    assert list(readers.ast_grep(json.dumps([one]), Path("/m"))) == [
        PlainFinding(Place("/m/a.go", 4, 2), Kind.LEAK, "said")
    ]
