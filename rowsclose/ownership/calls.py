"""What a call does to what is known: acquiring, releasing, borrowing, taking over, ending the function.

A call is worked out in three steps: the ways it may end are settled (an assertion may not return); what it does to the
resource becomes one or more *effects*; each effect is bound to the call's targets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rowsclose.finding import Confidence
from rowsclose.flow.exploration import Exit, State
from rowsclose.flow.graph import Branch, Ending
from rowsclose.go import types as t
from rowsclose.go.code import (
    ELEMENT,
    Assign,
    Call,
    Defer,
    Dynamic,
    Function,
    FunctionLiteral,
    IsNil,
    IsTrue,
    Method,
    Operand,
    Place,
    Variable,
    VariableKind,
)
from rowsclose.go.declarations import Directive
from rowsclose.go.typing import Target, TargetKind
from rowsclose.ownership.contracts import Contract, Evidence
from rowsclose.ownership.events import EventKind
from rowsclose.ownership.facts import FAILED, Consequence, Fact, Learn, Release, Settle, Typestate, mentions
from rowsclose.ownership.outcomes import Outcome, Outcomes, Says, Slot
from rowsclose.source import Span

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter

Results = list[State[Fact] | Exit[Fact]]


@dataclass(frozen=True, slots=True)
class Gives:
    """A result (or a part of it) becomes what stands at a place."""

    result: int
    path: tuple[str, ...]
    source: Place


@dataclass(frozen=True, slots=True)
class Implies:
    """A result being nil (or true), or not, has a consequence; without one it is known to be so."""

    result: int
    is_truth: bool
    holds: bool
    consequence: Consequence | None


@dataclass(frozen=True, slots=True)
class Effect:
    """One way a call may go: the fact behind it, and what its results then say."""

    fact: Fact
    results: tuple[Gives | Implies, ...] = ()


class Calls:
    """The call transfer function of one interpreter."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter
        self.world = interpreter.world
        self.typing = interpreter.typing

    def call(self, call: Call, state: State[Fact]) -> Results:
        """The states behind a call, and the exits it may take."""
        target = self.typing.target(call)
        if target.kind is TargetKind.LITERAL and target.literal is not None:
            return self._literal(call, target, target.literal, state)
        directives = self.world.directives(target)
        out: Results = []
        if isinstance(call.callee, Method) and call.callee.name == "Error" and not call.arguments:
            # A nil error would panic here.
            learned = (
                self._learned(state.fact, IsNil(call.callee.receiver), False)
                if isinstance(call.callee.receiver, Place)
                else state.fact
            )
            if learned is None:
                return []
            state = State(learned, state.trail)
        for before, said in self._assertion(call, target, directives, state, out):
            for ready in self._run_arguments(call, directives, before, out):
                if before.fact.state is Typestate.PENDING and ready.fact.state is Typestate.OPEN:
                    said = (*said, *self._handed_on_failure(call))
                if call is self._in.site:
                    out += self._acquire(call, ready)
                    continue
                for effect in self._effects(call, target, directives, ready, out):
                    out += self._bound(call, replace(effect, results=(*effect.results, *said)), ready)
        return out

    def _handed_on_failure(self, call: Call) -> tuple[Implies, ...]:
        """A literal that was passed on has acquired: the call's own error is taken for the literal's, handed on."""
        last = self._count(call) - 1
        return (Implies(last, False, False, FAILED),)

    # Binding results ------------------------------------------------------------------------------

    def _result_place(self, call: Call, index: int, count: int) -> Place | None:
        if len(call.targets) == 1 and count > 1:
            only = call.targets[0]
            return only.child(f"#{index}") if only is not None else None
        return call.targets[index] if index < len(call.targets) else None

    def _count(self, call: Call) -> int:
        signature = self.typing.target(call).signature
        return len(signature.results) if signature else max(len(call.targets), 1)

    def _bound(self, call: Call, effect: Effect, state: State[Fact]) -> Results:
        fact: Fact | None = effect.fact
        count = self._count(call)
        held: list[tuple[Place, Place]] = []
        for given in effect.results:
            target = self._result_place(call, given.result, count) if isinstance(given, Gives) else None
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
            fact = self._in.overwrite(fact, place, state.trail, call.span, declares, keep=keep)
        for saved_root, target in held:
            if fact is not None:
                fact = self._in.store(fact.copy(target, saved_root), target, call.span).forget(saved_root)
        for said in effect.results:
            if fact is None:
                break
            if isinstance(said, Implies):
                fact = self._say(call, fact, said, count)
        return [] if fact is None else [State(fact, state.trail)]

    def _say(self, call: Call, fact: Fact, said: Implies, count: int) -> Fact | None:
        place = self._result_place(call, said.result, count)
        if place is None:
            return fact
        atom = IsTrue(place) if said.is_truth else IsNil(place)
        if said.consequence is None:
            return fact.learn(atom, said.holds)
        return fact.correlate(atom, said.holds, said.consequence)

    # Acquiring ------------------------------------------------------------------------------------

    def _acquire(self, call: Call, state: State[Fact]) -> Results:
        contract, fact = self._in.contract, state.fact
        assert contract is not None
        if fact.state is Typestate.OPEN:
            self._again(call, state)
            return []
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
        count = self._count(call)
        place = self._result_place(call, index, count)
        if place is not None:
            alias = Place(place.root, place.path + contract.inner)
            fact = fact.alias(alias)
        fact = self._correlate_failure(call, fact, index, count)
        if place is not None:
            fact = self._in.store(fact, place, call.span)
        return [State(replace(fact, covered=self.secured_by_defers(fact.without_void())), state.trail)]

    def _correlate_failure(self, call: Call, fact: Fact, index: int, count: int) -> Fact:
        """The error (or the truth value) beside the resource says whether there is one."""
        kinds = self.typing.results(call)
        for other in range(count):
            place = self._result_place(call, other, count)
            if other == index or place is None:
                continue
            kind = kinds[other] if other < len(kinds) else None
            if kind == t.BOOL:
                fact = fact.correlate(IsTrue(place), False, FAILED)
            elif kind is None or self.typing.universe.is_interface(kind) or isinstance(kind, t.Named):
                fact = fact.correlate(IsNil(place), False, FAILED)
        return fact

    def _again(self, call: Call, state: State[Fact]) -> None:
        """The loop came round with the last one open: is there still a way to it?"""
        fact = state.fact
        after = fact
        for place in call.targets:
            if place is not None:
                after = after.forget(place)
        index = self.world.resource_result(call, self.typing)
        redeclared = index < len(call.declares) and call.declares[index]
        if after.aliases:
            return
        if redeclared and self.secured_by_defers(fact):
            return  # each round has a variable of its own, which a deferred literal holds
        self._in.event(EventKind.REACQUIRED, call.span, state.trail, fact, redeclared=redeclared)

    def secured_by_defers(self, fact: Fact) -> bool:
        """Whether deferred literals hold this round's own variable and release it: each round has a new one."""
        if not fact.deferred:
            return False
        with self._in.trial():
            states = [State(replace(fact, deferred=()).settle(Typestate.OPEN), None)]
            for call in reversed(fact.deferred):
                states = [s for b in states for s in self.call(call, b) if isinstance(s, State)]
        return bool(states) and all(s.fact.state is not Typestate.OPEN for s in states)

    # Assertions -----------------------------------------------------------------------------------

    def _assertion(
        self, call: Call, target: Target, directives: tuple[Directive, ...], state: State[Fact], out: Results
    ) -> Iterator[tuple[State[Fact], tuple[Implies, ...]]]:
        """The states where the call returns, and what its results say then.

        Exits where an assertion does not hold are added to ``out``.
        """
        said = _asserted(directives, target)
        if said is not None:
            place = self._argument_place(call, target, said[0])
            goroutine = any(d.name == "may-exit" and d.arguments[:1] == ("goroutine",) for d in directives)
            atom = None if place is None else (IsNil(place) if said[1] else IsTrue(place))
            if goroutine:
                failed = state.fact if atom is None else self._learned(state.fact, atom, not said[2])
                if failed is not None and failed.state is Typestate.OPEN:
                    out.append(Exit(Ending.GOROUTINE, State(failed, state.trail), call))
            fact = state.fact if atom is None else self._learned(state.fact, atom, said[2])
            if fact is not None:
                yield State(fact, state.trail), ()
            return
        if any(d.name in ("asserts", "may-exit") for d in directives):
            yield from self._other_assertion(call, directives, state, out)
            return
        guards = self._guards(call, state.fact)
        outcomes = self.world.endings(target, whatever=guards)
        if outcomes is None or not (guards or outcomes.panics or outcomes.may_end_process):
            yield state, ()
            return
        for outcome in outcomes.panics:
            failed = self._told(call, target, state.fact, outcome)
            if failed is not None and failed.state is Typestate.OPEN:
                out.append(Exit(Ending.GOROUTINE, State(failed, state.trail), call))
        ways: dict[tuple[Fact, tuple[Implies, ...]], None] = {}
        for outcome in outcomes.returns:
            fact = self._told(call, target, state.fact, outcome)
            if fact is not None:
                ways[fact, self._about_results(call, target, outcome)] = None
        for fact, said_of_results in ways:
            yield State(fact, state.trail), said_of_results

    def _other_assertion(
        self, call: Call, directives: tuple[Directive, ...], state: State[Fact], out: Results
    ) -> Iterator[tuple[State[Fact], tuple[Implies, ...]]]:
        """An assertion about something else; one that compares the error with something wants there to be one."""
        fact: Fact | None = state.fact
        wanted = [a for a in call.arguments if isinstance(a, Place) and self._says_failure(a, state.fact)]
        said_by_result = any(d.name.startswith(("true-when", "not-nil-when-true")) for d in directives)
        hard = any(d.name == "may-exit" and d.arguments[:1] == ("goroutine",) for d in directives)
        if wanted and not said_by_result:
            fact = self._learned(state.fact, IsNil(wanted[0]), False)
        elif hard and state.fact.state is Typestate.OPEN and not state.fact.may_be_void():
            out.append(Exit(Ending.GOROUTINE, state, call))
        passes = (Implies(0, True, True, None),) if said_by_result else ()
        if fact is not None:
            yield State(fact, state.trail), passes
        if said_by_result and state.fact.state is Typestate.OPEN and state.fact.may_be_void():
            yield State(replace(state.fact, failed=True), state.trail), (Implies(0, True, False, None),)

    def _says_failure(self, place: Place, fact: Fact) -> bool:
        return any(atom == IsNil(place) and c == FAILED for atom, _, c in fact.when)

    def _guards(self, call: Call, fact: Fact) -> bool:
        """Whether an argument is an error that says whether there is a resource: ``if failed(w, err)``."""
        if fact.state is not Typestate.OPEN or not fact.may_be_void():
            return False
        return any(isinstance(a, Place) and mentions(atom, a) for a in call.arguments for atom, _, _ in fact.when)

    def _about_results(self, call: Call, target: Target, outcome: Outcome) -> tuple[Implies, ...]:
        """What an outcome says about results as a whole."""
        found = [
            Implies(s.slot.index, s.is_truth, s.holds, None)
            for s in outcome.says
            if s.slot.is_result and not s.slot.path
        ]
        for said, then in outcome.when:
            consequence = then if isinstance(then, Settle) else self._learning(call, target, then)
            if consequence is not None and not said.slot.path:
                found.append(Implies(said.slot.index, said.is_truth, said.holds, consequence))
        for index, slot in outcome.same:
            base = self._slot_place(call, target, slot)
            if base is not None:
                place = Place(base.root, base.path + slot.path)
                found += (Implies(index, False, b, Learn(IsNil(place), b)) for b in (True, False))
        return tuple(found)

    def _learning(self, call: Call, target: Target, said: Says) -> Learn | None:
        """What an outcome says of a parameter, as a consequence for the caller's argument."""
        place = None if said.slot.is_result else self._slot_place(call, target, said.slot)
        if place is None:
            return None
        return Learn(IsTrue(place) if said.is_truth else IsNil(place), said.holds)

    def _learned(self, fact: Fact, atom: IsNil | IsTrue, holds: bool) -> Fact | None:
        return self._in.suppose(Branch(atom, holds, Span(0, 0), holds), fact)

    def _told(self, call: Call, target: Target, fact: Fact, outcome: Outcome) -> Fact | None:
        """What an outcome says about the arguments."""
        current: Fact | None = fact
        for said in outcome.says:
            if said.slot.is_result or current is None:
                continue
            place = self._slot_place(call, target, said.slot)
            if place is not None:
                current = self._learned(current, IsTrue(place) if said.is_truth else IsNil(place), said.holds)
        return current

    # Arguments that are functions -----------------------------------------------------------------

    def _run_arguments(
        self, call: Call, directives: tuple[Directive, ...], state: State[Fact], out: Results
    ) -> list[State[Fact]]:
        """A literal that is passed on runs; one that is registered for the end runs then."""
        states = [state]
        later = any(d.name == "defers" for d in directives)
        for argument in call.arguments:
            literal = self._in.literal_of(argument)
            if literal is None:
                continue
            if later:
                states = [self._register(call, literal, s) for s in states]
                continue
            following: list[State[Fact]] = []
            for before in states:
                for after in self._in.run_literal(literal, before):
                    if isinstance(after, Exit):
                        out.append(after)
                    else:
                        following.append(State(self.world.without_locals(after.fact, literal), after.trail))
            states = following
        return states

    def _register(self, call: Call, literal: Function, state: State[Fact]) -> State[Fact]:
        if not self._in.is_relevant(literal, state.fact) and state.fact.state is not Typestate.PENDING:
            return state
        made = Call((), Dynamic(FunctionLiteral(literal)), (), call.span, call.name_span, dropped=True)
        made = self.world.interned(made)
        fact = state.fact
        if fact.state is Typestate.OPEN and self._would_release(made, state):
            self._in.event(EventKind.DEFERRED, call.span, state.trail, fact)
            fact = replace(fact, covered=True)
        if made in fact.deferred:
            return State(fact, state.trail)
        return State(replace(fact, deferred=(*fact.deferred, made)), state.trail)

    def _literal(self, call: Call, target: Target, literal: Function, state: State[Fact]) -> Results:
        """A literal called in place, or through the variable it is bound to."""
        out: Results = []
        for ready in self._run_arguments(call, (), state, out):
            fact = ready.fact
            for parameter, argument in zip(literal.parameters, call.arguments, strict=False):
                if isinstance(argument, Place):
                    fact = fact.forget(Place(parameter)).copy(Place(parameter), argument)
            for after in self._in.run_literal(literal, State(fact, ready.trail)):
                if isinstance(after, Exit):
                    out.append(after)
                    continue
                gives = tuple(Gives(i, (), Place(r)) for i, r in enumerate(literal.results))
                for bound in self._bound(call, Effect(after.fact, gives), after):
                    if isinstance(bound, State):
                        out.append(State(self.world.without_locals(bound.fact, literal), bound.trail))
        return out

    # Effects --------------------------------------------------------------------------------------

    def _effects(
        self,
        call: Call,
        target: Target,
        directives: tuple[Directive, ...],
        state: State[Fact],
        out: Results,
    ) -> Iterable[Effect]:
        if any(d.name == "fails-test" for d in directives):
            state = State(replace(state.fact, failed=True), state.trail)
        fact = state.fact
        if fact.state is Typestate.OPEN and self._goes_out_of_sight(call, target, fact):
            fact = replace(fact, checked=True)
            state = State(fact, state.trail)
        plain = self._plain_results(call, target, directives)
        if fact.state in (Typestate.PENDING, Typestate.VOID) or not fact.aliases:
            return [Effect(self._exposed(fact, target), plain)]
        receiver = self._receiver(call, target)
        if receiver is not None and self._in.refers(fact, receiver):
            return [self._on_resource(call, target, state, plain)]
        slots = self._carried(call, target, fact, receiver)
        if any(self._in.is_release_value(fact, o) for o in self._function_values(call)):
            how = Release.DEFERRED if self._in.deferring else Release.CALLEE
            return [Effect(self._released(fact, how, call, state), plain)]
        if not slots:
            return [Effect(self._exposed(fact, target), plain)]
        return self._passed(call, target, directives, state, slots, plain, out)

    def _goes_out_of_sight(self, call: Call, target: Target, fact: Fact) -> bool:
        """Whether code out of reach gets the error, and may check it: ``Expect(err).NotTo(HaveOccurred())``."""
        if target.kind not in (TargetKind.UNKNOWN, TargetKind.VALUE):
            return False
        return any(isinstance(a, Place) and self._says_failure(a, fact) for a in call.arguments)

    def _exposed(self, fact: Fact, target: Target) -> Fact:
        harmless = target.kind in (TargetKind.BUILTIN, TargetKind.CONVERSION)
        if fact.exposed or harmless or fact.state is not Typestate.OPEN:
            return fact
        return replace(fact, exposed=True)

    def _plain_results(
        self, call: Call, target: Target, directives: tuple[Directive, ...]
    ) -> tuple[Gives | Implies, ...]:
        """What the results say whatever happens to the resource."""
        found: list[Gives | Implies] = []
        last = self._count(call) - 1
        for directive in directives:
            place = self._argument_place(call, target, directive.arguments[0]) if directive.arguments else None
            match directive.name:
                case "never-nil":
                    found.append(Implies(0, False, False, None))
                case "nil-when-nil" if place is not None:
                    found += self._same_nilness(last, place)
                case "true-when-nil" if place is not None:
                    found += [Implies(0, True, b, Learn(IsNil(place), b)) for b in (True, False)]
                case "true-when-not-nil" if place is not None:
                    found += [Implies(0, True, b, Learn(IsNil(place), not b)) for b in (True, False)]
                case "not-nil-when-true" if place is not None:
                    found.append(Implies(0, True, True, Learn(IsNil(place), False)))
                case _:
                    pass
        if not directives and target.declaration is None:
            found += self._wrapped_error(call, last)
        return tuple(found)

    def _same_nilness(self, result: int, place: Place) -> list[Gives | Implies]:
        return [Implies(result, False, b, Learn(IsNil(place), b)) for b in (True, False)] + [Gives(result, (), place)]

    def _wrapped_error(self, call: Call, last: int) -> list[Gives | Implies]:
        """``err = wrap(err)`` out of reach: an error that goes in and comes out again is taken for a wrapped one."""
        if len(call.targets) != 1 or call.targets[0] is None or self._count(call) != 1:
            return []
        for argument in call.arguments:
            if isinstance(argument, Place) and argument == call.targets[0]:
                return [Implies(last, False, False, Learn(IsNil(argument), False)), Gives(last, (), argument)]
        return []

    # A method of the resource -----------------------------------------------------------------------

    def _receiver(self, call: Call, target: Target) -> Place | None:
        """The place a method is called on, embedded fields included."""
        callee = call.callee
        if isinstance(callee, Method) and isinstance(callee.receiver, Place):
            return Place(callee.receiver.root, callee.receiver.path + target.via)
        return None

    def _on_resource(
        self,
        call: Call,
        target: Target,
        state: State[Fact],
        plain: tuple[Gives | Implies, ...],
    ) -> Effect:
        contract, fact = self._in.contract, state.fact
        assert contract is not None
        behaviour = self.world.contracts.behaviour(self._contract_called(call, target, contract), target)
        if behaviour.releases:
            how = Release.DEFERRED if self._in.deferring else Release.CALL
            return Effect(self._released(fact, how, call, state), plain)
        if behaviour.checks_error:
            fact = self._looked(fact, call, state, after_loop=self._in.summarises)
        said: list[Gives | Implies] = list(plain)
        fact = replace(fact, exposed=True)
        if behaviour.closes_when_false and not (behaviour.closes_when_false_unless and self._in.expects_more_sets):
            settled = Settle(Typestate.RELEASED, Release.DRAINED, self._in.loops_over(call))
            said.append(Implies(0, True, False, settled))
        if behaviour.closes_when_error:
            last = max(self._count(call) - 1, 0)
            said.append(Implies(last, False, False, Settle(Typestate.RELEASED, Release.ERROR)))
        return Effect(fact, tuple(said))

    def _looked(self, fact: Fact, call: Call, state: State[Fact], after_loop: bool) -> Fact:
        """The error is looked at; before the loop has run out that says nothing."""
        if not (fact.drained or after_loop):
            return fact
        self._in.event(EventKind.LOOKED, call.span, state.trail, fact)
        return replace(fact, looked=True)

    def _contract_called(self, call: Call, target: Target, contract: Contract) -> Contract:
        if contract.inner and target.owner is not None:
            return self.world.contracts.of(target.owner) or contract
        return contract

    def _released(self, fact: Fact, how: Release, call: Call, state: State[Fact]) -> Fact:
        if fact.state is not Typestate.OPEN:
            return fact
        self._in.event(EventKind.RELEASED, call.span, state.trail, fact, how)
        return fact.settle(Typestate.RELEASED, how)

    # Passing the resource on ------------------------------------------------------------------------

    def _function_values(self, call: Call) -> Iterator[Operand]:
        if isinstance(call.callee, Dynamic):
            yield call.callee.value
        if isinstance(call.callee, Method) and isinstance(call.callee.receiver, Place):
            yield call.callee.receiver.child(call.callee.name)
        yield from call.arguments

    def _carried(self, call: Call, target: Target, fact: Fact, receiver: Place | None) -> list[tuple[Slot, Operand]]:
        """The parameters by which the callee can reach the resource, with the path to it from each."""
        found: list[tuple[Slot, Operand]] = []
        shift = 1 if receiver is not None else 0
        if receiver is not None:
            found += ((Slot(False, 0, p), receiver) for p in self._paths(fact, receiver))
        if len(call.arguments) == 1 and isinstance(call.arguments[0], Place):
            parts = self.typing.argument_types(call)
            if len(parts) > 1:
                only = call.arguments[0]
                for index in range(len(parts)):
                    part = only.child(f"#{index}")
                    found += ((Slot(False, index + shift, p), part) for p in self._paths(fact, part))
                return found
        for index, argument in enumerate(call.arguments):
            found += ((self._slot(target, index, shift, p), argument) for p in self._paths(fact, argument))
        return found

    def _slot(self, target: Target, index: int, shift: int, path: tuple[str, ...]) -> Slot:
        signature = target.signature
        if signature is not None and signature.variadic and index >= len(signature.parameters) - 1:
            return Slot(False, len(signature.parameters) - 1 + shift, (ELEMENT, *path))
        return Slot(False, index + shift, path)

    def _paths(self, fact: Fact, operand: Operand) -> list[tuple[str, ...]]:
        if not isinstance(operand, Place):
            return []  # a literal has run by now
        paths = [a.path[len(operand.path) :] for a in fact.aliases if a.starts_with(operand)]
        if not paths and self._in.refers(fact, operand):
            paths = [()]
        return paths

    def _passed(
        self,
        call: Call,
        target: Target,
        directives: tuple[Directive, ...],
        state: State[Fact],
        slots: list[tuple[Slot, Operand]],
        plain: tuple[Gives | Implies, ...],
        out: Results,
    ) -> Iterable[Effect]:
        fact = state.fact
        if target.kind is TargetKind.BUILTIN:
            return [Effect(fact, self._builtin(call, target))]
        if target.kind is TargetKind.CONVERSION:
            return [Effect(fact, tuple(Gives(0, (), o) for _, o in slots if isinstance(o, Place)))]
        directed = self._directed(call, target, directives, state, slots, plain)
        if directed is not None:
            return [directed]
        outcomes = self.world.outcomes(target, tuple(s for s, _ in slots), self._in.contract)
        if outcomes is not None:
            return self._by_outcomes(call, target, outcomes, state, plain, out)
        fact = self._exposed(fact, target)
        if all(self._only_borrows(target, s) for s, _ in slots):
            return [Effect(fact, plain)]
        return [Effect(self._given_away(fact, call, slots, state), plain)]

    def _given_away(self, fact: Fact, call: Call, slots: list[tuple[Slot, Operand]], state: State[Fact]) -> Fact:
        """Code out of reach has the resource: it may own it now, unless this function goes on to use it."""
        self._in.event(EventKind.HANDED_OVER, call.span, state.trail, fact)
        uses_on = any(isinstance(o, Place) and self._in.uses_after(call, o) for _, o in slots)
        return replace(fact, confidence=min(fact.confidence, Confidence.MEDIUM if uses_on else Confidence.LOW))

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
        carried = {self._parameter_name(target, s.index) for s, _ in slots} | {str(s.index) for s, _ in slots}
        for directive in directives:
            named = directive.arguments[:1]
            if directive.name == "closes" and named and named[0] in carried:
                self._in.event(EventKind.LOOKED, call.span, state.trail, fact)
                return Effect(self._released(replace(fact, looked=True), Release.CALLEE, call, state), plain)
            if directive.name == "takes" and named and named[0] in carried:
                return Effect(self._in.escape(fact, call.span), plain)
            if directive.name == "alias" and len(directive.arguments) == 2 and directive.arguments[1] in carried:
                source = slots[0][1]
                if isinstance(source, Place):
                    return Effect(fact, (*plain, Gives(int(directive.arguments[0]), (), source)))
            if directive.name == "borrows" and named and named[0] in carried:
                return Effect(fact, plain)
        return Effect(self._exposed(fact, target), plain) if self.world.is_stub(target) else None

    def _parameter_name(self, target: Target, index: int) -> str:
        if target.signature is None:
            return ""
        at = index - 1 if target.kind is TargetKind.METHOD else index
        return target.signature.parameters[at].name if 0 <= at < len(target.signature.parameters) else ""

    def _only_borrows(self, target: Target, slot: Slot) -> bool:
        """Whether the parameter's type has no way to release or keep... what it gets: an interface without Close."""
        if target.signature is None or slot.path:
            return False
        at = slot.index - 1 if target.kind is TargetKind.METHOD else slot.index
        if not 0 <= at < len(target.signature.parameters):
            return False
        return self.world.cannot_release(target.signature.parameters[at].type, self._in.contract)

    def _by_outcomes(
        self,
        call: Call,
        target: Target,
        outcomes: Outcomes,
        state: State[Fact],
        plain: tuple[Gives | Implies, ...],
        out: Results,
    ) -> Iterable[Effect]:
        for outcome in outcomes.panics:
            if outcome.state is Typestate.OPEN:
                failed = self._told(call, target, state.fact, outcome)
                if failed is not None:
                    out.append(Exit(Ending.GOROUTINE, State(failed, state.trail), call))
        for outcome in outcomes.returns:
            told = self._told(call, target, self._exposed(state.fact, target), outcome)
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
        if confidence is Confidence.LOW and any(self._in.uses_after(call, o) for o in self._in.places_in(call)):
            confidence = Confidence.MEDIUM
        drained = fact.drained or outcome.drained
        fact = replace(fact, drained=drained, confidence=min(fact.confidence, confidence))
        if outcome.drained:
            self._in.event(EventKind.DRAINED, call.span, state.trail, fact)
        if outcome.looked:
            fact = self._looked(fact, call, state, after_loop=self._in.summarises)
        match outcome.state:
            case Typestate.RELEASED:
                fact = replace(fact, exposed=state.fact.exposed)
                how = Release.DRAINED if outcome.release is Release.DRAINED else Release.CALLEE
                fact = self._released(fact, how, call, state)
            case Typestate.ESCAPED:
                fact = self._in.escape(fact, call.span)
            case _:
                for holder in outcome.holders:
                    if holder.is_result and source is not None:
                        results.append(Gives(holder.index, holder.path, source))
                    elif not holder.is_result:
                        place = self._slot_place(call, target, holder)
                        if place is not None:
                            whole = Place(place.root, place.path + holder.path)
                            fact = self._in.store(fact.alias(whole), whole, call.span)
        results += self._about_results(call, target, outcome)
        return Effect(fact, tuple(results))

    def _slot_place(self, call: Call, target: Target, slot: Slot) -> Place | None:
        """The caller's place for a callee's parameter."""
        index = slot.index
        if target.kind is TargetKind.METHOD:
            if index == 0:
                return self._receiver(call, target)
            index -= 1
        if len(call.arguments) == 1 and len(self.typing.argument_types(call)) > 1:
            only = call.arguments[0]
            return only.child(f"#{index}") if isinstance(only, Place) else None
        argument = call.arguments[index] if index < len(call.arguments) else None
        return argument if isinstance(argument, Place) else None

    def _argument_place(self, call: Call, target: Target, name: str) -> Place | None:
        """The argument for a parameter by name, or by index where it is unnamed."""
        if target.signature is None:
            return None
        names = [p.name for p in target.signature.parameters]
        index = names.index(name) if name in names else (int(name) if name.isdigit() else -1)
        if not 0 <= index < len(call.arguments):
            return None
        argument = call.arguments[index]
        return argument if isinstance(argument, Place) else None

    # Defer ----------------------------------------------------------------------------------------

    def defer(self, instruction: Defer, state: State[Fact], in_loop: bool) -> Results:
        """Register a deferred call; one that is certain to release what it is bound to discharges right here."""
        call, fact = instruction.call, state.fact
        literal = self._in.literal_of(call.callee.value) if isinstance(call.callee, Dynamic) else None
        if fact.state is Typestate.OPEN:
            released = self._would_release(call, state)
            if released:
                kind = EventKind.DEFERRED_IN_LOOP if in_loop else EventKind.DEFERRED
                self._in.event(kind, instruction.span, state.trail, fact)
                if fact.may_be_void() and not fact.checked and self._panics_on_nil(call, literal, state):
                    self._in.event(EventKind.DEFERRED_UNCHECKED, instruction.span, state.trail, fact)
                if literal is None or not any(a.root in literal.captured for a in fact.aliases):
                    return [State(fact.settle(Typestate.RELEASED, Release.DEFERRED), state.trail)]
                fact = replace(fact, covered=True)
        if not self._may_matter(call, literal, fact):
            return [state]
        pending = fact.state is Typestate.PENDING and call is not self._in.site
        postponed = self._late_bound(call) if pending else call
        if postponed in fact.deferred:
            return [state]
        return [State(replace(fact, deferred=(*fact.deferred, postponed)), state.trail)]

    def _would_release(self, call: Call, state: State[Fact]) -> bool:
        with self._in.trial():
            after = self.call(call, State(replace(state.fact, deferred=()), state.trail))
        states = [a.fact.state for a in after if isinstance(a, State)]
        settled = (Typestate.RELEASED, Typestate.ESCAPED, Typestate.VOID)
        return bool(states) and all(s in settled for s in states) and Typestate.RELEASED in states

    def _panics_on_nil(self, call: Call, literal: Function | None, state: State[Fact]) -> bool:
        """Whether the deferred call closes without asking, so that it panics where there is nothing to close."""
        contract = self._in.contract
        if contract is None or self.world.contracts.release_is_nil_safe(contract):
            return False
        if literal is None:
            return isinstance(call.callee, Method)
        # With nothing acquired, a literal that asks first does not come to its Close: then no path releases.
        fact = state.fact
        for alias in fact.aliases:
            nil = fact.without_void().learn(IsNil(alias), True)
            fact = nil if nil is not None else fact
        for atom, holds, consequence in state.fact.when:
            if isinstance(consequence, Settle) and consequence.state is Typestate.VOID:
                failed = fact.learn(atom, holds)
                fact = failed if failed is not None else fact
        return self._would_release(call, State(replace(fact, when=frozenset()), state.trail))

    def _may_matter(self, call: Call, literal: Function | None, fact: Fact) -> bool:
        if call is self._in.site:
            return True
        if any(self._in.carries(fact, a) for a in call.arguments):
            return True
        if literal is not None:
            return fact.state is Typestate.PENDING or self._in.is_relevant(literal, fact) or self._is_about(literal)
        operands: list[Operand] = list(call.arguments)
        if isinstance(call.callee, Method):
            operands.append(call.callee.receiver)
        if fact.state is Typestate.PENDING:
            return any(isinstance(o, Place) for o in operands)
        return any(self._in.carries(fact, o) for o in operands)

    def _is_about(self, literal: Function) -> bool:
        """Whether a literal sees a variable that may come to hold the resource."""
        return any(self.world.contracts.of(self.typing.type_of(Place(v))) is not None for v in literal.captured)

    def _late_bound(self, call: Call) -> Call:
        """A deferred method of something that is filled later: its receiver is a pointer to it, so it sees the filling.

        ``defer w.Close()`` before ``w.rows = rows``; not so where the receiver is itself the resource.
        """
        callee = call.callee
        if not isinstance(callee, Method) or not isinstance(callee.receiver, Place):
            return call
        root = callee.receiver.root
        contract = self.world.contracts.of(self.typing.type_of(callee.receiver))
        if not isinstance(root, Variable) or (contract is not None and not contract.inner):
            return call
        for definition in self.typing.definitions(root):
            if isinstance(definition, Assign) and isinstance(definition.source, Place):
                return self.world.interned(replace(call, callee=Method(definition.source, callee.name)))
        return call


def _asserted(directives: tuple[Directive, ...], target: Target) -> tuple[str, bool, bool] | None:
    """(parameter, whether about nil, value) that holds exactly where an assertion returns."""
    for directive in directives:
        match directive.name, directive.arguments:
            case "returns-when-nil", (name,):
                return (name, True, True)
            case (("returns-when-not-nil" | "not-nil-when-returns"), (name,)):
                return (name, True, False)
            case "returns-when-true", (name,):
                return (name, False, True)
            case "returns-when-false", (name,):
                return (name, False, False)
            case _:
                pass
    return None
