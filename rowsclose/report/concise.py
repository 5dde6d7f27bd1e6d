"""``--format concise``: one line a finding, ``path:line:column: level rule-id message [what lowered it]``.

Columns count bytes from 1, as Go's tools do; a line break in a name or a message is escaped. Notes are listed where they
are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.finding import Run
from rowsclose.report.context import ReportContext
from rowsclose.report.lowered import marked_message
from rowsclose.report.snippet import location
from rowsclose.report.terminal import Paint, visible


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """One line a finding."""
    paint = Paint(context.color)
    for finding in filter(context.lists, run.findings):
        place = context.read(finding.path).position(finding.span.start)
        level = paint.level(finding.level, finding.level.value)
        where = location(finding.path, place.line, place.column)
        yield f"{where}: {level} {finding.rule_id} {visible(marked_message(finding))}\n"
