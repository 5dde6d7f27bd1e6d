"""What a call does to what is known: acquiring, releasing, borrowing, taking over, ending the function.

A call is worked out in three steps: the ways it may end are settled (an assertion may not return); what it does to the
resource becomes one or more *effects*; each effect is bound to the call's targets.
"""

from __future__ import annotations

from collections.abc import Iterable

from rowsclose.flow.exploration import Exit, State
from rowsclose.go.ir import (
    Assign,
    Call,
    Dynamic,
    Function,
    FunctionLiteral,
    Input,
    IsNil,
    IsTrue,
    Method,
    Operand,
    Output,
    Place,
    Variable,
    VariableKind,
)
from rowsclose.go.typing import Target, TargetKind
from rowsclose.ownership.callees.places import (
    arguments_by_input,
    given_claims,
    input_operand,
    receiver_place,
    result_count,
)
from rowsclose.ownership.callees.summary import Summary
from rowsclose.ownership.callees.unknown import may_reach_owners
from rowsclose.ownership.facts.claims import Claim, Implication
from rowsclose.ownership.facts.fact import FUNCTION, RELEASER, Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.models.model import CallModel
from rowsclose.ownership.provenance.sources import Made, literal_of, sources_of
from rowsclose.ownership.transfer.branches import suppose
from rowsclose.ownership.transfer.calls.acquiring import acquire
from rowsclose.ownership.transfer.calls.bounds import after_bound, note_busy, told_of_context
from rowsclose.ownership.transfer.calls.deferring import register
from rowsclose.ownership.transfer.calls.effects import RAN_OUT, Effect, Gives, bound
from rowsclose.ownership.transfer.calls.method import (
    behind_interface,
    by_call,
    cannot_be_nil,
    is_ended_by_argument,
    is_told_by_body,
    on_resource,
    released,
    releases_wrapper,
    used,
)
from rowsclose.ownership.transfer.calls.passing import (
    Passing,
    by_summary,
    carried_by,
    exposed,
    kept_with,
    passed,
    releasers_given,
)
from rowsclose.ownership.transfer.calls.results import plain_results
from rowsclose.ownership.transfer.calls.returning import goes_out_of_sight, handed_on_failure, ways_of_returning
from rowsclose.ownership.transfer.frame import Frame, Phase, Results
from rowsclose.ownership.transfer.holding import carries, is_releaser, refers
from rowsclose.ownership.transfer.literals import called, without_locals
from rowsclose.values import replace


def transfer_call(frame: Frame, call: Call, state: State[Fact]) -> Results:
    """The states behind a call, and the exits it may take."""
    target = _target(frame, call, state.fact)
    if target.kind is TargetKind.LITERAL and target.literal is not None and call is not frame.site:
        return _literal(frame, call, target, target.literal, state)
    model = frame.callees.model(target)
    note_busy(frame, call, target, state)
    state = after_bound(frame, call, state)
    out: Results = []
    fact = _past_nil_receiver(frame, call, state.fact)
    if fact is None:
        return []
    for before, said in ways_of_returning(frame, call, target, State(fact, state.trail), out):
        for ready in _run_arguments(frame, call, model, before, out):
            if before.fact.state is Typestate.PENDING and ready.fact.state is Typestate.OPEN:
                said = (*said, *handed_on_failure(call, target))
            if call is frame.site:
                out += acquire(frame, call, ready)
                continue
            said = (*said, *told_of_context(frame, call, result_count(call, target)))
            for effect in _effects(frame, call, target, ready, out):
                told = replace(effect, results=(*effect.results, *said)) if said else effect
                out += bound(frame, call, target, told, ready)
    return out


def _target(frame: Frame, call: Call, fact: Fact) -> Target:
    """What is called: through an interface that holds the resource's wrapper, it is the wrapper's method."""
    target, obligation = frame.typing.target(call), frame.obligation
    if not target.on_interface or obligation is None or not obligation.inner or not isinstance(call.callee, Method):
        return target
    receiver = call.callee.receiver
    if not isinstance(receiver, Place) or Place(receiver.root, receiver.path + obligation.inner) not in fact.aliases:
        return target
    return frame.typing.method(obligation.type, target.name)


def _past_nil_receiver(frame: Frame, call: Call, fact: Fact) -> Fact | None:
    """The fact where the receiver of a method is not nil: with a nil one the call would panic."""
    callee = call.callee
    if not isinstance(callee, Method) or not isinstance(callee.receiver, Place):
        return fact
    if not cannot_be_nil(frame, callee.receiver, callee.name):
        return fact
    return suppose(frame, IsNil(callee.receiver), False, fact)


# Literals -----------------------------------------------------------------------------------------


def _run_arguments(
    frame: Frame, call: Call, model: CallModel | None, state: State[Fact], out: Results
) -> list[State[Fact]]:
    """A literal that is passed on runs; one that is registered for the end runs then."""
    states = [state]
    target = frame.typing.target(call)
    if target.kind is TargetKind.CONVERSION:
        return states  # `http.HandlerFunc(func(…) { … })` is the literal under another type
    for argument in call.arguments:
        literal = literal_of(argument, frame.typing)
        if literal is None:
            continue
        if model is not None and model.ignores is not None and input_operand(call, target, model.ignores) == argument:
            continue
        if model is not None and model.runs_at_end:
            states = [register(frame, call, literal, s) for s in states]
            continue
        following: list[State[Fact]] = []
        for before in states:
            for after in frame.runner.run(frame, literal, before):
                if isinstance(after, Exit):
                    out.append(after)
                else:
                    following.append(State(without_locals(frame, after.fact, literal), after.trail))
        states = following
    return states


def _literal(frame: Frame, call: Call, target: Target, literal: Function, state: State[Fact]) -> Results:
    """A literal called in place, or through the variable it is bound to."""
    out: Results = []
    for ready in _run_arguments(frame, call, None, state, out):
        fact = ready.fact
        for to, within, argument in arguments_by_input(call, target, frame.typing):
            if isinstance(argument, Place) and to.index < len(literal.parameters):
                parameter = Place(literal.parameters[to.index], within)
                fact = (fact if within else fact.forget(parameter)).copy(parameter, argument)
        for after in called(frame, literal, State(fact, ready.trail)):
            if isinstance(after, Exit):
                out.append(after)
                continue
            gives = tuple(Gives(i, (), Place(r)) for i, r in enumerate(literal.results))
            for result in bound(frame, call, target, Effect(after.fact, gives), after):
                if isinstance(result, State):
                    out.append(State(without_locals(frame, result.fact, literal), result.trail))
    return out


# Effects ------------------------------------------------------------------------------------------


def _effects(frame: Frame, call: Call, target: Target, state: State[Fact], out: Results) -> Iterable[Effect]:
    """What a call that returns does to the resource."""
    model = frame.callees.model(target)
    fact = state.fact.mark(Mark.FAILED) if model.fails_test else state.fact
    if fact.state is Typestate.OPEN and goes_out_of_sight(frame, call, target, fact):
        fact = fact.mark(Mark.CHECKED)
    state = State(fact, state.trail)
    passing = Passing(call, target, model, (), plain_results(frame, call, target, model, fact))
    if fact.state in (Typestate.PENDING, Typestate.VOID) or not fact.aliases:
        return [Effect(exposed(fact, target, model), passing.plain)]
    if isinstance(call.callee, Dynamic) and call.callee.value in fact.aliases:
        return [_pulled(call, target, fact, passing)]
    if fact.has(Mark.HELD) and _is_ender_beside(call, fact):
        return [Effect(released(frame, call, state, by_call(frame)), passing.plain)]
    receiver = receiver_place(call, target)
    if receiver is not None and any(receiver != a and receiver.starts_with(a) for a in fact.aliases):
        state = State(used(frame, fact), state.trail)  # a method of what it embeds: `tx.Query`
    if receiver is not None and refers(frame, fact, receiver):
        return _on_receiver(frame, passing, state, out)
    if receiver is not None and releases_wrapper(frame, target, receiver, fact):
        return [Effect(released(frame, call, state, by_call(frame)), passing.plain)]
    return _on_arguments(frame, passing, state, out)


def _is_ender_beside(call: Call, fact: Fact) -> bool:
    """Whether what is called is a function that ends the resource: then a deferred one has nothing to wait for any more."""
    value = call.callee.value if isinstance(call.callee, Dynamic) else None
    return isinstance(value, Place) and value.child(RELEASER) in fact.aliases


def _pulled(call: Call, target: Target, fact: Fact, passing: Passing) -> Effect:
    """The next value of an iterator that is pulled from; where there is none, the iterator has ended."""
    last = Place(Output(result_count(call, target) - 1))
    return Effect(fact.mark(Mark.EXPOSED), (*passing.plain, Implication(Claim(IsTrue(last), False), RAN_OUT)))


def _on_receiver(frame: Frame, passing: Passing, state: State[Fact], out: Results) -> Iterable[Effect]:
    """The resource is what the method is called on."""
    call, target, model = passing.call, passing.target, passing.model
    if is_ended_by_argument(frame, call, target, model):
        return [Effect(released(frame, call, state, Release.CALLEE), passing.plain)]
    if is_told_by_body(frame, target, model):
        carried = carried_by(frame, call, target, state.fact)
        exposed_state = State(state.fact.mark(Mark.EXPOSED), state.trail)
        return passed(frame, replace(passing, carried=carried), exposed_state, out)
    behind = behind_interface(frame, target, model)
    if behind is not None:
        return by_summary(frame, passing, behind, state, out)
    return [on_resource(frame, call, target, state, passing.plain)]


def _on_arguments(frame: Frame, passing: Passing, state: State[Fact], out: Results) -> Iterable[Effect]:
    """The resource goes to the callee with an argument, or its releasing method does."""
    call, target, fact = passing.call, passing.target, state.fact
    if target.kind is TargetKind.FUNCTION and target.owner is not None and _is_method_of(frame, call, fact):
        return [on_resource(frame, call, target, state, passing.plain)]
    carried = carried_by(frame, call, target, fact)
    runs = _functions_run(frame, call, target, fact)
    if any(is_releaser(frame, fact, o) for o in runs) or _is_given_releaser(frame, call, fact):
        given = releasers_given(frame, call, target, fact)
        claims = given_claims(call, target, frame.typing)
        summary = frame.callees.summary(target, given, frame.obligation, claims) if given else None
        if summary is not None:
            return by_summary(frame, passing, summary, state, out)
        how = Release.DEFERRED if frame.phase is Phase.EXIT else Release.CALLEE
        return [Effect(released(frame, call, state, how), passing.plain)]
    holder = _held_by_function(call, fact)
    kept = [a for a in call.arguments if isinstance(a, FunctionLiteral) and carries(frame, fact, a)]
    if kept and target.kind is TargetKind.CONVERSION:
        held = Place(Variable("$literal", VariableKind.TEMPORARY, None, call.span))
        return [Effect(fact.alias(held.child(FUNCTION)), (*passing.plain, Gives(0, (), held)))]
    if kept and not carried and holder is None:
        return [Effect(exposed(kept_with(frame, passing, kept[0], state), target, passing.model), passing.plain)]
    if not carried and holder is None:
        if fact.has(Mark.STORED) and may_reach_owners(target):
            fact = fact.unmark(Mark.STORED)
        return [Effect(exposed(fact, target, passing.model), passing.plain)]
    if holder is not None:
        made = _by_closure(frame, passing, holder, fact)
        if made is not None:
            return by_summary(frame, *made, state, out)
        carried = (*carried, (Place(Input(0), (FUNCTION,)), holder))
    return passed(frame, replace(passing, carried=carried), state, out)


def _is_method_of(frame: Frame, call: Call, fact: Fact) -> bool:
    """Whether a method that is called as a function gets the resource for its receiver: ``(*sql.Rows).Close(rows)``."""
    return bool(call.arguments) and refers(frame, fact, call.arguments[0])


def _is_given_releaser(frame: Frame, call: Call, fact: Fact) -> bool:
    """Whether a function that is called may be the releasing method: what else it is given is there to end it too.

    ``end := tx.end; if end == nil { end = tx.Tx.Rollback }; return end()``.
    """
    value = call.callee.value if isinstance(call.callee, Dynamic) else None
    if not isinstance(value, Place) or value.path or not isinstance(value.root, Variable):
        return False
    given = [d.source for d in frame.typing.definitions(value.root) if isinstance(d, Assign)]
    return len(given) > 1 and any(is_releaser(frame, fact, source) for source in given)


def _held_by_function(call: Call, fact: Fact) -> Place | None:
    """The function value that is called, where it holds the resource and is not certain to release it."""
    value = call.callee.value if isinstance(call.callee, Dynamic) else None
    if not isinstance(value, Place) or fact.state is not Typestate.OPEN:
        return None
    return value if value.child(FUNCTION) in fact.aliases else None


def _by_closure(frame: Frame, passing: Passing, value: Place, fact: Fact) -> tuple[Passing, Summary] | None:
    """What calling a function does that another one has made: ``closing(rows)(read)``. That one got the resource."""
    leaves = sources_of(value, frame.typing.function, frame.typing).leaves
    only = leaves[0] if len(leaves) == 1 else None
    if not isinstance(only, Made) or not isinstance(only.by, Call):
        return None
    target = frame.typing.target(only.by)
    carried = carried_by(frame, only.by, target, fact)
    held_at = tuple(place for place, _ in carried)
    summary = frame.callees.closure(target, only.output, held_at, frame.obligation) if held_at else None
    return None if summary is None else (Passing(only.by, target, passing.model, carried, passing.plain), summary)


def _functions_run(frame: Frame, call: Call, target: Target, fact: Fact) -> Iterable[Operand]:
    """The operands that may be functions which the call runs: its callee, its arguments."""
    if isinstance(call.callee, Dynamic):
        yield call.callee.value
    if isinstance(call.callee, Method) and isinstance(call.callee.receiver, Place):
        # The method of something that holds the resource is asked for what it does, where its body is in reach.
        is_known = target.declaration is not None and target.declaration.body is not None
        if not is_known or refers(frame, fact, call.callee.receiver):
            yield call.callee.receiver.child(call.callee.name)
    yield from call.arguments
