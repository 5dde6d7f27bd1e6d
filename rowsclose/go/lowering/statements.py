"""Statements, one function a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rowsclose.go import types as t
from rowsclose.go.ir import (
    OTHER,
    Assert,
    Assign,
    Call,
    Case,
    Compute,
    Condition,
    Defer,
    FunctionLiteral,
    Global,
    Go,
    If,
    IsEqual,
    IsNil,
    Iterate,
    Jump,
    JumpKind,
    Labeled,
    Loop,
    Method,
    Operand,
    Place,
    RangeLoop,
    Return,
    Select,
    Send,
    Statement,
    Switch,
    Test,
    Unknown,
    VariableKind,
)
from rowsclose.go.lowering.assignments import (
    assign_each,
    assignment,
    declared_targets,
    short_declaration,
    target_of,
    variable_declaration,
)
from rowsclose.go.lowering.body import Body
from rowsclose.go.lowering.conditions import condition, equality
from rowsclose.go.lowering.expressions import as_place, evaluated_call, operand, place
from rowsclose.go.type_syntax import read_type
from rowsclose.source import Span
from rowsclose.syntax.parser import span_of

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
    if node.type in _LABELLED:
        _LABELLED[node.type](body, node, label)
    elif node.type in _PLAIN:
        _PLAIN[node.type](body, node)
    elif node.type not in ("comment", "empty_statement"):
        operand(body, node)


def _expression(body: Body, node: Node) -> None:
    for child in node.named_children:
        inner = child
        while inner.type == "parenthesized_expression" and inner.named_children:
            inner = inner.named_children[0]
        if inner.type in ("call_expression", "type_conversion_expression"):
            body.emit(evaluated_call(body, inner, (), dropped=True))
        else:
            operand(body, inner)


def _step(body: Body, node: Node) -> None:
    if node.named_children:
        to = place(body, node.named_children[0])
        body.emit(Compute(to, (to,), span_of(node)))


def _send(body: Body, node: Node) -> None:
    channel, value = node.child_by_field_name("channel"), node.child_by_field_name("value")
    if channel is not None and value is not None:
        body.emit(Send(operand(body, channel), operand(body, value), span_of(node)))


def _return(body: Body, node: Node) -> None:
    values = [n for c in node.named_children if c.type == "expression_list" for n in c.named_children]
    operands = tuple(operand(body, n) for n in values if n.type != "comment")
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


def _defer(body: Body, node: Node) -> None:
    made = _postponed(body, node)
    if made is not None:
        body.emit(Defer(made, span_of(node)))


def _go(body: Body, node: Node) -> None:
    made = _postponed(body, node)
    if made is not None:
        body.emit(Go(made, span_of(node)))


def _postponed(body: Body, node: Node) -> Call | None:
    """A call whose receiver and arguments are saved now: https://go.dev/ref/spec#Defer_statements."""
    inner = node.named_children[0] if node.named_children else None
    while inner is not None and inner.type == "parenthesized_expression" and inner.named_children:
        inner = inner.named_children[0]
    if inner is None or inner.type not in ("call_expression", "type_conversion_expression"):
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
    target = body.temporary(span)
    body.emit(Assign(target, value, span))
    return target


# Branches -------------------------------------------------------------------------------------------


def _if(body: Body, node: Node) -> None:
    with body.scope():
        initializer = node.child_by_field_name("initializer")
        if initializer is not None:
            statement(body, initializer)
        condition_node = node.child_by_field_name("condition")
        asked = condition(body, condition_node) if condition_node else Test((), Unknown(), span_of(node))
        then = block(body, node.child_by_field_name("consequence"))
        alternative = node.child_by_field_name("alternative")
        with body.collect() as otherwise:
            if alternative is not None:
                statement(body, alternative)
        body.emit(If(asked, then, tuple(otherwise), span_of(node)))


def _switch(body: Body, node: Node, label: str) -> None:
    with body.scope():
        initializer = node.child_by_field_name("initializer")
        if initializer is not None:
            statement(body, initializer)
        tag_node = node.child_by_field_name("value")
        tag = operand(body, tag_node) if tag_node is not None else None
        if tag is not None and not isinstance(tag, Place):
            tag = as_place(body, tag, span_of(node)) if isinstance(tag, FunctionLiteral) else tag
        cases = []
        for clause in node.named_children:
            if clause.type not in ("expression_case", "default_case"):
                continue
            values = clause.child_by_field_name("value")
            listed = [v for v in values.named_children if v.type != "comment"] if values else []
            asked: list[Condition] = []
            for value in listed:
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
    return [n for c in lists for n in c.named_children if n.type not in ("comment", "empty_statement")]


def _type_switch(body: Body, node: Node, label: str) -> None:
    with body.scope():
        initializer = node.child_by_field_name("initializer")
        if initializer is not None:
            statement(body, initializer)
        value, alias = node.child_by_field_name("value"), node.child_by_field_name("alias")
        subject = place(body, value) if value else body.temporary(span_of(node))
        name = alias.named_children[0] if alias is not None and alias.named_children else None
        cases = []
        for clause in node.named_children:
            if clause.type not in ("type_case", "default_case"):
                continue
            type_nodes = clause.children_by_field_name("type")
            asked: list[Condition] = []
            for type_node in type_nodes:
                if type_node.is_named:
                    is_nil = body.text_of(type_node) == "nil"
                    # What has a type is not nil, as what equals a package's value is not.
                    type_name = Place(Global(body.package, body.text_of(type_node)))
                    atom = IsNil(subject) if is_nil else IsEqual(subject, type_name)
                    asked.append(Test((), atom, span_of(type_node)))
            is_one_type = len(asked) == 1 and body.text_of(type_nodes[0]) != "nil"
            single = read_type(type_nodes[0], body) if is_one_type else None

            def bind(single: t.Type | None = single, clause: Node = clause) -> None:
                if name is not None:
                    variable = body.declare(body.text_of(name), VariableKind.LOCAL, None, span_of(name))
                    body.emit(Assert(Place(variable), None, single, subject, span_of(clause)))

            cases.append(_case(body, clause, tuple(asked), bind))
        body.emit(Switch(tuple(cases), label, span_of(node)))


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
    assign_each(body, left.named_children, [right], span_of(node), declares)


# Loops ----------------------------------------------------------------------------------------------


def _for(body: Body, node: Node, label: str) -> None:
    inner = node.child_by_field_name("body")
    header = next((c for c in node.named_children if c.type not in ("block", "comment")), None)
    with body.scope():
        if header is not None and header.type == "range_clause":
            _range(body, node, header, inner, label)
            return
        asked: Condition | None = None
        post: list[Statement] = []
        if header is not None and header.type == "for_clause":
            initializer = header.child_by_field_name("initializer")
            condition_node, update = header.child_by_field_name("condition"), header.child_by_field_name("update")
            if initializer is not None:
                statement(body, initializer)
            asked = condition(body, condition_node) if condition_node else None
            with body.collect() as post:
                if update is not None:
                    statement(body, update)
        elif header is not None:
            asked = condition(body, header)
        body.emit(Loop(asked, block(body, inner), tuple(post), label, span_of(node)))


def _range(body: Body, node: Node, clause: Node, inner: Node | None, label: str) -> None:
    right, left = clause.child_by_field_name("right"), clause.child_by_field_name("left")
    source = operand(body, right) if right is not None else OTHER
    names = [n for n in left.named_children if n.type != "comment"] if left else []
    declares = any(c.type == ":=" for c in clause.children)
    targets: list[Place | None]
    with body.collect() as evaluated:
        new = declared_targets(body, names) if declares else []
        targets = [p for p, _ in new] or [target_of(body, n) for n in names]
    for extra in evaluated:
        body.emit(extra)
    step = Iterate(tuple(targets), source, span_of(clause), declares)
    body.emit(RangeLoop(step, block(body, inner), label, span_of(node)))


# Labels and jumps -----------------------------------------------------------------------------------


def _labeled(body: Body, node: Node) -> None:
    name = node.child_by_field_name("label")
    label = body.text_of(name) if name else ""
    with body.collect() as statements:
        for child in node.named_children:
            if child.type != "label_name":
                statement(body, child, label)
    body.emit(Labeled(label, tuple(statements)))


def _jump(kind: JumpKind) -> Callable[[Body, Node], None]:
    def lower(body: Body, node: Node) -> None:
        label = body.text_of(node.named_children[0]) if node.named_children else ""
        body.emit(Jump(kind, label, span_of(node)))

    return lower


def _nothing(body: Body, node: Node) -> None:
    """A fallthrough is read off its clause."""


_PLAIN: dict[str, Callable[[Body, Node], None]] = {
    "expression_statement": _expression,
    "short_var_declaration": short_declaration,
    "assignment_statement": assignment,
    "var_declaration": variable_declaration,
    "const_declaration": variable_declaration,
    "type_declaration": _type_declaration,
    "inc_statement": _step,
    "dec_statement": _step,
    "send_statement": _send,
    "return_statement": _return,
    "block": _block,
    "defer_statement": _defer,
    "go_statement": _go,
    "if_statement": _if,
    "labeled_statement": _labeled,
    "break_statement": _jump(JumpKind.BREAK),
    "continue_statement": _jump(JumpKind.CONTINUE),
    "goto_statement": _jump(JumpKind.GOTO),
    "fallthrough_statement": _nothing,
}
_LABELLED: dict[str, Callable[[Body, Node, str], None]] = {
    "for_statement": _for,
    "expression_switch_statement": _switch,
    "type_switch_statement": _type_switch,
    "select_statement": _select,
}
