"""``config``: the effective settings, and where each comes from."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import git_repository, write_tree

from rowsclose.cli.commands import check, rowsclose
from rowsclose.cli.configured import option_keys
from rowsclose.configuration.schema import OWN_KEYS

FILE = ".rowsclose.toml"


@pytest.fixture
def monorepo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_tree(git_repository(tmp_path), {"a/x.go": "package a\n", "b/x.go": "package b\n"})


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def shown(*arguments: str) -> dict[str, str]:
    """The lines that say a key, by the key."""
    lines = run("config", *arguments).stdout.splitlines()
    return {line.split(" = ")[0]: line for line in lines if " = " in line and not line.startswith("#")}


def test_without_a_file_everything_is_the_default_and_nothing_is_left_out(monorepo: Path) -> None:
    result = run("config")
    assert result.exit_code == 0
    assert all(line.endswith("    # default") for line in shown().values())
    keys = {option.name for option in option_keys(check).values()} | set(OWN_KEYS)
    said = set(shown()) | {line.split()[1] for line in result.stdout.splitlines() if line.endswith(" is not set")}
    assert keys - said == {"extends", "extend-select", "ignore", "rules", "per-file-ignores"}
    assert tomllib.loads(result.stdout)["min-confidence"] == "medium"


def test_each_setting_says_where_it_comes_from(monorepo: Path) -> None:
    write_tree(
        monorepo,
        {
            FILE: 'fail-on = "error"\nexclude = ["gen/"]\nmin-confidence = "high"\nignore = ["defer-in-loop"]\n',
            "base.toml": '\nlower = []\n[rules.rows-not-closed]\nlevel = "note"\n',
            "b/rowsclose.toml": (
                'extends = "../base.toml"\ntests = false\nselect = ["rows-not-closed"]\n'
                '[per-file-ignores]\n"x.go" = "all"\n'
            ),
        },
    )
    here, there = shown(), shown("b")
    assert here["fail-on"] == there["fail-on"] == 'fail-on = "error"    # .rowsclose.toml:1'
    assert here["min-confidence"] == 'min-confidence = "high"    # .rowsclose.toml:3'
    assert there["min-confidence"] == 'min-confidence = "medium"    # default'
    assert here["exclude"] == there["exclude"] == 'exclude = ["gen/"]    # .rowsclose.toml:2'
    assert here["select"].endswith("    # .rowsclose.toml:4")
    assert "defer-in-loop" not in here["select"]
    assert there["select"] == 'select = ["rows-not-closed"]    # b/rowsclose.toml:3'
    assert there["tests"] == "tests = false    # b/rowsclose.toml:2"
    assert there["lower"] == "lower = []    # base.toml:2"
    assert there["level"] == 'level = "note"    # base.toml:3'
    assert there['"x.go"'] == '"x.go" = "all"'
    assert shown("b/x.go") == there
    assert tomllib.loads(run("config", "b").stdout)["rules"] == {"rows-not-closed": {"level": "note"}}


def test_another_file_or_none_can_be_asked_for(monorepo: Path) -> None:
    write_tree(monorepo, {FILE: "quiet = true\n", "one.toml": "verbose = true\n"})
    assert shown("--isolated")["quiet"].endswith("# default")
    assert shown("--config", "one.toml")["verbose"] == "verbose = true    # one.toml:1"


def test_what_it_shows_is_a_file_that_says_the_same(monorepo: Path) -> None:
    write_tree(
        monorepo,
        {FILE: 'tests = false\nlower = ["test"]\nignore = "query-for-exec"\n[rules.conn-busy]\nlevel = "error"\n'},
    )
    before = run("config").stdout
    write_tree(monorepo, {FILE: before})
    after = run("config").stdout
    assert tomllib.loads(after) == tomllib.loads(before)


def test_a_path_that_is_not_there_and_a_file_that_cannot_be_meant_are_errors(monorepo: Path) -> None:
    assert run("config", "nosuch").exit_code == 2
    write_tree(monorepo, {"b/rowsclose.toml": "zzz = 1\n"})
    assert run("config", "a").exit_code == 0
    result = run("config", "b")
    assert (result.exit_code, result.stderr) == (2, "Error: b/rowsclose.toml:1: zzz: no such key\n")
