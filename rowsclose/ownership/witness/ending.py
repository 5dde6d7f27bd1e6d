"""Whether the process ends behind a function: it is `main`, or the last thing that `main` does.

    func main() { if err := run(); err != nil { log.Fatal(err) } }      run returns, and that is all
    func main() { db := open(); serve(db) }                             open returns, and the process goes on for long

Behind a call there may be words and the end of the process, nothing that may take its time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rowsclose.flow.graph import Block, Cfg, Ending
from rowsclose.flow.reachability import blocks_on_cycles
from rowsclose.go.ir import Assign, Call, Function, Go, Instruction, IsNil, Operator, Place
from rowsclose.go.typing import TargetKind, Typing
from rowsclose.ownership.provenance.callers import Caller, Callers
from rowsclose.ownership.provenance.view import View

_DEEPEST = 3
"""Functions between `main` and the one that is asked about."""

_WAITS = frozenset({"time", "sync", "context", "golang.org/x/sync/errgroup"})


class ProcessEnding:
    """Of the functions of one program."""

    def __init__(self, view: View, callers: Callers) -> None:
        self._view = view
        self._callers = callers

    def follows(self, function: Function, *, failing: bool, deepest: int = _DEEPEST) -> bool:
        """Whether the process ends once an outermost function has returned: in any way, or ``failing``, with an error."""
        package = self._view.program.universe.package(function.package)
        if package is None or package.name != "main":
            return False
        if function.name == "main":
            return True
        callers = self._callers.of(function) if deepest else ()
        return bool(callers) and all(
            self._is_last(c, failing) and self.follows(c.function, failing=failing, deepest=deepest - 1)
            for c in callers
        )

    def _is_last(self, caller: Caller, failing: bool) -> bool:
        """Whether a call is the last thing that its function does."""
        typing = self._view.program.typing(caller.function)
        graph = self._view.bodies.graph(caller.function, typing)
        at = next((b for b in graph.blocks if any(i is caller.call for i in b.instructions)), None)
        if at is None or at.index in blocks_on_cycles(graph):
            return False
        behind = at.instructions[[i is caller.call for i in at.instructions].index(True) + 1 :]
        error = caller.call.targets[-1] if failing and caller.call.targets else None
        further = (b.instructions if b is not at else () for b in _reached(graph, at, error))
        if at.ending not in (None, Ending.RETURN):
            return True
        return all(self._is_short(i, typing) for part in (behind, *further) for i in part)

    def _is_short(self, instruction: Instruction, typing: Typing) -> bool:
        match instruction:
            case Call():
                return self._only_tells(instruction, typing)
            case Go():
                return False
            case Assign(operator=Operator.RECEIVE):
                return False
            case _:
                return True

    def _only_tells(self, call: Call, typing: Typing) -> bool:
        """Whether a call ends the process, or says something by a library that is known to do no more."""
        target = typing.target(call)
        if target.kind in (TargetKind.BUILTIN, TargetKind.CONVERSION) or target.name == "Error":
            return True
        if self._view.bodies.ending(target) is not None:
            return True
        is_known = self._view.callees.describes(target.home) and target.home not in _WAITS
        return is_known and self._view.models.of(target).says_nothing


def _reached(graph: Cfg, start: Block, error: Place | None) -> Iterator[Block]:
    """The blocks behind one; with an ``error`` only those where it is not nil."""
    waiting, seen = [start], {start.index}
    while waiting:
        block = waiting.pop()
        yield block
        for index in _ways(block, error):
            if index not in seen:
                seen.add(index)
                waiting.append(graph.blocks[index])


def _ways(block: Block, error: Place | None) -> Iterable[int]:
    for edge in block.edges:
        condition = edge.condition
        is_other = condition is not None and condition.atom == IsNil(error) and condition.holds if error else False
        if not is_other:
            yield edge.target
