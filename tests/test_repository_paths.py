"""Formats for a repository's services say the same from every working folder, and from a copy of it elsewhere."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from filetree import git_repository, write_tree
from gosource import BROKEN, LEAK

from rowsclose.cli.commands import rowsclose

FORMATS = ("sarif", "github", "gitlab", "junit")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = git_repository(tmp_path / "home" / "repo")
    files = {"go.mod": "module m\n\ngo 1.21\n", "api/a.go": LEAK, "api/z.go": BROKEN, "store/b c.go": LEAK}
    return write_tree(root, files)


def reported(format_name: str, cwd: Path, *patterns: str) -> str:
    before = Path.cwd()
    os.chdir(cwd)
    try:
        return CliRunner().invoke(rowsclose, ["check", "-f", format_name, *patterns]).stdout
    finally:
        os.chdir(before)


@pytest.mark.parametrize("format_name", FORMATS)
def test_report_does_not_depend_on_the_working_folder(repository: Path, format_name: str) -> None:
    root = reported(format_name, repository, "./...")
    assert "store/b" in root
    assert "home" not in root
    for folder, patterns in (
        ("api", ("./...", "../store")),
        ("store", ("../...",)),
        ("store", (str(repository / "api"), ".")),
        ("..", ("repo/...",)),
        ("../..", (f"{repository}/...",)),
    ):
        assert reported(format_name, repository / folder, *patterns) == root


@pytest.mark.parametrize("format_name", FORMATS)
def test_copy_elsewhere_has_the_same_report(repository: Path, tmp_path: Path, format_name: str) -> None:
    first = reported(format_name, repository, "./...")
    assert reported(format_name, repository, "./...") == first
    copy = shutil.copytree(repository, tmp_path / "other" / "name", symlinks=True)
    assert reported(format_name, copy, "./...") == first
