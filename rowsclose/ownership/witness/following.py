"""One acquisition, followed to the ends of its home."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rowsclose.finding import Confidence, Step, StepKind
from rowsclose.flow.exploration import Exit, State, explore
from rowsclose.flow.graph import Cfg
from rowsclose.flow.liveness import Liveness
from rowsclose.flow.reachability import blocks_on_cycles
from rowsclose.go import types as t
from rowsclose.go.ir import ELEMENT, Call, Function, Place, Variable
from rowsclose.go.typing import Typing
from rowsclose.go.walk import instructions_of, own_calls
from rowsclose.ownership.acquisitions.acquisitions import Acquisition
from rowsclose.ownership.facts.events import Event, EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.rounds import without_idle_rounds
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.kinds import Bound, ErrorBeside, ResourceKind
from rowsclose.ownership.obligations.obligation import Evidence, Obligation, by_custom
from rowsclose.ownership.provenance.statement import statement_of
from rowsclose.ownership.provenance.view import View
from rowsclose.ownership.provenance.whose import Ownership
from rowsclose.ownership.transfer.frame import Followed, Frame, Frames
from rowsclose.ownership.transfer.interpreter import Interpretation
from rowsclose.ownership.transfer.literals import conclude
from rowsclose.ownership.witness.account import Account, account_of
from rowsclose.ownership.witness.busy import BusyStatements
from rowsclose.ownership.witness.closing import closing_of, spots_of
from rowsclose.ownership.witness.error_beside import error_beside
from rowsclose.ownership.witness.executor import executor_beside
from rowsclose.ownership.witness.goroutine import waits_for_others
from rowsclose.ownership.witness.leaks import Leaking
from rowsclose.ownership.witness.lifetime import Bounding, Lifetime, Reading, Site
from rowsclose.ownership.witness.pending import Home, blocks_of, pending_facts
from rowsclose.ownership.witness.standing import Standing
from rowsclose.ownership.witness.story import Story
from rowsclose.ownership.witness.surroundings import (
    comes_with_error,
    holders,
    is_asked_for_nil,
    lent_by,
    outlives_round,
)
from rowsclose.values import replace, value

_CERTAIN = frozenset({Evidence.DECLARED, Evidence.ACQUIRED, Evidence.WRAPPED})


@value(eq=False)
class _Start:
    """Where exploration begins; ``is_in_sight``: at the call, else at the entry, for the call is a deferred one.

    ``loops``: the call may run again before the function ends.
    """

    frame: Frame
    states: list[tuple[int, State[Fact]]]
    is_in_sight: bool
    loops: bool


class Following:
    """Follows acquisitions of one outermost function."""

    def __init__(self, view: View, ownership: Ownership, frames: Frames, outermost: Function, typing: Typing) -> None:
        self._view = view
        self._ownership = ownership
        self._frames = frames
        self._outermost = outermost
        self._typing = typing
        self._budget = frames.budget(typing)  # one for all of them
        self._acquisitions: Sequence[Acquisition] = ()
        self._homes: dict[Function, Home] = {}
        self._story = Story(view.program.file(outermost.path).source)
        self._standing = Standing(view, ownership, outermost, typing)
        self._busy = BusyStatements(view, outermost, typing, self._story)

    def lifetimes(self, acquisitions: Sequence[Acquisition]) -> Iterator[Lifetime]:
        """The lifetimes of all that the function acquires.

        Raises:
            OverBudget: an acquisition and those before it take too many steps.
        """
        self._acquisitions = acquisitions
        return map(self._lifetime, acquisitions)

    def accounts(self, acquisitions: Sequence[Acquisition]) -> Iterator[Account]:
        """All that becomes of what the function acquires, on the paths that rules do not ask about too.

        Raises:
            OverBudget: an acquisition and those before it take too many steps.
        """
        self._acquisitions = acquisitions
        return map(self._account, acquisitions)

    def _lifetime(self, acquisition: Acquisition) -> Lifetime:
        """Explore, and sum up."""
        start = self._start(acquisition)
        home, obligation = acquisition.home, acquisition.obligation
        loops, kind = start.loops, obligation.kind
        to_the_end = loops or self._may_be_returned(home) or kind is ResourceKind.ROWS
        exits, events = _followed(
            start,
            (lambda f: _goes_on(f, kind, to_the_end))
            if start.is_in_sight
            else (lambda f: _goes_on_from_entry(f, kind, to_the_end)),
        )
        all_exits = exits
        handed_on = any(e.kind is EventKind.HANDED_OVER for e in events)
        handed_on = handed_on or any(e.state.fact.has(Mark.GATHERED) for e in exits)
        if handed_on and any(e.state.fact.state is Typestate.OPEN for e in exits):
            unseen = replace(start, frame=replace(start.frame, journal=[]))
            all_exits, _ = _followed(unseen, lambda _: True)
            exits = without_idle_rounds(exits, all_exits)
        site = self._site(acquisition, loops)
        started = next((e.span for e in events if e.kind is EventKind.STARTED), None)
        leaking = Leaking(
            acquisition,
            self._story,
            site.step,
            self._standing.circumstances(acquisition, site.bounding),
            self._standing.is_main(kind),
            self._standing.is_fatal(),
            site.error in (ErrorBeside.KEPT, ErrorBeside.UNREAD),
            None if started is None or waits_for_others(home, self._typing) else started,
            lent_by(acquisition, self._typing, self._story),
            self._typing,
            holders(acquisition, self._typing),
            frozenset(id(e.at) for e in all_exits if e.state.fact.state is Typestate.ESCAPED),
        )
        is_returned, cleaned = leaking.is_returned(exits), self._home(home).registers_end
        handed_over = is_returned or any(e.kind is EventKind.HANDED_OVER for e in events)
        asks = not handed_over and self._view.obligations.tells_error(obligation)
        return Lifetime(
            site,
            Confidence.HIGH if obligation.evidence in _CERTAIN else Confidence.MEDIUM,
            leaking.ordinary(exits, events),
            leaking.abnormal(exits),
            closing_of(exits, events, self._story, None if cleaned else leaking.handed_on_closed(exits)),
            Reading(
                self._error_call(acquisition),
                spots_of(events, EventKind.DRAINED, self._story),
                self._reader(acquisition, events),
                bool(home.results) and self._typing.universe.is_error(home.results[-1].type),
                leaking.unchecked(exits) if asks else None,
            ),
            handed_over,
            is_returned,
            obligation.inner[:1] == (ELEMENT,)
            or (loops and any(ELEMENT in a.path for e in exits for a in e.state.fact.aliases)),
            tuple(self._busy.of(events, acquisition, site)),
            leaking.at_every_exit(exits),
            leaking.started is not None and any(e.state.fact.has(Mark.STARTED) for e in all_exits),
        )

    def _account(self, acquisition: Acquisition) -> Account:
        start = self._start(acquisition)
        exits, events = _followed(start, lambda _: True)
        return account_of(acquisition, self._site(acquisition, start.loops), exits, events, self._story)

    def _start(self, acquisition: Acquisition) -> _Start:
        followed = Followed(acquisition.obligation, acquisition.call, acquisition.result, acquisition.into)
        frame = replace(self._frames.following(acquisition.home, self._typing, followed), budget=self._budget)
        home = self._home(acquisition.home)
        here = home.blocks[id(acquisition.call)]
        # A deferred call acquires at the exits, wherever it stands.
        states = [(b, State(f, None)) for b in here or [0] for f in home.pending.get(b, ())]
        return _Start(frame, states, bool(here), not home.on_cycles.isdisjoint(here))

    def _home(self, function: Function) -> Home:
        found = self._homes.get(function)
        if found is None:
            frame = replace(self._frames.before(function, self._typing), budget=self._budget)
            blocks = blocks_of(frame.graph, [a.call for a in self._acquisitions if a.home is function])
            pending = pending_facts(frame, {block for each in blocks.values() for block in each})
            cycles = blocks_on_cycles(frame.graph)
            found = self._homes[function] = Home(blocks, pending, cycles, self._registers_end(function))
        return found

    def _registers_end(self, function: Function) -> bool:
        calls = (i for i in instructions_of(function) if isinstance(i, Call))
        return any(self._view.models.of(self._typing.target(c)).runs_at_end for c in calls)

    def _may_be_returned(self, home: Function) -> bool:
        """Whether a result of a function can hold a resource."""
        universe = self._view.program.universe
        types = (universe.resolve(r.type) for r in home.results if r.type != t.ERROR)
        return any(isinstance(universe.underlying(t.strip_pointers(x)), t.Struct | t.Interface) for x in types)

    # The site -------------------------------------------------------------------------------------

    def _site(self, acquisition: Acquisition, loops: bool) -> Site:
        call, kind = acquisition.call, acquisition.obligation.kind
        name = _variable_name(acquisition)
        said = f"{name or 'the ' + kind.noun} is acquired here"
        return Site(
            kind,
            self._outermost.path,
            call.name_span,
            self._story.line(call.name_span.start),
            self._story.text(call.name_span),
            self._outermost.name,
            name,
            acquisition.place is None,
            self._release(acquisition),
            error_beside(call, acquisition.home, self._typing, self._view.bodies),
            loops,
            self._bounding(acquisition),
            statement_of(call, self._typing, self._view.program.constant_text),
            Step(StepKind.ACQUIRE, self._story.path, call.name_span, said),
            self._closes_nil(acquisition.obligation),
            executor_beside(call, self._typing),
            self._standing.is_of_tests(acquisition.home),
            self._is_told_by_nil(acquisition),
            loops and outlives_round(acquisition, *self._graph_of(acquisition.home)),
            self._may_be_nil(call),
        )

    def _is_told_by_nil(self, acquisition: Acquisition) -> bool:
        results = self._typing.results(acquisition.call)
        if not results or not self._typing.universe.is_error(results[-1]):
            return False
        returns = self._view.callees.returns(self._typing.target(acquisition.call))
        graph, _ = self._graph_of(acquisition.home)
        return is_asked_for_nil(acquisition, graph) or comes_with_error(acquisition, returns, len(results) - 1)

    def _may_be_nil(self, call: Call) -> bool:
        """Whether the call is one of an interface of which no library promises anything."""
        target = self._typing.target(call)
        return target.on_interface and not target.directives

    def _graph_of(self, home: Function) -> tuple[Cfg, Liveness]:
        return self._view.bodies.graph(home, self._typing), self._view.bodies.liveness(home, self._typing)

    def _error_call(self, acquisition: Acquisition) -> str:
        """The call of a resource's ``Err``; empty where it has none, or no name."""
        universe, obligation = self._view.program.universe, acquisition.obligation
        name, type_ = _variable_name(acquisition), obligation.type
        for field in obligation.inner if name and not obligation.releases else ():  # it lends what it holds
            part = universe.select(type_, field)
            name, type_ = f"{name}.{field}", part.type if part is not None else None
        found = universe.select(type_, "Err")
        signature = found.type if found is not None and isinstance(found.type, t.Signature) else None
        tells = signature is not None and not signature.parameters and [r.type for r in signature.results] == [t.ERROR]
        return f"{name}.Err()" if name and tells else ""

    def _reader(self, acquisition: Acquisition, events: list[Event]) -> str:
        """The text of the callee that first reads the resource to its end; empty where the function itself does."""
        first = next((e.span for e in events if e.kind is EventKind.DRAINED), None)
        if first is None:
            return ""
        calls = (c for c in own_calls(acquisition.home) if c.span == first)
        return next((self._story.text(c.name_span) for c in calls if acquisition.place in c.arguments), "")

    def _closes_nil(self, obligation: Obligation) -> bool:
        """Whether the release is known to be harmless where the call has failed."""
        return obligation.evidence is Evidence.DECLARED and self._view.obligations.release_is_nil_safe(obligation)

    def _release(self, acquisition: Acquisition) -> str:
        """The call that discharges the obligation: a method of the resource, or one of what gave it."""
        obligation, call = acquisition.obligation, acquisition.call
        name = _variable_name(acquisition) or obligation.kind.usual_name
        method = min(obligation.releases, key=by_custom, default="Close")
        if obligation.inner and not obligation.releases:
            name = ".".join((name, *obligation.inner))  # it lends what it holds
            method = "Rollback" if obligation.kind is ResourceKind.TRANSACTION else "Close"
            return f"{name}.{method}()"
        usual = {ResourceKind.TRANSACTION: "Rollback", ResourceKind.ROW: "Scan"}.get(obligation.kind)
        if usual is not None and usual in obligation.releases:
            method = usual  # a Rollback does nothing behind a Commit
        if obligation.is_pulled:
            beside = call.targets[1] if len(call.targets) > 1 else None
            return f"{beside.written if beside is not None else 'stop'}()"
        universe = self._view.program.universe
        selected = universe.select(obligation.type, method)
        if obligation.evidence is not Evidence.ACQUIRED or selected is not None:
            signature = selected.type if selected is not None and isinstance(selected.type, t.Signature) else None
            return f"{name}.{method}({self._context(call) if _wants_context(signature) else ''})"
        owner = self._typing.target(call).owner
        is_giver = owner is not None and universe.select(owner, method) is not None
        giver = self._story.text(call.name_span).rpartition(".")[0] if is_giver else ""
        return f"{giver}.{method}({name})" if giver else f"{method}({name})"

    def _context(self, call: Call) -> str:
        """The context at hand where a call stands: the one it gets, or a parameter."""
        places = [a for a in call.arguments[:1] if isinstance(a, Place)]
        places += (Place(p) for p in self._outermost.parameters)
        named = (p.written for p in places if self._is_context(self._typing.type_of(p)))
        return next((n for n in named if n), "context.Background()")

    def _is_context(self, type_: t.Type | None) -> bool:
        """Whether a type is that of contexts, or one of the program's own that may stand for it."""
        return type_ == t.CONTEXT or all(self._view.program.universe.select(type_, m) for m in ("Deadline", "Done"))

    def _bounding(self, acquisition: Acquisition) -> Bounding | None:
        call = acquisition.call
        blocks = self._view.models.of(self._typing.target(call)).blocks
        if blocks is not None:
            return Bounding(blocks, waits=True)
        bounds = self._standing.handle(acquisition).bounds
        by_owner = next((b for b in bounds if b is not Bound.CONTEXT), None)
        if by_owner is not None:
            return Bounding(by_owner)
        return Bounding(Bound.CONTEXT) if bounds and not self._is_background(call) else None

    def _is_background(self, call: Call) -> bool:
        """Whether the context is one that nobody cancels."""
        first = call.arguments[0] if call.arguments else None
        if not isinstance(first, Place) or not isinstance(first.root, Variable):
            return False
        definitions = self._typing.definitions(first.root)
        return any(isinstance(d, Call) and self._typing.target(d).name in ("Background", "TODO") for d in definitions)


def _followed(start: _Start, goes_on: Callable[[Fact], bool]) -> tuple[list[Exit[Fact]], list[Event]]:
    """The ends that are come to, and what happens on the way."""
    frame = start.frame
    exits = conclude(frame, explore(frame.graph, start.states, Interpretation(frame), goes_on))
    assert frame.journal is not None
    return exits, frame.journal


def _wants_context(signature: t.Signature | None) -> bool:
    """Whether a method takes a context first: pgx's ``Rollback(ctx)``."""
    return signature is not None and bool(signature.parameters) and signature.parameters[0].type == t.CONTEXT


def _goes_on(fact: Fact, kind: ResourceKind, to_the_end: bool) -> bool:
    """Whether anything that a rule asks can still happen; ``to_the_end``: until a deferred release has run."""
    if fact.state is not Typestate.RELEASED:
        return fact.state is Typestate.OPEN or fact.has(Mark.STORED)
    if to_the_end and fact.has(Mark.HELD):
        return True
    if kind is not ResourceKind.ROWS:
        return False
    return not (fact.has(Mark.DRAINED) and fact.has(Mark.LOOKED)) or fact.release in (Release.CALL, Release.DRAINED)


def _goes_on_from_entry(fact: Fact, kind: ResourceKind, to_the_end: bool) -> bool:
    return fact.state is Typestate.PENDING or _goes_on(fact, kind, to_the_end)


def _variable_name(acquisition: Acquisition) -> str:
    """The name of the variable that gets the resource, fields included; empty where it has none."""
    return acquisition.place.written if acquisition.place is not None else ""
