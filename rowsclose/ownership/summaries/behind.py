"""What a method behind an interface does, as those see it who know the interface alone."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.finding import Confidence
from rowsclose.go import types as t
from rowsclose.go.ir import Input, IsNil, Place
from rowsclose.go.universe import Universe
from rowsclose.ownership.callees.summary import Outcome
from rowsclose.ownership.facts.claims import Claim
from rowsclose.ownership.facts.typestate import Typestate
from rowsclose.values import replace


def seen_through_interface(returns: tuple[Outcome, ...], owner: t.Named, universe: Universe) -> Iterator[Outcome]:
    """The ways such a method returns: it may be another one.

    A value that keeps a resource beside the error of getting it, ``&iterator{rows, err}``, has none where the error is
    not nil. Its method tells the two ways apart; who has the interface cannot.
    """
    failed = {Claim(IsNil(Place(Input(0), (name,))), False) for name in universe.fields_of_type(owner, t.ERROR)}
    for outcome in returns:
        is_void = outcome.state is Typestate.OPEN and not failed.isdisjoint(outcome.claims)
        state = Typestate.VOID if is_void else outcome.state
        yield replace(outcome, state=state, confidence=min(outcome.confidence, Confidence.MEDIUM))
