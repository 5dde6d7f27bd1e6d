"""A method of the resource itself is called, or of the wrapper that holds it."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.flow.exploration import State
from rowsclose.go.ir import Call, Constant, ConstantKind, Input, IsEqual, IsNil, IsTrue, Output, Place, Return
from rowsclose.go.typing import Target
from rowsclose.go.walk import instructions_of
from rowsclose.ownership.callees.places import input_operand, receiver_place, result_count
from rowsclose.ownership.callees.summary import Summary
from rowsclose.ownership.facts.claims import Claim, Implication, Settle
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.models.model import CallModel, OnArgument
from rowsclose.ownership.obligations.obligation import BORROWS, Evidence, Obligation
from rowsclose.ownership.provenance.sources import literal_of
from rowsclose.ownership.transfer.calls.effects import RAN_OUT, Effect, Gives, Said, last_is_nil, read_to_the_end
from rowsclose.ownership.transfer.frame import Frame, Phase, ResultSets, note

_BY_ERROR = Settle(Typestate.RELEASED, Release.ERROR)
_EXHAUSTED = Settle(Typestate.RELEASED, Release.DRAINED)
_ZERO = Constant(ConstantKind.OTHER, "0")


def on_resource(frame: Frame, call: Call, target: Target, state: State[Fact], plain: tuple[Said, ...]) -> Effect:
    """What a method of the resource does to it."""
    obligation, fact = frame.obligation, state.fact
    assert obligation is not None
    behaviour = frame.obligations.behaviour(_called_on(frame, target, obligation), target)
    if behaviour.releases:
        if fact.state is Typestate.RELEASED and frame.phase is Phase.BODY:
            note(frame, EventKind.CLOSED_ANYWAY, call.span, state)
        # What ends it on the way, as `Do` does, is no close that a defer should make.
        how = by_call(frame) if target.name in obligation.releases else Release.CALLEE
        return Effect(released(frame, call, state, how), plain)
    count = result_count(call, target)
    if behaviour.checks_error and any(call.targets):
        fact = looked(frame, call, state)
    handed_back = list(_handed_back(frame, call, target))
    said: list[Said] = [*plain, *handed_back]
    if not handed_back:
        fact = used(frame, fact)
    for handle in _same_handle(frame, call, target, obligation):
        fact = fact.forget_roots({handle.source.root})  # the error in it is that of this call now
        said.append(handle)
    fact = fact.mark(Mark.EXPOSED)
    if behaviour.closes_when_false and (fact.state is Typestate.OPEN or fact.has(Mark.HELD)):
        fact = fact.unmark(Mark.LOOKED)  # whether this has failed, nobody has asked yet
    expects_more = behaviour.closes_when_false_unless and frame.sets is ResultSets.SEVERAL
    if behaviour.closes_when_false and not expects_more:
        said.append(Implication(Claim(IsTrue(Place(Output(0))), False), RAN_OUT))
    if behaviour.closes_when_error:
        said.append(Implication(last_is_nil(count, False), _BY_ERROR))
    if behaviour.closes_when_zero:
        said.append(Implication(Claim(IsEqual(Place(Output(0)), _ZERO), True), _EXHAUSTED))
    if behaviour.closes_when_nil:
        fact = looked(frame, call, State(fact, state.trail))
        said.append(read_to_the_end(count))
    return Effect(fact, tuple(said))


def _called_on(frame: Frame, target: Target, obligation: Obligation) -> Obligation:
    """The obligation whose method is called: a wrapper's, or that of what it holds."""
    if obligation.inner and target.owner is not None:
        return frame.obligations.of(target.owner) or obligation
    return obligation


def _handed_back(frame: Frame, call: Call, target: Target) -> Iterator[Gives]:
    """The results that a directive calls another name for the receiver."""
    rule = frame.callees.model(target).on_inputs(frozenset({0}))
    receiver = receiver_place(call, target)
    if rule is not None and rule.does is OnArgument.RETURNS and receiver is not None:
        yield Gives(rule.output, (), receiver)


def _same_handle(frame: Frame, call: Call, target: Target, obligation: Obligation) -> Iterator[Gives]:
    """The results that are a transaction's handle again, with more to say: gorm's ``tx.Where(…)``."""
    receiver = receiver_place(call, target)
    if obligation.evidence is not Evidence.ACQUIRED or receiver is None:
        return
    for index, type_ in enumerate(frame.typing.results(call)):
        if type_ is not None and type_ == obligation.type:
            yield Gives(index, (), receiver)


def is_told_by_body(frame: Frame, target: Target, model: CallModel) -> bool:
    """Whether what a resource's own method does with it is to be read in its body: nothing else speaks of it."""
    obligation, declaration = frame.obligation, target.declaration
    if obligation is None or declaration is None or declaration.body is None or not model.says_nothing:
        return False
    if obligation.evidence not in (Evidence.DECLARED, Evidence.WRAPPED) or target.name in obligation.releases:
        return False
    return not frame.callees.is_declared_by_stub(target)


def behind_interface(frame: Frame, target: Target, model: CallModel) -> Summary | None:
    """What the methods behind an interface of the program do with a resource, where nothing else speaks of them.

    None for the methods that the interface's shape, or a stub, tells all of.
    """
    obligation = frame.obligation
    if obligation is None or obligation.evidence not in (Evidence.SHAPED, Evidence.DECLARED) or not target.on_interface:
        return None
    if obligation.evidence is Evidence.DECLARED and frame.callees.is_declared_by_stub(target):
        return None
    if not model.says_nothing or frame.obligations.behaviour(obligation, target) != BORROWS:
        return None
    return frame.callees.summary(target, (Place(Input(0)),), obligation)


def is_ended_by_argument(frame: Frame, call: Call, target: Target, model: CallModel) -> bool:
    """Whether a function argument returns, on every path, what makes the method end its receiver."""
    for index, ends in model.receiver.closes_when_returned:
        argument = input_operand(call, target, index)
        literal = literal_of(argument, frame.typing) if argument is not None else None
        returns = [i for i in instructions_of(literal) if isinstance(i, Return)] if literal is not None else []
        values = [v for r in returns if not r.implicit for v in r.values]
        if values and all(isinstance(v, Place) and v.root == ends for v in values):
            return True
    return False


def releases_wrapper(frame: Frame, target: Target, receiver: Place, fact: Fact) -> bool:
    """Whether a method is the releasing one of a wrapper that holds the resource.

    Such a method often does nothing where it has run before (``if u.done``): that is no path that leaks.
    """
    # Asked last: what a type's methods do rests on much.
    if not frame.obligations.may_release(target) or not any(_is_within(a, receiver) for a in fact.aliases):
        return False
    held = frame.obligations.held_by_wrapper(frame.typing.type_of(receiver), target.name)
    return bool(held) and Place(receiver.root, receiver.path + held) in fact.aliases


def _is_within(place: Place, whole: Place) -> bool:
    return place != whole and place.starts_with(whole)


def cannot_be_nil(frame: Frame, receiver: Place, method: str) -> bool:
    """Whether calling a method says that its receiver is not nil (a nil one would panic), and somebody asks for that."""
    if method == "Error":
        return True
    type_ = frame.typing.type_of(receiver)
    if frame.typing.universe.is_interface(type_):
        return frame.relevance.keeps(IsNil(receiver))
    # A library's type has no methods for a nil receiver.
    return IsNil(receiver) in frame.relevance.questions and frame.obligations.is_declared(type_)


# Discharging --------------------------------------------------------------------------------------


def by_call(frame: Frame) -> Release:
    """How a call of the releasing method discharges: a deferred call is one that is certain to run."""
    return Release.DEFERRED if frame.phase is Phase.EXIT else Release.CALL


def released(frame: Frame, call: Call, state: State[Fact], how: Release) -> Fact:
    """The obligation is discharged, if it is open."""
    if state.fact.state is not Typestate.OPEN:
        return state.fact.unmark(Mark.HELD, Mark.STORED)
    note(frame, EventKind.RELEASED, call.span, state, how)
    return state.fact.settle(Typestate.RELEASED, how)


def used(frame: Frame, fact: Fact) -> Fact:
    """The resource has been used: one that begins at its first use is there now."""
    return fact.mark(Mark.USED) if frame.obligation is not None and frame.obligation.begins_at_use else fact


def looked(frame: Frame, call: Call, state: State[Fact]) -> Fact:
    """The error of what has been read so far is looked at."""
    note(frame, EventKind.LOOKED, call.span, state)
    return state.fact.mark(Mark.LOOKED)
