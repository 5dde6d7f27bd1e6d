"""The summaries of a program's functions, each worked out once, on demand: only of what a candidate touches.

    summary of f for rows at input 0   ->  the obligation of what f hands it to  ->  ... of a wrapper, by its methods' bodies
                                       ->  the summary of what f calls           ->  ... of f itself, where it calls itself
                                       ->  f's graph: how its callees end

All of that rests on each other, so it is made together here: questions are a solver's, graphs are derived from answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from rowsclose.flow.budget import Total
from rowsclose.flow.graph import Ending
from rowsclose.go import types as t
from rowsclose.go.declarations import FunctionDeclaration
from rowsclose.go.ir import Atom, Call, Global, Input, IsTrue, Place
from rowsclose.go.program import Program
from rowsclose.go.typing import Target, TargetKind, Typing
from rowsclose.ownership.bodies.bodies import Bodies
from rowsclose.ownership.callees.handle import Handle
from rowsclose.ownership.callees.implementations import Implementations
from rowsclose.ownership.callees.places import input_index
from rowsclose.ownership.callees.summary import NO_WAY_OUT, LeftOpen, Outcome, Summary
from rowsclose.ownership.callees.unknown import ENDS_WHAT_IT_STANDS_BESIDE
from rowsclose.ownership.facts.claims import Claim, Implication, Settle
from rowsclose.ownership.facts.events import Event
from rowsclose.ownership.facts.typestate import Release, Typestate
from rowsclose.ownership.models.model import CallModel
from rowsclose.ownership.models.models import Models
from rowsclose.ownership.obligations.obligation import Evidence, Obligation
from rowsclose.ownership.obligations.obligations import Obligations
from rowsclose.ownership.provenance.constants import answers
from rowsclose.ownership.provenance.handles import Handles
from rowsclose.ownership.provenance.returned import returned_values
from rowsclose.ownership.provenance.sentinels import Sentinels
from rowsclose.ownership.provenance.switches import Switches
from rowsclose.ownership.summaries.behind import seen_through_interface
from rowsclose.ownership.summaries.body import closure_of, questions_at_entry, summary_of
from rowsclose.ownership.summaries.directed import directed
from rowsclose.ownership.summaries.enders import call_behind, releases
from rowsclose.ownership.summaries.given_up import GivenUp
from rowsclose.ownership.summaries.outcomes import few
from rowsclose.ownership.transfer.frame import Frames
from rowsclose.ownership.transfer.interpreter import Interpreter
from rowsclose.solver import Derived, Solver, Table

A = TypeVar("A")

LONGEST_PATH = 8
"""Fields on the way to a resource; functions that put what they get into what they give each other could go on for ever."""

# A function that never returns, or only where an assertion holds, says so by one of these words, or calls one that does.
# The price: one that hides it behind other names is taken to return.
_MAY_END = re.compile(
    rb"panic\(|[Ff]atal|Exit\(|Fail|Skip|Goexit|require\.|[Mm]ust|[Cc]heck|[Aa]ssert|[Dd]ie\(|[Ff]ail|[Aa]bort"
    rb"|[Tt]hrow|[Uu]sage|[Pp]anic|NoErr"
)

_CANCEL = t.Named("context", "CancelFunc")  # bounds the life of rows, and closes nothing by itself


_Name = tuple[str, int]
"""A declared function: its file, and where it begins there."""

_Given = tuple[_Name, tuple[Place, ...], Obligation, tuple[Claim, ...]]
"""A question: what a function does to a resource of an obligation that it can reach at places of its inputs.

The claims are about other inputs that it asks about.
"""

_Behind = tuple[str, t.Named | None, str, tuple[Place, ...], Obligation]
"""A question: what the methods of a name behind an interface do to a resource, as ``_Given`` has it."""

_Closure = tuple[_Name, int, tuple[Place, ...], Obligation]
"""A question: what the function that a function returns does to a resource that it got."""

_Ender = tuple[_Name, int, Obligation]
"""A question: whether a function's result ends the resource of an obligation that is returned beside it."""


class Summaries:
    """``callees.Callees`` and ``obligations.Methods`` for the functions of one program."""

    def __init__(self, program: Program, models: Models, solver: Solver, total: Total) -> None:
        self.implementations = Implementations(program, models)
        self.obligations = Obligations(program.universe, models, self, solver)
        self.bodies = Bodies(self.ending, solver)
        self.frames = Frames(self, self.obligations, self.bodies, Interpreter(), total)
        self._program = program
        self._models = models
        self._given = Table[_Given, Summary | None](solver, self._work_out, lambda _: NO_WAY_OUT)
        self._behinds = Table[_Behind, Summary | None](solver, self._run_behind, lambda _: NO_WAY_OUT)
        self._closures = Table[_Closure, Summary | None](solver, self._run_closure, lambda _: NO_WAY_OUT)
        self._exits = Table[_Name, Summary | None](solver, self._run_empty, lambda _: NO_WAY_OUT)
        self._enders = Table[_Ender, bool](solver, self._gives_ender, lambda _: False)
        self._asked = Derived[_Name, frozenset[Atom]](solver)
        self._declared: dict[_Name, FunctionDeclaration] = {}
        self._on_interfaces: dict[tuple[str, t.Named | None, str], Target] = {}
        self.given_up = GivenUp()
        self._mentioning_ends: dict[_Name, bool] = {}
        self._sentinels = Sentinels(program, models)
        self._switches = Switches(program)
        self._handles = Handles(program, models, self.obligations, solver)

    def _named(self, declaration: FunctionDeclaration) -> _Name:
        """What a question calls a function: short to hash, and the same once its file has been read again."""
        name = (declaration.path, declaration.span.start)
        self._declared[name] = declaration
        return name

    def _bounded(self, name: _Name, work: Callable[[], A]) -> A | None:
        return self.given_up.bounded(self._declared[name], work)

    # Models ---------------------------------------------------------------------------------------

    def model(self, target: Target) -> CallModel:
        """What directives say of a callee."""
        return self._models.of(target)

    def describes(self, package: str) -> bool:
        """Whether a stub file or a model describes a package."""
        return self._models.describes(package)

    def is_stub(self, target: Target) -> bool:
        """Whether a stub's signature is all that is known of a callee."""
        return self._models.is_stub(target)

    def is_declared_by_stub(self, target: Target) -> bool:
        """Whether a stub declares it, even where its source is in view."""
        return self._models.stub_of(target) is not None

    def handle(self, call: Call, output: int, typing: Typing) -> Handle:
        """What bounds a result of a call, read in the callee's body where it is a wrapper."""
        return self._handles.of(call, output, typing)

    # Ways out -------------------------------------------------------------------------------------

    def ending(self, target: Target) -> Ending | None:
        """How a callee that never returns ends its caller."""
        if target.kind is TargetKind.BUILTIN:
            return Ending.GOROUTINE if target.name == "panic" else None
        ends = self._models.of(target).ends
        if ends is not None:
            return ends.ending
        summary = self.exits(target)
        return summary.ending if summary is not None else None

    def exits(self, target: Target) -> Summary | None:
        """How a callee may end where it may end its caller's life; None where its words say that it returns."""
        declaration = target.declaration
        if declaration is None or declaration.body is None or not self._mentions_an_end(declaration):
            return None
        return self._exits.of(self._named(declaration))

    def returns(self, target: Target) -> Summary | None:
        """The ways a callee returns, and what its arguments and results are then."""
        declaration = target.declaration
        return None if declaration is None or declaration.body is None else self._exits.of(self._named(declaration))

    def _run_empty(self, name: _Name) -> Summary | None:
        function = self._program.body(self._declared[name])
        if function is None:
            return None
        frame = self.frames.summarising(function, self._program.typing(function), None)
        return self._bounded(name, lambda: summary_of(frame, ()))

    def _mentions_an_end(self, declaration: FunctionDeclaration) -> bool:
        name = (declaration.path, declaration.span.start)
        found = self._mentioning_ends.get(name)
        if found is None:
            assert declaration.body is not None
            text = self._program.file(declaration.path).source.text
            mentioned = _MAY_END.search(text, declaration.body.start, declaration.body.end)
            found = self._mentioning_ends[name] = mentioned is not None
        return found

    def never_fails(self, target: Target) -> bool:
        """Whether the error that a function of the program returns last is nil in each of its returns."""
        return self._sentinels.are_never_made_by(target)

    def switch(self, name: Global) -> bool | None:
        """The truth value that a package-level name always has."""
        return self._switches.value_of(name)

    def always_fails(self, target: Target) -> bool:
        """Whether the error that a function returns last is made in each of its returns."""
        return self._sentinels.are_made_by(target)

    def is_never_nil(self, name: Global) -> bool:
        """Whether a package variable or constant is never nil."""
        return self._sentinels.has(name)

    # What is done to a resource -------------------------------------------------------------------

    def summary(
        self, target: Target, held_at: tuple[Place, ...], obligation: Obligation | None, given: tuple[Claim, ...] = ()
    ) -> Summary | None:
        """What a callee does to a resource it can reach at these places; None where its code is out of reach."""
        if obligation is None or any(len(p.path) > LONGEST_PATH for p in held_at):
            return None
        declaration = target.declaration
        if declaration is not None:
            return self._of(declaration, held_at, obligation, given)
        return self._of_implementations(target, held_at, obligation) if target.on_interface else None

    def _of(
        self,
        declaration: FunctionDeclaration,
        held_at: tuple[Place, ...],
        obligation: Obligation,
        given: tuple[Claim, ...] = (),
    ) -> Summary | None:
        """That of a declared function; what a directive says of a parameter is taken for what its body does."""
        if declaration.body is None:
            return None
        rule = self._models.at(declaration).on_inputs(frozenset(input_index(p) for p in held_at))
        if rule is not None:
            return Summary((directed(rule, declaration),))
        name = self._named(declaration)
        asked = self._asked_inputs(name) if given else frozenset()
        return self._given.of((name, held_at, obligation, tuple(answers(given, asked, self._program.universe))))

    def _asked_inputs(self, name: _Name) -> frozenset[Atom]:
        """The questions that a function asks of its inputs as they came."""
        return self._asked.of(name, lambda: self._questions(name))

    def _questions(self, name: _Name) -> frozenset[Atom]:
        function = self._program.body(self._declared[name])
        if function is None:
            return frozenset()
        frame = self.frames.summarising(function, self._program.typing(function), None)
        return frozenset(atom for atom in questions_at_entry(frame))

    def _of_implementations(self, target: Target, held_at: tuple[Place, ...], obligation: Obligation) -> Summary | None:
        """That of an interface's method: of the methods that may stand behind it."""
        name = (target.package, target.owner, target.name)
        self._on_interfaces[name] = target
        return self._behinds.of((*name, held_at, obligation))

    def _run_behind(self, question: _Behind) -> Summary | None:
        package, interface, method, held_at, obligation = question
        target = self._on_interfaces[package, interface, method]
        returns: list[Outcome] = []
        left_open: list[LeftOpen] = []
        for declaration in self.implementations.that_count(target):
            owner = t.Named(declaration.package, declaration.receiver)
            behind = self._behind(owner, held_at, obligation)
            if behind is None:
                continue
            found = self._of(declaration, *behind)
            if found is None:
                return None
            returns += seen_through_interface(found.returns, owner, self._program.universe)
            left_open += found.left_open
        return Summary(few(tuple(dict.fromkeys(returns))), left_open=tuple(left_open)) if returns else None

    def _behind(
        self, owner: t.Named, held_at: tuple[Place, ...], obligation: Obligation
    ) -> tuple[tuple[Place, ...], Obligation] | None:
        """Where a type that may stand behind an interface holds the resource; None where it is not the one behind it."""
        if obligation.evidence is Evidence.SHAPED and held_at == (Place(Input(0)),):
            own = self.obligations.of(owner)
            return ((Place(Input(0), own.inner),), own) if own is not None else None
        universe = self._program.universe
        if any(input_index(p) == 0 and p.path and universe.select(owner, p.path[0]) is None for p in held_at):
            return None  # it has no such field
        return held_at, obligation

    def _work_out(self, given: _Given) -> Summary | None:
        name, held_at, obligation, claims = given
        found = self._bounded(name, lambda: self.examined(self._declared[name], held_at, obligation, claims))
        return None if found is None else found[0]

    def examined(
        self,
        declaration: FunctionDeclaration,
        held_at: tuple[Place, ...],
        obligation: Obligation,
        given: tuple[Claim, ...] = (),
    ) -> tuple[Summary, list[Event]] | None:
        """What a function's body does to a resource that comes with its inputs, and what happens to it on the way.

        Its directives are left out of account. None where the body is out of reach, or has no such inputs.

        Raises:
            OverBudget: that takes too many steps.
        """
        function = self._program.body(declaration)
        if function is None or all(input_index(p) >= len(function.parameters) for p in held_at):
            return None
        frame = self.frames.summarising(function, self._program.typing(function), obligation)
        assert frame.journal is not None
        return summary_of(frame, held_at, given), frame.journal

    def closure(
        self, target: Target, output: int, held_at: tuple[Place, ...], obligation: Obligation | None
    ) -> Summary | None:
        """What calling the function that a callee returns does to a resource that the callee got."""
        declaration = target.declaration
        if declaration is None or declaration.body is None or obligation is None:
            return None
        return self._closures.of((self._named(declaration), output, held_at, obligation))

    def _run_closure(self, question: _Closure) -> Summary | None:
        name, output, held_at, obligation = question
        function = self._program.body(self._declared[name])
        if function is None:
            return None
        frame = self.frames.summarising(function, self._program.typing(function), obligation)
        return self._bounded(name, lambda: closure_of(frame, output, held_at))

    # Methods of wrappers --------------------------------------------------------------------------

    def may_release_field(self, owner: t.Named, method: str, path: tuple[str, ...]) -> bool:
        """Whether a method of a type discharges what a field of its receiver holds, in every case but an early nil."""
        return any(o.state is Typestate.RELEASED for o in self._of_method(owner, method, path))

    def ends_field(self, owner: t.Named, method: str, path: tuple[str, ...]) -> bool:
        """Whether a method discharges what a field of its receiver holds unless another field says that it has been."""
        returns = self._of_method(owner, method, path)
        still_open = [o for o in returns if o.state is not Typestate.RELEASED]
        by_call = any(o.state is Typestate.RELEASED and o.release is not Release.DRAINED for o in returns)
        return by_call and all(any(_is_about_field(c) for c in o.claims) for o in still_open)

    def runs_out_of_field(self, owner: t.Named, path: tuple[str, ...]) -> bool:
        """Whether a method Next closes what a field holds where it gives false."""
        return any(_runs_out(i) for o in self._of_method(owner, "Next", path) for i in o.implied)

    def _of_method(self, owner: t.Named, name: str, path: tuple[str, ...]) -> tuple[Outcome, ...]:
        """The returns of a method for what a field of its receiver holds."""
        universe = self._program.universe
        method = universe.method(owner, name)
        field: t.Type | None = owner
        for segment in path:
            found = universe.select(field, segment)
            field = found.type if found else None
        obligation = self.obligations.of(field)
        if method is None or obligation is None:
            return ()
        summary = self._of(method, (Place(Input(0), path),), obligation)
        return summary.returns if summary is not None else ()

    # Functions that end a resource ----------------------------------------------------------------

    def enders_beside(
        self, target: Target, results: Sequence[t.Type | None], obligation: Obligation
    ) -> tuple[int, ...]:
        """Which results are functions that end the resource that is returned with them."""
        universe = self._program.universe
        functions = (
            i for i, r in enumerate(results) if r != _CANCEL and isinstance(universe.underlying(r), t.Signature)
        )
        return tuple(i for i in functions if self._ends(target, i, obligation))

    def _ends(self, target: Target, index: int, obligation: Obligation) -> bool:
        declaration = target.declaration
        if declaration is None or declaration.body is None:
            return ENDS_WHAT_IT_STANDS_BESIDE
        return self._enders.of((self._named(declaration), index, obligation))

    def _gives_ender(self, question: _Ender) -> bool:
        found = self._bounded(question[0], lambda: self._gives_ender_within_budget(question))
        return ENDS_WHAT_IT_STANDS_BESIDE if found is None else found

    def _gives_ender_within_budget(self, question: _Ender) -> bool:
        name, index, obligation = question
        function = self._program.body(self._declared[name])
        if function is None:
            return ENDS_WHAT_IT_STANDS_BESIDE
        frame = self.frames.summarising(function, self._program.typing(function), obligation)
        for _, returned in returned_values(function, index):
            handed_on = call_behind(returned, frame)
            if handed_on is None:
                if releases(frame, returned):
                    return True
            elif self._ends(frame.typing.target(handed_on[0]), handed_on[1], obligation):
                return True
        return False


def _is_about_field(claim: Claim) -> bool:
    """Whether a claim is about a part of the receiver."""
    place = getattr(claim.atom, "place", None)
    return isinstance(place, Place) and place.root == Input(0) and bool(place.path)


def _runs_out(implication: Implication) -> bool:
    """Whether something is settled where a truth value is false."""
    atom, holds = implication.when
    return isinstance(implication.then, Settle) and isinstance(atom, IsTrue) and not holds
