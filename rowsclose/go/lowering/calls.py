"""Calls and conversions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.go import types as t
from rowsclose.go.ir import ELEMENT, OTHER, Call, Callee, Conversion, Direct, Dynamic, Global, Method, Operand, Place
from rowsclose.go.lowering.body import Body
from rowsclose.go.lowering.names import TYPE_NODES, is_type, named_as_type, qualified
from rowsclose.go.lowering.operands import operand
from rowsclose.go.type_syntax import read_type
from rowsclose.source import Span
from rowsclose.syntax.parser import children_of, span_of, without_parentheses

if TYPE_CHECKING:
    from tree_sitter import Node

CALLS = ("call_expression", "type_conversion_expression")
"""The grammar takes ``f[T](x)`` for a conversion to a generic type."""


def evaluated_call(
    body: Body, node: Node, targets: tuple[Place | None, ...], declares: tuple[bool, ...] = (), *, dropped: bool = False
) -> Call:
    """Evaluate callee and arguments of a call or conversion; the call itself is the caller's to emit."""
    if node.type == "type_conversion_expression":
        return _conversion(body, node, targets, declares)
    function, list_node = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    arguments_nodes = children_of(list_node)
    callee, name_span = _callee(body, node, function)
    type_argument = None
    if _is_allocation(callee) and arguments_nodes:
        first = arguments_nodes[0]
        if is_type(body, first):
            type_argument = read_type(first, body)
            arguments_nodes = arguments_nodes[1:]
    spread = any(n.type == "variadic_argument" for n in arguments_nodes)
    arguments = tuple(operand(body, n) for n in arguments_nodes)
    return Call(targets, callee, arguments, span_of(node), name_span, spread, declares, type_argument, dropped)


def _is_allocation(callee: Callee) -> bool:
    return isinstance(callee, Direct) and callee.name.name in ("new", "make")


def _callee(body: Body, node: Node, function: Node | None) -> tuple[Callee, Span]:
    if function is None:
        return Dynamic(OTHER), span_of(node)
    function = without_parentheses(function)
    type_arguments = node.child_by_field_name("type_arguments")
    given = tuple(a for n in children_of(type_arguments) if (a := read_type(n, body)))
    match function.type:
        case "identifier":
            name = body.text_of(function)
            local = body.variable(name)
            if local is not None:
                return Dynamic(Place(local)), span_of(function)
            return Direct(Global(body.package, name), given), span_of(function)
        case "selector_expression":
            return _selected_callee(body, function, given)
        case "func_literal":
            return Dynamic(operand(body, function)), span_of(node)
        case "unary_expression":
            converted = read_type(function, body) if is_type(body, function) else None
            if converted is not None and body.text_of(function).startswith("*"):
                return Conversion(converted), span_of(function)
        case kind if kind in TYPE_NODES:
            converted = read_type(function, body)
            if converted is not None:
                return Conversion(converted), span_of(function)
        case "index_expression":
            return _instantiated(body, function)
        case _:
            pass
    return Dynamic(operand(body, function)), span_of(function)


def _selected_callee(body: Body, function: Node, given: tuple[t.Type, ...]) -> tuple[Callee, Span]:
    value, name_node = function.child_by_field_name("operand"), function.child_by_field_name("field")
    if value is None or name_node is None:
        return Dynamic(OTHER), span_of(function)
    name_span = _name_span(function, name_node)
    name = qualified(body, value, name_node)
    if name is not None:
        return Direct(name, given), name_span
    type_ = _pointer_type(body, value)
    receiver = Place(type_) if type_ is not None else operand(body, value)
    return Method(receiver, body.text_of(name_node)), name_span


def _pointer_type(body: Body, node: Node) -> Global | None:
    """The name behind ``(*sql.DB)`` where it is no variable: then a method is called as a function."""
    inner = without_parentheses(node)
    pointee = inner.child_by_field_name("operand") if inner.type == "unary_expression" else None
    if inner is node or pointee is None or not body.text_of(inner).startswith("*"):
        return None
    if pointee.type == "identifier":
        name = body.text_of(pointee)
        return Global(body.package, name) if body.variable(name) is None else None
    value, field = pointee.child_by_field_name("operand"), pointee.child_by_field_name("field")
    return qualified(body, value, field) if value is not None and field is not None else None


def _name_span(selector: Node, name: Node) -> Span:
    """The called name as far as it stands on the name's own line: ``s.db.Query``, or ``Query`` behind a line break."""
    if selector.start_point[0] == name.start_point[0]:
        return Span(selector.start_byte, name.end_byte)
    return span_of(name)


def _instantiated(body: Body, function: Node) -> tuple[Callee, Span]:
    """``f[T]`` called, or an element of a slice or map of functions."""
    base, index = function.child_by_field_name("operand"), function.child_by_field_name("index")
    if base is not None and base.type in ("identifier", "selector_expression"):
        callee, span = _callee(body, function, base)
        if isinstance(callee, Direct):
            argument = read_type(index, body)
            if argument is None and index is not None:
                operand(body, index)
            return Direct(callee.name, (argument,) if argument else ()), span
    return Dynamic(operand(body, function)), span_of(function)


def _conversion(body: Body, node: Node, targets: tuple[Place | None, ...], declares: tuple[bool, ...]) -> Call:
    """``[]byte(x)``; and ``f[T](x)``, ``m[k](x)``, which the grammar takes for conversions to a generic type."""
    type_node, value = node.child_by_field_name("type"), node.child_by_field_name("operand")
    arguments = (operand(body, value),) if value else ()
    callee: Callee | None = None
    span = span_of(type_node) if type_node else span_of(node)
    if type_node is not None and type_node.type == "generic_type":
        callee, span = _generic_callee(body, type_node)
    if callee is None:
        converted = read_type(type_node, body)
        callee = Conversion(converted) if converted else Dynamic(OTHER)
    return Call(targets, callee, arguments, span_of(node), span, declares=declares)


def _generic_callee(body: Body, node: Node) -> tuple[Callee, Span]:
    base, list_node = node.child_by_field_name("type"), node.child_by_field_name("type_arguments")
    given = tuple(a for n in children_of(list_node) if (a := read_type(n, body)))
    if base is None:
        return Dynamic(OTHER), span_of(node)
    named = named_as_type(body, base)
    if isinstance(named.root, Global) and not named.path:
        return Direct(named.root, given), span_of(base)
    return Dynamic(named.child(ELEMENT)), span_of(base)


def _called(body: Body, node: Node) -> Operand:
    """The temporary that a call's only result goes into."""
    target = body.temporary(span_of(node))
    body.emit(evaluated_call(body, node, (target,)))
    return target


EXPRESSIONS = dict.fromkeys(CALLS, _called)
