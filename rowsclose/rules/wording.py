"""The sentences that several rules share, and the finding they go into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.finding import Confidence, Finding, Level, Step
from rowsclose.ownership.models.model import Bound, ResourceKind
from rowsclose.ownership.witness.lifetime import Leak, Lifetime

if TYPE_CHECKING:
    from rowsclose.pools.pools import Pool

_BOUNDS = {
    Bound.CONTEXT: "until its context is cancelled",
    Bound.TRANSACTION: "until the transaction ends",
    Bound.CONNECTION: "until the connection is released",
    Bound.BATCH: "until the batch ends",
    Bound.SESSION: "until the session ends",
}


def finding(
    rule_id: str,
    level: Level,
    lifetime: Lifetime,
    message: str,
    help_: str,
    witness: tuple[Step, ...] | None = None,
    confidence: Confidence | None = None,
) -> Finding:
    """A finding on the acquiring call."""
    return Finding(
        rule_id,
        level,
        message,
        lifetime.site.path,
        lifetime.site.span,
        lifetime.site.function,
        lifetime.confidence if confidence is None else min(confidence, lifetime.confidence),
        (lifetime.site.step,) if witness is None else witness,
        help_,
    )


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
    verb = "finished" if lifetime.site.kind is ResourceKind.TRANSACTION else "closed"
    where = f"the {leak.exit} on line {leak.line}"
    if lifetime.closing.ever_released or lifetime.handed_over:
        return f"{lifetime.site.subject} is not {verb} on the path to {where}"
    return f"{lifetime.site.subject} is never {verb}: it is still open at {where}"


def defer_help(lifetime: Lifetime) -> str:
    """What to do about most leaks."""
    return f"write `defer {lifetime.site.release}` right after the error of {lifetime.site.call} is checked"


def ordinary_leak(lifetime: Lifetime) -> Leak | None:
    """The leak to show: the most certain one, with the shortest path."""
    return lifetime.leaks[0] if lifetime.leaks else None
