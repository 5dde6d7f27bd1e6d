"""The resource is passed on: to code that is known, described by a stub, or out of reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from rowsclose.finding import Confidence
from rowsclose.flow.exploration import Exit, State
from rowsclose.flow.graph import Ending
from rowsclose.go import types as t
from rowsclose.go.imports import is_of_go
from rowsclose.go.ir import ELEMENT, Call, Dynamic, FunctionLiteral, Input, Operand, Place
from rowsclose.go.typing import Target, TargetKind
from rowsclose.go.walk import call_operands, receiver_of
from rowsclose.ownership.callees.places import (
    arguments_by_input,
    first_argument_input,
    given_claims,
    in_caller,
    input_index,
    output_index,
    receiver_place,
    result_count,
)
from rowsclose.ownership.callees.summary import Outcome, Summary, decided_by
from rowsclose.ownership.callees.unknown import confidence_once_given
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import RELEASER, Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.models.model import ArgumentRule, CallModel, OnArgument
from rowsclose.ownership.obligations.obligation import Obligation
from rowsclose.ownership.transfer.calls.effects import Effect, Gives, Said, read_to_the_end
from rowsclose.ownership.transfer.calls.method import looked, released, used
from rowsclose.ownership.transfer.calls.results import by_outcome
from rowsclose.ownership.transfer.calls.returning import told
from rowsclose.ownership.transfer.frame import Frame, Results, note
from rowsclose.ownership.transfer.holding import is_method_of_holder, is_method_value, is_releaser, paths_from
from rowsclose.ownership.transfer.writing import escape, store
from rowsclose.values import replace, value

_BLOCKS_A_STEP = 64
"""The blocks of a graph that are looked through for a step: far less is done with each than where it is explored."""

_HTTP = "net/http"


@value
class Passing:
    """A call that gets the resource: ``carried`` are the places of its inputs that lead to it, with what is given there.

    ``plain`` is what its results say whatever happens to the resource.
    """

    call: Call
    target: Target
    model: CallModel
    carried: tuple[tuple[Place, Operand], ...]
    plain: tuple[Said, ...]


def carried_by(frame: Frame, call: Call, target: Target, fact: Fact) -> tuple[tuple[Place, Operand], ...]:
    """The inputs by which the callee can reach the resource, with the path to it from each."""
    found: list[tuple[Place, Operand]] = []
    receiver = receiver_place(call, target)
    if receiver is not None:
        found += ((Place(Input(0), p), receiver) for p in paths_from(frame, fact, receiver))
    for to, within, argument in arguments_by_input(call, target, frame.typing):
        found += ((Place(to, within + p), argument) for p in paths_from(frame, fact, argument))
    return tuple(found)


def releasers_given(frame: Frame, call: Call, target: Target, fact: Fact) -> tuple[Place, ...]:
    """The inputs that get the resource's releasing method as a value: ``check(rows.Close)``."""
    given = arguments_by_input(call, target, frame.typing)
    return tuple(Place(to, (*within, RELEASER)) for to, within, a in given if is_releaser(frame, fact, a))


def passed(frame: Frame, passing: Passing, state: State[Fact], out: Results) -> Iterable[Effect]:
    """The ways a call goes that gets the resource."""
    fact, target = state.fact, passing.target
    if target.kind is TargetKind.BUILTIN:
        return [Effect(fact, _appended(passing.call, target))]
    if target.kind is TargetKind.CONVERSION:
        return [Effect(fact, tuple(Gives(0, (), o) for _, o in passing.carried if isinstance(o, Place)))]
    rule = passing.model.on_inputs(frozenset(input_index(place) for place, _ in passing.carried))
    if rule is not None:
        return [_directed(frame, passing, rule, state)]
    if frame.callees.is_stub(target) and not _makes_handle(frame, passing):
        return [Effect(used(frame, exposed(fact, target, passing.model)), passing.plain)]
    places = tuple(place for place, _ in passing.carried)
    given = given_claims(passing.call, target, frame.typing)
    summary = frame.callees.summary(target, places, _obligation_passed(frame, fact, passing), given)
    if summary is not None:
        return by_summary(frame, passing, summary, state, out)
    fact = used(frame, exposed(fact, target, passing.model)).unmark(Mark.STORED)
    if not all(_can_only_borrow(frame, target, place) for place in places):
        fact = _given_away(frame, passing, State(fact, state.trail))
    return [Effect(fact, passing.plain)]


def kept_with(frame: Frame, passing: Passing, literal: FunctionLiteral, state: State[Fact]) -> Fact:
    """The resource where code out of reach gets a function that uses it, and may keep that, as a router keeps a handler.

    What such a function gets comes from there, and what lives as long as handlers do are pools and statements.
    """
    fact, target = state.fact, passing.target
    if frame.obligation is None or frame.obligation.kind not in (ResourceKind.POOL, ResourceKind.STATEMENT):
        return fact
    is_known = target.declaration is not None and target.declaration.body is not None
    if not literal.function.parameters or is_known or frame.callees.is_stub(target):
        return fact
    if target.home == _HTTP:
        return escape(frame, fact, passing.call.span)
    if target.home and is_of_go(target.home):
        return fact  # the rest of Go's own library runs what it is given: `filepath.Walk`
    note(frame, EventKind.HANDED_OVER, passing.call.span, state)
    return replace(fact, confidence=Confidence.LOW)


def _makes_handle(frame: Frame, passing: Passing) -> bool:
    """Whether a library gets a pool and gives a handle of its own, which may end it: ``bun.NewDB(pool, dialect)``."""
    if frame.obligation is None or frame.obligation.kind is not ResourceKind.POOL:
        return False
    return any(r != t.ERROR for r in frame.typing.results(passing.call))


def _obligation_passed(frame: Frame, fact: Fact, passing: Passing) -> Obligation | None:
    """The obligation of what is passed: that of the part of a resource, where it is the part that goes."""
    for place, operand in passing.carried:
        if isinstance(operand, Place) and not place.path and operand not in fact.aliases:
            part = frame.obligations.of(frame.typing.type_of(operand))
            if part is not None:
                return part
    return frame.obligation


def _appended(call: Call, target: Target) -> tuple[Said, ...]:
    if target.name != "append":
        return ()
    gives: list[Said] = []
    for index, argument in enumerate(call.arguments):
        if isinstance(argument, Place):
            whole = index == 0 or call.spread
            gives.append(Gives(0, () if whole else (ELEMENT,), argument))
    return tuple(gives)


def exposed(fact: Fact, target: Target, model: CallModel) -> Fact:
    """The fact once something has run that may panic."""
    checks = model.assertion is not None and model.assertion.is_exact
    harmless = checks or target.kind in (TargetKind.BUILTIN, TargetKind.CONVERSION)
    return fact if harmless or fact.state is not Typestate.OPEN else fact.mark(Mark.EXPOSED)


# What directives say ------------------------------------------------------------------------------


def _directed(frame: Frame, passing: Passing, rule: ArgumentRule, state: State[Fact]) -> Effect:
    fact, call, plain = state.fact, passing.call, passing.plain
    match rule.does:
        case OnArgument.CLOSES:
            after = looked(frame, call, state)
            return Effect(released(frame, call, State(after, state.trail), Release.CALLEE), plain)
        case OnArgument.CLOSES_WHEN_NIL:
            read = exposed(looked(frame, call, state), passing.target, passing.model)
            return Effect(read, (*plain, read_to_the_end(result_count(call, passing.target))))
        case OnArgument.TAKES:
            return Effect(escape(frame, fact, call.span), plain)
        case OnArgument.RETURNS:
            source = next(o for place, o in passing.carried if input_index(place) == rule.input)
            return Effect(fact, (*plain, Gives(rule.output, (), source)) if isinstance(source, Place) else plain)
        case OnArgument.BORROWS:
            return Effect(fact, plain)


# Code out of reach --------------------------------------------------------------------------------


def _can_only_borrow(frame: Frame, target: Target, place: Place) -> bool:
    """Whether a parameter's type has no way to release what it gets: an interface without Close."""
    if target.signature is None or place.path:
        return False
    at = input_index(place) - first_argument_input(target)
    if not 0 <= at < len(target.signature.parameters):
        return False
    return frame.obligations.cannot_be_released_through(target.signature.parameters[at].type, frame.obligation)


def _given_away(frame: Frame, passing: Passing, state: State[Fact]) -> Fact:
    """Code out of reach has the resource: it may own it now, unless this function goes on to use it."""
    call, fact = passing.call, state.fact
    if all(is_method_value(frame, fact, operand) for _, operand in passing.carried):
        if any(is_method_of_holder(frame, fact, operand) for _, operand in passing.carried):
            return escape(frame, fact, call.span)  # `mux.HandleFunc("/", handler{db}.ServeHTTP)`
        return fact  # it gets methods that do not end it: `far.Scan(rows.Scan)`
    note(frame, EventKind.HANDED_OVER, call.span, state)
    uses_on = any(isinstance(o, Place) and _goes_on_with(frame, call, o) for _, o in passing.carried)
    is_lent = uses_on or (not _is_row(frame) and (_is_callback(frame, call) or _is_of_handle(frame, call)))
    return replace(fact, confidence=min(fact.confidence, confidence_once_given(is_lent)))


def _goes_on_with(frame: Frame, call: Call, place: Place) -> bool:
    """Whether the function goes on to use the resource behind a call: then it is not the callee's."""
    releases = frame.obligation.releases if frame.obligation is not None else frozenset[str]()
    frame.budget.spend(1 + len(frame.graph.blocks) // _BLOCKS_A_STEP)
    return frame.bodies.uses(frame.body, frame.typing).are_after(call, place, releases)


def _is_of_handle(frame: Frame, call: Call) -> bool:
    """Whether the handle that gave the resource gets it back: to scan a row of it, by custom."""
    handle = receiver_of(frame.site) if frame.site is not None else None
    return handle is not None and receiver_of(call) == handle


def _is_row(frame: Frame) -> bool:
    """Whether the resource is a single row: who gets one scans it, and with that it is closed."""
    return frame.obligation is not None and frame.obligation.kind is ResourceKind.ROW


def _is_callback(frame: Frame, call: Call) -> bool:
    """Whether the resource goes to a function that came as a parameter: by custom it is lent for the call."""
    value = call.callee.value if isinstance(call.callee, Dynamic) else None
    if not isinstance(value, Place):
        return False
    return any(value.root in function.parameters for function in (frame.home, *frame.literals))


# Code whose summary is known ----------------------------------------------------------------------


def by_summary(frame: Frame, passing: Passing, summary: Summary, state: State[Fact], out: Results) -> Iterator[Effect]:
    """The ways a call goes whose callee's summary is known."""
    call, target = passing.call, passing.target
    for outcome in summary.panics:
        if outcome.state is Typestate.OPEN:
            failed = told(frame, call, target, state.fact, outcome)
            if failed is not None:
                out.append(Exit(Ending.GOROUTINE, State(failed, state.trail), call))
    for outcome in _certain_of_elements(passing, summary):
        fact = told(frame, call, target, exposed(state.fact, target, passing.model), outcome)
        if fact is not None:
            effect = _by_outcome(frame, passing, outcome, fact, state)
            is_open = effect.fact.state is Typestate.OPEN
            yield replace(effect, decided=decided_by(summary, outcome)) if is_open else effect


def _certain_of_elements(passing: Passing, summary: Summary) -> tuple[Outcome, ...]:
    """The returns of a callee; one that may release an element of what it gets goes through all of them.

    That it finds none is no path: there is one, by an index or a range.
    """
    is_element = any(ELEMENT in place.path for place, _ in passing.carried)
    released = tuple(o for o in summary.returns if o.state is Typestate.RELEASED)
    return released if is_element and released else summary.returns


def _by_outcome(frame: Frame, passing: Passing, outcome: Outcome, fact: Fact, before: State[Fact]) -> Effect:
    call = passing.call
    fact = fact.mark(*outcome.marks & {Mark.DRAINED, Mark.STARTED, Mark.FAILED, Mark.USED})
    fact = replace(fact, confidence=min(fact.confidence, _confidence(frame, call, outcome)))
    if Mark.DRAINED in outcome.marks:
        fact = fact.unmark(Mark.LOOKED)
        note(frame, EventKind.DRAINED, call.span, State(fact, None))
    if Mark.STARTED in outcome.marks:
        note(frame, EventKind.STARTED, call.span, State(fact, None))
    if Mark.LOOKED in outcome.marks:
        fact = looked(frame, call, State(fact, before.trail))
    if outcome.confidence is Confidence.LOW:
        note(frame, EventKind.HANDED_OVER, call.span, State(fact, before.trail))
    said: list[Said] = list(passing.plain)
    match outcome.state:
        case Typestate.RELEASED:
            # What it does between is its own affair.
            fact = fact if before.fact.has(Mark.EXPOSED) else fact.unmark(Mark.EXPOSED)
            how = Release.DRAINED if outcome.release is Release.DRAINED else Release.CALLEE
            fact = released(frame, call, State(fact, before.trail), how)
        case Typestate.ESCAPED:
            fact = escape(frame, fact, call.span)
        case Typestate.VOID:
            fact = fact.settle(Typestate.VOID)
        case _:
            source = _plainest(fact.aliases) if outcome.holders else None
            for holder in outcome.holders:
                output = output_index(holder)
                if output is not None and source is not None:
                    said.append(Gives(output, holder.path, source))
                elif output is None:
                    fact = _kept_by_input(frame, passing, holder, fact)
    return Effect(fact, (*said, *by_outcome(frame, call, passing.target, outcome)))


def _plainest(aliases: AbstractSet[Place]) -> Place | None:
    """The alias that is reached by the fewest fields."""
    fewest = min((len(a.path) for a in aliases), default=0)
    return min((a for a in aliases if len(a.path) == fewest), key=repr, default=None)


def _kept_by_input(frame: Frame, passing: Passing, holder: Place, fact: Fact) -> Fact:
    """A part of an argument holds the resource now: ``s.keep(rows)``."""
    place = in_caller(holder, passing.call, passing.target, frame.typing)
    return fact if place is None else store(frame, fact.alias(place), place, passing.call.span)


def _confidence(frame: Frame, call: Call, outcome: Outcome) -> Confidence:
    """That of an outcome; where the caller goes on to use the resource, it was not taken over."""
    if outcome.confidence is not Confidence.LOW:
        return outcome.confidence
    places = [o for o in call_operands(call) if isinstance(o, Place)]
    uses_on = any(_goes_on_with(frame, call, o) for o in places)
    return Confidence.MEDIUM if uses_on else Confidence.LOW
