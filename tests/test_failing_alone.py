"""One failure costs only itself: a rule, a function, a file, a report, a model, a file that goes away."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import write_tree
from gosource import BROKEN, LEAK

from rowsclose.cli.commands import rowsclose
from rowsclose.driver import check as check_files
from rowsclose.finding import Finding, Run
from rowsclose.ownership.analysis import Analysis
from rowsclose.ownership.witness.lifetime import Lifetime
from rowsclose.report import concise
from rowsclose.report.context import ReportContext
from rowsclose.report.formats import FORMAT_NAMES
from rowsclose.rules import ALL_RULES
from rowsclose.rules.query_for_exec import verb_without_rows
from rowsclose.suppressions.applied import FileSuppressions
from rowsclose.values import replace

HEAD = 'package p\n\nimport "database/sql"\n'


def leaking(name: str, statement: str = '"SELECT 1"') -> str:
    return f"""
func {name}(db *sql.DB) int {{
	rows, err := db.Query({statement})
	if err != nil {{
		return 0
	}}
	if rows.Next() {{
		return 1
	}}
	return 2
}}
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ROWSCLOSE_DEBUG", raising=False)
    return tmp_path


def check(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, ["check", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def leaks(result: Result) -> list[str]:
    """Where ``rows-not-closed`` speaks, in a concise report."""
    return [line.partition(": ")[0] for line in result.stdout.splitlines() if " rows-not-closed " in line]


# A rule ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [", ".join(map(str, range(5_000))), "(" * 3_000, "'" * 5_001, "CASE WHEN " * 2_000, "BEGIN " * 3_000],
    ids=["list of values", "parentheses", "quotes", "cases", "blocks"],
)
def test_no_statement_is_too_long(module: Path, values: str) -> None:
    long = f'"DELETE FROM t WHERE id IN ({values})"'
    write_tree(module, {"a.go": HEAD + leaking("first", long) + leaking("second")})
    result = check("-f", "concise")
    assert (result.exit_code, leaks(result)) == (1, ["a.go:6:15", "a.go:17:15"])
    assert "a.go:6:15: warning query-for-exec" in result.stdout


@pytest.mark.parametrize(
    ("end", "verb"),
    [("", "DELETE"), (" RETURNING id", None), ("; SELECT 1", None), (" output deleted.id", None), ("\n;", "DELETE")],
)
def test_what_stands_behind_a_long_list_counts(end: str, verb: str | None) -> None:
    values = ", ".join(map(str, range(5_000)))
    assert verb_without_rows(f"DELETE FROM t WHERE id IN ({values}){end}") == verb


def failing_rule(lifetime: Lifetime) -> Iterator[Finding]:
    if lifetime.site.function == "second":
        raise ValueError("of the rule")
    return iter(())


def test_failing_rule_leaves_the_others_and_the_next_function(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = (replace(ALL_RULES[-1], id="failing", check=failing_rule, on_by_default=True), *ALL_RULES)
    monkeypatch.setattr("rowsclose.cli.asking.ALL_RULES", rules)
    write_tree(module, {"a.go": HEAD + leaking("first") + leaking("second") + leaking("third"), "b.go": LEAK})
    result = check("-f", "concise")
    assert result.exit_code == 2
    assert leaks(result) == ["a.go:6:15", "a.go:17:15", "a.go:28:15", "b.go:6:15"]
    assert result.stderr.startswith("a.go:16:1: error: the analysis of this function failed: ValueError: of the rule\n")


# A function ------------------------------------------------------------------------------------------------------------


def test_failing_function_leaves_the_others(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lifetimes = Analysis.lifetimes

    def failing(self: Analysis, function: object, *mentioned: object) -> Iterator[Lifetime]:
        yield from lifetimes(self, function, *mentioned)  # type: ignore[arg-type]
        if getattr(function, "name", "") == "second":
            raise KeyError("of the function")

    monkeypatch.setattr(Analysis, "lifetimes", failing)
    write_tree(module, {"a.go": HEAD + leaking("first") + leaking("second") + leaking("third")})
    result = check("-f", "concise")
    # What had been found in it before stays.
    assert (result.exit_code, leaks(result)) == (2, ["a.go:6:15", "a.go:17:15", "a.go:28:15"])
    assert "a.go:16:1: error: the analysis of this function failed: KeyError" in result.stderr


@pytest.mark.parametrize(
    "type_",
    ["func(" * 5_000 + "int" + ")" * 5_000, "*" * 20_000 + "int", "map[int]" * 9_000 + "int", "[]" * 9_000 + "T"],
)
@pytest.mark.parametrize("declaration", ["func deep(v {}) {{ _ = v }}", "func deep() (v {}) {{ return }}", "var v {}"])
def test_type_that_nobody_can_read_leaves_the_file(module: Path, type_: str, declaration: str) -> None:
    write_tree(module, {"a.go": HEAD + leaking("first") + "\n" + declaration.format(type_) + "\n" + leaking("second")})
    result = check("-f", "concise")
    assert (result.exit_code, leaks(result)) == (1, ["a.go:6:15", "a.go:19:15"])


# A file ----------------------------------------------------------------------------------------------------------------


def test_failing_comments_leave_the_findings(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(self: FileSuppressions, asked: object) -> Iterator[object]:
        raise ValueError("of comments")

    monkeypatch.setattr(FileSuppressions, "applied", failing)
    ignored = leaking("second").replace("\trows, err", "\t//rowsclose:ignore all -- known\n\trows, err")
    write_tree(module, {"a.go": HEAD + leaking("first") + ignored})
    result = check("-f", "concise", "--extend-select", "unused-suppression")
    assert (result.exit_code, leaks(result)) == (2, ["a.go:6:15"])
    assert "a.go: error: the analysis of this file failed: ValueError: of comments" in result.stderr
    assert "suppressed" in result.stderr


def put_in_place_of(path: Path, what: str) -> None:
    path.unlink()
    match what:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "nothing":
            pass
        case _:
            path.write_text(what)


@pytest.mark.parametrize("what", ["nothing", "pipe", "folder", "", "package q\n" * 50])
@pytest.mark.parametrize("format_", FORMAT_NAMES)
def test_file_that_goes_away_is_reported_as_it_was(
    module: Path, monkeypatch: pytest.MonkeyPatch, what: str, format_: str
) -> None:
    write_tree(module, {"a.go": LEAK, "b.go": LEAK.replace("func ", "func b")})
    before = check("-f", format_)

    def then_gone(*arguments: object, **means: object) -> Run:
        run = check_files(*arguments, **means)  # type: ignore[arg-type]
        put_in_place_of(module / "a.go", what)
        return run

    monkeypatch.setattr("rowsclose.cli.run.check_files", then_gone)
    after = check("-f", format_)
    assert (after.exit_code, after.stdout, after.stderr) == (1, before.stdout, before.stderr)


def test_pipe_beside_a_file_is_not_waited_for(module: Path) -> None:
    write_tree(module, {"a.go": LEAK, "go.mod": "module example.com/m\n"})
    for name in ("pipe.go", "sub/go.mod", "go.work", ".gitignore", "vendor/x/y.go"):
        (module / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(module / name)
    assert leaks(check("-f", "concise", "./...", "a.go")) == ["a.go:6:15"]


# Modules ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "uses",
    [
        {"go.work": "go 1.22\nuse ./a\nuse ./b\n", "a/go.work": "use ../b\n", "b/go.work": "use ../a\n"},
        {"go.work": "use .\nuse ./a\n", "a/go.work": "use ..\n"},
        {"go.work": "use (\n\t./a\n\t./a/\n\t./b/../a\n)\n", "a/go.work": "use .\n"},
        {f"{'a/' * n}go.work": "use ./a\nuse ..\n" for n in range(40)},
    ],
    ids=["pair", "itself", "again", "chain"],
)
def test_workspaces_may_go_round_in_circles(module: Path, uses: dict[str, str]) -> None:
    modules = {f"{name}/go.mod": f"module example.com/{name}\n" for name in ("a", "b")}
    opening = """package b

import "database/sql"

func Open(db *sql.DB) (*sql.Rows, error) { return db.Query("SELECT 1") }
"""
    user = """package a

import (
	"database/sql"

	"example.com/b"
)

func use(db *sql.DB) {
	rows, _ := b.Open(db)
	rows.Next()
}
"""
    write_tree(module, uses | modules | {"b/b.go": opening, "a/a.go": user})
    for patterns in ((), ("./a/...",), ("./a/a.go",)):
        result = check("-f", "concise", *patterns)
        assert (result.exit_code, leaks(result)) == (1, ["a/a.go:10:13"])


# A report --------------------------------------------------------------------------------------------------------------


def test_failing_report_leaves_the_others_and_prints_no_half(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(run: Run, context: ReportContext) -> Iterator[str]:
        yield "half a "
        raise ValueError("of the report")

    monkeypatch.setattr(concise, "render", failing)
    write_tree(module, {"broken.go": BROKEN})
    result = check("-f", "json=a.json", "-f", "concise", "-f", "sarif=b.sarif", "-f", "jsonl=nosuch/c")
    assert (result.exit_code, result.stdout) == (2, "")
    said = result.stderr.splitlines()
    assert said[0].startswith("broken.go:")
    assert said[1:] == [
        "Error: the concise report cannot be made: ValueError: of the report",
        "nosuch/c: no such file or directory",
    ]
    assert [len(json.loads((module / "a.json").read_text())["findings"])] == [1]
    assert len(json.loads((module / "b.sarif").read_text())["runs"][0]["results"]) == 1
