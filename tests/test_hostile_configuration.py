"""A tree whose configuration leaves something out says so, whatever else it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import git_repository, write_tree
from gosource import CLEAN, LEAK

from rowsclose.cli.commands import rowsclose


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = {"leak.go": LEAK, "leak_test.go": LEAK, "sub/leak.go": LEAK, "clean.go": CLEAN}
    return write_tree(git_repository(tmp_path), files)


def check(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, ["check", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


LEFT_OUT = {
    'ignore = ["rows-not-closed"]': "1 rule",
    'ignore = ["rows-not-closed", "rows-discarded"]': "2 rules",
    'exclude = ["sub/"]': "1 file",
    'exclude = ["*.go"]': "4 files",
    "[per-file-ignores]\n'*' = ['all']": "rules in 4 files",
    "[per-file-ignores]\n'sub/*' = ['rows-not-closed']": "rules in 1 file",
    "tests = false": "tests",
    'min-confidence = "high"': "findings of less than high confidence",
}


@pytest.mark.parametrize("rest", ["", "quiet = true\n", 'fail-on = "never"\nquiet = true\n'])
@pytest.mark.parametrize("line", LEFT_OUT)
def test_what_is_left_out_is_said(tree: Path, line: str, rest: str) -> None:
    write_tree(tree, {".rowsclose.toml": f"{rest}{line}\n"})
    summary = check().stderr.splitlines()[-1]
    assert summary.endswith(f", left out by configuration: {LEFT_OUT[line]}")


def test_configuration_further_down_is_said_too(tree: Path) -> None:
    write_tree(tree, {"sub/.rowsclose.toml": "ignore = ['rows-not-closed']\n"})
    assert check().stderr.endswith(" in 4 files, left out by configuration: 1 rule\n")
    assert check("leak.go").stderr == "1 error in 1 file\n"


@pytest.mark.parametrize(
    "arguments",
    [["--isolated"], ["--ignore", "rows-not-closed", "--isolated"], ["-q"], ["--select", "rows-not-closed"]],
)
def test_what_the_user_leaves_out_is_not_told_to_him(tree: Path, arguments: list[str]) -> None:
    write_tree(tree, {".rowsclose.toml": 'fail-on = "note"\nextend-select = ["unused-suppression"]\n'})
    assert "left out" not in check(*arguments).stderr


def test_rule_that_the_command_line_asks_for_is_not_left_out(tree: Path) -> None:
    write_tree(tree, {".rowsclose.toml": "ignore = ['rows-not-closed']\n"})
    assert "left out" not in check("--select", "rows-not-closed").stderr
    assert "rows-not-closed" in check("--select", "rows-not-closed").stdout


SQL = """package sql // import "database/sql"

type Rows struct{}
type DB struct{}

func (db *DB) Query(q string, a ...any) (*Rows, error)
func (r *Rows) Next() bool
func (r *Rows) Err() error
func (r *Rows) Close() error
"""
REPLACING = {
    SQL: "database/sql",
    'package sql // import "database/sql"\n\ntype DB struct{}; type(Rows struct{})\n': "database/sql",
    'package sql // import "database/sql"\n\n//rowsclose:no-return process\nfunc (r *Rows) Next() bool\n': "database/sql",
    'package p // import "fmt", "log"\n\n//rowsclose:no-return process\nfunc Printf(f string, a ...any)\n': "fmt, log",
    'package strings // import "strings"\n\n//rowsclose:no-return process\nfunc ToUpper(s string) string\n': "strings",
    'package sql // import "database/sql"\n\ntype Rows ' + "[]" * 20_000 + "int\n": "database/sql",
}
ADDING = (
    'package sql // import "database/sql"\n\ntype Hits struct{}\n\nfunc (r *Rows) Further() bool\n',
    'package hits // import "example.com/hits"\n\ntype Rows struct{}\n\nfunc (r *Rows) Next() bool\n',
    "package nothing\n\ntype Rows struct{}\n",
)


@pytest.mark.parametrize("rest", ["", "quiet = true\n"])
@pytest.mark.parametrize("model", REPLACING)
def test_models_of_what_rowsclose_knows_are_said(tree: Path, model: str, rest: str) -> None:
    write_tree(tree, {".rowsclose.toml": f'{rest}models = ["_m"]\n', "_m/sql.go": model})
    assert check().stderr.splitlines()[-1].endswith(f", replaced by models: {REPLACING[model]}")


def test_models_are_said_beside_what_is_left_out(tree: Path) -> None:
    write_tree(tree, {".rowsclose.toml": 'exclude = ["sub/"]\nmodels = ["_m"]\n', "_m/sql.go": SQL})
    assert check().stderr == (
        "no findings in 3 files, left out by configuration: 1 file, replaced by models: database/sql\n"
    )


def test_models_further_down_are_said_where_they_count(tree: Path) -> None:
    write_tree(tree, {"sub/.rowsclose.toml": 'models = ["_m"]\n', "sub/_m/sql.go": SQL})
    assert check().stderr.endswith(", replaced by models: database/sql\n")
    assert check("leak.go").stderr == "1 error in 1 file\n"


@pytest.mark.parametrize("model", ADDING)
def test_models_that_add_replace_nothing(tree: Path, model: str) -> None:
    write_tree(tree, {".rowsclose.toml": 'models = ["_m"]\n', "_m/more.go": model})
    assert "replaced" not in check().stderr
