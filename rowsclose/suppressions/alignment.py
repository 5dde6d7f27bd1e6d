"""Comments behind code on lines that follow each other: gofmt aligns them, and a line put in between parts them.

longer := 1     // a                 longer := 1 // a
rows := open()  // b      ->         //rowsclose:ignore ...
                                     rows := open() // b
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from rowsclose.remedy import Edit
from rowsclose.source import SourceFile, Span
from rowsclose.syntax.comments import line_comments

if TYPE_CHECKING:
    from tree_sitter import Node

_INDENT = re.compile(rb"[ \t]*")


def realigned(source: SourceFile, root: Node, lines: Collection[int]) -> Iterator[Edit]:
    """The blanks in front of aligned comments once lines have been put in above some lines."""
    return _Comments(source, root).realigned(lines)


class _Comments:
    """The comments behind code of one file."""

    def __init__(self, source: SourceFile, root: Node) -> None:
        self._source = source
        self._root = root

    def realigned(self, lines: Collection[int]) -> Iterator[Edit]:
        """The blanks in front of aligned comments once lines have been put in above some lines."""
        done: set[int] = set()
        for line in sorted(lines):
            run = self._aligned_around(line)
            if line - 1 in run and line not in done:
                done |= set(run)
                starts = [run[0], *(n for n in run[1:] if n in lines), run[-1] + 1]
                for first, behind in pairwise(starts):
                    yield from self._aligned(range(first, behind))

    def _aligned_around(self, line: int) -> range:
        """The lines around one that have comments in the same column."""
        column = self._column(line)
        if column is None:
            return range(line, line)
        first, last = line, line
        while self._column(first - 1) == column:
            first -= 1
        while self._column(last + 1) == column:
            last += 1
        return range(first, last + 1)

    def _aligned(self, lines: range) -> Iterator[Edit]:
        widest = max(_width(self._code(line)) for line in lines)
        for line in lines:
            code = self._code(line)
            at = self._source.line_starts[line - 1]
            comment = self._comment(line)
            if comment is not None:
                yield Edit(Span(at + len(code), comment), b" " * (widest - _width(code) + 1))

    def _column(self, line: int) -> tuple[bytes, int] | None:
        """Where a comment stands behind code: the blank before the code, and characters; None where there is none."""
        comment = self._comment(line) if 1 <= line <= len(self._source.line_starts) else None
        if comment is None:
            return None
        before = self._source.text[self._source.line_starts[line - 1] : comment]
        indent = _INDENT.match(before)
        return (indent.group() if indent else b"", _width(before)) if before.strip() else None

    def _code(self, line: int) -> bytes:
        start = self._source.line_starts[line - 1]
        return self._source.text[start : self._comment(line)].rstrip()

    def _comment(self, line: int) -> int | None:
        start = self._source.line_starts[line - 1]
        end = self._source.text.find(b"\n", start)
        text = self._source.text[start : end if end >= 0 else len(self._source.text)]
        seeming = (start + found.start() for found in re.finditer(rb"//", text))
        return next((span.start for span in line_comments(self._root, seeming)), None)


def _width(text: bytes) -> int:
    return len(text.decode("utf-8", "replace"))
