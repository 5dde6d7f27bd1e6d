"""What ``pg_stat_activity`` says of the service's sessions."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import psycopg
from psycopg.rows import class_row

# application_name is what the service's two pools call themselves.
_SESSIONS = """
    SELECT state, wait_event_type, wait_event, query, backend_xmin IS NOT NULL AS holds_snapshot,
           extract(epoch FROM clock_timestamp() - state_change)::float AS unchanged_s
    FROM pg_stat_activity
    WHERE application_name = %s AND backend_type = 'client backend'
    ORDER BY backend_start, pid
"""


@dataclass(frozen=True, slots=True)
class Session:
    """One row of ``pg_stat_activity``.

    ``holds_snapshot`` stands for a ``backend_xmin``, which keeps VACUUM from removing newer row versions;
    ``unchanged_s`` are the seconds since ``state_change``.
    """

    state: str | None
    wait_event_type: str | None
    wait_event: str | None
    query: str
    holds_snapshot: bool
    unchanged_s: float | None


@dataclass(frozen=True, slots=True)
class Sample:
    """The sessions at one moment, in seconds since the load began."""

    at_s: float
    sessions: tuple[Session, ...]


def sessions(connection: psycopg.Connection, application: str) -> tuple[Session, ...]:
    """The sessions of that application, oldest first."""
    with connection.cursor(row_factory=class_row(Session)) as cursor:
        return tuple(cursor.execute(_SESSIONS, [application]).fetchall())


class Watch:
    """Takes a sample every ``every_s`` seconds, in a thread of its own, as long as the ``with`` statement lasts."""

    def __init__(self, connection: psycopg.Connection, application: str, every_s: float, began: float) -> None:
        self.samples: list[Sample] = []
        self._connection = connection
        self._application = application
        self._every_s = every_s
        self._began = began
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watch")

    def _watch(self) -> None:
        while True:
            at_s = time.monotonic() - self._began
            self.samples.append(Sample(at_s, sessions(self._connection, self._application)))
            if self._over.wait(self._every_s):
                return

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()
