"""How control comes back to a call, and what is done with a value afterwards: questions about a graph alone."""

from __future__ import annotations

from collections.abc import Sequence

from rowsclose.flow.graph import Cfg
from rowsclose.flow.reachability import blocks_on_cycles, reachable_from
from rowsclose.go.ir import Assign, Call, Instruction, Method, Place, Root, Variable
from rowsclose.go.walk import functions_within, instructions_of, targets_of

_ADVANCING = frozenset({"Next", "NextResultSet", "Scan", "StructScan", "MapScan", "SliceScan", "Values", "NextRow"})


def repeated(graph: Cfg, root: Root | None, site: Call | None) -> frozenset[int]:
    """The instructions (by ``id``) that control comes back to with the same value in a variable.

    ``for rows.Next()`` is, ``if rows.Next()`` is not; nor is what lies on a cycle on which the variable is assigned, or
    the call at ``site`` acquires anew.
    """
    anew = frozenset(b.index for b in graph.blocks if any(_begins(i, root, site) for i in b.instructions))
    cycles = blocks_on_cycles(graph, anew)
    return frozenset(id(i) for b in graph.blocks if b.index in cycles for i in b.instructions)


def _begins(instruction: Instruction, root: Root | None, site: Call | None) -> bool:
    return instruction is site or any(p.root is root and not p.path for p in targets_of(instruction))


def is_renewed(graph: Cfg, root: Root, after: Root) -> bool:
    """Whether a variable is written, once control comes back to the declaration of another, only if declared anew.

    Then what captures it goes on to see what it holds.
    """
    literals = (f for f in functions_within(graph.function) if f is not graph.function)
    by_calls = any(p.root == root for f in literals for i in instructions_of(f) for p in targets_of(i))

    def first_write(instructions: Sequence[Instruction]) -> Instruction | None:
        return next((i for i in instructions if _writes(i, root) or (by_calls and isinstance(i, Call))), None)

    ways = []
    for block in graph.blocks:
        for position, instruction in enumerate(block.instructions):
            if _declares(instruction, after):
                ways.append((block, block.instructions[position:]))
    seen: set[int] = set()
    while ways:
        block, instructions = ways.pop()
        written = first_write(instructions)
        if written is not None and not _declares(written, root):
            return False
        if written is None:
            further = {e.target for e in block.edges} - seen
            seen |= further
            ways += [(graph.blocks[index], graph.blocks[index].instructions) for index in further]
    return True


def uses_after(graph: Cfg, call: Call, place: Place, releases: frozenset[str] = frozenset()) -> bool:
    """Whether control may go on from a call to advance, read or release the same value: then the call did not close it."""
    if not isinstance(place.root, Variable):
        return False
    for block in graph.blocks:
        position = next((n for n, i in enumerate(block.instructions) if i is call), None)
        if position is None:
            continue
        later = reachable_from(graph, block.index)
        behind = (i for b in later for i in graph.blocks[b].instructions)
        if any(_uses(i, place, _ADVANCING | releases) for i in (*block.instructions[position + 1 :], *behind)):
            return True
    return False


def _uses(instruction: Instruction, place: Place, methods: frozenset[str]) -> bool:
    if not isinstance(instruction, Call) or not isinstance(instruction.callee, Method):
        return False
    return instruction.callee.receiver == place and instruction.callee.name in methods


def _writes(instruction: Instruction, root: Root) -> bool:
    return any(p == Place(root) for p in targets_of(instruction))


def _declares(instruction: Instruction, root: Root) -> bool:
    match instruction:
        case Assign(Place(declared, ()), declares=True):
            return declared == root
        case Call(targets=targets, declares=declares):
            return any(new and place == Place(root) for place, new in zip(targets, declares, strict=False))
        case _:
            return False
