"""The function at work: its scopes, its temporaries and the instructions so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rowsclose.go import types as t
from rowsclose.go.declarations import FileNames, ScopedNames
from rowsclose.go.ir import Assign, Function, Global, Instruction, Operand, Place, Statement, Variable, VariableKind
from rowsclose.source import Span
from rowsclose.syntax.parser import node_text, tokens_text
from rowsclose.values import value

if TYPE_CHECKING:
    from tree_sitter import Node


@value
class Grammar:
    """What lowers each kind of node.

    Expressions hold function literals, literals hold statements, and statements hold expressions: the circle is closed
    here, by name, so that no module imports one that imports it.
    """

    expressions: Mapping[str, Callable[[Body, Node], Operand]]
    statements: Mapping[str, Callable[[Body, Node], None]]
    labelled: Mapping[str, Callable[[Body, Node, str], None]]  # statements that know their own label


class _Scope:
    def __init__(self) -> None:
        self.variables: dict[str, Variable] = {}
        self.types: dict[str, t.Type] = {}


class Body:
    """Mutable state of one function while it is lowered; a literal's body looks up names in its parent's.

    It is a ``type_syntax.NameResolver`` for the types written inside the function.
    """

    def __init__(
        self, grammar: Grammar, names: FileNames | ScopedNames, file_names: FileNames, path: str, name: str
    ) -> None:
        self.grammar = grammar
        self.path = path
        self.name = name
        self.file = file_names
        self.parent: Body | None = None
        self.out: list[Statement] = []
        self._asking = 0
        self.results: tuple[Variable, ...] = ()
        self.captured: set[Variable] = set()
        self.literals: list[Function] = []
        self._names = names
        self._scopes = [_Scope()]
        # What a scope has declared, of the outermost function or of a literal in it: most names stand for no variable.
        self._declared: set[str] = set()
        self._temporaries = 0

    def nested(self) -> Body:
        """The body of a function literal within this one."""
        inner = Body(self.grammar, self._names, self.file, self.path, f"{self.name}.func")
        inner.parent = self
        inner._declared = self._declared
        return inner

    # Names ----------------------------------------------------------------------------------------

    @property
    def package(self) -> str:
        """Import path of the package the function stands in."""
        return self.file.package

    def text_of(self, node: Node) -> str:
        """Source of a node."""
        return node_text(node, self.file.text)

    def tokens_of(self, node: Node) -> str:
        """Source of a node without blanks and comments: equal where the expression is written alike."""
        return tokens_text(node, self.file.text)

    def type_named(self, name: str) -> t.Type:
        """The innermost type of that name."""
        for scope in reversed(self._scopes):
            if name in scope.types:
                return scope.types[name]
        return self.parent.type_named(name) if self.parent else self._names.type_named(name)

    def type_qualified(self, qualifier: str, name: str) -> t.Type:
        """A type of an imported package."""
        return self._names.type_qualified(qualifier, name)

    def declare_type(self, name: str, type_: t.Type) -> None:
        """A type declared inside the function stands for what is behind its name."""
        self._scopes[-1].types[name] = type_

    def variable(self, name: str) -> Variable | None:
        """The variable a name stands for; one of an enclosing function is marked as captured."""
        if name not in self._declared:
            return None
        for scope in reversed(self._scopes):
            if name in scope.variables:
                return scope.variables[name]
        found = self.parent.variable(name) if self.parent else None
        if found is not None:
            self.captured.add(found)
        return found

    def in_this_scope(self, name: str) -> Variable | None:
        """The variable that the innermost scope itself declares under that name."""
        return self._scopes[-1].variables.get(name)

    def place_of(self, name: str) -> Place:
        """The variable of that name, or the package-level or predeclared name."""
        local = self.variable(name)
        return Place(local) if local is not None else Place(Global(self.package, name))

    def package_path(self, name: str) -> str | None:
        """Import path if the name stands for a package here."""
        if self.variable(name) is not None:
            return None
        return self.file.imports.path_of(name)

    def declare(self, name: str, kind: VariableKind, type_: t.Type | None, span: Span) -> Variable:
        """A new variable in the innermost scope; the blank name and no name are kept out of it."""
        variable = Variable(name, kind, type_, span)
        if name not in ("", "_"):
            self._scopes[-1].variables[name] = variable
            self._declared.add(name)
        return variable

    def temporary(self, span: Span, type_: t.Type | None = None) -> Place:
        """A new place that only the analysis sees."""
        self._temporaries += 1
        return Place(Variable(f"${self._temporaries}", VariableKind.TEMPORARY, type_, span))

    @contextmanager
    def scope(self) -> Iterator[None]:
        """A block: names declared inside end with it."""
        self._scopes.append(_Scope())
        try:
            yield
        finally:
            self._scopes.pop()

    # Instructions ---------------------------------------------------------------------------------

    def emit(self, statement: Statement) -> None:
        """Add a statement to the list at work."""
        self.out.append(statement)

    def hold(self, operand: Operand, span: Span) -> Place:
        """A temporary that holds what an operand is now."""
        target = self.temporary(span)
        self.emit(Assign(target, operand, span))
        return target

    @contextmanager
    def collect(self) -> Iterator[list[Statement]]:
        """Statements emitted inside go to a list of their own."""
        outer, self.out = self.out, []
        try:
            yield self.out
        finally:
            self.out = outer

    @contextmanager
    def evaluate(self) -> Iterator[list[Statement]]:
        """What is emitted inside is evaluated before a question is asked: instructions only."""
        self._asking += 1
        try:
            with self.collect() as setup:
                yield setup
        finally:
            self._asking -= 1

    @property
    def may_branch(self) -> bool:
        """Whether an expression may be lowered to statements."""
        return self._asking == 0


def instructions(statements: list[Statement]) -> tuple[Instruction, ...]:
    """What was collected while an expression was lowered: instructions only, for expressions hold no statements."""
    return tuple(s for s in statements if isinstance(s, Instruction.__args__))
