"""Function literals that run, entered with the fact as it stands, and the deferred calls at their ends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rowsclose.flow.exploration import Exit, State, explore
from rowsclose.flow.graph import Ending
from rowsclose.flow.reachability import reached_blocks
from rowsclose.go.ir import (
    Function,
    Global,
    IsNil,
    IsTrue,
    Variable,
)
from rowsclose.ownership.facts import Fact, Release, Typestate
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter

_DEEPEST = 8


class Literals:
    """Runs the literals of one interpreter."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter
        self.world = interpreter.world
        self.typing = interpreter.typing
        self._active: list[Function] = []

    def would_release(self, literal: Function, fact: Fact) -> bool:
        """Whether running a literal is certain to release the resource."""
        states = self._states_after(literal, fact)
        return bool(states) and all(s is Typestate.RELEASED for s in states)

    def may_leave_open(self, literal: Function, fact: Fact) -> bool:
        """Whether the resource may still be open once a literal has run."""
        return any(s is Typestate.OPEN for s in self._states_after(literal, fact))

    def _states_after(self, literal: Function, fact: Fact) -> list[Typestate]:
        with self._in.trial():
            after = self.run_literal(literal, State(replace(fact, deferred=()), None))
        return [a.fact.state for a in after if isinstance(a, State)]

    @property
    def innermost(self) -> Function | None:
        """The literal whose body is being explored, if any."""
        return self._active[-1] if self._active else None

    def is_relevant(self, literal: Function, fact: Fact) -> bool:
        """Whether running a literal can change what is known."""
        if self._in.site is not None and self.world.contains(literal, self._in.site):
            return True
        roots = {a.root for a in fact.aliases} | {r for a, _, _ in fact.when for r in _roots(a)}
        return not roots.isdisjoint((*literal.captured, *literal.parameters))

    def called(self, literal: Function, state: State[Fact]) -> list[State[Fact] | Exit[Fact]]:
        """The states when a literal is certain to run, for it is called: one that never returns ends the function too."""
        if self.is_relevant(literal, state.fact):
            return self.run_literal(literal, state)
        ends = [b for b in reached_blocks(self.world.cfg(literal, self.typing)) if b.ending is not None]
        if any(b.ending is Ending.RETURN for b in ends):
            return self.run_literal(literal, state)
        throws = next((b for b in ends if b.ending is Ending.GOROUTINE), None)
        return [Exit(Ending.GOROUTINE, state, throws.instructions[-1])] if throws is not None else []

    def run_literal(self, literal: Function, state: State[Fact]) -> list[State[Fact] | Exit[Fact]]:
        """The states when a literal has run with the fact as it stands (its parameters are the caller's to bind)."""
        if literal in self._active or len(self._active) >= _DEEPEST:
            return [state]
        if not self.is_relevant(literal, state.fact):
            return [State(state.fact.forget_roots(self.world.assigned_captures(literal)), state.trail)]
        outer = state.fact.deferred
        self._active.append(literal)
        try:
            start = State(replace(state.fact, deferred=()), state.trail)
            exits = explore(self.world.cfg(literal, self.typing), [(0, start)], self._in, lambda _: True)
            concluded = self.conclude(exits)
        finally:
            self._active.pop()
        out: list[State[Fact] | Exit[Fact]] = []
        for exit_ in concluded:
            after = State(replace(exit_.state.fact, deferred=outer), state.trail)
            if exit_.ending is Ending.RETURN:
                out.append(after)
            elif exit_.ending is Ending.GOROUTINE:
                out.append(Exit(Ending.GOROUTINE, after, exit_.at))
        return _distinct(out)

    def conclude(self, exits: list[Exit[Fact]]) -> list[Exit[Fact]]:
        """Run the deferred calls at each exit, last in, first out."""
        concluded: list[Exit[Fact]] = []
        for exit_ in exits:
            if exit_.ending not in (Ending.RETURN, Ending.GOROUTINE):
                concluded.append(exit_)
                continue
            fact = exit_.state.fact
            if (
                fact.deferred
                and fact.release in (Release.CALL, Release.DRAINED)
                and self._in.acquiring.secured_by_defers(fact)
            ):
                fact = replace(fact, covered=True)
            states = [State(replace(fact, deferred=()), exit_.state.trail)]
            self._in.deferring += 1
            for call in reversed(fact.deferred):
                states = [a for before in states for a in self._in.calls.call(call, before) if isinstance(a, State)]
            self._in.deferring -= 1
            concluded += (Exit(exit_.ending, s, exit_.at) for s in states)
        return concluded


def _roots(atom: object) -> Iterable[Variable | Global]:
    if isinstance(atom, IsNil | IsTrue):
        return (atom.place.root,)
    return ()


def _distinct(states: list[State[Fact] | Exit[Fact]]) -> list[State[Fact] | Exit[Fact]]:
    """One state for each fact: the ways through a literal are told apart by what they leave behind."""
    seen: dict[object, State[Fact] | Exit[Fact]] = {}
    for state in states:
        fact = state.fact if isinstance(state, State) else (state.ending, state.state.fact)
        seen.setdefault(fact, state)
    return list(seen.values())
