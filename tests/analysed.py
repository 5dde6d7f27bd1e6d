"""A package in memory, and what the parts of the heart say of it: values in, values out."""

from __future__ import annotations

from functools import cached_property

from gocode import called, package_of, program_of

from rowsclose.flow.graph import Cfg
from rowsclose.go import types as t
from rowsclose.go.declarations import FunctionDeclaration
from rowsclose.go.ir import Call, Defer, Function, Go, Input, Method, Place
from rowsclose.go.typing import Target, Typing
from rowsclose.go.walk import functions_within, instructions_of
from rowsclose.ownership.acquisitions.acquisitions import Acquisition
from rowsclose.ownership.analysis import Analysis
from rowsclose.ownership.callees.summary import Summary
from rowsclose.ownership.obligations.obligation import Obligation
from rowsclose.ownership.witness.lifetime import Lifetime
from rowsclose.stubs.loader import Stubs

ROWS = t.Named("database/sql", "Rows")
TX = t.Named("database/sql", "Tx")


class Analysed:
    """One package, ``p``; what it imports needs a stub file, or is out of reach."""

    def __init__(self, text: str, *imports: str, **others: str) -> None:
        """``text`` is the file without its head; ``others`` are more files of the package, by name without ``.go``."""
        imported = "".join(f'import "{path}"\n' for path in ("database/sql", *imports))
        files = {"p": text, **others}
        self.program = program_of({f"{name}.go": f"package p\n\n{imported}\n{body}" for name, body in files.items()})
        self.analysis = Analysis(self.program, Stubs())
        self._package = package_of(self.program)

    @property
    def path(self) -> str:
        """The package's import path: it has none but its folder."""
        return self._package.path

    # Functions ------------------------------------------------------------------------------------

    def declaration(self, name: str) -> FunctionDeclaration:
        """The function or method of a name."""
        declared = [f for path in self._package.paths for f in self.program.file(path).functions]
        return next(f for f in declared if name in (f.name, f.shown_name))

    def function(self, name: str = "f") -> Function:
        """Its lowered body."""
        found = self.program.body(self.declaration(name))
        assert found is not None
        return found

    def typing(self, name: str = "f") -> Typing:
        """The types in it."""
        return self.program.typing(self.function(name))

    def graph(self, name: str = "f") -> Cfg:
        """Its graph."""
        return self.analysis.view.bodies.graph(self.function(name), self.typing(name))

    def calls(self, within: str = "f") -> list[Call]:
        """All calls in it and its literals, in source order, deferred ones included."""
        found = []
        for inner in functions_within(self.function(within)):
            for instruction in instructions_of(inner):
                call = instruction.call if isinstance(instruction, Defer | Go) else instruction
                if isinstance(call, Call):
                    found.append(call)
        return found

    def call(self, name: str, within: str = "f") -> Call:
        """The first call in it of a function, or of a method, of that name."""
        return next(c for c in self.calls(within) if name in (called(c), _method(c)))

    def target(self, name: str, within: str = "f") -> Target:
        """What that call calls."""
        return self.typing(within).target(self.call(name, within))

    # Types and obligations ------------------------------------------------------------------------

    def named(self, name: str) -> t.Named:
        """A type that the package declares."""
        return t.Named(self.path, name)

    def obligation(self, type_: t.Type | str) -> Obligation | None:
        """That of a type, or of a declared one by its name."""
        return self.analysis.view.obligations.of(self.named(type_) if isinstance(type_, str) else type_)

    @cached_property
    def rows(self) -> Obligation:
        """The obligation of ``*sql.Rows``."""
        found = self.obligation(ROWS)
        assert found is not None
        return found

    # Answers --------------------------------------------------------------------------------------

    def summary(self, name: str = "f", *held_at: Place) -> Summary | None:
        """What a function does to rows that it gets at places of its inputs: at the first one, where none is named."""
        declaration = self.declaration(name)
        examined = self.analysis.summaries.examined(declaration, held_at or (Place(Input(0)),), self.rows)
        return None if examined is None else examined[0]

    def acquisitions(self, name: str = "f") -> list[Acquisition]:
        """The acquiring calls of a function."""
        return list(self.analysis.acquisitions.of(self.function(name), self.typing(name)))

    def lifetimes(self, name: str = "f") -> list[Lifetime]:
        """The lifetimes of what a function acquires."""
        return list(self.analysis.lifetimes(self.function(name)))


def _method(call: Call) -> str | None:
    return call.callee.name if isinstance(call.callee, Method) else None
