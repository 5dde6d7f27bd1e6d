"""What a frame knows: one resource is followed through one function, its literals included.

A frame is a value. Inside a literal, at an exit where deferred calls run, or in a trial it is another one.
"""

from __future__ import annotations

import enum
from typing import Protocol, TypeAlias

from rowsclose.flow.budget import Budget, Total
from rowsclose.flow.exploration import Exit, State
from rowsclose.flow.graph import Cfg
from rowsclose.go.ir import Call, Function, Place
from rowsclose.go.typing import Typing
from rowsclose.ownership.bodies.bodies import Bodies
from rowsclose.ownership.bodies.relevance import Relevance
from rowsclose.ownership.callees.protocol import Callees
from rowsclose.ownership.facts.events import Event, EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Release
from rowsclose.ownership.obligations.obligation import Obligation
from rowsclose.ownership.obligations.obligations import Obligations
from rowsclose.ownership.provenance.bounds import Bounds, bounds_of
from rowsclose.source import Span
from rowsclose.values import replace, value

Results: TypeAlias = list[State[Fact] | Exit[Fact]]
"""The states behind something, and the exits it may take."""


class Mode(enum.Enum):
    """Whose life is followed."""

    FOLLOWS = "follows"  # an acquisition, to the ends of its home
    SUMMARISES = "summarises"  # what comes with a parameter: holding it in parameters and results is no escape


class ResultSets(enum.Enum):
    """How many result sets the code expects of one query."""

    ONE = "one"
    SEVERAL = "several"  # it asks for a further one, so that running out of rows does not close


class Phase(enum.Enum):
    """Where in the function's life an instruction runs."""

    BODY = "body"
    EXIT = "exit"  # as a deferred call


class Runner(Protocol):
    """Runs what a transfer function cannot run by itself, for it stands below."""

    def run(self, frame: Frame, literal: Function, state: State[Fact]) -> Results:
        """The states when a literal has run with the fact as it stands (its parameters are the caller's to bind)."""
        ...

    def call(self, frame: Frame, call: Call, state: State[Fact]) -> Results:
        """The states behind a call."""
        ...


@value
class Followed:
    """What is followed: the result ``output`` of the acquiring call ``site``, or what it puts ``into`` a variable."""

    obligation: Obligation
    site: Call
    output: int
    into: Place | None = None


@value(eq=False)
class Frame:
    """One frame. ``home`` is the function whose variables the resource goes to.

    ``site`` is the acquiring call that is followed, and ``output`` its result (or ``into`` the variable that it fills). It
    is None where the resource comes with a parameter, or where none is followed at all (then only what is known of
    variables matters). ``bounds`` is what ends it at the latest. ``literals`` are those being run, outermost first.
    ``journal`` gets the events; it is None in a trial. ``budget`` has the steps that are left for all of it.
    """

    home: Function
    typing: Typing
    obligation: Obligation | None
    site: Call | None
    output: int
    into: Place | None
    mode: Mode
    sets: ResultSets
    callees: Callees
    obligations: Obligations
    bodies: Bodies
    relevance: Relevance
    runner: Runner
    journal: list[Event] | None
    budget: Budget
    bounds: Bounds = Bounds()
    literals: tuple[Function, ...] = ()
    phase: Phase = Phase.BODY

    @property
    def body(self) -> Function:
        """The function whose body is being explored."""
        return self.literals[-1] if self.literals else self.home

    @property
    def graph(self) -> Cfg:
        """Its graph."""
        return self.bodies.graph(self.body, self.typing)

    def inside(self, literal: Function) -> Frame:
        """The frame while a literal runs."""
        return replace(self, literals=(*self.literals, literal))

    def at_exit(self) -> Frame:
        """The frame while deferred calls run."""
        return replace(self, phase=Phase.EXIT)

    def trying(self) -> Frame:
        """The frame of a trial: no event is noted."""
        return self if self.journal is None else replace(self, journal=None)


def note(frame: Frame, kind: EventKind, span: Span, state: State[Fact], release: Release | None = None) -> None:
    """Note that something happened to the resource, unless it is only tried out."""
    if frame.journal is not None:
        fact = state.fact
        exposed = fact.has(Mark.EXPOSED) and not fact.has(Mark.COVERED)
        frame.journal.append(Event(kind, span, state.trail, fact.confidence, release, exposed))


class Frames:
    """Makes the frames of one program."""

    def __init__(
        self, callees: Callees, obligations: Obligations, bodies: Bodies, runner: Runner, total: Total
    ) -> None:
        """``total``: the steps of all frames."""
        self._callees = callees
        self._obligations = obligations
        self._bodies = bodies
        self._runner = runner
        self._total = total

    def budget(self, typing: Typing) -> Budget:
        """The whole budget of a function."""
        function = typing.function
        return self._total.budget((function.path, function.span), function.span.end - function.span.start)

    def before(self, home: Function, typing: Typing) -> Frame:
        """The frame in which no resource is followed yet."""
        return self._frame(home, typing, None, Mode.FOLLOWS)

    def following(self, home: Function, typing: Typing, followed: Followed) -> Frame:
        """The frame in which the resource is followed that an acquiring call gives."""
        obligation, site = followed.obligation, followed.site
        bounds = bounds_of(site, followed.output, typing, self._callees, self._obligations)
        frame = self._frame(home, typing, obligation, Mode.FOLLOWS)
        return replace(frame, site=site, output=followed.output, into=followed.into, bounds=bounds)

    def summarising(self, home: Function, typing: Typing, obligation: Obligation | None) -> Frame:
        """The frame in which a resource is followed that comes with a parameter."""
        return self._frame(home, typing, obligation, Mode.SUMMARISES)

    def _frame(self, home: Function, typing: Typing, obligation: Obligation | None, mode: Mode) -> Frame:
        return Frame(
            home,
            typing,
            obligation,
            None,
            0,
            None,
            mode,
            ResultSets.SEVERAL if self._bodies.expects_more_sets(typing.function) else ResultSets.ONE,
            self._callees,
            self._obligations,
            self._bodies,
            self._bodies.relevance(home, typing),
            self._runner,
            [],
            self.budget(typing),
        )
