"""Path-sensitive exploration of a graph: property simulation.

    if verbose { log() }         a fact that knows "verbose" and one that knows "not verbose" stay apart here …
    rows := query()
    if verbose { rows.Close() }  … so that each takes one way here, and the leak of the other way is found

After Das, Lerner and Seigle, "ESP: path-sensitive program verification in polynomial time" (PLDI 2002): facts that
agree on a key (the typestate) are joined where they meet, others stay apart, and an edge that a fact contradicts is not
taken. The paper joins all facts of a key; here up to ``APART`` of them are kept as they are.

Nothing here knows what a fact is: see ``Semantics``. Left out: what a call does inside, which is the semantics' affair.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, Protocol, TypeVar

from rowsclose.flow.graph import Block, Branch, Cfg, Ending, Passage
from rowsclose.go.ir import Instruction
from rowsclose.values import value

F = TypeVar("F")

# A join forgets what its facts do not agree on, and with it which answer goes with which state. Most functions ask few
# questions that are asked again, so a handful of facts kept apart loses next to nothing, and costs next to nothing.
# Measured on the fixtures: with 1, four findings differ, with 2 one does, from 3 on none; with 200, code that parses
# options by a long row of conditions takes six times as long. The price of any number: a correlation among more facts
# than that is forgotten, and a path that nobody can take may be reported.
APART = 6
"""How many facts with one key a block keeps apart before it joins them."""

# Two answers make two ways to defer, or not to defer, a call; four of them make sixteen. Real code seldom has two.
KEYS_APART = 16
"""How many keys of one family a block keeps apart before it merges all of its facts."""

# Each join may forget one answer alone, so that a block of a function with forty answers is come to hundreds of times,
# and so is each literal that it runs, and each that this one runs.
JOINS = 4
"""How many joins of one key a block makes before it forgets all that may differ."""

# Until then a fact that has been joined with others goes on by itself too: it knows more, and its way is shorter.
PATIENCE = 16
"""How often the blocks of a function are taken, on average, before what a join covers is no longer taken by itself."""
_FEW = 2_000  # blocks taken in all, of which nobody needs to be spared any


@value
class Trail:
    """The way to a state: the last branch taken, or call gone through, and the way before it; ``length`` counts both.

    A linked list from the end, since all states behind a branch share what lies before it.
    """

    previous: Trail | None
    branch: Branch | Passage
    length: int = 1


def length_of(trail: Trail | None) -> int:
    """How many branches and calls a way has."""
    return 0 if trail is None else trail.length


def going_on(trail: Trail | None, by: Branch | Passage) -> Trail:
    """The way that goes on by a branch, or through a call."""
    return Trail(trail, by, length_of(trail) + 1)


@value
class State(Generic[F]):
    """A fact, and how it came about; no trail where no branch has been taken yet."""

    fact: F
    trail: Trail | None


@value
class Exit(Generic[F]):
    """A state at an end of the function; ``at`` is the instruction that ends it (None: an endless block)."""

    ending: Ending
    state: State[F]
    at: Instruction | None


class Lattice(Protocol[F]):
    """The order of facts.

    Facts of one key form a lattice of finite height: ``covers`` is its order, and a chain of facts each of which
    covers the one before it, and is another, ends. Without that exploration might not. So do the facts of one family.
    """

    def key(self, fact: F) -> Hashable:
        """Facts with different keys are never joined."""
        ...

    def covers(self, old: F, new: F) -> bool:
        """Whether whatever can follow ``new`` can follow ``old`` too; both have one key."""
        ...

    def join(self, left: F, right: F) -> F:
        """A fact of the same key that covers both."""
        ...

    def widen(self, fact: F) -> F:
        """A fact of the same key that covers it, and that few others cover."""
        ...

    def family(self, fact: F) -> Hashable:
        """Facts of different families are never merged; those of one key are of one family."""
        ...

    def merge(self, left: F, right: F) -> F:
        """A fact of the same family that says no more than either, whatever their keys; one of the two where it does."""
        ...


class Semantics(Lattice[F], Protocol[F]):
    """What exploration needs to know about facts, and about what code does to them."""

    def transfer(self, instruction: Instruction, state: State[F]) -> Iterable[State[F] | Exit[F]]:
        """The states behind an instruction, and exits that it may take."""
        ...

    def entering(self, block: int, fact: F) -> F:
        """The fact without what cannot matter from a block's entry on: facts that differ in that alone are one."""
        ...

    def assume(self, branch: Branch, fact: F) -> F | None:
        """The fact where a branch is taken; None where it cannot be."""
        ...


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

    It ends, in polynomial time. At most ``KEYS_APART`` keys of a family are told apart at a block: beyond that all facts
    of the family that come there are merged into one. Only a fact that no known one covers is taken at a block, and each
    join covers all that was known there: between two joins of a key lie at most ``APART`` facts, and the joined facts
    are a rising chain in the lattice, which ``widen`` makes short. So a block is taken some dozen times for each key,
    and as often again as a fact has places that hold the resource, however many paths lead to it.
    """
    exploration = _Exploration(cfg, semantics, goes_on)
    for block, state in starts:
        exploration.enqueue(block, state)
    exploration.run(at_entry)
    return exploration.exits


class _Exploration(Generic[F]):
    def __init__(self, cfg: Cfg, semantics: Semantics[F], goes_on: Callable[[F], bool]) -> None:
        self.exits: list[Exit[F]] = []
        self._cfg = cfg
        self._semantics = semantics
        self._goes_on = goes_on
        self._known: dict[tuple[int, Hashable], _Met[F]] = {}  # by block and family
        # First in, first out, as in any breadth-first search: whatever is taken from the queue has passed no more blocks
        # than what is still in it. So the first state at an exit has a shortest witness, and a longer one that says
        # nothing new is covered by it and dropped.
        self._queue: deque[tuple[int, State[F]]] = deque()
        self._left = max(PATIENCE * len(cfg.blocks), _FEW)  # blocks that are taken before patience ends

    def enqueue(self, block: int, state: State[F]) -> None:
        """Have a state taken at a block, unless one that covers it is or was."""
        fact = self._semantics.entering(block, state.fact)
        if fact is not state.fact:
            state = State(fact, state.trail)
        place = block, self._semantics.family(state.fact)
        met = self._known.get(place)
        if met is None:
            met = self._known[place] = _Met(self._semantics)
        admitted = met.admit(state)
        if admitted is not None:
            self._queue.append((block, admitted))

    def run(self, at_entry: Callable[[int, F], None] | None) -> None:
        """Take states until there are no more."""
        while self._queue:
            index, state = self._queue.popleft()
            self._left -= 1
            if self._left < 0 and not self._known[index, self._semantics.family(state.fact)].stands(state):
                continue
            if at_entry is not None:
                at_entry(index, state.fact)
            block = self._cfg.blocks[index]
            states = self._through(block, state)
            if block.ending is not None:
                last = block.instructions[-1] if block.instructions else None
                self.exits += (Exit(block.ending, s, last) for s in states)
            else:
                self._onwards(block, [s for s in states if self._goes_on(s.fact)])

    def _through(self, block: Block, state: State[F]) -> list[State[F]]:
        """The states behind a block's instructions."""
        states = [state]
        for instruction in block.instructions:
            following: list[State[F]] = []
            for before in states:
                for after in self._semantics.transfer(instruction, before):
                    if isinstance(after, Exit):
                        self.exits.append(after)
                    else:
                        following.append(after)
            # Each instruction may fork a state, so a long block would be exponential without a look at each of them.
            states = joined(following, self._semantics) if len(following) > APART else following
        return states

    def _onwards(self, block: Block, states: list[State[F]]) -> None:
        """Take the edges of a block that the facts do not contradict."""
        for state in states:
            for edge in block.edges:
                if edge.condition is None:
                    self.enqueue(edge.target, state)
                    continue
                fact = self._semantics.assume(edge.condition, state.fact)
                if fact is not None:
                    self.enqueue(edge.target, State(fact, going_on(state.trail, edge.condition)))


class _Met(Generic[F]):
    """The states of one family that have come to one block."""

    def __init__(self, lattice: Lattice[F]) -> None:
        self._lattice = lattice
        self._by_key: dict[Hashable, _Known[F]] = {}
        self._merged: State[F] | None = None  # all of them, where there have been too many keys

    def admit(self, state: State[F]) -> State[F] | None:
        """What goes on of a state that comes to the others; None where one of them covers it."""
        if self._merged is not None:
            return self._merge(self._merged, state)
        key = self._lattice.key(state.fact)
        known = self._by_key.get(key)
        if known is None:
            if len(self._by_key) >= KEYS_APART:
                return self._merge_all(state)
            known = self._by_key[key] = _Known(self._lattice)
        return known.admit(state)

    def stands(self, state: State[F]) -> bool:
        """Whether an admitted state still stands by itself: no join or merge has taken its place since."""
        if self._merged is not None:
            return state is self._merged
        known = self._by_key.get(self._lattice.key(state.fact))
        return known is not None and any(one is state for one in known.states)

    def _merge_all(self, state: State[F]) -> State[F]:
        fact = state.fact
        for known in self._by_key.values():
            for old in known.states:
                fact = self._lattice.merge(fact, old.fact)
        self._by_key.clear()
        self._merged = State(fact, state.trail)
        return self._merged

    def _merge(self, merged: State[F], state: State[F]) -> State[F] | None:
        fact = self._lattice.widen(self._lattice.merge(merged.fact, state.fact))
        if fact == merged.fact:
            return None
        self._merged = State(fact, state.trail)
        return self._merged


class _Known(Generic[F]):
    """The states of one key at one place, at most ``APART`` of them."""

    def __init__(self, lattice: Lattice[F]) -> None:
        self.states: list[State[F]] = []
        self._lattice = lattice
        self._joins = 0

    def admit(self, state: State[F]) -> State[F] | None:
        """What goes on of a state that comes to the others: None where one of them covers it.

        With ``APART`` of them there it goes on as the join of all, and they are forgotten. The join keeps the trail of
        the state that came last, for it is this one that opens ways which the others could not take.
        """
        if any(self._lattice.covers(old.fact, state.fact) for old in self.states):
            return None
        if len(self.states) >= APART:
            state = State(self._joined_with(state.fact), state.trail)
            self.states.clear()
        self.states.append(state)
        return state

    def _joined_with(self, fact: F) -> F:
        for old in self.states:
            fact = self._lattice.join(old.fact, fact)
        self._joins += 1
        return self._lattice.widen(fact) if self._joins > JOINS else fact


def joined(states: list[State[F]], semantics: Lattice[F]) -> list[State[F]]:
    """States that multiplied at one place, joined as they would be where they meet at a block."""
    by_key: dict[Hashable, _Known[F]] = {}
    for state in states:
        key = semantics.key(state.fact)
        if key not in by_key:
            by_key[key] = _Known(semantics)
        by_key[key].admit(state)
    return [state for known in by_key.values() for state in known.states]
