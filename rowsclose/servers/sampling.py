"""Several samples of a running server, some seconds apart: what stands still only shows over time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Protocol

from rowsclose.servers.session import Activity, Kind, Sample, Session, Settings


class Server(Protocol):
    """A connection to a running server; all of its methods raise ``RowscloseError`` where it does not answer."""

    kind: Kind

    def sample(self) -> Sample:
        """The sessions at this moment."""

    def settings(self) -> Settings:
        """What the server is set to."""

    def missing(self) -> tuple[str, ...]:
        """What cannot be seen, and what would help, in a sentence each."""

    def end(self, session: Session) -> bool:
        """End a session if it is still the one that was seen; whether it was."""

    def close(self) -> None:
        """End the connection."""


def samples_of(server: Server, count: int, every_s: float) -> Activity:
    """What so many samples show."""
    return Activity(server.kind, tuple(moments(server, count, every_s)), server.settings(), server.missing())


def moments(server: Server, count: int | None, every_s: float) -> Iterator[Sample]:
    """Samples at an even pace, without end where there is no count."""
    due, taken = time.monotonic(), 0
    while count is None or taken < count:
        time.sleep(max(0.0, due - time.monotonic()))
        yield server.sample()
        due, taken = due + every_s, taken + 1
