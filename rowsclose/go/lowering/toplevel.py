"""Declared functions, and package variables as functions that initialise them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.go import types as t
from rowsclose.go.declarations import (
    FileDeclarations,
    FileNames,
    FunctionDeclaration,
    ScopedNames,
    receiver_of,
    type_parameters_of,
)
from rowsclose.go.ir import Function, Variable, VariableKind
from rowsclose.go.lowering.assignments import assign_each
from rowsclose.go.lowering.body import Body
from rowsclose.go.lowering.functions import finish
from rowsclose.go.lowering.grammar import GRAMMAR
from rowsclose.source import Span
from rowsclose.syntax.parser import children_of, span_of

if TYPE_CHECKING:
    from tree_sitter import Node


def lower_function(file: FileDeclarations, root: Node, declaration: FunctionDeclaration) -> Function:
    """The instructions of a declared function that has a body.

    Raises:
        RecursionError: the body is nested deeper than Python can follow.
    """
    node = _node_at(root, declaration.span)
    names = FileNames(file.package, file.imports, file.source.text)
    _, _, receiver_parameters, receiver_name = receiver_of(node, names)
    own = {p: t.TypeParameter(p, _constraint(file, declaration.receiver, i)) for i, p in enumerate(receiver_parameters)}
    own |= {p.name: p for p in type_parameters_of(node, names)}
    inner = ScopedNames(names, dict(own)) if own else names
    body = Body(GRAMMAR, inner, names, file.source.path, declaration.shown_name)
    receiver: list[Variable] = []
    if declaration.receiver:
        base: t.Type = t.Named(file.package, declaration.receiver, tuple(own[p] for p in receiver_parameters))
        type_ = t.Pointer(base) if declaration.receiver_is_pointer else base
        receiver = [body.declare(receiver_name, VariableKind.PARAMETER, type_, span_of(node))]
    return finish(body, node, receiver)


def lower_initializer(file: FileDeclarations, root: Node, spec_span: Span) -> Function:
    """A ``var`` or ``const`` specification of the package as a function that assigns to the names."""
    spec = _node_at(root, spec_span)
    names = FileNames(file.package, file.imports, file.source.text)
    body = Body(GRAMMAR, names, names, file.source.path, "init")
    value = spec.child_by_field_name("value")
    targets = [n for n in spec.children_by_field_name("name") if n.is_named]
    if value is not None:
        assign_each(body, targets, children_of(value), spec_span, declares=False)
    end = Span(spec_span.end, spec_span.end)
    return Function(
        file.package,
        file.source.path,
        "init",
        (),
        False,
        False,
        (),
        tuple(body.out),
        frozenset(),
        spec_span,
        end,
        tuple(body.literals),
    )


def _constraint(file: FileDeclarations, type_name: str, index: int) -> t.Type | None:
    """The constraint of a receiver's type parameter, where its type is declared in the same file."""
    for declared in file.types:
        if declared.name == type_name and index < len(declared.parameters):
            return declared.parameters[index].constraint
    return None


def _node_at(root: Node, span: Span) -> Node:
    node = root.descendant_for_byte_range(span.start, span.end)
    while node is not None and node.parent is not None and node.parent.start_byte == span.start:
        if node.parent.end_byte != span.end:
            break
        node = node.parent
    assert node is not None
    return node
