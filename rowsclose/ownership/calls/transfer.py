"""What a call does to what is known: acquiring, releasing, borrowing, taking over, ending the function.

A call is worked out in three steps: the ways it may end are settled (an assertion may not return); what it does to the
resource becomes one or more *effects*; each effect is bound to the call's targets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rowsclose.flow.exploration import Exit, State
from rowsclose.go.declarations import Directive
from rowsclose.go.ir import (
    Call,
    Function,
    Global,
    IsNil,
    Method,
    Place,
    Return,
)
from rowsclose.go.typing import Target, TargetKind
from rowsclose.go.walk import instructions_of
from rowsclose.ownership.calls.effects import Effect, Gives, Implies, Results, read_to_the_end
from rowsclose.ownership.contracts import Contract, Evidence
from rowsclose.ownership.directives import about_parameter
from rowsclose.ownership.events import EventKind
from rowsclose.ownership.facts import Fact, Release, Settle, Typestate
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter


class Calls:
    """The call transfer function of one interpreter."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter
        self.world = interpreter.world
        self.typing = interpreter.typing

    def call(self, call: Call, state: State[Fact]) -> Results:
        """The states behind a call, and the exits it may take."""
        target = self._target(call, state.fact)
        if target.kind is TargetKind.LITERAL and target.literal is not None:
            return self._literal(call, target, target.literal, state)
        directives = self.world.directives(target)
        out: Results = []
        if isinstance(call.callee, Method) and self._cannot_be_nil(call.callee):
            # A nil one would panic here.
            learned = (
                self._in.assertions.learned(state.fact, IsNil(call.callee.receiver), False)
                if isinstance(call.callee.receiver, Place)
                else state.fact
            )
            if learned is None:
                return []
            state = State(learned, state.trail)
        for before, said in self._in.assertions.assertion(call, target, directives, state, out):
            for ready in self._run_arguments(call, directives, before, out):
                if before.fact.state is Typestate.PENDING and ready.fact.state is Typestate.OPEN:
                    said = (*said, *self._in.assertions.handed_on_failure(call))
                if call is self._in.site:
                    out += self._in.acquiring.acquire(call, ready)
                    continue
                for effect in self._effects(call, target, directives, ready, out):
                    out += self._in.binding.bound(call, replace(effect, results=(*effect.results, *said)), ready)
        return out

    def _target(self, call: Call, fact: Fact) -> Target:
        """What is called: through an interface that holds the resource's wrapper, it is the wrapper's method."""
        target, contract = self.typing.target(call), self._in.contract
        if not target.on_interface or contract is None or not contract.inner or not isinstance(call.callee, Method):
            return target
        receiver = call.callee.receiver
        if not isinstance(receiver, Place) or Place(receiver.root, receiver.path + contract.inner) not in fact.aliases:
            return target
        return self.typing.method(contract.type, target.name)

    def _run_arguments(
        self, call: Call, directives: tuple[Directive, ...], state: State[Fact], out: Results
    ) -> list[State[Fact]]:
        """A literal that is passed on runs; one that is registered for the end runs then."""
        states = [state]
        later = any(d.name == "defers" for d in directives)
        for argument in call.arguments:
            literal = self._in.holders.literal_of(argument)
            if literal is None:
                continue
            if later:
                states = [self._in.deferring_calls.register(call, literal, s) for s in states]
                continue
            following: list[State[Fact]] = []
            for before in states:
                for after in self._in.literals.run_literal(literal, before):
                    if isinstance(after, Exit):
                        out.append(after)
                    else:
                        following.append(State(self.world.without_locals(after.fact, literal), after.trail))
            states = following
        return states

    def _literal(self, call: Call, target: Target, literal: Function, state: State[Fact]) -> Results:
        """A literal called in place, or through the variable it is bound to."""
        out: Results = []
        for ready in self._run_arguments(call, (), state, out):
            fact = ready.fact
            for parameter, argument in zip(literal.parameters, call.arguments, strict=False):
                if isinstance(argument, Place):
                    fact = fact.forget(Place(parameter)).copy(Place(parameter), argument)
            for after in self._in.literals.called(literal, State(fact, ready.trail)):
                if isinstance(after, Exit):
                    out.append(after)
                    continue
                gives = tuple(Gives(i, (), Place(r)) for i, r in enumerate(literal.results))
                for bound in self._in.binding.bound(call, Effect(after.fact, gives), after):
                    if isinstance(bound, State):
                        out.append(State(self.world.without_locals(bound.fact, literal), bound.trail))
        return out

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
        if fact.state is Typestate.OPEN and self._in.assertions.goes_out_of_sight(call, target, fact):
            fact = replace(fact, checked=True)
            state = State(fact, state.trail)
        plain = self._in.assertions.plain_results(call, target, directives, fact)
        if fact.state in (Typestate.PENDING, Typestate.VOID) or not fact.aliases:
            return [Effect(self._in.passing.exposed(fact, target), plain)]
        receiver = self._in.arguments.receiver(call, target)
        if receiver is not None and self._in.holders.refers(fact, receiver):
            if self._is_ended_by_argument(call, target, directives):
                return [Effect(self.released(fact, Release.CALLEE, call, state), plain)]
            if not self._is_told_by_body(target, directives):
                return [self._on_resource(call, target, state, plain)]
            exposed = State(replace(fact, exposed=True), state.trail)
            slots = self._in.arguments.carried(call, target, fact, receiver)
            return self._in.passing.passed(call, target, directives, exposed, slots, plain, out)
        if receiver is not None and self._releases_wrapper(target, receiver, fact):
            how = Release.DEFERRED if self._in.deferring else Release.CALL
            return [Effect(self.released(fact, how, call, state), plain)]
        slots = self._in.arguments.carried(call, target, fact, receiver)
        if any(self._in.holders.is_release_value(fact, o) for o in self._in.arguments.function_values(call, fact)):
            slots_given = self._in.arguments.releasers(call, target, fact)
            outcomes = self.world.summaries.outcomes(target, slots_given, self._in.contract) if slots_given else None
            if outcomes is not None:
                return self._in.passing.by_outcomes(call, target, outcomes, state, plain, out)
            how = Release.DEFERRED if self._in.deferring else Release.CALLEE
            return [Effect(self.released(fact, how, call, state), plain)]
        if not slots:
            return [Effect(self._in.passing.exposed(fact, target), plain)]
        return self._in.passing.passed(call, target, directives, state, slots, plain, out)

    def _is_ended_by_argument(self, call: Call, target: Target, directives: tuple[Directive, ...]) -> bool:
        """Whether a function argument returns, on every path, what makes the method end its receiver."""
        for directive in directives:
            if directive.name != "closes-when-returned":
                continue
            argument = target.argument(call, directive.arguments[0])
            literal = self._in.holders.literal_of(argument) if argument is not None else None
            package, _, name = directive.arguments[1].rpartition(".")
            returns = [i for i in instructions_of(literal) if isinstance(i, Return)] if literal is not None else []
            values = [v for r in returns if not r.implicit for v in r.values]
            if values and all(isinstance(v, Place) and v.root == Global(package, name) for v in values):
                return True
        return False

    def _is_told_by_body(self, target: Target, directives: tuple[Directive, ...]) -> bool:
        """Whether what a resource's own method does with it is to be read in its body: nothing else speaks of it."""
        contract, declaration = self._in.contract, target.declaration
        if contract is None or declaration is None or declaration.body is None or directives:
            return False
        if contract.evidence is not Evidence.DECLARED or target.name in contract.releases:
            return False
        return self.world.stubs.function_declaration(target.package, target.owner, target.name) is None

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
        if behaviour.releases and fact.state is Typestate.RELEASED and not self._in.deferring:
            self._in.event(EventKind.CLOSED_ANYWAY, call.span, state.trail, fact)
        if behaviour.releases:
            how = Release.DEFERRED if self._in.deferring else Release.CALL
            return Effect(self.released(fact, how, call, state), plain)
        if behaviour.checks_error:
            fact = self.looked(fact, call, state, after_loop=self._in.summarises)
        said: list[Gives | Implies] = list(plain)
        said += self._handed_back(call, target)
        for handle in self._same_handle(call, target, contract):
            fact = fact.forget_roots(frozenset({handle.source.root}))  # the error in it is that of this call now
            said.append(handle)
        fact = replace(fact, exposed=True)
        if behaviour.closes_when_false and not (behaviour.closes_when_false_unless and self._in.expects_more_sets):
            settled = Settle(Typestate.RELEASED, Release.DRAINED, self._in.uses.loops_over(call))
            said.append(Implies(0, True, False, settled))
        if behaviour.closes_when_error:
            last = max(self._in.arguments.count(call) - 1, 0)
            said.append(Implies(last, False, False, Settle(Typestate.RELEASED, Release.ERROR)))
        if behaviour.closes_when_nil:
            fact = self.looked(fact, call, state, after_loop=True)
            said.append(read_to_the_end(self._in.arguments.count(call)))
        return Effect(fact, tuple(said))

    def _handed_back(self, call: Call, target: Target) -> Iterator[Gives]:
        """The results that a directive calls another name for the receiver."""
        said = about_parameter(self.world.directives(target), self.world.head(target), frozenset({0}))
        receiver = self._in.arguments.receiver(call, target)
        if said is not None and said[0].name == "alias" and receiver is not None:
            yield Gives(int(said[0].arguments[0]), (), receiver)

    def _same_handle(self, call: Call, target: Target, contract: Contract) -> Iterator[Gives]:
        """The results that are a transaction's handle again, with more to say: gorm's ``tx.Where(…)``."""
        receiver = self._in.arguments.receiver(call, target)
        if contract.evidence is not Evidence.ACQUIRED or receiver is None:
            return
        for index, type_ in enumerate(self.typing.results(call)):
            if type_ is not None and type_ == contract.type:
                yield Gives(index, (), receiver)

    def looked(self, fact: Fact, call: Call, state: State[Fact], after_loop: bool) -> Fact:
        """The error is looked at; before the loop has run out that says nothing."""
        if not (fact.drained or after_loop):
            return fact
        self._in.event(EventKind.LOOKED, call.span, state.trail, fact)
        return replace(fact, looked=True)

    def _releases_wrapper(self, target: Target, receiver: Place, fact: Fact) -> bool:
        """Whether a method is the releasing one of a wrapper that holds the resource.

        Such a method often does nothing where it has run before (``if u.done``): that is no path that leaks.
        """
        contract = self.world.contracts.of(self.typing.type_of(receiver))
        if contract is None or not contract.inner or target.name not in contract.releases:
            return False
        return Place(receiver.root, receiver.path + contract.inner) in fact.aliases

    def _cannot_be_nil(self, callee: Method) -> bool:
        """Whether calling a method says that its receiver is not nil, and somebody asks for that."""
        if callee.name == "Error":
            return True
        receiver = callee.receiver
        if not isinstance(receiver, Place) or not self.typing.universe.is_interface(self.typing.type_of(receiver)):
            return False
        return self.world.is_asked_again(self._in.home, self.typing, IsNil(receiver))

    def _contract_called(self, call: Call, target: Target, contract: Contract) -> Contract:
        if contract.inner and target.owner is not None:
            return self.world.contracts.of(target.owner) or contract
        return contract

    def released(self, fact: Fact, how: Release, call: Call, state: State[Fact]) -> Fact:
        """The obligation is discharged, if it is open."""
        if fact.state is not Typestate.OPEN:
            return fact
        self._in.event(EventKind.RELEASED, call.span, state.trail, fact, how)
        return fact.settle(Typestate.RELEASED, how)
