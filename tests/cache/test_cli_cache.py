"""The cache as a user meets it: which folder, how large, and that nothing which befalls it changes a report."""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from filetree import write_tree
from gosource import BROKEN, CLEAN, LEAK

PROJECT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "rowsclose")


def command(tree: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


Outcome = tuple[int, str, str]


def outcome(run: subprocess.Popen[str]) -> Outcome:
    out, err = run.communicate(timeout=120)
    return run.returncode, out, err


def checked(tree: Path, *arguments: str, **environment: str) -> Outcome:
    return outcome(command(tree, "check", "-f", "sarif", *arguments, **environment))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    files = {f"p{n}/a.go": LEAK for n in range(4)} | {"q/b.go": BROKEN, "r/c.go": CLEAN, "go.mod": "module m.test/m\n"}
    return write_tree(tmp_path / "tree", files)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_the_report_is_the_same_cold_and_warm_for_any_number_of_jobs(tree: Path, cache: Path) -> None:
    alone = checked(tree, "--no-cache", "-j", "1")
    assert alone[0] == 1
    for jobs in ("2", "1", "3"):
        assert checked(tree, "--cache-dir", str(cache), "-j", jobs) == alone
    assert [path.name for path in cache.iterdir()] == ["rowsclose-1.sqlite"]


def test_nothing_is_kept_where_that_is_asked_for(tree: Path, cache: Path) -> None:
    checked(tree, "--cache-dir", str(cache), "--no-cache")
    write_tree(tree, {".rowsclose.toml": 'no-cache = true\ncache-dir = "kept"\n'})
    checked(tree)
    assert not cache.exists()
    assert not (tree / "kept").exists()
    checked(tree, "--cache-dir", str(cache))  # the command line wins
    assert cache.exists()


def test_the_usual_folder_is_the_users_own(tree: Path, tmp_path: Path) -> None:
    checked(tree, XDG_CACHE_HOME=str(tmp_path / "xdg"))
    checked(tree, XDG_CACHE_HOME="", HOME=str(tmp_path / "home"))
    assert (tmp_path / "xdg" / "rowsclose").is_dir()
    if sys.platform == "linux":
        assert (tmp_path / "home" / ".cache" / "rowsclose").is_dir()


def test_a_single_file_without_imports_of_databases_keeps_nothing(tmp_path: Path, cache: Path) -> None:
    write_tree(tmp_path, {"a.go": 'package a\n\nimport "fmt"\n\nfunc F() { fmt.Println() }\n'})
    assert checked(tmp_path, "--cache-dir", str(cache), "a.go")[0] == 0
    assert not cache.exists()


def test_cache_says_where_it_is_and_how_large_and_clear_removes_it(tree: Path, cache: Path) -> None:
    option = ("--cache-dir", str(cache))
    assert outcome(command(tree, "cache", *option)) == (0, f"{cache}: 0 bytes\n", "")
    checked(tree, *option)
    (cache / "somebody.else").touch()
    status, out, err = outcome(command(tree, "cache", *option))
    assert (status, err) == (0, "")
    assert out.startswith(f"{cache}: ")
    assert out.endswith(" kB\n")
    status, out, _ = outcome(command(tree, "cache", *option, "clear"))
    assert (status, out.endswith(" removed\n")) == (0, True)
    assert [path.name for path in cache.iterdir()] == ["somebody.else"]


def test_cache_goes_by_the_configuration(tree: Path) -> None:
    write_tree(tree, {".rowsclose.toml": 'cache-dir = "kept"\n'})
    checked(tree)
    assert (tree / "kept" / "rowsclose-1.sqlite").is_file()
    assert outcome(command(tree, "cache"))[1].startswith(f"{tree / 'kept'}: ")


def test_a_cache_that_a_tree_brings_answers_nobody_else(tree: Path) -> None:
    write_tree(tree, {".rowsclose.toml": 'cache-dir = "kept"\n'})
    found = checked(tree, XDG_CACHE_HOME=str(tree.parent / "one"))
    file = tree / "kept" / "rowsclose-1.sqlite"
    before = checksums(file)
    assert checked(tree, XDG_CACHE_HOME=str(tree.parent / "another")) == found
    after = checksums(file)
    both = before.keys() & after.keys()
    assert any(kind == 2 for kind, _ in both)  # answers; each was worked out, and kept anew
    assert not [row for row in both if after[row] == before[row]]


def checksums(file: Path) -> dict[tuple[int, bytes], bytes]:
    with closing(sqlite3.connect(file)) as database:
        return {(kind, key): kept for kind, key, kept in database.execute("SELECT kind, key, checksum FROM kept")}


def test_nothing_is_kept_in_a_folder_of_gits(tree: Path) -> None:
    status, out, err = checked(tree, "--cache-dir", ".git/cache")
    assert (status, out, err) == (2, "", "Error: .git/cache: nothing is written into a folder of git's\n")
    assert not (tree / ".git").exists()


# What may befall it ---------------------------------------------------------------------------------


def test_runs_at_once_all_give_the_same_report(tree: Path, cache: Path) -> None:
    alone = checked(tree, "--no-cache")
    runs = [command(tree, "check", "-f", "sarif", "--cache-dir", str(cache)) for _ in range(8)]
    assert [outcome(run) for run in runs] == [alone] * 8


def test_runs_that_are_killed_at_any_moment_change_no_report(tree: Path, cache: Path) -> None:
    alone = checked(tree, "--no-cache")
    moments = random.Random(7)
    for n in range(8):
        run = command(tree, "check", "--cache-dir", str(cache), "-j", "2")
        try:
            run.communicate(timeout=moments.uniform(0.05, 0.6))
        except subprocess.TimeoutExpired:
            run.kill()
            run.communicate()
        if n % 4 == 3:
            assert checked(tree, "--cache-dir", str(cache)) == alone


def _disk_of(kilobytes: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes << 10, kilobytes << 10))


@pytest.mark.parametrize("kilobytes", [0, 12, 30])
def test_a_full_disk_changes_no_report(tree: Path, cache: Path, kilobytes: int) -> None:
    alone = checked(tree, "--no-cache")
    for _ in range(2):
        run = subprocess.Popen(
            [*COMMAND, "check", "-f", "sarif", "--cache-dir", str(cache)],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=_disk_of(kilobytes),
        )
        assert outcome(run) == alone
    assert checked(tree, "--cache-dir", str(cache)) == alone


def test_bytes_that_change_anywhere_in_the_file_change_no_report(tree: Path, cache: Path) -> None:
    alone = checked(tree, "--no-cache")
    chance = random.Random(3)
    for _ in range(3):
        checked(tree, "--cache-dir", str(cache))
        for path in cache.iterdir():
            text = bytearray(path.read_bytes())
            for _ in range(40):
                text[chance.randrange(len(text))] ^= 1 << chance.randrange(8)
            path.write_bytes(text)
        assert checked(tree, "--cache-dir", str(cache)) == alone
