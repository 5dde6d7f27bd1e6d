"""The file that keeps rows of bytes by key, for any number of runs at once: an SQLite database.

    notes      what is known of the Go files in a folder, by the folder's path
    answers    what came of a unit, by the digest of all that it depends on

Each row carries a checksum of its key and value: one that has been damaged, or moved, is none. A database that is damaged
as a whole, or that another hand has made, is removed, for the next run to begin a new one. No error leaves this module: a
store that cannot be read is empty, and one that cannot be written stays as it is. What has not been used for longest goes
when there is too much.
"""

from __future__ import annotations

import enum
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from typing import TypeVar

_T = TypeVar("_T")

FILE_NAME = "rowsclose-1.sqlite"  # the number is that of the format: what keeps another has another file
_LARGEST_BYTES = 256 << 20
_FORMAT = 1
_TABLE = (
    "CREATE TABLE kept (kind INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL,"
    " checksum BLOB NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID"
)
_PATIENCE_S = 2.0
_LONGEST_S = 60.0  # for all that is asked of a database once it is opened
_STEPS_BETWEEN_LOOKS = 1_000_000
_KEYS_AT_ONCE = 500
_HOUR_S = 3600  # how long ago a row was used is known to the hour, so that most runs need not write
_DAMAGED = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH})
_BESIDE = ("", "-wal", "-shm", "-journal")


class Kind(enum.IntEnum):
    """What a row says."""

    NOTES = 1
    ANSWER = 2


Row = tuple[Kind, bytes]


class _ForeignError(Exception):
    """The database is made in another way: a view in the table's place may be one without end."""


class Store:
    """The rows in one folder. Only the folder's owner can read them."""

    def __init__(self, folder: str, largest_bytes: int = _LARGEST_BYTES, secret: bytes = b"") -> None:
        """Nothing is made or opened yet. Rows that were kept with another ``secret`` (64 bytes at most) are none."""
        self.path = os.path.join(folder, FILE_NAME)
        self._largest_bytes = largest_bytes
        self._secret = secret
        self._used: set[Row] = set()

    def get(self, kind: Kind, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of those of the keys that have one."""
        asked = list(keys)
        if not asked or not os.path.exists(self.path):
            return {}
        return self._tried(lambda database: self._found(database, kind, asked)) or {}

    def put(self, rows: Mapping[Row, bytes]) -> None:
        """Keep values in place of those that their keys had."""
        if rows or self._used:
            with suppress(OSError):
                os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600))
                self._tried(lambda database: self._keep(database, rows))

    @property
    def size_bytes(self) -> int:
        """How much room the file takes, with what belongs to it."""
        sizes = 0
        for suffix in _BESIDE:
            with suppress(OSError):
                sizes += os.path.getsize(self.path + suffix)
        return sizes

    def remove(self) -> None:
        """Remove the file, and what belongs to it.

        Raises:
            OSError: it cannot be removed.
        """
        for suffix in _BESIDE:
            with suppress(FileNotFoundError):
                os.unlink(self.path + suffix)

    def _tried(self, work: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """What comes of work on the database; None where it cannot be done.

        A link in its place is passed over: it may lead to somebody else's file.
        """
        if os.path.islink(self.path):
            return None
        try:
            with closing(self._opened()) as database:
                return work(database)
        except _ForeignError:
            with suppress(OSError):
                self.remove()
        except sqlite3.Error as error:
            if (error.sqlite_errorcode & 0xFF) in _DAMAGED:
                with suppress(OSError):
                    self.remove()
        except (OSError, ValueError):
            pass
        return None  # locked, full, not to be written: it may be of use another time

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=_PATIENCE_S, isolation_level=None)
        try:
            # Python is not asked while SQLite works: without this, no signal ends it either.
            ends_at = time.monotonic() + _LONGEST_S
            database.set_progress_handler(lambda: time.monotonic() > ends_at, _STEPS_BETWEEN_LOOKS)
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA synchronous = NORMAL")
            if database.execute("PRAGMA user_version").fetchone() != (_FORMAT,):
                _begin(database)
            if database.execute("SELECT sql FROM sqlite_master LIMIT 2").fetchall() != [(_TABLE,)]:
                raise _ForeignError
        except BaseException:
            database.close()
            raise
        return database

    def _found(self, database: sqlite3.Connection, kind: Kind, keys: list[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        recently = time.time() - _HOUR_S
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            some = keys[start : start + _KEYS_AT_ONCE]
            asked = ",".join("?" * len(some))
            rows = database.execute(
                f"SELECT key, value, checksum, used FROM kept WHERE kind = ? AND key IN ({asked})", (kind, *some)
            )
            for key, value, checksum, used in rows:
                if checksum != self._checksum(kind, key, value):
                    continue
                found[key] = value
                if used < recently:
                    self._used.add((kind, key))
        return found

    def _keep(self, database: sqlite3.Connection, rows: Mapping[Row, bytes]) -> None:
        now = int(time.time())
        database.execute("BEGIN IMMEDIATE")
        database.executemany(
            "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)",
            ((kind, key, value, self._checksum(kind, key, value), now) for (kind, key), value in rows.items()),
        )
        database.executemany(
            "UPDATE kept SET used = ? WHERE kind = ? AND key = ?", ((now, kind, key) for kind, key in self._used)
        )
        database.execute("COMMIT")
        self._used.clear()
        if _bytes_in(database) > self._largest_bytes:
            _make_room(database)

    def _checksum(self, kind: Kind, key: bytes, value: bytes) -> bytes:
        own = hashlib.blake2b(bytes([kind]) + key, key=self._secret).digest()
        return hashlib.blake2b(value, digest_size=16, key=own).digest()


def _begin(database: sqlite3.Connection) -> None:
    """Make the table, where nobody else has made it in between."""
    database.execute("PRAGMA auto_vacuum = INCREMENTAL")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("BEGIN IMMEDIATE")
    if not database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        database.execute(_TABLE)
    database.execute(f"PRAGMA user_version = {_FORMAT}")
    database.execute("COMMIT")


def _bytes_in(database: sqlite3.Connection) -> int:
    counts = (database.execute(f"PRAGMA {each}").fetchone()[0] for each in ("page_count", "freelist_count"))
    pages = next(counts) - next(counts)
    return int(pages * database.execute("PRAGMA page_size").fetchone()[0])


def _make_room(database: sqlite3.Connection) -> None:
    """Let go of the half that has not been used for longest."""
    (count,) = database.execute("SELECT COUNT(*) FROM kept").fetchone()
    database.execute(
        "DELETE FROM kept WHERE (kind, key) IN (SELECT kind, key FROM kept ORDER BY used LIMIT ?)", (count // 2 + 1,)
    )
    database.execute("PRAGMA incremental_vacuum").fetchall()
