"""What the rules for statements, connections and transactions share: every kind of loss goes under one id."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.finding import Finding, Level
from rowsclose.ownership.contracts import ResourceKind
from rowsclose.ownership.events import EventKind
from rowsclose.ownership.lifetime import Leak, Lifetime
from rowsclose.rules.wording import bound, finding, never_or_here, on_path, ordinary_leak


def leaks_of(kind: ResourceKind, rule_id: str, lifetime: Lifetime, help_: str) -> Iterator[Finding]:
    """One finding for a resource of a kind that some ordinary path loses."""
    leak = ordinary_leak(lifetime)
    if lifetime.kind is not kind or leak is None:
        return
    message = _message(lifetime, leak) + bound(lifetime)
    yield on_path(finding(rule_id, Level.ERROR, lifetime, message, help_), lifetime, leak)


def _message(lifetime: Lifetime, leak: Leak) -> str:
    if lifetime.dropped:
        return f"the {lifetime.kind.noun} of {lifetime.call} is dropped, so nothing can end it"
    if leak.kind is EventKind.OVERWRITTEN:
        return f"{lifetime.subject} is overwritten on line {leak.line} while its {lifetime.kind.noun} is still open"
    if leak.kind is EventKind.REACQUIRED:
        return f"{lifetime.subject} is still open when the next round of the loop acquires another"
    return never_or_here(lifetime, leak)
