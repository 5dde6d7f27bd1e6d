"""From exits and events to the paths that leak, the plainest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rowsclose.finding import Step
from rowsclose.flow.exploration import Exit
from rowsclose.flow.graph import Ending
from rowsclose.ownership.acquisitions.acquisitions import Acquisition
from rowsclose.ownership.facts.events import Event, EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Typestate
from rowsclose.ownership.witness.lifetime import Leak
from rowsclose.ownership.witness.story import Story, exit_words
from rowsclose.values import value

_LOST = {
    EventKind.OVERWRITTEN: "assignment",
    EventKind.REACQUIRED: "next round of the loop",
    EventKind.REDECLARED: "next round of the loop",
}


@value(eq=False)
class Leaking:
    """Sorts out which paths of one acquisition leak."""

    acquisition: Acquisition
    story: Story
    acquired: Step

    def ordinary(self, exits: list[Exit[Fact]], events: Iterable[Event]) -> tuple[Leak, ...]:
        """Returns with the resource open, and assignments that lose it."""
        return _sorted([*self._left_open(exits, Ending.RETURN), *self._lost(events)])

    def abnormal(self, exits: list[Exit[Fact]]) -> tuple[Leak, ...]:
        """Panics and failed assertions with the resource open."""
        return _sorted(self._left_open(exits, Ending.GOROUTINE))

    def is_returned(self, exits: list[Exit[Fact]]) -> bool:
        """Whether the caller gets the resource."""
        return any(self._is_result(e.state.fact) for e in exits)

    def _is_result(self, fact: Fact) -> bool:
        return any(a.root in self.acquisition.home.results for a in fact.aliases)

    def _left_open(self, exits: list[Exit[Fact]], ending: Ending) -> Iterator[Leak]:
        kind = EventKind.LEFT_OPEN if ending is Ending.RETURN else EventKind.LEFT_OPEN_ABNORMALLY
        for exit_ in exits:
            fact = exit_.state.fact
            if exit_.ending is not ending or fact.state is not Typestate.OPEN or self._is_expected(fact):
                continue
            if ending is Ending.RETURN and self._is_result(fact):
                continue  # the caller owns it now
            span = exit_.at.span if exit_.at is not None else self.acquisition.home.end
            words = exit_words(exit_.at)
            witness = self.story.witness(self.acquired, exit_.state.trail, span, words)
            yield Leak(kind, self.story.line(span.start), words, fact.confidence, witness)

    def _is_expected(self, fact: Fact) -> bool:
        """Whether a test has failed anyway, or expects the acquisition to fail."""
        if fact.has(Mark.FAILED):
            return True
        dropped = self.acquisition.place is None
        return fact.has(Mark.CHECKED) and dropped and self.story.path.endswith("_test.go")

    def _lost(self, events: Iterable[Event]) -> Iterator[Leak]:
        for event in events:
            words = _LOST.get(event.kind)
            if words is not None:
                witness = self.story.witness(self.acquired, event.trail, event.span, words)
                yield Leak(event.kind, self.story.line(event.span.start), words, event.confidence, witness)


def _sorted(leaks: Iterable[Leak]) -> tuple[Leak, ...]:
    return tuple(sorted(leaks, key=_rank))


def _rank(leak: Leak) -> tuple[int, bool, int, int]:
    """Certain ones first, exits before assignments, then the shortest path: the plainest witness comes first."""
    return (-leak.confidence, leak.kind is not EventKind.LEFT_OPEN, len(leak.witness), leak.line)
