"""``--format rdjson``: the Reviewdog Diagnostic Format, for reviewdog and what else speaks it.

One document, as its schema describes it (https://github.com/reviewdog/reviewdog/tree/master/proto/rdf). Files are named
from the repository's root; columns count bytes from 1 and the end is exclusive, as the format has it. Exits that leak are
related locations. What was not analysed is a diagnostic too, so that it is not passed over in silence.

A verified fix (``--diff``) is a suggestion, which reviewdog shows in a pull request as GitHub's, to be taken by a click. One
alone is taken at a time, so it is all of a fix: whole lines, from its first edit to its last.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rowsclose.finding import Finding, Level, Notice, Run
from rowsclose.remedy import edited
from rowsclose.report.context import PROJECT_URL, ReportContext
from rowsclose.report.jsontext import dumps_filled
from rowsclose.report.lowered import marked_message
from rowsclose.report.repository import (
    findings_in_order,
    is_about_a_file,
    notices_in_order,
    placed_message,
    shown_path,
)
from rowsclose.report.rule_page import help_url_of
from rowsclose.report.story import exits, words
from rowsclose.source import Position, Span


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """The document, a diagnostic a piece."""
    document = {"source": {"name": "rowsclose", "url": PROJECT_URL}, "diagnostics": []}
    yield from dumps_filled(document, "diagnostics", _diagnostics(run, context))


def _diagnostics(run: Run, context: ReportContext) -> Iterator[dict[str, object]]:
    yield from (_finding(finding, context) for finding in findings_in_order(run, context))
    yield from (_notice(notice, context) for notice in notices_in_order(run, context))


def _finding(finding: Finding, context: ReportContext) -> dict[str, object]:
    message = marked_message(finding)
    return {
        "message": f"{message}\nhelp: {finding.help}" if finding.help else message,
        "location": _location(finding.path, finding.span, context),
        "severity": _severity(finding.level),
        "code": {"value": finding.rule_id, "url": help_url_of(finding.rule_id)},
        "related_locations": [
            {"message": words(step), "location": _location(step.path, step.span, context)} for step in exits(finding)
        ],
        **_suggested(finding, context),
    }


def _suggested(finding: Finding, context: ReportContext) -> dict[str, object]:
    """The fix of a finding as a suggestion; nothing where there is none, or its lines are not UTF-8."""
    edits = finding.fix.edits if finding.fix is not None else ()
    if not edits:
        return {}
    text = context.read(finding.path).text
    start = text.rfind(b"\n", 0, edits[0].span.start) + 1
    end = text.find(b"\n", edits[-1].span.end)
    lines = Span(start, len(text) if end < 0 else end)
    mended = edited(text, edits)
    try:
        suggested = mended[lines.start : len(mended) - (len(text) - lines.end)].decode()
    except UnicodeDecodeError:
        return {}
    return {"suggestions": [{"range": _location(finding.path, lines, context)["range"], "text": suggested}]}


def _notice(notice: Notice, context: ReportContext) -> dict[str, object]:
    location: dict[str, object] = {"path": shown_path(notice.path, context) if is_about_a_file(notice) else "."}
    if notice.line:
        start = {"line": notice.line, **({"column": notice.column} if notice.column else {})}
        location["range"] = {"start": start}
    return {
        "message": placed_message(notice),
        "location": location,
        "severity": "ERROR" if notice.kind.fails_the_run else "WARNING",
        "code": {"value": notice.kind.value},
    }


def _location(path: str, span: Span, context: ReportContext) -> dict[str, object]:
    source = context.read(path)
    start, end = source.position(span.start), source.position(span.end)
    return {"path": shown_path(path, context), "range": {"start": _position(start), "end": _position(end)}}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


def _severity(level: Level) -> str:
    match level:
        case Level.ERROR:
            return "ERROR"
        case Level.WARNING:
            return "WARNING"
        case Level.NOTE:
            return "INFO"
        case _:
            assert_never(level)
