"""Which rules run: ``--select`` in place of the defaults, ``--extend-select`` on top, ``--ignore`` last."""

from __future__ import annotations

from collections.abc import Sequence

from rowsclose.errors import UsageError
from rowsclose.report.terminal import visible
from rowsclose.rules.rule import Rule

ALL = "all"


def select_rules(
    rules: Sequence[Rule], *, select: Sequence[str], extend_select: Sequence[str], ignore: Sequence[str]
) -> tuple[Rule, ...]:
    """The rules that run, in the order they are listed in; each option holds comma-separated ids or ``all``.

    Raises:
        UsageError: an id is unknown, a list is empty, or no rule is left.
    """
    defaults = {rule.id for rule in rules if rule.on_by_default}
    wanted = _ids("--select", select, rules) if select else defaults
    wanted = (wanted | _ids("--extend-select", extend_select, rules)) - _ids("--ignore", ignore, rules)
    if not wanted:
        raise UsageError("no rule is left to run: --ignore takes away all that is selected")
    return tuple(rule for rule in rules if rule.id in wanted)


def rule_named(rules: Sequence[Rule], rule_id: str) -> Rule:
    """The rule of this id.

    Raises:
        UsageError: there is none; the message suggests the nearest.
    """
    for rule in rules:
        if rule.id == rule_id:
            return rule
    raise UsageError(f"no such rule: {visible(rule_id)}{_suggestion(rule_id, [rule.id for rule in rules])}")


def _ids(option: str, lists: Sequence[str], rules: Sequence[Rule]) -> set[str]:
    ids: set[str] = set()
    for text in lists:
        named = [name.strip() for name in text.split(",") if name.strip()]
        if not named:
            raise UsageError(f"{option} names no rule")
        for name in named:
            ids |= {rule.id for rule in rules} if name == ALL else {rule_named(rules, name).id}
    return ids


def _suggestion(rule_id: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(rule_id.lower().replace("_", "-"), known, n=1)
    return f"; did you mean {near[0]}?" if near else "; see `rowsclose explain` for the rules"
