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
            if declares(instruction, after):
                ways.append((block, block.instructions[position:]))
    seen: set[int] = set()
    while ways:
        block, instructions = ways.pop()
        written = first_write(instructions)
        if written is not None and not declares(written, root):
            return False
        if written is None:
            further = {e.target for e in block.edges} - seen
            seen |= further
            ways += [(graph.blocks[index], graph.blocks[index].instructions) for index in further]
    return True


class Uses:
    """The method calls of one graph, by the value that they are of."""

    def __init__(self, graph: Cfg) -> None:
        self._graph = graph
        self._stands_at: dict[int, tuple[int, int]] = {}  # a call, by ``id``: its block, and its position there
        self._of: dict[Place, list[Call]] = {}
        for block in graph.blocks:
            for position, instruction in enumerate(block.instructions):
                if isinstance(instruction, Call):
                    self._stands_at[id(instruction)] = (block.index, position)
                    if isinstance(instruction.callee, Method) and isinstance(instruction.callee.receiver, Place):
                        self._of.setdefault(instruction.callee.receiver, []).append(instruction)

    def are_after(self, call: Call, place: Place, releases: frozenset[str] = frozenset()) -> bool:
        """Whether control may go on from a call to advance, read or release the value: then the call did not close it."""
        at = self._stands_at.get(id(call))
        if at is None or not isinstance(place.root, Variable):
            return False
        methods = _ADVANCING | releases
        uses = [self._stands_at[id(c)] for c in self._of.get(place, ()) if _method_of(c) in methods]
        if any(block == at[0] and position > at[1] for block, position in uses):
            return True
        return bool(uses) and not reachable_from(self._graph, at[0]).isdisjoint(block for block, _ in uses)


def _method_of(call: Call) -> str:
    return call.callee.name if isinstance(call.callee, Method) else ""


def _writes(instruction: Instruction, root: Root) -> bool:
    return any(p == Place(root) for p in targets_of(instruction))


def declares(instruction: Instruction, root: Root) -> bool:
    """Whether an instruction declares a variable."""
    match instruction:
        case Assign(Place(declared, ()), declares=True):
            return declared == root
        case Call(targets=targets, declares=declares):
            return any(new and place == Place(root) for place, new in zip(targets, declares, strict=False))
        case _:
            return False
