"""``--format jsonl``: one JSON object a line, described by ``schema/findings-lines-v1.schema.json``.

{"type": "run", "version": 1, "tool": ...}      first
{"type": "finding", ...}                        one a finding, with the keys that ``--format json`` has
{"type": "suppressed", ...}                     one a finding that a comment silences, with its justification
{"type": "notice", ...}                         one a notice, likewise
{"type": "counts", ...}                         last: a stream without it was cut off
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.finding import Run
from rowsclose.report.context import ReportContext
from rowsclose.report.json import SCHEMA_VERSION, counts, finding_object, notice_object, suppressed_object, tool_object
from rowsclose.report.jsontext import dumps_line


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """The lines, a piece each."""
    yield dumps_line({"type": "run", "version": SCHEMA_VERSION, "tool": tool_object(context)})
    for finding in run.findings:
        yield dumps_line({"type": "finding", **finding_object(finding, context)})
    for suppressed in run.suppressed:
        yield dumps_line({"type": "suppressed", **suppressed_object(suppressed, context)})
    for notice in run.notices:
        yield dumps_line({"type": "notice", **notice_object(notice)})
    yield dumps_line({"type": "counts", **counts(run)})
