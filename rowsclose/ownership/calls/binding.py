"""Effects are bound to the targets of a call: what its results hold and say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.flow.exploration import State
from rowsclose.go.ir import (
    Call,
    IsNil,
    IsTrue,
    Place,
    Variable,
    VariableKind,
)
from rowsclose.ownership.calls.effects import Effect, Gives, Implies, Results
from rowsclose.ownership.facts import Fact
from rowsclose.source import Span

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter


class Binding:
    """Binds effects."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter
        self.world = interpreter.world
        self.typing = interpreter.typing
        self._dropped = Place(Variable("$dropped", VariableKind.TEMPORARY, None, Span(0, 0)))

    def bound(self, call: Call, effect: Effect, state: State[Fact]) -> Results:
        """The states behind a call that goes one way."""
        fact: Fact | None = effect.fact
        count = self._in.arguments.count(call)
        held: list[tuple[Place, Place]] = []
        for given in effect.results:
            target = self._in.arguments.result_place(call, given.result, count) if isinstance(given, Gives) else None
            if isinstance(given, Gives) and target is not None and fact is not None:
                # What is given is read before any target is written: `rows = keep(rows)`.
                saved = Place(Variable("$given", VariableKind.TEMPORARY, None, call.span), given.path)
                fact = fact.copy(saved, given.source)
                held.append((Place(saved.root), target))
        for index, place in enumerate(call.targets):
            if place is None or fact is None:
                continue
            declares = index < len(call.declares) and call.declares[index]
            keep = held[0][0] if held else None
            fact = self._in.instructions.overwrite(fact, place, state.trail, call.span, declares, keep=keep)
        for saved_root, target in held:
            if fact is not None:
                fact = self._in.instructions.store(fact.copy(target, saved_root), target, call.span).forget(saved_root)
        for said in effect.results:
            if fact is None:
                break
            if isinstance(said, Implies):
                fact = self._say(call, fact, said, count)
        if fact is not None and len(effect.results) > len(call.targets):
            fact = fact.forget(self._dropped)
        return [] if fact is None else [State(fact, state.trail)]

    def _say(self, call: Call, fact: Fact, said: Implies, count: int) -> Fact | None:
        place = self._in.arguments.result_place(call, said.result, count)
        if place is None:
            # Nobody gets the result, but what it says holds all the same: `assert.NoError(t, err)`.
            place = self._dropped.child(f"#{said.result}")
        place = Place(place.root, place.path + said.path)
        atom = IsTrue(place) if said.is_truth else IsNil(place)
        if said.consequence is None:
            return fact.learn(atom, said.holds)
        return fact.correlate(atom, said.holds, said.consequence)
