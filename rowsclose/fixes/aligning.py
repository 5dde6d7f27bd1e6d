"""The comments behind code that gofmt aligns: a line that is put in parts them, and each part is aligned by itself."""

from __future__ import annotations

from rowsclose.fixes.page import Page
from rowsclose.remedy import Edit, Fix
from rowsclose.source import SourceFile
from rowsclose.suppressions.alignment import realigned
from rowsclose.values import replace


def aligned(page: Page, fix: Fix) -> Fix:
    """The fix, and the blanks in front of the comments that its new lines part."""
    source = SourceFile("", page.text)
    lines = {source.position(e.span.start).line for e in fix.edits if _puts_lines_in(page, e)}
    if not lines:
        return fix
    blanks = [e for e in realigned(source, page.root, lines) if page.text[e.span.start : e.span.end] != e.text]
    apart = [blank for blank in blanks if not any(_overlap(blank, edit) for edit in fix.edits)]
    return replace(fix, edits=tuple(sorted((*fix.edits, *apart), key=lambda e: e.span)))


def _puts_lines_in(page: Page, edit: Edit) -> bool:
    at = edit.span.start
    return edit.span.end == at and edit.text.endswith(b"\n") and page.text[max(at - 1, 0) : at] in (b"", b"\n")


def _overlap(one: Edit, other: Edit) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end
