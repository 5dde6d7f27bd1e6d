"""Control-flow graph of one function body.

    if err != nil { T() }        0: (entry)      -> 1 [err is nil: no], 2 [err is nil: yes]
    D()                          1: T()          -> 2
                                 2: D(); return

Conditions are on edges; ``&&``, ``||`` and ``!`` are split while building, so an edge asks one atomic question. A call
that never returns ends its block. Panics of ordinary calls are not modelled. A function literal has a graph of its own.

The graph holds no statement: what is left of one are its blocks, their kinds and the conditions on their edges.
"""

from __future__ import annotations

import enum

from rowsclose.go.ir import Atom, Function, Instruction
from rowsclose.source import Span
from rowsclose.values import value


class BlockKind(enum.Enum):
    """Why a block exists. For people who read a dump: nothing may depend on it."""

    ENTRY = "entry"
    CONDITION = "condition"
    THEN = "then"
    ELSE = "else"
    AFTER_IF = "after if"
    LOOP_HEAD = "loop head"
    LOOP_BODY = "loop body"
    LOOP_POST = "loop post"
    AFTER_LOOP = "after loop"
    CASE = "case"
    AFTER_SWITCH = "after switch"
    AFTER_SELECT = "after select"
    LABEL = "label"
    UNREACHABLE = "unreachable"


class Ending(enum.Enum):
    """How a block that has no edges ends the function."""

    RETURN = "return"
    GOROUTINE = "goroutine"  # a panic or runtime.Goexit: deferred calls run
    PROCESS = "process"  # os.Exit: nothing runs, nothing leaks
    BLOCKED = "blocked"  # an empty select, an endless loop: nothing follows


@value
class Branch:
    """The condition on an edge: ``atom`` holds or does not; ``span`` is where it is asked.

    The same question has the same atom wherever and however it is asked, so what one edge says another may contradict.
    An edge of a range loop asks ``IsDrained``: that tells a loop from a comparison, whatever the source says.
    """

    atom: Atom
    holds: bool
    span: Span
    # Whether the source at the span is true there: `err != nil` is, where the atom "err is nil" does not hold. People
    # read the source, so this is what a witness says.
    reads: bool
    tag: Span | None = None  # what the value at the span is compared with, in a case of a switch


@value
class Passage:
    """A call on the way that goes one way of its callee's: it leaves by the instruction at ``span`` of the file ``path``."""

    path: str
    span: Span
    call: Span


@value
class Edge:
    """A way out of a block; ``condition`` is None where it is always open."""

    target: int  # an index into ``Cfg.blocks``
    condition: Branch | None = None


@value
class Block:
    """Instructions that run one after the other, and the ways out.

    Edges come in three shapes: none, and then there is an ``ending``; a pair that asks one question, yes and no; any
    number without a condition (one, but for ``select``).
    """

    index: int
    kind: BlockKind
    instructions: tuple[Instruction, ...]
    edges: tuple[Edge, ...]
    ending: Ending | None


@value(eq=False)
class Cfg:
    """The graph; ``blocks[0]`` is the entry, the order is otherwise undefined. Every edge's target is an index."""

    function: Function
    blocks: tuple[Block, ...]

    def __str__(self) -> str:
        """One line a block, for people."""
        lines = []
        for block in self.blocks:
            ways = [f"{e.target}{_asked(e.condition)}" for e in block.edges]
            end = ", ".join(ways) if ways else (block.ending.value if block.ending else "?")
            lines.append(f"{block.index} {block.kind.value}: {len(block.instructions)} instructions -> {end}")
        return "\n".join(lines)


def _asked(condition: Branch | None) -> str:
    return "" if condition is None else f" [{type(condition.atom).__name__} {'yes' if condition.holds else 'no'}]"
