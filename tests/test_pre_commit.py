"""The hooks as pre-commit runs them: this working tree as a hook repository, a leaking Go repository to check."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filetree import git, git_repository, write_tree
from gosource import CLEAN, LEAK, LEAK_PLACE

pytest.importorskip("rowsclose.driver", reason="the driver is not written yet")

PROJECT = Path(__file__).parent.parent
# What pip says where it reaches no package index.
OFFLINE = ("No matching distribution found", "NewConnectionError", "Temporary failure in name resolution")


@pytest.fixture
def hook_repository(tmp_path: Path) -> Path:
    """A copy of the working tree, committed or not, as a repository of its own."""
    listed = subprocess.run(
        ["git", "-C", str(PROJECT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git work tree")
    copy = git_repository(tmp_path / "hooks")
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        if (PROJECT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, copy / name)
    return _committed(copy)


def test_both_hooks_install_and_find_the_leak(tmp_path: Path, hook_repository: Path) -> None:
    files = {"go.mod": "module example.com/m\n\ngo 1.21\n", "store/leak.go": LEAK, "clean.go": CLEAN}
    checked = _committed(write_tree(git_repository(tmp_path / "checked"), files))
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(hook_repository), "--all-files", "--color", "never"],
        cwd=checked,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    shown = done.stdout + done.stderr
    if any(sign in shown for sign in OFFLINE):
        pytest.skip("pip reaches no package index")
    assert done.returncode == 1, shown
    for hook in ("rowsclose", "rowsclose-module"):
        _, _, report = shown.partition(f"- hook id: {hook}\n- exit code: 1\n")
        assert f"store/leak.go:{LEAK_PLACE}" in report, shown


def _committed(repository: Path) -> Path:
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "everything")
    return repository
