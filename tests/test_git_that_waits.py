"""A tree or a git that is not through: it is ended, and its files are looked for without it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from filetree import git, git_repository, write_tree

from rowsclose.discovery.git_process import Answer, Git, NoAnswer
from rowsclose.discovery.pattern import Wildcard
from rowsclose.discovery.revision import tree_at
from rowsclose.discovery.tree import Search, files_below
from rowsclose.errors import RowscloseError

NO_OBJECT = "1" * 40


def walked(tree: Path) -> tuple[list[str], list[str]]:
    """What is found below a tree by a git that is given a second, and what is said of it."""
    said: list[str] = []
    search = Search(Git(1.0), lambda path, _: said.append(path), lambda _, reason: said.append(reason))
    files = files_below(os.path.realpath(tree), os.path.realpath(tree), Wildcard("..."), search)
    return sorted(os.path.relpath(path, tree) for path, _ in files), said


@pytest.mark.parametrize(
    "name",
    [".gitignore", "sub/.gitignore", ".git/info/exclude", ".git/config", ".git/index", ".git/objects/info/alternates"],
)
def test_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    tree = write_tree(git_repository(tmp_path / "tree"), ["a.go", "sub/b.go"])
    git(tree, "update-index", "--add", "--cacheinfo", f"100644,{NO_OBJECT},x.go")
    (tree / name).unlink(missing_ok=True)
    os.mkfifo(tree / name)
    files, said = walked(tree)
    # What git does not need it does not read: then it has listed.
    assert (files, said) in (
        (["a.go", "sub/b.go"], ["git does not answer within 60 seconds"]),
        (["a.go", "sub/b.go"], []),
    )
    shutil.rmtree(tree / ".git")
    assert walked(tree) == (["a.go", "sub/b.go"], [])


@pytest.mark.parametrize("name", [".gitignore", ".git/info/exclude", ".git/config"])
def test_git_waits_for_a_pipe_until_its_time_is_over(tmp_path: Path, name: str) -> None:
    tree = write_tree(git_repository(tmp_path / "tree"), ["a.go"])
    (tree / name).unlink(missing_ok=True)
    os.mkfifo(tree / name)
    assert walked(tree) == (["a.go"], ["git does not answer within 60 seconds"])


@pytest.fixture
def sleeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git that sleeps, in a process of its own; where it writes that one's number."""
    (tmp_path / "bin").mkdir()
    number = tmp_path / "number"
    (tmp_path / "bin" / "git").write_text(f"#!/bin/sh\nsleep 600 &\necho $! >'{number}'\nwait\n")
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:{os.environ['PATH']}")
    return number


def is_running(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_git_that_sleeps_is_ended_with_all_that_it_started(tmp_path: Path, sleeping: Path) -> None:
    tree = write_tree(silent_repository(tmp_path / "tree"), {"a.go": "", "b.go": "", ".gitignore": "b.go\n"})
    assert walked(tree) == (["a.go"], ["git does not answer within 60 seconds"])
    number = int(sleeping.read_text())
    for _ in range(100):
        if not is_running(number):
            return
        time.sleep(0.05)
    os.kill(number, signal.SIGKILL)
    pytest.fail("what git has started runs on")


def test_time_is_one_for_all_repositories_of_a_tree(tmp_path: Path, sleeping: Path) -> None:
    trees = [write_tree(silent_repository(tmp_path / "all" / f"t{n}"), ["a.go"]) for n in range(3)]
    git_once, said = Git(1.0), list[str]()
    for tree in trees:
        search = Search(git_once, lambda *_: None, lambda _, reason: said.append(reason))
        assert len(list(files_below(str(tree), str(tree), Wildcard("..."), search))) == 1
        number = sleeping.read_text()
    assert said == ["git does not answer within 60 seconds"] * 3
    assert sleeping.read_text() == number


def test_tree_of_few_objects_and_any_number_of_names_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rowsclose.discovery.git_process.MOST_PRINTED", 1 << 20)
    tree = write_tree(git_repository(tmp_path / "tree"), ["a.go"])
    blob = git(tree, "hash-object", "-w", "a.go").strip()
    kind, name, ending = "100644 blob", blob, ".go"
    for _ in range(9):
        (tmp_path / "listed").write_text("".join(f"{kind} {name}\t{n}{ending}\n" for n in range(10)))
        with (tmp_path / "listed").open() as listed:
            made = subprocess.run(["git", "mktree"], cwd=tree, stdin=listed, capture_output=True, text=True, check=True)
        kind, name, ending = "040000 tree", made.stdout.strip(), ""
    with pytest.raises(RowscloseError, match="git prints more than 1,048,576 bytes"):
        tree_at(Git(), str(tree), name)


def test_much_is_asked_and_answered_at_once(tmp_path: Path) -> None:
    tree = write_tree(git_repository(tmp_path / "tree"), {"a.go": ""})
    blob = git(tree, "hash-object", "-w", "a.go").strip()
    answer = Git().ask(str(tree), str(tree), "cat-file", "--batch-check", given=f"{blob}\n".encode() * 20_000)
    assert isinstance(answer, Answer)
    assert answer.output == f"{blob} blob 0\n".encode() * 20_000
    assert isinstance(Git().ask(str(tree), str(tree), "rev-parse", "HEAD^{x", given=b"x" * 1_000_000), NoAnswer)


def silent_repository(root: Path) -> Path:
    """A folder that is taken for a repository until git is asked."""
    return write_tree(root, {".git/HEAD": "ref: refs/heads/main\n"})
