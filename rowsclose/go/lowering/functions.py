"""Function literals; and of every function its signature, its body and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.go import types as t
from rowsclose.go.ir import Function, FunctionLiteral, Operand, Place, Return, Variable, VariableKind
from rowsclose.go.lowering.body import Body
from rowsclose.go.lowering.statements import in_block
from rowsclose.go.type_syntax import UNREADABLE, read_parameters, read_type
from rowsclose.source import Span
from rowsclose.syntax.parser import span_of

if TYPE_CHECKING:
    from tree_sitter import Node


def finish(body: Body, node: Node, receiver: list[Variable]) -> Function:
    """The function whose signature and block a node holds, in a body that knows its receiver already."""
    parameters_node, result = node.child_by_field_name("parameters"), node.child_by_field_name("result")
    parameters, variadic = read_parameters(parameters_node, body)
    declared = [body.declare(p.name, VariableKind.PARAMETER, p.type, span_of(node)) for p in parameters]
    if result is not None and result.type == "parameter_list":
        results = read_parameters(result, body)[0]
    else:
        results = (t.Parameter("", read_type(result, body) or UNREADABLE),) if result is not None else ()
    body.results = tuple(body.declare(r.name, VariableKind.RESULT, r.type, span_of(node)) for r in results)
    block = node.child_by_field_name("body")
    if block is not None:
        in_block(body, block)
    end = Span(node.end_byte - 1, node.end_byte)
    named = bool(body.results) and body.results[0].name != ""
    values = tuple(Place(r) for r in body.results) if named else ()
    body.emit(Return(values, end, bare=True, implicit=True))
    return Function(
        body.package,
        body.path,
        body.name,
        (*receiver, *declared),
        bool(receiver),
        variadic,
        body.results,
        tuple(body.out),
        frozenset(body.captured),
        span_of(node),
        end,
        tuple(body.literals),
    )


def _literal(outer: Body, node: Node) -> Operand:
    """A function literal; what it captures, its enclosing literals capture too."""
    function = finish(outer.nested(), node, [])
    outer.literals.append(function)
    return FunctionLiteral(function)


EXPRESSIONS = {"func_literal": _literal}
