"""All that becomes of one acquisition, for people who ask: what happens to it, and how it stands at each way out.

A lifetime has what rules ask about; this has the paths on which all is well, too.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

from rowsclose.finding import Confidence
from rowsclose.flow.exploration import Exit
from rowsclose.flow.graph import Ending
from rowsclose.go import types as t
from rowsclose.ownership.acquisitions.acquisitions import Acquisition
from rowsclose.ownership.facts.events import Event, EventKind
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Release, Typestate
from rowsclose.ownership.obligations.obligation import Evidence
from rowsclose.ownership.witness.lifetime import Site
from rowsclose.ownership.witness.story import Story, exit_words
from rowsclose.values import value

_TOLD = frozenset(
    {
        EventKind.OVERWRITTEN,
        EventKind.REACQUIRED,
        EventKind.REDECLARED,
        EventKind.RELEASED,
        EventKind.CLOSED_ANYWAY,
        EventKind.DEFERRED,
        EventKind.DEFERRED_UNCHECKED,
        EventKind.DRAINED,
        EventKind.LOOKED,
        EventKind.HANDED_OVER,
        EventKind.BUSY,
    }
)


class Standing(enum.Enum):
    """How a resource stands at a way out."""

    VOID = "void"  # the acquisition failed
    RELEASED = "released"
    RETURNED = "returned"  # the caller gets it
    ESCAPED = "escaped"  # somebody else owns it
    OPEN = "open"


@value
class Happening:
    """Something that happens to the resource: the line, and the source that stands there."""

    kind: EventKind
    line: int
    text: str
    release: Release | None


@value
class WayOut:
    """An end of the function that owns the resource; ``where`` are the branches of the plainest path to it.

    ``is_ordinary``: a return, and no panic or failed assertion.
    """

    line: int
    words: str
    is_ordinary: bool
    standing: Standing
    release: Release | None
    confidence: Confidence
    where: tuple[str, ...]


@value
class Account:
    """What is known of one acquisition. ``type`` is that of the resource, None where it is out of reach."""

    site: Site
    evidence: Evidence
    type: t.Type | None
    happenings: tuple[Happening, ...]
    ways_out: tuple[WayOut, ...]


def account_of(
    acquisition: Acquisition, site: Site, exits: list[Exit[Fact]], events: list[Event], story: Story
) -> Account:
    """What exploring all paths says of one acquisition."""
    told = dict.fromkeys(_happening(e, story) for e in events if e.kind in _TOLD)
    happenings = tuple(sorted(told, key=lambda each: (each.line, list(EventKind).index(each.kind))))
    obligation = acquisition.obligation
    return Account(site, obligation.evidence, obligation.type, happenings, tuple(_plainest(acquisition, exits, story)))


def _happening(event: Event, story: Story) -> Happening:
    release = event.release if event.kind is EventKind.RELEASED else None
    return Happening(event.kind, story.line(event.span.start), story.text(event.span), release)


def _plainest(acquisition: Acquisition, exits: list[Exit[Fact]], story: Story) -> Iterator[WayOut]:
    """Each way out once, by the path to it that takes the fewest branches."""
    found: dict[tuple[object, ...], WayOut] = {}
    for exit_ in exits:
        if exit_.ending not in (Ending.RETURN, Ending.GOROUTINE) or exit_.state.fact.state is Typestate.PENDING:
            continue
        way = _way_out(acquisition, exit_, story)
        key = (way.line, way.words, way.standing, way.release, way.confidence)
        if key not in found or len(way.where) < len(found[key].where):
            found[key] = way
    order = list(Standing)
    return iter(sorted(found.values(), key=lambda way: (way.line, order.index(way.standing), way.where)))


def _way_out(acquisition: Acquisition, exit_: Exit[Fact], story: Story) -> WayOut:
    fact = exit_.state.fact
    span = exit_.at.span if exit_.at is not None else acquisition.home.end
    return WayOut(
        story.line(span.start),
        exit_words(exit_.at),
        exit_.ending is Ending.RETURN,
        _standing(acquisition, fact),
        fact.release,
        fact.confidence,
        tuple(dict.fromkeys(step.message for step in story.branches(exit_.state.trail))),
    )


def _standing(acquisition: Acquisition, fact: Fact) -> Standing:
    match fact.state:
        case Typestate.VOID:
            return Standing.VOID
        case Typestate.RELEASED:
            return Standing.RELEASED
        case Typestate.ESCAPED:
            return Standing.ESCAPED
        case _:
            is_returned = any(alias.root in acquisition.home.results for alias in fact.aliases)
            return Standing.RETURNED if is_returned else Standing.OPEN
