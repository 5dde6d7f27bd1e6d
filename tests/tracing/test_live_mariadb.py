"""``rowsclose trace`` against a running MariaDB; skipped where it cannot be had."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from needs import need_mariadb

pytest.importorskip("pymysql", reason="PyMySQL cannot be loaded", exc_type=ImportError)

from pymysql.cursors import SSCursor

from tracing.mariadb import NoServerError, Server, running_mariadb

PROJECT = Path(__file__).parent.parent.parent
UNREAD = "SELECT note FROM events ORDER BY id"
BEGUN = "SELECT id FROM orders WHERE total = 7 FOR UPDATE"
PILED = "SELECT id FROM orders WHERE total > 100"
HEALTHY = "SELECT total FROM orders WHERE id = ?"
LEAK = """
func {name}(db *sql.DB) error {{
	rows, err := db.Query("{query}")
	if err != nil {{
		return err
	}}
	rows.Next()
	return nil
}}
"""
HEALED = """
func Healthy(db *sql.DB, id int) (total int, err error) {
	err = db.QueryRow("SELECT total FROM orders WHERE id = ?", id).Scan(&total)
	return total, err
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
            cursor.execute("CREATE TABLE test.orders (id INT PRIMARY KEY, total INT)")
            cursor.execute("INSERT INTO test.orders SELECT seq, seq * 7 FROM test.seq_1_to_100")
            cursor.execute("CREATE TABLE test.events (id INT PRIMARY KEY, note TEXT)")
            cursor.execute("INSERT INTO test.events SELECT seq, REPEAT('x', 1000) FROM test.seq_1_to_30000")
        yield running


@pytest.fixture
def code(tmp_path: Path) -> Path:
    (tmp_path / "go.mod").write_text("module example.com/store\n\ngo 1.22\n")
    leaks = [LEAK.format(name=name, query=query) for name, query in (("A", UNREAD), ("B", BEGUN), ("C", PILED))]
    (tmp_path / "store.go").write_text('package store\n\nimport "database/sql"\n' + "".join(leaks) + HEALED)
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


def test_leaks_are_named_first_and_nothing_healthy_is(server: Server, code: Path) -> None:
    with contextlib.ExitStack() as stack:

        def connection(**options: Any) -> Any:
            return stack.enter_context(contextlib.closing(server.connect(database="test", **options)))

        unread = connection(cursorclass=SSCursor).cursor()
        unread.execute(UNREAD)
        connection().cursor().execute(BEGUN)
        for _ in range(3):
            connection(autocommit=True).cursor().execute(PILED)
        for number in range(20):
            connection(autocommit=True).cursor().execute(HEALTHY.replace("?", str(number)))
        time.sleep(2)
        status, out, err = run(["--dsn", server.dsn, "--format", "json"], code)
        unread.connection._force_close()
    lines = json.loads(out)["lines"]
    found = [(x["statement"]["function"], x["verdict"], x["evidence"]) for x in lines]
    assert found[:3] == [("A", "leaks", "unread"), ("B", "leaks", "in_transaction"), ("C", "leaks", "piled_up")], err
    assert [(name, verdict) for name, verdict, _ in found[3:]] == [("Healthy", "at_rest")]
    assert status == 1


def test_user_without_rights_is_told_what_is_missing(server: Server, code: Path) -> None:
    with contextlib.closing(server.connect(autocommit=True)) as admin, admin.cursor() as cursor:
        cursor.execute("CREATE USER little@localhost IDENTIFIED BY 'hunter2secret'")
    dsn = server.dsn.replace("root@", "little:hunter2secret@").replace("/test?", "/?")
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


def test_sessions_are_not_ended(server: Server, code: Path) -> None:
    status, _, err = run(["--dsn", server.dsn, "--terminate"], code)
    assert status == 2
    assert "--terminate is for PostgreSQL" in err
