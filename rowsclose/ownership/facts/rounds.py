"""Ways that differ from another one in the rounds of a loop alone, which hands the resource on there.

    for _, route := range routes { if route.auth { handlers[route.path] = a.wrap(route.handle) } }
    return handlers

That no round does so, or that there is none, is no way that anybody has in mind.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from rowsclose.flow.exploration import Exit
from rowsclose.flow.graph import Branch
from rowsclose.go.ir import IsDrained
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Typestate
from rowsclose.source import Span


def without_idle_rounds(exits: list[Exit[Fact]], known: list[Exit[Fact]]) -> list[Exit[Fact]]:
    """The exits but those where a loop has not handed the resource on, and does so on one of the ``known`` ways."""
    handing = {_but_rounds(e, loop) for e in known if _is_handed_on(e) for loop, ran in _loops(e) if ran}
    return [e for e in exits if not _is_idle(e, handing)]


def _is_idle(exit_: Exit[Fact], handing: set[Hashable]) -> bool:
    if not handing or exit_.state.fact.state is not Typestate.OPEN or _is_handed_on(exit_):
        return False
    return any(_but_rounds(exit_, loop) in handing for loop, _ in _loops(exit_))


def _is_handed_on(exit_: Exit[Fact]) -> bool:
    fact = exit_.state.fact
    return fact.state is Typestate.ESCAPED or (fact.state is Typestate.OPEN and fact.has(Mark.GATHERED))


def _loops(exit_: Exit[Fact]) -> Iterator[tuple[Span, bool]]:
    """The range loops that have come to their end on the way, and whether there has been a round."""
    ran = set()
    for branch in _branches(exit_):
        if isinstance(branch.atom, IsDrained):
            if branch.holds:
                yield branch.span, branch.span in ran
            else:
                ran.add(branch.span)


def _but_rounds(exit_: Exit[Fact], loop: Span) -> Hashable:
    """The way to an exit, but for what happens within the rounds of a loop."""
    way, within = [], False
    for branch in _branches(exit_):
        if isinstance(branch.atom, IsDrained) and branch.span == loop:
            within = not branch.holds
        elif not within:
            way.append((branch.span, branch.holds))
    return loop, exit_.ending, exit_.at.span if exit_.at is not None else None, tuple(way)


def _branches(exit_: Exit[Fact]) -> list[Branch]:
    """The branches on the way, the first one first."""
    found, trail = [], exit_.state.trail
    while trail is not None:
        if isinstance(trail.branch, Branch):
            found.append(trail.branch)
        trail = trail.previous
    return found[::-1]
