"""What the results of a call say, whatever happens to the resource."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.go import types as t
from rowsclose.go.ir import NIL, Call, Global, IsNil, IsTrue, Operand, Output, Place
from rowsclose.go.typing import Target
from rowsclose.ownership.callees.nilness import cannot_be_nil
from rowsclose.ownership.callees.places import (
    arguments_by_input,
    in_caller,
    input_place,
    output_index,
    result_count,
)
from rowsclose.ownership.callees.summary import Outcome
from rowsclose.ownership.facts.claims import Claim, Implication, Settle, both_ways
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Typestate
from rowsclose.ownership.models.model import CallModel
from rowsclose.ownership.transfer.calls.effects import Gives, Said, last_is_nil
from rowsclose.ownership.transfer.frame import Frame

_FOLLOWED = (Typestate.OPEN, Typestate.RELEASED)


def plain_results(frame: Frame, call: Call, target: Target, model: CallModel, fact: Fact) -> tuple[Said, ...]:
    """What results say by the model of the callee, by their types, and by the policy for code out of reach."""
    count = result_count(call, target)
    found: list[Said] = [*_modelled(frame, call, target, model)]
    if count == 1 and any(_is_error_by_value(frame, r) for r in frame.typing.results(call)):
        found.append(last_is_nil(count, False))
    if fact.state is Typestate.OPEN and frame.callees.never_fails(target):
        found.append(last_is_nil(count, True))
    if count == 1 and fact.state in _FOLLOWED and frame.callees.always_fails(target):
        found.append(last_is_nil(count, False))
    if model.says_nothing and target.declaration is None:
        found += _wrapped_error(call, count)
        if gives_error_for_error(frame, call, target, fact):
            found.append(last_is_nil(count, False))
    return tuple(found)


def _is_error_by_value(frame: Frame, type_: t.Type | None) -> bool:
    """Whether a result is of a type with values that are never nil as errors; those of Go's own types are none."""
    universe = frame.typing.universe
    named = universe.resolve(type_)
    is_own = isinstance(named, t.Named) and named.package != t.UNIVERSE
    return is_own and cannot_be_nil(named, universe)


def _modelled(frame: Frame, call: Call, target: Target, model: CallModel) -> Iterator[Said]:
    if model.never_nil:
        yield Claim(IsNil(Place(Output(0))), False)
    yield from model.implied
    count = result_count(call, target)
    last = Place(Output(count - 1))
    for index in model.carries_nilness:
        joined = [a for to, _, a in arguments_by_input(call, target, frame.typing) if to.index == index]
        places = [a for a in joined if isinstance(a, Place)]
        if len(joined) == 1 and places:
            yield from both_ways(IsNil(last), IsNil(places[0]))
            yield Gives(count - 1, (), places[0])
            continue
        for place in places:  # `errors.Join(a, b)` is nil where all are; where it is not, nobody knows of whom it is
            yield Implication(Claim(IsNil(last), True), Claim(IsNil(place), True))
            yield Implication(Claim(IsNil(place), False), Claim(IsNil(last), False))
    error = input_place(call, target, frame.typing, model.finds) if model.finds is not None else None
    if error is not None:
        # What matches nil is nil: `errors.Is(err, nil)`. `errors.AsType` gives what it finds first.
        matches_nil = NIL in call.arguments
        for found in (True, False) if matches_nil else (True,):
            yield Implication(Claim(IsTrue(last), found), Claim(IsNil(error), matches_nil and found))


def gives_error_for_error(frame: Frame, call: Call, target: Target, fact: Fact) -> bool:
    """Whether a call makes an error of one that is known to be there: ``return wrap(err)``."""
    if fact.state not in _FOLLOWED or result_count(call, target) != 1 or call.dropped:
        return False
    results = frame.typing.results(call)
    if results and results[0] is not None and results[0] != t.ERROR:
        return False
    return any(
        isinstance(a, Place) and frame.typing.type_of(a) == t.ERROR and _is_there(frame, a, fact)
        for a in call.arguments
    )


def _is_there(frame: Frame, error: Place, fact: Fact) -> bool:
    """Whether an error is known not to be nil: it has been asked, or is one that is made once."""
    return is_made_once(frame, error) or fact.answer(IsNil(error)) is False


def is_made_once(frame: Frame, operand: Operand) -> bool:
    """Whether an operand is a package-level name that is never nil: an error that is made once."""
    match operand:
        case Place(Global() as name, ()):
            return frame.callees.is_never_nil(name)
        case _:
            return False


def _wrapped_error(call: Call, count: int) -> list[Said]:
    """``err = wrap(err)`` out of reach: see the policy in ``callees.unknown``."""
    if len(call.targets) != 1:
        return []
    for argument in call.arguments:
        if isinstance(argument, Place) and argument == call.targets[0]:
            return [Gives(count - 1, (), argument)]
    return []


def by_outcome(frame: Frame, call: Call, target: Target, outcome: Outcome) -> tuple[Said, ...]:
    """What an outcome of a callee says about its results as a whole; of a part, what it tells of the resource."""
    found: list[Said] = [c for c in outcome.claims if _is_of_output(c)]
    for implication in outcome.implied:
        when, then = implication
        about_inputs = not isinstance(then, Claim) or not _is_of_output(then)
        is_told = isinstance(when.atom, IsNil | IsTrue) and (not when.atom.place.path or isinstance(then, Settle))
        if about_inputs and is_told:
            found.append(implication)
    for index, place in same_in_caller(frame, call, target, outcome):
        found += both_ways(IsNil(Place(Output(index))), IsNil(place))
        if not place.path:
            found.append(Gives(index, (), place))  # `err = mapped(err)`: what was known of it goes on
    return tuple(found)


def same_in_caller(frame: Frame, call: Call, target: Target, outcome: Outcome) -> Iterator[tuple[int, Place]]:
    """The outputs that are what a part of an input is, with the caller's place for that."""
    for index, part in outcome.same:
        place = in_caller(part, call, target, frame.typing)
        if place is not None:
            yield index, place


def _is_of_output(claim: Claim) -> bool:
    return isinstance(claim.atom, IsNil | IsTrue) and output_index(claim.atom.place) is not None
