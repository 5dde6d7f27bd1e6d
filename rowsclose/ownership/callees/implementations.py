"""The functions that a call may run: the one declared, or those behind an interface of the program."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.go import types as t
from rowsclose.go.declarations import FunctionDeclaration
from rowsclose.go.ir import Constant, Return
from rowsclose.go.program import Program
from rowsclose.go.typing import Target
from rowsclose.go.walk import instructions_of
from rowsclose.ownership.models.models import Models


class Implementations:
    """What stands behind the interfaces of one program."""

    def __init__(self, program: Program, models: Models) -> None:
        self._program = program
        self._models = models

    def of(self, target: Target) -> Iterator[FunctionDeclaration]:
        """The declaration of a callee, or those of an interface's method.

        Behind that stand the methods of its name, of types that implement the interface, in the interface's package.
        """
        if target.declaration is not None:
            yield target.declaration
        package = self._program.universe.package(target.package) if target.on_interface else None
        if package is None or target.signature is None or self._models.describes(target.package):
            return
        for declaration in package.methods_named(target.name):
            owner = t.Named(declaration.package, declaration.receiver)
            same = len(declaration.signature.parameters) == len(target.signature.parameters)
            if same and self._implements(owner, target.owner):
                yield declaration

    def that_count(self, target: Target) -> list[FunctionDeclaration]:
        """Those that do something: one that does nothing stands in where nothing is at stake. All, where none does."""
        found = list(self.of(target))
        return [d for d in found if not self._does_nothing(d)] or found

    def _does_nothing(self, declaration: FunctionDeclaration) -> bool:
        """Whether all that a function does is to return constants."""
        function = self._program.body(declaration)
        return function is not None and all(
            isinstance(i, Return) and all(isinstance(v, Constant) for v in i.values) for i in instructions_of(function)
        )

    def _implements(self, type_: t.Named, interface: t.Named | None) -> bool:
        """Whether a type has, or may have, every method that an interface lists (their signatures are not compared)."""
        universe = self._program.universe
        under = universe.underlying(interface)
        if not isinstance(under, t.Interface):
            return True
        if all(universe.select(type_, name) is not None for name, _ in under.methods):
            return True
        # A library's type that is embedded may have more methods than its stub file lists.
        return any(not universe.in_reach(e) or self._is_of_stub(e) for e in universe.embedded(type_))

    def _is_of_stub(self, type_: t.Type) -> bool:
        bare = t.strip_pointers(self._program.universe.resolve(type_))
        return isinstance(bare, t.Named) and self._models.describes(bare.package)
