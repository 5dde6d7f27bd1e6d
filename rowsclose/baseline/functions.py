"""The functions of a Go file, each with a digest of its tokens: blanks, comments and its name do not count.

A specification of a package variable is one too, called ``init`` as in findings: a literal in it may hold anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from rowsclose.go.declarations import read_declarations
from rowsclose.source import SourceFile, Span
from rowsclose.syntax.parser import children_of, node_text, parse, span_of, specifications_of, tokens_of
from rowsclose.values import value

if TYPE_CHECKING:
    from tree_sitter import Node

INITIALIZER = "init"
# What is not found is looked up in its file, file by file.
_FILES_KEPT = 4
_DIGEST_LENGTH = 16
_CALL = "call_expression"
_LITERAL = frozenset({"func_literal"})
_LAYOUT = frozenset({"", ";"})
_CLOSING = (")", "}", "]")
_LONGEST_CALL = 160


@value
class FunctionText:
    """One function: its name as Go prints it, where it stands, and the digest of what follows its name."""

    name: str
    span: Span
    digest: str


class FunctionTexts:
    """The functions of one file."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source

    @cached_property
    def all(self) -> tuple[FunctionText, ...]:
        """In source order. One in which something does not parse is listed too."""
        declared = read_declarations(self._source, self._root, "", lambda _: None)
        nodes = {span_of(node): node for node in self._root.named_children}
        functions = [
            FunctionText(f.shown_name, f.span, self._digest(_behind_name(nodes[f.span]))) for f in declared.functions
        ]
        specifications = [
            FunctionText(INITIALIZER, span_of(spec), self._digest([spec]))
            for node in self._root.named_children
            if node.type == "var_declaration"
            for spec in specifications_of(node)
        ]
        return tuple(sorted([*functions, *specifications], key=lambda function: function.span))

    def around(self, place: Span) -> FunctionText | None:
        """The function that a place lies in."""
        return next((f for f in self.all if f.span.start <= place.start and place.end <= f.span.end), None)

    def call_at(self, name: Span) -> str:
        """The call whose called name is, or ends with, a place: its tokens, without the bodies of literals in it.

        Where no call stands there, the text of the place itself. A long one ends in a digest of it all.
        """
        node = self._root.descendant_for_byte_range(name.start, name.end)
        while node is not None and not _calls(node, name):
            node = node.parent
        if node is None:
            text = "".join(self._source.text[name.start : name.end].decode("utf-8", "replace").split())
        else:
            text = "".join(self._normal([node], _LITERAL))
        return text if len(text) <= _LONGEST_CALL else f"{text[:_LONGEST_CALL]}...{_digest_of(text)}"

    @cached_property
    def _root(self) -> Node:
        return parse(self._source.text).root

    def _digest(self, nodes: Iterable[Node]) -> str:
        return _digest_of("\0".join(self._normal(nodes, frozenset())))

    def _normal(self, nodes: Iterable[Node], stops: frozenset[str]) -> list[str]:
        """Tokens as they are whatever the layout; how a raw string is broken into lines is layout too."""
        found: list[str] = []
        for node in nodes:
            for token in tokens_of(node, stops):
                text = "func{}" if token.type in stops else _on_one_line(node_text(token, self._source.text).strip())
                if text in _LAYOUT:
                    continue
                if text in _CLOSING and found[-1:] == [","]:  # of a list that stands on lines of its own
                    found.pop()
                found.append(text)
        return found


class Declared:
    """Which functions the files of a tree declare."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        """``read`` gives the text of a file by its path, None where there is none."""
        self._read = read
        self._in = lru_cache(maxsize=_FILES_KEPT)(self._functions_of)

    def has(self, path: str, function: str, digest: str | None) -> bool:
        """Whether a file declares a function of a name, and of a digest if one is given.

        What stands in no function is there for as long as its file is.
        """
        functions = self._in(path)
        if functions is None:
            return False
        if not function:
            return True
        return any(f.name == function and digest in (None, f.digest) for f in functions.all)

    def has_named(self, path: str, name: str) -> bool:
        """Whether a file declares a function, or a method of any type, of a name."""
        functions = self._in(path)
        return functions is not None and any(f.name.rpartition(".")[2] == name for f in functions.all)

    def _functions_of(self, path: str) -> FunctionTexts | None:
        text = self._read(path)
        return None if text is None else FunctionTexts(SourceFile(path, text))


def _calls(node: Node, name: Span) -> bool:
    function = node.child_by_field_name("function") if node.type == _CALL else None
    return function is not None and function.start_byte <= name.start and name.end <= function.end_byte


def _behind_name(function: Node) -> list[Node]:
    name = function.child_by_field_name("name")
    children = children_of(function)
    return [child for child in children if name is None or child.start_byte >= name.end_byte]


def _on_one_line(token: str) -> str:
    return f"`{' '.join(token.strip('`').split())}`" if token.startswith("`") else token


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_LENGTH]
