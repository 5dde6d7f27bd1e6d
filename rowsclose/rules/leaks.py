"""What the rules for statements, connections and transactions share: every kind of loss goes under one id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.rules import advice
from rowsclose.rules.wording import bound, finding, never_or_here, on_path, ordinary_leak

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Leak, Lifetime


def leaks_of(kind: ResourceKind, rule_id: str, lifetime: Lifetime, level: Level = Level.ERROR) -> Iterator[Finding]:
    """One finding for a resource of a kind that some ordinary path loses."""
    leak = ordinary_leak(lifetime)
    if lifetime.site.kind is not kind or leak is None:
        return
    message = _message(lifetime, leak) + bound(lifetime)
    yield on_path(finding(rule_id, level, lifetime, message, advice.release(lifetime, leak)), lifetime, leak)


def _message(lifetime: Lifetime, leak: Leak) -> str:
    site = lifetime.site
    if site.dropped:
        return f"the {site.kind.noun} of {site.call} is dropped, so nothing can end it"
    if leak.kind is EventKind.OVERWRITTEN:
        return f"{site.subject} is overwritten on line {leak.line} while its {site.kind.noun} is still open"
    if leak.kind in (EventKind.REACQUIRED, EventKind.REDECLARED):
        return f"{site.subject} is still open when the next round of the loop acquires another"
    return never_or_here(lifetime, leak)
