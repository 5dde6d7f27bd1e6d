"""Go source to a syntax tree, with a report of what in it does not parse.

The grammar (0.25) wraps every block's statements in a ``statement_list`` and knows no Go 1.26 ``new(expr)``: a file
with errors is parsed once more with a name of equal length in place of ``new``, and the tree with less damage is kept,
so that byte offsets stay true to the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from rowsclose.source import Span
from rowsclose.values import value

if TYPE_CHECKING:
    from tree_sitter import Node, Parser, Tree

# `new` is a built-in name that is almost never shadowed; three letters keep every offset.
_NEW_CALL = re.compile(rb"\bnew(?=\s*\()")
# The grammar takes statements at the top level too; Go does not.
_DECLARATIONS = ("import", "function", "method", "type", "var", "const")
_TOP_LEVEL = frozenset({"package_clause", "comment", "ERROR", *(f"{d}_declaration" for d in _DECLARATIONS)})
# The grammar parts a string at its escapes.
_STRINGS = frozenset({"interpreted_string_literal", "raw_string_literal"})
_LISTS = frozenset({"import_spec_list", "var_spec_list"})
_NEW_STAND_IN = b"n\xc3\xa9"


@value
class Damage:
    """One stretch of source that the grammar could not take; ``message`` is lower case."""

    span: Span
    message: str


@value
class Parsed:
    """A file's root node and its damage, first to last. The tree lives as long as any node of it."""

    root: Node
    damage: tuple[Damage, ...]


def parse(text: bytes) -> Parsed:
    """Parse one Go file; damaged source yields a tree and its damage, never an exception."""
    tree = _parser().parse(text)
    damage = damage_of(tree.root_node)
    if damage and _NEW_CALL.search(text):
        repaired = _parser().parse(_NEW_CALL.sub(_NEW_STAND_IN, text))
        damage_left = damage_of(repaired.root_node)
        if len(damage_left) < len(damage):
            return Parsed(_keep(repaired), damage_left)
    return Parsed(_keep(tree), damage)


def damage_of(root: Node) -> tuple[Damage, ...]:
    """The outermost ERROR nodes, every MISSING one, and statements outside of functions, in source order."""
    stray = (
        Damage(span_of(n), "statement outside of a function") for n in root.named_children if n.type not in _TOP_LEVEL
    )
    found = [*(_damage(root) if root.has_error else ()), *stray]
    return tuple(sorted(found, key=lambda d: (d.span.start, d.span.end)))


def node_text(node: Node, text: bytes) -> str:
    """The source of a node; ``text`` is the file's bytes (a node's own text is that of the repaired parse)."""
    return text[node.start_byte : node.end_byte].decode("utf-8", "replace")


def tokens_text(node: Node, text: bytes) -> str:
    """The source of a node without the blanks and comments between its tokens."""
    return "".join(node_text(token, text) for token in tokens_of(node))


def tokens_of(node: Node, stops: frozenset[str] = frozenset()) -> Iterator[Node]:
    """The tokens of a node but comments, in source order; a string is one, and so is a node of a type in ``stops``."""
    stack = [node]
    while stack:
        at = stack.pop()
        if at.child_count == 0 or at.type in _STRINGS or at.type in stops:
            if at.type != "comment":
                yield at
        else:
            stack += reversed(at.children)


def span_of(node: Node) -> Span:
    """Byte range of a node."""
    return Span(node.start_byte, node.end_byte)


def children_of(node: Node | None) -> list[Node]:
    """The named children of a node without comments, which may stand anywhere; none where there is no node."""
    return [child for child in node.named_children if child.type != "comment"] if node is not None else []


def specifications_of(declaration: Node) -> Iterator[Node]:
    """What an ``import``, ``var`` or ``const`` declares, one by one, with parentheses around all or without."""
    for child in children_of(declaration):
        yield from children_of(child) if child.type in _LISTS else (child,)


def is_deeper(node: Node, levels: int) -> bool:
    """Whether more than so many levels of nodes stand below a node; none of them is without a byte of its own."""
    if node.end_byte - node.start_byte <= levels:
        return False
    cursor, depth = node.walk(), 0
    while depth <= levels:
        if cursor.goto_first_child():
            depth += 1
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return False
            depth -= 1
    return True


def without_parentheses(node: Node) -> Node:
    """The expression within any number of parentheses."""
    while node.type == "parenthesized_expression" and (inner := children_of(node)):
        node = inner[0]
    return node


def _damage(root: Node) -> Iterator[Damage]:
    stack = [root]
    while stack:
        node = stack.pop()
        if node.is_missing:
            yield Damage(span_of(node), f"missing {_printable(node.type)}")
        elif node.is_error:
            yield Damage(span_of(node), "syntax error")
        elif node.has_error:
            stack.extend(reversed(node.children))


def _printable(token: str) -> str:
    return "line end" if token.strip() == "" else token


def _keep(tree: Tree) -> Node:
    return tree.root_node


@cache
def _parser() -> Parser:
    # Imported here: loading the grammar costs as much as starting Python, and a run without a candidate needs none.
    import tree_sitter

    return tree_sitter.Parser(tree_sitter.Language(_grammar()))


def _grammar() -> object:
    """The Go grammar.

    Its package brings along what reads an editor's queries, thirty modules that are of no use here: where its extension
    can be found by itself, that alone is loaded.
    """
    from importlib.machinery import PathFinder
    from importlib.util import find_spec, module_from_spec

    package = find_spec("tree_sitter_go")
    extension = PathFinder.find_spec("_binding", package.submodule_search_locations) if package is not None else None
    if extension is None or extension.loader is None:
        import tree_sitter_go

        return tree_sitter_go.language()
    binding = module_from_spec(extension)
    extension.loader.exec_module(binding)
    return binding.language()
