"""``--format gitlab``: a Code Quality report, one array of issues.

Fields as GitLab documents them (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format), with
``type`` and ``categories`` for readers that go by Code Climate's own specification. GitLab shows the description alone, so
the rule's name and what lowered a finding stand in it too. GitLab takes issues of one fingerprint for one issue, and a
fingerprint that is gone for one that was mended. What was not analysed has no place in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rowsclose.finding import Finding, Level, Run
from rowsclose.report.context import ReportContext
from rowsclose.report.identity import identities
from rowsclose.report.jsontext import array
from rowsclose.report.lowered import marked_message
from rowsclose.report.repository import findings_in_order, shown_path

_CATEGORIES = {"performance": "Performance", "maintainability": "Clarity"}


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """The array, an issue a piece; an empty one where there are no findings."""
    found = identities(findings_in_order(run, context), context)
    yield from array(_issue(finding, fingerprint, context) for finding, fingerprint in found)


def _issue(finding: Finding, fingerprint: str, context: ReportContext) -> dict[str, object]:
    line = context.read(finding.path).position(finding.span.start).line
    return {
        "type": "issue",
        "categories": [_category(finding.rule_id, context)],
        "description": f"{finding.rule_id}: {marked_message(finding)}",
        "check_name": finding.rule_id,
        "fingerprint": fingerprint,
        "severity": _severity(finding.level),
        "location": {"path": shown_path(finding.path, context), "lines": {"begin": line}},
    }


def _category(rule_id: str, context: ReportContext) -> str:
    """One of Code Climate's, by the tags of the rule."""
    tags = next((rule.tags for rule in context.rules if rule.id == rule_id), ())
    return next((word for tag, word in _CATEGORIES.items() if tag in tags), "Bug Risk")


def _severity(level: Level) -> str:
    """One of GitLab's ``info``, ``minor``, ``major``, ``critical`` and ``blocker``."""
    match level:
        case Level.ERROR:
            return "critical"
        case Level.WARNING:
            return "major"
        case Level.NOTE:
            return "info"
        case _:
            assert_never(level)
