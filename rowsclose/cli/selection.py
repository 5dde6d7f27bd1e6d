"""Which rules run: ``--select`` in place of the defaults, ``--extend-select`` on top, ``--ignore`` last.

The configuration file is read like that first, then the command line on top of what it leaves.
"""

from __future__ import annotations

from collections.abc import Sequence

from rowsclose.configuration.settings import Selection
from rowsclose.errors import UsageError, did_you_mean
from rowsclose.report.terminal import visible
from rowsclose.rules.rule import Rule

ALL = "all"


def select_rules(rules: Sequence[Rule], *selections: Selection) -> tuple[Rule, ...]:
    """The rules that run, if any, in the order they are listed in; each selection starts from what the one before has left.

    Raises:
        UsageError: an id is unknown, or a list is empty.
    """
    wanted = {rule.id for rule in rules if rule.on_by_default}
    for each in selections:
        wanted = _ids("--select", each.select, rules) if each.select else wanted
        wanted = (wanted | _ids("--extend-select", each.extend_select, rules)) - _ids("--ignore", each.ignore, rules)
    return tuple(rule for rule in rules if rule.id in wanted)


def rule_named(rules: Sequence[Rule], rule_id: str) -> Rule:
    """The rule of this id.

    Raises:
        UsageError: there is none; the message suggests the nearest.
    """
    for rule in rules:
        if rule.id == rule_id:
            return rule
    near = did_you_mean(rule_id, [rule.id for rule in rules]) or "; see `rowsclose explain` for the rules"
    raise UsageError(f"no such rule: {visible(rule_id)}{near}")


def _ids(option: str, lists: Sequence[str], rules: Sequence[Rule]) -> set[str]:
    ids: set[str] = set()
    for text in lists:
        named = [name.strip() for name in text.split(",") if name.strip()]
        if not named:
            raise UsageError(f"{option} names no rule")
        for name in named:
            ids |= {rule.id for rule in rules} if name == ALL else {rule_named(rules, name).id}
    return ids
