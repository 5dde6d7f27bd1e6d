"""From sessions to lines: the query of each against the statements of the code, joined with what the check finds there.

session  ->  query  ->  statement  ->  site  ->  finding      a line that leaks
                                             ->  none         evidence without a finding, or at rest
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator

from rowsclose.servers.ending import can_end
from rowsclose.servers.session import Activity, Kind, Session
from rowsclose.sql.comments import tags
from rowsclose.sql.index import Match
from rowsclose.trace.code import Cause, Code
from rowsclose.trace.evidence import Evidence, Seen, evidence_of, seen_in
from rowsclose.trace.sites import Site
from rowsclose.values import replace, value

_TIE = 0.015  # scores closer than this do not tell two statements apart
_GOOD = 0.5  # below this a match is a likeness, no more
_MOST_OTHERS = 5


class Verdict(enum.IntEnum):
    """What is to be made of a line and its sessions; the value orders them."""

    AT_REST = 0
    SUSPECT = 1
    UNEXPLAINED = 2
    LEAKS = 3

    @property
    def words(self) -> str:
        """What it says."""
        return _WORDS[self]


_WORDS = {
    Verdict.LEAKS: "leaks: the code has a finding here, and the sessions show it",
    Verdict.UNEXPLAINED: "open, but every path here closes it: look at its callers",
    Verdict.SUSPECT: "may leak: the code has a finding here, the sessions alone prove nothing",
    Verdict.AT_REST: "at rest: every path here closes it, and the sessions prove nothing",
}


@value
class Line:
    """A line of code with the sessions that ran its statement last.

    ``site`` sends it; where there are ``causes``, the first finding's line is the one to mend. ``match`` is how the site
    was found; ``others`` are further sites that the query may be from. ``tags`` are sqlcommenter's.
    """

    site: Site
    match: Match[Site]
    others: tuple[Match[Site], ...]
    causes: tuple[Cause, ...]
    sessions: tuple[Seen, ...]
    evidence: Evidence
    verdict: Verdict
    tags: tuple[tuple[str, str], ...]

    @property
    def is_ambiguous(self) -> bool:
        """Whether another line sends the same text as far as can be told."""
        return any(self.match.score - o.score <= _TIE for o in self.others)

    @property
    def longest_s(self) -> float | None:
        """How long the session that has not changed for longest has not."""
        return max((s.unchanged_s for s in self.sessions if s.unchanged_s is not None), default=None)


@value
class Stranger:
    """A query that no statement of the code is like, with its sessions; the query is empty where it is not shown."""

    query: str
    sessions: tuple[Seen, ...]
    evidence: Evidence


@value
class Trace:
    """All that can be said of the sessions: lines and strangers, the gravest first; ``advice`` is about settings."""

    lines: tuple[Line, ...]
    strangers: tuple[Stranger, ...]
    activity: Activity
    sessions: int
    hidden: int
    advice: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[Line, ...]:
        """The lines that sessions speak against."""
        return tuple(line for line in self.lines if line.verdict is not Verdict.AT_REST)

    @property
    def stuck(self) -> tuple[Session, ...]:
        """The sessions that would have to be ended: those that show by themselves that nobody comes back for them."""
        lines = (line for line in self.lines if line.verdict in (Verdict.LEAKS, Verdict.UNEXPLAINED))
        return tuple(s.session for line in lines for s in line.sessions if s.is_still)

    @property
    def to_end(self) -> tuple[Session, ...]:
        """Those of them that can be ended: enough is known of each to tell it from all others."""
        return tuple(s for s in self.stuck if can_end(s)) if self.activity.kind is Kind.POSTGRESQL else ()


def trace(code: Code, activity: Activity) -> Trace:
    """The lines of code whose statements the sessions of the last sample ran."""
    seen = seen_in(activity)
    by_query: dict[str, list[Seen]] = {}
    for one in seen:
        by_query.setdefault(one.session.query, []).append(one)
    lines, strangers = list[Line](), list[Stranger]()
    for query, sessions in by_query.items():
        line = _line(code, query, sessions, activity.settings.query_bytes)
        if line is not None:
            lines.append(line)
        else:
            strangers.append(Stranger(query, tuple(sessions), evidence_of(sessions)))
    ordered = sorted(
        _together(lines), key=lambda x: (-x.verdict, -x.evidence, -len(x.sessions), x.site.path, x.site.line)
    )
    strangers.sort(key=lambda s: (-s.evidence, -len(s.sessions), s.query))
    hidden = sum(s.session.is_hidden for s in seen)
    return Trace(tuple(ordered), tuple(strangers), activity, len(seen), hidden)


def matches_of(code: Code, query: str, kept_bytes: int | None) -> list[Match[Site]]:
    """The sites that a query may be from, the likeliest first; of equal ones those that tags or findings speak for."""
    said = set(tags(query).values())
    found = [_with_tags(match, said) for match in code.index.find(query, kept_bytes)]
    return sorted(found, key=lambda m: (-round(m.score, 2), not code.causes(m.statement), m.statement.kind is None))


def _with_tags(match: Match[Site], said: set[str]) -> Match[Site]:
    name = match.statement.function.rpartition(".")[2]
    if name in said or match.statement.function in said:
        return replace(match, score=min(1.0, match.score + 0.02), reason=f"{match.reason}, and a tag names {name}")
    return match


def _line(code: Code, query: str, sessions: list[Seen], kept_bytes: int | None) -> Line | None:
    matches = matches_of(code, query, kept_bytes) if query else []
    if not matches or matches[0].score < _GOOD:
        return None
    best, *rest = matches
    others = tuple(m for m in rest if m.score >= _GOOD and not _is_one(m.statement, best.statement))
    causes = code.causes(best.statement)
    evidence = evidence_of(sessions)
    verdict = _verdict(evidence, bool(causes))
    tagged = tuple(sorted(tags(query).items()))
    return Line(best.statement, best, others[:_MOST_OTHERS], causes, tuple(sessions), evidence, verdict, tagged)


def _verdict(evidence: Evidence, has_cause: bool) -> Verdict:
    if has_cause:
        return Verdict.SUSPECT if evidence is Evidence.NOTHING else Verdict.LEAKS
    return Verdict.UNEXPLAINED if evidence > Evidence.PILED_UP else Verdict.AT_REST


def _together(lines: Iterable[Line]) -> Iterator[Line]:
    """One line for all queries of one site: lists in them differ from call to call."""
    by_site: dict[object, list[Line]] = {}
    for line in lines:
        by_site.setdefault(_place(line.site), []).append(line)
    for alike in by_site.values():
        first = max(alike, key=lambda x: x.match.score)
        sessions = tuple(s for line in alike for s in line.sessions)
        evidence = max(max(line.evidence for line in alike), evidence_of(sessions))
        yield replace(first, sessions=sessions, evidence=evidence, verdict=_verdict(evidence, bool(first.causes)))


def _is_one(one: Site, other: Site) -> bool:
    """Whether two sites are one, or one runs what the other has prepared."""
    if _place(one) == _place(other):
        return True
    return one.within == other.within and (one.span in other.runs_on or other.span in one.runs_on)


def _place(site: Site) -> tuple[str, int]:
    return site.path, site.span.start
