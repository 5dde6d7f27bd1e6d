"""Positions in a Go file -> the statement they stand in.

    10  if rows, err := q(); err == nil {   the short declaration (line 10) stands in the if statement (lines 10, 14)
    11      defer func() {                  the deferred call: lines 11 and 13,
    12          rows.Close()                for line 12 is a statement of its own
    13      }()
    14  }

A statement owns the lines that no statement within its blocks owns. What acquires a variable is the nearest statement
above that assigns a call's result to it, in the same function or in one around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rowsclose.syntax.parser import node_text, parse

if TYPE_CHECKING:
    from tree_sitter import Node

_FUNCTIONS = frozenset({"function_declaration", "method_declaration", "func_literal"})
_ASSIGNMENTS = frozenset({"short_var_declaration", "assignment_statement", "var_spec", "range_clause"})
_STATEMENTS = frozenset(
    {
        *_ASSIGNMENTS,
        "expression_statement",
        "return_statement",
        "defer_statement",
        "go_statement",
        "send_statement",
        "inc_statement",
        "dec_statement",
        "if_statement",
        "for_statement",
        "expression_switch_statement",
        "type_switch_statement",
        "select_statement",
        "communication_case",
        "labeled_statement",
        "var_declaration",
        "const_spec",
    }
)
_RECEIVER = re.compile(r"\b([A-Za-z_]\w*)\s*\.\s*(?:Close|Release|Rollback|Commit|Next|Err|Scan)\b")

_NEXT = re.compile(rb"\b([A-Za-z_]\w*)\s*\.\s*Next\s*\(")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: where it begins in the file, the lines it owns, and its text."""

    start: int
    lines: frozenset[int]
    text: str


class GoFile:
    """The statements of one file."""

    def __init__(self, text: bytes) -> None:
        self._text = text
        self._root = parse(text).root

    def statement_at(self, line: int, column: int) -> Statement | None:
        """The innermost statement around a position, or None where there is only a declaration."""
        node = self._node_at(line, column)
        return self._statement(node) if node else None

    def acquired_by(self, line: int, column: int) -> Statement | None:
        """What acquired the variable whose Close, Next or the like the statement at a position calls."""
        node = self._node_at(line, column)
        named = _RECEIVER.search(node_text(node, self._text)) if node else None
        acquisition = self._acquisition(named.group(1), node, node.start_byte) if node and named else None
        return self._statement(acquisition) if acquisition else None

    def has_loop_over(self, statement: Statement) -> bool:
        """Whether a ``for`` below a statement calls Next of what it assigns."""
        below = (n for n in _within(self._root) if n.type == "for_statement" and n.start_byte > statement.start)
        return any(
            _begins(self._acquisition(asked.group(1).decode(), loop, asked.start()), statement)
            for loop in below
            for asked in _NEXT.finditer(self._text, loop.start_byte, loop.end_byte)
        )

    def is_released_somewhere(self, line: int) -> bool:
        """Whether the function around the acquisition on a line has a call, or a value, of a method that releases it."""
        node = next((a for a in self._assignments if line in self._statement(a).lines), None)
        if node is None:
            return False
        names = "|".join(map(re.escape, _assigned_names(node, self._text))) or "_"
        released = re.compile(rf"\b(?:{names})\s*\.\s*(?:Close|Release|Rollback|Commit|Hijack)\b")
        return released.search(node_text(_function_of(node), self._text)) is not None

    @cached_property
    def _assignments(self) -> list[Node]:
        return [n for n in _within(self._root) if n.type in _ASSIGNMENTS and _gives_anew(n)]

    def _acquisition(self, name: str, used_by: Node, at: int) -> Node | None:
        around = {function.id for function in _around(used_by)}
        above = (a for a in self._assignments if a.start_byte < at and _function_of(a).id in around)
        return next((a for a in reversed([*above]) if name in _assigned_names(a, self._text)), None)

    def _node_at(self, line: int, column: int) -> Node | None:
        point = (line - 1, max(column - 1, 0))
        node = self._root.descendant_for_point_range(point, point)
        while node is not None and node.type not in _STATEMENTS:
            node = node.parent
        return node

    def _statement(self, node: Node) -> Statement:
        lines = set(range(node.start_point.row + 1, node.end_point.row + 2))
        for inner in _within(node):
            if inner.type == "statement_list":
                lines -= {n for s in inner.named_children for n in range(s.start_point.row + 1, s.end_point.row + 2)}
        lines.add(node.start_point.row + 1)
        return Statement(node.start_byte, frozenset(lines), node_text(node, self._text))


def _within(node: Node) -> Iterator[Node]:
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.named_children))


def _around(node: Node) -> Iterator[Node]:
    above: Node | None = node
    while above is not None:
        if above.type in _FUNCTIONS or above.parent is None:
            yield above
        above = above.parent


def _function_of(node: Node) -> Node:
    return next(_around(node))


def _begins(node: Node | None, statement: Statement) -> bool:
    return node is not None and node.start_byte == statement.start


def _gives_anew(node: Node) -> bool:
    if node.type == "range_clause":
        return True
    given = node.child_by_field_name("right") or node.child_by_field_name("value")
    return given is not None and any(n.type == "call_expression" for n in _within(given))


def _assigned_names(node: Node, text: bytes) -> list[str]:
    left = node.child_by_field_name("left")
    targets = left.named_children if left is not None else node.children_by_field_name("name")
    return [node_text(n, text) for n in targets if n.type == "identifier"]
