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

_MOST_LOOKED_UP = 20_000
"""Methods that are looked up to find what stands behind an interface: of each type that may, each that it lists. Beyond
that nothing is known of it. An interface of 300 methods with 60 types behind it takes as many."""

_Key = tuple[str, t.Named | None, str, int]


class Implementations:
    """What stands behind the interfaces of one program."""

    def __init__(self, program: Program, models: Models) -> None:
        self._program = program
        self._models = models
        self._behind: dict[_Key, tuple[FunctionDeclaration, ...]] = {}

    def of(self, target: Target) -> tuple[FunctionDeclaration, ...]:
        """The declaration of a callee, or those of an interface's method.

        Behind that stand the methods of its name, of types that implement the interface, in the interface's package.
        """
        if target.declaration is not None:
            return (target.declaration,)
        if not target.on_interface or target.signature is None:
            return ()
        # A stub speaks for its package, but not of what only that itself can call.
        if self._models.describes(target.package) and target.name[:1].isupper():
            return ()
        key = (target.package, target.owner, target.name, len(target.signature.parameters))
        if key not in self._behind:
            self._behind[key] = tuple(self._methods(*key))
        return self._behind[key]

    def that_count(self, target: Target) -> list[FunctionDeclaration]:
        """Those that do something: one that does nothing stands in where nothing is at stake. All, where none does."""
        found = self.of(target)
        return [d for d in found if not self._does_nothing(d)] or list(found)

    def forget(self) -> None:
        """Let go of all declarations."""
        self._behind.clear()

    def _methods(
        self, package: str, interface: t.Named | None, name: str, parameters: int
    ) -> Iterator[FunctionDeclaration]:
        """The methods of one name and so many parameters, of the types of a package that implement an interface."""
        found = self._program.universe.package(package)
        named = found.methods_named(name) if found is not None else []
        under = self._program.universe.underlying(interface)
        if len(named) * (len(under.methods) if isinstance(under, t.Interface) else 1) > _MOST_LOOKED_UP:
            return
        for declaration in named:
            owner = t.Named(declaration.package, declaration.receiver)
            if len(declaration.signature.parameters) == parameters and self._implements(owner, interface):
                yield declaration

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
