"""``--format github``: workflow commands, which GitHub Actions turns into annotations.

    ::error file=store/list.go,line=12,endLine=12,col=15,endColumn=27,title=rows-not-closed::store/list.go:12:15: ...

Escaped as actions/toolkit does (packages/core/src/command.ts) and actions/runner reads it back
(src/Runner.Common/ActionCommand.cs); a line that is a command is looked at for no other. Files are named from the
repository's root. The message names its place again, for the log of a job shows nothing else. Columns count UTF-16 code
units from 1, the end exclusive. GitHub shows ten errors, ten warnings and ten notices of a step as annotations; the log
has them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rowsclose.finding import Finding, Level, Notice, Run
from rowsclose.report.columns import utf16_column
from rowsclose.report.context import ReportContext
from rowsclose.report.lowered import lowered_line
from rowsclose.report.repository import findings_in_order, is_about_a_file, notices_in_order, shown_path
from rowsclose.report.terminal import visible

_IN_DATA = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_IN_PROPERTY = _IN_DATA | {ord(":"): "%3A", ord(","): "%2C"}


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """One line a finding, then one a notice."""
    for finding in findings_in_order(run, context):
        yield _finding(finding, context)
    for notice in notices_in_order(run, context):
        yield _notice(notice, context)


def _finding(finding: Finding, context: ReportContext) -> str:
    source = context.read(finding.path)
    start, end = source.position(finding.span.start), source.position(finding.span.end)
    path = shown_path(finding.path, context)
    places: dict[str, object] = {"file": path, "line": start.line, "endLine": end.line}
    if start.line == end.line:  # the runner drops the columns of a region over several lines, with a warning
        places["col"] = utf16_column(source, start.line, start.column)
        places["endColumn"] = utf16_column(source, end.line, end.column)
    message = f"{path}:{start.line}:{start.column}: {finding.message}"
    if finding.lowered:
        message += f"\n{lowered_line(finding)}"
    if finding.help:
        message += f"\nhelp: {finding.help}"
    return _command(_name(finding.level), {**places, "title": finding.rule_id}, message)


def _notice(notice: Notice, context: ReportContext) -> str:
    name = "error" if notice.kind.fails_the_run else "warning"
    properties: dict[str, object] = {"title": f"rowsclose: {notice.kind.value}"}
    path = notice.path
    if is_about_a_file(notice):
        path = shown_path(notice.path, context)
        properties = {"file": path, **({"line": notice.line} if notice.line else {}), **properties}
    place = ":".join(str(part) for part in (path, notice.line, notice.column) if part)
    return _command(name, properties, f"{place}: {notice.message}" if place else notice.message)


def _command(name: str, properties: dict[str, object], message: str) -> str:
    shown = ",".join(f"{key}={_escaped(str(value), _IN_PROPERTY)}" for key, value in properties.items() if value)
    return f"::{name} {shown}::{_escaped(message, _IN_DATA)}\n"


def _escaped(text: str, escapes: dict[int, str]) -> str:
    """Escaped for the runner, and then what is left of control characters for the eyes that read the log."""
    return visible(text.translate(escapes))


def _name(level: Level) -> str:
    match level:
        case Level.ERROR:
            return "error"
        case Level.WARNING:
            return "warning"
        case Level.NOTE:
            return "notice"
        case _:
            assert_never(level)
