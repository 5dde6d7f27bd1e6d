"""Function literals that run, entered with the fact as it stands, and the deferred calls at an exit."""

from __future__ import annotations

from rowsclose.flow.exploration import APART, Exit, State, joined
from rowsclose.flow.graph import Ending
from rowsclose.flow.reachability import reached_blocks
from rowsclose.go.ir import ELEMENT, Function, IsNil, IsTrue, Place
from rowsclose.ownership.facts.fact import VISITED, Fact, FactLattice
from rowsclose.ownership.facts.typestate import Mark, Release
from rowsclose.ownership.transfer.frame import Frame, Mode, Results
from rowsclose.ownership.transfer.trials import after_defers, is_covered_by_defers
from rowsclose.values import replace

DEEPEST = 8
"""Literals that are run within literals; what is called deeper than that is passed over."""


def is_relevant(frame: Frame, literal: Function, fact: Fact) -> bool:
    """Whether running a literal can change what is known."""
    if frame.site is not None and frame.bodies.contains(literal, frame.site):
        return True
    asked = (i.when.atom for i in fact.implied)
    roots = {a.place.root for a in asked if isinstance(a, IsNil | IsTrue)} | {a.root for a in fact.aliases}
    roots |= {ender.place.root for ender in frame.bounds.enders}
    return not roots.isdisjoint((*literal.captured, *literal.parameters))


def can_be_entered(frame: Frame, literal: Function) -> bool:
    """Whether a literal is not running already, and not too many are."""
    return literal not in frame.literals and len(frame.literals) < DEEPEST


def called(frame: Frame, literal: Function, state: State[Fact]) -> Results:
    """The states when a literal is certain to run, for it is called: one that never returns ends the function too."""
    if is_relevant(frame, literal, state.fact):
        return frame.runner.run(frame, literal, state)
    ends = [b for b in reached_blocks(frame.bodies.graph(literal, frame.typing)) if b.ending is not None]
    if any(b.ending is Ending.RETURN for b in ends):
        return frame.runner.run(frame, literal, state)
    throws = next((b for b in ends if b.ending is Ending.GOROUTINE), None)
    return [Exit(Ending.GOROUTINE, state, throws.instructions[-1])] if throws is not None else []


def passed_over(frame: Frame, literal: Function, state: State[Fact]) -> State[Fact]:
    """The state when a literal has run that has nothing to do with the resource."""
    return State(state.fact.forget_roots(frame.bodies.assigned_captures(literal)), state.trail)


def returned(exits: list[Exit[Fact]], caller: State[Fact]) -> Results:
    """The states of the caller where a literal has come to its exits; the caller's own deferred calls are still to run."""
    out: Results = []
    for exit_ in exits:
        fact = exit_.state.fact if caller.fact.has(Mark.HELD) else exit_.state.fact.unmark(Mark.HELD)
        after = State(fact.defer(*caller.fact.deferred, optional=caller.fact.optional), caller.trail)
        if exit_.ending is Ending.RETURN:
            out.append(after)
        elif exit_.ending is Ending.GOROUTINE:
            out.append(Exit(Ending.GOROUTINE, after, exit_.at))
    return _distinct(out)


def without_locals(frame: Frame, fact: Fact, literal: Function) -> Fact:
    """The fact once a literal has returned: its own variables are gone."""
    return fact.without_roots(frame.bodies.locals_of(literal))


def conclude(frame: Frame, exits: list[Exit[Fact]]) -> list[Exit[Fact]]:
    """Run the deferred calls at each exit, last in, first out."""
    concluded: list[Exit[Fact]] = []
    at_exit = frame.at_exit()
    for exit_ in _met(exits) if frame.mode is Mode.SUMMARISES else exits:
        if exit_.ending not in (Ending.RETURN, Ending.GOROUTINE):
            concluded.append(exit_)
            continue
        fact = exit_.state.fact
        by_itself = fact.release in (Release.CALL, Release.DRAINED)
        if by_itself and is_covered_by_defers(frame, fact):
            fact = fact.mark(Mark.COVERED)
        states = after_defers(at_exit, fact, [State(_out_of_loops(fact).defer(), exit_.state.trail)])
        concluded += (Exit(exit_.ending, s, exit_.at) for s in states)
    return concluded


def _met(exits: list[Exit[Fact]]) -> list[Exit[Fact]]:
    """The exits with many states at one place joined as a block would: each state runs all deferred calls.

    A witness is told by its own exit, so that this is for summaries alone.
    """
    if len(exits) <= APART:
        return exits
    places: dict[tuple[Ending, int], list[Exit[Fact]]] = {}
    for exit_ in exits:
        places.setdefault((exit_.ending, id(exit_.at)), []).append(exit_)
    return [
        Exit(at_once[0].ending, state, at_once[0].at)
        for at_once in places.values()
        for state in joined([e.state for e in at_once], FactLattice())
    ]


def _out_of_loops(fact: Fact) -> Fact:
    """The fact where every range loop has been left: the next one over the same elements begins anew."""
    visited = [a for a in fact.aliases if VISITED in a.path]
    if not visited:
        return fact
    anew = {Place(a.root, tuple(ELEMENT if s == VISITED else s for s in a.path)) for a in visited}
    return replace(fact, aliases=fact.aliases.difference(visited) | anew)


def _distinct(results: Results) -> Results:
    """One state for each fact: the ways through a literal are told apart by what they leave behind."""
    seen: dict[object, State[Fact] | Exit[Fact]] = {}
    for result in results:
        fact = result.fact if isinstance(result, State) else (result.ending, result.state.fact)
        seen.setdefault(fact, result)
    return list(seen.values())
