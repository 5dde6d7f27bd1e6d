"""One body, run from its entry to its exits."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.flow.exploration import Exit, State, explore, length_of
from rowsclose.flow.graph import Ending
from rowsclose.go import types as t
from rowsclose.go.ir import (
    POINTEE,
    Assign,
    Atom,
    Call,
    Compute,
    Constant,
    Function,
    Input,
    Instruction,
    IsEqual,
    IsNil,
    IsTrue,
    Not,
    Operator,
    Place,
    Root,
    Test,
    Unknown,
    Variable,
)
from rowsclose.go.walk import functions_within, receiver_of
from rowsclose.ownership.bodies.failing import fails_otherwise
from rowsclose.ownership.callees.places import in_caller
from rowsclose.ownership.callees.summary import LeftOpen, Outcome, Summary
from rowsclose.ownership.facts.claims import Claim, both_ways, translated
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.rounds import without_idle_rounds
from rowsclose.ownership.facts.typestate import Mark, Typestate
from rowsclose.ownership.provenance.returned import returned_values
from rowsclose.ownership.provenance.sources import literal_of
from rowsclose.ownership.summaries.outcomes import Formals, few, outcome_of
from rowsclose.ownership.transfer.frame import Frame
from rowsclose.ownership.transfer.interpreter import Interpretation
from rowsclose.ownership.transfer.literals import conclude
from rowsclose.values import replace

_ToldExit = tuple[Outcome, Exit[Fact]]
"""An exit, and what callers are told of it."""


def summary_of(frame: Frame, held_at: tuple[Place, ...], given: tuple[Claim, ...] = ()) -> Summary:
    """The ways out of a frame's home for a resource that is held at places of its inputs; for none where there are none.

    ``given`` are claims about other inputs that hold at the entry.
    """
    exits = explore(
        frame.graph, [(0, State(_at_entry(frame, held_at, given), None))], Interpretation(frame), lambda _: True
    )
    return _told(frame, conclude(frame, exits), held_at)


def closure_of(frame: Frame, output: int, held_at: tuple[Place, ...]) -> Summary | None:
    """The ways out of the literals that a frame's home returns, for a resource that it got; None where it returns others."""
    returned = returned_values(frame.home, output)
    values = [v for r, v in returned if not r.implicit and not isinstance(v, Constant)]
    literals = [literal for v in values if (literal := literal_of(v, frame.typing)) is not None]
    if not literals or len(literals) < len(values):
        return None
    start = State(_at_entry(frame, held_at, ()), None)
    results = [after for literal in literals for after in frame.runner.run(frame, literal, start)]
    exits = [Exit(Ending.RETURN, r, None) if isinstance(r, State) else r for r in results]
    return _told(frame, exits, held_at)


def _at_entry(frame: Frame, held_at: tuple[Place, ...], given: tuple[Claim, ...]) -> Fact:
    """What is known at the entry: who holds the resource, and that parameters are what the inputs are."""
    function = frame.home
    aliases = frozenset(a for p in held_at if (a := place_within(function, p)) is not None)
    fact = Fact(Typestate.OPEN, aliases=aliases) if held_at else Fact(Typestate.PENDING)
    for place in tested_at_entry(frame):
        index = next(i for i, parameter in enumerate(function.parameters) if parameter is place.root)
        # What is learned of a parameter is learned of the input, for as long as the parameter is not assigned.
        at_entry = Place(Input(index), place.path)
        fact = fact.imply(*both_ways(IsNil(place), IsNil(at_entry)), *both_ways(IsTrue(place), IsTrue(at_entry)))
    for result in function.results:
        if result.name and result.type == t.BOOL:
            fact = fact.learn(IsTrue(Place(result)), False) or fact  # until somebody assigns to it
    for claim in given:
        known = translated(claim, lambda place: place_within(function, place))
        fact = (fact.learn(*known) if known is not None else None) or fact
    return fact


def _told(frame: Frame, exits: list[Exit[Fact]], held_at: tuple[Place, ...]) -> Summary:
    """Exits in the callers' words."""
    function = frame.home
    formals = Formals(function, frozenset(p for p in function.parameters if not frame.typing.definitions(p)))

    def told(ending: Ending) -> list[_ToldExit]:
        return [(told_at(e), e) for e in exits if e.ending is ending]

    def told_at(exit_: Exit[Fact]) -> Outcome:
        outcome = outcome_of(exit_, formals, held_at)
        # Who gets an error does not take what has been read for all there is, whichever error it is.
        if Mark.DRAINED in outcome.marks and fails_otherwise(exit_, function, frame.typing):
            return replace(outcome, marks=outcome.marks | {Mark.LOOKED})
        return outcome

    exits = without_idle_rounds(exits, exits)
    process = any(e.ending is Ending.PROCESS for e in exits)
    returning = told(Ending.RETURN)
    returns, panics = (few(tuple(dict.fromkeys(o for o, _ in each))) for each in (returning, told(Ending.GOROUTINE)))
    return Summary(returns, panics, process, tuple(_left_open(frame, returning)) if held_at else ())


def _left_open(frame: Frame, returning: list[_ToldExit]) -> Iterator[LeftOpen]:
    """The returns that leave the resource open where others do not, the one with the shortest way first."""
    placed = [(length_of(e.state.trail), e.at.span, outcome) for outcome, e in returning if e.at is not None]
    left = [one for one in placed if one[2].state is Typestate.OPEN and not one[2].holders]
    if len(left) < len(placed):
        for _, span, outcome in sorted(left, key=lambda one: one[:2]):
            yield LeftOpen(outcome, frame.home.path, span)


def place_within(function: Function, place: Place) -> Place | None:
    """The variable's place for a place of an input."""
    if not isinstance(place.root, Input) or place.root.index >= len(function.parameters):
        return None
    return Place(function.parameters[place.root.index], place.path)


def questions_at_entry(frame: Frame) -> frozenset[Atom]:
    """The questions that a function asks of its inputs as they came, in its callers' words."""
    parameters: dict[Root, int] = {v: i for i, v in enumerate(frame.home.parameters)}

    def as_input(place: Place) -> Place | None:
        return Place(Input(parameters[place.root]), place.path) if place.root in parameters else None

    places = [as_input(p) for p in tested_at_entry(frame)]
    asked: set[Atom] = {question(p) for p in places if p is not None for question in (IsNil, IsTrue)}
    for atom in _tested(frame):
        told = translated(Claim(atom, True), as_input) if isinstance(atom, IsEqual) else None
        asked |= {told.atom} if told is not None else set()
    return frozenset(asked)


def tested_at_entry(frame: Frame) -> list[Place]:
    """The parameters, and fields of them, that a function asks about, in the order of their names."""
    asked = {_pointee(a.place, frame) for a in _tested(frame) if isinstance(a, IsNil | IsTrue)}
    places = asked.union(part for place in asked for part in _told_by_accessor(place, frame))
    return sorted((p for p in places if p.root in frame.home.parameters), key=repr)


def _tested(frame: Frame) -> Iterator[Atom]:
    """The questions that a function and its literals ask."""
    for inner in functions_within(frame.home):
        for block in frame.bodies.graph(inner, frame.typing).blocks:
            yield from (e.condition.atom for e in block.edges if e.condition is not None)
            yield from (_asked_by(i) for i in block.instructions)


def _pointee(place: Place, frame: Frame) -> Place:
    """What a pointer leads to, where a temporary has its value: ``*err != nil``."""
    root = place.root
    for definition in frame.typing.definitions(root) if isinstance(root, Variable) and root.is_temporary else ():
        if isinstance(definition, Assign) and definition.operator is Operator.DEREFERENCE and not place.path:
            source = definition.source
            return source.child(POINTEE) if isinstance(source, Place) else place
    return place


def _told_by_accessor(place: Place, frame: Frame) -> Iterator[Place]:
    """The part of a parameter that a method of it gives, where a variable has that: ``if err := it.Err(); err != nil``."""
    root = place.root
    for call in frame.typing.definitions(root) if isinstance(root, Variable) and not place.path else ():
        receiver = receiver_of(call) if isinstance(call, Call) and not call.arguments else None
        if not isinstance(call, Call) or receiver is None or receiver.root not in frame.home.parameters:
            continue
        target = frame.typing.target(call)
        returns = frame.callees.returns(target)
        same = {part for o in returns.returns for _, part in o.same} if returns is not None else set()
        yield from (p for part in same if (p := in_caller(part, call, target, frame.typing)) is not None)


def _asked_by(instruction: Instruction) -> Atom:
    """The question behind a truth value that is computed: ``failed := err != nil``."""
    condition = instruction.condition if isinstance(instruction, Compute) else None
    while isinstance(condition, Not):
        condition = condition.operand
    return condition.atom if isinstance(condition, Test) else Unknown()
