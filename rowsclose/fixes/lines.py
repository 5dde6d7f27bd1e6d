"""Whole lines put before, behind or in place of statements, in the style around them.

The indentation is that of the statement beside, the line end that of its line; no other byte changes. A statement that
shares its line with another one is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.errors import RowscloseError
from rowsclose.fixes.page import Page, statements_of
from rowsclose.remedy import Edit
from rowsclose.source import Span
from rowsclose.values import value

if TYPE_CHECKING:
    from tree_sitter import Node

TAKES_A_PERSON = "it takes a person to decide what is right"
_BLANKS = b" \t"


class UnfixableError(RowscloseError):
    """No fix can be written; the message says why, lower case, without a full stop."""


@value
class Point:
    """Where whole lines can be inserted: the start of a line, and the indentation and line end that fit there."""

    offset: int
    indent: bytes
    newline: bytes

    def insert(self, *lines: str) -> Edit:
        """The edit that puts lines here; each may begin with tabs of its own."""
        text = b"".join(self.indent + line.encode() + self.newline for line in lines)
        return Edit(Span(self.offset, self.offset), text)


def before(page: Page, statement: Node) -> Point:
    """The line on which a statement begins, or that of the comments right above it.

    Raises:
        UnfixableError: something else stands before it on its line.
    """
    indent, start = indent_of(page, statement), _line_start(page.text, statement.start_byte)
    while _is_comment(page, above := _line_start(page.text, max(start - 1, 0))):
        start = above
    return Point(start, indent, newline_of(page.text, statement.start_byte))


def behind(page: Page, statement: Node) -> Point:
    """The line after the one on which a statement ends.

    Raises:
        UnfixableError: something else than a comment stands behind it on its line, or before it.
    """
    end = _rest_of_line(page, statement.end_byte)
    return Point(end, indent_of(page, statement), newline_of(page.text, statement.end_byte))


def at_start(page: Page, block: Node) -> Point:
    """The first line within a block.

    Raises:
        UnfixableError: the block's first statement stands on the line of its brace.
    """
    offset = _rest_of_line(page, block.start_byte + 1)
    listed = statements_of(block)
    indent = indent_of(page, listed[0]) if listed else _leading(page.text, block.end_byte - 1) + b"\t"
    return Point(offset, indent, newline_of(page.text, block.start_byte))


def before_end(page: Page, block: Node) -> Point:
    """The line of a block's closing brace, indented as what stands in the block.

    Raises:
        UnfixableError: something stands before the brace on its line.
    """
    brace = block.end_byte - 1
    start = _line_start(page.text, brace)
    if page.text[start:brace].strip(_BLANKS):
        raise UnfixableError("the closing brace shares its line")
    return Point(start, page.text[start:brace] + b"\t", newline_of(page.text, start - 1))


def lines_of(page: Page, statement: Node) -> Span:
    """The whole lines of a statement, their ends included.

    Raises:
        UnfixableError: something else stands on them.
    """
    indent_of(page, statement)  # refuses what shares its line
    return Span(_line_start(page.text, statement.start_byte), _rest_of_line(page, statement.end_byte))


def delete(page: Page, statement: Node) -> Edit:
    """The edit that takes a statement's lines away, and a blank line that would be one too many then."""
    span = lines_of(page, statement)
    blank = _line_end(page.text, span.end)
    if not page.text[span.end : blank].strip() and blank > span.end:
        line_above = page.text[_line_start(page.text, max(span.start - 1, 0)) : span.start].strip()
        if not line_above or line_above.endswith(b"{"):
            span = Span(span.start, blank)
    return Edit(span, b"")


def indent_of(page: Page, statement: Node) -> bytes:
    """The blanks before a statement on its line; a label stands further left than what it names.

    Raises:
        UnfixableError: other code stands there.
    """
    if statement.type == "labeled_statement":
        statement = statement.named_children[-1]
    start = _line_start(page.text, statement.start_byte)
    indent = page.text[start : statement.start_byte]
    if indent.strip(_BLANKS):
        raise UnfixableError("other code stands before it on its line")
    return indent


def _rest_of_line(page: Page, offset: int) -> int:
    """The start of the next line, where nothing but blanks and one comment follows on this one."""
    end = _line_end(page.text, offset)
    rest = page.text[offset:end].strip(b" \t\r\n;")
    if rest and not rest.startswith(b"//") and not (rest.startswith(b"/*") and rest.find(b"*/") == len(rest) - 2):
        raise UnfixableError("other code stands behind it on its line")
    return end


def _is_comment(page: Page, start: int) -> bool:
    """Whether the line that begins at an offset has a comment and nothing before it."""
    text = page.text[start : _line_end(page.text, start)]
    slashes = start + len(text) - len(text.lstrip(_BLANKS))
    return text.lstrip(_BLANKS).startswith(b"//") and page.at(Span(slashes, slashes + 2)).type == "comment"


def _leading(text: bytes, offset: int) -> bytes:
    line = text[_line_start(text, offset) :]
    return line[: len(line) - len(line.lstrip(_BLANKS))]


def newline_of(text: bytes, offset: int) -> bytes:
    """The end of the line of an offset."""
    end = _line_end(text, offset)
    return b"\r\n" if text[max(end - 2, 0) : end] == b"\r\n" else b"\n"


def _line_start(text: bytes, offset: int) -> int:
    return text.rfind(b"\n", 0, offset) + 1


def _line_end(text: bytes, offset: int) -> int:
    """The byte behind the line feed that ends the line of an offset."""
    found = text.find(b"\n", offset)
    return found + 1 if found >= 0 else len(text)
