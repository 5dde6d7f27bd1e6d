"""``check --since REV``: what is new, what is not, and what cannot be told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import git, git_repository, write_tree
from gosource import CLEAN, LEAK

from rowsclose.cli.commands import rowsclose
from rowsclose.discovery.git_process import Answer, Git, NoAnswer
from rowsclose.source import MOST_BYTES

MODULE = "module example.com/shop\n\ngo 1.22\n"
CLOSING = """\
package rowset

import "database/sql"

func Drain(rows *sql.Rows) error {
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}
"""
BORROWING = CLOSING.replace("\tdefer rows.Close()\n", "").replace("\tfor rows.Next() {\n\t}\n", "\trows.Next()\n")
CALLER = """\
package store

import (
	"database/sql"

	"example.com/shop/rowset"
)

func all(db *sql.DB, wanted bool) error {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	if !wanted {
		return rows.Close()
	}
	return rowset.Drain(rows)
}
"""
CONCISE = ["check", "-f", "concise"]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a leak that is of old."""
    root = git_repository(tmp_path / "tree")
    monkeypatch.chdir(root)
    write_tree(root, {"go.mod": MODULE, "a/x.go": LEAK, "rowset/r.go": CLOSING, "store/s.go": CALLER})
    return committed(root)


def committed(root: Path) -> Path:
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "a change")
    return root


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(rowsclose, list(arguments), input=stdin)


def new_since(revision: str = "HEAD", *arguments: str) -> list[str]:
    """The files with new findings, and how many findings there are from before."""
    done = run(*CONCISE, "--since", revision, *arguments)
    assert done.exit_code == (1 if done.stdout else 0), done.stderr
    _, _, before = done.stderr.splitlines()[-1].partition(", ")
    return [*(line.partition(":")[0] for line in done.stdout.splitlines()), *([before] if before else [])]


def edited(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text()
    assert old in text
    write_tree(root, {name: text.replace(old, new)})


def test_what_was_there_is_not_new(tree: Path) -> None:
    assert new_since() == ["1 from before"]
    assert run("check", "--since", "HEAD").stdout == ""


def test_a_change_in_the_function_makes_its_findings_new(tree: Path) -> None:
    edited(tree, "a/x.go", "\tvar all", "\tall := 1\n\t_ = all\n\tvar all")
    assert new_since() == ["a/x.go"]
    committed(tree)
    assert new_since() == ["1 from before"]
    assert new_since("HEAD~1") == ["a/x.go"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("func names", "// names lists them.\nfunc names"),
        ("\tvar all", "\t// all of them\n\tvar all"),
        ("\n", "\r\n"),
        ("\t", "    "),
        ('Query("SELECT name FROM users")', 'Query(\n\t\t"SELECT name FROM users",\n\t)'),
        ("func names", "func ages() int { return 3 }\n\nfunc names"),
        ("func names", "func called"),
    ],
    ids=["a comment above", "a comment inside", "line ends", "tabs", "over lines", "a function above", "the name"],
)
def test_layout_comments_and_neighbours_make_nothing_new(tree: Path, old: str, new: str) -> None:
    edited(tree, "a/x.go", old, new)
    assert new_since() == ["1 from before"]


def test_a_leak_that_a_callee_has_made_is_new(tree: Path) -> None:
    write_tree(tree, {"rowset/r.go": BORROWING})
    assert new_since() == ["store/s.go", "1 from before"]
    committed(tree)
    assert new_since() == ["2 from before"]
    assert new_since("HEAD~1") == ["store/s.go", "1 from before"]


def test_a_leak_of_old_whose_callee_changed_is_not_new(tree: Path) -> None:
    write_tree(tree, {"rowset/r.go": BORROWING})
    committed(tree)
    write_tree(tree, {"rowset/r.go": BORROWING.replace("\trows.Next()", "\t_ = 1\n\trows.Next()")})
    assert new_since() == ["2 from before"]


def test_a_callee_in_a_folder_that_is_gone_is_seen_as_it_was(tree: Path) -> None:
    shutil.rmtree(tree / "rowset")
    write_tree(
        tree, {"store/s.go": CALLER.replace("rowset.Drain", "drain").replace('\n\t"example.com/shop/rowset"\n', "")}
    )
    edited(
        tree, "store/s.go", "func all", BORROWING[BORROWING.index("func") :].replace("Drain", "drain") + "\nfunc all"
    )
    assert new_since() == ["store/s.go", "1 from before"]


def test_a_leak_that_the_module_file_has_made_is_new(tree: Path) -> None:
    for folder, text in (("good", CLOSING), ("bad", BORROWING)):
        write_tree(tree, {f"{folder}/r.go": text, f"{folder}/go.mod": "module example.com/rowset\n"})
    caller = CALLER.replace("shop/rowset", "rowset")
    write_tree(tree, {"x/s.go": caller, "x/go.mod": "module example.com/x\n\nreplace example.com/rowset => ../good\n"})
    committed(tree)
    edited(tree, "x/go.mod", "good", "bad")
    assert new_since("HEAD", "./x") == ["x/s.go"]


@pytest.mark.parametrize("is_staged", [False, True])
def test_files_that_are_not_committed_count(tree: Path, is_staged: bool) -> None:
    write_tree(tree, {"b/y.go": LEAK})
    if is_staged:
        git(tree, "add", "b/y.go")
    assert new_since() == ["b/y.go", "1 from before"]


def test_a_change_that_is_staged_and_taken_back_on_disk_is_none(tree: Path) -> None:
    edited(tree, "a/x.go", "\tvar all", "\t_ = 1\n\tvar all")
    git(tree, "add", ".")
    write_tree(tree, {"a/x.go": LEAK})
    assert new_since() == ["1 from before"]


def test_what_moved_is_not_new_and_what_was_copied_is(tree: Path) -> None:
    (tree / "b").mkdir()
    (tree / "a/x.go").rename(tree / "b/y.go")
    assert new_since() == ["1 from before"]
    write_tree(tree, {"a/x.go": LEAK})
    assert new_since() == ["b/y.go", "1 from before"]


def test_a_function_that_moved_to_another_file_is_not_new(tree: Path) -> None:
    write_tree(tree, {"a/x.go": "package store\n", "a/z.go": LEAK})
    assert new_since() == ["1 from before"]


def test_a_second_leak_in_another_function_is_new(tree: Path) -> None:
    edited(tree, "a/x.go", "func names", LEAK[LEAK.index("func") :].replace("names", "more") + "\nfunc names")
    assert new_since() == ["a/x.go", "1 from before"]


def test_a_finding_whose_suppression_went_is_new(tree: Path) -> None:
    write_tree(tree, {"a/x.go": LEAK.replace('users")\n', 'users") //rowsclose:ignore -- meant\n')})
    committed(tree)
    write_tree(tree, {"a/x.go": LEAK})
    assert new_since() == ["a/x.go"]


def test_it_works_from_below_and_from_beside(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited(tree, "a/x.go", "\tvar all", "\t_ = 1\n\tvar all")
    monkeypatch.chdir(tree / "a")
    assert new_since() == ["x.go"]
    assert new_since("HEAD", "../...") == ["x.go"]
    monkeypatch.chdir(tree.parent)
    assert new_since("HEAD", str(tree / "a")) == ["tree/a/x.go"]


def test_standard_input_counts_as_the_file_of_today(tree: Path) -> None:
    arguments = [*CONCISE, "--since", "HEAD", "--stdin-filename", "a/x.go", "-"]
    assert run(*arguments, stdin=LEAK.encode()).stdout == ""
    changed = LEAK.replace("\tvar all", "\t_ = 1\n\tvar all")
    assert run(*arguments, stdin=changed.encode()).stdout.startswith("a/x.go:")


def test_another_repository_inside_has_no_such_revision(tree: Path) -> None:
    committed(write_tree(git_repository(tree / "inside"), {"y.go": LEAK}))
    assert new_since() == ["inside/y.go", "1 from before"]


def test_a_baseline_is_held_against_all_findings(tree: Path) -> None:
    run("baseline")
    write_tree(tree, {"b/y.go": LEAK.replace("names", "others")})
    done = run(*CONCISE, "--since", "HEAD", "--baseline", ".rowsclose-baseline.jsonl")
    assert "gone" not in done.stderr
    assert done.stderr.endswith("1 error in 4 files, 1 in the baseline\n")


def test_a_repository_of_the_other_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    git(root, "init", "--quiet", "--object-format=sha256")
    monkeypatch.chdir(root)
    committed(write_tree(root, {"a/x.go": LEAK, "a/y.go": CLEAN}))
    assert new_since() == ["1 from before"]


def failed(revision: str) -> str:
    done = run("check", "--since", revision)
    assert (done.exit_code, done.stdout) == (2, "")
    return done.stderr


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("--upload-pack=touch x", "this is no revision"),
        ("-h", "this is no revision"),
        ("", "this is no revision"),
        ("nope", "no such revision"),
        ("HEAD~7", "no such revision"),
        ("HEAD:a/x.go", "no such revision"),
        ("1" * 40, "no such revision"),
        ("HEAD..HEAD", "a range"),
        ("^HEAD", "no such revision"),
        ("\x1b[31m", "no such revision"),
    ],
)
def test_what_is_no_revision_is_an_error(tree: Path, revision: str, said: str) -> None:
    error = failed(revision)
    assert said in error
    assert "\x1b" not in error


def test_a_shallow_clone_says_what_to_do(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(tree)
    git(tree.parent, "clone", "--quiet", "--depth", "1", f"file://{tree}", "shallow")
    monkeypatch.chdir(tree.parent / "shallow")
    assert new_since() == ["1 from before"]
    assert "git fetch --unshallow" in failed("HEAD~1")


def test_a_partial_clone_says_what_to_do_and_fetches_nothing(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited(tree, "a/x.go", "\tvar all", "\t_ = 1\n\tvar all")
    committed(tree)
    git(tree, "config", "uploadpack.allowFilter", "true")
    git(tree.parent, "clone", "--quiet", "--filter=blob:none", f"file://{tree}", "partial")
    monkeypatch.chdir(tree.parent / "partial")
    assert "partial clone" in failed("HEAD~1")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The length of each of git's answers."""
    lengths: list[int] = []
    ask = Git.ask

    def watched(self: Git, top: str, folder: str, *arguments: str, given: bytes = b"") -> Answer | NoAnswer:
        answer = ask(self, top, folder, *arguments, given=given)
        lengths.append(len(answer.output) if isinstance(answer, Answer) else 0)
        return answer

    monkeypatch.setattr(Git, "ask", watched)
    return lengths


@pytest.mark.parametrize("is_gone", [True, False])
def test_what_was_too_large_then_is_not_read(tree: Path, asked: list[int], is_gone: bool) -> None:
    committed(write_tree(tree, {"a/y.go": LEAK.replace("names", "others") + "\n" * MOST_BYTES}))
    write_tree(tree, {"a/y.go": LEAK.replace("names", "others")})
    if is_gone:
        (tree / "a/y.go").unlink()
    edited(tree, "rowset/r.go", "package rowset\n", "package rowset\n\n// More.\n")
    committed(tree)
    assert new_since("HEAD~1") == ([] if is_gone else ["a/y.go"]) + ["1 from before"]
    assert max(asked) < 100_000
    said = run(*CONCISE, "--since", "HEAD~1").stderr
    assert "--since HEAD~1: 1 file of more than 4,194,304 bytes then: taken as new\n" in said


def test_more_than_fits_together_is_an_error(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rowsclose.discovery.revision._MOST_TOGETHER", len(LEAK))
    edited(tree, "a/x.go", "\tvar all", "\t_ = 1\n\tvar all")
    assert new_since() == ["a/x.go"]
    edited(tree, "rowset/r.go", "package rowset\n", "package rowset\n\n// More.\n")
    assert f"files of more than {len(LEAK)} bytes together have changed" in failed("HEAD")


def test_without_a_repository_there_is_no_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_tree(tmp_path, {"x.go": LEAK}))
    assert "no git repository" in failed("HEAD")


def test_no_program_of_the_repository_is_started(tree: Path) -> None:
    trace = tree.parent / "started"
    program = tree.parent / "program"
    program.write_text(f"#!/bin/sh\n: >'{trace}'\nexec cat\n")
    program.chmod(0o755)
    for name in ("filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.textconv"):
        git(tree, "config", name, str(program))
    for name in ("diff.external", "core.fsmonitor", "core.pager", "core.alternateRefsCommand", "diff.evil.command"):
        git(tree, "config", name, str(program))
    write_tree(tree, {".gitattributes": "*.go filter=evil diff=evil\n"})
    edited(tree, "a/x.go", "\tvar all", "\t_ = 1\n\tvar all")
    os.utime(tree / "rowset/r.go")
    trace.unlink(missing_ok=True)
    assert new_since() == ["a/x.go"]
    assert not trace.exists()
