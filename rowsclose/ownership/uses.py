"""How control comes back to a call, and what is done with a value afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rowsclose.flow.reachability import blocks_on_cycles, reachable_from
from rowsclose.go.ir import (
    Assign,
    Call,
    Function,
    Global,
    Instruction,
    Method,
    Place,
    Variable,
)
from rowsclose.go.walk import call_operands, functions_within, instructions_of, targets_of

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter

_ADVANCING = frozenset({"Next", "NextResultSet", "Scan", "StructScan", "MapScan", "SliceScan", "Values", "NextRow"})


class Uses:
    """Questions about the way on from a call, asked of one interpreter."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter
        self.world = interpreter.world
        self.typing = interpreter.typing
        self._looping: dict[Function, dict[object, frozenset[int]]] = {}

    def loops_over(self, call: Call) -> bool:
        """Whether control comes back to a call without acquiring anew: ``for rows.Next()``, not ``if rows.Next()``."""
        frame = self._in.frame
        receiver = call.callee.receiver if isinstance(call.callee, Method) else None
        root = receiver.root if isinstance(receiver, Place) else None
        if frame not in self._looping:
            self._looping[frame] = {}
        known = self._looping[frame]
        if root not in known:
            cfg = self.world.cfg(frame, self.typing)
            anew = frozenset(b.index for b in cfg.blocks if any(self._begins(i, root) for i in b.instructions))
            cycles = blocks_on_cycles(cfg, anew)
            known[root] = frozenset(id(i) for b in cfg.blocks if b.index in cycles for i in b.instructions)
        return id(call) in known[root]

    def is_renewed(self, root: Variable | Global, after: Variable | Global) -> bool:
        """Whether a variable is written, once control comes back to the declaration of another, only if declared anew.

        Then what captures it goes on to see what it holds.
        """
        frame = self._in.frame
        cfg = self.world.cfg(frame, self.typing)
        literals = (f for f in functions_within(frame) if f is not frame)
        by_calls = any(p.root == root for f in literals for i in instructions_of(f) for p in targets_of(i))

        def first_write(instructions: Sequence[Instruction]) -> Instruction | None:
            return next((i for i in instructions if _writes(i, root) or (by_calls and isinstance(i, Call))), None)

        ways = []
        for block in cfg.blocks:
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
                ways += [(cfg.blocks[index], cfg.blocks[index].instructions) for index in further]
        return True

    def uses_after(self, call: Call, place: Place) -> bool:
        """Whether control may go on from a call to advance or read the same value: then the call did not close it."""
        if not isinstance(place.root, Variable):
            return False
        cfg = self.world.cfg(self._in.frame, self.typing)
        for block in cfg.blocks:
            position = next((n for n, i in enumerate(block.instructions) if i is call), None)
            if position is None:
                continue
            later = reachable_from(cfg, block.index)
            if any(_reads(i, place) for i in block.instructions[position + 1 :]):
                return True
            if any(_reads(i, place) for b in later for i in cfg.blocks[b].instructions):
                return True
        return False

    def places_in(self, call: Call) -> list[Place]:
        """The places that a call gets, its receiver included."""
        return [o for o in call_operands(call) if isinstance(o, Place)]

    def _begins(self, instruction: Instruction, root: object) -> bool:
        return instruction is self._in.site or any(p.root is root and not p.path for p in targets_of(instruction))


def _reads(instruction: Instruction, place: Place) -> bool:
    if not isinstance(instruction, Call) or not isinstance(instruction.callee, Method):
        return False
    return instruction.callee.receiver == place and instruction.callee.name in _ADVANCING


def expects_more_sets(function: Function) -> bool:
    """Whether code asks for a further result set (``NextResultSet``): then running out of rows does not close."""
    return any(
        isinstance(i, Call) and isinstance(i.callee, Method) and i.callee.name == "NextResultSet"
        for f in functions_within(function)
        for i in instructions_of(f)
    )


def _writes(instruction: Instruction, root: Variable | Global) -> bool:
    return any(p == Place(root) for p in targets_of(instruction))


def _declares(instruction: Instruction, root: Variable | Global) -> bool:
    match instruction:
        case Assign(Place(declared, ()), declares=True):
            return declared == root
        case Call(targets=targets, declares=declares):
            return any(new and place == Place(root) for place, new in zip(targets, declares, strict=False))
        case _:
            return False
