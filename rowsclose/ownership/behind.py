"""What stands behind an interface that a function returns: ``return &iterator{rows: rows}, nil`` as an ``Iterator``.

An interface with the methods of a result set is one by its shape. Any other is one where the function that gives it has
made everything it returns from a resource, and one of the interface's methods releases that.
"""

from __future__ import annotations

from collections.abc import Callable

from rowsclose.go import types as t
from rowsclose.go.declarations import FunctionDeclaration
from rowsclose.go.ir import Call, Constant, Function, Operand, Place, Variable
from rowsclose.go.typing import Target, Typing
from rowsclose.go.walk import first_results
from rowsclose.ownership.contracts import Contract, Evidence
from rowsclose.ownership.world import World
from rowsclose.source import Span


class Behind:
    """The contracts of interfaces by the functions that return them, each worked out once."""

    def __init__(self, world: World, is_fresh: Callable[[Operand, Function, Typing], bool]) -> None:
        """``is_fresh`` tells whether an operand of a function is a resource that it has acquired itself."""
        self._world = world
        self._is_fresh = is_fresh
        self._found: dict[tuple[str, Span], Contract | None] = {}

    def of(self, target: Target, type_: t.Type | None) -> Contract | None:
        """The contract of a callee's first result, ``type_``; None where it is no interface, or nothing is behind it."""
        universe = self._world.program.universe
        under = universe.underlying(type_)
        if not isinstance(under, t.Interface) or not (under.methods or under.embedded) or type_ is None:
            return None
        found = [self._given_by(d) for d in self._world.implementations.of(target)]
        first = next(iter(found), None)
        if first is None or any(one is None or one.kind is not first.kind for one in found):
            return None
        releases = frozenset(n for n in first.releases if universe.select(type_, n) is not None)
        return Contract(first.kind, releases, Evidence.SHAPED, type_) if releases else None

    def _given_by(self, declaration: FunctionDeclaration) -> Contract | None:
        """The contract that everything carries which a function returns first, but for nil."""
        if declaration.body is None:
            return None
        key = (declaration.path, declaration.span)
        if key not in self._found:
            self._found[key] = None  # a function that returns its own result
            function = self._world.program.body(declaration)
            self._found[key] = self._worked_out(function) if function is not None else None
        return self._found[key]

    def _worked_out(self, function: Function) -> Contract | None:
        typing = self._world.program.typing(function)
        found: Contract | None = None
        for value in (v for v in first_results(function) if not isinstance(v, Constant)):
            contract = self._carried_by(value, function, typing)
            if contract is None or (found is not None and contract.kind is not found.kind):
                return None
            found = contract
        return found

    def _carried_by(self, value: Operand, function: Function, typing: Typing) -> Contract | None:
        if not isinstance(value, Place):
            return None
        contract = self._world.contracts.of(typing.type_of(value))
        if contract is not None and contract.releases:
            return contract if self._is_fresh(value, function, typing) else None
        definitions = typing.definitions(value.root) if isinstance(value.root, Variable) else ()
        calls = [d for d in definitions if isinstance(d, Call)]
        if len(calls) != 1 or len(calls) != len(definitions) or value.path not in ((), ("#0",)):
            return None
        return self.of(typing.target(calls[0]), next(iter(typing.results(calls[0])), None))
