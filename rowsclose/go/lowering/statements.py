"""Statements: blocks, and those that neither choose nor loop nor assign."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rowsclose.go.ir import Call, Compute, Defer, Global, Go, Method, Operand, Place, Return, Send, Statement
from rowsclose.go.lowering.body import Body
from rowsclose.go.lowering.calls import CALLS, evaluated_call
from rowsclose.go.lowering.operands import operand, place
from rowsclose.go.type_syntax import read_type
from rowsclose.source import Span
from rowsclose.syntax.parser import children_of, span_of, without_parentheses

if TYPE_CHECKING:
    from tree_sitter import Node


def block(body: Body, node: Node | None) -> tuple[Statement, ...]:
    """The statements of a block, in a scope of their own."""
    with body.collect() as statements, body.scope():
        if node is not None:
            in_block(body, node)
    return tuple(statements)


def in_block(body: Body, node: Node) -> None:
    """Lower a block's statements into the scope at work."""
    for child in node.named_children:
        if child.type == "statement_list":
            each(body, child.named_children)
        else:
            statement(body, child)


def each(body: Body, nodes: Iterable[Node]) -> None:
    """Lower statements one after the other."""
    for node in nodes:
        statement(body, node)


def statement(body: Body, node: Node, label: str = "") -> None:
    """Lower one statement; ``label`` is its own where it has one."""
    grammar = body.grammar
    if node.type in grammar.labelled:
        grammar.labelled[node.type](body, node, label)
    elif node.type in grammar.statements:
        grammar.statements[node.type](body, node)
    elif node.type not in ("comment", "empty_statement"):
        operand(body, node)


def _expression(body: Body, node: Node) -> None:
    for child in children_of(node):
        inner = without_parentheses(child)
        if inner.type in CALLS:
            body.emit(evaluated_call(body, inner, (), dropped=True))
        else:
            operand(body, inner)


def _step(body: Body, node: Node) -> None:
    for stepped in children_of(node):
        to = place(body, stepped)
        body.emit(Compute(to, (to,), span_of(node), counts_up=node.type == "inc_statement"))


def _send(body: Body, node: Node) -> None:
    channel, value = node.child_by_field_name("channel"), node.child_by_field_name("value")
    if channel is not None and value is not None:
        body.emit(Send(operand(body, channel), operand(body, value), span_of(node)))


def _return(body: Body, node: Node) -> None:
    values = [n for c in children_of(node) if c.type == "expression_list" for n in children_of(c)]
    operands = tuple(operand(body, n) for n in values)
    named = bool(body.results) and body.results[0].name != ""
    if not operands and named:
        operands = tuple(Place(r) for r in body.results)
        body.emit(Return(operands, span_of(node), bare=True))
        return
    body.emit(Return(operands, span_of(node)))


def _block(body: Body, node: Node) -> None:
    for inner in block(body, node):
        body.emit(inner)


def _type_declaration(body: Body, node: Node) -> None:
    for spec in node.named_children:
        name, type_node = spec.child_by_field_name("name"), spec.child_by_field_name("type")
        if name is not None:
            type_ = read_type(type_node, body)
            if type_ is not None:
                body.declare_type(body.text_of(name), type_)


# Defer and go ---------------------------------------------------------------------------------------


def _postponing(statement_of: Callable[[Call, Span], Statement]) -> Callable[[Body, Node], None]:
    def lower(body: Body, node: Node) -> None:
        made = _postponed(body, node)
        if made is not None:
            body.emit(statement_of(made, span_of(node)))

    return lower


def _postponed(body: Body, node: Node) -> Call | None:
    """A call whose receiver and arguments are saved now: https://go.dev/ref/spec#Defer_statements."""
    inner = next(map(without_parentheses, children_of(node)), None)
    if inner is None or inner.type not in CALLS:
        return None
    made = evaluated_call(body, inner, (), dropped=True)
    callee = made.callee
    if isinstance(callee, Method):
        callee = Method(_saved(body, callee.receiver, span_of(inner)), callee.name)
    arguments = tuple(_saved(body, a, span_of(inner)) for a in made.arguments)
    return Call((), callee, arguments, made.span, made.name_span, made.spread, (), made.type_argument, dropped=True)


def _saved(body: Body, value: Operand, span: Span) -> Operand:
    if not isinstance(value, Place) or (isinstance(value.root, Global) and value.path == ()):
        return value
    return body.hold(value, span)


STATEMENTS = {
    "expression_statement": _expression,
    "type_declaration": _type_declaration,
    "inc_statement": _step,
    "dec_statement": _step,
    "send_statement": _send,
    "return_statement": _return,
    "block": _block,
    "defer_statement": _postponing(Defer),
    "go_statement": _postponing(Go),
}
