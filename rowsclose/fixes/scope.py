"""What a name stands for at a place, within one function: enough to tell whether a line written there means the same.

A declaration is known by the byte where its name stands. Package names, and what other files declare, are not looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.page import FUNCTIONS, Page, around, statements_of, within
from rowsclose.source import Span
from rowsclose.syntax.parser import specifications_of

if TYPE_CHECKING:
    from tree_sitter import Node

_HEADS = ("initializer", "communication", "alias")


def declaration_of(page: Page, name: bytes, offset: int) -> int | None:
    """Where what a name stands for at an offset is declared; None where no function around it does so.

    A statement's own declarations hold behind its end.
    """
    for node in around(page.at(Span(offset, offset))):
        for identifier in _declared(node, offset):
            if page.of(identifier) == name:
                return identifier.start_byte
    return None


def is_declared_beside(page: Page, statement: Node, name: bytes) -> bool:
    """Whether a name is declared in the scope of a statement's own list, before it."""
    for sibling in statement.parent.named_children if statement.parent is not None else ():
        if sibling.start_byte >= statement.start_byte:
            break
        if declares(page, sibling, name):
            return True
    owner = (
        statement.parent.parent.parent if statement.parent is not None and statement.parent.parent is not None else None
    )
    is_outermost = owner is not None and owner.type in FUNCTIONS
    return owner is not None and is_outermost and any(page.of(p) == name for p in _parameters(owner))


def declares(page: Page, statement: Node, name: bytes) -> bool:
    """Whether a statement of a list declares a name for those behind it."""
    return any(page.of(identifier) == name for identifier in _by(statement))


def _declared(node: Node, offset: int) -> Iterator[Node]:
    """The identifiers that a node declares for what stands at an offset in it, the first of each scope first."""
    if node.type in FUNCTIONS:
        yield from _parameters(node)
        return
    # The outermost statements of a function share their scope with the parameters: those come first.
    if node.parent is not None and node.parent.type in FUNCTIONS:
        yield from _parameters(node.parent)
    for statement in statements_of(node):
        if statement.end_byte <= offset:
            yield from _by(statement)
    if node.type != "block":
        heads = [h for field in _HEADS if (h := node.child_by_field_name(field)) is not None]
        heads += [c for c in node.named_children if c.type in ("for_clause", "range_clause")]
        for head in heads:
            if head.end_byte <= offset:
                yield from _by(head)


def _by(statement: Node) -> Iterator[Node]:
    """The identifiers that a statement declares beyond itself."""
    match statement.type:
        case "labeled_statement":
            yield from (i for child in statement.named_children for i in _by(child))
        case "short_var_declaration" | "range_clause" | "receive_statement":
            is_new = any(child.type == ":=" for child in statement.children)
            yield from _identifiers(statement.child_by_field_name("left")) if is_new else ()
        case "for_clause":
            initializer = statement.child_by_field_name("initializer")
            yield from _by(initializer) if initializer is not None else ()
        case "expression_list":  # the alias of a type switch
            yield from _identifiers(statement)
        case "var_declaration" | "const_declaration" | "type_declaration":
            for one in specifications_of(statement):
                yield from one.children_by_field_name("name")


def _parameters(function: Node) -> Iterator[Node]:
    for field in ("receiver", "parameters", "result"):
        listed = function.child_by_field_name(field)
        if listed is not None and listed.type == "parameter_list":
            for declaration in listed.named_children:
                yield from declaration.children_by_field_name("name")


def _identifiers(node: Node | None) -> Iterator[Node]:
    if node is not None:
        yield from (n for n in within(node) if n.type == "identifier")
