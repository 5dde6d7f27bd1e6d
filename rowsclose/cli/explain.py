"""What ``explain`` does: a rule's page, or the table of rules."""

from __future__ import annotations

from rowsclose.cli.output import wants_color, write_report
from rowsclose.cli.selection import rule_named
from rowsclose.report.explain import explain, rule_table
from rowsclose.rules import ALL_RULES


def run_explain(rule_id: str | None) -> None:
    """Print one rule's page, or the table of rules."""
    color = wants_color("auto", None)
    write_report(rule_table(ALL_RULES, color) if rule_id is None else [explain(rule_named(ALL_RULES, rule_id), color)])
