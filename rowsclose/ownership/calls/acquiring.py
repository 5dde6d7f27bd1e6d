"""The acquiring call: a new obligation, correlated with the error beside it."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rowsclose.finding import Confidence
from rowsclose.flow.exploration import State
from rowsclose.go import types as t
from rowsclose.go.ir import (
    Call,
    IsNil,
    IsTrue,
    Place,
)
from rowsclose.ownership.calls.effects import Results
from rowsclose.ownership.contracts import Evidence
from rowsclose.ownership.events import EventKind
from rowsclose.ownership.facts import FAILED, RELEASER, Fact, Typestate
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter


class Acquiring:
    """The transfer function of the acquiring call."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter
        self.world = interpreter.world
        self.typing = interpreter.typing

    def acquire(self, call: Call, state: State[Fact]) -> Results:
        """The states behind the acquiring call."""
        contract, fact = self._in.contract, state.fact
        assert contract is not None
        if fact.state is Typestate.OPEN:
            return self._again(call, state)
        if fact.state is Typestate.RELEASED:
            self._in.event(EventKind.ROUND_ENDED, call.span, state.trail, fact, fact.release)
        if fact.state is not Typestate.PENDING:
            return []  # what leads here afresh is followed from the pending fact
        for place in call.targets:
            if place is not None:
                fact = fact.forget(place)
        confidence = Confidence.MEDIUM if contract.evidence in (Evidence.USED, Evidence.SHAPED) else Confidence.HIGH
        fact = replace(
            fact, state=Typestate.OPEN, aliases=frozenset(), confidence=confidence, exposed=False, looked=False
        )
        index = self.world.resource_result(call, self.typing)
        count = self._in.arguments.count(call)
        into = self.world.acquired_into(call, self.typing)
        place = into or self._in.arguments.result_place(call, index, count)
        if into is not None:
            fact, index = fact.forget(into), count
        if place is not None:
            alias = Place(place.root, place.path + contract.inner)
            fact = fact.alias(alias)
        for beside in self.world.closers.beside(self.typing.target(call), self.typing.results(call), contract):
            closer = self._in.arguments.result_place(call, beside, count)
            fact = fact.alias(closer.child(RELEASER)) if closer is not None else fact
        fact = self._correlate_failure(call, fact, index, count)
        if contract.failed_by and place is not None:
            fact = fact.correlate(IsNil(place.child(contract.failed_by)), False, FAILED)
        if place is not None:
            fact = self._in.instructions.store(fact, place, call.span)
        fact = replace(fact, deferred=self._in.deferring_calls.concerning(fact))
        return [State(replace(fact, covered=self.secured_by_defers(fact.without_void())), state.trail)]

    def _correlate_failure(self, call: Call, fact: Fact, index: int, count: int) -> Fact:
        """The error (or the truth value) beside the resource says whether there is one."""
        kinds = self.typing.results(call)
        for other in range(count):
            place = self._in.arguments.result_place(call, other, count)
            if other == index or place is None:
                continue
            kind = kinds[other] if other < len(kinds) else None
            if kind == t.BOOL:
                fact = fact.correlate(IsTrue(place), False, FAILED)
            elif self._may_be_error(kind):
                fact = fact.correlate(IsNil(place), False, FAILED)
        return self._correlate_field(call, fact, index, count)

    def _may_be_error(self, kind: t.Type | None) -> bool:
        """Whether a result may be the error: an interface, what has an ``Error`` method, or a type out of reach."""
        universe = self.typing.universe
        bare = t.strip_pointers(universe.resolve(kind))
        if kind is None or universe.is_interface(kind):
            return True
        if not isinstance(bare, t.Named) or bare.package == t.UNIVERSE:
            return False
        return not universe.in_reach(bare) or universe.select(bare, "Error") is not None

    def _correlate_field(self, call: Call, fact: Fact, index: int, count: int) -> Fact:
        """A wrapper that comes without an error beside it may carry one: ``return &result{rows, err}``."""
        place = self._in.arguments.result_place(call, index, count)
        contract = self._in.contract
        if fact.may_be_void() or place is None or contract is None or not contract.inner:
            return fact
        under = self.typing.universe.underlying(contract.type)
        for field in under.fields if isinstance(under, t.Struct) else ():
            if field.type == t.ERROR:
                fact = fact.correlate(IsNil(place.child(field.name)), False, FAILED)
        return fact

    def _again(self, call: Call, state: State[Fact]) -> Results:
        """The loop came round with the last one open: it goes on where there is still a way to it."""
        fact = state.fact
        after = fact
        into = self.world.acquired_into(call, self.typing)
        for place, new in (*zip_longest(call.targets, call.declares, fillvalue=False), (into, False)):
            if isinstance(place, Place):
                after = after.forget(place) if new else self._in.holders.forget(after, place)
        index = self.world.resource_result(call, self.typing)
        # Declared anew by the call itself, or by a `var` on the way back to it, which has let go of the last one.
        declares = index < len(call.declares) and call.declares[index]
        place = self._in.arguments.result_place(call, index, self._in.arguments.count(call))
        if declares and place is not None and self._in.instructions.is_left_to_defers(fact, place):
            return []
        if after.aliases:
            return [State(replace(after, earlier=True), state.trail)]
        redeclared = declares or not fact.aliases
        if not fact.failed and (not redeclared or not fact.covered):
            self._in.event(EventKind.REACQUIRED, call.span, state.trail, fact, redeclared=redeclared)
        return []

    def secured_by_defers(self, fact: Fact) -> bool:
        """Whether deferred literals hold this round's own variable and release it: each round has a new one."""
        if not fact.deferred:
            return False
        with self._in.trial():
            states = [State(replace(fact, deferred=()).settle(Typestate.OPEN), None)]
            for call in reversed(fact.deferred):
                states = [s for b in states for s in self._in.calls.call(call, b) if isinstance(s, State)]
        return bool(states) and all(s.fact.state is not Typestate.OPEN for s in states)
