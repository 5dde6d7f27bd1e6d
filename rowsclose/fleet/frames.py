"""The lines of source that a finding shows, as plain data: a frame for each step of its path.

    {"path": "store/list.go", "line": 12, "column": 15, "words": "1. rows is acquired here", "primary": true,
     "lines": [{"number": 11, "parts": ["..."]}, {"number": 12, "parts": ["rows, err := ", "s.db.Query", "(q)"]}]}

A line is one part, or what stands before what is meant, that, and what stands behind it. Nothing in it moves a cursor.
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.finding import Finding
from rowsclose.report.context import ReportContext
from rowsclose.report.snippet import Underline, plain_line, underline
from rowsclose.report.story import Mark, marks
from rowsclose.report.terminal import cells, graphemes, visible
from rowsclose.source import SourceFile

_AROUND = 1  # lines before and behind


def frames(finding: Finding, context: ReportContext) -> Iterator[dict[str, object]]:
    """The frames of a finding, in the order of its path."""
    for mark in marks(finding):
        source = context.read(mark.path)
        place = source.position(mark.span.start)
        yield {
            "path": mark.path,
            "line": place.line,
            "column": place.column,
            "words": visible(mark.words),
            "primary": mark.primary,
            "lines": list(_lines(source, mark, place.line)),
        }


def _lines(source: SourceFile, mark: Mark, line: int) -> Iterator[dict[str, object]]:
    last = len(source.line_starts) - source.text.endswith(b"\n")
    for number in range(max(1, line - _AROUND), min(last, line + _AROUND) + 1):
        parts = _parts(underline(source, mark)) if number == line else [plain_line(source, number)]
        yield {"number": number, "parts": parts}


def _parts(under: Underline) -> list[str]:
    """A line around its underline, whose place is told in cells."""
    parts, at = ["", "", ""], 0
    for grapheme in graphemes(under.text):
        parts[0 if at < under.start else 1 if at < under.start + under.length else 2] += grapheme
        at += cells(grapheme)
    return parts
