"""Deferred calls, and literals registered to run at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.flow.exploration import State
from rowsclose.go import types as t
from rowsclose.go.ir import (
    Assign,
    Call,
    Constant,
    Defer,
    Dynamic,
    Function,
    FunctionLiteral,
    IsNil,
    Method,
    Operand,
    Place,
    Variable,
    VariableKind,
)
from rowsclose.ownership.calls.effects import Results
from rowsclose.ownership.events import EventKind
from rowsclose.ownership.facts import Fact, Release, Settle, Typestate
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter


class Deferring:
    """The transfer function of deferred calls."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter
        self.world = interpreter.world
        self.typing = interpreter.typing

    def defer(self, instruction: Defer, state: State[Fact]) -> Results:
        """Register a deferred call; one that is certain to release what it is bound to discharges right here."""
        call, fact = instruction.call, state.fact
        literal = self._in.holders.literal_of(call.callee.value) if isinstance(call.callee, Dynamic) else None
        if fact.state is Typestate.OPEN:
            released = self._would_release(call, state)
            if released:
                self._in.event(EventKind.DEFERRED, instruction.span, state.trail, fact)
                if fact.may_be_void() and not fact.checked and self._panics_on_nil(call, literal, state):
                    self._in.event(EventKind.DEFERRED_UNCHECKED, instruction.span, state.trail, fact)
                if literal is None or not any(a.root in literal.captured for a in fact.aliases):
                    return [State(fact.settle(Typestate.RELEASED, Release.DEFERRED), state.trail)]
                fact = replace(fact, covered=True)
        if not self._may_matter(call, literal, fact):
            return [state]
        pending = fact.state is Typestate.PENDING and call is not self._in.site
        postponed = self._late_bound(call) if pending else call
        if any(c is postponed for c in fact.deferred):
            return [state]
        return [State(replace(fact, deferred=(*fact.deferred, postponed)), state.trail)]

    def _would_release(self, call: Call, state: State[Fact]) -> bool:
        with self._in.trial():
            after = self._in.calls.call(call, State(replace(state.fact, deferred=()), state.trail))
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
        if any(self._in.holders.carries(fact, a) for a in call.arguments):
            return True
        if literal is not None:
            may_hold = self._may_get if fact.state is not Typestate.PENDING else self._may_hold_variable
            return self._in.literals.is_relevant(literal, fact) or any(may_hold(v) for v in literal.captured)
        operands: list[Operand] = list(call.arguments)
        if isinstance(call.callee, Method):
            operands.append(call.callee.receiver)
        if fact.state is Typestate.PENDING:
            # A resource that is deferred by itself is another one: this one has not been acquired yet.
            return any(isinstance(o, Place) and self._may_hold(o) and not self._is_resource(o) for o in operands)
        return any(self._in.holders.carries(fact, o) for o in operands)

    def _is_resource(self, place: Place) -> bool:
        contract = self.world.contracts.of(self.typing.type_of(place))
        return contract is not None and not contract.inner

    def _may_hold_variable(self, variable: Variable) -> bool:
        return self._may_hold(Place(variable))

    def _may_hold(self, place: Place) -> bool:
        """Whether a place may come to hold a resource, by its type: what is out of reach otherwise cannot."""
        type_ = self.typing.type_of(place)
        if type_ is None or self.world.contracts.of(type_) is not None:
            return True
        bare = t.strip_pointers(self.typing.universe.resolve(type_))
        if isinstance(bare, t.Named):
            known = bare.package and not self.world.stubs.has(bare.package) and self.typing.universe.in_reach(bare)
            return bool(known)
        return True

    def concerning(self, fact: Fact) -> tuple[Call, ...]:
        """The deferred calls that can have to do with what the acquiring call has just given."""
        return tuple(c for c in fact.deferred if self._concerns(c))

    def _concerns(self, call: Call) -> bool:
        literal = self._in.holders.literal_of(call.callee.value) if isinstance(call.callee, Dynamic) else None
        return literal is None or any(self._may_get(v) for v in literal.captured)

    def _may_get(self, variable: Variable) -> bool:
        """Whether a variable may get the resource: from the acquiring call, or from another place."""
        if not self._is_resource(Place(variable)):
            return self._may_hold(Place(variable))
        for definition in self.typing.definitions(variable):
            if definition is self._in.site:
                return True
            if not isinstance(definition, Call) and not (
                isinstance(definition, Assign) and isinstance(definition.source, Constant)
            ):
                return True
        return variable.kind is VariableKind.PARAMETER

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

    def register(self, call: Call, literal: Function, state: State[Fact]) -> State[Fact]:
        """A literal that is registered to run at the end, by something like ``t.Cleanup``."""
        if not self._in.literals.is_relevant(literal, state.fact) and state.fact.state is not Typestate.PENDING:
            return state
        made = Call((), Dynamic(FunctionLiteral(literal)), (), call.span, call.name_span, dropped=True)
        made = self.world.interned(made)
        fact = state.fact
        if fact.state is Typestate.OPEN and self._would_release(made, state):
            self._in.event(EventKind.DEFERRED, call.span, state.trail, fact)
            fact = replace(fact, covered=True)
        if any(c is made for c in fact.deferred):
            return State(fact, state.trail)
        return State(replace(fact, deferred=(*fact.deferred, made)), state.trail)
