"""The sentences that several rules share, and the finding they go into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.finding import Circumstance, Finding, Level
from rowsclose.ownership.contracts import ResourceKind
from rowsclose.ownership.lifetime import Leak, Lifetime
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.pools import Pool

_BOUNDS = {
    "ctx": "until its context is cancelled",
    "tx": "until the transaction ends",
    "conn": "until the connection is released",
    "blocks conn": "and the Close of its connection waits for it",
    "blocks tx": "and the end of its transaction waits for it",
    "blocks session": "and the Close of its session waits for it",
    "batch": "until the batch ends",
    "session": "until the session ends",
}


_ENDED_BY_THE_CALLER = ("tx", "conn")


def finding(rule_id: str, level: Level, lifetime: Lifetime, message: str, help_: str) -> Finding:
    """A finding on the acquiring call."""
    path, span, function = lifetime.path, lifetime.span, lifetime.function
    return Finding(rule_id, level, message, path, span, function, lifetime.confidence, lifetime.steps, help_)


def on_path(found: Finding, lifetime: Lifetime, leak: Leak) -> Finding:
    """A finding that one path shows: as certain as the path, and with the circumstances at its end."""
    return replace(
        while_open(found, lifetime, leak),
        confidence=min(leak.confidence, found.confidence),
        witness=leak.witness,
    )


def while_open(found: Finding, lifetime: Lifetime, leak: Leak | None = None) -> Finding:
    """A finding that weighs what the open resource costs: with the circumstances that end it soon."""
    known: tuple[Circumstance, ...] | None = getattr(lifetime if leak is None else leak, "circumstances", None)
    circumstances = _taken_for(lifetime) if known is None else known
    return replace(found, circumstances=circumstances, in_loop=getattr(lifetime, "in_loop", False))


def _taken_for(lifetime: Lifetime) -> tuple[Circumstance, ...]:
    """What bounds a statement is taken to be the caller's: whether this very function ends it is not known."""
    is_statement = lifetime.kind in (ResourceKind.ROWS, ResourceKind.STATEMENT)
    return (Circumstance.BOUNDED,) if is_statement and lifetime.bounded_by in _ENDED_BY_THE_CALLER else ()


def pool_finding(rule_id: str, level: Level, pool: Pool, message: str, help_: str) -> Finding:
    """A finding on the call that opens a pool."""
    return Finding(rule_id, level, message, pool.path, pool.span, pool.function, pool.confidence, (), help_)


def bound(lifetime: Lifetime) -> str:
    """How long a leak lasts, where something ends it: appended to a message."""
    words = _BOUNDS.get(lifetime.bounded_by)
    return f"; it stays open {words}" if words else ""


def never_or_here(lifetime: Lifetime, leak: Leak) -> str:
    """Whether the resource is closed nowhere, or only not on this path."""
    verb = "finished" if lifetime.kind is ResourceKind.TRANSACTION else "closed"
    where = f"the {leak.exit} on line {leak.line}"
    if lifetime.ever_released or lifetime.handed_over:
        return f"{lifetime.subject} is not {verb} on the path to {where}"
    return f"{lifetime.subject} is never {verb}: it is still open at {where}"


def defer_help(lifetime: Lifetime) -> str:
    """What to do about most leaks."""
    return f"write `defer {lifetime.release}` right after the error of {lifetime.call} is checked"


def ordinary_leak(lifetime: Lifetime) -> Leak | None:
    """The leak to show: the most certain one, with the shortest path."""
    return lifetime.leaks[0] if lifetime.leaks else None
