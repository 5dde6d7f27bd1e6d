"""The acquiring call: a new obligation, or one more round of a loop while the last one is open."""

from __future__ import annotations

from itertools import zip_longest

from rowsclose.finding import Confidence
from rowsclose.flow.exploration import State
from rowsclose.go import types as t
from rowsclose.go.ir import ELEMENT, Call, IsNil, Place
from rowsclose.ownership.callees.places import output_place, result_count
from rowsclose.ownership.callees.unknown import may_reach_owners
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import RELEASER, Fact
from rowsclose.ownership.facts.typestate import Mark, Typestate
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.obligations.obligation import Evidence, Obligation
from rowsclose.ownership.transfer.calls.deferring import concerning
from rowsclose.ownership.transfer.calls.guarding_error import Given, correlate_failure, voids
from rowsclose.ownership.transfer.frame import Frame, Results, note
from rowsclose.ownership.transfer.holding import forget
from rowsclose.ownership.transfer.trials import secured_by_defers
from rowsclose.ownership.transfer.writing import is_left_to_defers, is_stored_at, store
from rowsclose.values import replace


def acquire(frame: Frame, call: Call, state: State[Fact]) -> Results:
    """The states behind the acquiring call."""
    fact, obligation = state.fact, frame.obligation
    assert obligation is not None
    given = _given(frame, call)
    if fact.state is Typestate.OPEN or _is_stored_again(frame, given, fact):
        return _again(frame, given, state)
    if fact.state is Typestate.RELEASED:
        note(frame, EventKind.ROUND_ENDED, call.span, state, fact.release)
        if fact.has(Mark.HELD) and not _is_gathered(fact):
            note(frame, EventKind.PILED_UP, call.span, state)
    if fact.state is not Typestate.PENDING:
        return []  # what leads here afresh is followed from the pending fact
    fact = _opened(frame, given, fact, obligation)
    if given.place is not None:
        fact = store(frame, fact, given.place, call.span)
    fact = fact.defer(*concerning(frame, fact), optional=fact.optional)
    covered = secured_by_defers(frame, fact.without_void())
    return [State(fact.mark(Mark.COVERED) if covered else fact.unmark(Mark.COVERED), state.trail)]


def _is_stored_again(frame: Frame, given: Given, fact: Fact) -> bool:
    """Whether the call writes over what the last round has stored, and cannot have ended it before."""
    return given.place is not None and is_stored_at(frame, fact, given.place) and not may_reach_owners(given.target)


def _given(frame: Frame, call: Call) -> Given:
    target = frame.typing.target(call)
    count = result_count(call, target)
    into = frame.into
    index = count if into is not None else frame.output
    place = into if into is not None else output_place(call, index, count)
    return Given(call, target, index, count, place, into)


def _opened(frame: Frame, given: Given, fact: Fact, obligation: Obligation) -> Fact:
    """The obligation, open, with what the results beside it say."""
    for place in (*given.call.targets, given.into):
        if place is not None:
            fact = fact.forget(place)
    by_use = obligation.evidence in (Evidence.USED, Evidence.SHAPED)
    confidence = Confidence.MEDIUM if by_use else Confidence.HIGH
    fact = replace(fact, state=Typestate.OPEN, aliases=frozenset(), confidence=confidence)
    fact = fact.unmark(Mark.EXPOSED, Mark.LOOKED)
    if given.place is not None:
        fact = fact.alias(Place(given.place.root, given.place.path + obligation.inner))
    for beside in frame.callees.enders_beside(given.target, frame.typing.results(given.call), obligation):
        ender = output_place(given.call, beside, given.count) if beside != given.index else None
        fact = fact.alias(ender.child(RELEASER)) if ender is not None else fact
    fact = _with_other_names(frame, given, fact, obligation)
    fact = correlate_failure(frame, given, fact, obligation)
    if obligation.failed_by and given.place is not None:
        fact = fact.imply(voids(IsNil(given.place.child(obligation.failed_by))))
    return fact


def _with_other_names(frame: Frame, given: Given, fact: Fact, obligation: Obligation) -> Fact:
    """What comes twice: by itself, and in something of the program's that ends it too."""
    for other, type_ in enumerate(frame.typing.results(given.call)):
        place = output_place(given.call, other, given.count) if other != given.index else None
        path = _path_in(frame, type_, obligation) if place is not None else None
        if place is not None and path is not None:
            fact = fact.alias(Place(place.root, (*place.path, *path)))
    return fact


def _path_in(frame: Frame, type_: t.Type | None, obligation: Obligation) -> tuple[str, ...] | None:
    """Where a value that a call gives beside a resource has it; None where it is something else.

    A transaction is in what can commit and roll back too, a result set in its iterator: ``rows, it, err := open(db)``.
    """
    if obligation.kind is ResourceKind.TRANSACTION:
        is_one_of_each = frame.obligations.is_declared(type_) is not frame.obligations.is_declared(obligation.type)
        return () if is_one_of_each and frame.obligations.ends_transaction(type_) else None
    if obligation.evidence is not Evidence.DECLARED or obligation.inner:
        return None
    wrapper = frame.obligations.of(type_)
    if wrapper is None or wrapper.evidence is not Evidence.WRAPPED or wrapper.kind is not obligation.kind:
        return None
    return wrapper.inner


def _is_gathered(fact: Fact) -> bool:
    """Whether the rounds of a loop put what they acquire into a collection, on purpose."""
    return any(ELEMENT in a.path for a in fact.aliases)


def _again(frame: Frame, given: Given, state: State[Fact]) -> Results:
    """The loop came round with the last one open: it goes on where there is still a way to it."""
    fact, call = state.fact, given.call
    after = fact
    for place, is_new in (*zip_longest(call.targets, call.declares, fillvalue=False), (given.into, False)):
        if isinstance(place, Place) and place.path[-1:] != (ELEMENT,):  # which element is written is not known
            after = after.forget(place) if is_new else forget(frame, after, place)
    # Declared anew by the call itself, or by a `var` on the way back to it, which has let go of the last one.
    declares = given.index < len(call.declares) and call.declares[given.index]
    at = output_place(call, given.index, given.count)
    if fact.has(Mark.COVERED) and not _is_gathered(fact):
        note(frame, EventKind.PILED_UP, call.span, state)
    if declares and at is not None and is_left_to_defers(frame, fact, at):
        return []
    if after.aliases:
        return [State(after.mark(Mark.EARLIER), state.trail)]
    redeclared = declares or not fact.aliases
    if not fact.has(Mark.FAILED) and (not redeclared or not fact.has(Mark.COVERED)):
        note(frame, EventKind.REDECLARED if redeclared else EventKind.REACQUIRED, call.span, state)
    return []
