"""A call ends what bounds the resource, or needs the connection that the resource is read from."""

from __future__ import annotations

from rowsclose.flow.exploration import State
from rowsclose.go.ir import Call
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.provenance.bounds import ends_bound
from rowsclose.ownership.transfer.frame import Frame, Phase, note


def after_bound(frame: Frame, call: Call, state: State[Fact]) -> State[Fact]:
    """The state once what bounds the resource has ended, where a call does that.

    A call in the body ends the resource with it. A deferred one does so as well, but what is open until the function ends is
    told all the same, at a lower level.
    """
    fact = state.fact
    if not frame.enders or not ends_bound(call, frame.enders):
        return state
    if frame.phase is Phase.EXIT:
        return State(fact.mark(Mark.ENDED), state.trail) if fact.state is Typestate.OPEN else state
    if fact.state is not Typestate.OPEN:
        return State(fact.unmark(Mark.HELD), state.trail)
    note(frame, EventKind.RELEASED, call.span, state, Release.BOUND)
    return State(fact.settle(Typestate.RELEASED, Release.BOUND), state.trail)
