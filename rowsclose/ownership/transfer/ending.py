"""What bounds the resource has ended, and the resource with it."""

from __future__ import annotations

from rowsclose.flow.exploration import State
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.transfer.frame import Frame, note
from rowsclose.source import Span


def end_with_bound(frame: Frame, state: State[Fact], span: Span) -> Fact:
    """The fact once the bound has ended where code says so."""
    fact = state.fact
    if fact.state is not Typestate.OPEN:
        return fact.unmark(Mark.HELD)
    note(frame, EventKind.RELEASED, span, state, Release.BOUND)
    return fact.settle(Typestate.RELEASED, Release.BOUND)
