"""What is dropped given a name, so that it can be released; a row that is dropped scanned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.fixes.case import Case, names_in, target_of
from rowsclose.fixes.certainty import is_nil, is_not_nil
from rowsclose.fixes.checked import places_behind_check
from rowsclose.fixes.lines import UnfixableError, at_start, behind, indent_of, newline_of
from rowsclose.fixes.page import within
from rowsclose.fixes.scope import is_declared_beside
from rowsclose.remedy import Action, Edit, Fix
from rowsclose.source import Span
from rowsclose.syntax.parser import span_of
from rowsclose.values import replace

if TYPE_CHECKING:
    from tree_sitter import Node

_ERROR = b"queryErr"
_MOST_NAMES = 10


def keep(case: Case) -> Iterator[Fix]:
    """The resource in a variable, and released as soon as that is certain to be right."""
    case = _with_name_of_its_own(case)
    name = case.remedy.code.partition(".")[0].encode()
    target, parent = target_of(case.call), case.call.parent
    names = names_in(target) if target is not None else []
    if target is not None and len(names) != 2:
        raise UnfixableError("the call does not give a value and an error")
    if target is None or case.page.of(names[1]) == b"_":
        alone = target if target is not None else parent
        if alone is None or alone.type not in ("expression_statement", "assignment_statement"):
            raise UnfixableError("the call does not stand in a statement of its own")
        yield _asked_by_if(case, name)
    elif target.parent is not None and target.parent.type == "if_statement":
        yield _released_in_branch(case, target.parent, names, name)
    else:
        yield from _released_behind(case, target, names, name)


def _with_name_of_its_own(case: Case) -> Case:
    """The case with a name for the resource that its function has not yet: ``rows``, else ``rows2``, and so on."""
    name, dot, method = case.remedy.code.partition(".")
    taken = {case.page.of(n) for n in within(case.function) if n.type == "identifier"}
    names = (name, *(f"{name}{number}" for number in range(2, _MOST_NAMES)))
    free = next((n for n in names if n.encode() not in taken), None)
    if free is None:
        raise UnfixableError(f"`{name}` is something else here")
    return replace(case, remedy=replace(case.remedy, code=f"{free}{dot}{method}"))


def _may_be_nil(case: Case) -> bool:
    return case.remedy.action is Action.KEEP_IF_ANY


def _receiver(case: Case) -> str:
    """What the release is a method of."""
    return case.remedy.code.partition("(")[0].rpartition(".")[0]


def _and_not_nil(case: Case) -> str:
    """What a condition for the release asks besides the error."""
    return f" && {_receiver(case)} != nil" if _may_be_nil(case) else ""


def _release(case: Case, how: str = "") -> tuple[str, ...]:
    """The lines of the release, where the error is nil."""
    call = f"{how}{case.remedy.code}"
    return (f"if {_receiver(case)} != nil {{", f"\t{call}", "}") if _may_be_nil(case) else (call,)


def scan(case: Case) -> Iterator[Fix]:
    """``Scan`` called on the row at once: it gives the connection back, whatever it returns."""
    end = Span(case.call.end_byte, case.call.end_byte)
    parent = case.call.parent
    if parent is not None and parent.type == "expression_statement":
        start = Span(case.call.start_byte, case.call.start_byte)
        yield Fix((Edit(start, b"_ = "), Edit(end, case.remedy.code.encode())))
    elif target_of(case.call) is not None:
        yield Fix((Edit(end, case.remedy.code.encode()),))
    else:
        raise UnfixableError("the row is used in the same expression")


def _asked_by_if(case: Case, name: bytes) -> Fix:
    """``if rows, err := call; err == nil { rows.Close() }`` in place of a call whose results nobody wants."""
    head = Edit(Span(case.statement.start_byte, case.call.start_byte), b"if " + name + b", err := ")
    indent, newline = indent_of(case.page, case.statement), newline_of(case.page.text, case.statement.end_byte)
    body = (
        b"; err == nil"
        + _and_not_nil(case).encode()
        + b" {"
        + newline
        + indent
        + b"\t"
        + case.remedy.code.encode()
        + newline
        + indent
        + b"}"
    )
    return Fix((head, Edit(Span(case.call.end_byte, case.statement.end_byte), body)))


def _released_in_branch(case: Case, branch: Node, names: list[Node], name: bytes) -> Fix:
    """The release in the branch of an ``if`` where its own call has gone well; an ``else`` where there is none."""
    page, error = case.page, case.page.of(names[1])
    if (
        names[0].parent is None
        or names[0].parent.parent is None
        or names[0].parent.parent.type != "short_var_declaration"
    ):
        raise UnfixableError("a new variable would hide the error's")
    condition, consequence = (branch.child_by_field_name(f) for f in ("condition", "consequence"))
    other = branch.child_by_field_name("alternative")
    kept = Edit(span_of(names[0]), name)
    if condition is None or consequence is None:
        raise UnfixableError("the `if` has no condition")
    if is_nil(page, condition, error):
        return Fix((kept, at_start(page, consequence).insert(*_release(case))))
    if not is_not_nil(page, condition, error) or (other is not None and other.type == "if_statement"):
        raise UnfixableError(f"the `if` does not decide whether `{error.decode()}` is nil")
    if other is not None:
        return Fix((kept, at_start(page, other).insert(*_release(case))))
    indent, newline = indent_of(page, branch), newline_of(page.text, branch.end_byte)
    asked = f"if {_receiver(case)} != nil " if _may_be_nil(case) else ""
    added = f" else {asked}{{".encode() + newline + indent + b"\t" + case.remedy.code.encode() + newline + indent + b"}"
    return Fix((kept, Edit(Span(consequence.end_byte, consequence.end_byte), added)))


def _released_behind(case: Case, target: Node, names: list[Node], name: bytes) -> Iterator[Fix]:
    """The release deferred behind the check; where nothing checks, done at once if the error is nil."""
    error = case.page.of(names[1])
    case.demand_context(behind(case.page, case.statement))
    if not _may_declare(case, target, error):
        yield _handed_back(case, target, names, name)
        return
    kept = (Edit(span_of(names[0]), name), *_declaring(target))
    try:
        for point in places_behind_check(case):
            yield Fix((*kept, point.insert(*_release(case, "defer "))))
    except UnfixableError:
        pass
    at_once = (f"if {error.decode()} == nil{_and_not_nil(case)} {{", f"\t{case.remedy.code}", "}")
    yield Fix((*kept, behind(case.page, case.statement).insert(*at_once)))


def _may_declare(case: Case, target: Node, error: bytes) -> bool:
    """Whether the error stays the same variable when the statement declares a new one beside it."""
    return target.type != "assignment_statement" or is_declared_beside(case.page, case.statement, error)


def _declaring(target: Node) -> Iterator[Edit]:
    """The edit that makes an assignment declare the new variable."""
    if target.type == "assignment_statement":
        yield Edit(_sign_of(target), b":=")


def _sign_of(assignment: Node) -> Span:
    return span_of(next(c for c in assignment.children if c.type == "="))


def _handed_back(case: Case, target: Node, names: list[Node], name: bytes) -> Fix:
    """Both results in new variables, the release, and the error assigned to the variable of a scope around it.

    Raises:
        UnfixableError: the name of the new error is taken.
    """
    error = case.page.of(names[1])
    if any(n.type == "identifier" and case.page.of(n) == _ERROR for n in within(case.function)):
        raise UnfixableError("a new variable would hide the error's")
    kept = (Edit(span_of(names[0]), name), Edit(span_of(names[1]), _ERROR), Edit(_sign_of(target), b":="))
    new = _ERROR.decode()
    lines = (f"if {new} == nil{_and_not_nil(case)} {{", f"\t{case.remedy.code}", "}", f"{error.decode()} = {new}")
    return Fix((*kept, behind(case.page, case.statement).insert(*lines)))
