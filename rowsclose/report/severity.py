"""How severe a finding is where a service asks for its security side."""

from __future__ import annotations

from typing import assert_never

from rowsclose.finding import Level
from rowsclose.rules.rule import Rule


def security_severity(rule: Rule, level: Level) -> str | None:
    """The score of a finding of that level, None for a rule without a security side.

    It is the rule's own for errors. GitHub and GitLab call a score from 7 on high, from 4 on medium, below that low.
    """
    own = rule.security_severity
    if own is None:
        return None
    match level:
        case Level.ERROR:
            return own
        case Level.WARNING:
            return min(own, "5.0", key=float)
        case Level.NOTE:
            return min(own, "2.0", key=float)
        case _:
            assert_never(level)
