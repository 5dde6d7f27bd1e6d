"""Path-sensitive exploration of a graph: property simulation.

After Das, Lerner and Seigle, "ESP: path-sensitive program verification in polynomial time" (PLDI 2002): facts that
agree on a key (the typestate) are joined where they meet, others stay apart, and an edge that a fact
contradicts is not taken. Up to ``APART`` facts of one key are kept apart too, which is cheap and saves most of the
correlations that a join forgets. A block is entered at most keys x APART times between two joins, and joins only forget,
so the time stays polynomial.

Each state knows the state it came from, and states are taken first in, first out: the first one to reach an exit has
taken the fewest blocks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, Protocol, TypeVar

from rowsclose.flow.graph import Branch, Cfg, Ending
from rowsclose.go.ir import Instruction
from rowsclose.values import value

F = TypeVar("F")

APART = 6
"""Facts with one key that a block keeps apart before it joins them."""


@value
class Trail:
    """The way to a state: the last branch taken, and the way before it. Shared between states, never copied."""

    previous: Trail | None
    branch: Branch


@value
class State(Generic[F]):
    """A fact, and how it came about."""

    fact: F
    trail: Trail | None


@value
class Exit(Generic[F]):
    """A state at an end of the function; ``at`` is the instruction that ends it (None: an endless block)."""

    ending: Ending
    state: State[F]
    at: Instruction | None


class Semantics(Protocol[F]):
    """What exploration needs to know about facts."""

    def key(self, fact: F) -> Hashable:
        """Facts with different keys are never joined."""
        ...

    def covers(self, old: F, new: F) -> bool:
        """Whether whatever can follow ``new`` can follow ``old`` too; both have one key."""
        ...

    def join(self, left: F, right: F) -> F:
        """A fact that covers both; repeated joins end."""
        ...

    def transfer(self, instruction: Instruction, state: State[F]) -> Iterable[State[F] | Exit[F]]:
        """The states behind an instruction, and exits that it may take."""
        ...

    def assume(self, branch: Branch, fact: F) -> F | None:
        """The fact where a branch is taken; None where it cannot be."""
        ...


def _kept(states: list[State[F]], semantics: Semantics[F]) -> list[State[F]]:
    """States that multiplied within a block, joined as they would be where they meet at one."""
    by_key: dict[Hashable, list[State[F]]] = {}
    for state in states:
        known = by_key.setdefault(semantics.key(state.fact), [])
        if any(semantics.covers(old.fact, state.fact) for old in known):
            continue
        if len(known) >= APART:
            fact = state.fact
            for old in known:
                fact = semantics.join(old.fact, fact)
            known[:] = [State(fact, known[0].trail)]
        else:
            known.append(state)
    return [s for group in by_key.values() for s in group]


def explore(
    cfg: Cfg,
    starts: Iterable[tuple[int, State[F]]],
    semantics: Semantics[F],
    goes_on: Callable[[F], bool],
    at_entry: Callable[[int, F], None] | None = None,
) -> list[Exit[F]]:
    """All exits reached from states at block entries, nearest first.

    A fact that does not ``goes_on`` is dropped at the end of its block. ``at_entry`` sees each fact that is taken
    at a block.
    """
    seen: dict[tuple[int, Hashable], list[F]] = {}
    queue: deque[tuple[int, State[F]]] = deque()
    exits: list[Exit[F]] = []

    def enqueue(block: int, state: State[F]) -> None:
        known = seen.setdefault((block, semantics.key(state.fact)), [])
        if any(semantics.covers(old, state.fact) for old in known):
            return
        fact = state.fact
        if len(known) >= APART:
            for old in known:
                fact = semantics.join(old, fact)
            known.clear()
        known.append(fact)
        queue.append((block, State(fact, state.trail)))

    for block, state in starts:
        enqueue(block, state)
    while queue:
        index, state = queue.popleft()
        block_ = cfg.blocks[index]
        if at_entry is not None:
            at_entry(index, state.fact)
        states = [state]
        for instruction in block_.instructions:
            following: list[State[F]] = []
            for before in states:
                for after in semantics.transfer(instruction, before):
                    if isinstance(after, Exit):
                        exits.append(after)
                    else:
                        following.append(after)
            states = _kept(following, semantics) if len(following) > APART else following
        if block_.ending is not None:
            last = block_.instructions[-1] if block_.instructions else None
            exits += (Exit(block_.ending, s, last) for s in states)
            continue
        for after in states:
            if not goes_on(after.fact):
                continue
            for edge in block_.edges:
                if edge.condition is None:
                    enqueue(edge.target, after)
                    continue
                fact = semantics.assume(edge.condition, after.fact)
                if fact is not None:
                    enqueue(edge.target, State(fact, Trail(after.trail, edge.condition)))
    return exits
