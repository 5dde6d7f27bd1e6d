"""``rowsclose trace`` against a running PostgreSQL; skipped where the server, Go or the service's modules cannot be had."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from needs import need_postgresql

pytest.importorskip("psycopg", reason="psycopg cannot be loaded", exc_type=ImportError)

import psycopg

from rehearsal.errors import RehearsalError
from rehearsal.leaks import LEAKS
from rehearsal.postgres import Cluster, find_programs, running_cluster, unprivileged_user
from rehearsal.service import SOURCE, go, mended_twin
from tracing.stage import TIMES, Stage, stage

PROJECT = Path(__file__).parent.parent.parent
HEALTHY = 200
QUICK = ["--samples", "2", "--every", "1.5"]
SECRET = "hunter2secret"


@pytest.fixture(scope="module", autouse=True)
def _server() -> None:
    try:
        find_programs()
        unprivileged_user()
    except RehearsalError as error:
        need_postgresql(str(error))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that PostgreSQL can reach, whoever it runs as."""
    with tempfile.TemporaryDirectory(prefix="rowsclose-trace-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


@contextlib.contextmanager
def staged(source: Path, folder: Path, healthy: int) -> Iterator[Stage]:
    with contextlib.ExitStack() as stack:
        try:
            go("mod", "download", folder=source)
        except RehearsalError as error:
            pytest.skip(str(error))
        yield stack.enter_context(stage(source, folder, healthy))


def run(cluster: Cluster, arguments: Sequence[str], cwd: Path, given: str = "", **env: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "rowsclose", "trace", *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(PROJECT)} | cluster.environment | env,
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert cluster.password not in done.stdout + done.stderr
    return done.returncode, done.stdout, done.stderr


def lines_of(out: str) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = json.loads(out)["lines"]
    return lines


def named(lines: list[dict[str, Any]]) -> list[str]:
    return [line["statement"]["function"] for line in lines if line["verdict"] != "at_rest"]


def test_leaks_are_named_first_and_ended_and_the_twin_has_none(folder: Path) -> None:
    (folder / "leaking").mkdir(mode=0o711)
    with staged(SOURCE, folder / "leaking", HEALTHY) as on:
        before = on.service.pools()
        status, out, err = run(on.cluster, [*QUICK, "--format", "json", "--terminate"], SOURCE, "yes\n")
        lines = lines_of(out)
        names = named(lines)
        assert status == 1
        assert sorted(names) == sorted(leak.function for leak in LEAKS)
        assert [line["statement"]["function"] for line in lines][: len(names)] == names
        # What a prepared statement leaves is a connection at rest, which is not ended.
        stuck = (len(LEAKS) - 1) * TIMES
        assert f"ended {stuck} sessions" in err
        # The pools notice nothing: see ``trace.advice``.
        assert {name: pool.in_use for name, pool in on.service.pools().items()} == {
            n: p.in_use for n, p in before.items()
        }
        assert named(lines_of(run(on.cluster, [*QUICK, "--format", "json"], SOURCE)[1])) in ([], ["(*Shop).Found"])
        with on.cluster.connect() as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'orders'"
            ).fetchone()
        assert row is not None
        assert row[0] >= HEALTHY
    (folder / "mended").mkdir(mode=0o711)
    twin = mended_twin(folder / "twin")
    with staged(twin, folder / "mended", HEALTHY) as on:
        status, out, _ = run(on.cluster, [*QUICK, "--format", "json"], twin)
        assert (status, named(lines_of(out))) == (0, [])


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="rowsclose-trace-") as name:
        Path(name).chmod(0o711)
        with running_cluster(Path(name)) as running:
            yield running


GO = """package store

import "database/sql"

func Leaks(db *sql.DB) error {
	rows, err := db.Query("SELECT id FROM orders WHERE total = 7")
	if err != nil {
		return err
	}
	rows.Next()
	return nil
}
"""


@pytest.fixture
def code(tmp_path: Path) -> Path:
    (tmp_path / "go.mod").write_text("module example.com/store\n\ngo 1.22\n")
    (tmp_path / "store.go").write_text(GO)
    return tmp_path


@contextlib.contextmanager
def idle_in_transaction(cluster: Cluster, count: int = 1) -> Iterator[list[Any]]:
    with contextlib.ExitStack() as stack:
        connections = [stack.enter_context(contextlib.closing(cluster.connect())) for _ in range(count)]
        for connection in connections:
            connection.execute("BEGIN")
            connection.execute("SELECT id FROM orders WHERE total = 7")
        time.sleep(1)
        yield connections


def test_a_no_ends_nothing(cluster: Cluster, code: Path) -> None:
    with idle_in_transaction(cluster) as (connection,):
        _, _, err = run(cluster, [*QUICK, "--terminate"], code, "no\n")
        assert "no session was ended" in err
        connection.execute("SELECT 1")


def test_session_that_has_moved_on_is_left_alone(cluster: Cluster, code: Path) -> None:
    from rowsclose.servers.postgresql import PostgreSQL

    server = PostgreSQL(dsn_of(cluster), 5.0)
    with idle_in_transaction(cluster, 2) as (moves, stays), contextlib.closing(server):
        sessions = {s.pid: s for s in server.sample().sessions}
        moves.execute("SELECT id FROM orders WHERE total = 7")  # the same query once more
        assert not server.end(sessions[moves.info.backend_pid])
        assert server.end(sessions[stays.info.backend_pid])
        moves.execute("SELECT 1")
        with pytest.raises(psycopg.OperationalError):
            stays.execute("SELECT 1")


def dsn_of(cluster: Cluster, **more: str) -> str:
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    keywords = {names[k]: v for k, v in cluster.environment.items() if k in names} | more
    return " ".join(f"{k}='{v}'" for k, v in keywords.items())


def test_role_without_the_right_is_told_the_grant(cluster: Cluster, code: Path) -> None:
    with cluster.connect() as admin:
        admin.execute(f"CREATE ROLE nobody_much LOGIN PASSWORD '{SECRET}'")
    try:
        with idle_in_transaction(cluster):
            env = {"PGUSER": "nobody_much", "PGPASSWORD": SECRET}
            status, out, err = run(cluster, QUICK, code, **env)
        assert status == 0
        assert "GRANT pg_read_all_stats TO nobody_much" in err
        assert "1 of 1 sessions do not show their query" in out
        assert SECRET not in out + err
    finally:
        with cluster.connect() as admin:
            admin.execute("DROP ROLE nobody_much")


def test_dates_of_the_role_do_not_count(cluster: Cluster, code: Path) -> None:
    with idle_in_transaction(cluster):
        status, out, err = run(cluster, [*QUICK, "--format", "json"], code, PGOPTIONS="-c datestyle=German")
    assert (status, named(lines_of(out))) == (1, ["Leaks"]), err


def test_query_in_no_encoding_is_data(cluster: Cluster, code: Path) -> None:
    with cluster.connect() as admin:
        admin.execute("CREATE DATABASE raw ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    with contextlib.closing(psycopg.connect(dsn_of(cluster, dbname="raw", client_encoding="SQL_ASCII"))) as connection:
        connection.execute(b"SELECT '\xff\xfe\x1b[2J' AS hostile")
        time.sleep(1)
        status, out, _ = run(cluster, QUICK, code)
    assert status == 0
    assert "\x1b" not in out
    assert "AS hostile" in out


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"PGPASSWORD": SECRET}, "cannot connect: .*password authentication failed"),
        ({"PGPORT": "1"}, "cannot connect"),
        ({"PGDATABASE": "nosuch"}, 'cannot connect: .*database "nosuch" does not exist'),
    ],
)
def test_server_that_is_not_to_be_had(cluster: Cluster, code: Path, env: dict[str, str], said: str) -> None:
    import re

    status, out, err = run(cluster, QUICK, code, **env)
    assert (status, out) == (2, "")
    assert re.search(said, err)
    assert SECRET not in err


def test_server_that_never_answers(cluster: Cluster, code: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        env = {"PGPORT": str(silent.getsockname()[1])}
        status, _, err = run(cluster, ["--timeout", "2"], code, **env)
    assert status == 2
    assert "cannot connect" in err


def test_server_that_stops_in_the_middle(folder: Path, code: Path) -> None:
    with running_cluster(folder) as own:
        stops = threading.Thread(target=_stop, args=[own])
        stops.start()
        status, out, err = run(own, ["--samples", "20", "--every", "1", "--timeout", "1"], code)
        stops.join()
    assert (status, out) == (2, "")
    assert "does not answer" in err


def _stop(cluster: Cluster) -> None:
    """Stop the process that serves the trace, so that it takes questions and answers none; go on when it is over."""
    pid = _serving(cluster)
    os.kill(pid, signal.SIGSTOP)
    threading.Timer(10.0, _go_on, [pid]).start()


def _end(cluster: Cluster, postmaster: int) -> None:
    """End the server once it serves the trace."""
    _serving(cluster)
    os.kill(postmaster, signal.SIGQUIT)


def _serving(cluster: Cluster) -> int:
    """The process that serves the trace, once there is one and it has answered something."""
    asked = (
        "SELECT pid FROM pg_stat_activity WHERE application_name = 'rowsclose trace' AND query LIKE '%backend_xmin%'"
    )
    with cluster.connect() as admin:
        while (row := admin.execute(asked).fetchone()) is None:
            time.sleep(0.1)
    pid: int = row[0]
    return pid


def _go_on(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)


def test_server_that_goes_away(folder: Path, code: Path) -> None:
    with running_cluster(folder) as own:
        pid = int((folder / "cluster" / "data" / "postmaster.pid").read_text().splitlines()[0])
        goes = threading.Thread(target=_end, args=[own, pid])
        goes.start()
        status, out, err = run(own, ["--samples", "20", "--every", "1", "--timeout", "2"], code)
        goes.join()
    assert (status, out) == (2, "")
    assert "does not answer" in err


def test_watch_shows_a_bar_a_sample_and_each_line_that_gets_more_sessions_or_loses_some(
    cluster: Cluster, code: Path
) -> None:
    command = [sys.executable, "-m", "rowsclose", "trace", "--watch", "--every", "0.2"]
    env = os.environ | {"PYTHONPATH": str(PROJECT)} | cluster.environment
    with (
        idle_in_transaction(cluster) as (connection,),
        subprocess.Popen(
            command, cwd=code, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as watch,
    ):
        assert watch.stdout is not None
        bars = [watch.stdout.readline()]
        assert watch.stdout.readline().split()[:4] == ["+1", "1", "store.go:6", "suspect,"]
        bars += [watch.stdout.readline() for _ in range(2)]
        assert all("1 idle in transaction" in bar for bar in bars)
        connection.rollback()
        connection.execute("SELECT 1")
        while (line := watch.stdout.readline()).split()[0].count(":"):
            assert line, "the end of what is watched"
        assert line.split() == ["-1", "0", "store.go:6"]
        watch.send_signal(signal.SIGINT)
        assert watch.wait(30) == 130


def test_watch_ends_where_nobody_reads_on(cluster: Cluster, code: Path) -> None:
    command = [sys.executable, "-m", "rowsclose", "trace", "--watch", "--every", "0.2"]
    env = os.environ | {"PYTHONPATH": str(PROJECT)} | cluster.environment
    with subprocess.Popen(command, cwd=code, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as watch:
        assert watch.stdout is not None
        assert watch.stderr is not None
        watch.stdout.readline()
        watch.stdout.close()
        assert (watch.wait(30), watch.stderr.read()) == (0, b"")
