"""What to do about a finding: one decision, in words for people and as a remedy that ``fixes`` can write.

No remedy where a person has to decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.kinds import ErrorBeside, ResourceKind
from rowsclose.remedy import Action, Remedy
from rowsclose.source import Span
from rowsclose.values import replace, value

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Leak, Lifetime, Site, Spot


_MOST_LINES = 4  # that a help names beside the first
_UNCHECKED = (ErrorBeside.DROPPED, ErrorBeside.UNREAD)


@value
class Advice:
    """The help in words, and the remedy that does just that; None where it takes a person."""

    words: str
    remedy: Remedy | None = None


def release(lifetime: Lifetime, leak: Leak | None = None) -> Advice:
    """What to do about a leak: a defer where it is right, a call where a defer would close too early.

    A defer closes what the caller gets on success; in a loop defers pile up, and what the loop gathers is still wanted.
    """
    advice, site = _release(lifetime, leak), lifetime.site
    if leak is None or not leak.undecided or site.error is not ErrorBeside.KEPT:
        return advice
    words = f"check the error of {site.call} before the {leak.exit} on line {leak.line}"
    return replace(advice, words=f"{words}: without one there is something to end by `{site.release}`")


def _release(lifetime: Lifetime, leak: Leak | None) -> Advice:
    site = lifetime.site
    if site.dropped:
        words = _named(site, _defer(lifetime).words)
        # Nobody but its author knows where a transaction that nothing ends would have to be committed.
        return keep(lifetime, words) if site.kind is not ResourceKind.TRANSACTION else Advice(words)
    if not site.variable and lifetime.returned and site.error is ErrorBeside.ABSENT:
        return Advice(_named(site, f"write `{site.release}` before the returns that fail"))
    if not site.variable and lifetime.returned:
        return Advice(f"look at the error of {site.call} before the return, and close what comes with one")
    if leak is not None and leak.goes_on:
        words = f"the goroutine on line {leak.line} goes on with it: `defer {site.release}` belongs at its head"
        return Advice(words, _remedy(lifetime, Action.DEFER_IN_GOROUTINE, leak.witness[-1].span))
    if leak is not None and leak.lends:
        return Advice(
            f"the caller goes on with what {leak.lends} gives, so no defer: give it {site.subject} too, to end it"
        )
    if leak is not None and leak.given_to and lifetime.handed_over:
        words = f"{leak.given_to} does not close it where it fails: look at its error before the return"
        return Advice(f"{words}, and write `{site.release}` where there is one")
    if lifetime.gathered and not site.in_loop:
        return Advice(f"close each that comes out of {site.call}, on every way out")
    if lifetime.gathered:
        words = "what the loop has gathered is still wanted: close all of it before a return that does not hand it on"
        return Advice(words)
    is_wanted = lifetime.returned or lifetime.handed_over or lifetime.started
    if is_wanted or (leak is not None and leak.shared):
        return _release_where_it_leaks(lifetime, leak)
    if site.outlives_round:
        return _behind_loop(lifetime, leak)
    advice = _end_with_round(lifetime, leak) if site.in_loop else _defer(lifetime)
    return advice if site.variable else Advice(_named(site, advice.words))


def _named(site: Site, words: str) -> str:
    """What to do with what has no name: it cannot be closed by it."""
    return f"give what {site.call} returns a name, and {words}"


def _end_with_round(lifetime: Lifetime, leak: Leak | None) -> Advice:
    if leak is None:  # the round does close it, though not whatever happens
        words = f"move the round into a function of its own, with `defer {lifetime.site.release}` in it"
        return Advice(words, _remedy(lifetime, Action.END_ROUND))
    return end_round(lifetime, "before every way out of the round, or move the round into a function of its own")


def _behind_loop(lifetime: Lifetime, leak: Leak | None) -> Advice:
    """What a round acquires is still wanted when the loop has ended: a close at the round's end would be too early."""
    site = lifetime.site
    if leak is None or leak.kind is EventKind.LEFT_OPEN:
        return Advice(f"write `defer {site.release}` behind the loop, {_once_there_is_one(site)}")
    words = f"{site.subject} is wanted behind the loop: leave the loop once there is one, or end the last one"
    return Advice(f"{words} before it is acquired anew")


def _once_there_is_one(site: Site) -> str:
    return f"where {site.subject} is known not to be nil" if site.told_by_nil else "once its error is checked"


def end_round(lifetime: Lifetime, where: str, deferred: Spot | None = None) -> Advice:
    """What to do where each round of a loop acquires anew; ``deferred`` is a defer that waits for the function's end."""
    site = lifetime.site
    if site.outlives_round:
        return _behind_loop(lifetime, None)
    places = (deferred.span,) if deferred is not None else ()
    return Advice(f"write `{site.release}` {where}", _remedy(lifetime, Action.END_ROUND, *places))


def move_defer(lifetime: Lifetime, at: Spot) -> Advice:
    """What to do about a defer that stands before the check of the error."""
    site, call = lifetime.site, lifetime.site.call
    if site.told_by_nil and site.error is ErrorBeside.KEPT:
        words = f"move the defer to where {site.subject} is known not to be nil: the error alone does not tell"
        return Advice(words, _remedy(lifetime, Action.GUARD_DEFER, at.span))
    if site.error in _UNCHECKED:
        return Advice(f"check the error of {call} before the defer", _remedy(lifetime, Action.CHECK_AND_MOVE, at.span))
    words = f"move the defer behind the check of the error of {call}"
    return Advice(words, _remedy(lifetime, Action.MOVE_DEFER, at.span))


def leave_to_caller(lifetime: Lifetime) -> Advice:
    """What to do about a deferred close of what the caller gets."""
    words = f"leave the close to the caller, and write `{lifetime.site.release}` before each return that fails"
    at = lifetime.closing.deferred
    return Advice(words, _remedy(lifetime, Action.LEAVE_TO_CALLER, at.span) if at is not None else None)


def error_call(lifetime: Lifetime) -> str:
    """The call that tells the error of reading, as it is named to people."""
    return lifetime.reading.error or f"{lifetime.site.variable or 'rows'}.Err()"


def look(lifetime: Lifetime) -> Advice:
    """What to do where nobody looks at the error of reading."""
    reading, error = lifetime.reading, error_call(lifetime)
    can_fail = reading.can_fail and not (reading.unchecked is not None and reading.unchecked.goes_on)
    then = "return the error" if can_fail else "do not take what was read for all there is"
    words = f"where the reading ends, write `if err := {error}; err != nil` and {then}"
    if reading.reader:
        words = f"behind the loop in {reading.reader}, or behind its call here, look at `{error}` and {then}"
    ends = (spot.span for spot in lifetime.reading.drained)
    return Advice(words, _reading(lifetime, tuple(ends)) if reading.error else None)


def execute(lifetime: Lifetime, words: str) -> Advice:
    """What to do about a statement that gives no rows."""
    site = lifetime.site
    return Advice(words, Remedy(Action.EXECUTE, site.executor, site.variable) if site.executor else None)


def keep(lifetime: Lifetime, words: str) -> Advice:
    """What to do about a result set that is dropped, and may have rows."""
    return Advice(words, _remedy(lifetime, Action.KEEP_IF_ANY if lifetime.site.may_be_nil else Action.KEEP))


def release_first(lifetime: Lifetime) -> Advice:
    """What to do about a statement that finds the connection of a result set busy."""
    site = lifetime.site
    words = f"read {site.subject} to its end and close it first, or send the statement over the pool"
    return Advice(words, _remedy(lifetime, Action.RELEASE_FIRST, site.span) if site.variable else None)


def scan(lifetime: Lifetime, words: str) -> Advice:
    """What to do about a row that is not scanned: ``Scan`` ends it, whatever it returns."""
    site = lifetime.site
    if not site.release.endswith(".Scan()"):
        return Advice(words)
    if site.dropped:
        return Advice(words, Remedy(Action.SCAN, ".Scan()"))
    return Advice(
        words, replace(_remedy(lifetime, Action.RELEASE_BEFORE, *_exits(lifetime)), code=f"_ = {site.release}")
    )


def _release_where_it_leaks(lifetime: Lifetime, leak: Leak | None) -> Advice:
    where = "each return that does not hand it on"
    if leak is not None:
        where = f"the {leak.exit} on line {leak.line}{_and_others(lifetime, leak)}"
    if leak is not None and leak.shared:
        words = f"somebody else gets it by the same {leak.exit} on line {leak.line}"
        return Advice(f"{words}: write `{lifetime.site.release}` before it only where nobody does")
    owner = "somebody else gets it on other paths"
    if lifetime.returned or lifetime.started:
        owner = "the caller gets it on success" if lifetime.returned else "a goroutine goes on with it on success"
    words = f"{owner}, so no defer: write `{lifetime.site.release}` before {where}"
    return Advice(words, _remedy(lifetime, Action.RELEASE_BEFORE, *_exits(lifetime)) if leak is not None else None)


def _and_others(lifetime: Lifetime, leak: Leak) -> str:
    """The other ways out that leave it open alike, in words."""
    alike = (one for one in lifetime.leaks if one.kind is EventKind.LEFT_OPEN and not one.shared and not one.undecided)
    lines = sorted({one.line for one in alike} - {leak.line})
    if not lines:
        return ""
    if len(lines) == 1:
        return f", and on line {lines[0]}"
    if len(lines) <= _MOST_LINES:
        return f", and on lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
    return ", and before all others that do not hand it on"


def _defer(lifetime: Lifetime) -> Advice:
    site = lifetime.site
    is_transaction, behind = site.kind is ResourceKind.TRANSACTION, f"right after the call of {site.call}"
    end, action = "", Action.DEFER
    if site.error is ErrorBeside.KEPT and site.told_by_nil:
        words = f"write `defer {site.release}` {_once_there_is_one(site)}: the error alone does not tell"
        return Advice(words, _remedy(lifetime, Action.DEFER_NOT_NIL))
    if site.error is ErrorBeside.KEPT:
        end = ", and commit at the end" if is_transaction else ""
        behind, action = f"right after the error of {site.call} is checked", Action.DEFER_CHECKED
    elif site.error is ErrorBeside.UNREAD or (site.error is ErrorBeside.DROPPED and not site.closes_nil):
        words = f"check the error of {site.call} first, then write `defer {site.release}`"
        return Advice(words, _remedy(lifetime, Action.CHECK_AND_DEFER))
    is_undecided = is_transaction and not lifetime.closing.ever_released
    action = Action.ROLL_BACK if is_undecided else action
    return Advice(f"write `defer {site.release}` {behind}{end}", _remedy(lifetime, action))


def _remedy(lifetime: Lifetime, action: Action, *places: Span) -> Remedy:
    site = lifetime.site
    return Remedy(action, site.release, site.variable, places, site.closes_nil)


def _reading(lifetime: Lifetime, ends: tuple[Span, ...]) -> Remedy:
    site = lifetime.site
    return Remedy(Action.LOOK, lifetime.reading.error, site.variable, ends, site.closes_nil)


def _exits(lifetime: Lifetime) -> tuple[Span, ...]:
    """Where the resource is left open, or lost by an assignment, each once."""
    kinds = (EventKind.LEFT_OPEN, EventKind.OVERWRITTEN)
    spans = (leak.witness[-1].span for leak in lifetime.leaks if leak.kind in kinds)
    return tuple(sorted(set(spans)))
