"""``--format text``: a table of lines, the gravest first, then each line with its sessions, its finding and its path.

Text of the server is made visible: no query can move the cursor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from rowsclose.finding import Level, Run
from rowsclose.report.context import ReportContext
from rowsclose.report.terminal import Paint, cells, visible
from rowsclose.report.text import render as render_run
from rowsclose.servers.ending import ending
from rowsclose.trace.evidence import Evidence
from rowsclose.trace.report.words import (
    applications,
    certainty,
    duration,
    place_to_mend,
    shown_place,
    shown_query,
    states,
)
from rowsclose.trace.tracing import Line, Stranger, Trace, Verdict

_LEVELS = {
    Verdict.LEAKS: Level.ERROR,
    Verdict.UNEXPLAINED: Level.ERROR,
    Verdict.SUSPECT: Level.WARNING,
    Verdict.AT_REST: Level.NOTE,
}
_HEAD = ("line", "sessions", "states", "unchanged", "finding")
_MOST_STRANGERS = 10


def render(trace: Trace, context: ReportContext) -> Iterator[str]:
    """The table, the lines that sessions speak against, the rest in short, and what was not seen."""
    paint = Paint(context.color)
    line_of = partial(shown_place, context)
    if trace.lines:
        yield from _table(trace.lines, line_of, paint)
        yield "\n"
    for line in trace.named:
        yield from (f"{text}\n" for text in _details(line, line_of, context, paint))
        yield "\n"
    yield from (f"{text}\n" for text in _rest(trace))
    yield from (f"advice: {visible(sentence)}\n" for sentence in trace.advice)
    yield from _to_end(trace)


LineOf = Callable[[str, int], str]


def _table(lines: Sequence[Line], line_of: LineOf, paint: Paint) -> Iterator[str]:
    rows = [_HEAD, *(_row(line, line_of) for line in lines)]
    widths = [max(cells(row[i]) for row in rows) for i in range(len(_HEAD))]
    for number, row in enumerate(rows):
        padded = (cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True))
        text = "  ".join(padded).rstrip()
        yield (paint.bold(text) if number == 0 else text) + "\n"


def _row(line: Line, line_of: LineOf) -> tuple[str, ...]:
    finding = line.causes[0].finding.rule_id if line.causes else ""
    said = finding or ("none" if line.verdict is Verdict.UNEXPLAINED else "none, at rest")
    where = line_of(*place_to_mend(line))
    return where, str(len(line.sessions)), states(line.sessions), duration(line.longest_s), said


def _details(line: Line, line_of: LineOf, context: ReportContext, paint: Paint) -> Iterator[str]:
    where = line_of(*place_to_mend(line))
    head = paint.level(_LEVELS[line.verdict], line.verdict.name.lower())
    yield f"{head}: {paint.bold(where)} {line.verdict.words.partition(': ')[2] or line.verdict.words}"
    yield from (f"  {key:<10} {text}" for key, text in _facts(line, line_of))
    for cause in line.causes[:1]:
        run = Run((cause.finding,), (), 1)
        for piece in render_run(run, context):
            yield from (f"  {text}".rstrip() for text in piece.splitlines() if text)
    for cause in line.causes[1:]:
        finding = cause.finding
        yield f"  {'also':<10} {line_of(finding.path, finding.span.start)} {finding.rule_id}: {visible(finding.message)}"


def _facts(line: Line, line_of: LineOf) -> Iterator[tuple[str, str]]:
    whose = applications(line.sessions)
    yield (
        "sessions",
        f"{states(line.sessions)}{f' of {whose}' if whose else ''}, unchanged for {duration(line.longest_s)}",
    )
    yield "evidence", line.evidence.words
    yield "query", shown_query(line.sessions[0].session.query)
    site = line.site
    yield "sent at", f"{line_of(site.path, site.span.start)} by {visible(site.call)} in {visible(site.function)}"
    yield "match", certainty(line)
    for other in line.others:
        at = other.statement
        yield "or", f"{line_of(at.path, at.span.start)} in {visible(at.function)}, {other.score:.2f}: {other.reason}"
    if line.tags:
        yield "tags", ", ".join(f"{visible(key)}={visible(said)}" for key, said in line.tags)
    if line.causes and line.causes[0].how:
        yield "because", visible(line.causes[0].how)


def _rest(trace: Trace) -> Iterator[str]:
    for stranger in trace.strangers[:_MOST_STRANGERS]:
        yield _stranger(stranger)
    left = len(trace.strangers) - _MOST_STRANGERS
    if left > 0:
        yield f"and {left} more queries that no statement of the code is like"
    if trace.hidden:
        yield f"{trace.hidden} of {trace.sessions} sessions do not show their query"


def _to_end(trace: Trace) -> Iterator[str]:
    if sessions := trace.to_end:
        yield f"to end these {len(sessions)} sessions, if they are still the same (--terminate does it after a yes):\n"
        yield f"{ending(sessions)};\n"


def _stranger(stranger: Stranger) -> str:
    said = f"{states(stranger.sessions)} of {applications(stranger.sessions) or '?'}"
    if not stranger.query:
        return f"no query is shown: {said}"
    evidence = f", {stranger.evidence.words}" if stranger.evidence is not Evidence.NOTHING else ""
    return f"no statement of the code is like this: {said}{evidence}: {shown_query(stranger.query)}"
