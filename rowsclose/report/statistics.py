"""How many findings of each rule and level: for ``--statistics`` and for the counts in other reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rowsclose.finding import Level, Run
from rowsclose.levels import is_at_least


def count_by_level(run: Run) -> Counter[Level]:
    """Findings of each level."""
    return Counter(finding.level for finding in run.findings)


def count_by_rule(run: Run) -> Counter[str]:
    """Findings of each rule that has any."""
    return Counter(finding.rule_id for finding in run.findings)


def worst_levels(run: Run) -> dict[str, Level]:
    """The worst level that each rule has a finding of: services take how severe a finding is from its rule."""
    found: dict[str, Level] = {}
    for finding in run.findings:
        known = found.get(finding.rule_id)
        if known is None or not is_at_least(known, finding.level):
            found[finding.rule_id] = finding.level
    return found


def statistics(run: Run) -> Iterator[str]:
    """One line a rule that has findings, the most frequent first, then by name: ``  12  rows-not-closed``."""
    ranked = sorted(count_by_rule(run).items(), key=lambda item: (-item[1], item[0]))
    width = max((len(f"{count:,}") for _, count in ranked), default=0)
    for rule_id, count in ranked:
        yield f"{count:>{width},}  {rule_id}\n"
