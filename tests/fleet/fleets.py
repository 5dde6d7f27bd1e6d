"""Checkouts to run ``fleet`` over, and what comes of it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from filetree import git, git_repository, write_tree
from gosource import CLEAN, LEAK

from rowsclose.cli.commands import rowsclose

MODULE = "module example.com/m\n\ngo 1.21\n"
TWO_LEAKS = LEAK + LEAK.split('"database/sql"\n')[1].replace("names", "more")


def fleet(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, ["fleet", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def checkouts(root: Path) -> Path:
    """Three checkouts: a repository with two leaks, a module with one, a clean one."""
    write_tree(root / "bad", {"go.mod": MODULE, "store/leak.go": TWO_LEAKS, "ok.go": CLEAN})
    git_repository(root / "bad")
    git(root / "bad", "remote", "add", "origin", "https://example.com/org/bad.git")
    git(root / "bad", "add", ".")
    git(root / "bad", "commit", "-qm", "all")
    write_tree(root / "worse" / "half", {"go.mod": MODULE, "leak.go": LEAK})
    write_tree(root / "clean", {"go.mod": MODULE, "ok.go": CLEAN})
    return root


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
