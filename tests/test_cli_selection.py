from __future__ import annotations

import pytest

from rowsclose.cli.selection import select_rules
from rowsclose.configuration.settings import Selection
from rowsclose.errors import UsageError
from rowsclose.finding import Level
from rowsclose.rules.rule import Rule


def rule(rule_id: str, on_by_default: bool = True) -> Rule:
    return Rule(rule_id, Level.ERROR, "", "", lambda lifetime: iter(()), (), (), on_by_default)


RULES = (rule("rows-not-closed"), rule("rows-discarded"), rule("pool-limits-unset", on_by_default=False))


def selected(select: str = "", extend_select: str = "", ignore: str = "") -> str:
    """The ids that run; each option is given once for each word."""
    rules = select_rules(RULES, Selection(select.split(), extend_select.split(), ignore.split()))
    return " ".join(each.id for each in rules)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "rows-not-closed rows-discarded"),
        ({"select": "all"}, "rows-not-closed rows-discarded pool-limits-unset"),
        ({"select": "rows-discarded,rows-not-closed"}, "rows-not-closed rows-discarded"),
        ({"select": "rows-discarded pool-limits-unset,"}, "rows-discarded pool-limits-unset"),
        ({"ignore": "rows-not-closed"}, "rows-discarded"),
        ({"extend_select": "pool-limits-unset"}, "rows-not-closed rows-discarded pool-limits-unset"),
        ({"select": "all", "ignore": "rows-discarded"}, "rows-not-closed pool-limits-unset"),
        ({"extend_select": "all", "ignore": "rows-discarded"}, "rows-not-closed pool-limits-unset"),
    ],
)
def test_ignore_comes_last_and_the_order_is_that_of_the_rules(options: dict[str, str], expected: str) -> None:
    assert selected(**options) == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"select": "rows-not-close"}, "no such rule: rows-not-close; did you mean rows-not-closed?"),
        ({"ignore": "ROWS_DISCARDED"}, "no such rule: ROWS_DISCARDED; did you mean rows-discarded?"),
        ({"extend_select": "zzz"}, "no such rule: zzz; see `rowsclose explain` for the rules"),
        ({"select": "\x1b[2J"}, "no such rule: \\x1b[2J; see `rowsclose explain` for the rules"),
        ({"select": ","}, "--select names no rule"),
    ],
)
def test_what_names_no_rule_is_a_usage_error(options: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as raised:
        selected(**options)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("file", "line", "expected"),
    [
        (Selection(ignore=["rows-discarded"]), Selection(), "rows-not-closed"),
        (Selection(ignore=["rows-discarded"]), Selection(select=["rows-discarded"]), "rows-discarded"),
        (Selection(ignore=["all"]), Selection(extend_select=["rows-discarded"]), "rows-discarded"),
        (Selection(select=["all"]), Selection(ignore=["rows-discarded"]), "rows-not-closed pool-limits-unset"),
        (Selection(extend_select=["all"]), Selection(select=["rows-discarded"]), "rows-discarded"),
    ],
)
def test_command_line_starts_from_what_the_file_leaves(file: Selection, line: Selection, expected: str) -> None:
    assert " ".join(rule.id for rule in select_rules(RULES, file, line)) == expected
