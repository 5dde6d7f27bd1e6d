"""``check --add-ignores REASON``: what it writes, what it says, and what it leaves alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import git, git_repository, write_tree
from gosource import LEAK

from rowsclose.cli.commands import rowsclose
from rowsclose.finding import Finding
from rowsclose.source import SourceFile
from rowsclose.suppressions.insertion import Commented, with_comments

IGNORED = LEAK.replace("\trows, err", "\t//rowsclose:ignore rows-not-closed -- of old\n\trows, err")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = git_repository(tmp_path / "tree")
    monkeypatch.chdir(root)
    return write_tree(root, {"a/x.go": LEAK, "b/y.go": LEAK.replace("names", "others")})


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(rowsclose, ["check", "-f", "concise", *arguments], input=stdin)


def test_findings_are_silenced_and_a_second_run_changes_nothing(tree: Path) -> None:
    done = run("--add-ignores", "of old")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "comments added for 2 findings in 2 files\nno findings in 2 files, 2 suppressed\n"
    assert (tree / "a/x.go").read_text() == IGNORED
    times = [(tree / name).stat().st_mtime_ns for name in ("a/x.go", "b/y.go")]
    again = run("--add-ignores", "another reason")
    assert again.stderr.startswith("comments added for 0 findings in 0 files\n")
    assert [(tree / name).stat().st_mtime_ns for name in ("a/x.go", "b/y.go")] == times


def test_only_what_is_asked_for_is_silenced(tree: Path) -> None:
    run("./a", "--add-ignores", "of old")
    assert (tree / "b/y.go").read_text() == LEAK.replace("names", "others")
    run("baseline-is-no-pattern", "--add-ignores", "of old")
    assert run().exit_code == 1


def test_what_a_baseline_records_and_what_is_from_before_is_left_alone(tree: Path) -> None:
    CliRunner().invoke(rowsclose, ["baseline", "./a"])
    git(tree, "add", "b")
    git(tree, "commit", "--quiet", "-m", "first")
    write_tree(tree, {"c/z.go": LEAK.replace("names", "more")})
    run("--add-ignores", "of old", "--baseline", ".rowsclose-baseline.jsonl", "--since", "HEAD")
    assert (tree / "a/x.go").read_text() == LEAK
    assert "rowsclose:ignore" not in (tree / "b/y.go").read_text()
    assert "rowsclose:ignore" in (tree / "c/z.go").read_text()


def test_notes_are_silenced_where_they_are_listed(tree: Path) -> None:
    write_tree(tree, {".rowsclose.toml": '[rules.rows-not-closed]\nlevel = "note"\n'})
    run("--add-ignores", "of old")
    assert (tree / "a/x.go").read_text() == LEAK
    run("--add-ignores", "of old", "--notes")
    assert (tree / "a/x.go").read_text() == IGNORED


@pytest.mark.parametrize("reason", ["", "  ", "two\nlines", "a\x1b[31m"])
def test_a_reason_is_a_line_of_text(tree: Path, reason: str) -> None:
    done = run("--add-ignores", reason)
    assert done.exit_code == 2
    assert "takes the reason" in done.stderr
    assert (tree / "a/x.go").read_text() == LEAK


def test_a_reason_may_hold_anything_else(tree: Path) -> None:
    reason = 'Müller -- sees to it, "soon"; //nolint */ `x`'
    run("--add-ignores", f" {reason} ")
    assert f"//rowsclose:ignore rows-not-closed -- {reason}\n" in (tree / "a/x.go").read_text()
    assert run("./a").exit_code == 0


def test_standard_input_is_no_file(tree: Path) -> None:
    done = run("--add-ignores", "of old", "-", stdin=LEAK.encode())
    assert done.exit_code == 2
    assert "standard input is none" in done.stderr


def test_mode_and_links_are_kept(tree: Path) -> None:
    (tree / "a/x.go").chmod(0o755)
    os.rename(tree / "b/y.go", tree / "b/real.go")
    os.symlink("real.go", tree / "b/y.go")
    assert run("--add-ignores", "of old").exit_code == 0
    assert stat.S_IMODE((tree / "a/x.go").stat().st_mode) == 0o755
    assert (tree / "b/y.go").is_symlink()
    assert sorted(path.name for path in (tree / "b").iterdir()) == ["real.go", "y.go"]


def test_a_file_that_was_changed_meanwhile_is_not_written(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = LEAK + "\n// more\n"

    def with_change(source: SourceFile, findings: Sequence[Finding], reason: str) -> Commented:
        (tree / "a/x.go").write_text(changed)
        return with_comments(source, findings, reason)

    monkeypatch.setattr("rowsclose.cli.ignores.with_comments", with_change)
    done = run("--add-ignores", "of old", "./...")
    assert done.exit_code == 2
    assert "a/x.go: it was changed meanwhile" in done.stderr
    assert (tree / "a/x.go").read_text() == changed
    assert "rowsclose:ignore" in (tree / "b/y.go").read_text()


def test_what_cannot_be_silenced_is_said_and_the_rest_is(tree: Path) -> None:
    text = LEAK.replace("\trows, err", "\tq := `\n`; _ = q; rows, err")
    write_tree(tree, {"a/x.go": text})
    done = run("--add-ignores", "of old")
    assert done.exit_code == 2
    assert "a/x.go:7: error: rows-not-closed: no comment can silence it there" in done.stderr
    assert (tree / "a/x.go").read_text() == text
    assert done.stdout.startswith("a/x.go:7:")
    assert "rowsclose:ignore" in (tree / "b/y.go").read_text()


def test_a_configuration_file_cannot_ask_for_it(tree: Path) -> None:
    write_tree(tree, {".rowsclose.toml": 'add-ignores = "of old"\n'})
    done = run()
    assert done.exit_code == 2
    assert (tree / "a/x.go").read_text() == LEAK
