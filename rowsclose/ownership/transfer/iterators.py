"""A range loop over a function runs it, and has it end, however the loop is left (https://go.dev/ref/spec#For_range)."""

from __future__ import annotations

from rowsclose.flow.exploration import State
from rowsclose.go.ir import Operand
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Release, Typestate
from rowsclose.ownership.provenance.sources import literal_of
from rowsclose.ownership.transfer.frame import Frame, note
from rowsclose.ownership.transfer.holding import is_releaser
from rowsclose.ownership.transfer.trials import would_release
from rowsclose.source import Span


def after_iterator(frame: Frame, source: Operand, fact: Fact, span: Span) -> Fact:
    """The fact in a loop over an iterator that is certain to release the resource before the loop is left for good."""
    if fact.state is not Typestate.OPEN or not _releases(frame, source, fact):
        return fact
    note(frame, EventKind.RELEASED, span, State(fact, None), Release.CALLEE)
    return fact.settle(Typestate.RELEASED, Release.CALLEE)


def _releases(frame: Frame, source: Operand, fact: Fact) -> bool:
    if is_releaser(frame, fact, source):
        return True
    literal = literal_of(source, frame.typing)
    holds = literal is not None and any(a.root in literal.captured for a in fact.aliases)
    return holds and literal is not None and would_release(frame, literal, fact)
