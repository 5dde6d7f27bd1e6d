"""``trace --watch``: a bar a sample, and below it the lines of code that have got more sessions or lost some."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from rowsclose.cli.output import write_line
from rowsclose.report.context import ReportContext
from rowsclose.servers.sampling import Server, moments
from rowsclose.servers.session import Activity, Sample
from rowsclose.trace.code import Code
from rowsclose.trace.report.course import bar, changes, counts_of
from rowsclose.trace.tracing import trace

_COMPARED = 3  # samples that are looked at together: what stands still only shows over time


def watch_sessions(
    server: Server, code: Code, narrowed: Callable[[Sample], Sample], every_s: float, context: ReportContext
) -> None:
    """Show samples until somebody ends it, or nobody reads on."""
    settings = server.settings()
    window = deque[Sample](maxlen=_COMPARED)
    before: dict[str, int] = {}
    for sample in moments(server, None, every_s):
        window.append(narrowed(sample))
        found = trace(code, Activity(server.kind, tuple(window), settings))
        course = bar(window[-1], settings.max_connections or len(window[-1].sessions))
        if not write_line("\n".join((course, *changes(found, before, context)))):
            return
        before = counts_of(found, context)
