"""The Dockerfile as far as no engine is needed: what it copies, who runs, and that git lists a mounted tree."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from filetree import git, git_repository, write_tree

from rowsclose.discovery import discover

PROJECT = Path(__file__).parent.parent
TEXT = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
IGNORE = (PROJECT / ".dockerignore").read_text(encoding="utf-8")


def test_base_is_one_minor_version_of_python() -> None:
    bases = re.findall(r"(?m)^FROM (\S+)", TEXT)
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.\d+-slim-\w+", bases[0])


def test_what_is_copied_is_all_that_the_context_holds() -> None:
    copied = {name for names in re.findall(r"(?m)^COPY (?!--from)(.*) \S+$", TEXT) for name in names.split()}
    assert copied == set(re.findall(r"(?m)^!(.*)$", IGNORE))
    assert "*" in IGNORE.splitlines()
    assert all((PROJECT / name).exists() for name in copied)


def test_program_is_the_entry_point_and_does_not_run_as_root() -> None:
    final = TEXT.rpartition("\nFROM ")[2]
    assert re.findall(r"(?m)^(?:USER|WORKDIR|ENTRYPOINT|CMD) .*$", final) == [
        *("USER 10001", "WORKDIR /src", 'ENTRYPOINT ["rowsclose"]', 'CMD ["check"]')
    ]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to another user")
def test_git_lists_what_belongs_to_another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = write_tree(git_repository(tmp_path / "src"), {".gitignore": "*_gen.go\n", "a_gen.go": ""})
    git(repository, "add", "--force", ".")
    os.chown(repository, 12345, 12345)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert discover(["./..."], str(repository)).files == ()
    command = re.search(r"git config --system .*?(?= \\\n)", TEXT)
    assert command
    # The user's own configuration, in place of the system's, which is this machine's.
    subprocess.run(shlex.split(command[0].replace("--system", "--global")), check=True)
    discovered = discover(["./..."], str(repository))
    assert ([file.path for file in discovered.files], discovered.notices) == (["a_gen.go"], ())
