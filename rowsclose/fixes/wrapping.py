"""The body of a loop made a function that is called at once, so that what it defers runs at the end of each round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case
from rowsclose.fixes.failing import results_of
from rowsclose.fixes.lines import UnfixableError, at_start, before_end
from rowsclose.fixes.page import Page, is_terminating, left_by, within, within_function
from rowsclose.remedy import Edit
from rowsclose.source import Span
from rowsclose.syntax.parser import span_of
from rowsclose.values import value

if TYPE_CHECKING:
    from tree_sitter import Node

_TEXTS = frozenset({"raw_string_literal", "comment"})


@value
class _Shell:
    """What stands before and behind the body, and the edits that turn its jumps into returns of the function."""

    head: bytes
    tail: tuple[bytes, ...]
    jumps: tuple[Edit, ...]


def wrapped(case: Case, body: Node, additions: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The edits that make a body a function; ``additions`` are insertions of whole lines into it.

    Raises:
        UnfixableError: the body is left by a ``break`` or a label, or returns that differ in more than their error.
    """
    page = case.page
    returns = [n for n in within_function(body) if n.type == "return_statement"]
    jumps = tuple(_jumps(page, body, b"return nil" if returns else b"return"))
    shell = _shell_of_failing(case, returns, jumps) if returns else _Shell(b"func() {", (b"}()",), jumps)
    start, end = at_start(page, body), before_end(page, body)
    indent, newline = start.indent, start.newline
    last = [indent + b"\treturn nil"] if returns and not is_terminating(page, body) else []
    edits = [
        Edit(Span(start.offset, start.offset), indent + shell.head + newline),
        *(Edit(e.span, b"\t" + e.text) for e in additions),
        *(Edit(Span(at, at), b"\t") for at in _line_starts(page, body, start.offset, end.offset)),
        *shell.jumps,
        Edit(
            Span(end.offset, end.offset),
            b"".join(line + newline for line in [*last, *(indent + t for t in shell.tail)]),
        ),
    ]
    return tuple(sorted(edits, key=lambda e: e.span))


def _shell_of_failing(case: Case, returns: list[Node], jumps: tuple[Edit, ...]) -> _Shell:
    """The shell of a body that returns errors: the function gives its own, and the loop hands it on."""
    page, results = case.page, results_of(case.function)
    heads, edits = set[bytes](), list(jumps)
    is_error = bool(results) and page.of(results[-1]) == b"error"
    for each in returns:
        values = each.named_children[0].named_children if each.named_children else []
        if not is_error or len(values) != len(results) or page.of(values[-1]) == b"nil":
            raise UnfixableError("the round returns something else than an error")
        before = Span(values[0].start_byte, values[-1].start_byte)
        heads.add(page.text[before.start : before.end])
        edits.append(Edit(before, b""))
    head = heads.pop()
    if heads or not all(word in _CONSTANT for word in head.replace(b",", b" ").split()):
        raise UnfixableError("the returns of the round differ in more than their error")
    return _Shell(b"if err := func() error {", (b"}(); err != nil {", b"\treturn " + head + b"err", b"}"), tuple(edits))


_CONSTANT = frozenset({b"nil", b"0", b'""', b"false"})


def _jumps(page: Page, body: Node, instead: bytes) -> Iterator[Edit]:
    """The edits that turn a ``continue`` of the loop into a return."""
    for node in within_function(body):
        if node.type in ("goto_statement", "labeled_statement", "fallthrough_statement"):
            raise UnfixableError("the round has a label or a jump")
        if node.type not in ("break_statement", "continue_statement"):
            continue
        is_of_round = left_by(node) == body.parent
        if node.named_children or (is_of_round and node.type == "break_statement"):
            raise UnfixableError("the round is left by a `break` or by a label")
        if is_of_round:
            yield Edit(span_of(node), instead)


def _line_starts(page: Page, body: Node, start: int, end: int) -> Iterator[int]:
    """Where the lines of a body begin that can be indented: not blank ones, nor what stands within a text."""
    texts = [n for n in within(body) if n.type in _TEXTS]
    at = start
    while at < end:
        following = page.text.find(b"\n", at) + 1
        is_blank = not page.text[at:following].strip()
        if not is_blank and not any(t.start_byte < at < t.end_byte for t in texts):
            yield at
        at = following
