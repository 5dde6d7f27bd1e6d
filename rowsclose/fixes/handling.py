"""How a function that returns no error takes the failure of the acquiring call: what fails later may be taken the same way.

rows, err := db.Query(q)
if err != nil {
    log.Print(err)        <- these lines once more, where the reading ends
    return nil
}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case
from rowsclose.fixes.certainty import is_not_nil
from rowsclose.fixes.checked import error_name
from rowsclose.fixes.failing import results_of
from rowsclose.fixes.lines import UnfixableError, indent_of
from rowsclose.fixes.page import FUNCTIONS, JUMPS, LOOPS, Page, around, ends, following, given_by, statements_of, within
from rowsclose.fixes.scope import declaration_of

if TYPE_CHECKING:
    from tree_sitter import Node

_MOST_LINES = 8
_ANY_ERROR = (b"error", b"any", b"interface{}")
_OF_ONE_PLACE = FUNCTIONS | {"label_name", "raw_string_literal"}


def handled_as_call(case: Case, initial: str, at: int) -> tuple[str, ...]:
    """The lines that look at an error and do with it what the function does when the acquiring call fails.

    ``initial`` is what gives the error, ``at`` the offset where the lines are to stand.

    Raises:
        UnfixableError: no plain check of the call's error follows it, or its lines would mean something else there.
    """
    error = error_name(case)
    block = _failure_of_call(case, error) if error is not None else None
    if error is None or block is None or not _means_the_same(case, block, error, at):
        raise UnfixableError("the function returns no error")
    name = error.decode()
    return (f"if {name} := {initial}; {name} != nil {{", *_lines(case.page, block), "}")


def _failure_of_call(case: Case, error: bytes) -> Node | None:
    """The block of the check right behind the call that ends there; None where the check is about more, or goes on."""
    check = next(following(case.statement), None)
    if check is None or check.type != "if_statement" or check.child_by_field_name("initializer") is not None:
        return None
    condition, block = (check.child_by_field_name(f) for f in ("condition", "consequence"))
    if condition is None or block is None or check.child_by_field_name("alternative") is not None:
        return None
    is_plain = is_not_nil(case.page, condition, error) and b"||" not in case.page.of(condition)
    return block if is_plain and ends(case.page, block) else None


def _means_the_same(case: Case, block: Node, error: bytes, at: int) -> bool:
    """Whether a block does at another offset what it does where it stands, with another error in the same name."""
    page = case.page
    nodes = list(within(block))
    if any(n.type in _OF_ONE_PLACE for n in nodes) or page.mentions(block, case.root_name):
        return False
    leaves_loop = any(n.type in JUMPS and n.type != "return_statement" for n in nodes)
    if leaves_loop and _loop_around(page.at_offset(at)) != _loop_around(block):
        return False
    if any(_gives_as_other(case, n, error) for n in nodes):
        return False
    names = {page.of(n): n.start_byte for n in nodes if n.type == "identifier" and page.of(n) != error}
    return all(declaration_of(page, name, start) == declaration_of(page, name, at) for name, start in names.items())


def _gives_as_other(case: Case, node: Node, error: bytes) -> bool:
    """Whether a return gives the error for a result of another type, which that of reading may not have."""
    given = zip(given_by(node), results_of(case.function), strict=False)
    return any(case.page.of(v) == error and case.page.of(type_) not in _ANY_ERROR for v, type_ in given)


def _loop_around(node: Node) -> Node | None:
    return next((n for n in around(node) if n.type in LOOPS), None)


def _lines(page: Page, block: Node) -> Iterator[str]:
    """The lines of a block, as they stand one step within its statement.

    Raises:
        UnfixableError: it is long, or not laid out in lines.
    """
    listed = statements_of(block)
    indent = indent_of(page, listed[0])
    text = page.text[listed[0].start_byte : listed[-1].end_byte]
    lines = (indent + text).split(b"\n")
    is_laid_out = all(line.startswith(indent) and line.strip() for line in lines)
    if len(lines) > _MOST_LINES or not is_laid_out:
        raise UnfixableError("the function returns no error")
    yield from ("\t" + line[len(indent) :].rstrip(b"\r").decode("utf-8", "replace") for line in lines)
