"""A call ends what bounds the resource, or needs the connection that the resource is read from."""

from __future__ import annotations

import re

from rowsclose.flow.exploration import State
from rowsclose.go.ir import Call, IsNil, Method, Place
from rowsclose.go.typing import Target
from rowsclose.go.walk import receiver_of
from rowsclose.ownership.callees.places import arguments_by_input
from rowsclose.ownership.facts.claims import Claim, Implication, Settle
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.provenance.bounds import ends_bound, ways_to_bound
from rowsclose.ownership.transfer.calls.effects import last_is_nil
from rowsclose.ownership.transfer.ending import end_with_bound
from rowsclose.ownership.transfer.frame import Frame, Phase, note

_BY_CONTEXT = Settle(Typestate.RELEASED, Release.BOUND)
_SENDS = re.compile(r"Query|Exec|Prepare|SendBatch|CopyFrom|Get|Select|Named|MustExec|Begin")


def note_busy(frame: Frame, call: Call, target: Target, state: State[Fact]) -> None:
    """Note another statement on the transaction or connection that the resource is still read from."""
    fact = state.fact
    is_open = fact.state is Typestate.OPEN and not fact.may_be_void()
    if frame.site is None or call is frame.site or not (is_open or fact.has(Mark.HELD)):
        return
    handle = receiver_of(frame.site)
    if handle is None or receiver_of(call) != handle or not _SENDS.match(target.name):
        return
    obligation = frame.obligations.of(frame.typing.type_of(handle))
    if obligation is not None and obligation.kind in (ResourceKind.TRANSACTION, ResourceKind.CONNECTION):
        note(frame, EventKind.BUSY, call.name_span, state)


def _ends_by_body(frame: Frame, call: Call) -> bool:
    """Whether a helper ends the bound that it is handed, whatever way it takes: ``defer finish(tx, &err)``."""
    given, path, end = next(ways_to_bound(call, frame.bounds.enders, frame.typing), (None, (), None))
    obligation = frame.obligations.of(frame.typing.type_of(end)) if end is not None else None
    if obligation is None:
        return False
    target = frame.typing.target(call)
    inputs = arguments_by_input(call, target, frame.typing)
    held_at = tuple(Place(to, (*within, *path, *obligation.inner)) for to, within, a in inputs if a == given)
    summary = frame.callees.summary(target, held_at, obligation)
    returns = summary.returns if summary is not None else ()
    there = [o for o in returns if not any(Claim(IsNil(place), True) in o.claims for place in held_at)]
    return bool(there) and all(o.state is Typestate.RELEASED for o in there)


def after_bound(frame: Frame, call: Call, state: State[Fact]) -> State[Fact]:
    """The state once what bounds the resource has ended, where a call does that.

    A call in the body ends the resource with it. A deferred one does so as well, but what is open until the function ends is
    told all the same, at a lower level.
    """
    fact = state.fact
    if not frame.bounds.enders or not (
        ends_bound(call, frame.bounds.enders, frame.typing) or _ends_by_body(frame, call)
    ):
        return state
    if frame.phase is Phase.EXIT:
        return State(fact.mark(Mark.ENDED), state.trail) if fact.state is Typestate.OPEN else state
    return State(end_with_bound(frame, state, call.span), state.trail)


def told_of_context(frame: Frame, call: Call, count: int) -> tuple[Implication, ...]:
    """What asking the context for its error says: where it has one, what hangs on it is closed."""
    callee = call.callee
    if isinstance(callee, Method) and callee.name == "Err" and callee.receiver in frame.bounds.contexts:
        return (Implication(last_is_nil(count, False), _BY_CONTEXT),)
    return ()
