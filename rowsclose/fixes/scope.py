"""What a name stands for at a place, within one function: enough to tell whether a line written there means the same.

A declaration is known by the byte where its name stands. Package names, and what other files declare, are not looked up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.page import FUNCTIONS, Page, around, enclosing, statements_of, within
from rowsclose.source import Span
from rowsclose.syntax.parser import specifications_of

if TYPE_CHECKING:
    from tree_sitter import Node

_SCOPES = FUNCTIONS | {"block", "expression_case", "type_case", "default_case", "communication_case"}
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


def imports(page: Page, path: bytes) -> bool:
    """Whether a file imports a package under its own name."""
    specs = (s for n in page.root.named_children if n.type == "import_declaration" for s in within(n))
    return any(
        s.child_by_field_name("name") is None
        and (p := s.child_by_field_name("path")) is not None
        and page.of(p)[1:-1] == path
        for s in specs
        if s.type == "import_spec"
    )


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


def may_set(page: Page, statement: Node, name: bytes) -> bool:
    """Whether a statement may set a variable of a name, declared by it where its own list has none.

    It may not where somebody behind it still wants what the name stands for now: reads that value, sets the variable of a
    scope around, or returns it by a bare ``return``. What a loop has before the statement comes behind it too.
    """
    is_declared = is_declared_beside(page, statement, name)
    outer = enclosing(statement, FUNCTIONS if is_declared else _SCOPES)
    for node in within(outer) if outer is not None else ():
        if node.start_byte < statement.end_byte and not _is_in_loop_with(node, statement):
            continue
        if node.type == "return_statement" and not node.named_children and _is_result(page, node, name):
            return False
        if node.type != "identifier" or page.of(node) != name or _is_declared_within(page, node, statement):
            continue
        setting = _setting(node)
        if setting is None or (setting.type == "assignment_statement" and not is_declared):
            return False
        if setting.parent == statement.parent and setting.start_byte >= statement.end_byte:
            return True
    return True


def is_unchanged(page: Page, name: bytes, statement: Node, offset: int) -> bool:
    """Whether a variable has at an offset what a statement before it has given it: nothing between sets it, or may."""
    declared = declaration_of(page, name, statement.end_byte)
    if declared is None or declaration_of(page, name, offset) != declared:
        return False
    loops = (n for n in around(page.at_offset(offset)) if n.type == "for_statement")
    end = max((loop.end_byte for loop in loops if loop.start_byte >= statement.end_byte), default=offset)
    function = enclosing(statement, FUNCTIONS)
    between = (n for n in within(function) if statement.end_byte <= n.start_byte < end) if function is not None else ()
    named = (n for n in between if n.type == "identifier" and page.of(n) == name)
    return not any(_may_set(page, n) and declaration_of(page, name, n.start_byte) == declared for n in named)


def _may_set(page: Page, identifier: Node) -> bool:
    """Whether the variable that an identifier stands for is set there, and not a new one declared, or its address taken."""
    parent, setting = identifier.parent, _setting(identifier)
    if setting is not None and setting.type == "short_var_declaration":
        return is_declared_beside(page, setting, page.of(identifier))
    return setting is not None or (
        parent is not None and parent.type == "unary_expression" and parent.children[0].type == "&"
    )


def _is_in_loop_with(node: Node, statement: Node) -> bool:
    return any(each.type == "for_statement" and each.start_byte <= node.start_byte for each in around(statement))


def _is_declared_within(page: Page, identifier: Node, statement: Node) -> bool:
    """Whether an identifier stands for what is declared behind a statement."""
    at = declaration_of(page, page.of(identifier), identifier.start_byte)
    return at is not None and at >= statement.end_byte


def _setting(identifier: Node) -> Node | None:
    """The statement that sets a variable, where an identifier stands for it on its left."""
    left = identifier.parent
    holder = left.parent if left is not None and left.type == "expression_list" else None
    if holder is None or holder.type not in ("assignment_statement", "short_var_declaration"):
        return None
    return holder if holder.child_by_field_name("left") == left and _plain(holder) else None


def _plain(assignment: Node) -> bool:
    """Whether it sets, and does not add to, what is on its left."""
    return any(child.type in ("=", ":=") for child in assignment.children)


def _is_result(page: Page, node: Node, name: bytes) -> bool:
    function = enclosing(node, FUNCTIONS)
    result = function.child_by_field_name("result") if function is not None else None
    named = result.named_children if result is not None and result.type == "parameter_list" else ()
    return any(page.of(n) == name for each in named for n in each.children_by_field_name("name"))


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
