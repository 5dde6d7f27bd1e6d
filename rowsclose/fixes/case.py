"""One finding in one text, ready to be planned for, and the parts of its acquiring statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.finding import Finding
from rowsclose.fixes.lines import Point, UnfixableError
from rowsclose.fixes.page import FUNCTIONS, Page, call_at, enclosing, statement_of
from rowsclose.fixes.scope import declaration_of, imports
from rowsclose.remedy import Remedy
from rowsclose.values import value

if TYPE_CHECKING:
    from tree_sitter import Node


@value(eq=False)
class Case:
    """A finding, its remedy, and where they stand.

    ``call`` is the acquiring call, ``statement`` the one of a list that it stands in, ``function`` the innermost around.
    """

    page: Page
    finding: Finding
    remedy: Remedy
    call: Node
    statement: Node
    function: Node

    @property
    def root_name(self) -> bytes:
        """The name that the resource is reached by: of a field, that of its variable."""
        return self.remedy.variable.partition(".")[0].encode()

    def demand_in_scope(self, point: Point) -> None:
        """Make sure that at a point the resource's name, and a context that its release takes, are what they are here.

        Raises:
            UnfixableError: one is not declared there, or is something else.
        """
        for name in (self.root_name, *_arguments(self.remedy.code)):
            here = declaration_of(self.page, name, self.statement.end_byte) or self._declared_by_head(name)
            if declaration_of(self.page, name, point.offset) != here:
                raise UnfixableError(f"`{name.decode()}` is not the same where the fix would stand")
        self.demand_context(point)

    def demand_context(self, point: Point) -> None:
        """Make sure that the release can name the package of contexts at a point, if it does.

        Raises:
            UnfixableError: the file does not import it by its name, or something else has that there.
        """
        if "context." not in self.remedy.code:
            return
        if not imports(self.page, b"context") or declaration_of(self.page, b"context", point.offset) is not None:
            raise UnfixableError("context does not stand for the package here")

    def _declared_by_head(self, name: bytes) -> int | None:
        """Where the head of an ``if`` or a ``switch`` declares a name, if the call stands in one."""
        target = target_of(self.call)
        return declaration_of(self.page, name, target.end_byte) if target is not None else None


def case_of(page: Page, finding: Finding) -> Case:
    """The case of a finding that has a remedy.

    Raises:
        UnfixableError: its call is not found, or stands outside of functions.
    """
    call = call_at(page, finding.span)
    statement = statement_of(call) if call is not None else None
    function = enclosing(call, FUNCTIONS) if call is not None else None
    if finding.remedy is None or call is None or statement is None or function is None:
        raise UnfixableError("the call does not stand in a statement of a function")
    return Case(page, finding, finding.remedy, call, statement, function)


def only_releases(case: Case, deferred: Node) -> bool:
    """Whether a deferred call does nothing but the release: by itself, or in a literal that drops what it gives."""
    code = case.remedy.code.encode()
    written = b" ".join(case.page.of(deferred).split())
    return written in {b"defer " + code, *(b"defer func() { " + drop + code + b" }()" for drop in (b"", b"_ = "))}


def target_of(call: Node) -> Node | None:
    """What assigns the results of a call to variables, and nothing else: ``rows, err := call``; None where nothing does."""
    values = call.parent
    holder = values.parent if values is not None and values.type == "expression_list" else None
    if holder is None or holder.type not in ("short_var_declaration", "assignment_statement", "var_spec"):
        return None
    return holder if values is not None and len(values.named_children) == 1 else None


def names_in(target: Node) -> list[Node]:
    """What stands on the left of an assignment, or is declared, in order."""
    left = target.child_by_field_name("left")
    return left.named_children if left is not None else target.children_by_field_name("name")


def _arguments(code: str) -> list[bytes]:
    """The variables that a release is given: ``ctx`` of ``tx.Rollback(ctx)``."""
    inside = code.partition("(")[2].rpartition(")")[0].strip()
    return [inside.partition(".")[0].encode()] if inside and "(" not in inside else []
