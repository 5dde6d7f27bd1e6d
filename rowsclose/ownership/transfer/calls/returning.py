"""Calls that return only under a condition, or whose results say something about an error."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.flow.exploration import Exit, State
from rowsclose.flow.graph import Ending
from rowsclose.go.ir import Atom, Call, Input, IsNil, IsTrue, Operand, Output, Place
from rowsclose.go.typing import Target, TargetKind
from rowsclose.ownership.callees.places import in_caller, input_operand, result_count
from rowsclose.ownership.callees.summary import Outcome, Summary
from rowsclose.ownership.facts.claims import FAILED, Claim, Implication, mentions, same_answer, translated
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Typestate
from rowsclose.ownership.models.model import Assertion, CallModel
from rowsclose.ownership.transfer.branches import suppose
from rowsclose.ownership.transfer.calls.effects import Said, last_is_nil
from rowsclose.ownership.transfer.calls.results import by_outcome, gives_error_for_error, is_made_once, same_in_caller
from rowsclose.ownership.transfer.frame import Frame, Results

Way = tuple[State[Fact], tuple[Said, ...]]
"""A state in which a call returns, and what its results say then."""


def ways_of_returning(frame: Frame, call: Call, target: Target, state: State[Fact], out: Results) -> Iterator[Way]:
    """The states where the call returns, and what its results say then.

    Exits where an assertion does not hold are added to ``out``.
    """
    model = frame.callees.model(target)
    if model.assertion is not None:
        yield from _where_it_holds(frame, call, target, state, out)
    elif model.asserts or model.may_exit:
        yield from _other_assertion(frame, call, model, state, out)
    else:
        yield from _by_body(frame, call, target, state, out)


def _where_it_holds(frame: Frame, call: Call, target: Target, state: State[Fact], out: Results) -> Iterator[Way]:
    model = frame.callees.model(target)
    assert isinstance(model.assertion, Assertion)
    claim = translated(model.assertion.claim, lambda place: in_caller(place, call, target, frame.typing))
    if model.may_end_goroutine:
        failed = state.fact if claim is None else suppose(frame, claim.atom, not claim.holds, state.fact, call.span)
        if failed is not None and failed.state is Typestate.OPEN:
            out.append(Exit(Ending.GOROUTINE, State(failed, state.trail), call))
    fact = state.fact if claim is None else suppose(frame, claim.atom, claim.holds, state.fact, call.span)
    if fact is not None:
        yield State(fact, state.trail), ()


def _other_assertion(frame: Frame, call: Call, model: CallModel, state: State[Fact], out: Results) -> Iterator[Way]:
    """An assertion about something else; one that compares the error with something wants there to be one."""
    fact: Fact | None = state.fact
    is_open = state.fact.state is Typestate.OPEN
    wanted = [a for a in call.arguments if isinstance(a, Place) and state.fact.tells_failure(IsNil(a))]
    if wanted and not model.tells_by_result:
        fact = suppose(frame, IsNil(wanted[0]), False, state.fact)
    elif model.may_end_goroutine and is_open and not state.fact.may_be_void():
        out.append(Exit(Ending.GOROUTINE, state, call))
    passes = IsTrue(Place(Output(0)))
    is_asked = model.asserts and not call.dropped  # `if assert.Panics(t, f) { … }`
    if fact is not None:
        yield State(fact, state.trail), (Claim(passes, True),) if model.tells_by_result or is_asked else ()
    if is_open and (is_asked or (model.tells_by_result and state.fact.may_be_void())):
        yield State(state.fact.mark(Mark.FAILED), state.trail), (Claim(passes, False),)


def _by_body(frame: Frame, call: Call, target: Target, state: State[Fact], out: Results) -> Iterator[Way]:
    """What the callee's own body tells by returning."""
    guards = _gets_failure(call, state.fact)
    matters = guards or gives_error_for_error(frame, call, target, state.fact)
    summary = frame.callees.returns(target) if matters else frame.callees.exits(target)
    if summary is None or (summary.returns and not (matters or summary.panics or summary.may_end_process)):
        yield state, ()
        return
    out += _ends(frame, call, target, summary, state)
    ways: dict[tuple[Fact, tuple[Said, ...]], None] = {}
    for outcome in summary.returns:
        fact = told(frame, call, target, state.fact, outcome)
        if fact is not None:
            said = by_outcome(frame, call, target, outcome)
            if guards:
                # An error that accumulates in a field (`if db.AddError(err) != nil`) is taken to have been nil so far.
                same = same_in_caller(frame, call, target, outcome)
                said += tuple(Claim(IsNil(Place(Output(index))), True) for index, _ in same)
            ways[fact, said] = None
    for fact, said in ways:
        yield State(fact, state.trail), said


def _ends(frame: Frame, call: Call, target: Target, summary: Summary, state: State[Fact]) -> Iterator[Exit[Fact]]:
    """The exits of the caller where the callee does not return; where no resource is followed, they tell what it does."""
    if summary.may_end_process:
        yield Exit(Ending.PROCESS, state, call)
    for outcome in summary.panics:
        failed = told(frame, call, target, state.fact, outcome)
        if failed is not None and (failed.state is Typestate.OPEN or frame.obligation is None):
            yield Exit(Ending.GOROUTINE, State(failed, state.trail), call)


def _gets_failure(call: Call, fact: Fact) -> bool:
    """Whether an argument is an error that says whether there is a resource: ``if failed(w, err)``."""
    if fact.state is not Typestate.OPEN or not fact.may_be_void():
        return False
    places = [a for a in call.arguments if isinstance(a, Place)]
    return any(mentions(i.when.atom, place) for place in places for i in fact.implied)


def told(frame: Frame, call: Call, target: Target, fact: Fact, outcome: Outcome) -> Fact | None:
    """What an outcome says about the arguments; None where the callee goes that way for others."""
    current: Fact | None = fact
    for claim in outcome.claims:
        place = claim.atom.place if isinstance(claim.atom, IsNil | IsTrue) else None
        if place is None or not isinstance(place.root, Input) or current is None:
            continue
        given = input_operand(call, target, place.root.index)
        answer = _answer(frame, claim.atom, given) if given is not None and not place.path else None
        if answer is not None and answer is not claim.holds:
            return None
        here = translated(claim, lambda p: in_caller(p, call, target, frame.typing))
        if here is not None:
            current = suppose(frame, here.atom, here.holds, current, call.span)
    return current


def _answer(frame: Frame, atom: Atom, given: Operand) -> bool | None:
    """The answer about what a call gives where that alone tells it: a constant, an error that is made once."""
    return False if isinstance(atom, IsNil) and is_made_once(frame, given) else same_answer(atom, given)


def handed_on_failure(call: Call, target: Target) -> tuple[Said, ...]:
    """A literal that was passed on has acquired: the call's own error is taken for the literal's, handed on."""
    return (Implication(last_is_nil(result_count(call, target), False), FAILED),)


def goes_out_of_sight(frame: Frame, call: Call, target: Target, fact: Fact) -> bool:
    """Whether a call gets the error that may check it: ``Expect(err).NotTo(HaveOccurred())``, ``db.AddError(err)``."""
    if target.kind in (TargetKind.BUILTIN, TargetKind.CONVERSION) or frame.callees.is_stub(target):
        return False
    return any(isinstance(a, Place) and fact.tells_failure(IsNil(a)) for a in call.arguments)
