"""The hooks as pre-commit runs them on a commit, from this working tree as a hook repository.

pre-commit builds the hooks' environment as it does for everyone, with pip from the package index, once for all tests.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from filetree import as_nobody, git, git_repository, write_tree
from gosource import CLEAN, LEAK, LEAK_PLACE
from needs import need_package_index

# One worker for all of them: each worker would build an environment of its own.
pytestmark = pytest.mark.xdist_group("pre-commit")

PROJECT = Path(__file__).parent.parent
MODULE = {"go.mod": "module example.com/m\n\ngo 1.21\n"}


@dataclass(frozen=True)
class Hooks:
    """This working tree, committed or not, as a repository of hooks, and where pre-commit keeps what it builds."""

    repository: Path
    revision: str
    home: Path

    def watch(self, folder: Path, files: Mapping[str, str], *hooks: str, args: list[str] | None = None) -> Watched:
        """A new repository that runs these hooks before each commit, with the files not yet added."""
        chosen = [{"id": hook} | ({"args": args} if args is not None else {}) for hook in hooks]
        configuration = {"repos": [{"repo": str(self.repository), "rev": self.revision, "hooks": chosen}]}
        write_tree(git_repository(folder), {".pre-commit-config.yaml": json.dumps(configuration), **files})
        watched = Watched(folder, self.home)
        watched.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
        return watched


@dataclass(frozen=True)
class Watched:
    """A repository whose commits the hooks look at."""

    folder: Path
    home: Path

    def run(self, *command: str) -> tuple[int, str]:
        """Status of a command in it, and what it says."""
        environment = as_nobody() | {"PRE_COMMIT_HOME": str(self.home), "NO_COLOR": "1", "PRE_COMMIT_COLOR": "never"}
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def commit(self, *files: str) -> tuple[int, str]:
        """Commit these files as they are now, or else all that is staged."""
        if files:
            git(self.folder, "add", "--", *files)
        return self.run("git", "commit", "--message", "a change")

    def commit_unwatched(self) -> None:
        """Commit everything without asking the hooks."""
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--no-verify", "--message", "before")

    def commits(self) -> int:
        """How many commits there are."""
        return len(self.run("git", "rev-list", "--all")[1].splitlines())


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Hooks:
    """The hooks with their environment built."""
    listed = subprocess.run(
        ["git", "-C", str(PROJECT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no git work tree")
    base = tmp_path_factory.mktemp("pre-commit")
    copy = git_repository(base / "hooks")
    for name in filter(None, os.fsdecode(listed.stdout).split("\0")):
        if (PROJECT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, copy / name)
    git(copy, "add", "--all")
    git(copy, "commit", "--quiet", "--message", "everything")
    built = Hooks(copy, git(copy, "rev-parse", "HEAD").strip(), base / "home")
    watched = built.watch(base / "first", {}, "rowsclose", "rowsclose-module")
    status, said = watched.run(sys.executable, "-m", "pre_commit", "install-hooks")
    need_package_index(said)
    assert status == 0, said
    return built


def test_commit_with_a_leak_is_refused_and_the_mended_one_passes(tmp_path: Path, hooks: Hooks) -> None:
    watched = hooks.watch(tmp_path / "m", {**MODULE, "store/users.go": LEAK}, "rowsclose")
    status, said = watched.commit("go.mod", "store/users.go")
    assert (status, watched.commits()) == (1, 0), said
    assert f"--> store/users.go:{LEAK_PLACE}\n" in said
    assert "1. rows is acquired here" in said
    assert "still open at this return" in said
    write_tree(watched.folder, {"store/users.go": CLEAN})
    status, said = watched.commit("store/users.go")
    assert (status, watched.commits()) == (0, 1), said


def test_file_of_a_commit_is_seen_with_its_module(tmp_path: Path, hooks: Hooks) -> None:
    head = 'package scan\n\nimport "database/sql"\n\nfunc All(rows *sql.Rows) error {\n'
    loop = "\tfor rows.Next() {\n\t\tif err := rows.Scan(); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n"
    rest = f"{loop}\treturn rows.Err()\n}}\n"
    calling = (
        'package store\n\nimport (\n\t"database/sql"\n\n\t"example.com/m/scan"\n)\n\n'
        'func touch(db *sql.DB) error {\n\trows, err := db.Query("SELECT 1")\n\tif err != nil {\n\t\treturn err\n\t}\n'
        "\treturn scan.All(rows)\n}\n"
    )
    watched = hooks.watch(tmp_path / "m", {**MODULE, "scan/scan.go": head + rest}, "rowsclose")
    watched.commit_unwatched()
    write_tree(watched.folder, {"store/touch.go": calling})
    status, said = watched.commit("store/touch.go")
    assert (status, "store/touch.go:10:15" in said) == (1, True), said
    write_tree(watched.folder, {"scan/scan.go": f"{head}\tdefer rows.Close()\n{rest}"})
    status, said = watched.commit("store/touch.go", "scan/scan.go")
    assert status == 0, said


def test_module_hook_finds_what_is_not_in_the_commit(tmp_path: Path, hooks: Hooks) -> None:
    watched = hooks.watch(tmp_path / "m", {**MODULE, "store/users.go": LEAK, "notes.md": ""}, "rowsclose-module")
    watched.commit_unwatched()
    for changed in ({"clean.go": CLEAN}, {"go.mod": MODULE["go.mod"] + "\n"}, {".rowsclose.toml": ""}):
        write_tree(watched.folder, changed)
        status, said = watched.commit(*changed)
        assert (status, said.count(f"--> store/users.go:{LEAK_PLACE}\n")) == (1, 1), said
        git(watched.folder, "reset", "--quiet")
    write_tree(watched.folder, {"notes.md": "no Go"})
    status, said = watched.commit("notes.md")
    assert status == 0, said


def test_many_files_in_several_calls_give_each_finding_once(tmp_path: Path, hooks: Hooks) -> None:
    # pre-commit hands over at most 128 KiB of names at a time, so these are two calls; both see whole packages.
    long = "/".join(letter * 150 for letter in "abc")
    closing = 'package store\n\nimport "database/sql"\n\nfunc done(rows *sql.Rows) {\n\tdefer rows.Close()\n}\n'
    lent = LEAK.replace("\tvar all []string\n", "\tdefer done(rows)\n\tvar all []string\n")
    files = {}
    for number in range(300):
        folder = f"{long}/{number % 40:02}"
        files[f"{folder}/done.go"] = closing
        files[f"{folder}/f{number:03}.go"] = (LEAK if number % 3 else lent).replace("names", f"names{number}")
    leaks = sorted(name for name, text in files.items() if "rows.Next" in text and "done(rows)" not in text)
    assert (len(leaks), sum(len(name) + 1 for name in files) > 2**17) == (200, True)
    watched = hooks.watch(tmp_path / "m", {**MODULE, **files}, "rowsclose", args=["--format=concise", "--"])
    status, said = watched.commit(".")
    assert status == 1
    found = [line.partition(f":{LEAK_PLACE}: ")[0] for line in said.splitlines() if f":{LEAK_PLACE}: " in line]
    assert sorted(found) == leaks
    assert said.count(" files\n") == 2


@pytest.mark.parametrize(("staged", "unstaged", "status"), [(LEAK, CLEAN, 1), (CLEAN, LEAK, 0)])
def test_what_is_staged_is_checked(tmp_path: Path, hooks: Hooks, staged: str, unstaged: str, status: int) -> None:
    watched = hooks.watch(tmp_path / "m", {**MODULE, "a.go": staged}, "rowsclose")
    git(watched.folder, "add", "--all")
    write_tree(watched.folder, {"a.go": unstaged})
    returned, said = watched.commit()
    assert (returned, f"--> a.go:{LEAK_PLACE}\n" in said) == (status, status == 1), said
    assert (watched.folder / "a.go").read_text() == unstaged


def test_odd_names_are_files_and_never_options(tmp_path: Path, hooks: Hooks) -> None:
    names = ["-ofound.go", "--exit-zero.go", "a b.go", "-q folder/c d.go", "three...go", "é;$(touch ran)'\".go"]
    watched = hooks.watch(tmp_path / "m", {**MODULE, **dict.fromkeys(names, LEAK)}, "rowsclose")
    status, said = watched.commit(".")
    assert status == 1
    assert [name for name in names if f"--> {name}:{LEAK_PLACE}\n" not in said] == []
    assert said.count("error[rows-not-closed]") == len(names)
    assert not (watched.folder / "found.go").exists()
    assert not (watched.folder / "ran").exists()


def test_what_a_wildcard_passes_over_is_left_out(tmp_path: Path, hooks: Hooks) -> None:
    names = ["vendor/v/a.go", "x/testdata/a.go", "_old/a.go", ".hidden/a.go", "_a.go", "x/.a.go"]
    watched = hooks.watch(
        tmp_path / "m", {**MODULE, **dict.fromkeys(names, LEAK), "vendors/a.go": CLEAN}, "rowsclose", "rowsclose-module"
    )
    status, said = watched.commit(".")
    assert (status, said.count("Passed")) == (0, 2), said


def test_syntax_error_lets_a_commit_pass_and_a_wrong_option_does_not(tmp_path: Path, hooks: Hooks) -> None:
    watched = hooks.watch(tmp_path / "m", {**MODULE, "broken.go": "package p\n\nfunc half( {\n"}, "rowsclose")
    status, said = watched.commit("broken.go")
    assert status == 0, said
    elsewhere = hooks.watch(tmp_path / "n", {**MODULE, "a.go": CLEAN}, "rowsclose", args=["--no-such-option", "--"])
    status, said = elsewhere.commit("a.go")
    assert (status, "- exit code: 2" in said) == (1, True), said
