"""What git says of the tree: its remote, revision and branch, asked for by SARIF alone."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from filetree import git, git_repository, write_tree
from gosource import LEAK

from rowsclose.cli.commands import rowsclose
from rowsclose.discovery.git import checkout_of
from rowsclose.report.context import Checkout
from rowsclose.report.formats import FORMAT_NAMES

REMOTE = "https://me:secret@example.com/a/b.git"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = write_tree(git_repository(tmp_path / "repo"), {"x.go": LEAK})
    git(root, "checkout", "--quiet", "-b", "work")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first")
    git(root, "remote", "add", "origin", REMOTE)
    return root


def head(folder: Path) -> str:
    done = subprocess.run(["git", "-C", str(folder), "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_remote_revision_and_branch(repository: Path) -> None:
    assert checkout_of(str(repository)) == Checkout(REMOTE, head(repository), "work")


def test_detached_head_has_no_branch(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "--detach")
    assert checkout_of(str(repository)) == Checkout(REMOTE, head(repository), "")


def test_origin_is_taken_before_others_and_a_lone_remote_for_want_of_it(repository: Path) -> None:
    git(repository, "remote", "add", "fork", "https://example.com/fork")
    assert checkout_of(str(repository)) == Checkout(REMOTE, head(repository), "work")
    git(repository, "remote", "remove", "origin")
    assert checkout_of(str(repository)) == Checkout("https://example.com/fork", head(repository), "work")
    git(repository, "remote", "add", "another", "https://example.com/another")
    assert checkout_of(str(repository)) is None


def test_no_checkout_without_a_remote_a_commit_or_a_repository(repository: Path, tmp_path: Path) -> None:
    assert checkout_of(str(tmp_path)) is None
    (repository / "sub").mkdir()
    assert checkout_of(str(repository / "sub")) is None
    git(repository, "remote", "remove", "origin")
    assert checkout_of(str(repository)) is None
    empty = git_repository(tmp_path / "empty")
    git(empty, "remote", "add", "origin", REMOTE)
    assert checkout_of(str(empty)) is None


def test_worktree_has_the_repositorys_remote_and_its_own_branch(repository: Path, tmp_path: Path) -> None:
    git(repository, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "tree"))
    assert checkout_of(str(tmp_path / "tree")) == Checkout(REMOTE, head(repository), "other")


def test_configuration_runs_nothing_and_includes_nothing(repository: Path, tmp_path: Path) -> None:
    touch = f"touch {tmp_path}/pwned"
    (tmp_path / "included").write_text('[remote "included"]\n\turl = https://example.com/included\n')
    with (repository / ".git" / "config").open("a") as config:
        config.write(
            f'[core]\n\tfsmonitor = "{touch}"\n\tpager = "{touch}"\n\tsshCommand = "{touch}"\n'
            f'[alias]\n\trev-parse = "!{touch}"\n[include]\n\tpath = {tmp_path}/included\n'
        )
    git(repository, "remote", "remove", "origin")
    assert checkout_of(str(repository)) is None
    assert not (tmp_path / "pwned").exists()


def test_sarif_of_a_copy_names_the_repository_and_no_credentials(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sarif(folder: Path) -> str:
        monkeypatch.chdir(folder)
        return CliRunner().invoke(rowsclose, ["check", "-f", "sarif"]).stdout

    first = sarif(repository)
    assert json.loads(first)["runs"][0]["versionControlProvenance"][0]["revisionId"] == head(repository)
    assert "secret" not in first
    assert str(tmp_path) not in first
    assert sarif(shutil.copytree(repository, tmp_path / "copies" / "one", symlinks=True)) == first


@pytest.mark.parametrize("format_name", FORMAT_NAMES)
def test_only_sarif_asks_git(repository: Path, monkeypatch: pytest.MonkeyPatch, format_name: str) -> None:
    asked: list[str] = []
    monkeypatch.setattr("rowsclose.cli.run.checkout_of", lambda root: asked.append(root))
    monkeypatch.chdir(repository)
    CliRunner().invoke(rowsclose, ["check", "-f", format_name])
    assert bool(asked) is (format_name == "sarif")
