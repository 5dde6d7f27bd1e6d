"""Deferred calls, and literals registered to run at the end."""

from __future__ import annotations

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
from rowsclose.go.walk import call_operands, instructions_of
from rowsclose.ownership.callees.filling import is_filled
from rowsclose.ownership.callees.pointers import pointed_to
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.provenance.bounds import ends_bound, gets_bound, may_end_bound
from rowsclose.ownership.provenance.sources import literal_of
from rowsclose.ownership.transfer.frame import Frame, Results, note
from rowsclose.ownership.transfer.holding import carries
from rowsclose.ownership.transfer.literals import is_relevant
from rowsclose.ownership.transfer.trials import call_would_release
from rowsclose.values import replace


def defer(frame: Frame, instruction: Defer, state: State[Fact]) -> Results:
    """Register a deferred call; one that is certain to release what it is bound to discharges right here."""
    call, fact = instruction.call, state.fact
    literal = _deferred_literal(frame, call)
    if fact.state is Typestate.OPEN and call_would_release(frame, call, _as_it_may_run(frame, call, fact)):
        note(frame, EventKind.DEFERRED, instruction.span, state)
        unchecked = fact.may_be_void() and not fact.has(Mark.CHECKED)
        if unchecked and _panics_on_nil(frame, call, literal, fact):
            note(frame, EventKind.DEFERRED_UNCHECKED, instruction.span, state)
        if literal is None or not any(a.root in literal.captured for a in fact.aliases):
            held = fact.settle(Typestate.RELEASED, Release.DEFERRED).mark(Mark.HELD)
            return [State(held, state.trail)]
        fact = fact.mark(Mark.COVERED)
    if not _may_matter(frame, call, literal, fact):
        return [state]
    pending = fact.state is Typestate.PENDING and call is not frame.site
    return [_registered(_late_bound(frame, call) if pending else call, fact, state)]


def _as_it_may_run(frame: Frame, call: Call, fact: Fact) -> Fact:
    """What is known whenever a deferred call may run: what its pointers lead to may be something else by then."""
    pointees = {p.root for o in call_operands(call) if isinstance(o, Place) and (p := pointed_to(o, frame.typing)) != o}
    return fact.forget_roots(pointees)


def register(frame: Frame, call: Call, literal: Function, state: State[Fact]) -> State[Fact]:
    """A literal that is registered to run at the end, by something like ``t.Cleanup``."""
    fact = state.fact
    if not is_relevant(frame, literal, fact) and fact.state is not Typestate.PENDING:
        return state
    made = Call((), Dynamic(FunctionLiteral(literal)), (), call.span, call.name_span, dropped=True)
    made = frame.bodies.interned(made)
    if fact.state is Typestate.OPEN and call_would_release(frame, made, fact):
        note(frame, EventKind.DEFERRED, call.span, state)
        fact = fact.mark(Mark.COVERED)
    return _registered(made, fact, state)


def _registered(call: Call, fact: Fact, state: State[Fact]) -> State[Fact]:
    """The state with one more deferred call; one that a loop comes to again runs once more, which changes nothing."""
    if any(c is call for c in fact.deferred):
        return State(fact.defer(*fact.deferred, optional=fact.optional - {call}), state.trail)
    return State(fact.defer(*fact.deferred, call, optional=fact.optional), state.trail)


def _deferred_literal(frame: Frame, call: Call) -> Function | None:
    return literal_of(call.callee.value, frame.typing) if isinstance(call.callee, Dynamic) else None


def _panics_on_nil(frame: Frame, call: Call, literal: Function | None, fact: Fact) -> bool:
    """Whether the deferred call closes without asking, so that it panics where there is nothing to close."""
    obligation = frame.obligation
    if obligation is None or frame.obligations.release_is_nil_safe(obligation):
        return False
    if literal is None:
        return isinstance(call.callee, Method)
    # With nothing acquired, a literal that asks first does not come to its Close: then no path releases.
    failed = fact
    for alias in sorted(fact.aliases, key=repr):
        failed = failed.without_void().learn(IsNil(alias), True) or failed
    for atom, holds in fact.failures():
        failed = failed.learn(atom, holds) or failed
    return call_would_release(frame, call, replace(failed, implied=frozenset()))


# Which deferred calls can matter ------------------------------------------------------------------


def _may_matter(frame: Frame, call: Call, literal: Function | None, fact: Fact) -> bool:
    if call is frame.site or any(carries(frame, fact, a) for a in call.arguments):
        return True
    if (
        ends_bound(call, frame.bounds.enders, frame.typing)
        or gets_bound(call, frame.bounds.enders, frame.typing) is not None
    ):
        return True
    is_pending = fact.state is Typestate.PENDING
    if literal is not None:
        if is_relevant(frame, literal, fact):
            return True
        if is_pending and _may_end_bound_of_another(frame, literal):
            return True
        may_get = _may_come_to_hold if is_pending else _may_get
        return any(may_get(frame, v) for v in literal.captured)
    operands: list[Operand] = list(call_operands(call) if isinstance(call.callee, Method) else call.arguments)
    if is_pending:
        # A resource that is deferred by itself is another one: this one has not been acquired yet.
        places = [o for o in operands if isinstance(o, Place)]
        return may_end_bound(call, frame.typing, frame.obligations) or any(
            (_may_hold(frame, o) and not _is_resource(frame, o)) or _is_filled(frame, o) for o in places
        )
    return any(carries(frame, fact, o) for o in operands)


def _may_end_bound_of_another(frame: Frame, literal: Function) -> bool:
    """Whether a deferred literal may end the bound of something acquired later: ``defer func() { db.Close() }()``."""
    calls = (i for i in instructions_of(literal) if isinstance(i, Call))
    return any(may_end_bound(c, frame.typing, frame.obligations) for c in calls)


def _is_resource(frame: Frame, place: Place) -> bool:
    obligation = frame.obligations.of(frame.typing.type_of(place))
    return obligation is not None and not obligation.inner


def _may_hold(frame: Frame, place: Place) -> bool:
    """Whether a place may come to hold a resource, by its type: what is out of reach otherwise cannot."""
    type_ = frame.typing.type_of(place)
    if type_ is None or frame.obligations.of(type_) is not None:
        return True
    universe = frame.typing.universe
    bare = t.strip_pointers(universe.resolve(type_))
    if isinstance(bare, t.Named):
        return bool(bare.package) and not frame.callees.describes(bare.package) and universe.in_reach(bare)
    return True


def _is_filled(frame: Frame, place: Place) -> bool:
    """Whether a deferred call gets what another call fills: ``defer release(s)`` before ``s.Begin()``."""
    root = _copied(frame, place).root
    return isinstance(root, Variable) and is_filled(frame.callees, root, frame.home, frame.typing)


def _may_come_to_hold(frame: Frame, variable: Variable) -> bool:
    return _may_hold(frame, Place(variable)) or is_filled(frame.callees, variable, frame.home, frame.typing)


def concerning(frame: Frame, fact: Fact) -> tuple[Call, ...]:
    """The deferred calls that can have to do with what the acquiring call has just given."""
    return tuple(c for c in fact.deferred if _concerns(frame, c))


def _concerns_bound(frame: Frame, call: Call) -> bool:
    """Whether a call ends what bounds the resource, or is handed what does."""
    enders = frame.bounds.enders
    return ends_bound(call, enders, frame.typing) or gets_bound(call, enders, frame.typing) is not None


def _concerns(frame: Frame, call: Call) -> bool:
    if (
        ends_bound(call, frame.bounds.enders, frame.typing)
        or gets_bound(call, frame.bounds.enders, frame.typing) is not None
    ):
        return True
    literal = _deferred_literal(frame, call)
    if literal is not None:
        bounds = {e.place.root for e in frame.bounds.enders}
        return not bounds.isdisjoint(literal.captured) or any(_may_get(frame, v) for v in literal.captured)
    places = [o for o in call_operands(call) if isinstance(o, Place)]
    if frame.into is not None and any(_copied(frame, o).root is frame.into.root for o in places):
        return True  # a method of what the acquiring call fills: `defer s.Close()` before `s.Begin()`
    return any(_may_hold(frame, o) and not _is_resource(frame, o) for o in places) or not places


def _may_get(frame: Frame, variable: Variable) -> bool:
    """Whether a variable may get the resource: from the acquiring call, or from another place."""
    if not _is_resource(frame, Place(variable)):
        return _may_come_to_hold(frame, variable)
    for definition in frame.typing.definitions(variable):
        if definition is frame.site:
            return True
        is_constant = isinstance(definition, Assign) and isinstance(definition.source, Constant)
        if not isinstance(definition, Call) and not is_constant:
            return True
    return variable.kind is VariableKind.PARAMETER


def _late_bound(frame: Frame, call: Call) -> Call:
    """A deferred method of something that is filled later: its receiver is a pointer to it, so it sees the filling.

    ``defer w.Close()`` before ``w.rows = rows``, ``defer release(w)`` alike; not so for what is itself the resource.
    """
    arguments = tuple(_copied(frame, a) if isinstance(a, Place) and _is_filled(frame, a) else a for a in call.arguments)
    late = call if arguments == call.arguments else replace(call, arguments=arguments)
    callee = call.callee
    if isinstance(callee, Method) and isinstance(callee.receiver, Place) and not _is_resource(frame, callee.receiver):
        receiver = _copied(frame, callee.receiver)
        if receiver != callee.receiver:
            late = replace(late, callee=Method(receiver, callee.name))
    return call if late is call else frame.bodies.interned(late)


def _copied(frame: Frame, place: Place) -> Place:
    """What a variable that is given once has been given: a deferred call has copies of its operands."""
    root = place.root
    for definition in frame.typing.definitions(root) if isinstance(root, Variable) and not place.path else ():
        if isinstance(definition, Assign) and isinstance(definition.source, Place):
            return definition.source
    return place
