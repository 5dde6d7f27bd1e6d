"""``--format sonar``: SonarQube's generic issues (``sonar.externalIssuesReportPaths``), rules and issues in one document.

https://docs.sonarsource.com/sonarqube-server/analyzing-source-code/importing-external-issues/generic-issue-import-format

SonarQube takes how severe an issue is from its rule alone, so a rule is as severe as the worst of its findings. Lines count
from 1, columns UTF-16 code units from 0. What was not analysed has no place in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rowsclose.finding import Finding, Level, Run
from rowsclose.report.columns import utf16_column
from rowsclose.report.context import ReportContext
from rowsclose.report.jsontext import dumps_filled
from rowsclose.report.lowered import marked_message
from rowsclose.report.repository import findings_in_order, shown_path
from rowsclose.report.rule_page import capital_sentence, lead
from rowsclose.report.statistics import worst_levels
from rowsclose.report.story import exits, words
from rowsclose.rules.rule import Rule
from rowsclose.source import Span


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """The document, an issue a piece."""
    worst = worst_levels(run)
    rules = [_rule(rule, worst.get(rule.id, rule.level)) for rule in context.rules]
    found = findings_in_order(run, context)
    yield from dumps_filled({"rules": rules, "issues": []}, "issues", (_issue(finding, context) for finding in found))


def _rule(rule: Rule, worst: Level) -> dict[str, object]:
    severity, impact = _severities(worst)
    return {
        "engineId": "rowsclose",  # first: it tells the report from those of others
        "id": rule.id,
        "name": capital_sentence(rule.summary),
        "description": capital_sentence(lead(rule)),
        "cleanCodeAttribute": "LOGICAL",
        "type": "BUG",
        "severity": severity,
        "impacts": [{"softwareQuality": "RELIABILITY", "severity": impact}],
    }


def _issue(finding: Finding, context: ReportContext) -> dict[str, object]:
    message = marked_message(finding)
    return {
        "ruleId": finding.rule_id,
        "primaryLocation": _location(finding.path, finding.span, message, context),
        "secondaryLocations": [_location(step.path, step.span, words(step), context) for step in exits(finding)],
    }


def _location(path: str, span: Span, message: str, context: ReportContext) -> dict[str, object]:
    source = context.read(path)
    start, end = source.position(span.start), source.position(span.end)
    text_range = {"startLine": start.line, "endLine": end.line}
    columns = [utf16_column(source, at.line, at.column) - 1 for at in (start, end)]
    if span.end > span.start:  # an empty range is refused; the line alone is not
        text_range |= {"startColumn": columns[0], "endColumn": columns[1]}
    return {"message": message, "filePath": shown_path(path, context), "textRange": text_range}


def _severities(level: Level) -> tuple[str, str]:
    """How severe an issue is by SonarQube's own words, and what it does to a quality of the software."""
    match level:
        case Level.ERROR:
            return "CRITICAL", "HIGH"
        case Level.WARNING:
            return "MAJOR", "MEDIUM"
        case Level.NOTE:
            return "MINOR", "LOW"
        case _:
            assert_never(level)
