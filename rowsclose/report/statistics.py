"""How many findings of each rule and level: for ``--statistics`` and for the counts in other reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rowsclose.finding import Level, Run


def count_by_level(run: Run) -> Counter[Level]:
    """Findings of each level."""
    return Counter(finding.level for finding in run.findings)


def count_by_rule(run: Run) -> Counter[str]:
    """Findings of each rule that has any."""
    return Counter(finding.rule_id for finding in run.findings)


def statistics(run: Run) -> Iterator[str]:
    """One line a rule that has findings, the most frequent first, then by name: ``  12  rows-not-closed``."""
    ranked = sorted(count_by_rule(run).items(), key=lambda item: (-item[1], item[0]))
    width = max((len(f"{count:,}") for _, count in ranked), default=0)
    for rule_id, count in ranked:
        yield f"{count:>{width},}  {rule_id}\n"
