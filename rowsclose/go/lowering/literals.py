"""Composite literals and constants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.go import types as t
from rowsclose.go.ir import ELEMENT, NIL, OTHER, Build, Constant, ConstantKind, Operand, Place
from rowsclose.go.lowering.body import Body
from rowsclose.go.lowering.operands import operand
from rowsclose.go.type_syntax import read_type
from rowsclose.syntax.parser import children_of, span_of

if TYPE_CHECKING:
    from tree_sitter import Node


def _composite(body: Body, node: Node) -> Operand:
    type_ = read_type(node.child_by_field_name("type"), body)
    value = node.child_by_field_name("body")
    return _build(body, value, type_) if value else OTHER


def _build(body: Body, node: Node, type_: t.Type | None) -> Place:
    elements: list[tuple[str, Operand]] = []
    keyed_by_value = isinstance(type_, t.Map | t.Sequence)
    for element in node.named_children:
        if element.type == "keyed_element":
            key, value = element.child_by_field_name("key"), element.child_by_field_name("value")
            if value is not None:
                name = body.text_of(key) if key and not keyed_by_value and _is_field_name(key) else ELEMENT
                elements.append((name, _element(body, value, type_)))
        elif element.type == "literal_element":
            name = ELEMENT if keyed_by_value else f"#{len(elements)}"
            elements.append((name, _element(body, element, type_)))
    target = body.temporary(span_of(node), type_)
    body.emit(Build(target, type_, tuple(elements), span_of(node)))
    return target


def _element(body: Body, node: Node, type_: t.Type | None) -> Operand:
    inner = next(iter(children_of(node)), node) if node.type == "literal_element" else node
    if inner.type == "literal_value":
        element_type = None
        if isinstance(type_, t.Sequence):
            element_type = type_.element
        elif isinstance(type_, t.Map):
            element_type = type_.value
        return _build(body, inner, element_type)
    return operand(body, inner)


def _is_field_name(key: Node) -> bool:
    inner = next(iter(children_of(key)), key)
    return inner.type in ("identifier", "field_identifier")


_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def _string_value(text: str) -> str:
    """A string literal's value; escapes other than the plain ones stay as they are written."""
    if text.startswith("`"):
        return text.strip("`")
    parts, rest = [], text[1:-1]
    while "\\" in rest:
        head, _, rest = rest.partition("\\")
        parts += [head, _ESCAPES.get(rest[:1], "\\" + rest[:1])]
        rest = rest[1:]
    return "".join(parts) + rest


def _string(body: Body, node: Node) -> Operand:
    return Constant(ConstantKind.STRING, _string_value(body.text_of(node)))


EXPRESSIONS = {
    "composite_literal": _composite,
    "literal_value": lambda body, node: _build(body, node, None),
    "interpreted_string_literal": _string,
    "raw_string_literal": _string,
    "nil": lambda body, node: NIL,
    "true": lambda body, node: Constant(ConstantKind.TRUE),
    "false": lambda body, node: Constant(ConstantKind.FALSE),
}
