"""A checkout as a task of workers, and what comes of it: plain values, which may go to another machine and come back.

Here       by its path: a worker reads it there
Sent       by its bytes: a worker needs nothing of the sender's disk
Result     Done, Unchanged or Failed
"""

from __future__ import annotations

from rowsclose.finding import Notice
from rowsclose.report.context import Checkout as Revision
from rowsclose.values import value


@value
class Here:
    """A checkout at an absolute path; ``known`` is the key of what is known of it, empty for nothing."""

    name: str
    folder: str
    known: str = ""


@value
class Sent:
    """A checkout by its bytes.

    ``listed`` are the paths from the root of the files to look at, in order; ``files`` has the compressed bytes of all that
    an analysis may read, by such paths. ``key`` is that of the result; ``notices`` are those of the search for files.
    """

    name: str
    key: str
    listed: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]
    revision: Revision | None
    notices: tuple[Notice, ...] = ()


@value
class Done:
    """A checkout that has been analysed: its ``record`` (see ``record``), and its SARIF log."""

    name: str
    key: str
    record: str
    sarif: str


@value
class Unchanged:
    """A checkout of which all is known."""

    name: str


@value
class Failed:
    """A checkout that could not be analysed, and why."""

    name: str
    reason: str


Task = Here | Sent
Result = Done | Unchanged | Failed
