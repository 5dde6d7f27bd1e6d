"""Which variables of a function may still be read where a block begins: classic live variables, backwards.

    failed := err != nil      failed, err are read below
    if failed { return }      err is not: nobody can ask about this value of it again
    err = next()

What is not known for certain counts as read: variables of enclosing functions, what a literal captures or a pointer
leads to, what a deferred call gets (it runs at the end), parameters and results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rowsclose.flow.graph import Block, Cfg
from rowsclose.go.ir import (
    Assign,
    Atom,
    Defer,
    Go,
    Holds,
    Instruction,
    IsDrained,
    IsEqual,
    IsNil,
    IsTrue,
    Operand,
    Operator,
    Place,
    Root,
    Unknown,
    Variable,
)
from rowsclose.go.walk import operands_of, targets_of

_MOST_BITS = 1 << 28  # blocks times variables; a function beyond that has no dead variables


class Liveness:
    """Of one graph: for each block a set of live variables, as bits."""

    def __init__(self, numbers: Mapping[Root, int], live: list[int]) -> None:
        self._numbers = numbers
        self._live = live

    def is_dead(self, root: Root, block: int) -> bool:
        """Whether nothing reads the value any more that a variable has where a block begins."""
        return bool(self.dead_among((root,), block))

    def dead_among(self, roots: Iterable[Root], block: int) -> set[Root]:
        """Those of some variables whose value nothing reads any more where a block begins."""
        numbered = [(root, number) for root in roots if (number := self._numbers.get(root)) is not None]
        return {root for root, number in numbered if not self._live[block] >> number & 1}


def liveness_of(cfg: Cfg) -> Liveness:
    """Worked out by a work list; a variable dies in all blocks where it is certain to be."""
    numbers = {root: number for number, root in enumerate(_local_to(cfg))}
    if len(cfg.blocks) * len(numbers) > _MOST_BITS:
        return Liveness({}, [])
    used, defined = zip(*(_used_and_defined(b, numbers) for b in cfg.blocks), strict=True)
    before: list[list[int]] = [[] for _ in cfg.blocks]
    for block in cfg.blocks:
        for edge in block.edges:
            before[edge.target].append(block.index)
    live = list(used)
    work = [block.index for block in cfg.blocks]
    while work:
        index = work.pop()
        behind = 0
        for edge in cfg.blocks[index].edges:
            behind |= live[edge.target]
        now = used[index] | (behind & ~defined[index])
        if now != live[index]:
            live[index] = now
            work += before[index]
    return Liveness(numbers, live)


def is_read_behind(cfg: Cfg, live: Liveness, written: Instruction, root: Root) -> bool:
    """Whether anything may read the value that an instruction of the graph has given to a variable."""
    for block in cfg.blocks:
        at = next((i for i, one in enumerate(block.instructions) if one is written), None)
        if at is None:
            continue
        for instruction in block.instructions[at + 1 :]:
            if root in _read_by(instruction):
                return True
            if any(p.root == root and not p.path for p in targets_of(instruction)):
                return False
        asked = (r for e in block.edges if e.condition is not None for r in _asked_about(e.condition.atom))
        return not block.edges or root in asked or not all(live.is_dead(root, e.target) for e in block.edges)
    return True  # it is not in sight


def _local_to(cfg: Cfg) -> list[Root]:
    """The variables whose readers are all in sight."""
    function = cfg.function
    hidden: set[Root] = {*function.parameters, *function.results, *function.captured}
    hidden.update(v for literal in function.literals for v in literal.captured)
    found: dict[Root, None] = {}
    for block in cfg.blocks:
        for instruction in block.instructions:
            found.update((p.root, None) for p in targets_of(instruction) if isinstance(p.root, Variable))
            late = isinstance(instruction, Defer | Go)
            if late or (isinstance(instruction, Assign) and instruction.operator is Operator.ADDRESS):
                hidden.update(_roots(operands_of(instruction)))
    return [root for root in found if root not in hidden]


def _used_and_defined(block: Block, numbers: Mapping[Root, int]) -> tuple[int, int]:
    """The variables that a block reads before it writes them, and those that it writes as a whole."""
    used = defined = 0
    for instruction in block.instructions:
        used |= _bits(_read_by(instruction), numbers) & ~defined
        defined |= _bits((p.root for p in targets_of(instruction) if not p.path), numbers)
    for edge in block.edges:
        if edge.condition is not None:
            used |= _bits(_asked_about(edge.condition.atom), numbers) & ~defined
    return used, defined


def _read_by(instruction: Instruction) -> Iterator[Root]:
    yield from _roots(operands_of(instruction))
    yield from (p.root for p in targets_of(instruction) if p.path)  # a part is written: the rest goes on


def _roots(operands: tuple[Operand, ...]) -> Iterator[Root]:
    return (o.root for o in operands if isinstance(o, Place))


def _asked_about(atom: Atom) -> Iterator[Root]:
    match atom:
        case IsNil(place) | IsTrue(place):
            yield place.root
        case IsEqual(left, right):
            yield from _roots((left, right))
        case IsDrained(source):
            yield from _roots((source,))
        case Holds(_, roots):
            yield from roots
        case Unknown():
            pass


def _bits(roots: Iterator[Root], numbers: Mapping[Root, int]) -> int:
    bits = 0
    for root in roots:
        number = numbers.get(root)
        if number is not None:
            bits |= 1 << number
    return bits
