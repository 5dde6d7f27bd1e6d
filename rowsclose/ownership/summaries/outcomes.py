"""From an exit of a function to what its callers can be told of it: in terms of its inputs and outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rowsclose.flow.exploration import Exit
from rowsclose.go.ir import Function, Input, IsNil, IsTrue, Operand, Output, Place, Return, Root, Variable
from rowsclose.ownership.callees.places import output_index
from rowsclose.ownership.callees.summary import Outcome
from rowsclose.ownership.facts.claims import Claim, Implication, Settle, translated
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Release
from rowsclose.values import replace

MOST = 12
"""Outcomes of a function that are told apart: each is followed on at each of its calls."""

_TOLD = frozenset({Mark.LOOKED, Mark.DRAINED, Mark.STARTED, Mark.FAILED, Mark.USED})


class Formals:
    """The inputs and outputs that a function's variables are.

    ``unchanged`` are the parameters that nobody assigns to: what is known of one at an exit is known of the input. Of a
    part of a parameter only what it was at the entry can be told (then its place begins at the input itself).
    """

    def __init__(self, function: Function, unchanged: frozenset[Variable]) -> None:
        self.function = function
        self._inputs: dict[Root, Input] = {v: Input(i) for i, v in enumerate(function.parameters)}
        self._outputs: dict[Root, Output] = {v: Output(i) for i, v in enumerate(function.results)}
        self._unchanged = unchanged

    def known_at(self, place: Place) -> Place | None:
        """The place in the callers' words by which something that is known of it can be told."""
        root = place.root
        if isinstance(root, Input):
            return place
        if root in self._outputs:
            return Place(self._outputs[root], place.path)
        if root in self._unchanged and not place.path:
            return Place(self._inputs[root])
        return None

    def same_as(self, value: Operand) -> Place | None:
        """The place in the callers' words that a returned value is: an input that nobody assigns to, or a part of one."""
        if not isinstance(value, Place) or value.root not in self._inputs:
            return None
        if not value.path and value.root not in self._unchanged:
            return None
        return Place(self._inputs[value.root], value.path)

    def held_at(self, place: Place) -> Place | None:
        """The place in the callers' words by which they reach what is held there."""
        formal = self._outputs.get(place.root) or self._inputs.get(place.root)
        return None if formal is None else Place(formal, place.path)


def outcome_of(exit_: Exit[Fact], formals: Formals, started: Iterable[Place]) -> Outcome:
    """One way out; ``started`` are the places that held the resource at the entry."""
    fact = exit_.state.fact
    held = {h for a in fact.aliases if (h := formals.held_at(a)) is not None}
    # A parameter and its input may say the same.
    claims = {c for claim in fact.claims if (c := translated(claim, formals.known_at)) is not None}
    # What runs out under a defer would have been closed by that.
    is_covered = fact.release is Release.DRAINED and fact.has(Mark.COVERED)
    return Outcome(
        fact.state,
        Release.DEFERRED if is_covered else fact.release,
        tuple(sorted(held.difference(started), key=repr)),
        tuple(sorted(claims, key=repr)),
        tuple(sorted(set(_implied(fact, formals.known_at)), key=repr)),
        fact.confidence,
        tuple(_same(exit_, formals, fact)),
        fact.marks & _TOLD,
    )


def _implied(fact: Fact, place_of: Callable[[Place], Place | None]) -> Iterator[Implication]:
    """What follows from an output."""
    for implication in fact.implied:
        when = translated(implication.when, place_of)
        if when is None or not isinstance(when.atom, IsNil | IsTrue) or output_index(when.atom.place) is None:
            continue
        then = implication.then if isinstance(implication.then, Settle) else translated(implication.then, place_of)
        if then is not None and then != when:
            yield Implication(when, then)


def _same(exit_: Exit[Fact], formals: Formals, fact: Fact) -> Iterator[tuple[int, Place]]:
    """Results that are an input, or a part of one, as it stands, where nothing more is known of them."""
    results = formals.function.results
    values = exit_.at.values if isinstance(exit_.at, Return) else ()
    for index, value in enumerate(values if len(values) == len(results) else ()):
        place = formals.same_as(value)
        if place is not None and fact.answer(IsNil(Place(results[index]))) is None:
            yield index, place


def few(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Many outcomes are told apart by fewer claims: those about nil and truth, about inputs, about which are nil.

    At last the state and the holders alone tell them apart.
    """
    kept = outcomes
    for matters in (_any, _asks_no_equality, _about_input, _about_nil_input):
        kept = tuple(dict.fromkeys(_saying(o, tuple(c for c in o.claims if matters(c))) for o in outcomes))
        if len(kept) <= MOST:
            return kept
    plain: dict[tuple[object, ...], Outcome] = {}
    for o in kept:
        plain.setdefault((o.state, o.holders), replace(_saying(o, ()), same=()))
    return tuple(plain.values())


def _saying(outcome: Outcome, claims: tuple[Claim, ...]) -> Outcome:
    return outcome if claims == outcome.claims else replace(outcome, claims=claims, implied=())


def _any(_: Claim) -> bool:
    return True


def _asks_no_equality(claim: Claim) -> bool:
    return isinstance(claim.atom, IsNil | IsTrue)


def _about_input(claim: Claim) -> bool:
    return isinstance(claim.atom, IsNil | IsTrue) and isinstance(claim.atom.place.root, Input)


def _about_nil_input(claim: Claim) -> bool:
    return _about_input(claim) and isinstance(claim.atom, IsNil) and not claim.atom.place.path
