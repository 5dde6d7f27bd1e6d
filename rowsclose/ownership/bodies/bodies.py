"""The graphs of functions, and what else of a body is worked out once: its calls, its variables, what is relevant in it.

A graph rests on how the callees end (a call that never returns ends its block). Those are questions of a solver: a graph
that was made while some are still open is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rowsclose.flow.builder import build
from rowsclose.flow.graph import Cfg, Ending
from rowsclose.flow.liveness import Liveness, liveness_of
from rowsclose.flow.reachability import reached_blocks
from rowsclose.go.ir import Call, Function, Instruction, Method, Root, Variable
from rowsclose.go.typing import Target, Typing
from rowsclose.go.walk import functions_within, instructions_of, locals_of, receiver_of, targets_of
from rowsclose.ownership.bodies.loops import Uses, repeated
from rowsclose.ownership.bodies.relevance import Relevance, relevance_of
from rowsclose.solver import Derived, Solver


class Bodies:
    """What the bodies of a program's functions show. All of it can be let go of, and is then worked out again."""

    def __init__(self, ending_of: Callable[[Target], Ending | None], solver: Solver) -> None:
        """``ending_of`` tells how a callee that never returns ends its caller."""
        self._ending_of = ending_of
        self._graphs: Derived[Function, Cfg] = Derived(solver)
        self._live: Derived[Function, Liveness] = Derived(solver)
        self._relevant: Derived[Function, Relevance] = Derived(solver)
        self._repeated: Derived[tuple[Function, Root | None, int], frozenset[int]] = Derived(solver)
        self._uses: Derived[Function, Uses] = Derived(solver)
        self._expecting: dict[Function, bool] = {}
        self._calls_within: dict[Function, frozenset[int]] = {}
        self._assigned: dict[Function, frozenset[Variable]] = {}
        self._locals: dict[Function, frozenset[Variable]] = {}
        self._interned: dict[Call, Call] = {}

    def forget(self) -> None:
        """Let go of everything."""
        self._graphs.clear()
        self._live.clear()
        self._relevant.clear()
        self._repeated.clear()
        self._uses.clear()
        for per_function in (self._expecting, self._calls_within, self._assigned, self._locals, self._interned):
            per_function.clear()

    # Graphs ---------------------------------------------------------------------------------------

    def graph(self, function: Function, typing: Typing) -> Cfg:
        """The graph of a function's own body, without those of its literals."""
        return self._graphs.of(function, lambda: build(function, lambda c: self._ending_of(typing.target(c))))

    def ending(self, target: Target) -> Ending | None:
        """How a callee that never returns ends its caller; None for one that may return."""
        return self._ending_of(target)

    def reached(self, function: Function, typing: Typing) -> Iterator[Instruction]:
        """The instructions of a function's own body that control may come to."""
        for block in reached_blocks(self.graph(function, typing)):
            yield from block.instructions

    def liveness(self, function: Function, typing: Typing) -> Liveness:
        """Which variables of a function's own may still be read, block by block."""
        return self._live.of(function, lambda: liveness_of(self.graph(function, typing)))

    def uses(self, function: Function, typing: Typing) -> Uses:
        """The method calls of a function's own body, by what they are of."""
        return self._uses.of(function, lambda: Uses(self.graph(function, typing)))

    def relevance(self, home: Function, typing: Typing) -> Relevance:
        """What knowledge of a function's variables can matter, those of its literals included."""
        graphs = functions_within(home)
        return self._relevant.of(home, lambda: relevance_of([self.graph(f, typing) for f in graphs]))

    def is_repeated(self, call: Call, function: Function, typing: Typing, site: Call | None) -> bool:
        """Whether control comes back to a call on a value without acquiring anew: see ``loops.repeated``."""
        receiver = receiver_of(call)
        root = receiver.root if receiver is not None else None
        key = (function, root, id(site))
        found = self._repeated.of(key, lambda: repeated(self.graph(function, typing), root, site))
        return id(call) in found

    def expects_more_sets(self, function: Function) -> bool:
        """Whether code asks for a further result set (``NextResultSet``): then running out of rows does not close."""
        if function not in self._expecting:
            self._expecting[function] = any(
                isinstance(i, Call) and isinstance(i.callee, Method) and i.callee.name == "NextResultSet"
                for f in functions_within(function)
                for i in instructions_of(f)
            )
        return self._expecting[function]

    # Literals -------------------------------------------------------------------------------------

    def contains(self, literal: Function, call: Call) -> bool:
        """Whether a call stands in a literal, or in one within it."""
        if literal not in self._calls_within:
            self._calls_within[literal] = frozenset(
                id(i) for f in functions_within(literal) for i in instructions_of(f) if isinstance(i, Call)
            )
        return id(call) in self._calls_within[literal]

    def assigned_captures(self, literal: Function) -> frozenset[Variable]:
        """Variables of enclosing functions that a literal assigns to."""
        if literal not in self._assigned:
            roots = {p.root for f in functions_within(literal) for i in instructions_of(f) for p in targets_of(i)}
            self._assigned[literal] = frozenset(r for r in roots if r in literal.captured and isinstance(r, Variable))
        return self._assigned[literal]

    def locals_of(self, literal: Function) -> frozenset[Variable]:
        """The variables that a literal itself declares: they are gone once it has returned."""
        if literal not in self._locals:
            self._locals[literal] = locals_of(literal)
        return self._locals[literal]

    def interned(self, call: Call) -> Call:
        """One object for equal calls, so that facts can tell deferred calls by their identity."""
        return self._interned.setdefault(call, call)
