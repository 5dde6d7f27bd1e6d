"""Expressions to operands: what a call or an operator gives goes into a temporary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.go.ir import OTHER, Constant, ConstantKind, Operand, Place
from rowsclose.go.lowering.body import Body
from rowsclose.source import Span
from rowsclose.syntax.parser import children_of, span_of, without_parentheses

if TYPE_CHECKING:
    from tree_sitter import Node


def operand(body: Body, node: Node) -> Operand:
    """Evaluate an expression."""
    node = without_parentheses(node)  # in a loop: ten thousand of them are valid Go
    lower = body.grammar.expressions.get(node.type)
    if lower is not None:
        return lower(body, node)
    return Constant(ConstantKind.OTHER, body.text_of(node) if node.child_count == 0 else "")


def place(body: Body, node: Node) -> Place:
    """Evaluate an expression into a place."""
    return as_place(body, operand(body, node), span_of(node))


def as_place(body: Body, value: Operand, span: Span) -> Place:
    """``value`` itself where it is a place, else a temporary that holds it."""
    return value if isinstance(value, Place) else body.hold(value, span)


def _within(body: Body, node: Node) -> Operand:
    """The one expression that a node wraps."""
    inner = children_of(node)
    return operand(body, inner[0]) if inner else OTHER


EXPRESSIONS = {
    "parenthesized_type": _within,
    "literal_element": _within,
    "variadic_argument": _within,
}
