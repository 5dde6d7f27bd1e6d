"""One Go file to be edited: its text and its tree, and how one walks from a place in it to statements and functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from rowsclose.source import Span
from rowsclose.syntax.parser import parse
from rowsclose.values import value

if TYPE_CHECKING:
    from tree_sitter import Node

Beside = Callable[[], Iterable[bytes]]

FUNCTIONS = frozenset({"function_declaration", "method_declaration", "func_literal"})
LOOPS = frozenset({"for_statement"})
JUMPS = frozenset({"return_statement", "continue_statement", "break_statement", "goto_statement"})
_CHOICES = frozenset({"expression_switch_statement", "type_switch_statement", "select_statement"})
# What a path ends with, by the last word of the called name.
_ENDING_CALLS = frozenset(
    {"panic", "Exit", "Goexit", "Fatal", "Fatalf", "Fatalln", "Panic", "Panicf", "Panicln"}
    | {"FailNow", "Skip", "Skipf", "SkipNow"}
)
_SEEN_BY_COMPILERS = frozenset({"panic"})


@value(eq=False)
class Page:
    """A file's bytes, and the root of its tree; ``beside`` reads the other files of its folder."""

    text: bytes
    root: Node
    beside: Beside

    def of(self, node: Node) -> bytes:
        """The source of a node."""
        return self.text[node.start_byte : node.end_byte]

    def at(self, span: Span) -> Node:
        """The smallest named node around a span."""
        found = self.root.named_descendant_for_byte_range(span.start, max(span.start, span.end))
        return found if found is not None else self.root

    def at_offset(self, offset: int) -> Node:
        """The smallest named node around an offset."""
        return self.at(Span(offset, offset))

    def statement_at(self, offset: int) -> Node | None:
        """The innermost statement of a list that begins at an offset, or holds it; None outside of functions."""
        return statement_of(self.at_offset(offset))

    def mentions(self, node: Node, name: bytes) -> bool:
        """Whether an identifier of that name stands within a node."""
        return any(self.of(n) == name for n in within(node) if n.type == "identifier")


def read_page(text: bytes, beside: Beside) -> Page:
    """A page of a file's bytes."""
    return Page(text, parse(text).root, beside)


def call_at(page: Page, span: Span) -> Node | None:
    """The call whose called name stands at a span, or ends there."""
    for node in around(page.at(span)):
        if node.type == "call_expression":
            called = node.child_by_field_name("function")
            if called is not None and called.start_byte <= span.start <= called.end_byte:
                return node
    return None


def around(node: Node | None) -> Iterator[Node]:
    """A node and all that it stands in, the innermost first."""
    while node is not None:
        yield node
        node = node.parent


def up_to_function(node: Node) -> Iterator[Node]:
    """A node and all that it stands in, within its function, the innermost first."""
    for each in around(node):
        if each.type in FUNCTIONS:
            return
        yield each


def within(node: Node) -> Iterator[Node]:
    """A node and all that stands in it, in source order."""
    stack = [node]
    while stack:
        at = stack.pop()
        yield at
        stack += reversed(at.children)


def within_function(node: Node) -> Iterator[Node]:
    """What stands in a node, but for what function literals within it do."""
    stack = [node]
    while stack:
        at = stack.pop()
        yield at
        stack += reversed([c for c in at.children if c.type not in FUNCTIONS])


def statement_of(node: Node) -> Node | None:
    """The innermost statement of a list that a node stands in, or is; a label belongs to its statement."""
    for each in around(node):
        if each.parent is not None and each.parent.type == "statement_list":
            return each
    return None


def following(statement: Node) -> Iterator[Node]:
    """The statements behind one in its list."""
    at = statement.next_named_sibling
    while at is not None:
        if at.type != "comment":
            yield at
        at = at.next_named_sibling


def enclosing(node: Node, kinds: frozenset[str]) -> Node | None:
    """The innermost node of some kinds that a node stands in."""
    return next((each for each in around(node.parent) if each.type in kinds), None)


def left_by(jump: Node) -> Node | None:
    """The loop or the choice that a ``break``, or a ``continue``, without a label is about."""
    return enclosing(jump, LOOPS if jump.type == "continue_statement" else LOOPS | _CHOICES)


def statements_of(block: Node | None) -> list[Node]:
    """The statements of a block, or of a case."""
    if block is None:
        return []
    lists = [c for c in block.named_children if c.type == "statement_list"]
    return [s for each in lists for s in each.named_children if s.type != "comment"]


def body_of(function: Node) -> Node | None:
    """The block of a function; None where it is declared alone."""
    return function.child_by_field_name("body")


def within_function_of(function: Node) -> Iterator[Node]:
    """What stands in the body of a function, but for what function literals within it do."""
    body = body_of(function)
    return within_function(body) if body is not None else iter(())


def called_by(statement: Node) -> Node | None:
    """The call that a statement is; None where it is something else."""
    call = statement.named_children[0] if statement.type == "expression_statement" else None
    return call if call is not None and call.type == "call_expression" else None


def given_by(statement: Node) -> list[Node]:
    """What a return gives; nothing for a bare one, and for what is no return."""
    if statement.type != "return_statement" or not statement.named_children:
        return []
    return statement.named_children[0].named_children


def ends(page: Page, block: Node | None) -> bool:
    """Whether no path leads out of the end of a block: its last statement returns, jumps, or ends the process or test."""
    return _ends(page, block, _ENDING_CALLS)


def is_terminating(page: Page, block: Node | None) -> bool:
    """Whether the compiler sees that too, so that no return is missing at the end of a block."""
    return _ends(page, block, _SEEN_BY_COMPILERS)


def _ends(page: Page, block: Node | None, calls: frozenset[str]) -> bool:
    listed = statements_of(block)
    return bool(listed) and _is_end(page, listed[-1], calls)


def _is_end(page: Page, statement: Node, calls: frozenset[str]) -> bool:
    """Whether no path leads behind a statement; ``calls`` do not come back."""
    if statement.type == "if_statement":
        other = statement.child_by_field_name("alternative")
        ends_then = _ends(page, statement.child_by_field_name("consequence"), calls)
        if other is None or not ends_then:
            return False
        return _is_end(page, other, calls) if other.type == "if_statement" else _ends(page, other, calls)
    call = statement.named_children[0] if statement.type == "expression_statement" else None
    called = call.child_by_field_name("function") if call is not None and call.type == "call_expression" else None
    if called is not None:
        return page.of(called).decode("utf-8", "replace").rpartition(".")[2] in calls
    return statement.type in JUMPS
