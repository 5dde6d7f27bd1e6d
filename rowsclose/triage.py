"""Which findings of a run are told, and at which level.

found in a file  ->  rules not taken out of it, at their levels  ->  not silenced by its comments  ->  certain enough
                                                (``levels``)         what silences nothing is found too
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rowsclose.configuration.settings import PerFileIgnores
from rowsclose.discovery import GoFile
from rowsclose.finding import Confidence, Finding, Run, Suppressed, in_order, suppressed_in_order
from rowsclose.go.bounds import Trust
from rowsclose.levels import Levels
from rowsclose.rules import ALL_RULES
from rowsclose.rules.rule import Rule
from rowsclose.values import value

if TYPE_CHECKING:
    from rowsclose.suppressions.applied import FileSuppressions

_KNOWN = tuple(rule.id for rule in ALL_RULES)
_USUAL = frozenset(rule.id for rule in ALL_RULES if rule.on_by_default)


@value
class CheckOptions:
    """What a check asks for; ``tests`` has been applied by discovery.

    ``models`` are the user's own stub files. ``reasons``: a comment that silences findings has to say why.
    ``max_steps``: what one function is worth, None for the usual. ``trust``: where the tree may have reading led.
    """

    rules: tuple[Rule, ...]
    min_confidence: Confidence
    generated: bool
    tests: bool
    levels: Levels = Levels()
    per_file_ignores: tuple[PerFileIgnores, ...] = ()
    models: tuple[GoFile, ...] = ()
    reasons: bool = False
    max_steps: int | None = None
    trust: Trust = Trust.INSIDE


class Answers:
    """The findings of a run that are asked for, and those that comments silence."""

    def __init__(self, options: CheckOptions) -> None:
        self._options = options
        self._checks = tuple(c for rule in options.rules if (c := rule.check_suppression) is not None)
        # Each once, and where nothing else tells them apart as they were found.
        self._findings: dict[Finding, None] = {}
        self._suppressed: dict[Suppressed, None] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """By path, span and rule id."""
        return in_order(self._findings)

    @property
    def suppressed(self) -> tuple[Suppressed, ...]:
        """In the same order."""
        return suppressed_in_order(self._suppressed)

    def take(self, absolute: str, found: list[Finding], comments: FileSuppressions | None, is_whole: bool) -> None:
        """Keep of a file's findings what is asked for; ``comments`` is None where the file has none that silence any.

        ``is_whole``: all of the file has been analysed; else nobody can tell what silences nothing. Confidence comes
        last: a comment is of use though what it silences is not shown.
        """
        per_file = self._options.per_file_ignores if found or comments else ()
        ignored = frozenset(i for each in per_file if each.patterns.match(absolute) for i in each.rules)
        findings, silenced = self._wanted(found, ignored), list[Suppressed]()
        if comments is not None:
            findings, silenced = self._silence(findings, ignored, comments, is_whole)
        least = self._options.min_confidence
        self._findings |= dict.fromkeys(f for f in findings if f.confidence >= least)
        self._suppressed |= dict.fromkeys(s for s in silenced if s.finding.confidence >= least)

    def _silence(
        self, findings: list[Finding], ignored: frozenset[str], comments: FileSuppressions, is_whole: bool
    ) -> tuple[list[Finding], list[Suppressed]]:
        from rowsclose.suppressions.applied import Asked

        left, silenced = comments.silence(findings)
        if self._checks and is_whole:
            run = frozenset(rule.id for rule in self._options.rules) - ignored
            asked = Asked(_KNOWN, _USUAL, run, self._options.reasons)
            about = [f for applied in comments.applied(asked) for check in self._checks for f in check(applied)]
            more_left, more_silenced = comments.silence(self._wanted(about, ignored))
            left, silenced = left + more_left, silenced + more_silenced
        return left, silenced

    def _wanted(self, findings: list[Finding], ignored: frozenset[str]) -> list[Finding]:
        return [self._options.levels.decided(f) for f in findings if f.rule_id not in ignored]


def merged(runs: Sequence[Run]) -> Run:
    """One run in place of several that looked at different files."""
    return Run(
        in_order(f for run in runs for f in run.findings),
        tuple(sorted({notice for run in runs for notice in run.notices})),
        sum(run.files for run in runs),
        suppressed_in_order(s for run in runs for s in run.suppressed),
        sources={path: text for run in runs for path, text in run.sources.items()},
    )
