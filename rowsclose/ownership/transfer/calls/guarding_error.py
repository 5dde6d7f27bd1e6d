"""The error that guards a resource: where it is not nil there is none, and closing would be wrong.

    rows, err := db.Query(q)     err is nil exactly where there are rows
    row, ok := cache.Take(k)     a truth value says the same
    r := read(db)                r.err does, where a wrapper comes without an error beside it

What ``Fact.learn`` makes of it is in ``facts.fact``.
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.go import types as t
from rowsclose.go.ir import Call, Global, IsEqual, IsNil, IsTrue, Operand, Output, Place, Variable, VariableKind
from rowsclose.go.typing import Target
from rowsclose.go.universe import Universe
from rowsclose.ownership.callees.places import output_place
from rowsclose.ownership.callees.summary import Outcome
from rowsclose.ownership.facts.claims import FAILED, Claim, Implication
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.obligations.obligation import Evidence, Obligation
from rowsclose.ownership.provenance.constants import equal_to
from rowsclose.ownership.transfer.frame import Frame
from rowsclose.source import Span
from rowsclose.values import value

_NOBODYS = Variable("$nobody's", VariableKind.TEMPORARY, None, Span(0, 0))


@value
class Given:
    """Where the acquiring call puts the resource: its result ``index``, or what a pointer argument leads to."""

    call: Call
    target: Target
    index: int
    count: int
    place: Place | None
    into: Place | None


def correlate_failure(frame: Frame, given: Given, fact: Fact, obligation: Obligation) -> Fact:
    """The error (or the truth value) beside the resource says whether there is one."""
    kinds = frame.typing.results(given.call)
    for other in range(given.count):
        if other == given.index:
            continue
        # An error that nobody gets says so all the same, though nobody can ask it.
        place = output_place(given.call, other, given.count) or Place(_NOBODYS, (f"#{other}",))
        kind = kinds[other] if other < len(kinds) else None
        if kind == t.BOOL:
            fact = fact.imply(voids(IsTrue(place)))
        elif _may_be_error(frame, kind):
            fact = fact.imply(voids(IsNil(place)))
    if not fact.may_be_void():
        fact = fact.imply(*_nil_together(frame, given), *_told_together(frame, given))
    return _correlate_field(frame, given, fact, obligation)


def _nil_together(frame: Frame, given: Given) -> Iterator[Implication]:
    """A result that the callee gives nil exactly where it gives no resource: ``return nil, nil`` or ``return db, tx``."""
    questions = frame.relevance.questions
    for other in range(given.count):
        place = output_place(given.call, other, given.count)
        if other == given.index or place is None or IsNil(place) not in questions:
            continue
        summary = frame.callees.returns(given.target)
        pairs = (
            {(_is_nil(o, given.index), _is_nil(o, other)) for o in summary.returns} if summary is not None else set()
        )
        if pairs == {(True, True), (False, False)}:
            yield Implication(Claim(IsNil(place), True), FAILED)


def _told_together(frame: Frame, given: Given) -> Iterator[Implication]:
    """A result that the callee gives one constant exactly where it gives no resource: ``return nil, 500``."""
    asked = [q for q in frame.relevance.questions if isinstance(q, IsEqual)]
    for other in range(given.count):
        place = output_place(given.call, other, given.count)
        questions = sorted((q for q in asked if q.left == place), key=repr) if other != given.index else []
        summary = frame.callees.returns(given.target) if questions else None
        for question in questions:
            at_output = IsEqual(Place(Output(other)), question.right)
            returns = summary.returns if summary is not None else ()
            told = {(_is_nil(o, given.index), _answer(o, at_output, frame)) for o in returns}
            if told in ({(True, True), (False, False)}, {(True, False), (False, True)}):
                yield Implication(Claim(question, (True, True) in told), FAILED)


def _answer(outcome: Outcome, question: IsEqual, frame: Frame) -> bool | None:
    """What an outcome says of a comparison with a constant."""
    universe = frame.typing.universe
    for claim in outcome.claims:
        if isinstance(claim.atom, IsEqual) and claim.holds and claim.atom.left == question.left:
            answer = equal_to(question, claim.atom, universe)
            if answer is None and _are_names_out_of_reach(question.right, claim.atom.right, universe):
                return False
            return answer
    return None


def _are_names_out_of_reach(one: Operand, other: Operand, universe: Universe) -> bool:
    """Whether two constants go by names of one package that nobody has read: such names are taken for two values."""
    names = [o.root for o in (one, other) if isinstance(o, Place) and isinstance(o.root, Global)]
    packages = {n.package for n in names}
    return len(names) == 2 and len(packages) == 1 and universe.package(*packages) is None


def _is_nil(outcome: Outcome, index: int) -> bool:
    return Claim(IsNil(Place(Output(index))), True) in outcome.claims


def _may_be_error(frame: Frame, kind: t.Type | None) -> bool:
    """Whether a result may be the error: an interface, what has an ``Error`` method, or a type out of reach."""
    universe = frame.typing.universe
    bare = t.strip_pointers(universe.resolve(kind))
    if kind is None or universe.is_error(kind):
        return True
    if universe.is_interface(kind):
        is_named_so = isinstance(kind, t.Named) and kind.name.endswith(("Error", "Err"))
        return is_named_so or not universe.in_reach(kind) or universe.select(kind, "Error") is not None
    if not isinstance(bare, t.Named) or bare.package == t.UNIVERSE:
        return False
    return not universe.in_reach(bare) or universe.select(bare, "Error") is not None


def _correlate_field(frame: Frame, given: Given, fact: Fact, obligation: Obligation) -> Fact:
    """A wrapper that comes without an error beside it may carry one: ``return &result{rows, err}``."""
    place = output_place(given.call, given.index, given.count)
    is_wrapper = bool(obligation.inner) or obligation.evidence is Evidence.WRAPPED
    if fact.may_be_void() or place is None or not is_wrapper:
        return fact
    for field in frame.typing.universe.fields_of_type(obligation.type, t.ERROR):
        fact = fact.imply(voids(IsNil(place.child(field))))
    return fact


def voids(question: IsNil | IsTrue) -> Implication:
    """Where the answer is no, nothing has been acquired: the error is not nil, the truth value is false."""
    return Implication(Claim(question, False), FAILED)
