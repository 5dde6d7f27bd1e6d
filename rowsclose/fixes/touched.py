"""What edits of a text may change the findings of: the functions they stand in, and those of the file that call these.

So a fix costs an analysis of a function or two. That nothing came elsewhere, a last look at the whole file shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rowsclose.fixes.page import Page
from rowsclose.fixes.verification import Edits, Version, carried, span_behind
from rowsclose.remedy import edited
from rowsclose.source import Span
from rowsclose.syntax.parser import span_of
from rowsclose.syntax.tokens import WORD

if TYPE_CHECKING:
    from tree_sitter import Node

Look = Callable[[bytes, tuple[int, ...] | None], Version]
"""Analyses a text: the functions around some offsets, or all for None."""

Touched = Callable[[Page, Edits], tuple[Span, ...] | None]
"""The functions whose findings edits may change; None where that may be all of them."""

_DECLARATIONS = frozenset({"function_declaration", "method_declaration"})


def everything(_: Page, __: Edits) -> None:
    """All functions: what is right whatever is edited."""


def functions_touched(page: Page, edits: Edits) -> tuple[Span, ...] | None:
    """The functions that edits stand in, and those of the file that may call one of them, by its name."""
    declared = [node for node in page.root.named_children if node.type in _DECLARATIONS]
    reached = [node for node in declared if any(_is_in(edit.span, node) for edit in edits)]
    if not all(any(_is_in(edit.span, node) for node in reached) for edit in edits):
        return None
    mentioned = [(node, frozenset(WORD.findall(page.of(node)))) for node in declared]
    for called in reached:  # grows on the way
        name = called.child_by_field_name("name")
        if name is not None:
            reached += [n for n, words in mentioned if page.of(name) in words and n not in reached]
    return tuple(span_of(node) for node in reached)


def seen_after(look: Look, before: Version, edits: Edits, spans: tuple[Span, ...] | None) -> Version:
    """A text with edits made, when only some functions of it are looked at again: what else was found stays as it was."""
    text = edited(before.text, edits)
    if spans is None:
        return look(text, None)
    after = [span_behind(span, edits) for span in spans]
    seen = look(text, tuple(span.start for span in after))
    # What is found about comments belongs to no function, and is not asked about.
    kept = (carried(f, edits) for f in before.findings if not (f.function and _holds(spans, f.span.start)))
    new = (f for f in seen.findings if f.function and _holds(after, f.span.start))
    return Version(text, (*kept, *new), before.damage | seen.damage)


def _is_in(span: Span, node: Node) -> bool:
    return node.start_byte < span.start and span.end < node.end_byte


def _holds(spans: list[Span] | tuple[Span, ...], offset: int) -> bool:
    return any(span.start <= offset < span.end for span in spans)
