"""Declarations and assignments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rowsclose.go import types as t
from rowsclose.go.ir import (
    NIL,
    OTHER,
    POINTEE,
    Assign,
    Compute,
    Constant,
    ConstantKind,
    FunctionLiteral,
    Operand,
    Place,
    VariableKind,
)
from rowsclose.go.lowering.body import Body
from rowsclose.go.lowering.calls import CALLS, evaluated_call
from rowsclose.go.lowering.operands import operand, place
from rowsclose.go.lowering.operators import assertion
from rowsclose.go.type_syntax import read_type
from rowsclose.source import Span
from rowsclose.syntax.parser import children_of, span_of, specifications_of, without_parentheses
from rowsclose.values import replace

if TYPE_CHECKING:
    from tree_sitter import Node

Targets = list[tuple[Place | None, bool]]
"""Places to assign to, None for a blank one, each with whether the statement declares it."""

TargetsOf = Callable[[], Targets]
"""Gives the targets once the right side is evaluated: only then are new names in scope."""


def _short_declaration(body: Body, node: Node) -> None:
    """``a, b := …``: names new to the scope are declared, after the right side is evaluated."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None:
        return
    names, values = children_of(left), children_of(right)
    # The literals on the right must not see the new names: they are lowered first, wherever that is possible.
    if len(values) == len(names) and all(v.type == "func_literal" for v in values):
        operands = [operand(body, v) for v in values]
        _assign(body, declared_targets(body, names), operands, span_of(node))
        return
    assign_each(body, names, values, span_of(node), declares=True)


def declared_targets(body: Body, names: Sequence[Node]) -> Targets:
    """The targets of a short declaration."""
    targets: Targets = []
    for node in names:
        name = body.text_of(node)
        if name == "_":
            targets.append((None, False))
            continue
        existing = body.in_this_scope(name)
        variable = existing or body.declare(name, VariableKind.LOCAL, None, span_of(node))
        targets.append((Place(variable), existing is None))
    return targets


def _assignment(body: Body, node: Node) -> None:
    """``a, b = …`` and ``a += …``."""
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    operator = node.child_by_field_name("operator")
    if left is None or right is None:
        return
    targets, values = children_of(left), children_of(right)
    if operator is not None and operator.type != "=":
        for target, value in zip(targets, values, strict=False):
            to = place(body, target)
            counts_up = operator.type == "+=" and value.type == "int_literal"
            body.emit(Compute(to, (to, operand(body, value)), span_of(node), counts_up=counts_up))
        return
    assign_each(body, targets, values, span_of(node), declares=False)


def target_of(body: Body, node: Node) -> Place | None:
    """The place that an expression on the left of ``=`` names."""
    if node.type == "identifier" and body.text_of(node) == "_":
        return None
    if node.type == "unary_expression" and node.children[0].type == "*":
        value = node.child_by_field_name("operand")
        return place(body, value).child(POINTEE) if value else None
    return place(body, node)


def assign_each(body: Body, left: Sequence[Node], values: Sequence[Node], span: Span, declares: bool) -> None:
    """Assign or declare, with Go's two forms: one value each, or one expression with several values."""

    def targets() -> Targets:
        return declared_targets(body, left) if declares else [(target_of(body, n), False) for n in left]

    _assign_values(body, values, targets, len(left), span)


def _assign_values(body: Body, values: Sequence[Node], targets_of: TargetsOf, count: int, span: Span) -> None:
    """Assign to ``count`` targets what one expression or as many give."""
    if len(values) == 1:
        _assign_from(body, values[0], targets_of, count, span)
    else:
        operands = [_snapshot(body, operand(body, v), span_of(v)) for v in values]
        _assign(body, targets_of(), operands, span)


def _assign(body: Body, targets: Targets, operands: Sequence[Operand], span: Span) -> None:
    """Assign one by one; what goes to a blank target has been evaluated, and that is all."""
    for (target, is_new), value in zip(targets, operands, strict=False):
        if target is not None:
            body.emit(Assign(target, value, span, declares=is_new))


def _snapshot(body: Body, value: Operand, span: Span) -> Operand:
    """In a parallel assignment all right sides are read before any left side is written."""
    return value if isinstance(value, Constant | FunctionLiteral) else body.hold(value, span)


def _assign_from(body: Body, value: Node, targets_of: TargetsOf, count: int, span: Span) -> None:
    value = without_parentheses(value)
    if value.type in CALLS:
        _assign_call(body, value, targets_of)
    elif count == 1:
        source = operand(body, value)
        _assign(body, targets_of(), [source], span)
    else:
        _assign_with_ok(body, value, targets_of, span)


def _assign_call(body: Body, value: Node, targets_of: TargetsOf) -> None:
    made = evaluated_call(body, value, ())
    targets = targets_of()
    body.emit(replace(made, targets=tuple(p for p, _ in targets), declares=tuple(d for _, d in targets)))


def _assign_with_ok(body: Body, value: Node, targets_of: TargetsOf, span: Span) -> None:
    """``v, ok = x.(T)``, ``m[k]`` or ``<-ch``."""
    if value.type == "type_assertion_expression":
        result = body.temporary(span_of(value))
        ok = body.temporary(span_of(value), t.BOOL)
        assertion(body, value, result, ok)
        _assign(body, targets_of(), [result, ok], span)
        return
    source = operand(body, value)
    targets = targets_of()
    _assign(body, targets[:1], [source], span)
    for target, _ in targets[1:]:
        if target is not None:
            # Any element may be absent: what `ok` says of it is not followed.
            body.emit(Compute(target, (), span, t.BOOL))


def _variable_declaration(body: Body, node: Node) -> None:
    """``var`` and ``const`` inside a function."""
    for spec in specifications_of(node):
        if spec.type in ("var_spec", "const_spec"):
            _specification(body, spec)


def _specification(body: Body, spec: Node) -> None:
    names = [n for n in spec.children_by_field_name("name") if n.is_named]
    type_ = read_type(spec.child_by_field_name("type"), body)
    values = children_of(spec.child_by_field_name("value"))

    def targets() -> Targets:
        found: Targets = []
        for node in names:
            name = body.text_of(node)
            blank = name == "_"
            new = None if blank else Place(body.declare(name, VariableKind.LOCAL, type_, span_of(node)))
            found.append((new, not blank))
        return found

    if values:
        _assign_values(body, values, targets, len(names), span_of(spec))
    else:
        _assign(body, targets(), [_zero(type_)] * len(names), span_of(spec))


def _zero(type_: t.Type | None) -> Operand:
    match type_:
        case t.Pointer() | t.Map() | t.Sequence() | t.Channel() | t.Signature() | t.Interface() | t.ERROR:
            return NIL
        case t.BOOL:
            return Constant(ConstantKind.FALSE)
        case _:
            return OTHER


STATEMENTS = {
    "short_var_declaration": _short_declaration,
    "assignment_statement": _assignment,
    "var_declaration": _variable_declaration,
    "const_declaration": _variable_declaration,
}
