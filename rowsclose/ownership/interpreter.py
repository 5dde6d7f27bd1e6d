"""Transfer functions: what each instruction does to what is known of the resource that is followed.

One interpreter follows one resource through one outermost function (its *home*). Function literals that run are entered
with the fact as it stands, since they share the home's variables; declared functions are asked for their outcomes.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rowsclose.flow.exploration import Exit, State, Trail
from rowsclose.flow.graph import Branch
from rowsclose.go.ir import Call, Defer, Function, Go, Instruction
from rowsclose.go.typing import Typing
from rowsclose.ownership.branches import Branches
from rowsclose.ownership.calls.acquiring import Acquiring
from rowsclose.ownership.calls.arguments import Arguments
from rowsclose.ownership.calls.assertions import Assertions
from rowsclose.ownership.calls.binding import Binding
from rowsclose.ownership.calls.deferring import Deferring
from rowsclose.ownership.calls.passing import Passing
from rowsclose.ownership.calls.transfer import Calls
from rowsclose.ownership.contracts import Contract
from rowsclose.ownership.events import Event, EventKind
from rowsclose.ownership.facts import Fact, Release, Typestate
from rowsclose.ownership.holders import Holders
from rowsclose.ownership.instructions import Instructions
from rowsclose.ownership.literals import Literals
from rowsclose.ownership.uses import Uses
from rowsclose.source import Span
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.world import World


class Interpreter:
    """``flow.exploration.Semantics`` for one resource.

    ``site`` is the acquiring call that is followed, None where the resource comes with a parameter or no resource is
    followed at all (then only what is known of variables matters).
    """

    def __init__(
        self,
        world: World,
        home: Function,
        typing: Typing,
        contract: Contract | None,
        site: Call | None,
        expects_more_sets: bool = False,
        summarises: bool = False,
    ) -> None:
        """``expects_more_sets``: the code asks for a further result set, so running out of rows does not close.

        ``summarises``: the home's parameters and results are its callers', so holding the resource there is no escape.
        """
        self.world = world
        self.home = home
        self.typing = typing
        self.contract = contract
        self.site = site
        self.expects_more_sets = expects_more_sets
        self.summarises = summarises
        self.events: list[Event] = []
        self.branches = Branches(self)
        self.instructions = Instructions(self)
        self.holders = Holders(self)
        self.uses = Uses(self)
        self.literals = Literals(self)
        self.arguments = Arguments(self)
        self.binding = Binding(self)
        self.acquiring = Acquiring(self)
        self.assertions = Assertions(self)
        self.passing = Passing(self)
        self.deferring_calls = Deferring(self)
        self.calls = Calls(self)
        self.deferring = 0
        self._muted = 0

    # Semantics ------------------------------------------------------------------------------------

    def key(self, fact: Fact) -> Hashable:
        """Facts with different keys are never joined."""
        return fact.key()

    def covers(self, old: Fact, new: Fact) -> bool:
        """Whether whatever follows ``new`` can follow ``old``."""
        return old.covers(new)

    def join(self, left: Fact, right: Fact) -> Fact:
        """What both know."""
        return left.join(right)

    def assume(self, branch: Branch, fact: Fact) -> Fact | None:
        """The fact where a branch is taken, without what nobody will ask again."""
        fact_after = self.branches.suppose(branch, fact)
        known = (branch.atom, branch.holds)
        if fact_after is None or known in fact.known or self.world.is_asked_again(self.home, self.typing, branch.atom):
            return fact_after
        return replace(fact_after, known=fact_after.known - {known})

    def transfer(self, instruction: Instruction, state: State[Fact]) -> Iterable[State[Fact] | Exit[Fact]]:
        """The states behind an instruction, without what is known of temporaries that nothing reads any more."""
        read = self.world.read_for_good(self.home, self.typing, instruction)
        for after in self._transferred(instruction, state):
            if read and isinstance(after, State):
                yield State(after.fact.forget_roots(read), after.trail)
            else:
                yield after

    def _transferred(self, instruction: Instruction, state: State[Fact]) -> Iterable[State[Fact] | Exit[Fact]]:
        match instruction:
            case Call():
                return self.calls.call(instruction, state)
            case Go(call):
                # A panic over there ends the process.
                return [s for s in self.calls.call(call, state) if isinstance(s, State)]
            case Defer():
                return self.deferring_calls.defer(instruction, state)
            case _:
                fact = self.instructions.transfer(instruction, state)
                return [] if fact is None else [State(fact, state.trail)]

    @contextmanager
    def trial(self) -> Iterator[None]:
        """What happens inside is only tried out: no event is noted."""
        self._muted += 1
        try:
            yield
        finally:
            self._muted -= 1

    @property
    def frame(self) -> Function:
        """The function whose body is being explored."""
        return self.literals.innermost or self.home

    # Events ---------------------------------------------------------------------------------------

    def escape(self, fact: Fact, span: Span) -> Fact:
        """Somebody else owns the resource from here on."""
        self.event(EventKind.HANDED_OVER, span, None, fact)
        return fact.settle(Typestate.ESCAPED)

    def event(
        self,
        kind: EventKind,
        span: Span,
        trail: Trail | None,
        fact: Fact,
        release: Release | None = None,
        redeclared: bool = False,
    ) -> None:
        """Note that something happened, unless the instruction is only tried out."""
        if not self._muted:
            exposed = fact.exposed and not fact.covered
            self.events.append(Event(kind, span, trail, fact.confidence, release, exposed, redeclared))
