"""The level of a finding: what its rule says, lowered by circumstances. Nothing else decides.

    its rule's level, or that of [rules.ID]
      one lower    for each of assumed, test, bounded, exiting
      two lower    for ended-here; one where the call stands in a loop, for then resources pile up until the end
      a note       where the confidence is low

No finding rises, and none sinks below a note. ``lower`` in the configuration lists the circumstances that count;
``assumed`` stands for a low confidence too, so that an empty list turns all of this off.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from rowsclose.finding import Circumstance, Confidence, Finding, Level, Lowered
from rowsclose.values import replace, value

LOW_CONFIDENCE = "low confidence"

_WORST_FIRST = tuple(Level)


@value
class Levels:
    """What a run says of levels.

    ``of_rules`` are those of rules, by id, that are not the rule's own; ``lower`` the circumstances that count.
    """

    of_rules: Mapping[str, Level] = {}
    lower: frozenset[Circumstance] = frozenset(Circumstance)

    def decided(self, finding: Finding) -> Finding:
        """The finding at the level it is reported with, and with all its circumstances."""
        origin = self.of_rules.get(finding.rule_id, finding.level)
        circumstances = circumstances_of(finding)
        counting = [c for c in circumstances if c in self.lower]
        steps = sum(_steps(c, finding.in_loop) for c in counting)
        reasons = [c.value for c in counting]
        if finding.confidence is Confidence.LOW and Circumstance.ASSUMED in self.lower:
            steps, reasons = len(_WORST_FIRST), [LOW_CONFIDENCE, *reasons]
        level = _lower(origin, steps)
        lowered = Lowered(origin, tuple(reasons)) if level is not origin else None
        return replace(finding, level=level, circumstances=circumstances, lowered=lowered)


def circumstances_of(finding: Finding) -> tuple[Circumstance, ...]:
    """What the rule knows of, and what the finding itself shows; each once, in the order of their definition."""
    found = set(finding.circumstances)
    if finding.confidence is Confidence.MEDIUM:
        found.add(Circumstance.ASSUMED)
    if finding.path.endswith("_test.go"):
        found.add(Circumstance.TEST)
    return tuple(c for c in Circumstance if c in found)


def is_at_least(level: Level, least: Level) -> bool:
    """Whether a level is as bad as another, or worse."""
    return _WORST_FIRST.index(level) <= _WORST_FIRST.index(least)


def _lower(level: Level, steps: int) -> Level:
    return _WORST_FIRST[min(_WORST_FIRST.index(level) + steps, len(_WORST_FIRST) - 1)]


def _steps(circumstance: Circumstance, in_loop: bool) -> int:
    match circumstance:
        case Circumstance.ASSUMED | Circumstance.TEST | Circumstance.BOUNDED | Circumstance.EXITING:
            return 1
        case Circumstance.ENDED_HERE:
            return 1 if in_loop else 2
        case _:
            assert_never(circumstance)
