"""What would become of the resource if a literal, or the deferred calls, ran now: tried out, and nothing is noted."""

from __future__ import annotations

from rowsclose.flow.exploration import APART, State, joined
from rowsclose.go.ir import Call, Function
from rowsclose.ownership.facts.fact import Fact, FactLattice
from rowsclose.ownership.facts.typestate import Typestate
from rowsclose.ownership.transfer.frame import Frame, Mode, Results

_SETTLED = frozenset({Typestate.RELEASED, Typestate.ESCAPED, Typestate.VOID})


def would_release(frame: Frame, literal: Function, fact: Fact) -> bool:
    """Whether running a literal is certain to release the resource."""
    states = _typestates(_run(frame, literal, fact))
    return bool(states) and all(s is Typestate.RELEASED for s in states)


def may_release(frame: Frame, literal: Function, fact: Fact) -> bool:
    """Whether the resource may be released once a literal has run."""
    return Typestate.RELEASED in _typestates(_run(frame, literal, fact))


def may_leave_open(frame: Frame, literal: Function, fact: Fact) -> bool:
    """Whether the resource may still be open once a literal has run."""
    return Typestate.OPEN in _typestates(_run(frame, literal, fact))


def call_would_release(frame: Frame, call: Call, fact: Fact) -> bool:
    """Whether a deferred call is certain to settle the obligation, and releases it on some path."""
    after = frame.runner.call(frame.at_exit().trying(), call, State(fact.defer(), None))
    states = _typestates(after)
    return bool(states) and all(s in _SETTLED for s in states) and Typestate.RELEASED in states


def is_covered_by_defers(frame: Frame, fact: Fact) -> bool:
    """Whether deferred calls will settle an obligation that the function took on itself; who gives it one never asks."""
    return frame.mode is not Mode.SUMMARISES and secured_by_defers(frame, fact)


def secured_by_defers(frame: Frame, fact: Fact) -> bool:
    """Whether the deferred calls, run now, are certain to settle an open obligation."""
    if not fact.deferred:
        return False
    trying = frame.trying()
    states = after_defers(trying, fact, [State(fact.defer().settle(Typestate.OPEN), None)])
    return bool(states) and all(s.fact.state is not Typestate.OPEN for s in states)


def after_defers(frame: Frame, fact: Fact, states: list[State[Fact]]) -> list[State[Fact]]:
    """The states when the deferred calls of a fact have run, last in, first out."""
    for call in reversed(fact.deferred):
        ran = [after for s in states for after in frame.runner.call(frame, call, s) if isinstance(after, State)]
        states = [*states, *ran] if call in fact.optional else ran
        if len(states) > APART:
            states = joined(states, FactLattice())
    return states


def _run(frame: Frame, literal: Function, fact: Fact) -> Results:
    return frame.runner.run(frame.trying(), literal, State(fact.defer(), None))


def _typestates(results: Results) -> list[Typestate]:
    return [r.fact.state for r in results if isinstance(r, State)]
