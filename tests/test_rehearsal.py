"""A short rehearsal on a real PostgreSQL; skipped where the server, Go or the service's modules cannot be had."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from liveness import ends, is_alive

pytest.importorskip("psycopg", reason="psycopg cannot be loaded", exc_type=ImportError)

from rehearsal.errors import RehearsalError
from rehearsal.figures import Outcome, contradictions
from rehearsal.leaks import LEAKS
from rehearsal.load import Pace
from rehearsal.measure import Plan, rehearse
from rehearsal.postgres import find_programs, running_cluster, unprivileged_user
from rehearsal.service import go

# 63 of the requests each take a connection for good, and 50 are to be had. Few enough are under way at once for the
# twin to stay below that, and enough for all that hang to do so together.
SHORT = Plan(
    limit=50,
    requests=72,
    leaking_every=1,
    pace=Pace(per_second=100, at_once=24, timeout_s=3),
    handlers=[leak for leak in LEAKS if leak.function in ("(*Shop).Preview", "(*Shop).Pay", "(*Reports).Returns")],
    handler_limit=1,
    handler_timeout_s=1.5,
    settle_s=0,
)
PROJECT = Path(__file__).parent.parent
CLUSTER = """
import sys, time
from pathlib import Path
from rehearsal.postgres import running_cluster
with running_cluster(Path(sys.argv[1])):
    print(flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def _server() -> None:
    try:
        find_programs()
        unprivileged_user()
    except RehearsalError as error:
        pytest.skip(str(error))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that PostgreSQL can reach, whoever it runs as: pytest's own are for their owner alone."""
    with tempfile.TemporaryDirectory(prefix="rowsclose-rehearsal-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


def seen(outcome: Outcome) -> tuple[int, bool, int, set[str]]:
    return outcome["answered"], outcome["hung"], outcome["in_use"], {s["state"] for s in outcome["signatures"]}


def waits(outcome: Outcome) -> set[str]:
    """What sessions wait for; one that has come to its state this instant does not wait yet."""
    return {s["wait_event"] for s in outcome["signatures"] if s["wait_event"] is not None}


def test_service_runs_out_of_connections_and_its_twin_does_not() -> None:
    try:
        go("mod", "download")
    except RehearsalError as error:
        pytest.skip(str(error))
    figures = rehearse(SHORT)
    assert contradictions(figures) == []
    assert {handler["function"]: seen(handler["leaking"]) for handler in figures["handlers"]} == {
        "(*Shop).Preview": (1, True, 1, {"active"}),
        "(*Shop).Pay": (1, True, 1, {"idle in transaction"}),
        "(*Reports).Returns": (1, True, 1, {"idle"}),
    }
    for handler in figures["handlers"]:
        large = handler["function"] == "(*Shop).Preview"
        assert waits(handler["leaking"]) <= {"ClientWrite" if large else "ClientRead"}
        assert seen(handler["mended"]) == (2, False, 0, {"idle"})
        assert waits(handler["mended"]) <= {"ClientRead"}


def postmaster(folder: Path) -> int:
    return int((folder / "cluster" / "data" / "postmaster.pid").read_text().splitlines()[0])


def test_cluster_stops_when_its_block_fails(folder: Path) -> None:
    with contextlib.suppress(KeyboardInterrupt), running_cluster(folder) as cluster:
        with cluster.connect() as connection:
            assert connection.execute("SELECT count(*) FROM orders").fetchone() == (1000,)
        pid = postmaster(folder)
        assert is_alive(pid)
        raise KeyboardInterrupt
    assert not is_alive(pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_cluster_stops_however_its_owner_ends(number: signal.Signals, folder: Path) -> None:
    command = [sys.executable, "-c", CLUSTER, str(folder)]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"\n"
        pid = postmaster(folder)
        owner.send_signal(number)
    assert ends(pid)
