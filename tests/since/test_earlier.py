"""The tree as it was, in memory, is the tree that was."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from baseline.edits import EDITS, Files
from checking import OPTIONS
from filetree import git, git_repository

from rowsclose.discovery import Discovered, GoFile, discover
from rowsclose.driver import check
from rowsclose.finding import Finding
from rowsclose.since.earlier import earlier

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
# A module whose packages need each other.
MODULE = "service_layer"


def write(root: Path, files: Files) -> None:
    for path in root.rglob("*.go"):
        path.unlink()
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text)
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_dir() and ".git" not in path.parts and not any(path.iterdir()):
            path.rmdir()


def found(root: Path) -> tuple[Finding, ...]:
    return check(discover(["./..."], str(root)), OPTIONS, {}).findings


@pytest.fixture
def tree(tmp_path: Path) -> tuple[Path, Files]:
    root = git_repository(tmp_path / "tree")
    files = {
        p.relative_to(FIXTURES).as_posix(): p.read_bytes()
        for name in (MODULE, "helpers", "usage_decides")
        for p in (FIXTURES / name).rglob("*.go")
    }
    write(root, files)
    (root / "go.mod").write_bytes((FIXTURES / "go.mod").read_bytes())
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first")
    return root, files


@pytest.mark.parametrize("seed", range(6))
def test_findings_of_the_earlier_tree_are_those_that_were(tree: tuple[Path, Files], seed: int) -> None:
    root, files = tree
    before = found(root)
    assert before
    rng = random.Random(seed)
    for _ in range(8):
        rng.choice(EDITS)(files, rng)
    write(root, files)
    (root / "go.mod").write_text("module example.com/renamed\n")
    git(root, "add", *(["."] if seed % 2 else []), "-N", ".")
    then = earlier(str(root), "HEAD", {})
    paths = sorted(path for path in then.paths if path.endswith(".go"))
    listed = tuple(GoFile(path[len(str(root)) + 1 :], path) for path in paths)
    assert check(Discovered(listed, (), str(root)), OPTIONS, then.overlay).findings == before


def test_a_tree_without_a_change_is_read_from_disk(tree: tuple[Path, Files]) -> None:
    assert earlier(str(tree[0]), "HEAD", {}).overlay == {}


def test_line_ends_that_git_changes_are_a_change_of_the_text_alone(tree: tuple[Path, Files]) -> None:
    root, files = tree
    name = next(iter(files))
    (root / name).write_bytes(files[name].replace(b"\n", b"\r\n"))
    assert earlier(str(root), "HEAD", {}).overlay == {str(root / name): files[name]}


def test_links_are_as_they_were(tree: tuple[Path, Files]) -> None:
    root, files = tree
    (root / "link.go").symlink_to(next(iter(files)))
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "second")
    then = earlier(str(root), "HEAD", {})
    assert then.overlay == {}
    assert str(root / "link.go") in then.paths
