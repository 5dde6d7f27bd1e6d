"""What checkouts show together: repositories and findings, the worst first.

repositories     by their errors, then warnings, then notes; then by name. What could not be analysed comes last
findings         by level, then confidence; what serves before tests; then as their repositories stand, by place
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from rowsclose.finding import Circumstance, Confidence, Level
from rowsclose.fleet.record import Record
from rowsclose.levels import is_at_least
from rowsclose.values import value

_LEVELS = tuple(level.value for level in Level)
_CONFIDENCES = tuple(confidence.label for confidence in reversed(Confidence))


class Status(enum.Enum):
    """How much of a checkout was analysed."""

    WHOLE = "analysed"
    PART = "analysed in part"
    NONE = "not analysed"


@value
class Ranked:
    """A checkout in the summary; ``reason`` says why nothing was analysed, ``sarif`` is its log's path in the folder."""

    name: str
    sarif: str
    record: Record | None
    reason: str = ""

    @property
    def status(self) -> Status:
        """How much of it was analysed."""
        if self.record is None:
            return Status.NONE
        return Status.WHOLE if self.record.is_whole else Status.PART

    @property
    def files(self) -> int:
        """How many Go files were looked at."""
        return int(self.record.counts["files"]) if self.record is not None else 0

    def count(self, level: Level) -> int:
        """How many findings of a level it has."""
        return int(self.record.counts["levels"][level.value]) if self.record is not None else 0


@value
class Summary:
    """Checkouts, the worst first."""

    repositories: tuple[Ranked, ...]

    @property
    def rules(self) -> list[tuple[str, int]]:
        """How many findings each rule has, the most frequent first, then by name."""
        found = Counter[str]()
        for ranked in self.repositories:
            found.update(ranked.record.counts["rules"] if ranked.record is not None else {})
        return sorted(found.items(), key=lambda item: (-item[1], item[0]))

    def count(self, level: Level) -> int:
        """How many findings of a level there are."""
        return sum(ranked.count(level) for ranked in self.repositories)

    @property
    def files(self) -> int:
        """How many Go files were looked at."""
        return sum(ranked.files for ranked in self.repositories)

    def of(self, status: Status) -> int:
        """How many checkouts have been analysed so far."""
        return sum(ranked.status is status for ranked in self.repositories)

    def has(self, least: Level) -> bool:
        """Whether there is a finding of a level or a worse one."""
        return any(self.count(level) for level in Level if is_at_least(level, least))

    def findings(self) -> Iterator[tuple[int, Ranked, dict[str, Any]]]:
        """All findings, each with where its checkout stands, from 0, and that."""
        found = [
            (place, ranked, finding)
            for place, ranked in enumerate(self.repositories)
            if ranked.record is not None
            for finding in ranked.record.findings
        ]
        yield from sorted(found, key=lambda found: _order(found[2]))


def summary_of(checkouts: Iterable[Ranked]) -> Summary:
    """The summary of checkouts."""
    return Summary(tuple(sorted(checkouts, key=_rank)))


def in_words(summary: Summary) -> str:
    """How many repositories there are, in words."""
    count = len(summary.repositories)
    return "1 repository" if count == 1 else f"{count:,} repositories"


def _rank(ranked: Ranked) -> tuple[object, ...]:
    return ranked.record is None, *(-ranked.count(level) for level in Level), ranked.name


def _order(finding: dict[str, Any]) -> tuple[object, ...]:
    """What ranks a finding among those of all repositories; sorting keeps the order of what is equal."""
    is_test = Circumstance.TEST.value in finding["circumstances"]
    return _LEVELS.index(finding["level"]), _CONFIDENCES.index(finding["confidence"]), is_test
