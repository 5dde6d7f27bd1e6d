"""Places lose what they held, and get what another holds."""

from __future__ import annotations

from rowsclose.flow.exploration import State
from rowsclose.go.ir import (
    ELEMENT,
    Constant,
    ConstantKind,
    Dynamic,
    FunctionLiteral,
    Global,
    IsNil,
    IsTrue,
    Operand,
    Place,
)
from rowsclose.ownership.bodies.loops import is_renewed
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import FUNCTION, RELEASER, Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.provenance.sources import literal_of
from rowsclose.ownership.transfer.frame import Frame, Mode, note
from rowsclose.ownership.transfer.holding import forget, is_method_of_holder, is_releaser, outlives, refers
from rowsclose.ownership.transfer.trials import is_covered_by_defers, secured_by_defers, would_release
from rowsclose.source import Span


def escape(frame: Frame, fact: Fact, span: Span) -> Fact:
    """Somebody else owns the resource from here on."""
    note(frame, EventKind.HANDED_OVER, span, State(fact, None))
    return fact.settle(Typestate.ESCAPED).unmark(Mark.STORED)


def give(frame: Frame, fact: Fact, target: Place, source: Operand, span: Span) -> Fact | None:
    """``target`` (which holds nothing that is known) becomes ``source``; None where that contradicts what is known."""
    match source:
        case Place() if is_releaser(frame, fact, source):
            return store(frame, fact.alias(target.child(RELEASER)), target, span)
        case Place(Global() as name, ()) if frame.callees.is_never_nil(name):
            return fact.learn(IsNil(target), False)
        case Place() if is_method_of_holder(frame, fact, source):
            return store(frame, fact.alias(target.child(FUNCTION)), target, span)  # `return task{rows}.run`
        case Place():
            if refers(frame, fact, source) and not fact.holds_resource(source):
                fact = fact.alias(target)  # the part of the resource that is one itself
            return store(frame, fact.copy(target, source), target, span)
        case Constant() if target.root in frame.relevance.addressed:
            return fact
        case Constant(ConstantKind.NIL):
            return fact.learn(IsNil(target), True)
        case Constant(ConstantKind.TRUE | ConstantKind.FALSE as kind):
            return fact.learn(IsTrue(target), kind is ConstantKind.TRUE)
        case FunctionLiteral(function):
            if fact.state is not Typestate.OPEN or not any(a.root in function.captured for a in fact.aliases):
                return fact
            segment = RELEASER if would_release(frame, function, fact) else FUNCTION
            return store(frame, fact.alias(target.child(segment)), target, span)
        case _:
            return fact


def store(frame: Frame, fact: Fact, target: Place, span: Span) -> Fact:
    """``target`` has been given an alias: is its owner one that outlives the function, or will a defer end it?"""
    if fact.state is not Typestate.OPEN or not fact.holds_resource(target):
        return fact
    if outlives(frame, target):
        is_field = bool(target.path) and ELEMENT not in target.path and frame.mode is not Mode.SUMMARISES
        escaped = escape(frame, fact, span)
        return escaped.mark(Mark.STORED) if is_field else escaped
    if any(a.starts_with(target) and ELEMENT in a.path for a in fact.aliases):
        fact = fact.mark(Mark.GATHERED)
    if not fact.has(Mark.COVERED) and is_covered_by_defers(frame, fact):
        return fact.mark(Mark.COVERED)
    return fact


def overwrite(frame: Frame, state: State[Fact], target: Place, span: Span, keep: Place | None = None) -> Fact | None:
    """``target`` loses its value to an assignment; None where that was the last way to an open resource.

    ``keep`` is a place that goes on to hold what ``target`` is given: the value has only moved.
    """
    fact = state.fact
    if _is_element(target):
        return fact
    after = forget(frame, fact, target)
    if not fact.aliases or after.aliases or not (fact.state is Typestate.OPEN or is_stored_at(frame, fact, target)):
        return after
    if keep is not None and any(a.starts_with(keep) for a in fact.aliases):
        return after
    if frame.mode is Mode.SUMMARISES and not target.path:
        return after  # a parameter is a copy: whoever passed it has it still
    if not fact.has(Mark.FAILED):
        note(frame, EventKind.OVERWRITTEN, span, state)
    return None


def is_stored_at(frame: Frame, fact: Fact, place: Place) -> bool:
    """Whether a place that outlives the function has the resource, and nobody else can have ended it since."""
    inner = frame.obligation.inner if frame.obligation is not None else ()
    return fact.has(Mark.STORED) and Place(place.root, place.path + inner) in fact.aliases


def declare(frame: Frame, fact: Fact, target: Place) -> Fact:
    """``target`` is a new variable, each time control comes here: what its namesake of the last round held goes on."""
    if _is_element(target):
        return fact
    if is_left_to_defers(frame, fact, target):
        return fact.settle(Typestate.RELEASED, Release.DEFERRED).forget(target)
    return fact.forget(target)


def _is_element(target: Place) -> bool:
    """Whether a place is an element of something: which one is written is not known."""
    return bool(target.path) and target.path[-1] == ELEMENT


def is_left_to_defers(frame: Frame, fact: Fact, target: Place) -> bool:
    """Whether deferred literals release the resource by what a variable holds that the next round declares anew."""
    if fact.state is not Typestate.OPEN:
        return False
    values = (c.callee.value for c in fact.deferred if isinstance(c.callee, Dynamic))
    literals = [literal for v in values if (literal := literal_of(v, frame.typing)) is not None]
    captured = {variable for one in literals for variable in one.captured}
    if target.root not in captured:
        return False
    seen = [a for a in fact.aliases if a.root in captured and a.path[-1:] not in ((RELEASER,), (FUNCTION,))]
    if not all(is_renewed(frame.graph, a.root, target.root) for a in seen):
        return False  # the literals of all rounds share that variable, and see what the last one put there
    return secured_by_defers(frame.at_exit(), fact)
