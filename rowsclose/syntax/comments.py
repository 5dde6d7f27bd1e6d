"""Where a comment stands: whether it is one at all, and which statement or function a place in the code lies in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rowsclose.source import Span
from rowsclose.syntax.parser import span_of
from rowsclose.values import value

if TYPE_CHECKING:
    from tree_sitter import Node

_FUNCTIONS = ("function_declaration", "method_declaration")
# Statements that hold others: what belongs to them alone stands before the brace.
_HOLDING = ("if_statement", "for_statement", "expression_switch_statement", "type_switch_statement", "select_statement")
_SIMPLE = ("short_var_declaration", "var_spec", "const_spec", "range_clause", "for_clause")


@value
class Around:
    """What lies around a place: its innermost statement, and the head of its function up to the brace, if it has one."""

    statement: Span
    function: Span | None


def line_comments(root: Node, beginnings: Iterable[int]) -> Iterator[Span]:
    """Those of the comments that seem to begin at some offsets that are comments."""
    for start in beginnings:
        node = root.descendant_for_byte_range(start, start + 1)  # one in a string is none
        if node is not None and node.type == "comment" and node.start_byte == start:
            yield span_of(node)


def package_clause(root: Node) -> Span | None:
    """The package clause of a file."""
    return next((span_of(node) for node in root.named_children if node.type == "package_clause"), None)


def around(root: Node, place: Span) -> Around:
    """What lies around a place in the code."""
    node = root.descendant_for_byte_range(place.start, place.end)
    statement: Span | None = None
    while node is not None:
        if statement is None and _is_statement(node):
            statement = _head(node) if node.type in _HOLDING else span_of(node)
        if node.type in _FUNCTIONS:
            return Around(statement or place, _head(node))
        node = node.parent
    return Around(statement or place, None)


def _is_statement(node: Node) -> bool:
    return node.type in _SIMPLE or node.type.endswith("_statement")


def _head(node: Node) -> Span:
    """A node up to its brace."""
    for child in node.children:
        if child.type in ("block", "{"):
            return Span(node.start_byte, child.start_byte)
    return span_of(node)
