"""Which blocks control can come to, and come back to.

Of the graph's shape alone: no condition is asked about, so a block that is reached here may still be one that no path
with facts gets to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rowsclose.flow.graph import Block, Cfg
from rowsclose.values import replace


def blocks_on_cycles(cfg: Cfg, avoiding: frozenset[int] = frozenset()) -> frozenset[int]:
    """The blocks that lie on a cycle which passes none of the blocks ``avoiding``."""
    ways = {
        b.index: [e.target for e in b.edges if e.target not in avoiding] for b in cfg.blocks if b.index not in avoiding
    }
    found: set[int] = set()
    for component in _components(ways):
        # A block alone is a component too; it is a cycle only where it leads to itself.
        alone = len(component) == 1
        if not alone or component[0] in ways[component[0]]:
            found.update(component)
    return frozenset(found)


def reachable_from(cfg: Cfg, start: int) -> frozenset[int]:
    """The blocks that control may come to once it has left a block; the block itself only by a cycle."""
    found: set[int] = set()
    stack = [start]
    while stack:
        for edge in cfg.blocks[stack.pop()].edges:
            if edge.target not in found:
                found.add(edge.target)
                stack.append(edge.target)
    return frozenset(found)


def leading_to(cfg: Cfg, blocks: Collection[int]) -> Cfg:
    """The part of a graph that leads to some blocks: all others are empty, as are the last ones, and lead nowhere.

    Each block keeps its index, and control comes to those blocks as it does in the whole graph.
    """
    before: list[list[int]] = [[] for _ in cfg.blocks]
    for block in cfg.blocks:
        for edge in block.edges:
            before[edge.target].append(block.index)
    found = {index for wanted in blocks for index in before[wanted]}
    stack = [*found]
    while stack:
        for index in before[stack.pop()]:
            if index not in found:
                found.add(index)
                stack.append(index)
    return Cfg(
        cfg.function, tuple(b if b.index in found else replace(b, instructions=(), edges=()) for b in cfg.blocks)
    )


def reached_blocks(cfg: Cfg) -> list[Block]:
    """The blocks that control may come to from the entry, in the order of their indices."""
    return [cfg.blocks[index] for index in sorted({0} | reachable_from(cfg, 0))]


def _components(ways: dict[int, list[int]]) -> Iterator[list[int]]:
    """The strongly connected components: Tarjan, "Depth-first search and linear graph algorithms" (1972).

    With a work list in place of recursion: generated code has functions of more blocks than Python has frames.
    """
    order: dict[int, int] = {}  # when each block was first come to
    # The earliest block on the stack that is known to be in the same component: one's own number as long as none is.
    lowest: dict[int, int] = {}
    stack: list[int] = []  # blocks whose component is not complete
    on_stack: set[int] = set()
    for start in ways:
        if start in order:
            continue
        work: list[tuple[int, int]] = [(start, 0)]  # the path from the start, each block with its next edge
        while work:
            at, step = work.pop()
            if at not in order:
                order[at] = lowest[at] = len(order)
                stack.append(at)
                on_stack.add(at)
            targets = ways[at]
            while step < len(targets) and targets[step] in order:
                if targets[step] in on_stack:
                    lowest[at] = min(lowest[at], order[targets[step]])
                step += 1
            if step < len(targets):
                # Come back to this edge once the block behind it is done, and see then what it has found.
                work += [(at, step), (targets[step], 0)]
                continue
            if lowest[at] == order[at]:  # no way leads further back: the component is what lies above on the stack
                component: list[int] = []
                while not component or component[-1] != at:
                    component.append(stack.pop())
                    on_stack.discard(component[-1])
                yield component
            if work:  # what can be got back to from here can be from the block before it
                lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[at])
