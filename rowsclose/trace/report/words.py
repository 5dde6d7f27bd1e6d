"""What all formats for people say of sessions and lines, in the same words. Nothing here is escaped yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rowsclose.report.context import ReportContext
from rowsclose.report.terminal import visible
from rowsclose.trace.evidence import Seen
from rowsclose.trace.tracing import Line

_QUERY_CHARS = 160


def duration(seconds: float | None) -> str:
    """``3 d 4 h``, ``2 min 5 s``, ``0.4 s``; ``?`` where it is not known."""
    if seconds is None:
        return "?"
    if seconds < 10:
        return f"{seconds:.1f} s"
    parts, left = list[str](), int(seconds)
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)):
        count, left = divmod(left, size)
        if count or (parts and len(parts) < 2):
            parts.append(f"{count} {unit}")
        if len(parts) == 2:
            break
    return " ".join(parts)


def states(sessions: Iterable[Seen]) -> str:
    """``5 active (ClientWrite), 2 idle``."""
    counted = Counter(_state(s) for s in sessions)
    return ", ".join(f"{count} {state}" for state, count in counted.most_common())


def _state(seen: Seen) -> str:
    session = seen.session
    waits = f" ({visible(session.wait)})" if session.waits_for_client else ""
    return f"{session.state.value}{waits}"


def applications(sessions: Iterable[Seen]) -> str:
    """Whose sessions they are: the names of applications, or of users where they have none."""
    names = dict.fromkeys(s.session.application or s.session.user for s in sessions)
    return ", ".join(visible(name) for name in names if name)


def shown_query(query: str) -> str:
    """A query on one line, no longer than a line may be."""
    line = visible(" ".join(query[: 4 * _QUERY_CHARS].split()))
    return line if len(line) <= _QUERY_CHARS else f"{line[:_QUERY_CHARS]}..."


def place_to_mend(line: Line) -> tuple[str, int]:
    """The file of the line to mend, and the byte where the call is: of the first finding, else of the statement."""
    if line.causes:
        return line.causes[0].finding.path, line.causes[0].finding.span.start
    return line.site.path, line.site.span.start


def shown_place(context: ReportContext, path: str, offset: int) -> str:
    """``orders/list.go:12`` of a file and a byte in it."""
    return f"{visible(path)}:{context.read(path).position(offset).line}"


def certainty(line: Line) -> str:
    """How sure it is that the query is from this line."""
    said = f"{line.match.score:.2f}: {line.match.reason}"
    return f"{said}; other lines send the same text" if line.is_ambiguous else said
