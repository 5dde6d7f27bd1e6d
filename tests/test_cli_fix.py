"""--fix and --diff as people and scripts use them: outputs, files, statuses."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from filetree import git_repository, write_tree
from gosource import CLEAN, LEAK

from rowsclose.cli.commands import rowsclose

PROJECT = Path(__file__).parent.parent
MENDED = LEAK.replace("\tvar all", "\tdefer rows.Close()\n\tvar all")
UNDECIDED = """package m

import "database/sql"

func begin(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	_, err = tx.Exec("DELETE FROM users")
	return err
}
"""


def run(cwd: Path, *arguments: str, stdin: str = "") -> tuple[int, str, str]:
    """Status, and both outputs."""
    command = [sys.executable, "-m", "rowsclose", "check", *arguments]
    environment = {"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=cwd, input=stdin.encode(), capture_output=True, env=environment, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def module(tmp_path: Path) -> Path:
    files = {"go.mod": "module m\n", "leak.go": LEAK, "more/more.go": LEAK, "ok.go": CLEAN}
    return write_tree(git_repository(tmp_path), files)


def test_what_is_left_decides_the_status_of_fix(module: Path) -> None:
    assert "defer" in MENDED
    assert run(module, "--fix") == (0, "", "fixed 2 findings in 2 files\nno findings in 3 files\n")
    assert [(module / name).read_text() for name in ("leak.go", "more/more.go", "ok.go")] == [MENDED, MENDED, CLEAN]
    write_tree(module, {"tx.go": UNDECIDED})
    status, out, err = run(module, "--fix", "-f", "concise")
    assert (status, out.count("\n")) == (1, 1)
    assert err.startswith(
        "tx.go:6: not fixed: tx-not-finished: it takes a person to decide what is right; --unsafe-fixes knows another way\n"
        "fixed 0 findings"
    )


def test_a_diff_changes_nothing_and_has_the_status_of_the_check(module: Path) -> None:
    status, out, err = run(module, "--diff")
    assert (status, err) == (1, "would fix 2 findings in 2 files\n2 errors in 3 files\n")
    assert (module / "leak.go").read_text() == LEAK
    subprocess.run(["git", "-C", str(module), "apply"], input=out.encode(), check=True)
    assert (module / "more" / "more.go").read_text() == MENDED
    assert run(module, "--diff") == (0, "", "would fix 0 findings in 0 files\nno findings in 3 files\n")


def test_a_diff_goes_before_a_fix(module: Path) -> None:
    assert run(module, "--fix", "--diff", "-q")[:2] == run(module, "--diff")[:2]
    assert (module / "leak.go").read_text() == LEAK


def test_reports_with_a_file_are_written_beside_a_diff(module: Path) -> None:
    run(module, "--diff", "-f", "text", "-f", "json=out.json")
    assert len(json.loads((module / "out.json").read_text())["findings"]) == 2
    run(module, "--diff", "-f", "sarif=out.sarif")
    results = json.loads((module / "out.sarif").read_text())["runs"][0]["results"]
    assert [len(each["fixes"]) for each in results] == [1, 1]
    run(module, "--fix", "-f", "json=out.json")
    assert json.loads((module / "out.json").read_text())["findings"] == []


def test_standard_input_is_printed_as_it_is_mended(module: Path) -> None:
    name = ("--stdin-filename", "leak.go")
    assert run(module, "--fix", *name, "-", stdin=LEAK) == (
        0,
        MENDED,
        "fixed 1 finding in 1 file\nno findings in 1 file\n",
    )
    assert (module / "leak.go").read_text() == LEAK
    assert run(module, "--fix", "-q", *name, "-", stdin=CLEAN) == (0, CLEAN, "")
    status, out, err = run(module, "--fix", "-q", "-f", "concise", *name, "-", stdin=UNDECIDED)
    assert (status, out) == (1, UNDECIDED)
    assert "leak.go:6:13: error tx-not-finished " in err  # the report, which has no other place


def test_only_what_is_asked_for_and_listed_is_mended(module: Path) -> None:
    assert run(module, "--fix", "--select", "rows-err-unchecked")[0] == 0
    assert (module / "leak.go").read_text() == LEAK
    run(module, "--fix", "leak.go")
    assert (module / "leak.go").read_text() == MENDED
    assert (module / "more" / "more.go").read_text() == LEAK


def test_what_a_baseline_records_is_left(module: Path) -> None:
    command = [sys.executable, "-m", "rowsclose", "baseline", "-o", "known.json", "leak.go"]
    subprocess.run(command, cwd=module, env={"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin"}, check=True)
    assert run(module, "--fix", "--baseline", "known.json")[0] == 0
    assert (module / "leak.go").read_text() == LEAK
    assert (module / "more" / "more.go").read_text() == MENDED


def test_a_silenced_finding_is_left(module: Path) -> None:
    silenced = LEAK.replace("\trows, err", "\t//rowsclose:ignore rows-not-closed -- so be it\n\trows, err")
    write_tree(module, {"leak.go": silenced})
    assert run(module, "--fix")[0] == 0
    assert (module / "leak.go").read_text() == silenced


def test_a_file_that_cannot_be_written_is_an_error(module: Path) -> None:
    outside = module.parent / "outside.go"
    outside.write_text(LEAK)
    (module / "leak.go").unlink()
    (module / "leak.go").symlink_to(outside)
    status, out, err = run(module, "--fix", "--trust", "-f", "concise", "leak.go", "more")
    assert (status, outside.read_text()) == (2, LEAK)
    assert out.startswith("leak.go:")
    assert "leak.go: not fixed: it lies outside of the checked tree\n" in err
    assert (module / "more" / "more.go").read_text() == MENDED


def test_a_configuration_cannot_ask_for_changes(module: Path) -> None:
    write_tree(module, {".rowsclose.toml": "fix = true\n"})
    status, _, err = run(module)
    assert status == 2
    assert "fix" in err
    assert (module / "leak.go").read_text() == LEAK


def test_who_waits_sees_which_file_is_mended(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    def watched(names: Sequence[str], answers: Iterator[tuple[str, object]]) -> Iterator[object]:
        seen.append(list(names))
        return (answer for _, answer in answers)

    monkeypatch.chdir(module)
    monkeypatch.setattr("rowsclose.cli.run.is_watched", lambda: True)
    monkeypatch.setattr("rowsclose.cli.progress.watched", watched)
    assert CliRunner().invoke(rowsclose, ["check", "--diff", "--no-cache", "-j", "1"]).exit_code == 1
    assert ["leak.go", "more/more.go"] in seen
    seen.clear()
    CliRunner().invoke(rowsclose, ["check", "--diff", "-q"])
    assert seen == []
