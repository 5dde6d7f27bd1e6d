"""What is known where a function comes to its acquiring calls, before anything is acquired."""

from __future__ import annotations

from collections.abc import Collection

from rowsclose.flow.exploration import State, explore
from rowsclose.flow.graph import Cfg
from rowsclose.flow.reachability import leading_to
from rowsclose.go.ir import Call, Go, Instruction
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Typestate
from rowsclose.ownership.transfer.frame import Frame
from rowsclose.ownership.transfer.interpreter import Interpretation

Pending = dict[int, list[Fact]]
"""What is known at the entries of blocks before anything is acquired."""

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


def blocks_of(graph: Cfg, calls: Collection[Call]) -> list[int]:
    """The blocks that calls stand in, started ones included; deferred ones stand in none."""
    sites = set(map(id, calls))
    return [b.index for b in graph.blocks if any(_call_of(i) in sites for i in b.instructions)]


def _call_of(instruction: Instruction) -> int:
    return id(instruction.call if isinstance(instruction, Go) else instruction)
