"""The resource is passed on: to code that is known, described by a stub, or out of reach."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rowsclose.finding import Confidence
from rowsclose.flow.exploration import Exit, State
from rowsclose.flow.graph import Ending
from rowsclose.go.declarations import Directive
from rowsclose.go.ir import (
    ELEMENT,
    Call,
    Dynamic,
    Operand,
    Place,
)
from rowsclose.go.typing import Target, TargetKind
from rowsclose.go.walk import receiver_of
from rowsclose.ownership.calls.effects import Effect, Gives, Implies, Results, read_to_the_end
from rowsclose.ownership.contracts import Contract
from rowsclose.ownership.directives import about_parameter
from rowsclose.ownership.events import EventKind
from rowsclose.ownership.facts import Fact, Release, Typestate
from rowsclose.ownership.outcomes import Outcome, Outcomes, Slot
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter


class Passing:
    """The transfer function of calls that get the resource."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter
        self.world = interpreter.world
        self.typing = interpreter.typing

    def passed(
        self,
        call: Call,
        target: Target,
        directives: tuple[Directive, ...],
        state: State[Fact],
        slots: list[tuple[Slot, Operand]],
        plain: tuple[Gives | Implies, ...],
        out: Results,
    ) -> Iterable[Effect]:
        """The ways a call goes that gets the resource."""
        fact = state.fact
        if target.kind is TargetKind.BUILTIN:
            return [Effect(fact, self._builtin(call, target))]
        if target.kind is TargetKind.CONVERSION:
            return [Effect(fact, tuple(Gives(0, (), o) for _, o in slots if isinstance(o, Place)))]
        directed = self._directed(call, target, directives, state, slots, plain)
        if directed is not None:
            return [directed]
        outcomes = self.world.summaries.outcomes(target, tuple(s for s, _ in slots), self._contract_passed(fact, slots))
        if outcomes is not None:
            return self.by_outcomes(call, target, outcomes, state, plain, out)
        fact = self.exposed(fact, target)
        if all(self._only_borrows(target, s) for s, _ in slots):
            return [Effect(fact, plain)]
        return [Effect(self._given_away(fact, call, slots, state), plain)]

    def _contract_passed(self, fact: Fact, slots: list[tuple[Slot, Operand]]) -> Contract | None:
        """The contract of what is passed: that of the part of a resource, where it is the part that goes."""
        for slot, operand in slots:
            if isinstance(operand, Place) and not slot.path and operand not in fact.aliases:
                part = self.world.contracts.of(self.typing.type_of(operand))
                if part is not None:
                    return part
        return self._in.contract

    def _given_away(self, fact: Fact, call: Call, slots: list[tuple[Slot, Operand]], state: State[Fact]) -> Fact:
        """Code out of reach has the resource: it may own it now, unless this function goes on to use it."""
        self._in.event(EventKind.HANDED_OVER, call.span, state.trail, fact)
        uses_on = any(isinstance(o, Place) and self._in.uses.uses_after(call, o) for _, o in slots)
        likely = uses_on or self._is_callback(call) or self._is_of_handle(call)
        return replace(fact, confidence=min(fact.confidence, Confidence.MEDIUM if likely else Confidence.LOW))

    def _is_of_handle(self, call: Call) -> bool:
        """Whether the handle that gave the resource gets it back: to scan a row of it, by custom."""
        site = self._in.site
        handle = receiver_of(site) if site is not None else None
        return handle is not None and receiver_of(call) == handle

    def _is_callback(self, call: Call) -> bool:
        """Whether the resource goes to a function that came as a parameter: by custom it is lent for the call."""
        value = call.callee.value if isinstance(call.callee, Dynamic) else None
        return isinstance(value, Place) and value.root in self._in.home.parameters

    def _builtin(self, call: Call, target: Target) -> tuple[Gives | Implies, ...]:
        if target.name != "append":
            return ()
        gives: list[Gives | Implies] = []
        for index, argument in enumerate(call.arguments):
            if isinstance(argument, Place):
                whole = index == 0 or call.spread
                gives.append(Gives(0, () if whole else (ELEMENT,), argument))
        return tuple(gives)

    def _directed(
        self,
        call: Call,
        target: Target,
        directives: tuple[Directive, ...],
        state: State[Fact],
        slots: list[tuple[Slot, Operand]],
        plain: tuple[Gives | Implies, ...],
    ) -> Effect | None:
        """What directives say, or a stub's signature by saying nothing; None where neither speaks."""
        fact = state.fact
        head = self.world.head(target)
        said = about_parameter(directives, head, frozenset(s.index for s, _ in slots))
        if said is None:
            return Effect(self.exposed(fact, target), plain) if self.world.is_stub(target) else None
        directive, named = said
        match directive.name:
            case "closes":
                self._in.event(EventKind.LOOKED, call.span, state.trail, fact)
                return Effect(self._in.calls.released(replace(fact, looked=True), Release.CALLEE, call, state), plain)
            case "closes-when-nil":
                self._in.event(EventKind.LOOKED, call.span, state.trail, fact)
                read = self.exposed(replace(fact, looked=True), target)
                return Effect(read, (*plain, read_to_the_end(self._in.arguments.count(call))))
            case "takes":
                return Effect(self._in.escape(fact, call.span), plain)
            case "alias":
                source = next(o for s, o in slots if s.index == named)
                result = int(directive.arguments[0])
                return Effect(fact, (*plain, Gives(result, (), source)) if isinstance(source, Place) else plain)
            case _:
                return Effect(fact, plain)

    def _only_borrows(self, target: Target, slot: Slot) -> bool:
        """Whether the parameter's type has no way to release or keep... what it gets: an interface without Close."""
        if target.signature is None or slot.path:
            return False
        at = slot.index - 1 if target.kind is TargetKind.METHOD else slot.index
        if not 0 <= at < len(target.signature.parameters):
            return False
        return self.world.cannot_release(target.signature.parameters[at].type, self._in.contract)

    def by_outcomes(
        self,
        call: Call,
        target: Target,
        outcomes: Outcomes,
        state: State[Fact],
        plain: tuple[Gives | Implies, ...],
        out: Results,
    ) -> Iterable[Effect]:
        """The ways a call goes whose callee's outcomes are known."""
        for outcome in outcomes.panics:
            if outcome.state is Typestate.OPEN:
                failed = self._in.assertions.told(call, target, state.fact, outcome)
                if failed is not None:
                    out.append(Exit(Ending.GOROUTINE, State(failed, state.trail), call))
        for outcome in outcomes.returns:
            told = self._in.assertions.told(call, target, self.exposed(state.fact, target), outcome)
            if told is not None:
                yield self._outcome(call, target, told, outcome, state, plain)

    def _outcome(
        self,
        call: Call,
        target: Target,
        fact: Fact,
        outcome: Outcome,
        state: State[Fact],
        plain: tuple[Gives | Implies, ...],
    ) -> Effect:
        results: list[Gives | Implies] = list(plain)
        source = next(iter(sorted(fact.aliases, key=lambda a: len(a.path))), None)
        confidence = outcome.confidence
        if confidence is Confidence.LOW and any(
            self._in.uses.uses_after(call, o) for o in self._in.uses.places_in(call)
        ):
            confidence = Confidence.MEDIUM
        drained = fact.drained or outcome.drained
        failed = fact.failed or outcome.failed
        fact = replace(fact, drained=drained, confidence=min(fact.confidence, confidence), failed=failed)
        if outcome.drained:
            self._in.event(EventKind.DRAINED, call.span, state.trail, fact)
        if outcome.looked:
            fact = self._in.calls.looked(fact, call, state, after_loop=self._in.summarises)
        match outcome.state:
            case Typestate.RELEASED:
                fact = replace(fact, exposed=state.fact.exposed)
                how = Release.DRAINED if outcome.release is Release.DRAINED else Release.CALLEE
                fact = self._in.calls.released(fact, how, call, state)
            case Typestate.ESCAPED:
                fact = self._in.escape(fact, call.span)
            case _:
                for holder in outcome.holders:
                    if holder.is_result and source is not None:
                        results.append(Gives(holder.index, holder.path, source))
                    elif not holder.is_result:
                        place = self._in.arguments.slot_place(call, target, holder)
                        if place is not None:
                            whole = Place(place.root, place.path + holder.path)
                            fact = self._in.instructions.store(fact.alias(whole), whole, call.span)
        results += self._in.assertions.about_results(call, target, outcome)
        return Effect(fact, tuple(results))

    def exposed(self, fact: Fact, target: Target) -> Fact:
        """The fact once something has run that may panic."""
        checks = any(d.name.startswith("returns-when") for d in self.world.directives(target))
        harmless = checks or target.kind in (TargetKind.BUILTIN, TargetKind.CONVERSION)
        if fact.exposed or harmless or fact.state is not Typestate.OPEN:
            return fact
        return replace(fact, exposed=True)
