"""Suppressing comments written into a file: one line above each statement with findings, in the style around it.

    rows, err := db.Query(q)      ->      //rowsclose:ignore rows-not-closed -- reason
                                          rows, err := db.Query(q)

A line of its own needs no room behind code. What cannot be silenced so is left as it is. Nothing else is changed but blanks
in front of comments: see ``alignment``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rowsclose.finding import Finding
from rowsclose.remedy import Edit, edited
from rowsclose.source import SourceFile, Span
from rowsclose.suppressions.alignment import realigned
from rowsclose.suppressions.applied import FileSuppressions
from rowsclose.syntax.comments import around, package_clause
from rowsclose.syntax.parser import parse, tokens_text
from rowsclose.values import replace, value

if TYPE_CHECKING:
    from tree_sitter import Node

_INDENT = re.compile(rb"[ \t]*")
_CLOSERS = (b"}", b")", b"]")
# As go/ast has it: gofmt keeps what these say apart from the text of a declaration's comment.
_DIRECTIVE = re.compile(rb"//(?:line |extern |export |[a-z0-9]+:[a-z0-9])")
_TOP_LEVEL = "source_file"


@value
class Commented:
    """A file's text with comments, the findings that they silence, and those for which there is no place."""

    text: bytes
    silenced: tuple[Finding, ...]
    left: tuple[Finding, ...]


def with_comments(source: SourceFile, findings: Sequence[Finding], reason: str) -> Commented:
    """The file with comments that silence the findings; ``reason`` is one line."""
    root = parse(source.text).root
    by_line: dict[int, list[Finding]] = {}
    for finding in findings:
        line = source.position(around(root, finding.span).statement.start).line
        by_line.setdefault(line, []).append(finding)
    insertions: dict[int, Edit] = {}
    silenced: list[Finding] = []
    left: list[Finding] = []
    for line in sorted(by_line):
        insertion = _insertion(source, root, line, _comment((f.rule_id for f in by_line[line]), reason))
        if insertion is not None and _silences(source, root, insertion, by_line[line]):
            insertions[line] = insertion
            silenced += by_line[line]
        else:
            left += by_line[line]
    edits = [*insertions.values(), *realigned(source, root, insertions)]
    return Commented(edited(source.text, edits), tuple(silenced), tuple(left))


def _comment(rules: Iterable[str], reason: str) -> bytes:
    return f"//rowsclose:ignore {','.join(sorted(set(rules)))} -- {reason}".encode("utf-8", "backslashreplace")


def _insertion(source: SourceFile, root: Node, line: int, comment: bytes) -> Edit | None:
    """The comment above a line; None where a line cannot be put there, or would say something else."""
    at = source.line_starts[line - 1]
    clause = package_clause(root)
    if clause is None or at <= clause.start or _is_within_token(root, at):
        return None
    indent = _INDENT.match(source.text, at)
    blank = indent.group() if indent else b""
    if source.text.startswith(_CLOSERS, at + len(blank)):  # it stands at the end of a block then, as `} else if` does
        blank += b"\t"
    end = b"\r\n" if source.text[at - 2 : at] == b"\r\n" else b"\n"
    above = source.text[source.line_starts[line - 2] : at].strip()
    apart = blank + b"//" + end if _is_text_of_declaration(root, at + len(blank), above) else b""
    return Edit(Span(at, at), apart + blank + comment + end)


def _is_text_of_declaration(root: Node, at: int, above: bytes) -> bool:
    """Whether the line above is a declaration's comment, which gofmt parts from directives by an empty comment line."""
    node = root.descendant_for_byte_range(at, at + 1)
    while node is not None and node.parent is not None and node.parent.type != _TOP_LEVEL:
        node = node.parent
    begins_here = node is not None and node.start_byte == at
    return begins_here and above.startswith(b"//") and above != b"//" and not _DIRECTIVE.match(above)


def _is_within_token(root: Node, at: int) -> bool:
    """Whether a place is in the middle of a string or a comment that goes over lines."""
    node = root.descendant_for_byte_range(at, at)
    while node is not None:
        if node.type in ("raw_string_literal", "comment") and node.start_byte < at < node.end_byte:
            return True
        node = node.parent
    return False


def _silences(source: SourceFile, root: Node, insertion: Edit, findings: Sequence[Finding]) -> bool:
    """Whether the code with the comment is the same code, and the findings are silenced in it."""
    text = edited(source.text, [insertion])
    parsed = parse(text).root
    if tokens_text(parsed, text) != tokens_text(root, source.text):
        return False
    by = len(insertion.text)
    moved = [replace(f, span=Span(f.span.start + by, f.span.end + by)) for f in findings]
    left, _ = FileSuppressions(SourceFile(source.path, text), parsed).silence(moved)
    return not left
