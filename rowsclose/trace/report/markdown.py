"""``--format markdown``: a report to hand on in an incident: the table, each line, and what was asked of whom.

What comes from the server or from code stands in the font of code and in fences, which it cannot end, or is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from rowsclose.finding import Finding, Run
from rowsclose.report.context import ReportContext
from rowsclose.report.terminal import visible
from rowsclose.report.text import render as render_run
from rowsclose.servers.ending import ending
from rowsclose.trace.report.words import (
    applications,
    certainty,
    duration,
    place_to_mend,
    shown_place,
    shown_query,
    states,
)
from rowsclose.trace.tracing import Line, Trace
from rowsclose.values import replace

_HEAD = ("line", "sessions", "states", "longest unchanged", "finding", "what to write")
_TICKS = re.compile(r"`+")
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$]|://")  # and what makes a link of a bare address


def render(trace: Trace, context: ReportContext) -> Iterator[str]:
    """The document."""
    context = replace(context, color=False)
    yield "# Sessions and the lines they come from\n\n"
    yield f"{_when(trace)}\n\n"
    if trace.lines:
        yield from _table([_HEAD, *(_row(line, context) for line in trace.lines)])
    else:
        yield "No session ran a statement of this code last.\n"
    for line in trace.named:
        yield from _section(line, context)
    if trace.strangers:
        yield "\n## Sessions without a line\n\n"
        yield from _table([("sessions", "application", "query"), *_strangers(trace)])
    if trace.advice:
        yield "\n## What settings do for these sessions\n\n"
        yield from (f"- {escaped(sentence)}\n" for sentence in trace.advice)
    if sessions := trace.to_end:
        yield f"\n## To end these {len(sessions)} sessions\n\nEach only if it is still the same:\n"
        yield f"\n```sql\n{ending(sessions)};\n```\n"
    yield from (f"\n{escaped(sentence)}.\n" for sentence in trace.activity.missing)


def _when(trace: Trace) -> str:
    samples = trace.activity.samples
    at = datetime.fromtimestamp(samples[-1].at, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    span = samples[-1].at - samples[0].at
    over = f" over {duration(span)}" if len(samples) > 1 else ""
    server = f"{trace.activity.kind.value} {escaped(trace.activity.settings.version)}".strip()
    return f"{server}, {trace.sessions} sessions at {at}; samples: {len(samples)}{over}."


def _row(line: Line, context: ReportContext) -> tuple[str, ...]:
    finding = line.causes[0].finding if line.causes else None
    return (
        code(shown_place(context, *place_to_mend(line))),
        str(len(line.sessions)),
        escaped(states(line.sessions)),
        duration(line.longest_s),
        code(finding.rule_id) if finding is not None else "none",
        prose(finding.help) if finding is not None else "",
    )


def _strangers(trace: Trace) -> Iterator[tuple[str, ...]]:
    for stranger in trace.strangers:
        query = code(shown_query(stranger.query)) if stranger.query else "not shown"
        yield escaped(states(stranger.sessions)), code(applications(stranger.sessions)), query


def _section(line: Line, context: ReportContext) -> Iterator[str]:
    site = line.site
    yield f"\n## {code(shown_place(context, *place_to_mend(line)))}: {line.verdict.words.partition(':')[0]}\n\n"
    yield f"- {line.verdict.words.partition(': ')[2] or line.verdict.words}\n"
    yield f"- {escaped(states(line.sessions))} of {code(applications(line.sessions))}, "
    yield f"unchanged for {duration(line.longest_s)}; {line.evidence.words}\n"
    yield f"- query: {code(shown_query(line.sessions[0].session.query))}\n"
    yield f"- sent at {code(shown_place(context, site.path, site.span.start))} in {code(site.function)}, {certainty(line)}\n"
    for other in line.others:
        at = other.statement
        yield f"- or at {code(shown_place(context, at.path, at.span.start))} in {code(at.function)}, {other.reason}\n"
    pids = ", ".join(str(s.session.pid) for s in line.sessions)
    yield f"- pids: {pids}\n"
    for cause in line.causes[:1]:
        yield from _fenced(cause.finding, context)


def _fenced(finding: Finding, context: ReportContext) -> Iterator[str]:
    text = "".join(render_run(Run((finding,), (), 1), context)).rstrip()
    fence = "`" * max(3, _longest_ticks(text) + 1)
    yield f"\n{fence}text\n{text}\n{fence}\n"


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    head, *rest = rows
    for row in (head, ("---",) * len(head), *rest):
        yield f"| {' | '.join(cell or ' ' for cell in row)} |\n"


def code(text: str) -> str:
    """Text in the font of code, none of it taken for markup; by HTML where a code span or a table could end in it."""
    said = visible(text)
    if "`" not in said and "|" not in said:
        return f"`{said or ' '}`"
    shown = re.sub(r"[^\w ]|_", lambda found: f"&#{ord(found[0])};", said)
    return f"<code>{shown}</code>"


def escaped(text: str) -> str:
    """Text in which nothing is taken for markup, be it of ours with names from the server or from code in it."""
    return _MARKUP.sub(r"\\\g<0>", visible(text))


def prose(text: str) -> str:
    """Text of ours, with code in it between backticks, which may hold some itself."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one has no partner: it is no mark
        parts[-2:] = ["`".join(parts[-2:])]
    return "".join((code(part) if index % 2 else escaped(part)) for index, part in enumerate(parts) if part)


def _longest_ticks(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
