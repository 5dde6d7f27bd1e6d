"""The sentences that several rules share, and the finding they go into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.finding import Circumstance, Finding, Level, Step, StepKind
from rowsclose.ownership.kinds import Bound, ResourceKind
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Leak, Lifetime, Spot
    from rowsclose.pools.pools import Pool
    from rowsclose.rules.advice import Advice

_BOUNDS = {
    Bound.CONTEXT: "until its context is cancelled",
    Bound.TRANSACTION: "until the transaction ends",
    Bound.CONNECTION: "until the connection is released",
    Bound.BATCH: "until the batch ends",
    Bound.SESSION: "until the session ends",
}


def finding(rule_id: str, level: Level, lifetime: Lifetime, message: str, advice: Advice) -> Finding:
    """A finding on the acquiring call."""
    path, span, function = lifetime.site.path, lifetime.site.span, lifetime.site.function
    witness = (lifetime.site.step,)
    found = Finding(rule_id, level, message, path, span, function, lifetime.confidence, witness, advice.words)
    return replace(found, remedy=advice.remedy, circumstances=(Circumstance.TEST,) if lifetime.site.in_test else ())


def on_path(found: Finding, lifetime: Lifetime, leak: Leak) -> Finding:
    """A finding that one path shows: as certain as the path, and with the circumstances at its end."""
    return replace(
        while_open(found, lifetime, leak),
        confidence=min(leak.confidence, found.confidence),
        witness=tuple(leak.witness),
    )


def while_open(found: Finding, lifetime: Lifetime, leak: Leak | None = None) -> Finding:
    """A finding that weighs what the open resource costs: with the circumstances that end it soon."""
    circumstances = lifetime.circumstances if leak is None else leak.circumstances
    return replace(found, circumstances=(*found.circumstances, *circumstances), in_loop=lifetime.in_loop)


def decided_at(found: Finding, at: Spot, said: str) -> Finding:
    """A finding with the line that decides shown beside the acquiring call."""
    return replace(found, witness=(*found.witness[:1], Step(StepKind.EXIT, found.path, at.span, said)))


def pool_finding(rule_id: str, level: Level, pool: Pool, message: str, help_: str) -> Finding:
    """A finding on the call that opens a pool."""
    return Finding(rule_id, level, message, pool.path, pool.span, pool.function, pool.confidence, (), help_)


def bound(lifetime: Lifetime) -> str:
    """How long a leak lasts, where something ends it: appended to a message."""
    bounding = lifetime.site.bounding
    if bounding is None:
        return ""
    words = "and the Close of its connection waits for it" if bounding.waits else _BOUNDS[bounding.by]
    return f"; it stays open {words}"


def never_or_here(lifetime: Lifetime, leak: Leak) -> str:
    """Whether the resource is closed nowhere, or only not on this path."""
    site = lifetime.site
    verb = _ENDED.get(site.kind, "closed")
    where = f"the {leak.exit} on line {leak.line}"
    subject = f"{site.subject} of an earlier round" if leak.earlier else site.subject
    if lifetime.closing.ever_released or lifetime.handed_over:
        return f"{subject} is not {verb} on the path to {where}"
    return f"{subject} is never {verb}: it is still open at {where}"


_ENDED = {ResourceKind.TRANSACTION: "finished", ResourceKind.ROW: "scanned"}


def ordinary_leak(lifetime: Lifetime) -> Leak | None:
    """The leak to show: the most certain one, that weighs most, with the plainest path."""
    return lifetime.leaks[0] if lifetime.leaks else None
