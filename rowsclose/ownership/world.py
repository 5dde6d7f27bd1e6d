"""What one run knows besides a function's own code: contracts, directives, graphs, and the outcomes of other functions."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.flow.builder import build
from rowsclose.flow.graph import Cfg, Ending
from rowsclose.flow.reachability import reached_blocks
from rowsclose.go import types as t
from rowsclose.go.declarations import Directive
from rowsclose.go.ir import (
    Assign,
    Atom,
    Call,
    Function,
    Global,
    Instruction,
    IsNil,
    IsTrue,
    Operator,
    Place,
    Variable,
)
from rowsclose.go.program import Program
from rowsclose.go.typing import Target, TargetKind, Typing
from rowsclose.go.walk import functions_within, instructions_of, locals_of, targets_of
from rowsclose.ownership.closers import Closers
from rowsclose.ownership.contracts import Contract, Contracts
from rowsclose.ownership.directives import Head, Where, head_of, well_formed
from rowsclose.ownership.facts import Fact
from rowsclose.ownership.implementations import Implementations
from rowsclose.ownership.relevance import Relevance, relevance_of
from rowsclose.ownership.summaries import Summaries
from rowsclose.stubs.loader import Stubs

_SAID_BY_BODIES = frozenset({"closes", "takes", "borrows", "alias", "not-acquired"})


class World:
    """The analysis's view of a program. One serves one run; everything in it is worked out once and on demand."""

    def __init__(self, program: Program, stubs: Stubs) -> None:
        self.program = program
        self.stubs = stubs
        self.implementations = Implementations(self)
        self.summaries = Summaries(self)
        self.contracts = Contracts(
            program.universe,
            stubs.type_declaration,
            stubs.method_directives,
            self.summaries.releases_field,
            self.summaries.ends_field,
            self.summaries.advances_field,
        )
        self.closers = Closers(self)
        self._cfgs: dict[Function, Cfg] = {}
        self._calls_within: dict[Function, frozenset[int]] = {}
        self._assigned: dict[Function, frozenset[Variable]] = {}
        self._locals: dict[Function, frozenset[Variable]] = {}
        self._interned: dict[Call, Call] = {}
        self._relevant: dict[Function, Relevance] = {}

    # Directives -----------------------------------------------------------------------------------

    def directives(self, target: Target) -> tuple[Directive, ...]:
        """What directives say about a callee: those at its declaration and those in the stub files."""
        if target.kind not in (TargetKind.FUNCTION, TargetKind.METHOD):
            return ()
        if target.owner is not None:
            more = self.stubs.method_directives(target.owner, target.name)
        else:
            more = self.stubs.function_directives(target.package, target.name)
        is_in_view = target.declaration is not None and target.declaration.body is not None
        if is_in_view and not self.stubs.has_model(target.package):
            # A library that is analysed itself: what its functions do to a resource, their bodies say.
            more = tuple(d for d in more if d.name not in _SAID_BY_BODIES)
        said = tuple(dict.fromkeys((*target.directives, *more)))
        is_shipped = self.stubs.has(target.package) and not self.stubs.has_model(target.package)
        return said if is_shipped or not said else well_formed(said, self.head(target))

    def head(self, target: Target) -> Head:
        """What directives at a callee stand above."""
        if target.declaration is not None:
            return head_of(target.declaration)
        where = Where.METHOD if target.kind is TargetKind.METHOD else Where.FUNCTION
        return Head(target.name, where, target.signature, "", target.owner)

    def is_stub(self, target: Target) -> bool:
        """Whether what is known of a callee is a stub's signature: such a one borrows unless it says otherwise."""
        if target.kind not in (TargetKind.FUNCTION, TargetKind.METHOD):
            return False
        declaration = target.declaration
        if declaration is not None:
            return declaration.body is None and self.stubs.has(declaration.package)
        return target.on_interface and target.owner is not None and self.stubs.has(target.owner.package)

    # Functions ------------------------------------------------------------------------------------

    def cfg(self, function: Function, typing: Typing) -> Cfg:
        """The graph of a function's own body."""
        if function not in self._cfgs:
            self._cfgs[function] = build(function, lambda call: self._ending(typing.target(call)))
        return self._cfgs[function]

    def reached(self, function: Function, typing: Typing) -> Iterator[Instruction]:
        """The instructions of a function's own body that control may come to."""
        for block in reached_blocks(self.cfg(function, typing)):
            yield from block.instructions

    def _ending(self, target: Target) -> Ending | None:
        if target.kind is TargetKind.BUILTIN:
            return Ending.GOROUTINE if target.name == "panic" else None
        for directive in self.directives(target):
            if directive.name == "no-return":
                return Ending.PROCESS if directive.arguments[:1] == ("process",) else Ending.GOROUTINE
        outcomes = self.summaries.endings(target)
        return outcomes.ending if outcomes is not None else None

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

    def without_locals(self, fact: Fact, literal: Function) -> Fact:
        """The fact once a literal has returned: its own variables are gone."""
        if literal not in self._locals:
            self._locals[literal] = locals_of(literal)
        return fact.without_roots(self._locals[literal])

    def is_asked_again(self, home: Function, typing: Typing, atom: Atom) -> bool:
        """Whether knowing an atom can matter after it has been asked: it is asked elsewhere, or its place goes on.

        What does not matter is not kept: facts that differ in it would be kept apart for nothing.
        """
        relevance = self._relevance(home, typing)
        return atom in relevance.asked or (isinstance(atom, IsNil | IsTrue) and atom.place in relevance.read)

    def forget_bodies(self) -> None:
        """Let go of everything about lowered bodies; outcomes of functions are kept, they are small."""
        self.program.forget_bodies()
        for per_function in (
            self._cfgs,
            self._calls_within,
            self._assigned,
            self._locals,
            self._relevant,
            self._interned,
        ):
            per_function.clear()

    def is_addressed(self, home: Function, typing: Typing, root: Variable | Global) -> bool:
        """Whether a function takes the address of a variable, so that others may assign to it."""
        return root in self._relevance(home, typing).addressed

    def read_for_good(self, home: Function, typing: Typing, instruction: Instruction) -> frozenset[Variable]:
        """The temporaries that nothing but this instruction reads."""
        return self._relevance(home, typing).read_for_good.get(id(instruction), frozenset())

    def _relevance(self, home: Function, typing: Typing) -> Relevance:
        if home not in self._relevant:
            self._relevant[home] = relevance_of([self.cfg(f, typing) for f in functions_within(home)])
        return self._relevant[home]

    def interned(self, call: Call) -> Call:
        """One object for equal calls, so that what is worked out for one is not worked out again."""
        return self._interned.setdefault(call, call)

    def resource_result(self, call: Call, typing: Typing) -> int:
        """Which of a call's results is the resource; 0 where types do not tell."""
        for index, type_ in enumerate(typing.results(call)):
            if self.contracts.of(type_) is not None:
                return index
        return 0

    def acquired_into(self, call: Call, typing: Typing) -> Place | None:
        """The place that a call fills with a resource by a pointer argument (``acquires-into``); None for all others."""
        target = typing.target(call)
        for directive in self.directives(target):
            if directive.name != "acquires-into" or not directive.arguments:
                continue
            argument = target.argument(call, directive.arguments[0])
            return _pointed_to(argument, typing) if isinstance(argument, Place) else None
        return None

    def cannot_release(self, type_: t.Type, contract: Contract | None) -> bool:
        """Whether nobody can release a resource through a value of this type: an interface with other methods only."""
        under = self.program.universe.underlying(type_)
        if not isinstance(under, t.Interface) or contract is None:
            return False
        if not under.methods and not under.embedded:
            return False  # any: what it holds can be asserted to anything
        if any(not self.program.universe.in_reach(e) for e in under.embedded):
            return False
        return all(self.program.universe.select(type_, name) is None for name in (*contract.releases, "Close"))


def _pointed_to(argument: Place, typing: Typing) -> Place:
    """The variable behind ``&rows``; a pointer is its own."""
    for definition in typing.definitions(argument.root) if isinstance(argument.root, Variable) else ():
        if isinstance(definition, Assign) and definition.operator is Operator.ADDRESS and not argument.path:
            return definition.source if isinstance(definition.source, Place) else argument
    return argument
