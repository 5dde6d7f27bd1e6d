"""``--format checkstyle``: findings in Checkstyle's XML, which many services and editors read.

    <file name="store/list.go">
      <error line="12" column="15" severity="error" source="rowsclose.rows-not-closed" message="..."/>

Files are named from the repository's root; columns count UTF-16 code units from 1. A notice is an entry without a source of
a rule: it stands with its file, or where it is about none, with a file called ``rowsclose``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never
from xml.sax.saxutils import quoteattr

from rowsclose.finding import Finding, Level, Notice, Run
from rowsclose.report.columns import utf16_column
from rowsclose.report.context import ReportContext
from rowsclose.report.lowered import marked_message
from rowsclose.report.repository import (
    findings_in_order,
    is_about_a_file,
    notices_in_order,
    placed_message,
    shown_path,
)
from rowsclose.report.terminal import inert_within, visible

_TOOL = "rowsclose"


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """The document, an entry a piece."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle{_attributes(version="8.0")}>\n'
    entries = [
        *(
            (shown_path(finding.path, context), _finding(finding, context))
            for finding in findings_in_order(run, context)
        ),
        *((_path(notice, context), _notice(notice)) for notice in notices_in_order(run, context)),
    ]
    for path, group in groupby(sorted(entries, key=lambda entry: entry[0]), key=lambda entry: entry[0]):
        yield f"  <file{_attributes(name=path)}>\n"
        yield from (entry for _, entry in group)
        yield "  </file>\n"
    yield "</checkstyle>\n"


def _finding(finding: Finding, context: ReportContext) -> str:
    source = context.read(finding.path)
    start = source.position(finding.span.start)
    message = marked_message(finding)
    return _entry(
        line=start.line,
        column=utf16_column(source, start.line, start.column),
        severity=_severity(finding.level),
        source=f"{_TOOL}.{finding.rule_id}",
        message=f"{message}; help: {finding.help}" if finding.help else message,
    )


def _notice(notice: Notice) -> str:
    severity = "error" if notice.kind.fails_the_run else "warning"
    return _entry(
        line=notice.line or 1,
        severity=severity,
        source=f"{_TOOL}:{notice.kind.value}",
        message=placed_message(notice),
    )


def _path(notice: Notice, context: ReportContext) -> str:
    return shown_path(notice.path, context) if is_about_a_file(notice) else _TOOL


def _entry(**values: object) -> str:
    return f"    <error{_attributes(**values)}/>\n"


def _attributes(**values: object) -> str:
    """As XML in which a build server sees no command of its own."""
    written = ((name, inert_within(quoteattr(visible(str(value))), "&#35;")) for name, value in values.items())
    return "".join(f" {name}={value}" for name, value in written)


def _severity(level: Level) -> str:
    match level:
        case Level.ERROR:
            return "error"
        case Level.WARNING:
            return "warning"
        case Level.NOTE:
            return "info"
        case _:
            assert_never(level)
