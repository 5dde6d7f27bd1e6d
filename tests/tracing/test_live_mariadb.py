"""``rowsclose trace`` against a running MariaDB; skipped where it cannot be had."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from needs import need_mariadb

pytest.importorskip("pymysql", reason="PyMySQL cannot be loaded", exc_type=ImportError)

import pymysql

from rehearsal.errors import RehearsalError
from rehearsal.service import Service, build, go, patched, running_service
from tracing.mariadb import NoServerError, Server, running_mariadb

PROJECT = Path(__file__).parent.parent.parent
SERVICE = Path(__file__).parent / "service"
PATCH = Path(__file__).parent / "mended.patch"
# The handlers that leak, the way to each, and what its sessions show.
LEAKS = {
    "(*Shop).Export": ("GET", "/events", "unread"),
    "(*Shop).Restock": ("GET", "/orders/restock", "in_transaction"),
    "(*Shop).Unpaid": ("GET", "/orders/unpaid", "piled_up"),
    "(*Shop).Biggest": ("GET", "/orders/biggest", "piled_up"),
    "(*Shop).Found": ("GET", "/orders/found", "piled_up"),
    "(*Shop).Counted": ("GET", "/orders/counted", "piled_up"),
}
PAYMENT = "/orders/{}/payment"  # leaks, too, but MariaDB has no text of what its sessions ran
TIMES = 3
HEALTHY = 50
ONE = "SELECT total FROM orders WHERE id = %s"
GO = """package store

import "database/sql"

func Leaks(db *sql.DB) error {
	rows, err := db.Query("SELECT id FROM orders WHERE total > 100")
	if err != nil {
		return err
	}
	rows.Next()
	return nil
}
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="rowsclose-trace-") as name, contextlib.ExitStack() as stack:
        Path(name).chmod(0o711)
        consumers = ("current", "history")
        settings = [f"--performance-schema-consumer-events-statements-{name}=ON" for name in consumers]
        settings += ["--performance-schema=ON", "--performance-schema-instrument=statement/%=ON"]
        try:
            running = stack.enter_context(running_mariadb(Path(name), settings))
        except NoServerError as error:
            need_mariadb(str(error))
        with contextlib.closing(running.connect(autocommit=True)) as connection, connection.cursor() as cursor:
            cursor.execute("CREATE DATABASE test")
            cursor.execute("CREATE TABLE test.orders (id INT PRIMARY KEY, total INT, paid_at DATETIME)")
            cursor.execute(
                "INSERT INTO test.orders SELECT seq, seq * 7, IF(seq < 9, now(), NULL) FROM test.seq_1_to_100"
            )
            cursor.execute("CREATE TABLE test.events (id INT PRIMARY KEY, note TEXT)")
            cursor.execute("INSERT INTO test.events SELECT seq, REPEAT('x', 1000) FROM test.seq_1_to_30000")
        yield running


@pytest.fixture
def code(tmp_path: Path) -> Path:
    (tmp_path / "go.mod").write_text("module example.com/store\n\ngo 1.22\n")
    (tmp_path / "store.go").write_text(GO)
    return tmp_path


def run(arguments: Sequence[str], cwd: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "rowsclose", "trace", "--samples", "2", "--every", "2", *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr[-600:]
    return done.returncode, done.stdout, done.stderr


@contextlib.contextmanager
def asked(server: Server, source: Path, folder: Path) -> Iterator[Service]:
    """The service of a source after each leaking handler has been asked, with healthy sessions beside it."""
    try:
        go("mod", "download", folder=source)
    except RehearsalError as error:
        pytest.skip(str(error))
    program = build(source, folder / "program")
    database = {"DSN": f"root@unix({server.socket})/test"}
    with contextlib.ExitStack() as stack:
        for number in range(HEALTHY):
            healthy = stack.enter_context(contextlib.closing(server.connect(database="test", autocommit=True)))
            healthy.cursor().execute(ONE, [number])
        service = stack.enter_context(running_service(program, database, 40, folder / "service.log"))
        assert service.request("GET", "/orders/5", 5.0) == 200
        for method, path in [*((method, path) for method, path, _ in LEAKS.values()), ("POST", PAYMENT)]:
            for number in range(TIMES):
                service.request(method, path.format(number + 1), 5.0)
        yield service


def test_leaks_are_named_first_and_the_twin_has_none(server: Server, tmp_path: Path) -> None:
    with asked(server, SERVICE, tmp_path) as service:
        assert service.pools()["orders"].in_use == TIMES * (len(LEAKS) + 1)
        time.sleep(2)
        status, out, err = run(["--dsn", server.dsn, "--format", "json"], SERVICE)
    lines = json.loads(out)["lines"]
    found = [(x["statement"]["function"], x["verdict"], x["evidence"]) for x in lines]
    named = found[: len(LEAKS)]
    assert dict(zip((x[0] for x in named), (x[2] for x in named), strict=True)) == {
        function: evidence for function, (_, _, evidence) in LEAKS.items()
    }, err
    assert {verdict for _, verdict, _ in named} == {"leaks"}
    assert [name for name, *_ in found[:2]] == ["(*Shop).Export", "(*Shop).Restock"]
    assert [(name, verdict) for name, verdict, _ in found[len(LEAKS) :]] == [("(*Shop).One", "at_rest")]
    assert status == 1
    (silent,) = (x for x in json.loads(out)["unmatched"] if x["evidence"] != "nothing")
    assert (silent["query"], silent["evidence"], len(silent["sessions"])) == ("", "in_transaction", TIMES)
    assert "a prepared statement that is closed" in err
    twin = patched(SERVICE, PATCH, tmp_path / "twin")
    (tmp_path / "mended").mkdir()
    with asked(server, twin, tmp_path / "mended") as service:
        assert service.pools()["orders"].in_use == 0
        time.sleep(2)
        status, out, err = run(["--dsn", server.dsn, "--format", "json"], twin)
    assert (status, {line["verdict"] for line in json.loads(out)["lines"]}) == (0, {"at_rest"}), err


def test_user_without_rights_is_told_what_is_missing(server: Server, code: Path) -> None:
    with contextlib.closing(server.connect(autocommit=True)) as admin, admin.cursor() as cursor:
        cursor.execute("CREATE USER little@localhost IDENTIFIED BY 'hunter2secret\u0416'")
    dsn = server.dsn.replace("root@", "little:hunter2secret%D0%96@").replace("/test?", "/?")
    status, _, err = run(["--dsn", dsn], code)
    assert status == 0
    assert "GRANT PROCESS" in err
    assert "hunter2secret" not in err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("root@", "root:hunter2secret@"), "Access denied"),
        (("/socket", "/nosuch"), "Can't connect"),
        (("test?", "no?"), "no"),
    ],
)
def test_server_that_is_not_to_be_had(server: Server, code: Path, change: tuple[str, str], said: str) -> None:
    status, out, err = run(["--dsn", server.dsn.replace(*change)], code)
    assert (status, out) == (2, "")
    assert "MySQL: cannot connect" in err
    assert said in err
    assert "hunter2secret" not in err


@contextlib.contextmanager
def own_server(**options: Any) -> Iterator[tuple[Server, int]]:
    """A server that the test may end, and the number of its process."""
    with tempfile.TemporaryDirectory(prefix="rowsclose-trace-") as name:
        Path(name).chmod(0o711)
        with running_mariadb(Path(name), **options) as running:
            yield running, int((Path(name) / "mariadb" / "pid").read_text())


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP])
def test_server_that_goes_away_or_stops_in_the_middle(code: Path, sign: signal.Signals) -> None:
    with own_server() as (running, pid):
        falls_silent = threading.Thread(target=_signal, args=[running, pid, sign])
        falls_silent.start()
        try:
            dsn = running.dsn.replace("/test?", "/?")
            status, out, err = run(["--dsn", dsn, "--samples", "20", "--every", "1", "--timeout", "2"], code)
        finally:
            falls_silent.join()
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
    assert (status, out) == (2, "")
    assert "MySQL: the server does not answer" in err


def _signal(server: Server, pid: int, sign: signal.Signals) -> None:
    """Send the server a signal once it serves somebody else."""
    with contextlib.closing(server.connect(autocommit=True)) as admin, admin.cursor() as cursor:
        served = 0
        while not served:
            time.sleep(0.1)
            cursor.execute(
                "SELECT count(*) FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND command = 'Sleep'"
            )
            (served,) = cursor.fetchone() or (0,)
        time.sleep(1)
        os.kill(pid, sign)


def test_hostile_statement_is_data(server: Server, code: Path) -> None:
    sent = b"SELECT SLEEP(9), '\xff\x1b[2J\xe2\x80\xae" + b"x" * 2_000_000 + b"' AS hostile"
    with contextlib.closing(server.connect(charset="latin1", max_allowed_packet=1 << 24)) as connection:
        with connection.cursor() as cursor:
            cursor.execute("SELECT CONNECTION_ID()")
            (number,) = cursor.fetchone() or (0,)
        asks = threading.Thread(target=_ask, args=[connection, sent])
        asks.start()
        time.sleep(1)
        status, out, _ = run(["--dsn", server.dsn, "--samples", "1"], code)
        with contextlib.closing(server.connect(autocommit=True)) as admin:
            admin.cursor().execute(f"KILL {number}")
        asks.join()
    assert status == 0
    assert "SELECT SLEEP(9)" in out
    assert not any(c in out for c in "\x1b\u202e")
    assert len(out) < 100_000


def _ask(connection: Any, statement: bytes) -> None:
    with contextlib.suppress(pymysql.err.MySQLError):
        connection.query(statement)


def test_sessions_are_not_ended(server: Server, code: Path) -> None:
    status, _, err = run(["--dsn", server.dsn, "--terminate"], code)
    assert status == 2
    assert "--terminate is for PostgreSQL" in err
