"""The body of a loop made a function that is called at once, so that what it defers runs at the end of each round.

The function tells the loop how its round has ended: by an error that is handed on, or by the one other way out that it has.

    if done, err := func() (bool, error) {
        ...
        return false, err      <- was: return nil, err
        return true, nil       <- was: break
        return false, nil      <- was: continue, or the end of the round
    }(); err != nil {
        return nil, err
    } else if done {
        break
    }
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case
from rowsclose.fixes.certainty import is_certain_error
from rowsclose.fixes.failing import results_of
from rowsclose.fixes.lines import UnfixableError, at_start, before_end
from rowsclose.fixes.page import Page, given_by, is_terminating, left_by, within, within_function
from rowsclose.fixes.scope import declaration_of
from rowsclose.remedy import Edit
from rowsclose.source import Span
from rowsclose.syntax.parser import span_of
from rowsclose.values import value

if TYPE_CHECKING:
    from tree_sitter import Node

_TEXTS = frozenset({"raw_string_literal", "comment"})
_JUMPS = frozenset({"break_statement", "continue_statement", "return_statement"})
_DO_SOMETHING = frozenset({"call_expression", "func_literal"})
_OWN_NAMES = frozenset({b"err", b"done"})


@value(eq=False)
class _Ways:
    """How a body is left: to the next round, by returns of an error, and by other jumps."""

    onward: tuple[Node, ...]
    failing: tuple[Node, ...]
    other: tuple[Node, ...]


@value
class _Shell:
    """What stands before and behind the body, what its jumps become, and what it ends with where it does not jump."""

    head: bytes
    tail: tuple[bytes, ...]
    jumps: tuple[Edit, ...]
    last: bytes


def wrapped(case: Case, body: Node, additions: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The edits that make a body a function; ``additions`` are insertions of whole lines into it.

    Raises:
        UnfixableError: the body is left in more ways than a function can tell of, or gives values that only it knows.
    """
    page = case.page
    shell = _shell(case, body, _ways(case, body))
    start, end = at_start(page, body), before_end(page, body)
    indent, newline = start.indent, start.newline
    last = [indent + b"\t" + shell.last] if shell.last and not is_terminating(page, body) else []
    edits = [
        Edit(Span(start.offset, start.offset), indent + shell.head + newline),
        *(Edit(e.span, b"\t" + e.text.replace(newline, newline + b"\t", e.text.count(newline) - 1)) for e in additions),
        *(Edit(Span(at, at), b"\t") for at in _line_starts(page, body, start.offset, end.offset)),
        *shell.jumps,
        Edit(
            Span(end.offset, end.offset),
            b"".join(line + newline for line in [*last, *(indent + t for t in shell.tail)]),
        ),
    ]
    return tuple(sorted(edits, key=lambda e: e.span))


def _ways(case: Case, body: Node) -> _Ways:
    onward: list[Node] = []
    failing: list[Node] = []
    other: list[Node] = []
    for node in within_function(body):
        if node.type in ("goto_statement", "labeled_statement", "fallthrough_statement"):
            raise UnfixableError("the round has a label or a jump")
        if node.type not in _JUMPS:
            continue
        left = left_by(node) if node.type != "return_statement" and not node.named_children else None
        if left is not None and left != body.parent:
            continue  # it stays within the round
        if left is not None and node.type == "continue_statement":
            onward.append(node)
        else:
            (failing if _fails(case, node) else other).append(node)
    return _Ways(tuple(onward), tuple(failing), tuple(other))


def _fails(case: Case, node: Node) -> bool:
    """Whether a jump is a return of an error.

    Raises:
        UnfixableError: it may be one: the loop would go on where there is none.
    """
    page, results, values = case.page, results_of(case.function), given_by(node)
    is_whole = bool(results) and len(values) == len(results) and page.of(results[-1]) == b"error"
    if not is_whole or page.of(values[-1]) == b"nil":
        return False
    if not is_certain_error(page, values[-1]):
        raise UnfixableError("the round may return without an error")
    return True


def _shell(case: Case, body: Node, ways: _Ways) -> _Shell:
    page = case.page
    handed_on = _head_of(case, body, ways.failing) if ways.failing else b""
    jump = _only(page, body, ways.other, "the round is left in more ways than one") if ways.other else b""
    if jump and not ways.failing:
        return _Shell(
            b"if done := func() bool {",
            (b"}(); done {", b"\t" + jump, b"}"),
            (*_instead(ways.other, b"return true"), *_instead(ways.onward, b"return false")),
            b"return false",
        )
    if not ways.failing:
        return _Shell(b"func() {", (b"}()",), tuple(_instead(ways.onward, b"return")), b"")
    if not jump:
        errors = (Edit(_before_error(node), b"") for node in ways.failing)
        return _Shell(
            b"if err := func() error {",
            (b"}(); err != nil {", b"\treturn " + handed_on + b"err", b"}"),
            (*errors, *_instead(ways.onward, b"return nil")),
            b"return nil",
        )
    if jump == b"return":
        raise UnfixableError("the round returns what its function has by name")
    errors = (Edit(_before_error(node), b"false, ") for node in ways.failing)
    return _Shell(
        b"if done, err := func() (bool, error) {",
        (b"}(); err != nil {", b"\treturn " + handed_on + b"err", b"} else if done {", b"\t" + jump, b"}"),
        (*errors, *_instead(ways.other, b"return true, nil"), *_instead(ways.onward, b"return false, nil")),
        b"return false, nil",
    )


def _instead(jumps: Iterable[Node], text: bytes) -> Iterator[Edit]:
    return (Edit(span_of(node), text) for node in jumps)


def _before_error(failing: Node) -> Span:
    """What a return gives before its error."""
    values = given_by(failing)
    return Span(values[0].start_byte, values[-1].start_byte)


def _head_of(case: Case, body: Node, failing: tuple[Node, ...]) -> bytes:
    """What all returns of an error give before it, as it may be written behind the round."""
    others = [node for each in failing for node in given_by(each)[:-1]]
    if not all(_means_the_same_outside(case.page, body, node) for node in others):
        raise UnfixableError("the round returns what only it knows")
    heads = {case.page.text[(s := _before_error(node)).start : s.end] for node in failing}
    if len(heads) > 1:
        raise UnfixableError("the returns of the round differ in more than their error")
    return heads.pop()


def _only(page: Page, body: Node, jumps: tuple[Node, ...], refused: str) -> bytes:
    """The text of all of the jumps, as it may be written behind the round."""
    if not all(_means_the_same_outside(page, body, node) for node in jumps):
        raise UnfixableError("the round returns what only it knows")
    texts = {page.of(node) for node in jumps}
    if len(texts) > 1:
        raise UnfixableError(refused)
    return texts.pop()


def _means_the_same_outside(page: Page, body: Node, node: Node) -> bool:
    """Whether what stands in a body may as well stand behind it: it does nothing, and names nothing that the body has."""
    for each in within(node):
        if each.type in _DO_SOMETHING or page.of(each).startswith(b"<-"):
            return False
        if each.type != "identifier":
            continue
        declared = declaration_of(page, page.of(each), each.start_byte)
        is_own = declared is not None and body.start_byte <= declared < body.end_byte
        if is_own or page.of(each) in _OWN_NAMES:
            return False
    return b"\n" not in page.of(node)


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
