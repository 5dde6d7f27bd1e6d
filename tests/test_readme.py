from __future__ import annotations

from pathlib import Path

import pytest

README = Path(__file__).parent.parent / "README.md"


def test_table_of_rules_is_that_of_the_rules() -> None:
    rules = pytest.importorskip("rowsclose.rules")
    if not hasattr(rules, "ALL_RULES"):
        pytest.skip("the rules are not written yet")
    from rowsclose.report.explain import rule_table_markdown

    _, _, after = README.read_text(encoding="utf-8").partition("<!-- rules -->\n")
    table, end, _ = after.partition("<!-- /rules -->")
    assert end
    assert table.strip() == rule_table_markdown(rules.ALL_RULES).strip()
