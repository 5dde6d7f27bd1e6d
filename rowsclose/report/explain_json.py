"""``rowsclose explain --format json``: rules as data, described by ``schema/rules-v1.schema.json``."""

from __future__ import annotations

from collections.abc import Sequence

from rowsclose.report.jsontext import dumps
from rowsclose.report.rule_page import help_url, lead, page_markdown
from rowsclose.rules.rule import Example, Rule

SCHEMA_VERSION = 1


def rules_json(rules: Sequence[Rule], version: str) -> str:
    """One document with the rules in their order."""
    tool = {"name": "rowsclose", "version": version}
    return dumps({"version": SCHEMA_VERSION, "tool": tool, "rules": [_rule(rule) for rule in rules]})


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "level": rule.level.value,
        "on_by_default": rule.on_by_default,
        "summary": rule.summary,
        "lead": lead(rule),
        "page": page_markdown(rule),
        "url": help_url(rule),
        "precision": rule.precision,
        "tags": list(rule.tags),
        "security_severity": rule.security_severity,
        "bad": [_example(example) for example in rule.bad],
        "good": [_example(example) for example in rule.good],
    }


def _example(example: Example) -> dict[str, str]:
    return {"title": example.title, "code": example.code}
