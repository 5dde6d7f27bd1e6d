"""The one language of conditions: a question about places, its answer, and what follows from it.

    Claim(IsNil(err), False)                                         err is not nil
    Implication(Claim(IsNil(err), False), FAILED)                    ... and then nothing was acquired
    Implication(Claim(IsTrue(failed), True), Claim(IsNil(err), False))

Within a function places begin at its variables. In what is said of a function to its callers (summaries, models) they
begin at its inputs and outputs; ``translated`` is the only way from one to the other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from rowsclose.go.ir import (
    ELEMENT,
    Atom,
    Constant,
    ConstantKind,
    Global,
    Holds,
    IsDrained,
    IsEqual,
    IsNil,
    IsTrue,
    Operand,
    Place,
    Root,
    Unknown,
)
from rowsclose.ownership.facts.typestate import Release, Typestate
from rowsclose.values import hashed_value


class Claim(NamedTuple):
    """A question that has an answer: whether ``atom`` holds. (A tuple, for facts hash and compare many.)"""

    atom: Atom
    holds: bool


@hashed_value
class Settle:
    """Consequence: the obligation changes state, if it is open; ``ends_loop`` where a loop over it has run out."""

    state: Typestate
    release: Release | None = None
    ends_loop: bool = False


FAILED = Settle(Typestate.VOID)
"""The acquisition failed: correlated with the error beside the resource, and exactly so."""

Consequence: TypeAlias = Settle | Claim


class Implication(NamedTuple):
    """What follows where a claim is true."""

    when: Claim
    then: Consequence


def both_ways(atom: Atom, other: Atom, *, same: bool = True) -> tuple[Implication, Implication]:
    """Each answer to one question answers another: with the same answer, or with the opposite."""
    return (
        Implication(Claim(atom, True), Claim(other, same)),
        Implication(Claim(atom, False), Claim(other, not same)),
    )


def mentions(atom: Atom, place: Place) -> bool:
    """Whether assigning to ``place`` may change the answer."""
    match atom:
        case IsNil(subject) | IsTrue(subject):
            return subject.starts_with(place)
        case IsEqual(left, right):
            return any(isinstance(o, Place) and o.starts_with(place) for o in (left, right))
        case IsDrained(source):
            return isinstance(source, Place) and source.starts_with(place)
        case Holds(_, roots):
            return place.root in roots
        case Unknown():
            return False


def is_about(atom: Atom, place: Place) -> bool:
    """Whether a question is about the value at a place itself, not about a part of it."""
    match atom:
        case IsNil(subject) | IsTrue(subject):
            return subject == place
        case IsEqual(left, right):
            return place in (left, right)
        case _:
            return False


def implication_mentions(implication: Implication, place: Place) -> bool:
    """Whether assigning to ``place`` may make an implication wrong."""
    when, then = implication
    return mentions(when.atom, place) or (isinstance(then, Claim) and mentions(then.atom, place))


def is_of_many(atom: Atom) -> bool:
    """Whether a question is about an element of something: what one is, another is not."""
    match atom:
        case IsNil(place) | IsTrue(place):
            return ELEMENT in place.path
        case IsEqual(left, right):
            return any(isinstance(o, Place) and ELEMENT in o.path for o in (left, right))
        case _:
            return False


@lru_cache(maxsize=4096)
def roots_of(atom: Atom) -> frozenset[Root]:
    """The variables that a question is about."""
    match atom:
        case IsNil(subject) | IsTrue(subject):
            return frozenset({subject.root})
        case IsEqual(left, right):
            return frozenset(o.root for o in (left, right) if isinstance(o, Place))
        case IsDrained(source):
            return frozenset({source.root}) if isinstance(source, Place) else frozenset()
        case Holds(_, roots):
            return frozenset(roots)
        case Unknown():
            return frozenset()


def moved(atom: Atom, source: Place, target: Place) -> Atom | None:
    """The same question about ``target``, where it is about ``source`` or a part of it."""
    match atom:
        case IsNil(subject) if subject.starts_with(source):
            return IsNil(Place(target.root, target.path + subject.path[len(source.path) :]))
        case IsTrue(subject) if subject.starts_with(source):
            return IsTrue(Place(target.root, target.path + subject.path[len(source.path) :]))
        case _:
            return None


def translated(claim: Claim, place_of: Callable[[Place], Place | None]) -> Claim | None:
    """The same claim in another function's words; None where it is not about one place, or that has no name there."""
    atom, holds = claim
    if isinstance(atom, IsEqual):
        equal = _equal_in(atom, place_of)
        return None if equal is None else Claim(equal, holds)
    if not isinstance(atom, IsNil | IsTrue):
        return None
    place = place_of(atom.place)
    return None if place is None else Claim(type(atom)(place), holds)


def _equal_in(atom: IsEqual, place_of: Callable[[Place], Place | None]) -> IsEqual | None:
    """The same comparison of a place with a constant, which goes by the same name everywhere."""
    operands: list[Operand] = []
    for operand in (atom.left, atom.right):
        is_constant = isinstance(operand, Constant) or (isinstance(operand, Place) and isinstance(operand.root, Global))
        told = operand if is_constant or not isinstance(operand, Place) else place_of(operand)
        if told is None:
            return None
        operands.append(told)
    return IsEqual(*operands)


def same_answer(atom: Atom, operand: Operand) -> bool | None:
    """The answer where the question is about a constant given for its place; None where the constant leaves it open."""
    if not isinstance(operand, Constant):
        return None
    if isinstance(atom, IsTrue):
        truths = {ConstantKind.TRUE: True, ConstantKind.FALSE: False}
        return truths.get(operand.kind)
    return operand.kind is ConstantKind.NIL if isinstance(atom, IsNil) else None


def constant_answer(atom: Atom) -> bool | None:
    """The answer to a question that compares constants."""
    match atom:
        case IsEqual(Constant(left, a), Constant(right, b)):
            truths = (ConstantKind.TRUE, ConstantKind.FALSE)
            if left in truths and right in truths:
                return left is right
            return a == b if left is right and a and b else None
        case _:
            return None
