"""What a call may do: the ways it goes, and how what its results say is bound to its targets.

What is said of results is said in the callee's words: places begin at its inputs and outputs (see ``callees.places``), or at
variables of the caller.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from rowsclose.flow.exploration import State, going_on
from rowsclose.flow.graph import Passage
from rowsclose.go.ir import Call, Input, IsNil, Output, Place, Variable, VariableKind
from rowsclose.go.typing import Target
from rowsclose.ownership.callees.places import in_caller, output_place, result_count
from rowsclose.ownership.callees.summary import LeftOpen
from rowsclose.ownership.facts.claims import Claim, Implication, Settle, translated
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Release, Typestate
from rowsclose.ownership.transfer.frame import Frame, Results
from rowsclose.ownership.transfer.writing import declare, overwrite, store
from rowsclose.source import Span
from rowsclose.values import value


@value
class Gives:
    """A result (or a part of it) becomes what stands at a place of the caller."""

    output: int
    path: tuple[str, ...]
    source: Place


Said: TypeAlias = Gives | Claim | Implication
"""One thing that a way tells of results."""


@value
class Effect:
    """One way a call may go: the fact behind it, and what its results then say; ``decided`` is where that is decided."""

    fact: Fact
    results: tuple[Said, ...] = ()
    decided: LeftOpen | None = None


RAN_OUT = Settle(Typestate.RELEASED, Release.DRAINED, ends_loop=True)


def last_is_nil(count: int, holds: bool) -> Claim:
    """The claim that the last of so many results, the error by custom, is nil (or is not)."""
    return Claim(IsNil(Place(Output(max(count - 1, 0)))), holds)


def read_to_the_end(count: int) -> Implication:
    """What a nil error says of a call that reads a result set to its end."""
    return Implication(last_is_nil(count, True), RAN_OUT)


# What nobody gets says something all the same: `assert.NoError(t, err)`.
_DROPPED = Place(Variable("$dropped", VariableKind.TEMPORARY, None, Span(0, 0)))


def bound(frame: Frame, call: Call, target: Target, effect: Effect, state: State[Fact]) -> Results:
    """The states behind a call that goes one way."""
    fact: Fact | None = effect.fact
    count = result_count(call, target)
    gives = [g for g in effect.results if isinstance(g, Gives) and output_place(call, g.output, count) is not None]
    held: list[tuple[Place, Place]] = []
    for given in gives:
        # What is given is read before any target is written: `rows = keep(rows)`.
        kept = Variable("$given", VariableKind.TEMPORARY, None, call.span)
        fact = fact.copy(Place(kept, given.path), given.source) if fact is not None else None
        goes_to = output_place(call, given.output, count)
        assert goes_to is not None
        held.append((Place(kept), goes_to))
    fact = _written(frame, call, fact, state, held[0][0] if held else None)
    for kept_at, goes_to in held:
        if fact is not None:
            fact = store(frame, fact.copy(goes_to, kept_at), goes_to, call.span).forget(kept_at)
    for said in (*_there_without_error(frame, call, count), *effect.results):
        if fact is not None and not isinstance(said, Gives):
            fact = _told(frame, call, target, fact, said)
    if fact is None:
        return []
    at, trail = effect.decided, state.trail
    if at is not None:
        trail = going_on(trail, Passage(at.path, at.span, call.name_span))
    return [State(fact.forget(_DROPPED) if effect.results else fact, trail)]


def _there_without_error(frame: Frame, call: Call, count: int) -> Iterator[Implication]:
    """A result that is an obligation is not nil where the error beside it is, if anybody asks."""
    places = ((index, output_place(call, index, count)) for index in range(count - 1))
    asked = [index for index, place in places if place is not None and IsNil(place) in frame.relevance.questions]
    for index in asked:
        types = frame.typing.results(call)
        if index < len(types) and frame.obligations.is_declared(types[index]):
            yield Implication(last_is_nil(count, True), Claim(IsNil(Place(Output(index))), False))


def _written(frame: Frame, call: Call, fact: Fact | None, state: State[Fact], keep: Place | None) -> Fact | None:
    """All targets of a call lose what they held."""
    for index, place in enumerate(call.targets):
        if place is None or fact is None:
            continue
        if index < len(call.declares) and call.declares[index]:
            fact = declare(frame, fact, place)
        else:
            fact = overwrite(frame, State(fact, state.trail), place, call.span, keep=keep)
    return fact


def _told(frame: Frame, call: Call, target: Target, fact: Fact, said: Claim | Implication) -> Fact | None:
    """What is said of results, in the caller's words."""

    def place_of(place: Place) -> Place | None:
        if isinstance(place.root, Input | Output):
            found = in_caller(place, call, target, frame.typing)
            if found is None and isinstance(place.root, Output):
                return Place(_DROPPED.root, (f"#{place.root.index}", *place.path))
            return found
        return place

    if isinstance(said, Claim):
        claim = translated(said, place_of)
        return fact if claim is None else fact.learn(*claim)
    when = translated(said.when, place_of)
    then = said.then if isinstance(said.then, Settle) else translated(said.then, place_of)
    if when is None or then is None:
        return fact
    if isinstance(then, Claim) and fact.answer(then.atom) is (not then.holds):
        return fact.learn(
            when.atom, not when.holds
        )  # what would follow is not so: the argument may soon be assigned anew
    return fact.imply(Implication(when, then))
