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
