"""From exits and events to the paths that leak, the plainest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rowsclose.finding import Circumstance, Step
from rowsclose.flow.exploration import Exit
from rowsclose.flow.graph import Ending
from rowsclose.go.ir import Call, Place, Return, Root, Variable
from rowsclose.go.typing import Typing
from rowsclose.ownership.acquisitions.acquisitions import Acquisition
from rowsclose.ownership.bodies.failing import fails, fails_otherwise
from rowsclose.ownership.facts.events import Event, EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.witness.lifetime import Leak
from rowsclose.ownership.witness.story import Story, exit_words
from rowsclose.source import Span
from rowsclose.values import replace, value

_ENDS = ("ErrNoRows", "iterator.Done")

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
    circumstances: tuple[Circumstance, ...]  # those that hold wherever it is left open
    is_main: bool  # the process ends behind the function
    is_fatal: bool  # it does where the function fails
    has_error: bool  # the call gives an error beside it
    started: Span | None  # the start of a goroutine that has it and is not waited for
    lent: Mapping[Place, str]  # what its methods give that is of use as long as it is open, with their texts
    typing: Typing  # the types in the function
    holders: frozenset[Root]  # variables that hold it on some path, among others
    handing_on: frozenset[int]  # exits (by ``id``) that some path comes to which has left it to somebody else

    def ordinary(self, exits: list[Exit[Fact]], events: Iterable[Event]) -> tuple[Leak, ...]:
        """Returns with the resource open, and assignments that lose it.

        What may be somebody else's is the function's own where it ends that on every way on which it does not fail.
        """
        found = _sorted([*self._left_open(exits, Ending.RETURN), *self._lost(exits, events)])
        if self.acquisition.may_be_others and not (all(leak.fails for leak in found) and _is_ended(exits)):
            return ()
        return found

    def abnormal(self, exits: list[Exit[Fact]]) -> tuple[Leak, ...]:
        """Panics and failed assertions with the resource open."""
        return _sorted(self._left_open(exits, Ending.GOROUTINE))

    def is_returned(self, exits: list[Exit[Fact]]) -> bool:
        """Whether the caller gets the resource."""
        return any(self._is_result(e.state.fact) for e in exits)

    def _is_result(self, fact: Fact) -> bool:
        return any(a.root in self.acquisition.home.results for a in fact.aliases)

    def _left_open(self, exits: list[Exit[Fact]], ending: Ending) -> Iterator[Leak]:
        # Where every way out leaves it open, the branches decide nothing.
        returns = [e.state.fact.state for e in exits if e.ending is Ending.RETURN]
        is_never_released = all(s in (Typestate.OPEN, Typestate.VOID) for s in returns)
        kind = EventKind.LEFT_OPEN if ending is Ending.RETURN else EventKind.LEFT_OPEN_ABNORMALLY
        handed_in = self._handed_in() if self.acquisition.place is not None else {}
        handing_on = self.handing_on.union(id(e.at) for e in exits if self._is_handed_on(e.state.fact))
        for exit_ in exits:
            fact = exit_.state.fact
            if exit_.ending is not ending or not self._is_open(fact) or self._is_expected(fact):
                continue
            if ending is Ending.RETURN and self._is_result(fact):
                continue  # the caller owns it now
            if self.acquisition.obligation.kind is ResourceKind.POOL and id(exit_.at) in handing_on:
                continue  # whoever is to live with the pool has been started in none of no rounds
            span, words = self._end(exit_)
            trail = None if is_never_released else exit_.state.trail
            earlier = fact.has(Mark.EARLIER)
            said = "that of an earlier round is still open" if earlier else "still open"
            witness = self.story.witness(self.acquired, trail, span, words, said)
            line, fails = self.story.line(span.start), self._fails(fact)
            values = exit_.at.values if isinstance(exit_.at, Return) else ()
            given_to = next((text for given, text in handed_in.items() if given <= set(values)), "")
            circumstances = self._circumstances(exit_)
            goes_on = self._goes_on(fact)
            undecided = self.has_error and fact.may_be_void() and not fact.has(Mark.CHECKED)
            leak = Leak(kind, line, words, fact.confidence, witness, fails, circumstances, given_to, goes_on, undecided)
            lends = next((self.lent[v] for v in values if isinstance(v, Place) and v in self.lent), "")
            given = (v.root for v in values if isinstance(v, Place))
            shared = id(exit_.at) in handing_on or not self.holders.isdisjoint(given)
            yield replace(leak, shared=shared, lends=lends, earlier=earlier)

    def _is_handed_on(self, fact: Fact) -> bool:
        return self._goes_on(fact) or (fact.state is Typestate.OPEN and self._is_result(fact))

    def _end(self, exit_: Exit[Fact]) -> tuple[Span, str]:
        """Where a path ends for the resource, and what stands there."""
        if self.started is not None and self._goes_on(exit_.state.fact):
            return self.started, "goroutine's end"
        return exit_.at.span if exit_.at is not None else self.acquisition.home.end, exit_words(exit_.at)

    def _goes_on(self, fact: Fact) -> bool:
        return self.started is not None and fact.has(Mark.STARTED)

    def _handed_in(self) -> dict[frozenset[Place], str]:
        """All that calls give that get the resource, with the callees' texts: ``return newStore(db)``."""
        place = self.acquisition.place
        mentioning = self.typing.mentioning(place.root, self.acquisition.home) if place is not None else []
        calls = [i for i in mentioning if isinstance(i, Call) and place in i.arguments]
        given = {frozenset(t for t in call.targets if t is not None): self.story.text(call.name_span) for call in calls}
        return {targets: text for targets, text in given.items() if _are_of_one_call(targets)}

    def _is_open(self, fact: Fact) -> bool:
        """Whether a resource is open, or was until its bound ended, with nothing that could have closed it before."""
        if self.acquisition.obligation.begins_at_use and not fact.has(Mark.USED):
            return False
        dropped = self.acquisition.place is None and self.acquisition.obligation.kind is ResourceKind.ROWS
        return fact.state is Typestate.OPEN or (dropped and fact.release is Release.BOUND)

    def _fails(self, fact: Fact) -> bool:
        return fails(fact, self.acquisition.home)

    def _circumstances(self, exit_: Exit[Fact]) -> tuple[Circumstance, ...]:
        """What lowers the weight of what is left open at an exit."""
        if exit_.state.fact.has(Mark.ENDED) or exit_.state.fact.release is Release.BOUND:
            return (Circumstance.ENDED_HERE,)
        ends = self.is_main or (self.is_fatal and self._fails(exit_.state.fact))
        exiting = (Circumstance.EXITING,) if ends and exit_.ending is Ending.RETURN else ()
        return (*self.circumstances, *exiting)

    def at_every_exit(self, exits: list[Exit[Fact]]) -> tuple[Circumstance, ...]:
        """What holds at all exits of what has been acquired."""
        facts = [e.state.fact for e in exits if e.state.fact.state is not Typestate.VOID]
        if facts and all(f.has(Mark.ENDED) or f.release is Release.BOUND for f in facts):
            return (Circumstance.ENDED_HERE,)
        return self.circumstances

    def unchecked(self, exits: list[Exit[Fact]]) -> Leak | None:
        """The plainest return behind a Next that gave false where nobody has looked at the error."""
        found = []
        for exit_ in exits:
            fact = exit_.state.fact
            is_read = fact.has(Mark.DRAINED) and not fact.has(Mark.LOOKED) and not fact.has(Mark.FAILED)
            if (
                exit_.ending is not Ending.RETURN
                or not is_read
                or fact.state not in (Typestate.OPEN, Typestate.RELEASED)
            ):
                continue
            if self._is_result(fact) or fails_otherwise(exit_, self.acquisition.home, self.typing):
                continue
            span, words = self._end(exit_)
            witness = self.story.witness(self.acquired, exit_.state.trail, span, words, "its error is not looked at")
            line, fails = self.story.line(span.start), self._fails(fact)
            goes_on = self._goes_on(fact)
            found.append(Leak(EventKind.LEFT_OPEN, line, words, fact.confidence, witness, fails, goes_on=goes_on))
        return min(found, key=_rank, default=None)

    def handed_on_closed(self, exits: list[Exit[Fact]]) -> Leak | None:
        """The plainest return that gives the caller what a deferred call closes then, whatever comes of the function."""
        found = []
        given_open = {id(e.at) for e in exits if e.state.fact.state is Typestate.OPEN and self._is_result(e.state.fact)}
        for exit_ in exits:
            fact = exit_.state.fact
            if id(exit_.at) in given_open or self._fails(fact):
                continue
            is_closed = fact.state is Typestate.RELEASED and fact.release is Release.DEFERRED
            if exit_.ending is Ending.RETURN and is_closed and self._is_result(fact) and exit_.at is not None:
                words = exit_words(exit_.at)
                said = "a deferred close ends it"
                witness = self.story.witness(self.acquired, exit_.state.trail, exit_.at.span, words, said)
                line = self.story.line(exit_.at.span.start)
                found.append(Leak(EventKind.LEFT_OPEN, line, words, fact.confidence, witness))
        return min(found, key=_rank, default=None)

    def _is_expected(self, fact: Fact) -> bool:
        """Whether a test has failed anyway, or expects the acquisition to fail."""
        if fact.has(Mark.FAILED):
            return True
        dropped = self.acquisition.place is None
        return fact.has(Mark.CHECKED) and dropped and self.story.path.endswith("_test.go")

    def _lost(self, exits: list[Exit[Fact]], events: Iterable[Event]) -> Iterator[Leak]:
        circumstances = self.at_every_exit(exits)
        for event in events:
            words = _LOST.get(event.kind)
            if words is not None:
                witness = self.story.witness(self.acquired, event.trail, event.span, words)
                line = self.story.line(event.span.start)
                yield Leak(event.kind, line, words, event.confidence, witness, circumstances=circumstances)


def _is_ended(exits: Iterable[Exit[Fact]]) -> bool:
    return any(e.state.fact.state is Typestate.RELEASED for e in exits)


def _are_of_one_call(targets: frozenset[Place]) -> bool:
    """Whether a return of these gives what the call gave: an error alone may be that of another one by then."""
    return len(targets) > 1 or any(isinstance(t.root, Variable) and t.root.is_temporary for t in targets)


def _sorted(leaks: Iterable[Leak]) -> tuple[Leak, ...]:
    """The leaks by their rank; of those that weigh as much as the first, a plain one comes first.

    It is odd that the end of the data is an error: no Scan of a result set gives that one. A witness is made only
    where it is asked for, so that most are not looked at.
    """
    found = sorted(leaks, key=_rank)
    for at, leak in enumerate(found):
        if _weight(leak) != _weight(found[0]):
            break
        if not any(_tells_end(step.message) for step in leak.witness):
            return (leak, *found[:at], *found[at + 1 :])
    return tuple(found)


def _tells_end(said: str) -> bool:
    return said.endswith(" is true") and any(end in said for end in _ENDS)


def _weight(leak: Leak) -> tuple[int, int, bool]:
    """Certain ones first, and what weighs most."""
    ends = Circumstance.ENDED_HERE in leak.circumstances  # which weighs as little as two others
    return (-leak.confidence, len(leak.circumstances) + ends, leak.kind is not EventKind.LEFT_OPEN)


def _rank(leak: Leak) -> tuple[tuple[int, int, bool], bool, int, int]:
    """What weighs most first; an end that is no failure before one that is; then the shortest path."""
    return (_weight(leak), leak.fails, len(leak.witness), leak.line)
