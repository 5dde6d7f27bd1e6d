"""``--format gitlab-sast``: GitLab's SAST report, for its security dashboard and merge requests.

A document as GitLab's schema describes it (https://gitlab.com/gitlab-org/security-products/security-report-schemas), of
the findings whose rule has a security side; the others belong into the Code Quality report (``gitlab``). GitLab tells a
vulnerability from others by its first identifier and its place, and shows the messages of the scan where it failed.

The schema asks for the time of the scan. The same tree gives the same bytes here, so it is always the same time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from rowsclose.finding import Finding, Notice, Run
from rowsclose.report.context import PROJECT_URL, ReportContext
from rowsclose.report.identity import identities
from rowsclose.report.jsontext import dumps_filled
from rowsclose.report.lowered import lowered_line
from rowsclose.report.repository import findings_in_order, is_about_a_file, notices_in_order, shown_path
from rowsclose.report.rule_page import capital_sentence, help_url
from rowsclose.report.severity import security_severity
from rowsclose.report.story import sentence
from rowsclose.rules.rule import Rule

_VERSION = "15.2.1"
_SCHEMA = (
    "https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/"
    f"v{_VERSION}/dist/sast-report-format.json"
)
_NO_TIME = "1970-01-01T00:00:00"
_CWE = re.compile(r"external/cwe/cwe-(\d+)")
_NAME_CHARACTERS = 255
_DIGITS_OF_UUID = 32


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """The document, a vulnerability a piece."""
    rules = {rule.id: rule for rule in context.rules if rule.security_severity is not None}
    found = [finding for finding in findings_in_order(run, context) if finding.rule_id in rules]
    listed = identities(found, context)
    document = {"version": _VERSION, "schema": _SCHEMA, "scan": _scan(run, context), "vulnerabilities": []}
    issues = (_vulnerability(finding, digest, rules[finding.rule_id], context) for finding, digest in listed)
    yield from dumps_filled(document, "vulnerabilities", issues)


def _scan(run: Run, context: ReportContext) -> dict[str, object]:
    tool = {
        "id": "rowsclose",
        "name": "rowsclose",
        "url": PROJECT_URL,
        "vendor": {"name": "rowsclose"},
        "version": context.version,
    }
    return {
        "analyzer": tool,
        "scanner": tool,
        "type": "sast",
        "start_time": _NO_TIME,
        "end_time": _NO_TIME,
        "status": "failure" if any(notice.kind.fails_the_run for notice in run.notices) else "success",
        "messages": [_message(notice, context) for notice in notices_in_order(run, context)],
    }


def _message(notice: Notice, context: ReportContext) -> dict[str, object]:
    path = shown_path(notice.path, context) if is_about_a_file(notice) else notice.path
    place = ":".join(str(part) for part in (path, notice.line, notice.column) if part)
    text = f"{place}: {notice.message}" if place else notice.message
    return {"level": "fatal" if notice.kind.fails_the_run else "warn", "value": text or notice.kind.value}


def _vulnerability(finding: Finding, digest: str, rule: Rule, context: ReportContext) -> dict[str, object]:
    source = context.read(finding.path)
    location: dict[str, object] = {
        "file": shown_path(finding.path, context),
        "start_line": source.position(finding.span.start).line,
        "end_line": source.position(finding.span.end).line,
    }
    if finding.function:
        location["method"] = finding.function
    told = [sentence(finding.message), *([capital_sentence(lowered_line(finding))] if finding.lowered else [])]
    return {
        "id": str(UUID(digest[:_DIGITS_OF_UUID])),
        "name": capital_sentence(rule.summary)[:_NAME_CHARACTERS],
        "description": " ".join(told),
        "severity": _severity(security_severity(rule, finding.level)),
        **({"solution": finding.help} if finding.help else {}),
        "location": location,
        "identifiers": [_identifier(rule), *_weaknesses(rule)],
    }


def _identifier(rule: Rule) -> dict[str, str]:
    return {"type": "rowsclose_rule_id", "name": f"rowsclose {rule.id}", "value": rule.id, "url": help_url(rule)}


def _weaknesses(rule: Rule) -> Iterator[dict[str, str]]:
    for tag in rule.tags:
        if found := _CWE.fullmatch(tag):
            number = found[1].lstrip("0")
            url = f"https://cwe.mitre.org/data/definitions/{number}.html"
            yield {"type": "cwe", "name": f"CWE-{number}", "value": number, "url": url}


def _severity(score: str | None) -> str:
    """GitLab's word for a score: as it reads the same score in SARIF."""
    number = float(score or 0)
    return "High" if number >= 7 else "Medium" if number >= 4 else "Low"
