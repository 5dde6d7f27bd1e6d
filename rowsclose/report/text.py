"""``--format text``: a frame for each finding.

    warning[rows-not-closed]: rows may still be open at the return on line 20
      --> store/list.go:12:15
       |
    12 |     rows, err := s.db.Query(q)
       |                  ^^^^^^^^^^ 1. rows is acquired here
    ...
       = lowered from error: bounded
       = help: add defer rows.Close() after the check of err

Notes are listed where they are asked for. Columns count bytes from 1, as Go's tools do. Nothing from a source file or a
file name reaches the terminal unescaped.
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.finding import Confidence, Finding, Run
from rowsclose.report.context import ReportContext
from rowsclose.report.lowered import lowered_from
from rowsclose.report.screen import Links, Screen
from rowsclose.report.snippet import Frame
from rowsclose.report.story import marks
from rowsclose.report.terminal import Paint, visible


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """The findings, each a frame followed by an empty line; nothing at all where there are none."""
    screen = Screen(Paint(context.color), context.columns, Links(context.folder if context.links else None))
    for finding in filter(context.lists, run.findings):
        yield from (f"{line}\n" for line in _lines(finding, context, screen))
        yield "\n"


def _lines(finding: Finding, context: ReportContext, screen: Screen) -> Iterator[str]:
    rule = screen.links.to_rule(finding.rule_id)
    head = screen.paint.level(finding.level, f"{finding.level.value}[{rule}]")
    yield f"{head}: {screen.paint.bold(visible(finding.message))}"
    frame = Frame(marks(finding), context.read, finding.level, screen)
    yield from frame.lines()
    notes = list(_notes(finding))
    if notes:
        yield frame.rule()
    for key, text in notes:
        yield frame.note(key, text)


def _notes(finding: Finding) -> Iterator[tuple[str, str]]:
    if finding.confidence is not Confidence.HIGH:
        yield "confidence", finding.confidence.label
    lowered = lowered_from(finding)
    if lowered:
        yield lowered
    if finding.help:
        yield "help", finding.help
