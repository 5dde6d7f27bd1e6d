"""A Dask cluster does what worker processes do; whoever dies there changes nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from checking import OPTIONS
from gosource import LEAK

from fleet.fleets import checkouts, files_below, fleet
from rowsclose.cli.looking import Looking
from rowsclose.discovery import discover
from rowsclose.driver import Means, check
from rowsclose.errors import RowscloseError, UsageError
from rowsclose.executors import cluster as cluster_module
from rowsclose.executors.cluster import Cluster
from rowsclose.executors.units import answers_by
from rowsclose.fleet.answering import Answering
from rowsclose.fleet.tasks import Done, Here, Sent
from rowsclose.go.modules import Modules
from rowsclose.unit import Answer, Job, PackageUnit, UnitFile

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a scheduler on this machine, with two workers that are started anew when they die."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as started:
        yield started.scheduler_address


@pytest.fixture
def trees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return checkouts(tmp_path / "trees")


LOOKING = Looking(
    {
        "select": (),
        "extend_select": (),
        "ignore": (),
        "min_confidence": "medium",
        "tests": True,
        "generated": False,
        "max_steps": 200_000,
    },
    frozenset(),
    None,
    isolated=False,
    cache=None,
)


def test_a_checkout_by_its_bytes_has_the_result_of_one_by_its_path(trees: Path) -> None:
    (trees / "bad" / ".rowsclose.toml").write_text('extends = "base.conf"\n', encoding="utf-8")
    (trees / "bad" / "base.conf").write_text('[rules.rows-not-closed]\nlevel = "warning"\n', encoding="utf-8")
    answering = Answering(LOOKING)
    task = Here("bad", str(trees / "bad"))
    by_path, packed = answering.answer(task), answering.packed(task)
    assert isinstance(by_path, Done)
    assert isinstance(packed, Sent)
    assert '"warning": 2' in by_path.record
    shutil.rmtree(trees / "bad")  # nobody needs it any more
    assert answering.answer(packed) == by_path


@pytest.mark.parametrize("options", [(), ("--shared",)])
def test_a_cluster_writes_the_files_that_worker_processes_write(
    trees: Path, address: str, options: tuple[str, ...]
) -> None:
    alone = fleet("trees", "-j", "1", "-o", "alone", "--no-cache")
    done = fleet("trees", "--scheduler", address, *options)
    assert (done.exit_code, done.stdout, done.stderr) == (alone.exit_code, alone.stdout, alone.stderr)
    assert files_below(Path("rowsclose-fleet")) == files_below(Path("alone"))
    again = fleet("trees", "--scheduler", address, *options)
    assert (again.stdout, "3 known from before" in again.stderr) == (alone.stdout, True)


def test_workers_that_are_killed_at_random_moments_change_nothing(trees: Path, address: str) -> None:
    for number in range(12):
        shutil.copytree(trees / "bad", trees / f"copy{number}")
    fleet("trees", "-j", "1", "-o", "alone", "--no-cache")
    over = threading.Event()

    def kill() -> None:
        with distributed.Client(address, set_as_default=False) as client:
            chosen = random.Random(14)
            for _ in range(3):  # a task that meets more deaths than this is lost
                if over.wait(chosen.uniform(0, 0.5)):
                    return
                with suppress(Exception):  # the worker that was asked may be the one that has just died
                    os.kill(chosen.choice(list(client.run(os.getpid).values())), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        done = fleet("trees", "--scheduler", address)
    finally:
        over.set()
        killer.join()
    assert done.exit_code == 1
    assert files_below(Path("rowsclose-fleet")) == files_below(Path("alone"))


def test_units_of_a_check_are_answered_by_a_cluster(tmp_path: Path, address: str) -> None:
    for name in "abc":
        (tmp_path / name).mkdir()
        (tmp_path / name / "leak.go").write_text(LEAK, encoding="utf-8")
    discovered = discover(["./..."], str(tmp_path))
    job = Job(OPTIONS, Modules(str(tmp_path)), {file.absolute: file.path for file in discovered.files}, {})
    units = [
        PackageUnit(os.path.dirname(file.absolute), (UnitFile(file.path, file.absolute, None, len(LEAK)),))
        for file in discovered.files
    ]
    found = dict(answers_by(Cluster(address), 2, units, job))
    run = check(discovered, OPTIONS, {}, means=Means(1))
    assert [finding for unit in units for finding in found[unit].findings] == list(run.findings)
    assert all(isinstance(answer, Answer) for answer in found.values())


# What cannot be done ----------------------------------------------------------------------------------


def results(workers: Cluster) -> object:
    return list(workers.results([1], lambda: lambda task: task))


def test_no_scheduler_at_the_address_is_said() -> None:
    with pytest.raises(RowscloseError, match=r"tcp://127\.0\.0\.1:1: no scheduler answers there"):
        results(Cluster("tcp://127.0.0.1:1", patience_s=0.5))


def test_a_cluster_without_workers_is_not_waited_for_without_end() -> None:
    with (
        distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=None, silence_logs=50) as started,
        pytest.raises(RowscloseError, match="the cluster has had no worker for 1 seconds"),
    ):
        results(Cluster(started.scheduler_address, patience_s=1))


def test_workers_of_another_version_are_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "__version__", "9.9.9")
    with pytest.raises(RowscloseError, match=r"workers have rowsclose [\d.]+, and this is 9\.9\.9"):
        results(Cluster(address))


def test_without_dask_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"rowsclose\[dask\]"):
        results(Cluster("tcp://127.0.0.1:1"))


@pytest.mark.parametrize(
    "options",
    [
        ("--shared",),
        ("--scheduler", "tcp://127.0.0.1:1", "-j", "2"),
        ("--scheduler", "tcp://127.0.0.1:1", "--cache-dir", "cache"),
        ("--scheduler", "tcp://127.0.0.1:1", "--config", "mine.toml"),
    ],
)
def test_options_that_do_not_fit_the_workers_are_mistakes(trees: Path, options: tuple[str, ...]) -> None:
    done = fleet("trees", *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "cluster" in done.stderr or "this machine" in done.stderr
