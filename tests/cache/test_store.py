"""A store keeps rows for any number of runs, and nothing that happens to its file is anybody's failure."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from rowsclose.cache.store import Kind, Row, Store

PROJECT = Path(__file__).parents[2]
ROWS: dict[Row, bytes] = {(Kind.ANSWER, b"a"): b"one", (Kind.ANSWER, b"b"): b"two", (Kind.NOTES, b"a"): b"three"}


def filled(folder: Path) -> Store:
    store = Store(str(folder))
    store.put(ROWS)
    return store


def test_what_is_kept_is_found_by_kind_and_key(tmp_path: Path) -> None:
    filled(tmp_path)
    store = Store(str(tmp_path))
    assert store.get(Kind.ANSWER, [b"a", b"b", b"c"]) == {b"a": b"one", b"b": b"two"}
    assert store.get(Kind.NOTES, [b"a", b"b"]) == {b"a": b"three"}


def test_the_last_value_of_a_key_counts(tmp_path: Path) -> None:
    store = filled(tmp_path)
    store.put({(Kind.ANSWER, b"a"): b"new"})
    assert store.get(Kind.ANSWER, [b"a", b"b"]) == {b"a": b"new", b"b": b"two"}


def test_more_keys_than_a_query_takes(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    many: dict[Row, bytes] = {(Kind.NOTES, b"%d" % n): b"%d" % -n for n in range(1700)}
    store.put(many)
    assert len(store.get(Kind.NOTES, [key for _, key in many])) == 1700


def test_a_store_that_nobody_has_filled_is_empty_and_makes_no_file(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "deep" / "folder"))
    assert store.get(Kind.ANSWER, [b"a"]) == {}
    store.put({})
    assert list(tmp_path.iterdir()) == []


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    filled(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path: Path, is_there: bool) -> None:
    store, other = Store(str(tmp_path)), tmp_path / "other"
    if is_there:
        other.write_text("somebody's")
    os.symlink(other, store.path)
    store.put(ROWS)
    assert store.get(Kind.ANSWER, [b"a"]) == {}
    assert other.exists() is is_there
    assert not is_there or other.read_text() == "somebody's"


def test_what_has_not_been_used_for_longest_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(str(tmp_path), largest_bytes=400_000)
    value = b"x" * 20_000
    for hour in range(40):
        monkeypatch.setattr("rowsclose.cache.store.time.time", lambda hour=hour: 1e9 + 3700 * hour)
        assert hour == 0 or store.get(Kind.ANSWER, [b"0"]) == {b"0": value}  # used each hour
        store.put({(Kind.ANSWER, b"%d" % hour): value})
    assert store.get(Kind.ANSWER, [b"0", b"39"]).keys() == {b"0", b"39"}
    assert store.get(Kind.ANSWER, [b"1", b"2"]) == {}
    assert store.size_bytes < 2_000_000


# What may happen to the file ------------------------------------------------------------------------


def damaged(path: Path, how: str) -> None:
    text = path.read_bytes()
    match how:
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(text[: len(text) // 2])
        case "text":
            path.write_bytes(b"no database at all\n" * 400)
        case "zeros":
            path.write_bytes(bytes(len(text)))
        case "noise":
            path.write_bytes(text[:100] + bytes(byte ^ 0x55 for byte in text[100:]))
        case "foreign":
            path.unlink()
            with sqlite3.connect(path) as database:
                database.execute("CREATE TABLE kept (something TEXT)")
            database.close()
        case "of another format":
            with sqlite3.connect(path) as database:
                database.execute("PRAGMA user_version = 77")
                database.execute("DROP TABLE kept")
            database.close()


@pytest.mark.parametrize("how", ["empty", "cut", "text", "zeros", "noise", "foreign", "of another format"])
def test_a_damaged_file_is_passed_over_and_replaced(tmp_path: Path, how: str) -> None:
    store = filled(tmp_path)
    damaged(Path(store.path), how)
    assert Store(str(tmp_path)).get(Kind.ANSWER, [b"a"]) in ({}, {b"a": b"one"})
    for _ in range(3):
        Store(str(tmp_path)).put(ROWS)
    assert Store(str(tmp_path)).get(Kind.ANSWER, [b"a", b"b"]) == {b"a": b"one", b"b": b"two"}


@pytest.mark.parametrize(
    "added",
    [
        "ALTER TABLE kept RENAME TO old; CREATE VIEW kept AS SELECT * FROM old",
        "CREATE TRIGGER more AFTER UPDATE ON kept BEGIN DELETE FROM kept; END",
        "CREATE TABLE other (something TEXT)",
    ],
)
def test_a_file_that_is_made_in_another_way_is_asked_for_nothing(tmp_path: Path, added: str) -> None:
    store = filled(tmp_path)
    with sqlite3.connect(store.path) as database:
        database.executescript(added)
    database.close()
    assert store.get(Kind.ANSWER, [b"a"]) == {}
    assert not os.path.exists(store.path)


def test_a_file_that_keeps_a_run_waiting_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = filled(tmp_path)
    monkeypatch.setattr("rowsclose.cache.store._LONGEST_S", -1.0)
    monkeypatch.setattr("rowsclose.cache.store._STEPS_BETWEEN_LOOKS", 1)
    assert store.get(Kind.ANSWER, [b"a"]) == {}
    assert os.path.exists(store.path)


def test_a_row_whose_bytes_have_changed_is_none(tmp_path: Path) -> None:
    store = filled(tmp_path)
    with sqlite3.connect(store.path) as database:
        database.execute("UPDATE kept SET value = ? WHERE value = ?", (b"One", b"one"))
        database.execute("UPDATE kept SET key = ? WHERE value = ?", (b"c", b"two"))
    database.close()
    assert store.get(Kind.ANSWER, [b"a", b"b", b"c"]) == {}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_cannot_be_written_is_left_as_it_is(tmp_path: Path) -> None:
    store = filled(tmp_path)
    tmp_path.chmod(0o500)
    try:
        store.put({(Kind.ANSWER, b"a"): b"new"})
        assert store.get(Kind.ANSWER, [b"a"]) in ({}, {b"a": b"one"})
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("folder", [os.devnull, "/proc/none/cache", "a/file"])
def test_a_folder_that_can_be_none_keeps_nothing(tmp_path: Path, folder: str) -> None:
    (tmp_path / "a").write_text("a file")
    store = Store(str(tmp_path / folder))
    store.put(ROWS)
    assert store.get(Kind.ANSWER, [b"a"]) == {}


def test_a_store_that_somebody_holds_is_not_waited_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rowsclose.cache.store._PATIENCE_S", 0.05)
    store = filled(tmp_path)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store.put({(Kind.ANSWER, b"a"): b"new"})
    assert store.get(Kind.ANSWER, [b"a"]) == {b"a": b"one"}
    other.close()


WRITER = """
import sys
from rowsclose.cache.store import Kind, Store
store, name = Store(sys.argv[1]), sys.argv[2].encode()
for n in range(30):
    store.put({(Kind.ANSWER, name + b"%d" % n): name, (Kind.NOTES, b"shared"): name})
    assert len(store.get(Kind.ANSWER, [name + b"%d" % m for m in range(n + 1)])) == n + 1
"""


def writer(folder: Path, name: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.Popen([sys.executable, "-c", WRITER, str(folder), name], env=environment)


def test_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [writer(tmp_path, f"w{n}-") for n in range(4)]
    assert [each.wait(timeout=120) for each in writers] == [0] * 4
    found = Store(str(tmp_path)).get(Kind.ANSWER, [f"w{w}-{n}".encode() for w in range(4) for n in range(30)])
    assert len(found) == 120


def test_a_run_that_is_killed_leaves_a_store_that_can_be_used(tmp_path: Path) -> None:
    for n in range(8):
        each = writer(tmp_path, f"k{n}-")
        try:
            each.wait(timeout=0.15 + 0.03 * n)
        except subprocess.TimeoutExpired:
            each.kill()
            each.wait()
    store = filled(tmp_path)
    assert store.get(Kind.ANSWER, [b"a"]) == {b"a": b"one"}
    with sqlite3.connect(store.path) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
