"""How, and how late, a resource is closed where it is: what a panic or a new return could still make leak."""

from __future__ import annotations

from rowsclose.flow.exploration import Exit
from rowsclose.flow.graph import Ending
from rowsclose.ownership.facts.events import Event, EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.witness.lifetime import Closing, Leak, PlainClose, Spot
from rowsclose.ownership.witness.story import Story


def closing_of(exits: list[Exit[Fact]], events: list[Event], story: Story, handed_on_closed: Leak | None) -> Closing:
    """What events and exits say of the way one acquisition is closed."""
    return Closing(
        any(_is_release(e) for e in events),
        _plain(exits, events, story),
        _spot_of(events, EventKind.DEFERRED, story),
        _piles_up(events, story),
        _spot_of(events, EventKind.DEFERRED_UNCHECKED, story),
        handed_on_closed,
    )


def spots_of(events: list[Event], kind: EventKind, story: Story) -> tuple[Spot, ...]:
    """Where events of a kind happen, each place once, as they were met."""
    return tuple(story.spot(span) for span in dict.fromkeys(e.span for e in events if e.kind is kind))


def _spot_of(events: list[Event], kind: EventKind, story: Story) -> Spot | None:
    return next((story.spot(e.span) for e in events if e.kind is kind), None)


def _is_release(event: Event) -> bool:
    """Whether somebody releases the resource: running out, or an error that closes it, is nobody's doing."""
    if event.kind is EventKind.RELEASED:
        return event.release not in (Release.DRAINED, Release.ERROR)
    return event.kind in (EventKind.DEFERRED, EventKind.CLOSED_ANYWAY)


def _plain(exits: list[Exit[Fact]], events: list[Event], story: Story) -> PlainClose | None:
    """How, and where, the resource is closed by something else than a defer while anything could go wrong."""
    facts = [e.state.fact for e in exits if e.ending is Ending.RETURN and e.state.fact.state is Typestate.RELEASED]
    if any(f.has(Mark.STARTED) for f in facts):
        return None  # a defer would close it while a goroutine still has it
    ends = {f.release for f in facts if f.has(Mark.EXPOSED) and not f.has(Mark.COVERED)}
    ends |= {e.release for e in events if e.kind is EventKind.ROUND_ENDED and e.exposed}
    is_deferred = any(e.kind is EventKind.DEFERRED for e in events)
    for release in (Release.CALL, Release.DRAINED):
        if release not in ends or (is_deferred and release is Release.DRAINED):
            continue
        for event in events:
            if event.kind is EventKind.RELEASED and event.release is release and event.exposed:
                closed = _spot_of(events, EventKind.CLOSED_ANYWAY, story)
                if closed is not None:
                    return PlainClose(Release.CALL, closed)
                return PlainClose(release, story.spot(event.span))
    return None


def _piles_up(events: list[Event], story: Story) -> Spot | None:
    """The spot of the defer where the resources of several rounds are open at once."""
    if not any(e.kind is EventKind.PILED_UP for e in events):
        return None
    return _spot_of(events, EventKind.DEFERRED, story)
