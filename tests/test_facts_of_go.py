"""The facts in ``docs/architecture.md``: each one's code and fixtures exist."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
ROW = re.compile(r"^\| (?P<fact>.+) \| `(?P<module>[\w.]+):(?P<name>[\w.]+)` \| `(?P<folder>\w+)` \|$")
HEAD = "| fact | code | fixtures |\n| --- | --- | --- |\n"
SECTION = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8").partition(HEAD)[2]
TABLE = SECTION.partition("\n\n")[0].splitlines()
FACTS = [found for line in TABLE if (found := ROW.match(line))]


def test_every_line_of_the_table_is_a_fact() -> None:
    assert len(FACTS) == len(TABLE) > 30


@pytest.mark.parametrize("row", FACTS, ids=lambda row: row["fact"])
def test_fact_stands_in_the_code_and_has_fixtures(row: re.Match[str]) -> None:
    found: object = importlib.import_module(row["module"])
    for part in row["name"].split("."):
        found = getattr(found, part)
    assert callable(found)
    files = sorted((PROJECT / "fixtures" / row["folder"]).glob("*.go"))
    assert files
    # A rule's check finds something in the fixtures of its fact.
    if row["module"].startswith("rowsclose.rules.") and row["name"] == "check":
        rule_id = row["module"].rpartition(".")[2].replace("_", "-")
        assert any(f'want "{rule_id}' in file.read_text(encoding="utf-8") for file in files)
