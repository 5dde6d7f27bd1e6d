"""Functions that are returned beside a resource, to end it: ``rows, done, err := open(ctx)``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rowsclose.flow.exploration import State
from rowsclose.go import types as t
from rowsclose.go.ir import Call, Function, Operand, Place, Return, Variable
from rowsclose.go.typing import Target, Typing
from rowsclose.go.walk import instructions_of
from rowsclose.ownership.contracts import Contract
from rowsclose.ownership.facts import Fact, Typestate
from rowsclose.ownership.interpreter import Interpreter

if TYPE_CHECKING:
    from rowsclose.ownership.world import World

_CANCEL = t.Named("context", "CancelFunc")  # bounds the life of rows, and closes nothing by itself


class Closers:
    """Which results of the functions of a program end the resource that is returned with them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._found: dict[tuple[object, ...], bool] = {}

    def beside(self, target: Target, results: Sequence[t.Type | None], contract: Contract) -> tuple[int, ...]:
        """The indexes of those results: every function among them where the callee's code is out of reach."""
        universe = self._world.program.universe
        functions = [
            i for i, r in enumerate(results) if r != _CANCEL and isinstance(universe.underlying(r), t.Signature)
        ]
        return tuple(i for i in functions if self._ends(target, i, contract))

    def _ends(self, target: Target, index: int, contract: Contract) -> bool:
        declaration = target.declaration
        if declaration is None or declaration.body is None:
            return True
        key = (declaration.path, declaration.span, index, contract)
        if key not in self._found:
            self._found[key] = False  # while in progress: a function that returns what it returns itself
            function = self._world.program.body(declaration)
            self._found[key] = function is None or self._is_returned(function, index, contract)
        return self._found[key]

    def _is_returned(self, function: Function, index: int, contract: Contract) -> bool:
        typing = self._world.program.typing(function)
        for instruction in instructions_of(function):
            if not isinstance(instruction, Return):
                continue
            values: Sequence[Operand] = instruction.values or tuple(Place(r) for r in function.results)
            passed_on = _call_behind(values, function, typing)
            if passed_on is not None:
                if self._ends(typing.target(passed_on), index, contract):
                    return True
            elif index < len(values) and self._releases(values[index], function, typing, contract):
                return True
        return False

    def _releases(self, value: Operand, function: Function, typing: Typing, contract: Contract) -> bool:
        """Whether a function value is a releasing method, or a literal some path of which releases what it captures."""
        interpreter = Interpreter(self._world, function, typing, contract, None, summarises=True)
        if isinstance(value, Place) and value.path and value.path[-1] in contract.releases:
            return True
        literal = interpreter.holders.literal_of(value)
        if literal is None:
            return False
        fact = Fact(Typestate.OPEN, aliases=frozenset(self._held_by(literal, typing, contract)))
        with interpreter.trial():
            after = interpreter.literals.run_literal(literal, State(fact, None))
        return any(a.fact.state is Typestate.RELEASED for a in after if isinstance(a, State))

    def _held_by(self, literal: Function, typing: Typing, contract: Contract) -> Iterator[Place]:
        for variable in literal.captured:
            found = self._world.contracts.of(typing.type_of(Place(variable)))
            if found is not None and found.kind is contract.kind:
                yield Place(variable, found.inner)


def _call_behind(values: Sequence[Operand], function: Function, typing: Typing) -> Call | None:
    """The call whose results are returned as they come."""
    only = values[0] if len(values) == 1 and len(function.results) > 1 else None
    if not isinstance(only, Place) or not isinstance(only.root, Variable):
        return None
    return next((d for d in typing.definitions(only.root) if isinstance(d, Call)), None)
