"""Places in SARIF: uris relative to the repository root, regions in UTF-16 columns.

    a b/x.go, working folder "sub"    ->   {"uri": "sub/a%20b/x.go", "uriBaseId": "%SRCROOT%"}

No path of the machine appears: what leads out of the repository root has its last component for a uri, and no base.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import sarif_om as om  # type: ignore[import-untyped]

from rowsclose.errors import SourceError
from rowsclose.finding import Notice
from rowsclose.report.columns import utf16_column
from rowsclose.report.context import ReportContext
from rowsclose.report.repository import repository_path, shown_path
from rowsclose.report.sarif.messages import plain_message
from rowsclose.source import SourceFile, Span

SOURCE_ROOT = "%SRCROOT%"
QUOTED_CHARACTERS = 500


def artifact_location(path: str, context: ReportContext) -> Any:
    """The file a reported path means; a path may hold PEP 383 surrogates for bytes that are not UTF-8."""
    inside = repository_path(path, context)
    if inside is None:
        return om.ArtifactLocation(uri=_percent_encoded(shown_path(path, context)))
    return om.ArtifactLocation(uri=_percent_encoded(inside), uri_base_id=SOURCE_ROOT)


def _percent_encoded(path: str) -> str:
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # a surrogate that stands for no byte; Windows allows it in names
        return quote(path.encode("utf-8", "replace"))


def location(path: str, span: Span, context: ReportContext, *, message: str = "", function: str = "") -> Any:
    """A place with, where given, its message (made a sentence) and its enclosing function."""
    physical = om.PhysicalLocation(
        artifact_location=artifact_location(path, context), region=region(context.read(path), span)
    )
    found = om.Location(physical_location=physical)
    if message:
        found.message = om.Message(text=plain_message(message))
    if function:
        found.logical_locations = [om.LogicalLocation(fully_qualified_name=function, kind="function")]
    return found


def quoted(place: Any, path: str, span: Span, context: ReportContext) -> Any:
    """The place with the source that stands there, and with the whole lines: who has no checkout sees it all the same.

    Lines that are longer than source is written are left out.
    """
    source = context.read(path)
    first, last = source.position(span.start).line, source.position(span.end).line
    lines = [source.line_text(line) for line in range(first, last + 1)]
    if sum(map(len, lines)) <= QUOTED_CHARACTERS:
        physical = place.physical_location
        text = source.text[span.start : span.end].decode("utf-8", "replace")
        physical.region.snippet = om.ArtifactContent(text=text)
        whole = om.ArtifactContent(text="\n".join(lines))
        physical.context_region = om.Region(start_line=first, end_line=last, snippet=whole)
    return place


def region(source: SourceFile, span: Span) -> Any:
    """A span as lines and UTF-16 columns from 1; the end column is exclusive."""
    start, end = source.position(span.start), source.position(span.end)
    return om.Region(
        start_line=start.line,
        start_column=utf16_column(source, start.line, start.column),
        end_line=None if end.line == start.line else end.line,
        end_column=utf16_column(source, end.line, end.column),
    )


def notice_location(notice: Notice, context: ReportContext) -> Any:
    """The place of a notice about a file, with a region as far as it is known."""
    physical = om.PhysicalLocation(artifact_location=artifact_location(notice.path, context))
    if notice.line:
        physical.region = om.Region(start_line=notice.line, start_column=_notice_column(notice, context))
    return om.Location(physical_location=physical)


def _notice_column(notice: Notice, context: ReportContext) -> int | None:
    if not notice.column:
        return None
    try:
        return utf16_column(context.read(notice.path), notice.line, notice.column)
    except (SourceError, IndexError):  # no bytes to count in: the line alone is still right
        return None
