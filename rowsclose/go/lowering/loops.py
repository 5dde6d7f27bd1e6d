"""Loops, labels and jumps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rowsclose.go.ir import OTHER, Condition, Iterate, Jump, JumpKind, Labeled, Loop, Place, RangeLoop, Statement
from rowsclose.go.lowering.assignments import declared_targets, target_of
from rowsclose.go.lowering.body import Body
from rowsclose.go.lowering.conditions import condition
from rowsclose.go.lowering.operands import operand
from rowsclose.go.lowering.statements import block, statement
from rowsclose.syntax.parser import children_of, span_of

if TYPE_CHECKING:
    from tree_sitter import Node


def _for(body: Body, node: Node, label: str) -> None:
    inner = node.child_by_field_name("body")
    header = next((c for c in children_of(node) if c.type != "block"), None)
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
    names = children_of(left)
    declares = any(c.type == ":=" for c in clause.children)
    targets: list[Place | None]
    with body.collect() as evaluated:
        new = declared_targets(body, names) if declares else []
        targets = [p for p, _ in new] or [target_of(body, n) for n in names]
    for extra in evaluated:
        body.emit(extra)
    step = Iterate(tuple(targets), source, span_of(clause), declares)
    body.emit(RangeLoop(step, block(body, inner), label, span_of(node)))


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
        label = next(iter(children_of(node)), None)
        body.emit(Jump(kind, body.text_of(label) if label else "", span_of(node)))

    return lower


def _nothing(body: Body, node: Node) -> None:
    """A fallthrough is read off its clause."""


STATEMENTS = {
    "labeled_statement": _labeled,
    "break_statement": _jump(JumpKind.BREAK),
    "continue_statement": _jump(JumpKind.CONTINUE),
    "goto_statement": _jump(JumpKind.GOTO),
    "fallthrough_statement": _nothing,
}
LABELLED = {"for_statement": _for}
