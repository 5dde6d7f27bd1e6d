"""Whether a fix does what it is for: the file parses, the finding is gone, and no other came.

A finding is known again by its rule and by the byte at which its call begins; edits before it move that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rowsclose.finding import Finding
from rowsclose.remedy import Edit
from rowsclose.source import Span
from rowsclose.values import replace, value

Key = tuple[str, int]
Edits = tuple[Edit, ...]
Steps = Sequence[Edits]
"""Edits of one text, then of the text that they make, and so on."""


@value(eq=False)
class Version:
    """One text of a file, and what is found in it, what comments silence too.

    ``damage`` counts what does not parse, and what else is not analysed, by what is said of it.
    """

    text: bytes
    findings: tuple[Finding, ...]
    damage: Counter[str]


@value
class Objection:
    """Why fixes are not taken, and which of the findings that were to be mended it is about.

    ``came`` are the findings that the fixes make. ``is_vague``: any of the fixes may be the cause.
    """

    blamed: frozenset[Key]
    reason: str
    came: tuple[Finding, ...] = ()
    is_vague: bool = False


def key_of(finding: Finding) -> Key:
    """What a finding is known by in one text."""
    return finding.rule_id, finding.span.start


def moved(key: Key, steps: Steps) -> Key:
    """What a finding is known by when edits have been made."""
    rule_id, at = key
    for edits in steps:
        at = offset_behind(at, edits)
    return rule_id, at


def offset_behind(offset: int, edits: Edits) -> int:
    """Where a byte stands when edits have been made that do not replace it."""
    before = [e for e in edits if e.span.end <= offset]
    return offset + sum(len(e.text) - (e.span.end - e.span.start) for e in before)


def span_behind(span: Span, edits: Edits) -> Span:
    """Where a span lies when edits have been made; what they put in right behind it does not belong to it."""
    last = max(span.end - 1, span.start)
    return Span(offset_behind(span.start, edits), offset_behind(last, edits) + span.end - last)


def carried(finding: Finding, edits: Edits) -> Finding:
    """A finding that edits do not touch, ready to be mended where it stands then; its witness stays where it was."""
    remedy = finding.remedy
    if remedy is not None:
        remedy = replace(remedy, places=tuple(span_behind(place, edits) for place in remedy.places))
    return replace(finding, span=span_behind(finding.span, edits), remedy=remedy)


def objection(before: Version, after: Version, steps: Steps, targets: Iterable[Finding]) -> Objection | None:
    """What speaks against the steps from one version to another that are to mend the targets; None where nothing does."""
    asked = {key_of(t): t for t in targets}
    if after.damage - before.damage:
        said = "the file would not parse, or not be analysed, any more"
        return Objection(frozenset(asked), said, is_vague=True)
    here = {key_of(f): f for f in after.findings}
    stay = frozenset(key for key in asked if moved(key, steps) in here)
    if stay:
        return Objection(stay, "the finding would stay")
    known = {moved(key_of(f), steps) for f in before.findings}
    came = tuple(f for key, f in sorted(here.items()) if key not in known)
    if not came:
        return None
    functions = {f.function for f in came}
    blamed = frozenset(key for key, target in asked.items() if target.function in functions)
    named = " and ".join(sorted({f.rule_id for f in came}))
    is_vague = functions != {asked[key].function for key in blamed}
    return Objection(blamed or frozenset(asked), f"{named} would come in its place", came, is_vague)
