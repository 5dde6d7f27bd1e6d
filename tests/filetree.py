"""Folders of files for tests, written from a mapping."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

GO = "package p\n"


def write_tree(root: Path, files: Mapping[str, str] | Iterable[str]) -> Path:
    """Write files below the folder, from a mapping to their text or from names alone; the folder itself."""
    texts = files if isinstance(files, Mapping) else dict.fromkeys(files, GO)
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return root


def as_nobody() -> dict[str, str]:
    """The environment of a git command without the user's configuration."""
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    nobody |= {f"GIT_{who}_{what}": "test@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return os.environ | nobody


def git(folder: Path, *arguments: str) -> str:
    """Run git in the folder, without the user's configuration; what it prints."""
    command = ["git", "-C", str(folder), *arguments]
    return os.fsdecode(subprocess.run(command, check=True, capture_output=True, env=as_nobody()).stdout)


def git_repository(root: Path) -> Path:
    """Make the folder a repository with nothing in its index; the folder itself."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet")
    return root
