"""The configuration file and the command line together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from filetree import write_tree
from gosource import CLEAN, LEAK

from rowsclose.cli.commands import check, rowsclose
from rowsclose.cli.configured import NO_KEYS, option_keys
from rowsclose.configuration.schema import OWN_KEYS
from rowsclose.configuration.settings import Takes
from rowsclose.executors.in_process import InProcess
from rowsclose.unit import Unit

UNCHECKED = LEAK.replace("return all, rows.Err()", "return all, nil").replace("names", "unchecked")
FILE = ".rowsclose.toml"


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_tree(
        tmp_path,
        {"go.mod": "module m\n", "leak.go": LEAK, "store/more.go": UNCHECKED, "store/ok.go": CLEAN, "a_test.go": LEAK},
    )


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def found(*arguments: str) -> list[str]:
    """``path rule`` of each finding."""
    findings = json.loads(run("check", "-f", "json", *arguments).stdout)["findings"]
    return [f"{each['path']} {each['rule']}" for each in findings]


def configured(text: str) -> None:
    write_tree(Path.cwd(), {FILE: text})


def test_every_long_option_of_check_is_a_key_or_only_for_the_command_line() -> None:
    long = {name[2:] for p in check.params for name in p.opts if name.startswith("--")}
    keys = {option.name for option in option_keys(check).values()}
    assert keys | NO_KEYS == long
    assert not keys & NO_KEYS
    assert not keys & set(OWN_KEYS)


def test_kinds_of_options_are_told_by_their_declarations() -> None:
    kinds = {option.name: option.takes for option in option_keys(check).values()}
    assert [kinds[n] for n in ("format", "output", "select", "tests", "exit-zero", "min-confidence")] == [
        Takes.FORMATS,
        Takes.FILE,
        Takes.RULES,
        Takes.FLAG,
        Takes.FLAG,
        Takes.TEXT,
    ]

    @click.command
    @click.option("--cache-dir", metavar="DIR")
    @click.option("-j", "--jobs", type=int, metavar="N")
    @click.option("-f", "--format", "formats", multiple=True)
    def later() -> None: ...

    cache, jobs, formats = option_keys(later).values()
    assert (cache.takes, jobs.takes, formats.takes, formats.several) == (Takes.FILE, Takes.NUMBER, Takes.FORMATS, True)


def test_options_of_the_file_are_defaults_and_the_command_line_wins(module: Path) -> None:
    configured('format = "concise"\nexit-zero = true\nstatistics = true\nquiet = true\ntests = false\n')
    result = run("check")
    assert (result.exit_code, result.stdout.count("\n")) == (0, 3)
    assert "a_test.go" not in result.stdout
    counts, summary = "2  rows-not-closed\n1  rows-err-unchecked\n", "2 errors, 1 warning in 3 files"
    assert result.stderr == f"{counts}{summary}, left out by configuration: tests\n"
    other = run("check", "-f", "text", "--no-exit-zero", "--no-statistics", "--no-quiet", "--tests")
    assert other.exit_code == 1
    assert other.stdout.startswith("warning[rows-not-closed]")  # a_test.go comes first
    assert "a_test.go" in other.stdout
    assert other.stderr.startswith("2 errors, 2 warnings in ")


def test_rules_of_the_file_are_selected_first(module: Path) -> None:
    configured('ignore = ["rows-not-closed"]\n')
    assert found() == ["store/more.go rows-err-unchecked"]
    assert found("--ignore", "rows-discarded") == ["store/more.go rows-err-unchecked"]
    assert "leak.go rows-not-closed" in found("--extend-select", "rows-not-closed")
    assert found("--select", "rows-not-closed", "leak.go") == ["leak.go rows-not-closed"]


@pytest.mark.parametrize(("in_file", "option"), [("quiet", "-v"), ("verbose", "-q")])
def test_quiet_on_one_side_and_verbose_on_the_other_is_what_the_command_line_says(
    module: Path, in_file: str, option: str
) -> None:
    configured(f"{in_file} = true\n")
    said = run("check", option, "store/ok.go")
    assert said.exit_code == 0
    assert (said.stderr == "") is (option == "-q")


def test_verbose_says_which_file_is_read(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configured("")
    write_tree(module, {".git/HEAD": "", "other.toml": ""})
    assert run("check", "-v").stderr.startswith(f"configuration: {FILE}\n")
    assert run("check", "-v", "--isolated").stderr.startswith("configuration: none\n")
    assert run("check", "-v", "--config", "other.toml").stderr.startswith("configuration: other.toml\n")
    monkeypatch.chdir(module / "store")
    assert run("check", "-v").stderr.startswith(f"configuration: ../{FILE}\n")


def test_isolated_and_config_leave_the_nearest_file_aside(module: Path) -> None:
    configured("nonsense = 1\n")
    write_tree(module, {"other.toml": 'select = ["rows-err-unchecked"]\n'})
    assert run("check").exit_code == 2
    assert len(found("--isolated")) == 4
    assert found("--config", "other.toml") == ["store/more.go rows-err-unchecked"]
    for arguments in (["--isolated", "--config", "other.toml"], ["--config", "other.toml", "--isolated"]):
        result = run("check", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "--config and --isolated exclude each other" in result.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\nexit_zero = true\n", f"Error: {FILE}:2: exit_zero: no such key; did you mean exit-zero?\n"),
        ("config = 'x'\n", f"Error: {FILE}:1: config: no such key\n"),
        ("exit-zero = \n", f"Error: {FILE}:1: invalid value\n"),
        ("format = 'txt'\n", f"Error: {FILE}:1: format: txt is none of "),
    ],
)
def test_what_is_wrong_in_the_file_is_status_2_and_nothing_is_reported(module: Path, text: str, said: str) -> None:
    configured(text)
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(said)


def test_missing_file_of_config_is_status_2(module: Path) -> None:
    for name in ("nosuch.toml", ""):
        result = run("check", "--config", name)
        assert (result.exit_code, result.stderr) == (2, f"Error: {name}: no such file\n")


def test_help_needs_no_configuration(module: Path) -> None:
    configured("nonsense = 1\n")
    assert run("check", "--help").exit_code == 0
    assert run("explain", "rows-not-closed").exit_code == 0


def test_excluded_files_are_left_out_unless_they_are_named(module: Path) -> None:
    configured('exclude = ["store/", "*_test.go"]\n')
    assert found() == ["leak.go rows-not-closed"]
    assert found(".") == ["leak.go rows-not-closed"]
    assert found("./store/...") == found("./store") == found("store/more.go")
    assert [line.split()[0] for line in found("a_test.go", "store/more.go")] == ["a_test.go", *["store/more.go"] * 2]
    configured('exclude = ["*.go", "!leak.go"]\n')
    assert found() == ["leak.go rows-not-closed"]
    result = run("check", "./store/...")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("./store/...: warning: every Go file that matches is excluded\n")
    configured('exclude = ["store/*", "!store/more.go", "*_test.go"]\n')
    assert len(found()) == 3


def test_excluded_folder_is_not_taken_back_in_by_what_lies_in_it(module: Path) -> None:
    configured('exclude = ["store/", "!store/more.go", "!*.go", "*_test.go"]\n')
    assert found() == ["leak.go rows-not-closed"]


def test_excluded_file_is_still_part_of_its_package(module: Path) -> None:
    helper = 'package store\n\nimport "database/sql"\n\nfunc shut(rows *sql.Rows) { rows.Close() }\n'
    user = (
        'package store\n\nimport "database/sql"\n\n'
        'func first(db *sql.DB) {\n\trows, err := db.Query("q")\n\tif err != nil {\n\t\treturn\n\t}\n\tdefer shut(rows)\n}\n'
    )
    write_tree(module, {"p/gen.go": helper, "p/user.go": user})
    configured('exclude = ["gen.go"]\n')
    assert found("./p/...") == []


def test_level_of_a_rule_decides_the_report_and_the_status(module: Path) -> None:
    configured('[rules.rows-not-closed]\nlevel = "note"\n')
    result = run("check", "-f", "concise", "leak.go")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 note (--notes lists it) in 1 file\n")
    assert " note rows-not-closed " in run("check", "-f", "concise", "--notes", "leak.go").stdout
    configured('rules.rows-err-unchecked.level = "error"\nignore = ["rows-not-closed"]\n')
    assert run("check", "-f", "concise").stderr == "1 error in 4 files, left out by configuration: 1 rule\n"


def test_rules_are_not_asked_for_in_the_files_of_a_pattern(module: Path) -> None:
    configured('[per-file-ignores]\n"*_test.go" = ["rows-not-closed"]\n"/store/" = ["rows-err-unchecked"]\n')
    assert found() == ["leak.go rows-not-closed", "store/more.go rows-not-closed"]
    assert found("a_test.go") == []
    summary = "no findings in 1 file, left out by configuration: rules in 1 file\n"
    assert run("check", "a_test.go").stderr == summary


def test_report_of_the_file_is_written_beside_it(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configured('format = "json"\noutput = "report.json"\n')
    write_tree(module, {".git/HEAD": ""})
    monkeypatch.chdir(module / "store")
    assert run("check").stdout == ""
    assert len(json.loads((module / "report.json").read_text())["findings"]) == 2


@pytest.mark.parametrize(("arguments", "used"), [((), 3), (("-j", "400"), 400)])
def test_a_tree_takes_no_more_processes_than_there_are_processors(
    module: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], used: int
) -> None:
    configured("jobs = 400\n")
    monkeypatch.setattr("rowsclose.executors.processors", lambda: 3)
    asked: list[int | None] = []

    def watched(units: Sequence[Unit], jobs: int | None) -> InProcess:
        asked.append(jobs)
        return InProcess()

    monkeypatch.setattr("rowsclose.executors.executor_for", watched)
    assert run("check", "--no-cache", *arguments).exit_code == 1
    assert asked == [used]
