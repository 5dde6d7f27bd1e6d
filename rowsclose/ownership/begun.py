"""Functions that begin a transaction for their caller where no type says so.

    func begin() *gorm.DB { return db.Begin() }

The result's type is that of any handle: only a call with ``acquires`` behind every return tells. A function that sometimes
hands out what somebody else has begun (in a context, in a field) begins nothing.
"""

from __future__ import annotations

from rowsclose.go import types as t
from rowsclose.go.declarations import FunctionDeclaration
from rowsclose.go.ir import NIL, Assign, Call, Instruction, Method, Operand, Place, Variable
from rowsclose.go.typing import Target, Typing
from rowsclose.go.walk import first_results
from rowsclose.ownership.contracts import Contract, acquired_contract
from rowsclose.ownership.world import World
from rowsclose.source import Span


class Begun:
    """What functions of a program begin for their callers, each worked out once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._found: dict[tuple[str, Span], Contract | None] = {}

    def of(self, target: Target, type_: t.Type | None) -> Contract | None:
        """The contract of a callee's first result, ``type_``; None where it is nothing that the callee has begun."""
        bare = t.strip_pointers(self._world.program.universe.resolve(type_))
        declaration = target.declaration
        if not isinstance(bare, t.Named) or not self._world.stubs.has(bare.package):
            return None
        if declaration is None or declaration.body is None:
            return None
        key = (declaration.path, declaration.span)
        if key not in self._found:
            self._found[key] = None  # a function that returns its own result
            self._found[key] = self._worked_out(declaration)
        return self._found[key]

    def _worked_out(self, declaration: FunctionDeclaration) -> Contract | None:
        function = self._world.program.body(declaration)
        if function is None:
            return None
        typing = self._world.program.typing(function)
        found: list[Contract] = []
        seen: set[Variable] = set()
        all_begun = all(self._is_begun(v, typing, seen, found) for v in first_results(function) if v != NIL)
        return found[0] if found and all_begun else None

    def _is_begun(self, operand: Operand, typing: Typing, seen: set[Variable], found: list[Contract]) -> bool:
        """Whether all that a variable may hold has been begun here; ``found`` gets the contracts."""
        if not isinstance(operand, Place) or operand.path not in ((), ("#0",)):
            return False
        if not isinstance(operand.root, Variable):
            return False
        if operand.root in seen:
            return True  # `tx = tx.Debug()`
        seen.add(operand.root)
        definitions = typing.definitions(operand.root)
        return bool(definitions) and all(self._gives_begun(d, typing, seen, found) for d in definitions)

    def _gives_begun(self, definition: Instruction, typing: Typing, seen: set[Variable], found: list[Contract]) -> bool:
        if isinstance(definition, Assign):
            return self._is_begun(definition.source, typing, seen, found)
        if not isinstance(definition, Call):
            return False
        target = typing.target(definition)
        result = next(iter(typing.results(definition)), None)
        begun = acquired_contract(self._world.directives(target), result) or self.of(target, result)
        if begun is not None:
            found.append(begun)
            return True
        receiver = definition.callee.receiver if isinstance(definition.callee, Method) else None
        if receiver is None or result is None or typing.type_of(receiver) != result:
            return False
        return self._is_begun(receiver, typing, seen, found)  # `db.Begin().Debug()`
