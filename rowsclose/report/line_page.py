"""``rowsclose explain --at FILE:LINE``: what is known of the acquisitions on a line, for the terminal.

store/list.go:12:15: s.db.Query acquires a result set in (*Store).List
  it has to be released by rows.Close(): its type *sql.Rows declares that
  line 16: a deferred call releases it: defer rows.Close()
  at the return on line 14: there is nothing to release, for the call failed
    where `err != nil` is true
  at the return on line 20: released, by the deferred call
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rowsclose.finding import Confidence, Finding, Suppressed
from rowsclose.inference.acquired import LineKnown, NotAcquiring, shown_type
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.typestate import Release
from rowsclose.ownership.kinds import Bound
from rowsclose.ownership.obligations.obligation import Evidence
from rowsclose.ownership.witness.account import Account, Happening, Standing, WayOut
from rowsclose.ownership.witness.lifetime import Site
from rowsclose.report.terminal import Paint, visible
from rowsclose.rules import ALL_RULES

_BOUNDS = {
    Bound.CONTEXT: "its context",
    Bound.TRANSACTION: "its transaction",
    Bound.CONNECTION: "its connection",
    Bound.BATCH: "its batch",
    Bound.SESSION: "its session",
}
_OFF = frozenset(rule.id for rule in ALL_RULES if not rule.on_by_default)


def line_page(known: LineKnown, *, color: bool = False) -> Iterator[str]:
    """The page, a line a piece."""
    paint = Paint(color)
    yield from (f"{line}\n" for line in _lines(known, paint))


def _lines(known: LineKnown, paint: Paint) -> Iterator[str]:
    place = f"{visible(known.source.path)}:{known.line}"
    for account in known.inferred.accounts:
        column = known.source.position(account.site.span.start).column
        acquires = f"{visible(account.site.call)} acquires a {account.site.kind.noun}"
        yield f"{place}:{column}: {paint.bold(acquires)} in {visible(account.site.function)}"
        yield from (f"  {line}" for line in _account(account))
        yield from (f"  {line}" for line in _said(known, account))
    for other in known.inferred.others:
        yield _other(known, other, paint)
    if not known.inferred.accounts and not known.inferred.others:
        where = f"no call stands here in {visible(known.function)}" if known.function else "no function is here"
        yield f"{place}: {where}"
    on_calls = {account.site.span for account in known.inferred.accounts}
    yield from (f"  {_finding(finding)}" for finding in known.said if finding.span not in on_calls)
    yield from (f"  {_silenced(known, each)}" for each in known.silenced if each.finding.span not in on_calls)


def _other(known: LineKnown, other: NotAcquiring, paint: Paint) -> str:
    column = known.source.position(other.span.start).column
    call = paint.bold(visible(other.call) or "this call")
    return f"{visible(known.source.path)}:{known.line}:{column}: {call} acquires nothing: {visible(other.why)}"


def _account(account: Account) -> Iterator[str]:
    site = account.site
    yield f"it has to be released by {visible(site.release)}: {_evidence(account)}"
    yield f"its owner is {_owner(account)}"
    if site.bounding is not None:
        waits = ", whose end waits for it" if site.bounding.waits else ""
        yield f"it ends at the latest with {_BOUNDS[site.bounding.by]}{waits}"
    if site.in_loop:
        yield "the call may run again before the function ends"
    for happening in account.happenings:
        yield f"line {happening.line}: {_happening(happening)}: {visible(happening.text)}"
    for way in account.ways_out:
        yield _way_out(way)
        if way.where:
            yield f"  where {', '.join(visible(branch) for branch in way.where)}"
    yield from _assumed(account)


def _evidence(account: Account) -> str:
    name = visible(shown_type(account.type))
    match account.evidence:
        case Evidence.DECLARED:
            return f"its type {name} declares that"
        case Evidence.ACQUIRED:
            return "a directive at the call's function says that"
        case Evidence.WRAPPED:
            return f"its type {name} holds what has to be, and releases it by that"
        case Evidence.SHAPED:
            return f"its type {name} has the methods of a result set"
        case Evidence.USED:
            return "its type is out of reach, and it is used as one"
        case _:
            assert_never(account.evidence)


def _owner(account: Account) -> str:
    site: Site = account.site
    if site.dropped:
        return "nobody: it is dropped where it is given"
    owner = f"`{visible(site.variable)}`" if site.variable else "this expression"
    standings = {way.standing for way in account.ways_out}
    if Standing.RETURNED in standings:
        return f"{owner}, and then the caller"
    return f"{owner}, and then somebody else" if Standing.ESCAPED in standings else owner


def _happening(happening: Happening) -> str:
    match happening.kind:
        case EventKind.OVERWRITTEN:
            return "its last name gets another value"
        case EventKind.REACQUIRED | EventKind.REDECLARED:
            return "the loop acquires anew, and nothing holds this one any more"
        case EventKind.RELEASED:
            return f"{_by(happening.release)} it"
        case EventKind.CLOSED_ANYWAY:
            return "a call releases it once more"
        case EventKind.DEFERRED:
            return "a deferred call is to release it"
        case EventKind.DEFERRED_UNCHECKED:
            return "the release is deferred before the error is checked"
        case EventKind.DRAINED:
            return "a loop over it has run out"
        case EventKind.LOOKED:
            return "somebody looks at its error"
        case EventKind.HANDED_OVER:
            return "somebody else may own it from here on"
        case EventKind.BUSY:
            return "another statement finds the connection busy"
        case _:
            return str(happening.kind.value)


def _by(release: Release | None) -> str:
    match release:
        case Release.DRAINED:
            return "running out releases"
        case Release.ERROR:
            return "a failure of its own releases"
        case Release.DEFERRED:
            return "a deferred call releases"
        case Release.CALLEE:
            return "the function that is called releases"
        case Release.BOUND:
            return "the end of what bounds it releases"
        case Release.CALL | None:
            return "a call releases"
        case _:
            assert_never(release)


def _way_out(way: WayOut) -> str:
    kind = way.words if way.is_ordinary else f"{way.words} (a panic or a failed assertion)"
    at = f"at the {kind} on line {way.line}"
    match way.standing:
        case Standing.VOID:
            return f"{at}: there is nothing to release, for the call failed"
        case Standing.RELEASED:
            return f"{at}: released; {_by(way.release)} it"
        case Standing.RETURNED:
            return f"{at}: the caller gets it"
        case Standing.ESCAPED:
            return f"{at}: somebody else owns it"
        case Standing.OPEN:
            sure = "" if way.confidence is Confidence.HIGH else f" (confidence {way.confidence.label})"
            return f"{at}: still open{sure}"
        case _:
            assert_never(way.standing)


def _assumed(account: Account) -> Iterator[str]:
    if account.evidence in (Evidence.USED, Evidence.SHAPED):
        yield "assumed: that it is one, for its use or its methods alone show it"
    if any(way.confidence is Confidence.LOW for way in account.ways_out):
        yield "assumed: that code out of reach which is given it does not keep it"
    elif any(way.confidence is Confidence.MEDIUM for way in account.ways_out):
        yield "assumed: that code out of reach which is given it, or its error, only looks at it"


def _said(known: LineKnown, account: Account) -> Iterator[str]:
    said = [finding for finding in known.said if finding.span == account.site.span]
    silenced = [each for each in known.silenced if each.finding.span == account.site.span]
    yield from map(_finding, said)
    yield from (_silenced(known, each) for each in silenced)
    if not said and not silenced:
        yield "nothing is reported"


def _finding(finding: Finding) -> str:
    less = [f"confidence {finding.confidence.label}"] if finding.confidence is Confidence.LOW else []
    less += ["a rule that is off by default"] if finding.rule_id in _OFF else []
    note = f" ({', '.join(less)}: not reported unless asked for)" if less else ""
    return f"{finding.level.value} {finding.rule_id}: {visible(finding.message)}{note}"


def _silenced(known: LineKnown, suppressed: Suppressed) -> str:
    line = known.source.position(suppressed.span.start).line
    why = f": {visible(suppressed.justification)}" if suppressed.justification else ""
    return f"{_finding(suppressed.finding)}; the comment on line {line} silences it{why}"
