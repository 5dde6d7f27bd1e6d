"""What is known where a function comes to its acquiring calls, before anything is acquired."""

from __future__ import annotations

from collections.abc import Collection

from rowsclose.flow.exploration import State, explore
from rowsclose.flow.graph import Cfg
from rowsclose.flow.reachability import leading_to
from rowsclose.go.ir import Call, Go
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Typestate
from rowsclose.ownership.transfer.frame import Frame
from rowsclose.ownership.transfer.interpreter import Interpretation
from rowsclose.values import value

Pending = dict[int, list[Fact]]
"""What is known at the entries of blocks before anything is acquired."""


@value(eq=False)
class Home:
    """What is worked out once of a function, for all that it acquires.

    ``blocks`` are those that the acquiring calls stand in, by the ``id`` of each, and ``pending`` is what is known there.
    ``registers_end``: it leaves something to the end of a test, which comes after its caller: ``t.Cleanup``.
    """

    blocks: dict[int, list[int]]
    pending: Pending
    on_cycles: frozenset[int]
    registers_end: bool


_ENTRY = 0  # a deferred call acquires at the exits, and is followed from the entry


def pending_facts(frame: Frame, at: Collection[int]) -> Pending:
    """What is known at the entries of these blocks of a frame, of the first one and of those on the way.

    No resource is followed yet, so that what lies behind the last of them is nobody's concern.
    """
    facts: Pending = {}
    explore(
        leading_to(frame.graph, [_ENTRY, *at]),
        [(_ENTRY, State(Fact(Typestate.PENDING), None))],
        Interpretation(frame),
        lambda _: True,
        lambda block, fact: facts.setdefault(block, []).append(fact),
    )
    return facts


def blocks_of(graph: Cfg, calls: Collection[Call]) -> dict[int, list[int]]:
    """The blocks that calls stand in, by the ``id`` of each: started ones included; deferred ones stand in none."""
    found: dict[int, list[int]] = {id(call): [] for call in calls}
    for block in graph.blocks:
        for call in {id(i.call if isinstance(i, Go) else i) for i in block.instructions}:
            if call in found:
                found[call].append(block.index)
    return found
