"""Operators and type assertions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.go import types as t
from rowsclose.go.ir import (
    OTHER,
    Assert,
    Assign,
    Compute,
    Constant,
    ConstantKind,
    If,
    IsTrue,
    Not,
    Operand,
    Operator,
    Place,
    Test,
)
from rowsclose.go.lowering.body import Body
from rowsclose.go.lowering.conditions import condition, pure_condition
from rowsclose.go.lowering.operands import operand
from rowsclose.go.type_syntax import read_type
from rowsclose.syntax.parser import children_of, span_of

if TYPE_CHECKING:
    from tree_sitter import Node

_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "&&", "||"})


def _unary(body: Body, node: Node) -> Operand:
    value = node.child_by_field_name("operand")
    if value is None:
        return OTHER
    source = operand(body, value)
    operator = {"&": Operator.ADDRESS, "*": Operator.DEREFERENCE, "<-": Operator.RECEIVE}.get(node.children[0].type)
    target = body.temporary(span_of(node))
    if operator is None and node.children[0].type == "!":
        asked = Test((), IsTrue(source), span_of(value)) if isinstance(source, Place) else None
        body.emit(Compute(target, (source,), span_of(node), t.BOOL, Not(asked) if asked is not None else None))
    elif operator is None:
        body.emit(Compute(target, (source,), span_of(node)))
    else:
        body.emit(Assign(target, source, span_of(node), operator))
    return target


def _pointed(body: Body, node: Node) -> Operand:
    """``*p``, which the grammar takes for a pointer type where it expects a type."""
    pointers = children_of(node)
    if not pointers:
        return OTHER
    target = body.temporary(span_of(node))
    body.emit(Assign(target, operand(body, pointers[0]), span_of(node), Operator.DEREFERENCE))
    return target


def _binary(body: Body, node: Node) -> Operand:
    operator = node.child_by_field_name("operator")
    symbol = operator.type if operator is not None else ""
    if symbol in ("&&", "||") and body.may_branch:
        return _short_circuit(body, node)
    target = body.temporary(span_of(node))
    if symbol in _COMPARISONS:
        asked = pure_condition(body, node)
        body.emit(Compute(target, _operands(body, node), span_of(node), t.BOOL, asked))
        return target
    sources = _operands(body, node)
    if all(isinstance(s, Constant) and s.kind is ConstantKind.STRING for s in sources):
        return Constant(ConstantKind.STRING, "".join(s.text for s in sources if isinstance(s, Constant)))
    body.emit(Compute(target, sources, span_of(node)))
    return target


def _short_circuit(body: Body, node: Node) -> Place:
    """A truth value whose right side may not be evaluated, as the two ways it is one."""
    chosen, span = body.temporary(span_of(node), t.BOOL), span_of(node)
    yes = Assign(chosen, Constant(ConstantKind.TRUE), span)
    no = Assign(chosen, Constant(ConstantKind.FALSE), span)
    body.emit(If(condition(body, node), (yes,), (no,), span))
    return chosen


def _operands(body: Body, node: Node) -> tuple[Operand, ...]:
    """What a chain of operators combines, first to last."""
    # A long concatenation is a left-deep tree of a thousand levels: walk its spine, do not recurse into it.
    operands: list[Node] = []
    spine: Node | None = node
    while spine is not None and spine.type == "binary_expression":
        right = spine.child_by_field_name("right")
        operands += [right] if right else []
        spine = spine.child_by_field_name("left")
    operands += [spine] if spine else []
    return tuple(operand(body, n) for n in reversed(operands))


def assertion(body: Body, node: Node, target: Place, ok: Place | None) -> None:
    """``x.(T)`` into ``target``."""
    value, type_node = node.child_by_field_name("operand"), node.child_by_field_name("type")
    source = operand(body, value) if value else OTHER
    body.emit(Assert(target, ok, read_type(type_node, body), source, span_of(node)))


def _asserted(body: Body, node: Node) -> Operand:
    target = body.temporary(span_of(node))
    assertion(body, node, target, None)
    return target


EXPRESSIONS = {
    "unary_expression": _unary,
    "pointer_type": _pointed,
    "binary_expression": _binary,
    "type_assertion_expression": _asserted,
}
