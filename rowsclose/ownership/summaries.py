"""Summaries: what calling a function does to a resource that is passed to it, and how a function may end.

On demand, over the functions that a candidate touches; a function that calls itself is run to a fixpoint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Confidence
from rowsclose.flow.exploration import Exit, State, explore
from rowsclose.flow.graph import Ending
from rowsclose.go import types as t
from rowsclose.go.declarations import FunctionDeclaration
from rowsclose.go.ir import (
    NIL,
    Atom,
    Compute,
    Function,
    Instruction,
    IsNil,
    IsTrue,
    Not,
    Place,
    Return,
    Test,
    Unknown,
    Variable,
)
from rowsclose.go.typing import Target, Typing
from rowsclose.go.walk import functions_within, instructions_of
from rowsclose.ownership.contracts import Contract
from rowsclose.ownership.directives import about_parameter, head_of, well_formed
from rowsclose.ownership.events import Event
from rowsclose.ownership.facts import Fact, Learn, Release, Settle, Typestate
from rowsclose.ownership.interpreter import Interpreter
from rowsclose.ownership.outcomes import Outcome, Outcomes, Says, Slot
from rowsclose.ownership.uses import expects_more_sets
from rowsclose.source import Span
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.world import World

_MOST_OUTCOMES = 12
_MOST_ROUNDS = 5
_LONGEST_PATH = 8  # functions that put what they get into what they give each other could go on for ever
_AT_ENTRY = "₀"

# A function that never returns, or only where an assertion holds, says so by one of these words, or calls one that does.
# The price: one that hides it behind other names is taken to return.
_MAY_END = re.compile(
    rb"panic\(|[Ff]atal|Exit\(|Fail|Skip|Goexit|require\.|[Mm]ust|[Cc]heck|[Aa]ssert|[Dd]ie\(|[Ff]ail|[Aa]bort"
    rb"|[Tt]hrow|[Uu]sage|[Pp]anic|NoErr"
)


class Summaries:
    """The outcomes of a program's functions, each worked out once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._outcomes: dict[tuple[object, ...], Outcomes | None] = {}
        self._in_progress: dict[tuple[object, ...], bool] = {}
        self._endings: dict[tuple[str, object], Outcomes | None] = {}
        self._never_failing: dict[tuple[str, Span], bool] = {}

    def endings(self, target: Target, whatever: bool = False) -> Outcomes | None:
        """How a function of the program may end, and what its arguments and results are then.

        None where it surely returns; ``whatever`` asks for the ways it may return all the same.
        """
        declaration = target.declaration
        if declaration is None or declaration.body is None:
            return None
        key = (declaration.path, (declaration.span, whatever))
        if key not in self._endings:
            self._endings[key] = None
            if whatever or self._mentions_an_end(declaration):
                self._endings[key] = self._run(declaration, Fact(Typestate.PENDING), None)
        return self._endings[key]

    def _mentions_an_end(self, declaration: FunctionDeclaration) -> bool:
        assert declaration.body is not None
        text = self._world.program.file(declaration.path).source.text
        return _MAY_END.search(text, declaration.body.start, declaration.body.end) is not None

    def never_fails(self, target: Target) -> bool:
        """Whether the error that a function of the program returns last is nil in each of its returns."""
        declaration = target.declaration
        if declaration is None or declaration.body is None or target.signature is None:
            return False
        results = target.signature.results
        if not results or results[-1].type != t.ERROR or results[-1].name:
            return False
        key = (declaration.path, declaration.span)
        if key not in self._never_failing:
            function = self._world.program.body(declaration)
            returns = [i for i in instructions_of(function) if isinstance(i, Return)] if function is not None else []
            self._never_failing[key] = bool(returns) and all(
                i.implicit or (len(i.values) == len(results) and i.values[-1] == NIL) for i in returns
            )
        return self._never_failing[key]

    def outcomes(self, target: Target, slots: tuple[Slot, ...], contract: Contract | None) -> Outcomes | None:
        """What a function does to a resource it can reach by these parameters; None where its code is out of reach."""
        if contract is None or any(len(s.path) > _LONGEST_PATH for s in slots):
            return None
        declaration = target.declaration
        if declaration is not None:
            return self._fixpoint(declaration, slots, contract) if declaration.body is not None else None
        return self._of_implementations(target, slots, contract) if target.on_interface else None

    def _of_implementations(self, target: Target, slots: tuple[Slot, ...], contract: Contract) -> Outcomes | None:
        """Outcomes of an interface's method: those of the methods that may stand behind it."""
        returns: list[Outcome] = []
        for declaration in self._world.implementations.that_count(target):
            owner = t.Named(declaration.package, declaration.receiver)
            if any(
                s.index == 0 and s.path and self._world.program.universe.select(owner, s.path[0]) is None for s in slots
            ):
                continue  # a type without that field is not the one behind the interface
            found = self._fixpoint(declaration, slots, contract) if declaration.body is not None else None
            if found is None:
                return None
            returns += (replace(o, confidence=min(o.confidence, Confidence.MEDIUM)) for o in found.returns)
        return Outcomes(tuple(dict.fromkeys(returns))) if returns else None

    def _fixpoint(
        self, declaration: FunctionDeclaration, slots: tuple[Slot, ...], contract: Contract
    ) -> Outcomes | None:
        """Outcomes of a function that may call itself: from none, until they stay the same.

        What a directive says of a parameter is taken for what its body does.
        """
        directed = _directed(declaration, slots)
        if directed is not None:
            return Outcomes((directed,))
        key = (declaration.path, declaration.span, slots, contract)
        if key in self._in_progress:
            self._in_progress[key] = True
            return self._outcomes[key]
        if key in self._outcomes:
            return self._outcomes[key]
        function = self._world.program.body(declaration)
        if function is None:
            self._outcomes[key] = None
            return None
        parameters = function.parameters
        aliases = frozenset(Place(parameters[s.index], s.path) for s in slots if s.index < len(parameters))
        if not aliases:
            return None
        self._outcomes[key] = Outcomes(())
        for _ in range(_MOST_ROUNDS):
            self._in_progress[key] = False
            found = self._run(declaration, Fact(Typestate.OPEN, aliases=aliases), contract)
            again = self._in_progress.pop(key)
            before, self._outcomes[key] = self._outcomes[key], found
            if not again or before == found:
                break
        return self._outcomes[key]

    def examined(
        self, declaration: FunctionDeclaration, slot: Slot, contract: Contract
    ) -> tuple[Outcomes, list[Event]] | None:
        """What a function's body does to a resource that comes with a parameter, and what happens to it on the way.

        Its directives are left out of account. None where the body is out of reach.
        """
        function = self._world.program.body(declaration)
        if function is None or slot.index >= len(function.parameters):
            return None
        events: list[Event] = []
        alias = Place(function.parameters[slot.index], slot.path)
        found = self._run(declaration, Fact(Typestate.OPEN, aliases=frozenset({alias})), contract, events)
        return (found, events) if found is not None else None

    def _run(
        self,
        declaration: FunctionDeclaration,
        fact: Fact,
        contract: Contract | None,
        events: list[Event] | None = None,
    ) -> Outcomes | None:
        """The ways out; what happened is added to ``events``."""
        function = self._world.program.body(declaration)
        if function is None:
            return None
        typing = self._world.program.typing(function)
        interpreter = Interpreter(
            self._world, function, typing, contract, None, expects_more_sets(function), summarises=True
        )
        shadows = {p: Variable(p.name + _AT_ENTRY, p.kind, p.type, p.declared_at) for p in function.parameters}
        constant = frozenset(p for p in function.parameters if not typing.definitions(p))
        for place in self._tested_at_entry(function, typing):
            assert isinstance(place.root, Variable)
            fact = _same_value(fact, place, Place(shadows[place.root], place.path))
        exits = explore(self._world.cfg(function, typing), [(0, State(fact, None))], interpreter, lambda _: True)
        concluded = interpreter.literals.conclude(exits)
        if events is not None:
            events += interpreter.events
        started = {
            Slot(False, function.parameters.index(a.root), a.path) for a in fact.aliases if isinstance(a.root, Variable)
        }

        def every(ending: Ending) -> tuple[Outcome, ...]:
            found = (_outcome(e, function, shadows, constant, started) for e in concluded if e.ending is ending)
            return _few(tuple(dict.fromkeys(found)))

        process = any(e.ending is Ending.PROCESS for e in concluded)
        return Outcomes(every(Ending.RETURN), every(Ending.GOROUTINE), process)

    def _tested_at_entry(self, function: Function, typing: Typing) -> frozenset[Place]:
        """The parameters, and fields of them, that a function asks about."""
        places = set()
        for inner in functions_within(function):
            for block in self._world.cfg(inner, typing).blocks:
                atoms = [e.condition.atom for e in block.edges if e.condition is not None]
                atoms += [_tested(i) for i in block.instructions]
                places |= {a.place for a in atoms if isinstance(a, IsNil | IsTrue)}
        return frozenset(p for p in places if p.root in function.parameters)

    def releases_field(self, owner: t.Named, name: str, path: tuple[str, ...]) -> bool:
        """Whether a method of a type discharges what a field of its receiver holds, in every case but an early nil."""
        outcomes = self._of_method(owner, name, path)
        return any(o.state is Typestate.RELEASED for o in outcomes.returns)

    def ends_field(self, owner: t.Named, name: str, path: tuple[str, ...]) -> bool:
        """Whether a method discharges what a field of its receiver holds unless another field says that it has been."""
        returns = self._of_method(owner, name, path).returns
        still_open = [o for o in returns if o.state is not Typestate.RELEASED]
        by_call = any(o.state is Typestate.RELEASED and o.release is not Release.DRAINED for o in returns)
        return by_call and all(
            any(s.slot.index == 0 and s.slot.path and not s.slot.is_result for s in o.says) for o in still_open
        )

    def advances_field(self, owner: t.Named, path: tuple[str, ...]) -> bool:
        """Whether a method Next closes what a field holds where it gives false."""
        returns = self._of_method(owner, "Next", path).returns
        return any(isinstance(c, Settle) and s.is_truth and not s.holds for o in returns for s, c in o.when)

    def _of_method(self, owner: t.Named, name: str, path: tuple[str, ...]) -> Outcomes:
        """What a method does to what a field of its receiver holds."""
        method = self._world.program.universe.method(owner, name)
        field: t.Type | None = owner
        for segment in path:
            found = self._world.program.universe.select(field, segment)
            field = found.type if found else None
        contract = self._world.contracts.of(field)
        if method is None or method.body is None or contract is None:
            return Outcomes(())
        return self._fixpoint(method, (Slot(False, 0, path),), contract) or Outcomes(())


def _directed(declaration: FunctionDeclaration, slots: tuple[Slot, ...]) -> Outcome | None:
    """What a function's own directives say it does to what it gets by these parameters."""
    if not declaration.directives:
        return None
    head = head_of(declaration)
    said = about_parameter(well_formed(declaration.directives, head), head, frozenset(s.index for s in slots))
    if said is None:
        return None
    directive, _ = said
    match directive.name:
        case "closes":
            return Outcome(Typestate.RELEASED, Release.CALLEE, looked=True)
        case "closes-when-nil":
            error = Says(Slot(True, len(declaration.signature.results) - 1), is_truth=False, holds=True)
            return Outcome(Typestate.OPEN, when=((error, Settle(Typestate.RELEASED, Release.DRAINED, True)),))
        case "takes":
            return Outcome(Typestate.ESCAPED)
        case "alias":
            return Outcome(Typestate.OPEN, holders=(Slot(True, int(directive.arguments[0])),))
        case _:
            return Outcome(Typestate.OPEN)


def _tested(instruction: Instruction) -> Atom:
    """The atom of a truth value that is computed: ``failed := err != nil``."""
    condition = instruction.condition if isinstance(instruction, Compute) else None
    while isinstance(condition, Not):
        condition = condition.operand
    return condition.atom if isinstance(condition, Test) else Unknown()


def _same_value(fact: Fact, place: Place, other: Place) -> Fact:
    """What is learned of one place is learned of the other, for as long as the first is not assigned."""
    for holds in (True, False):
        fact = fact.correlate(IsNil(place), holds, Learn(IsNil(other), holds))
        fact = fact.correlate(IsTrue(place), holds, Learn(IsTrue(other), holds))
    return fact


def _outcome(
    exit_: Exit[Fact],
    function: Function,
    shadows: dict[Variable, Variable],
    constant: frozenset[Variable],
    started: set[Slot],
) -> Outcome:
    """One way out; ``shadows`` stand for what parameters held at first, ``constant`` ones are never assigned to."""
    fact = exit_.state.fact
    slots = {shadows[v]: Slot(False, i) for i, v in enumerate(function.parameters)}
    parameters = {v: Slot(False, i) for i, v in enumerate(function.parameters)}
    slots |= {v: s for v, s in parameters.items() if v in constant}
    slots |= {v: Slot(True, i) for i, v in enumerate(function.results)}
    holders = []
    for alias in fact.aliases:
        slot = (slots | parameters).get(alias.root) if isinstance(alias.root, Variable) else None
        if slot is not None:
            full = Slot(slot.is_result, slot.index, alias.path)
            if full not in started:
                holders.append(full)
    says = [(s, holds) for atom, holds in fact.known if (s := _says(atom, holds, slots)) is not None]
    when: list[tuple[Says, Settle | Says]] = []
    for atom, holds, consequence in fact.when:
        said = _says(atom, holds, slots)
        then = consequence if isinstance(consequence, Settle) else _says(consequence.atom, consequence.holds, slots)
        if said is not None and then is not None and said.slot.is_result and then != said:
            when.append((said, then))
    return Outcome(
        fact.state,
        fact.release,
        tuple(sorted(holders, key=repr)),
        tuple(sorted((s for s, _ in says), key=repr)),
        tuple(sorted(when, key=repr)),
        fact.confidence,
        fact.looked,
        fact.drained,
        tuple(_same(exit_, function, fact)),
        fact.failed,
    )


def _same(exit_: Exit[Fact], function: Function, fact: Fact) -> Iterator[tuple[int, Slot]]:
    """Results that are a parameter's field as it stands, where nothing more is known of them."""
    values = exit_.at.values if isinstance(exit_.at, Return) else ()
    for index, value in enumerate(values if len(values) == len(function.results) else ()):
        if not isinstance(value, Place) or value.root not in function.parameters or not value.path:
            continue
        if fact.value_of(IsNil(Place(function.results[index]))) is None:
            yield index, Slot(False, function.parameters.index(value.root), value.path)


def _says(atom: object, holds: bool, slots: dict[Variable, Slot]) -> Says | None:
    if not isinstance(atom, IsNil | IsTrue) or not isinstance(atom.place.root, Variable):
        return None
    slot = slots.get(atom.place.root)
    if slot is None:
        return None
    if atom.place.path and not slot.is_result and atom.place.root.name[-1:] != _AT_ENTRY:
        return None  # a field may have been assigned since: only what it was at first can be told
    return Says(Slot(slot.is_result, slot.index, atom.place.path), isinstance(atom, IsTrue), holds)


def _few(outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Many outcomes are told apart by what they say of parameters, then of which are nil, at last by state and holders."""
    kept = outcomes
    for matters in (_any, _about_parameter, _about_nil_parameter):
        kept = tuple(dict.fromkeys(_saying(o, tuple(s for s in o.says if matters(s))) for o in outcomes))
        if len(kept) <= _MOST_OUTCOMES:
            return kept
    plain: dict[tuple[object, ...], Outcome] = {}
    for o in kept:
        plain.setdefault((o.state, o.holders), replace(_saying(o, ()), same=()))
    return tuple(plain.values())


def _saying(outcome: Outcome, says: tuple[Says, ...]) -> Outcome:
    return outcome if says == outcome.says else replace(outcome, says=says, when=())


def _any(_: Says) -> bool:
    return True


def _about_parameter(said: Says) -> bool:
    return not said.slot.is_result


def _about_nil_parameter(said: Says) -> bool:
    return not said.slot.is_result and not said.is_truth and not said.slot.path
