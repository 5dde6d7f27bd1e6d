from __future__ import annotations

from pathlib import Path

import pytest

from rowsclose.errors import UsageError
from rowsclose.servers.dump import read_dumps
from rowsclose.servers.ending import can_end, ending
from rowsclose.servers.session import Kind, State

DATA = Path(__file__).parent / "data"
HEAD = "pid,state,query,state_change,backend_type\n"
NOW = "2026-01-01 00:00:00+00"


def one(text: str, name: str = "a.csv") -> list[tuple[int, State, str]]:
    activity = read_dumps([(name, text.encode())])
    return [(s.pid, s.state, s.query) for sample in activity.samples for s in sample.sessions]


def test_csv_and_json_of_one_run_are_the_same() -> None:
    table, objects = (read_dumps([(n, (DATA / n).read_bytes())]) for n in ("activity.csv", "activity.json"))
    assert len(table.samples) == 3
    keys = [[(x.pid, x.state, x.query, x.wait, x.changed_at) for x in s.sessions] for s in table.samples]
    assert keys == [[(x.pid, x.state, x.query, x.wait, x.changed_at) for x in s.sessions] for s in objects.samples]
    assert {s.application for s in table.samples[0].sessions} == {"orders", "reports"}


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_delimiters_of_psql(delimiter: str) -> None:
    text = HEAD + f'1,idle,"SELECT 1",{NOW},client backend\n'
    assert one(text.replace(",", delimiter)) == [(1, State.IDLE, "SELECT 1")]


def test_line_below_the_table_is_no_session() -> None:
    assert one(HEAD.replace(",", "|") + f"1|idle|SELECT 1|{NOW}|client backend\n(1 row)\n".replace(",", "|")) == [
        (1, State.IDLE, "SELECT 1")
    ]


@pytest.mark.parametrize(
    "text",
    [
        '[{"pid": 1, "state": "idle", "query": "SELECT 1"}]',
        '{"pid": 1, "state": "idle", "query": "SELECT 1"}\n',
        '[\n {"PID": 1, "State": "idle", "query": "SELECT 1", "backend_xmin": null}\n]\n',
        '[{"pid": 1, "state": "idle", "query": "SELECT 1"}]\n[{"pid": 9, "state": "x", "query": "pg_stat_activity"}]',
    ],
)
def test_forms_of_json(text: str) -> None:
    assert one(text) == [(1, State.IDLE, "SELECT 1")]


@pytest.mark.parametrize("null", ["", "NULL", "(null)", "\\N"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_nulls_and_encodings_of_clients(null: str, encoding: str) -> None:
    activity = read_dumps([("a.csv", f"{HEAD}1,idle,SELECT '\u00e9',{null},{null}\r\n".encode(encoding))])
    (session,) = activity.samples[0].sessions
    assert (session.query, session.changed_at) == ("SELECT '\u00e9'", None)


def test_servers_own_processes_and_the_question_itself_are_left_out() -> None:
    text = HEAD + f'1,,,,walwriter\n2,active,"SELECT * FROM pg_stat_activity",{NOW},client backend\n3,idle,x,{NOW},\n'
    assert one(text) == [(3, State.IDLE, "x")]


def test_query_that_must_not_be_seen_is_hidden() -> None:
    activity = read_dumps([("a.csv", f"{HEAD}1,,<insufficient privilege>,,\n".encode())])
    (session,) = activity.samples[0].sessions
    assert (session.is_hidden, session.query, session.state) == (True, "", State.UNKNOWN)


def test_process_list_of_mysql() -> None:
    text = (
        "Id\tUser\tHost\tdb\tCommand\tTime\tState\tInfo\n"
        "7\tshop\t10.0.0.1:55123\tshop\tQuery\t90\tWriting to net\tSELECT a FROM t\n"
        "8\tshop\t10.0.0.1:55124\tshop\tSleep\t4\t\tNULL\n"
        "9\tevent_scheduler\tlocalhost\tNULL\tDaemon\t1\tWaiting\tNULL\n"
    )
    activity = read_dumps([("p.tsv", text.encode())])
    assert activity.kind is Kind.MYSQL
    assert [(s.pid, s.client, s.state, s.waits_for_client) for s in activity.samples[0].sessions] == [
        (7, "10.0.0.1", State.ACTIVE, True),
        (8, "10.0.0.1", State.IDLE, False),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty"),
        (HEAD, "no session in it"),
        ("1,idle,SELECT 1,,\n", "lacks the columns"),
        (HEAD + f"1,idle,{NOW}\n", "line 2 has 3 columns, and not the 5 of the head"),
        ("pid|state|query\n1|idle|SELECT a || b\n", "line 2 has 5 columns"),
        ("pid|state|query\n1|idle|SELECT a\nFROM b\n", "line 3 has 1 columns"),
        (HEAD + '1,idle,"SELECT 1\n2,idle,SELECT 2,,\n', "unexpected end of data"),
        (" pid | state | query\n-----+-------+-------\n   1 | idle  | SELECT 1\n(1 row)\n", "a table for people"),
        (" pid │ state │ query\n─────┼───────┼───────\n   1 │ idle  │ SELECT 1\n", "a table for people"),
        (' row_to_json \n-------------\n {"pid": 1}\n', "a table for people"),
        ("-[ RECORD 1 ]-\npid   | 1\n", "a table for people"),
        ("+----+------+\n| Id | Info |\n", "a table for people"),
        ("******* 1. row *******\n  Id: 1\n", "a table for people"),
        ("a,b\n1,2\n", "lacks the columns"),
        ("[1, 2]", "a session is a JSON object"),
        ('{"pid": 1', "neither CSV with a head nor JSON"),
        ("[" * 100_000, "nested too deeply"),
        (HEAD + "1,idle,q,,\nx,idle,q,,\n", "row 2: the column pid is not a number: 'x'"),
        (HEAD + "1,idle,q,30.11.2026 16:00:00 CET,\n", "row 1: not a time .* ISO has it: '30.11.2026 16:00:00 CET'"),
        ('[{"pid": 1, "state": "idle", "query": "q", "state_change": "x"}]', "row 1: not a time"),
    ],
)
def test_what_is_no_list_of_sessions_is_said_to_be_none(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=f"^f: .*{said}"):
        one(text, "f")


def test_files_of_two_servers_are_not_mixed() -> None:
    mysql = b'[{"id": 1, "command": "Sleep", "info": null}]'
    with pytest.raises(UsageError, match="cannot be mixed"):
        read_dumps([("a", f"{HEAD}1,idle,q,{NOW},\n".encode()), ("b", mysql)])


def test_bytes_that_are_not_utf8_are_data() -> None:
    activity = read_dumps([("a.csv", HEAD.encode() + b"1,idle,\xff\x00\x1b[2J,,\n")])
    assert activity.samples[0].sessions[0].query == "\ufffd\ufffd\x1b[2J"


def test_statement_that_ends_sessions_names_them_by_all_that_is_known() -> None:
    activity = read_dumps([("activity.csv", (DATA / "activity.csv").read_bytes())])
    session = next(s for s in activity.samples[-1].sessions if s.waits_for_client)
    said = ending([session])
    assert can_end(session)
    assert all(part in said for part in (str(session.pid), session.began, session.changed))
    assert session.query not in said


def test_nothing_of_a_dump_gets_into_the_statement_but_times() -> None:
    hostile = "2026-01-01 00:00:00'); DROP TABLE t; --"
    text = f'sampled_at,pid,state,query,state_change,backend_start\n{NOW},1,idle,q,{NOW},"{hostile}"\n'
    (session,) = read_dumps([("a", text.encode())]).samples[0].sessions
    assert not can_end(session)
