"""Transfer functions run alone: a Go function from text, a fact by hand, and all that is behind one piece of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gocode import NOWHERE, lowered, program_of

from ownership.factshown import FactText
from rowsclose.finding import Confidence
from rowsclose.flow.exploration import Exit, State
from rowsclose.go.ir import Call, Defer, Function, Go, Instruction, Place, Variable
from rowsclose.go.program import Program
from rowsclose.go.typing import Typing
from rowsclose.go.walk import functions_within, instructions_of, receiver_of, targets_of
from rowsclose.ownership.analysis import Analysis
from rowsclose.ownership.facts.claims import Claim
from rowsclose.ownership.facts.events import Event
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.transfer.frame import Followed, Frame, Results
from rowsclose.ownership.transfer.interpreter import Interpretation
from rowsclose.source import Span
from rowsclose.stubs.loader import Stubs
from rowsclose.values import replace

IMPORTS = {
    "sql": "database/sql",
    "errors": "errors",
    "far": "example.com/far",
    "fmt": "fmt",
    "os": "os",
    "testing": "testing",
    "iter": "iter",
    "require": "github.com/stretchr/testify/require",
    "assert": "github.com/stretchr/testify/assert",
    "pgx": "github.com/jackc/pgx/v5",
    "gorm": "gorm.io/gorm",
}
"""Packages by the name that code uses them by; what is at ``example.com`` is out of reach."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What is behind a piece of code: facts, exits as ``goroutine: <fact>``, and the events on the way."""

    facts: list[str]
    events: list[str]


class Scene:
    """One function, the frame in which a resource is followed through it, and its code by its text."""

    def __init__(self, text: str, function: Function, frame: Frame) -> None:
        self.function = function
        self.frame = frame
        self._text = text.encode()
        self._facts = FactText(_variables(function), lambda call: self._at(call.span))

    # Facts ----------------------------------------------------------------------------------------

    def fact(self, text: str) -> Fact:
        """A fact by its text: see ``factshown``."""
        return self._facts.fact(text)

    def place(self, text: str) -> Place:
        """A place by its text."""
        return self._facts.place(text)

    def claim(self, text: str) -> Claim:
        """A question with its answer by its text."""
        return self._facts.claim(text)

    def shown(self, *facts: Fact | None) -> list[str]:
        """Facts as text; None is said too."""
        return ["none" if fact is None else self._facts.shown(fact) for fact in facts]

    def shown_results(self, results: Results) -> list[str]:
        """States and exits as text."""
        return [
            f"{r.ending.value}: {self._facts.shown(r.state.fact)}" if isinstance(r, Exit) else self._facts.shown(r.fact)
            for r in results
        ]

    # Code -----------------------------------------------------------------------------------------

    def variable(self, text: str) -> Variable:
        """A variable by its name."""
        root = self.place(text).root
        assert isinstance(root, Variable)
        return root

    def instructions(self, text: str) -> list[Instruction]:
        """The instructions that stand in the first piece of the source that reads like this, in order.

        Those of a literal that lies in it as a whole are the literal's own.
        """
        start = self._text.index(text.encode(), self.function.span.start)
        end = start + len(text.encode())
        for function in functions_within(self.function):
            inside = [i for i in instructions_of(function) if start <= i.span.start and i.span.end <= end]
            if inside:
                return inside
        raise AssertionError(f"no instruction in {text!r}")

    def call(self, text: str) -> Call:
        """The last call in a piece of the source."""
        found = [i.call if isinstance(i, Defer | Go) else i for i in self.instructions(text)]
        return [i for i in found if isinstance(i, Call)][-1]

    def literal(self, index: int = 0) -> Function:
        """One of the function's literals, in source order."""
        return [f for f in functions_within(self.function) if f is not self.function][index]

    def inside(self, index: int = 0) -> Scene:
        """The same scene while a literal runs."""
        scene = Scene(self._text.decode(), self.function, self.frame.inside(self.literal(index)))
        scene._facts = self._facts
        return scene

    # Running --------------------------------------------------------------------------------------

    def ran(self, text: str, before: str) -> Ran:
        """What is behind a piece of code, whose instructions run one after the other."""
        journal: list[Event] = []
        frame = replace(self.frame, journal=journal)
        return self._through(frame, self.instructions(text), [State(self.fact(before), None)])

    def after(self, text: str, before: str) -> list[str]:
        """The facts behind a piece of code."""
        return self.ran(text, before).facts

    def events(self, text: str, before: str) -> list[str]:
        """What happens in a piece of code."""
        return self.ran(text, before).events

    def again(self, text: str, registered: str, before: str) -> tuple[list[str], list[str]]:
        """What is behind a piece of code, and what happens in it, where a deferred call is registered already."""
        journal: list[Event] = []
        frame = replace(self.frame, journal=journal)
        states = self._states_behind(frame, self.instructions(registered), self.fact(before))
        journal.clear()
        ran = self._through(frame, self.instructions(text), states)
        return ran.facts, ran.events

    def deferred(self, text: str, before: str = "pending") -> list[Fact]:
        """The facts behind a piece of code as values: calls that are deferred are told by their identity."""
        return [s.fact for s in self._states_behind(self.frame, self.instructions(text), self.fact(before))]

    def in_frame(self, **changes: object) -> Scene:
        """The same scene with a frame that differs."""
        scene = Scene(self._text.decode(), self.function, replace(self.frame, **changes))
        scene._facts = self._facts
        return scene

    def _states_behind(self, frame: Frame, code: list[Instruction], fact: Fact) -> list[State[Fact]]:
        states = [State(fact, None)]
        for instruction in code:
            results = [r for s in states for r in Interpretation(frame).transfer(instruction, s)]
            states = [r for r in results if isinstance(r, State)]
        return states

    def _through(self, frame: Frame, code: list[Instruction], states: list[State[Fact]]) -> Ran:
        exits: list[str] = []
        for instruction in code:
            results = [r for s in states for r in Interpretation(frame).transfer(instruction, s)]
            exits += self.shown_results([r for r in results if isinstance(r, Exit)])
            states = [r for r in results if isinstance(r, State)]
        assert frame.journal is not None
        events = [self.shown_event(e) for e in frame.journal]
        return Ran([*self.shown_results([*states]), *exits], events)

    def shown_place(self, place: Place) -> str:
        """A place as text."""
        return self._facts.shown_place(place)

    def shown_receiver(self, call: Call) -> str:
        """The place whose method a call calls."""
        receiver = receiver_of(call)
        assert receiver is not None
        return self._facts.shown_place(receiver)

    def shown_event(self, event: Event) -> str:
        """An event as text: its kind, how, where, and what else is noted."""
        how = f" by {event.release.value}" if event.release is not None else ""
        exposed = ", exposed" if event.exposed else ""
        confidence = "" if event.confidence is Confidence.HIGH else f", {event.confidence.name.lower()}"
        return f"{event.kind.value}{how} at {self._at(event.span)!r}{exposed}{confidence}"

    def _at(self, span: Span) -> str:
        return self._text[span.start : span.end].decode()


def _variables(function: Function) -> dict[str, Variable]:
    """The variables of a function and its literals by their names; a second one of a name has a prime."""
    found: dict[str, Variable] = {}
    for variable in dict.fromkeys(_each_variable(function)):
        name = variable.name or "result"
        while name in found:
            name += "'"
        found[name] = variable
    return found


def _each_variable(function: Function) -> Iterator[Variable]:
    for inner in functions_within(function):
        yield from (*inner.parameters, *inner.results)
        for instruction in instructions_of(inner):
            yield from (p.root for p in targets_of(instruction) if isinstance(p.root, Variable))


# Making scenes ------------------------------------------------------------------------------------


@cache
def _stubs() -> Stubs:
    return Stubs()


@cache
def _analysed(text: str, name: str) -> tuple[Analysis, Function, Typing]:
    program: Program = program_of({"p.go": text})
    function = lowered(program, name, NOWHERE)
    return Analysis(program, _stubs()), function, program.typing(function)


def go_file(body: str, head: str, signature: str) -> str:
    """A file with one function, and what else it needs; packages of ``IMPORTS`` are imported where they are used."""
    code = f"{head}\n\nfunc {signature} {{\n{body}\n}}\n"
    used = [path for name, path in IMPORTS.items() if re.search(rf"\b{name}\.", code)]
    imports = "".join(f'import "{path}"\n' for path in used)
    return f"package p\n\n{imports}\n{code}"


def following(body: str, head: str = "", signature: str = "f(db *sql.DB)", site: str = "") -> Scene:
    """The scene in which the resource of an acquiring call is followed: the only one, or the one at ``site``."""
    text = go_file(body, head, signature)
    analysis, function, typing = _analysed(text, "f")
    found = [a for a in analysis.acquisitions.of(function, typing) if site in text[a.call.span.start : a.call.span.end]]
    assert len(found) == 1, f"{len(found)} acquisitions"
    (one,) = found
    followed = Followed(one.obligation, one.call, one.result, one.into)
    frame = analysis.summaries.frames.following(one.home, typing, followed)
    return Scene(text, function, frame)


def acquired(body: str, head: str = "", signature: str = "f(db *sql.DB)") -> Scene:
    """The scene in which ``rows, err := db.Query("q")`` stands before a body, and is followed."""
    return following(f'rows, err := db.Query("q")\n{body}', head, signature, 'db.Query("q")')


def before_acquiring(body: str, head: str = "", signature: str = "f(db *sql.DB)") -> Scene:
    """The scene in which no resource is followed yet."""
    text = go_file(body, head, signature)
    analysis, function, typing = _analysed(text, "f")
    return Scene(text, function, analysis.summaries.frames.before(function, typing))


def summarising(body: str, head: str = "", signature: str = "f(rows *sql.Rows)", of: str = "rows") -> Scene:
    """The scene in which a resource is followed that comes with a parameter, or with what a path leads to from it."""
    text = go_file(body, head, signature)
    analysis, function, typing = _analysed(text, "f")
    place = FactText(_variables(function), lambda _: "").place(of)
    obligation = analysis.summaries.obligations.of(typing.type_of(place))
    return Scene(text, function, analysis.summaries.frames.summarising(function, typing, obligation))
