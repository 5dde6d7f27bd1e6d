"""Levels on the command line: which findings are listed, and which make the exit status 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import write_tree
from gosource import CLEAN, LEAK

from rowsclose.cli.commands import rowsclose
from rowsclose.report.formats import FOR_PEOPLE, FORMAT_NAMES

UNCHECKED = CLEAN.replace("rows.Err()", "nil")
FILES = {
    "error/a.go": LEAK,
    "warning/a.go": UNCHECKED,
    "lowered/a_test.go": LEAK,
    "note/a_test.go": UNCHECKED,
    "clean/a.go": CLEAN,
}


@pytest.fixture(autouse=True)
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_tree(tmp_path, {"go.mod": "module m\n", **FILES})


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, ["check", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def status(*arguments: str) -> int:
    return run(*arguments).exit_code


@pytest.mark.parametrize(
    ("fail_on", "statuses"),
    [
        ((), (1, 1, 1, 0, 0)),
        (("--fail-on", "error"), (1, 0, 0, 0, 0)),
        (("--fail-on", "warning"), (1, 1, 1, 0, 0)),
        (("--fail-on=note",), (1, 1, 1, 1, 0)),
        (("--fail-on", "never"), (0, 0, 0, 0, 0)),
        (("--exit-zero",), (0, 0, 0, 0, 0)),
        (("--exit-zero", "--fail-on", "never"), (0, 0, 0, 0, 0)),
        (("--no-exit-zero", "--fail-on", "error"), (1, 0, 0, 0, 0)),
    ],
)
def test_lowest_level_that_fails(fail_on: tuple[str, ...], statuses: tuple[int, ...]) -> None:
    assert tuple(status(folder, *fail_on) for folder in ("error", "warning", "lowered", "note", "clean")) == statuses
    assert status(*fail_on) == statuses[0]


@pytest.mark.parametrize("name", FORMAT_NAMES)
@pytest.mark.parametrize("fail_on", ["error", "warning", "note", "never"])
def test_format_does_not_change_the_status(name: str, fail_on: str) -> None:
    for folder in ("lowered", "note"):
        assert status("-f", name, "--fail-on", fail_on, folder) == status("--fail-on", fail_on, folder)


def test_what_could_not_be_analysed_is_status_2_whatever_fails() -> None:
    for fail_on in ("error", "note", "never"):
        assert status("--fail-on", fail_on, "error", "nosuch.go") == 2


def test_never_and_a_level_exclude_each_other_on_one_side() -> None:
    result = run("--exit-zero", "--fail-on", "error")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--exit-zero and --fail-on error exclude each other" in result.stderr


@pytest.mark.parametrize("word", ["", "notes", "Error", "off"])
def test_level_that_there_is_not(word: str) -> None:
    result = run("--fail-on", word)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--fail-on" in result.stderr
    assert "warning" in result.stderr


@pytest.mark.parametrize(
    ("text", "arguments", "exit_code"),
    [
        ("fail-on = 'error'", ("warning",), 0),
        ("fail-on = 'error'", ("error",), 1),
        ("fail-on = 'note'", ("note",), 1),
        ("fail-on = 'never'", ("error",), 0),
        ("exit-zero = true", ("error",), 0),
        ("exit-zero = true\nfail-on = 'never'", ("error",), 0),
        ("exit-zero = false\nfail-on = 'error'", ("error",), 1),
        # The command line wins, whichever of the two options says it.
        ("fail-on = 'error'", ("--fail-on", "warning", "warning"), 1),
        ("fail-on = 'error'", ("--exit-zero", "error"), 0),
        ("exit-zero = true", ("--fail-on", "error", "error"), 1),
        ("exit-zero = true", ("--fail-on", "error", "warning"), 0),
        ("exit-zero = true", ("--no-exit-zero", "error"), 1),
        ("fail-on = 'never'", ("--fail-on", "note", "note"), 1),
    ],
)
def test_configuration_says_what_fails_and_the_command_line_wins(
    text: str, arguments: tuple[str, ...], exit_code: int
) -> None:
    write_tree(Path.cwd(), {".rowsclose.toml": f"{text}\n"})
    assert status(*arguments) == exit_code


def test_contradiction_in_the_configuration_is_an_error_with_its_line() -> None:
    write_tree(Path.cwd(), {".rowsclose.toml": "exit-zero = true\nfail-on = 'warning'\n"})
    result = run("clean")
    said = "Error: .rowsclose.toml:2: fail-on: exit-zero and a fail-on of warning exclude each other\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", said)


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_notes_are_listed_where_they_are_asked_for_and_always_counted(name: str) -> None:
    hidden = run("-f", name, "note")
    assert (hidden.exit_code, hidden.stdout, hidden.stderr) == (0, "", "1 note (--notes lists it) in 1 file\n")
    shown = run("-f", name, "note", "--notes")
    assert (shown.exit_code, shown.stderr) == (0, "1 note in 1 file\n")
    assert "note" in shown.stdout
    assert run("-f", name, "note", "--notes", "--no-notes").stdout == ""
    write_tree(Path.cwd(), {".rowsclose.toml": "notes = true\n"})
    assert run("-f", name, "note").stdout == shown.stdout
    assert run("-f", name, "note", "--no-notes").stdout == ""


def test_notes_that_fail_a_run_are_listed() -> None:
    result = run("-q", "-f", "concise", "--fail-on", "note", "note")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith("note/a_test.go:6:15: note rows-err-unchecked ")


@pytest.mark.parametrize("name", [n for n in FORMAT_NAMES if n not in (*FOR_PEOPLE, "gitlab-sast")])
def test_machines_always_get_the_notes(name: str) -> None:
    result = run("-f", name, "note")
    assert "rows-err-unchecked" in result.stdout
    assert result.stdout == run("-f", name, "note", "--notes").stdout
    assert result.stderr == "1 note in 1 file\n"


def test_summary_tells_of_notes_where_one_of_the_reports_leaves_them_out() -> None:
    assert run("-f", "text", "-f", "json=r.json", "note").stderr == "1 note (--notes lists it) in 1 file\n"
    assert len(json.loads(Path("r.json").read_text())["findings"]) == 1
    assert run("-f", "sarif", "-f", "json=r.json", "note").stderr == "1 note in 1 file\n"


def test_what_lowered_a_finding_is_told() -> None:
    assert "\n   = lowered from error: test\n" in run("lowered").stdout
    assert run("-f", "concise", "lowered").stdout.endswith(" [test]\n")
    (finding,) = json.loads(run("-f", "json", "lowered").stdout)["findings"]
    assert (finding["level"], finding["lowered_from"], finding["circumstances"]) == ("warning", "error", ["test"])
    assert "lowered" not in run("error").stdout


@pytest.mark.parametrize(
    ("text", "level", "lowered_from"),
    [
        ("lower = []", "error", None),
        ("lower = ['test']", "warning", "error"),
        ("lower = ['assumed', 'bounded', 'exiting', 'ended-here']", "error", None),
        ("[rules.rows-not-closed]\nlevel = 'warning'", "note", "warning"),
        ("lower = []\n[rules.rows-not-closed]\nlevel = 'warning'", "warning", None),
    ],
)
def test_configuration_says_what_lowers_and_where_that_starts(text: str, level: str, lowered_from: str | None) -> None:
    write_tree(Path.cwd(), {".rowsclose.toml": f"{text}\n"})
    (finding,) = json.loads(run("-f", "json", "lowered").stdout)["findings"]
    assert (finding["level"], finding["lowered_from"]) == (level, lowered_from)
    assert finding["circumstances"] == ["test"]


def test_silenced_findings_are_lowered_too() -> None:
    silenced = LEAK.replace("\trows, err", "\t//rowsclose:ignore rows-not-closed -- why\n\trows, err")
    write_tree(Path.cwd(), {"silenced/a_test.go": silenced})
    document = json.loads(run("-f", "json", "silenced").stdout)
    assert document["findings"] == []
    assert [each["finding"]["level"] for each in document["suppressed"]] == ["warning"]


def test_help_names_the_options() -> None:
    shown = " ".join(run("--help").stdout.split())
    for said in ("--notes / --no-notes", "--fail-on [error|warning|note|never]", "--exit-zero / --no-exit-zero"):
        assert said in shown
    assert "[default: warning]" in shown
    assert "findings of the level that --fail-on names or a higher one" in shown
