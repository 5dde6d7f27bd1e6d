"""``--format json``: one document, described by ``schema/findings-v1.schema.json``.

Keys may be added within version 1; none is removed, renamed or given another meaning. Columns count bytes from 1; the
end of a region is exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.finding import Finding, Level, Notice, Run, Step, Suppressed
from rowsclose.report.context import ReportContext
from rowsclose.report.jsontext import dumps_filled
from rowsclose.report.statistics import count_by_level, count_by_rule
from rowsclose.report.story import words
from rowsclose.source import SourceFile, Span

SCHEMA_VERSION = 1


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """The document, a finding a piece."""
    document = {
        "version": SCHEMA_VERSION,
        "tool": tool_object(context),
        "findings": [],
        "suppressed": [suppressed_object(suppressed, context) for suppressed in run.suppressed],
        "notices": [notice_object(notice) for notice in run.notices],
        "counts": counts(run),
    }
    yield from dumps_filled(document, "findings", (finding_object(finding, context) for finding in run.findings))


def tool_object(context: ReportContext) -> dict[str, object]:
    """What wrote the document."""
    return {"name": "rowsclose", "version": context.version}


def finding_object(finding: Finding, context: ReportContext) -> dict[str, object]:
    """One element of ``findings``."""
    return {
        "rule": finding.rule_id,
        "level": finding.level.value,
        "message": finding.message,
        "help": finding.help,
        "confidence": finding.confidence.label,
        "function": finding.function,
        "path": finding.path,
        "region": _region(context.read(finding.path), finding.span),
        "witness": [_step(step, context) for step in finding.witness],
        "circumstances": [circumstance.value for circumstance in finding.circumstances],
        "lowered_from": finding.lowered.origin.value if finding.lowered else None,
    }


def suppressed_object(suppressed: Suppressed, context: ReportContext) -> dict[str, object]:
    """One element of ``suppressed``: a finding, and the reason that the comment gives."""
    return {"finding": finding_object(suppressed.finding, context), "justification": suppressed.justification}


def _step(step: Step, context: ReportContext) -> dict[str, object]:
    return {
        "kind": step.kind.value,
        "message": words(step),
        "path": step.path,
        "region": _region(context.read(step.path), step.span),
    }


def _region(source: SourceFile, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {"line": start.line, "column": start.column, "end_line": end.line, "end_column": end.column}


def notice_object(notice: Notice) -> dict[str, object]:
    """One element of ``notices``."""
    return {
        "kind": notice.kind.value,
        "message": notice.message,
        "path": notice.path,
        "line": notice.line or None,
        "column": notice.column or None,
        "fails_the_run": notice.kind.fails_the_run,
    }


def counts(run: Run) -> dict[str, object]:
    """How many files, findings, and findings of each level and rule."""
    levels = count_by_level(run)
    return {
        "files": run.files,
        "findings": len(run.findings),
        "suppressed": len(run.suppressed),
        "recorded": run.recorded,
        "levels": {level.value: levels[level] for level in Level},
        "rules": dict(sorted(count_by_rule(run).items())),
    }
