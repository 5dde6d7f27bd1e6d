"""One acquisition, followed to the ends of its home."""

from __future__ import annotations

from rowsclose.finding import Confidence, Step, StepKind
from rowsclose.flow.exploration import State, explore
from rowsclose.flow.reachability import blocks_on_cycles
from rowsclose.go.ir import Call, Function, Go, Instruction, Place, Variable
from rowsclose.go.typing import Typing
from rowsclose.ownership.acquisitions.acquisitions import Acquisition
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.models.model import Bound, ResourceKind
from rowsclose.ownership.obligations.obligation import Evidence, by_custom
from rowsclose.ownership.provenance.statement import statement_of
from rowsclose.ownership.provenance.view import View
from rowsclose.ownership.transfer.frame import Frames
from rowsclose.ownership.transfer.interpreter import Interpretation
from rowsclose.ownership.transfer.literals import conclude
from rowsclose.ownership.witness.closing import closing_of, line_of
from rowsclose.ownership.witness.leaks import Leaking
from rowsclose.ownership.witness.lifetime import Bounding, Lifetime, Reading, Site
from rowsclose.ownership.witness.story import Story

Pending = dict[int, list[Fact]]
"""What is known at the entry of each block before anything is acquired."""

_CERTAIN = frozenset({Evidence.DECLARED, Evidence.ACQUIRED, Evidence.WRAPPED})


def pending_facts(frames: Frames, home: Function, typing: Typing) -> Pending:
    """What is known at the entries of a function's blocks where no resource is followed yet."""
    facts: Pending = {}
    frame = frames.before(home, typing)
    explore(
        frame.graph,
        [(0, State(Fact(Typestate.PENDING), None))],
        Interpretation(frame),
        lambda _: True,
        lambda block, fact: facts.setdefault(block, []).append(fact),
    )
    return facts


class Following:
    """Follows acquisitions of one outermost function."""

    def __init__(self, view: View, frames: Frames, outermost: Function, typing: Typing) -> None:
        self._view = view
        self._frames = frames
        self._outermost = outermost
        self._typing = typing
        self._story = Story(view.program.file(outermost.path).source)

    def lifetime(self, acquisition: Acquisition, pending: Pending) -> Lifetime:
        """Explore, and sum up."""
        home, obligation, call = acquisition.home, acquisition.obligation, acquisition.call
        frame = self._frames.following(home, self._typing, obligation, call, acquisition.result)
        graph, kind = frame.graph, acquisition.obligation.kind
        here = [b.index for b in graph.blocks if any(_acquires(i, acquisition.call) for i in b.instructions)]
        # A deferred call acquires at the exits, wherever it stands.
        starts = [(b, State(f, None)) for b in here or [0] for f in pending.get(b, ())]
        loops = not blocks_on_cycles(graph).isdisjoint(here)
        goes_on = (lambda f: _goes_on(f, kind, loops)) if here else (lambda f: _goes_on_from_entry(f, kind, loops))
        exits = conclude(frame, explore(graph, starts, Interpretation(frame), goes_on))
        events = frame.journal
        assert events is not None
        site = self._site(acquisition)
        leaking = Leaking(acquisition, self._story, site.step)
        kinds = {e.kind for e in events}
        looked = EventKind.LOOKED in kinds or not self._view.obligations.tells_error(acquisition.obligation)
        return Lifetime(
            site,
            Confidence.HIGH if acquisition.obligation.evidence in _CERTAIN else Confidence.MEDIUM,
            leaking.ordinary(exits, events),
            leaking.abnormal(exits),
            closing_of(exits, events, self._story),
            Reading(line_of(events, EventKind.DRAINED, self._story), looked),
            EventKind.HANDED_OVER in kinds or leaking.is_returned(exits),
        )

    # The site -------------------------------------------------------------------------------------

    def _site(self, acquisition: Acquisition) -> Site:
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
            self._bounding(call),
            statement_of(call, self._typing, self._view.program.constant_text),
            Step(StepKind.ACQUIRE, self._story.path, call.name_span, said),
        )

    def _release(self, acquisition: Acquisition) -> str:
        """The call that discharges the obligation: a method of the resource, or one of what gave it."""
        obligation, call = acquisition.obligation, acquisition.call
        name = _variable_name(acquisition) or "rows"
        method = min(obligation.releases, key=by_custom, default="Close")
        universe = self._view.program.universe
        if obligation.evidence is not Evidence.ACQUIRED or universe.select(obligation.type, method) is not None:
            return f"{name}.{method}()"
        owner = self._typing.target(call).owner
        is_giver = owner is not None and universe.select(owner, method) is not None
        giver = self._story.text(call.name_span).rpartition(".")[0] if is_giver else ""
        return f"{giver}.{method}({name})" if giver else f"{method}({name})"

    def _bounding(self, call: Call) -> Bounding | None:
        model = self._view.models.of(self._typing.target(call))
        if model.blocks is not None:
            return Bounding(model.blocks, waits=True)
        by_owner = next((b for b in model.bounds if b is not Bound.CONTEXT), None)
        if by_owner is not None:
            return Bounding(by_owner)
        return Bounding(Bound.CONTEXT) if model.bounds and not self._is_background(call) else None

    def _is_background(self, call: Call) -> bool:
        """Whether the context is one that nobody cancels."""
        first = call.arguments[0] if call.arguments else None
        if not isinstance(first, Place) or not isinstance(first.root, Variable):
            return False
        definitions = self._typing.definitions(first.root)
        return any(isinstance(d, Call) and self._typing.target(d).name in ("Background", "TODO") for d in definitions)


def _acquires(instruction: Instruction, site: Call) -> bool:
    """Whether an instruction is the acquiring call."""
    call = instruction.call if isinstance(instruction, Go) else instruction
    return call is site


def _goes_on(fact: Fact, kind: ResourceKind, loops: bool) -> bool:
    """Whether anything that a rule asks can still happen; ``loops``: control may come back to the acquiring call."""
    if fact.state is not Typestate.RELEASED:
        return fact.state is Typestate.OPEN
    if loops and fact.has(Mark.HELD):
        return True
    if kind is not ResourceKind.ROWS:
        return False
    return not fact.has(Mark.LOOKED) or fact.release in (Release.CALL, Release.DRAINED)


def _goes_on_from_entry(fact: Fact, kind: ResourceKind, loops: bool) -> bool:
    return fact.state is Typestate.PENDING or _goes_on(fact, kind, loops)


def _variable_name(acquisition: Acquisition) -> str:
    """The name of the variable that gets the resource, fields included; empty where it has none."""
    return acquisition.place.written if acquisition.place is not None else ""
