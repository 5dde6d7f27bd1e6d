"""Worker processes change nothing of what is found, and none of them outlives the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from checking import OPTIONS
from filetree import write_tree
from gosource import CLEAN, LEAK

from rowsclose.analyst import Analyst
from rowsclose.discovery import discover
from rowsclose.driver import Means, check
from rowsclose.executors import executor_for
from rowsclose.executors.in_process import InProcess
from rowsclose.executors.parts import parts_of
from rowsclose.executors.processes import Processes
from rowsclose.finding import Notice, NoticeKind, Run
from rowsclose.unit import Answer, PackageUnit, Unit, UnitFile

PROJECT = Path(__file__).parents[2]
FIXTURES = PROJECT / "fixtures"


def checked(folder: Path, jobs: int | None) -> Run:
    return check(discover(["./..."], str(folder)), OPTIONS, {}, means=Means(jobs))


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Six packages, each with a leak."""
    return write_tree(tmp_path, {f"p{n}/leak.go": LEAK for n in range(6)})


def test_fixtures_have_the_same_findings_for_any_number_of_workers() -> None:
    folder = FIXTURES / "mutual_recursion"
    alone = checked(folder, 1)
    assert alone.findings
    assert [checked(folder, jobs) for jobs in (2, 3, 5)] == [alone] * 3


def test_notices_and_suppressions_come_back_from_workers(tmp_path: Path) -> None:
    silenced = LEAK.replace("rows, err :=", "//rowsclose:ignore -- known\n\trows, err :=")
    write_tree(tmp_path, {"a/a.go": LEAK, "b/b.go": silenced, "c/c.go": LEAK + "\nfunc half( {\n", "d/d.go": CLEAN})
    alone = checked(tmp_path, 1)
    assert alone.notices
    assert alone.suppressed
    assert checked(tmp_path, 2) == alone


# Workers that die -----------------------------------------------------------------------------------


def dying(monkeypatch: pytest.MonkeyPatch, folder: str, times: list[Path]) -> None:
    """Let the worker that is given a folder die of a signal, as often as there are files to mark it by."""
    answer = Analyst.answer

    def answer_or_die(self: Analyst, unit: Unit) -> Answer:
        if isinstance(unit, PackageUnit) and unit.folder.endswith(folder):
            for mark in times:
                if not mark.exists():
                    mark.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
        return answer(self, unit)

    monkeypatch.setattr(Analyst, "answer", answer_or_die)


def test_a_unit_whose_worker_dies_is_given_to_another(
    packages: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = checked(packages, 1)
    dying(monkeypatch, "p3", [tmp_path_factory.mktemp("marks") / "once"])
    assert checked(packages, 2) == alone


def test_a_unit_whose_workers_die_twice_is_named_and_nothing_else_is_lost(
    packages: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = tmp_path_factory.mktemp("marks")
    dying(monkeypatch, "p3", [marks / "once", marks / "twice"])
    run = checked(packages, 2)
    assert [finding.path for finding in run.findings] == [f"p{n}/leak.go" for n in (0, 1, 2, 4, 5)]
    said = "the analysis of this file failed: the worker process that it was given to ended twice (signal 9)"
    assert run.notices == (Notice("p3/leak.go", 0, 0, NoticeKind.FAILURE, said),)
    assert run.notices[0].kind.fails_the_run


# An interrupt ---------------------------------------------------------------------------------------

SLOW = """
import os, sys, time
from rowsclose.analyst import Analyst
from rowsclose.cli import main

def answer(self, unit):
    os.write(1, b"begun\\n")  # at once: where Python does not buffer, print writes the line's end by itself
    time.sleep(600)

Analyst.answer = answer
sys.argv = ["rowsclose", "check", "-j", "3"]
main()
"""


@pytest.fixture
def slow(packages: Path) -> Iterator[subprocess.Popen[str]]:
    """A check whose three workers are busy for ten minutes, in a process group of its own."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    started = subprocess.Popen(
        [sys.executable, "-c", SLOW],
        cwd=packages,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert started.stdout is not None
    assert [started.stdout.readline() for _ in range(3)] == ["begun\n"] * 3
    yield started
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
    started.communicate()


def is_over(slow: subprocess.Popen[str], status: int) -> bool:
    """Whether the check ends with a status without a word, and nobody is left."""
    ended = slow.communicate(timeout=60)  # all ends of the pipes are closed
    return (slow.returncode, *ended) == (status, "", "")


def test_an_interrupt_from_the_terminal_ends_all_workers(slow: subprocess.Popen[str]) -> None:
    os.killpg(slow.pid, signal.SIGINT)
    assert is_over(slow, 130)


@pytest.mark.parametrize(
    ("signum", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)]
)
def test_workers_end_when_the_process_that_was_started_does(
    slow: subprocess.Popen[str], signum: signal.Signals, status: int
) -> None:
    slow.send_signal(signum)
    assert is_over(slow, status)


# Who answers ----------------------------------------------------------------------------------------


def units(*weights: int) -> list[Unit]:
    return [PackageUnit(f"/p{n}", (UnitFile("a.go", "/a.go", (), weight),)) for n, weight in enumerate(weights)]


@pytest.mark.parametrize(
    ("weights", "jobs", "expected"),
    [
        ((9, 9, 9), 1, InProcess),
        ((9, 9, 9), 2, Processes),
        ((9,), 8, InProcess),
        ((), 8, InProcess),
        ((9, 9, 9), None, InProcess),
    ],
    ids=["one job", "two jobs", "one unit", "no unit", "little work"],
)
def test_workers_are_started_where_they_are_asked_for_or_pay_off(
    weights: tuple[int, ...], jobs: int | None, expected: type
) -> None:
    assert isinstance(executor_for(units(*weights), jobs), expected)


def test_a_heavy_package_is_parted_and_its_answer_is_whole(tmp_path: Path) -> None:
    files = {f"heavy/{name}.go": LEAK + "// " + "x" * 40_000 for name in "abcdef"}
    write_tree(tmp_path, {**files, "broken/b.go": LEAK + "\nfunc half( {\n"})
    alone = checked(tmp_path, 1)
    assert len(alone.findings) == 7
    assert [checked(tmp_path, jobs) for jobs in (2, 3)] == [alone] * 2


@pytest.mark.parametrize(
    ("most", "expected"), [(9, ["abcd"]), (5, ["ab", "cd"]), (3, ["a", "b", "c", "d"]), (1, list("abcd"))]
)
def test_parts_have_all_files_in_their_order(most: int, expected: list[str]) -> None:
    unit = PackageUnit("/p", tuple(UnitFile(name, name, (), 2) for name in "abcd"))
    parts = parts_of(unit, most)
    assert ["".join(file.path for file in part.files) for part in parts if isinstance(part, PackageUnit)] == expected


# Modules that go by one name -----------------------------------------------------------------------

MAIN = """package main

import (
	"database/sql"
	"example/store"
)

func f(db *sql.DB) error {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	defer store.End(rows)
	for rows.Next() {
	}
	return rows.Err()
}
"""
STORE = 'package store\n\nimport "database/sql"\n\nfunc End(rows *sql.Rows) { %s }\n'


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_an_import_means_the_package_of_its_own_module(tmp_path: Path, jobs: int) -> None:
    for name, body in {"a": "rows.Close()", "b": "", "c": "rows.Close()", "d": ""}.items():
        files = {"go.mod": "module example\n", "main.go": MAIN, "store/store.go": STORE % body}
        write_tree(tmp_path / name, files)
    assert [finding.path for finding in checked(tmp_path, jobs).findings] == ["b/main.go", "d/main.go"]
