"""Why a finding weighs less than its rule says, in words for people; empty where it has its rule's level.

lowered from error: test, assumed        a line of its own
rows is never closed [test, assumed]     behind the message, where there is one line only
"""

from __future__ import annotations

from rowsclose.finding import Finding


def lowered_from(finding: Finding) -> tuple[str, str] | None:
    """Which level it comes from, and what lowered it: the two sides of the colon."""
    lowered = finding.lowered
    return (f"lowered from {lowered.origin.value}", ", ".join(lowered.reasons)) if lowered else None


def lowered_line(finding: Finding) -> str:
    """Both in one line."""
    return ": ".join(lowered_from(finding) or ())


def marked_message(finding: Finding) -> str:
    """The message, and behind it what lowered the finding."""
    return f"{finding.message} [{', '.join(finding.lowered.reasons)}]" if finding.lowered else finding.message
