"""Names, fields and elements; and which names the grammar takes for types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.go.ir import ELEMENT, NIL, OTHER, Global, Operand, Place
from rowsclose.go.lowering.body import Body
from rowsclose.go.lowering.operands import operand, place
from rowsclose.syntax.parser import children_of, span_of

if TYPE_CHECKING:
    from tree_sitter import Node

TYPE_NODES = frozenset(
    [
        "slice_type",
        "array_type",
        "implicit_length_array_type",
        "map_type",
        "channel_type",
        "function_type",
        "struct_type",
        "interface_type",
        "pointer_type",
        "qualified_type",
        "generic_type",
        "type_identifier",
        "parenthesized_type",
    ]
)

_OF_EITHER = frozenset(
    [
        "generic_type",
        "index_expression",
        "pointer_type",
        "unary_expression",
        "parenthesized_type",
        "parenthesized_expression",
    ]
)
"""What is a type where what it holds is one."""


def is_type(body: Body, node: Node) -> bool:
    """Whether an argument of ``new`` or ``make`` is a type.

    Since Go 1.26 ``new`` takes a value too, and the grammar takes what may be either for a type: ``new(x)``, ``new(*p)``.
    A name of the package counts as a type.
    """
    match node.type:
        case "type_identifier" | "identifier":
            return body.variable(body.text_of(node)) is None
        case "qualified_type" | "selector_expression":
            return body.package_path(body.text_of(children_of(node)[0])) is not None
        case kind if kind in _OF_EITHER:
            inner = children_of(node)
            return bool(inner) and is_type(body, inner[0])
        case kind:
            return kind in TYPE_NODES


def named_as_type(body: Body, node: Node) -> Place:
    """What a name, or a qualified one, that the grammar took for a type's stands for."""
    name, *field = body.tokens_of(node).split(".")
    path = body.package_path(name) if field else None
    if path is not None:
        return Place(Global(path, field[0]))
    named = body.place_of(name)
    return named.child(field[0]) if field else named


def qualified(body: Body, qualifier: Node, name: Node) -> Global | None:
    """The name of an imported package that ``qualifier.name`` is; None where the qualifier stands for no package."""
    path = body.package_path(body.text_of(qualifier)) if qualifier.type == "identifier" else None
    return Global(path, body.text_of(name)) if path is not None else None


def _identifier(body: Body, node: Node) -> Operand:
    name = body.text_of(node)
    if name == "nil" and body.variable(name) is None:
        return NIL
    return body.place_of(name)


def _selector(body: Body, node: Node) -> Operand:
    value, field = node.child_by_field_name("operand"), node.child_by_field_name("field")
    if value is None or field is None:
        return OTHER
    name = qualified(body, value, field)
    return Place(name) if name is not None else place(body, value).child(body.text_of(field))


def _index(body: Body, node: Node) -> Operand:
    value, index = node.child_by_field_name("operand"), node.child_by_field_name("index")
    base = place(body, value) if value else body.temporary(span_of(node))
    if index is not None and index.type not in TYPE_NODES:
        operand(body, index)
    return base.child(ELEMENT)


def _slice(body: Body, node: Node) -> Operand:
    """A part of a slice is taken for the whole."""
    sliced, *bounds = children_of(node)
    for bound in bounds:
        operand(body, bound)
    return operand(body, sliced)


def _named(body: Body, node: Node) -> Operand:
    return named_as_type(body, node)


def _indexed(body: Body, node: Node) -> Operand:
    """``m[k]``, which the grammar takes for a generic type where it expects a type."""
    base = node.child_by_field_name("type")
    return named_as_type(body, base).child(ELEMENT) if base is not None else OTHER


def _twice_indexed(body: Body, node: Node) -> Operand:
    """``m[a.b][c.d]``, which the grammar takes for an instantiated type that is instantiated again: Go has no such thing."""
    once = node.child_by_field_name("type")
    return place(body, once).child(ELEMENT) if once is not None and once.type == "generic_type" else OTHER


EXPRESSIONS = {
    "identifier": _identifier,
    "type_identifier": _identifier,
    "field_identifier": _identifier,
    "package_identifier": _identifier,
    "selector_expression": _selector,
    "qualified_type": _named,
    "generic_type": _indexed,
    "index_expression": _index,
    "slice_expression": _slice,
    "type_instantiation_expression": _twice_indexed,
}
