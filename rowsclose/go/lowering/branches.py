"""``if``, ``switch`` and ``select``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rowsclose.go import types as t
from rowsclose.go.ir import (
    OTHER,
    Assert,
    Case,
    Condition,
    FunctionLiteral,
    Global,
    If,
    IsEqual,
    IsNil,
    Place,
    Select,
    Statement,
    Switch,
    Test,
    Unknown,
    VariableKind,
)
from rowsclose.go.lowering.assignments import assign_each
from rowsclose.go.lowering.body import Body
from rowsclose.go.lowering.conditions import condition, equality
from rowsclose.go.lowering.operands import as_place, operand, place
from rowsclose.go.lowering.statements import block, each, statement
from rowsclose.go.type_syntax import read_type
from rowsclose.syntax.parser import children_of, span_of

if TYPE_CHECKING:
    from tree_sitter import Node


def _if(body: Body, node: Node) -> None:
    with body.scope():
        _initialise(body, node)
        condition_node = node.child_by_field_name("condition")
        asked = condition(body, condition_node) if condition_node else Test((), Unknown(), span_of(node))
        then = block(body, node.child_by_field_name("consequence"))
        alternative = node.child_by_field_name("alternative")
        with body.collect() as otherwise:
            if alternative is not None:
                statement(body, alternative)
        body.emit(If(asked, then, tuple(otherwise), span_of(node)))


def _initialise(body: Body, node: Node) -> None:
    """The statement before the question: ``if v := g(); v != nil``."""
    initializer = node.child_by_field_name("initializer")
    if initializer is not None:
        statement(body, initializer)


def _switch(body: Body, node: Node, label: str) -> None:
    with body.scope():
        _initialise(body, node)
        tag_node = node.child_by_field_name("value")
        tag = operand(body, tag_node) if tag_node is not None else None
        if tag is not None and not isinstance(tag, Place):
            tag = as_place(body, tag, span_of(node)) if isinstance(tag, FunctionLiteral) else tag
        cases = []
        for clause in node.named_children:
            if clause.type not in ("expression_case", "default_case"):
                continue
            asked: list[Condition] = []
            for value in children_of(clause.child_by_field_name("value")):
                is_plain = tag is None or (tag_node is not None and tag_node.type == "true")
                asked.append(condition(body, value) if is_plain else equality(body, tag or OTHER, tag_node, value))
            cases.append(_case(body, clause, tuple(asked)))
        body.emit(Switch(tuple(cases), label, span_of(node)))


def _case(body: Body, clause: Node, asked: tuple[Condition, ...], before: Callable[[], None] | None = None) -> Case:
    with body.collect() as statements, body.scope():
        if before is not None:
            before()
        nodes = _clause_body(clause)
        each(body, nodes)
    falls_through = bool(nodes) and nodes[-1].type == "fallthrough_statement"
    is_default = clause.type == "default_case"
    return Case(asked, tuple(statements), is_default, falls_through, span_of(clause))


def _clause_body(clause: Node) -> list[Node]:
    lists = [c for c in clause.named_children if c.type == "statement_list"]
    return [n for c in lists for n in children_of(c) if n.type != "empty_statement"]


def _type_switch(body: Body, node: Node, label: str) -> None:
    with body.scope():
        _initialise(body, node)
        value, alias = node.child_by_field_name("value"), node.child_by_field_name("alias")
        subject = place(body, value) if value else body.temporary(span_of(node))
        name = next(iter(children_of(alias)), None)
        cases = []
        for clause in node.named_children:
            if clause.type not in ("type_case", "default_case"):
                continue
            type_nodes = [n for n in clause.children_by_field_name("type") if n.is_named]
            asked = tuple(_of_type(body, subject, n) for n in type_nodes)
            is_one_type = len(asked) == 1 and body.text_of(type_nodes[0]) != "nil"
            single = read_type(type_nodes[0], body) if is_one_type else None

            def bind(single: t.Type | None = single, clause: Node = clause) -> None:
                if name is not None:
                    variable = body.declare(body.text_of(name), VariableKind.LOCAL, None, span_of(name))
                    body.emit(Assert(Place(variable), None, single, subject, span_of(clause)))

            cases.append(_case(body, clause, asked, bind))
        body.emit(Switch(tuple(cases), label, span_of(node)))


def _of_type(body: Body, subject: Place, type_node: Node) -> Condition:
    """Whether what a type switch asks about has a type; or whether it is nil, which may be listed too."""
    if body.text_of(type_node) == "nil":
        return Test((), IsNil(subject), span_of(type_node))
    # What has a type is not nil, as what equals a package's value is not.
    type_name = Place(Global(body.package, body.tokens_of(type_node)))
    return Test((), IsEqual(subject, type_name), span_of(type_node))


def _select(body: Body, node: Node, label: str) -> None:
    cases: list[tuple[Statement, ...]] = []
    for clause in node.named_children:
        if clause.type not in ("communication_case", "default_case"):
            continue
        with body.collect() as statements, body.scope():
            communication = clause.child_by_field_name("communication")
            if communication is not None:
                _communicate(body, communication)
            each(body, _clause_body(clause))
        cases.append(tuple(statements))
    body.emit(Select(tuple(cases), label, span_of(node)))


def _communicate(body: Body, node: Node) -> None:
    if node.type != "receive_statement":
        statement(body, node)
        return
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if right is None:
        return
    if left is None:
        operand(body, right)
        return
    declares = any(c.type == ":=" for c in node.children)
    assign_each(body, children_of(left), [right], span_of(node), declares)


STATEMENTS = {"if_statement": _if}
LABELLED = {
    "expression_switch_statement": _switch,
    "type_switch_statement": _type_switch,
    "select_statement": _select,
}
