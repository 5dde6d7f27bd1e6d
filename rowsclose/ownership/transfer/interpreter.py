"""The transfer functions together: what exploration needs to know of a frame, and what runs literals and deferred calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rowsclose.flow.exploration import Exit, State, explore
from rowsclose.flow.graph import Branch
from rowsclose.go.ir import Call, Defer, Function, Go, Instruction, Variable
from rowsclose.go.walk import call_operands
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import Fact, FactLattice
from rowsclose.ownership.facts.typestate import Mark, Typestate
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.transfer.branches import assume
from rowsclose.ownership.transfer.calls.call import transfer_call
from rowsclose.ownership.transfer.calls.deferring import defer
from rowsclose.ownership.transfer.frame import Frame, Results, note
from rowsclose.ownership.transfer.holding import carries
from rowsclose.ownership.transfer.instructions import transfer
from rowsclose.ownership.transfer.literals import can_be_entered, conclude, is_relevant, passed_over, returned
from rowsclose.ownership.transfer.writing import escape
from rowsclose.values import replace


class Interpretation(FactLattice):
    """``flow.exploration.Semantics`` of one frame."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._liveness = frame.bodies.liveness(frame.body, frame.typing)

    def entering(self, block: int, fact: Fact) -> Fact:
        """The fact without answers about what nobody reads any more, and without such ways to what is stored elsewhere."""
        after = fact.forget_dead(lambda roots: self._liveness.dead_among(roots, block))
        if not after.has(Mark.STORED):
            return after
        return replace(after, aliases=frozenset(a for a in after.aliases if not self._liveness.is_dead(a.root, block)))

    def assume(self, branch: Branch, fact: Fact) -> Fact | None:
        """The fact where a branch is taken; None where it cannot be."""
        self._frame.budget.spend(fact.weight)
        return assume(self._frame, branch, fact)

    def transfer(self, instruction: Instruction, state: State[Fact]) -> Iterable[State[Fact] | Exit[Fact]]:
        """The states behind an instruction, without what is known of temporaries that nothing reads any more."""
        self._frame.budget.spend(state.fact.weight)
        read = self._frame.relevance.read_for_good.get(id(instruction))
        after = _transferred(self._frame, instruction, state)
        return after if read is None else _without(after, read)


def _without(
    results: Iterable[State[Fact] | Exit[Fact]], roots: Iterable[Variable]
) -> Iterator[State[Fact] | Exit[Fact]]:
    for result in results:
        if not isinstance(result, State):
            yield result
            continue
        fact = result.fact.forget_roots(roots)
        yield result if fact is result.fact else State(fact, result.trail)


def _transferred(frame: Frame, instruction: Instruction, state: State[Fact]) -> Results:
    match instruction:
        case Call():
            return transfer_call(frame, instruction, state)
        case Go(call):
            return _started(frame, call, state)
        case Defer():
            return defer(frame, instruction, state)
        case _:
            fact = transfer(frame, instruction, state)
            return [] if fact is None else [State(fact, state.trail)]


def _started(frame: Frame, call: Call, state: State[Fact]) -> Results:
    """The states behind ``go f()``: a panic over there ends the process, and what never returns holds up nobody."""
    results = [*transfer_call(frame, call, state)]
    after = [s for s in results if isinstance(s, State)]
    has_it = any(carries(frame, state.fact, o) for o in call_operands(call))
    if not after and has_it and results:
        return []
    if not after and call is not frame.site:
        # It goes on for as long as the process does, and so does what it has.
        is_kept = has_it and state.fact.state is Typestate.OPEN
        return [State(escape(frame, state.fact, call.span), state.trail) if is_kept else state]
    return [_going_on(frame, call, s) for s in after] if has_it else [*after]


def _going_on(frame: Frame, call: Call, state: State[Fact]) -> State[Fact]:
    """The state where a goroutine has the resource, or has had it by then; a pool lives on with what goes on."""
    if frame.obligation is not None and frame.obligation.kind is ResourceKind.POOL:
        return State(escape(frame, state.fact, call.span), state.trail) if state.fact.state is Typestate.OPEN else state
    note(frame, EventKind.STARTED, call.span, state)
    return State(state.fact.mark(Mark.STARTED), state.trail)


class Interpreter:
    """``transfer.frame.Runner``: it has no state, all it needs is in the frame."""

    def run(self, frame: Frame, literal: Function, state: State[Fact]) -> Results:
        """The states when a literal has run with the fact as it stands (its parameters are the caller's to bind)."""
        if not can_be_entered(frame, literal):
            return [state]
        if not is_relevant(frame, literal, state.fact):
            return [passed_over(frame, literal, state)]
        inside = frame.inside(literal)
        start = State(state.fact.defer(), state.trail)
        exits = explore(inside.graph, [(0, start)], Interpretation(inside), lambda _: True)
        return returned(conclude(inside, exits), state)

    def call(self, frame: Frame, call: Call, state: State[Fact]) -> Results:
        """The states behind a call."""
        frame.budget.spend(state.fact.weight)
        return transfer_call(frame, call, state)
