"""The few questions that everybody asks of a node: its children, what parentheses hold, its tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from rowsclose.syntax.parser import children_of, node_text, parse, specifications_of, tokens_text, without_parentheses

if TYPE_CHECKING:
    from tree_sitter import Node


def expression(text: str) -> tuple[Node, bytes]:
    """The node of an expression, and the file it stands in."""
    source = f"package p\nvar x = {text}\n".encode()
    values = [n for n in nodes(parse(source).root) if n.type == "expression_list"]
    return values[0].named_children[0], source


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("f(a, b)", ["a", "b"]),
        ("f( /* one */ a, // two\n b /* three */)", ["a", "b"]),
        ("f()", []),
        ("f( /* nothing */ )", []),
    ],
)
def test_children_are_those_that_are_no_comments(text: str, children: list[str]) -> None:
    call, source = expression(text)
    assert [node_text(n, source) for n in children_of(call.child_by_field_name("arguments"))] == children


def test_no_node_has_no_children() -> None:
    assert children_of(None) == []


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("a", "a"),
        ("(a)", "a"),
        ("((a.b))", "a.b"),
        ("( /* c */ (a))", "a"),
        ("(a)(b)", "(a)(b)"),
        ("(a) + b", "(a) + b"),
    ],
)
def test_parentheses_around_the_whole_are_left_out(text: str, within: str) -> None:
    node, source = expression(text)
    assert node_text(without_parentheses(node), source) == within


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("a  >  3", "a>3"),
        ("a /* c */ > // d\n 3", "a>3"),
        ("len( xs ) == 0", "len(xs)==0"),
        ('s == "a  b"', 's=="a  b"'),
        (r's == "a\t\"  b"', r's=="a\t\"  b"'),
        ("s == `/* a */ // b`", "s==`/* a */ // b`"),
        ("r == ' '", "r==' '"),
        ("xs [ 1 : 2 ]", "xs[1:2]"),
    ],
)
def test_tokens_are_joined_without_what_stands_between_them(text: str, tokens: str) -> None:
    node, source = expression(text)
    assert tokens_text(node, source) == tokens


@pytest.mark.parametrize(
    ("declaration", "specifications"),
    [
        ("var a, b = f()", ["a, b = f()"]),
        ("var (\n\ta int // first\n\tb = 1\n)", ["a int", "b = 1"]),
        ("const (\n\ta = iota\n\t// nothing\n\tb\n)", ["a = iota", "b"]),
        ('import "x"', ['"x"']),
        ('import (\n\t// drivers\n\t_ "x"\n\ty "z"\n)', ['_ "x"', 'y "z"']),
        ("import ()", []),
    ],
)
def test_declaration_lists_its_specifications_with_parentheses_or_without(
    declaration: str, specifications: list[str]
) -> None:
    source = f"package p\n{declaration}\n".encode()
    node = parse(source).root.named_children[1]
    assert [node_text(n, source) for n in specifications_of(node)] == specifications
