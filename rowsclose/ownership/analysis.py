"""From one function to the lifetimes of the resources it acquires."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.finding import Confidence, Step, StepKind
from rowsclose.flow.exploration import Exit, State, Trail, explore
from rowsclose.flow.graph import Branch, Ending
from rowsclose.flow.reachability import reachable_from
from rowsclose.go.ir import Call, Defer, Function, Go, Instruction, IsDrained, Place, Return, Variable
from rowsclose.go.typing import Typing
from rowsclose.ownership.acquisitions import Acquisition, Acquisitions
from rowsclose.ownership.contracts import Evidence, ResourceKind, by_custom
from rowsclose.ownership.events import Event, EventKind
from rowsclose.ownership.facts import Fact, Release, Typestate
from rowsclose.ownership.interpreter import Interpreter
from rowsclose.ownership.lifetime import Leak, Lifetime
from rowsclose.ownership.statement import statement_of
from rowsclose.ownership.uses import expects_more_sets
from rowsclose.ownership.world import World
from rowsclose.source import Span

_LONGEST_TEXT = 60


class Analysis:
    """Follows the resources that functions acquire."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._acquisitions = Acquisitions(world)

    def lifetimes(self, function: Function) -> Iterator[Lifetime]:
        """The lifetimes of all resources that a function and its literals acquire, in source order."""
        typing = self._world.program.typing(function)
        found = list(self._acquisitions.of(function, typing))
        more_sets = expects_more_sets(function) if found else False
        pending: dict[Function, dict[int, list[Fact]]] = {}
        for acquisition in found:
            home = acquisition.home
            if home not in pending:
                pending[home] = self._pending(home, typing)
            yield _Follow(self._world, function, typing, acquisition, more_sets).lifetime(pending[home])

    def _pending(self, home: Function, typing: Typing) -> dict[int, list[Fact]]:
        """What is known at each block's entry before anything is acquired."""
        facts: dict[int, list[Fact]] = {}
        interpreter = Interpreter(self._world, home, typing, None, None)
        explore(
            self._world.cfg(home, typing),
            [(0, State(Fact(Typestate.PENDING), None))],
            interpreter,
            lambda _: True,
            lambda block, fact: facts.setdefault(block, []).append(fact),
        )
        return facts


class _Follow:
    """One acquisition, followed to the ends of its home."""

    def __init__(
        self, world: World, outermost: Function, typing: Typing, acquisition: Acquisition, more_sets: bool
    ) -> None:
        self._world = world
        self._outermost = outermost
        self._typing = typing
        self._acquisition = acquisition
        self._source = world.program.file(outermost.path).source
        self._interpreter = Interpreter(
            world, acquisition.home, typing, acquisition.contract, acquisition.call, more_sets
        )

    def lifetime(self, pending: dict[int, list[Fact]]) -> Lifetime:
        """Explore, and sum up."""
        home = self._acquisition.home
        cfg = self._world.cfg(home, self._typing)
        here = [b.index for b in cfg.blocks if any(self._acquires(i) for i in b.instructions)]
        blocks = here or [0]
        starts = [(b, State(f, None)) for b in blocks for f in pending.get(b, ())]
        exits = explore(cfg, starts, self._interpreter, self._goes_on if here else self._goes_on_from_entry)
        return self._summed_up(self._interpreter.literals.conclude(exits))

    def _acquires(self, instruction: Instruction) -> bool:
        """Whether an instruction is the acquiring call; a deferred one acquires at the exits, wherever it stands."""
        call = instruction.call if isinstance(instruction, Go) else instruction
        return call is self._acquisition.call

    def _goes_on(self, fact: Fact) -> bool:
        if fact.state is not Typestate.RELEASED:
            return fact.state is Typestate.OPEN
        if self._acquisition.contract.kind is not ResourceKind.ROWS:
            return False
        return not fact.looked or fact.release in (Release.CALL, Release.DRAINED)

    def _goes_on_from_entry(self, fact: Fact) -> bool:
        return fact.state is Typestate.PENDING or self._goes_on(fact)

    # Summing up -----------------------------------------------------------------------------------

    def _summed_up(self, exits: list[Exit[Fact]]) -> Lifetime:
        events = self._interpreter.events
        call, contract = self._acquisition.call, self._acquisition.contract
        exposed = self._released_exposed(events, exits)
        leaks = [*self._left_open(exits, Ending.RETURN), *self._lost(events)]
        abnormal = self._left_open(exits, Ending.GOROUTINE)
        kinds = {e.kind for e in events}
        usual = contract.evidence in (Evidence.DECLARED, Evidence.ACQUIRED, Evidence.WRAPPED)
        return Lifetime(
            contract.kind,
            self._outermost.path,
            call.name_span,
            self._line(call.name_span.start),
            self._text(call.name_span),
            self._outermost.name,
            self._variable_name(),
            self._is_dropped(),
            self._release(),
            Confidence.HIGH if usual else Confidence.MEDIUM,
            self._bounded_by(),
            tuple(sorted(leaks, key=_rank)),
            tuple(sorted(abnormal, key=_rank)),
            any(_is_release(e) for e in events),
            exposed,
            self._piles_up(events),
            self._line_of(events, EventKind.DEFERRED_UNCHECKED),
            self._line_of(events, EventKind.DRAINED),
            EventKind.LOOKED in kinds or not self._world.contracts.tells_error(contract),
            EventKind.HANDED_OVER in kinds or self._is_returned(exits),
            statement_of(call, self._typing, self._world.program.constant_text),
            (self._acquire_step(),),
        )

    def _is_returned(self, exits: list[Exit[Fact]]) -> bool:
        results = self._acquisition.home.results
        return any(a.root in results for e in exits for a in e.state.fact.aliases)

    def _left_open(self, exits: list[Exit[Fact]], ending: Ending) -> list[Leak]:
        kind = EventKind.LEFT_OPEN if ending is Ending.RETURN else EventKind.LEFT_OPEN_ABNORMALLY
        results = self._acquisition.home.results
        leaks = []
        for exit_ in exits:
            fact = exit_.state.fact
            if exit_.ending is not ending or fact.state is not Typestate.OPEN:
                continue
            if fact.failed or (fact.checked and self._is_dropped() and self._source.path.endswith("_test.go")):
                continue  # a test that has failed anyway, or one that expects the acquisition to fail
            if ending is Ending.RETURN and any(a.root in results for a in fact.aliases):
                continue  # the caller owns it now
            span = exit_.at.span if exit_.at is not None else self._acquisition.home.end
            leaks.append(self._leak(kind, span, exit_.state.trail, fact.confidence, _exit_words(exit_.at)))
        return leaks

    def _lost(self, events: list[Event]) -> Iterator[Leak]:
        for event in events:
            if event.kind is EventKind.OVERWRITTEN:
                yield self._leak(event.kind, event.span, event.trail, event.confidence, "assignment")
            elif event.kind is EventKind.REACQUIRED:
                words = "next round of the loop"
                yield self._leak(event.kind, event.span, event.trail, event.confidence, words, event.redeclared)

    def _leak(
        self,
        kind: EventKind,
        span: Span,
        trail: Trail | None,
        confidence: Confidence,
        words: str,
        redeclared: bool = False,
    ) -> Leak:
        line = self._line(span.start)
        last = Step(StepKind.EXIT, self._source.path, self._first_line(span), f"still open at this {words}")
        witness = (self._acquire_step(), *self._branches(trail), last)
        return Leak(kind, line, words, confidence, witness, redeclared)

    def _acquire_step(self) -> Step:
        name = self._variable_name()
        said = f"{name or 'the ' + self._acquisition.contract.kind.noun} is acquired here"
        return Step(StepKind.ACQUIRE, self._source.path, self._acquisition.call.name_span, said)

    def _branches(self, trail: Trail | None) -> Iterator[Step]:
        taken: list[Branch] = []
        while trail is not None:
            taken.append(trail.branch)
            trail = trail.previous
        for branch in reversed(taken):
            text = self._text(branch.span)
            if isinstance(branch.atom, IsDrained):
                said = f"the loop `{text}` ends" if branch.reads else f"the loop `{text}` goes round"
            else:
                said = f"`{text}` is {'true' if branch.reads else 'false'}"
            yield Step(StepKind.BRANCH, self._source.path, self._first_line(branch.span), said)

    def _released_exposed(self, events: list[Event], exits: list[Exit[Fact]]) -> tuple[str, int] | None:
        """How, and where, the resource is closed by something else than a defer while anything could go wrong."""
        facts = [e.state.fact for e in exits if e.ending is Ending.RETURN]
        ends = {f.release for f in facts if f.state is Typestate.RELEASED and f.exposed and not f.covered}
        ends |= {e.release for e in events if e.kind is EventKind.ROUND_ENDED and e.exposed}
        deferred = any(e.kind is EventKind.DEFERRED for e in events)
        for release, how in ((Release.CALL, "call"), (Release.DRAINED, "drained")):
            if release not in ends or (deferred and release is Release.DRAINED):
                continue
            for event in events:
                if event.kind is EventKind.RELEASED and event.release is release and event.exposed:
                    closed = self._line_of(events, EventKind.CLOSED_ANYWAY)
                    return ("call", closed) if closed is not None else (how, self._line(event.span.start))
        return None

    # Words ----------------------------------------------------------------------------------------

    def _piles_up(self, events: list[Event]) -> int | None:
        """The line of a defer that leaves the resources of several rounds open at once: another round may follow it."""
        if any(e.kind is EventKind.CLOSED_ANYWAY for e in events):
            return None
        cfg = self._world.cfg(self._acquisition.home, self._typing)
        acquiring = {b.index for b in cfg.blocks if any(i is self._acquisition.call for i in b.instructions)}
        deferred = {e.span for e in events if e.kind is EventKind.DEFERRED}
        for block in cfg.blocks:
            here = [i.span for i in block.instructions if isinstance(i, Defer) and i.span in deferred]
            if here and not acquiring.isdisjoint(reachable_from(cfg, block.index)):
                return self._line(here[0].start)
        return None

    def _release(self) -> str:
        """The call that discharges the obligation: a method of the resource, or one of what gave it."""
        contract, call = self._acquisition.contract, self._acquisition.call
        name = self._variable_name() or "rows"
        method = min(contract.releases, key=by_custom, default="Close")
        universe = self._world.program.universe
        if contract.evidence is not Evidence.ACQUIRED or universe.select(contract.type, method) is not None:
            return f"{name}.{method}()"
        owner = self._typing.target(call).owner
        is_giver = owner is not None and universe.select(owner, method) is not None
        giver = self._text(call.name_span).rpartition(".")[0] if is_giver else ""
        return f"{giver}.{method}({name})" if giver else f"{method}({name})"

    def _variable_name(self) -> str:
        target = self._acquisition.place
        if target is None or not isinstance(target.root, Variable):
            return ".".join((target.root.name, *target.path)) if target is not None else ""
        if target.root.is_temporary:
            return ""
        return ".".join((target.root.name, *target.path))

    def _is_dropped(self) -> bool:
        return self._acquisition.place is None

    def _bounded_by(self) -> str:
        target = self._typing.target(self._acquisition.call)
        for directive in self._world.directives(target):
            if directive.name == "blocks" and directive.arguments:
                return f"blocks {directive.arguments[0]}"
            if directive.name == "bounded-by" and directive.arguments and directive.arguments[0] != "ctx":
                return directive.arguments[0]
        bounds = [d for d in self._world.directives(target) if d.name == "bounded-by" and d.arguments]
        return bounds[0].arguments[0] if bounds and not self._is_background() else ""

    def _is_background(self) -> bool:
        """Whether the context is one that nobody cancels."""
        first = self._acquisition.call.arguments[0] if self._acquisition.call.arguments else None
        if not isinstance(first, Place) or not isinstance(first.root, Variable):
            return False
        return any(
            isinstance(d, Call) and self._typing.target(d).name in ("Background", "TODO")
            for d in self._typing.definitions(first.root)
        )

    def _line_of(self, events: list[Event], kind: EventKind) -> int | None:
        return next((self._line(e.span.start) for e in events if e.kind is kind), None)

    def _line(self, offset: int) -> int:
        return self._source.position(offset).line

    def _text(self, span: Span) -> str:
        text = " ".join(self._source.text[span.start : span.end].decode("utf-8", "replace").split())
        return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"

    def _first_line(self, span: Span) -> Span:
        end = self._source.text.find(b"\n", span.start, span.end)
        return Span(span.start, end if end >= 0 else span.end)


def _is_release(event: Event) -> bool:
    """Whether somebody releases the resource: running out, or an error that closes it, is nobody's doing."""
    if event.kind is EventKind.RELEASED:
        return event.release not in (Release.DRAINED, Release.ERROR)
    return event.kind is EventKind.DEFERRED


def _rank(leak: Leak) -> tuple[int, bool, int, int]:
    return (-leak.confidence, leak.kind is not EventKind.LEFT_OPEN, len(leak.witness), leak.line)


def _exit_words(at: Instruction | None) -> str:
    if isinstance(at, Return):
        return "closing brace" if at.implicit else "return"
    return "call" if isinstance(at, Call) else "end"
