"""``rowsclose trace`` over dumps of a run of the rehearsal's service (see ``record.py``)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from rehearsal.leaks import LEAKS
from rehearsal.service import SOURCE, mended_twin

PROJECT = Path(__file__).parent.parent.parent
DATA = Path(__file__).parent / "data"
CSV, JSON = str(DATA / "activity.csv"), str(DATA / "activity.json")
NO_SERVER = {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def run(arguments: Sequence[str], cwd: Path = SOURCE, given: bytes = b"", **env: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "rowsclose", "trace", *arguments],
        cwd=cwd,
        env=NO_SERVER | {"PYTHONPATH": str(PROJECT)} | env,
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def traced(arguments: Sequence[str], cwd: Path = SOURCE, given: bytes = b"") -> list[dict[str, Any]]:
    _, out, err = run([*arguments, "--format", "json"], cwd, given)
    assert out, err
    lines: list[dict[str, Any]] = json.loads(out)["lines"]
    return lines


def functions(lines: list[dict[str, Any]], verdicts: Sequence[str]) -> list[str]:
    return [line["statement"]["function"] for line in lines if line["verdict"] in verdicts]


@pytest.mark.parametrize("dump", [CSV, JSON])
def test_every_leak_is_named_first_and_nothing_healthy_is(dump: str) -> None:
    lines = traced(["--activity", dump])
    named = functions(lines, ["leaks", "suspect"])
    assert sorted(named) == sorted(leak.function for leak in LEAKS)
    assert [line["statement"]["function"] for line in lines][: len(named)] == named
    assert functions(lines, ["at_rest"]) == ["(*Shop).One"]


def test_strongest_evidence_comes_first() -> None:
    lines = traced(["--activity", CSV])
    assert [line["evidence"] for line in lines[:3]] == ["unread", "in_transaction", "piled_up"]
    assert functions(lines[:2], ["leaks"]) == ["(*Shop).Preview", "(*Shop).Pay"]


def test_line_to_mend_is_that_of_the_finding() -> None:
    (line,) = (x for x in traced(["--activity", CSV]) if x["statement"]["function"] == "(*Reports).Returns")
    finding = line["findings"][0]["finding"]
    assert (finding["rule"], finding["witness"][0]["kind"]) == ("conn-not-closed", "acquire")
    assert finding["region"]["line"] < line["statement"]["line"]


def test_mended_twin_names_nothing(tmp_path: Path) -> None:
    """Its statements are the same, and the sessions in the dump are not its own; the code has no finding to join."""
    lines = traced(["--activity", CSV], mended_twin(tmp_path / "twin"))
    assert functions(lines, ["leaks", "suspect"]) == []
    assert functions(lines, ["unexplained"]) == ["(*Shop).Preview", "(*Shop).Pay"]


def test_standard_input_and_several_files_are_samples() -> None:
    head, *rows = (DATA / "activity.csv").read_bytes().splitlines(keepends=True)
    moments = sorted({row.split(b",")[0] for row in rows if row.startswith(b"20")})
    one, two = (head + b"".join(r for r in rows if r.startswith(m)) for m in moments[:2])
    # Two seconds after the last request, one sample alone cannot tell what is stuck from what is under way.
    assert len(functions(traced(["--activity", "-"], given=one), ["suspect"])) == len(LEAKS)
    assert len(functions(traced(["--activity", CSV, "--activity", "-"], given=two), ["leaks"])) == len(LEAKS) - 1


def test_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cp", CSV, str(tmp_path / "pipe")]):
        assert len(functions(traced(["--activity", str(tmp_path / "pipe")]), ["leaks"])) == len(LEAKS) - 1


def test_one_application_alone() -> None:
    lines = traced(["--activity", CSV, "--application", "reports"])
    assert functions(lines, ["leaks"]) == ["(*Reports).Newest", "(*Reports).Returns"]


def test_advice_says_which_sessions_a_setting_reaches() -> None:
    _, out, _ = run(["--activity", CSV, "--format", "json"])
    advice = " ".join(json.loads(out)["advice"])
    assert "idle_session_timeout would end 21 of them" in advice
    assert "idle_in_transaction_session_timeout would end 3 of them" in advice
    assert "SetMaxOpenConns at main.go:37" in advice
    assert "set nowhere in this code) end none of them" in advice


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_formats_for_people_name_the_line_and_what_to_write(name: str) -> None:
    status, out, err = run(["--activity", CSV, "--format", name])
    assert status == 1
    assert "orders/export.go:22" in out
    assert "defer rows.Close()" in out
    assert "pg_terminate_backend" in out
    assert "10 lines named" in err


def test_plot_is_written_beside_the_report(tmp_path: Path) -> None:
    status, out, _ = run(["--activity", CSV, "--plot", str(tmp_path / "course.svg")])
    assert (status, (tmp_path / "course.svg").read_text().startswith("<svg ")) == (1, True)
    assert out


def test_status_is_0_where_nothing_is_named(tmp_path: Path) -> None:
    healthy = b"pid,state,query,state_change\n1,idle,SELECT 1,2026-01-01 00:00:00+00\n"
    assert run(["--activity", "-"], given=healthy)[0] == 0


HOSTILE = "SELECT '\x1b[2J\x1b]0;x\x07` | <script>\u202e\ud800 $$ -- \n```"


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
def test_hostile_query_is_data(name: str) -> None:
    row = {"pid": 1, "state": "idle in transaction", "query": HOSTILE, "application_name": "\x1b[31m"}
    status, out, _ = run(["--activity", "-", "--format", name], given=json.dumps([row]).encode())
    assert status == 0
    assert not any(c in out for c in "\x1b\x07\u202e")


MARKUP = "<img src=x onerror=alert(1)> [x](http://evil) `id` \\<b> | \\| $x$"
UNCLOSED = """package p

import "database/sql"

func one(m map[string]*sql.DB) error {
	rows, err := m["%s"].Query("SELECT id FROM t WHERE paid = 1 AND x = 2")
	if err != nil {
		return err
	}
	rows.Next()
	return rows.Err()
}
"""


@pytest.mark.parametrize("text", [MARKUP, MARKUP.replace("`id`", "`id")])
def test_code_and_what_a_server_waits_for_are_no_markup(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.go").write_text(UNCLOSED % text)
    row = {"id": "1", "command": "Query", "time": "700", "user": text, "state": f"Writing to net {text}"}
    sent = [{**row, "info": "SELECT id FROM t WHERE paid = 1 AND x = 2"}, {**row, "info": f"SELECT '{text}'"}]
    _, out, _ = run(["--activity", "-", "--format", "markdown"], tmp_path, json.dumps(sent).encode())
    prose, fences = "", out.split("\n```")
    for outside in fences[::2]:
        prose += re.sub(r"`[^`]*`", "", re.sub(r"\\.", "", outside))
    assert "defer rows.Close()" in out
    assert "onerror" in prose
    assert not re.search(r"<(?!/?code>)|\]\(|\$", prose)
    assert {line.count("|") for line in prose.splitlines() if line.startswith("|")} == {7, 4}


@pytest.mark.parametrize(
    "edge", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", "9999-12-31T23:59:59.9999999Z"]
)
def test_time_at_the_edge_of_the_calendar_is_an_error_with_its_row(edge: str) -> None:
    for column in ("sampled_at", "state_change"):
        row = {"pid": 1, "state": "idle", "query": "SELECT 1", column: edge}
        status, out, err = run(["--activity", "-", "--format", "markdown"], given=json.dumps([row]).encode())
        assert (status, out) == (2, "")
        assert "standard input: row 1: not a time of any session" in err


def test_huge_query_is_data() -> None:
    row = {"pid": 1, "state": "idle", "query": "SELECT id FROM t WHERE a IN (" + "'x', " * 4_000_000}
    assert run(["--activity", "-"], given=json.dumps([row]).encode())[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "where are the sessions?"),
        (["--activity", "nosuch.csv"], "nosuch.csv: no such file"),
        (["--activity", "go.mod"], "neither CSV|lacks the columns"),
        (["--activity", CSV, "--dsn", "host=x"], "exclude each other"),
        (["--activity", CSV, "--terminate"], "--terminate needs a server"),
        (["--activity", CSV, "--watch"], "--watch needs a server"),
        (["--activity", "-"], "standard input: it is empty"),
        (["--activity", "/dev/null"], "/dev/null: not a regular file"),
        (["--dsn", "user:hunter2@tcp(127.0.0.1:3306)/db"], "in the form of Go's MySQL driver"),
        (["--dsn", "mysql://u:hunter2@[::1/db"], "the DSN cannot be read"),
        (["--dsn", "sqlite:///hunter2"], "the connection string cannot be read"),
        (["--dsn", "host=\udcff password=hunter2"], "it is not UTF-8"),
        (["--dsn", "mysql://\udcff:hunter2@127.0.0.1:1/db"], "cannot connect"),
        (["--dsn", "mysql://u:\u0416\udcffhunter2@127.0.0.1:1/db"], "cannot connect"),
        (["--dsn", "host=x", "--watch", "--plot", "x.svg"], "--watch goes without"),
        (["--dsn-env", "NOT_SET_ANYWHERE"], "NOT_SET_ANYWHERE is not set"),
        (["--dsn", "host=/nowhere password=hunter2"], "cannot connect"),
        (["--dsn", "hunter2"], "cannot connect"),
        (["--dsn", "postgresql://u:hunter2@127.0.0.1:1/db"], "cannot connect"),
        (["--dsn", "postgresql://u:hunter2@127.0.0.1:x/db"], "cannot connect"),
    ],
)
def test_what_cannot_be_done_is_said_with_status_2(arguments: list[str], said: str) -> None:
    import re

    status, out, err = run(arguments)
    assert (status, out) == (2, "")
    assert re.search(said, err)
    assert "hunter2" not in err
    assert "Traceback" not in err


def test_check_imports_nothing_of_it() -> None:
    script = (
        "import sys; from rowsclose.cli.commands import rowsclose\n"
        "rowsclose.main(['check', '-q', '--exit-zero'], standalone_mode=False)\n"
        "print(sorted(m for m in sys.modules if m.split('.')[:2] in (['rowsclose', 'trace'], ['rowsclose', 'servers'],\n"
        "             ['rowsclose', 'sql']) or m in ('psycopg', 'pymysql')), file=sys.stderr)"
    )
    env = NO_SERVER | {"PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=SOURCE, env=env, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
