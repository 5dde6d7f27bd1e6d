"""The README's samples work as they stand there, pasted into an empty repository."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from filetree import git, git_repository, write_tree
from gosource import LEAK, LEAK_PLACE

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
SETTINGS = [text for language, text in BLOCKS if language == "toml"]
# Commands in indented blocks, in their order; what they print is not looked at.
COMMANDS = [line.split("#")[0].strip() for line in re.findall(r"^    (rowsclose .*)$", README, re.MULTILINE)]
# The line of store/rows.go that a sample asks about has to be one that acquires something.
ASKED_ABOUT = int(re.findall(r"explain --at store/rows\.go:(\d+)", README)[0])
FINDING, NOTHING = 1, 0


def _with_a_leak_on(line: int) -> str:
    more = line - int(LEAK_PLACE.partition(":")[0])
    return LEAK.replace("package store\n", "package store\n" + "\n" * more)


def rowsclose(repository: Path, command: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", *shlex.split(command)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        words, cwd=repository, env=environment, capture_output=True, text=True, check=False, timeout=60, input=LEAK
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    write_tree(git_repository(tmp_path), {"main.go": LEAK, "store/rows.go": _with_a_leak_on(ASKED_ABOUT)})
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "all")
    git(tmp_path, "update-ref", "refs/remotes/origin/main", "HEAD")  # as a clone has it
    return tmp_path


def test_there_are_samples() -> None:
    assert len(SETTINGS) >= 2
    assert len(COMMANDS) >= 6


@pytest.mark.parametrize("text", [text for text in SETTINGS if "extends" not in text])
def test_settings_are_understood(repository: Path, text: str) -> None:
    write_tree(repository, {".rowsclose.toml": text})
    done = rowsclose(repository, "rowsclose check")
    assert done.returncode == FINDING, done.stderr
    assert rowsclose(repository, "rowsclose config").returncode == NOTHING


@pytest.mark.parametrize("text", [text for text in SETTINGS if "extends" in text])
def test_settings_that_extend_others_are_understood(repository: Path, text: str) -> None:
    (base,) = re.findall(r'extends = "\.\./(.*?)"', text)
    write_tree(repository, {base: "", "store/.rowsclose.toml": text})
    assert rowsclose(repository, "rowsclose check store").returncode == FINDING


def test_commands_can_be_run_one_after_the_other(repository: Path) -> None:
    for command in COMMANDS:
        done = rowsclose(repository, command)
        assert done.returncode in (NOTHING, FINDING), f"{command}: {done.stderr}"


def test_the_model_describes_its_library(repository: Path) -> None:
    (model,) = [text for language, text in BLOCKS if language == "go" and "must-call" in text]
    user = (
        'package u\n\nimport "example.com/hits"\n\nfunc F(i *hits.Index) error {\n\th, err := i.Lookup("w")\n'
        "\tif err != nil {\n\t\treturn err\n\t}\n\tif h.Next() {\n\t\treturn nil\n\t}\n\treturn nil\n}\n"
    )
    write_tree(repository, {"_models/hits.go": model, "u/u.go": user, ".rowsclose.toml": 'models = ["_models"]\n'})
    done = rowsclose(repository, "rowsclose check -f concise u")
    assert (done.returncode, "rows-not-closed" in done.stdout) == (FINDING, True), done.stderr
