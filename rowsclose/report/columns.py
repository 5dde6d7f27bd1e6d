"""Columns in UTF-16 code units, as SARIF's ``columnKind`` and the services that show results count them."""

from __future__ import annotations

from rowsclose.report.snippet import raw_line
from rowsclose.source import SourceFile


def utf16_column(source: SourceFile, line: int, column: int) -> int:
    """The UTF-16 column of a byte column of a line, both from 1.

    A byte-order mark does not count, as in the editors that show the result.
    """
    raw, skipped = raw_line(source, line)
    before = raw[: max(0, column - 1 - skipped)].decode("utf-8", "replace")
    return len(before.encode("utf-16-le")) // 2 + 1
