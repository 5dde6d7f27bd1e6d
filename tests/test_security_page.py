"""SECURITY.md names a test for each promise, and those there are; what it says of the command line is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from filetree import write_tree

from rowsclose.cli.commands import rowsclose

PROJECT = Path(__file__).parent.parent
PAGES = [PROJECT / "SECURITY.md", PROJECT / "docs" / "reliability.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_test_that_is_named_is_there(page: Path) -> None:
    named = set(re.findall(r"\b(?:tests|tools)/[\w/]+(?:\.py)?", page.read_text(encoding="utf-8")))
    assert len(named) > 5
    assert [name for name in sorted(named) if not (PROJECT / name).exists()] == []


def test_every_promise_has_a_test() -> None:
    promised = (PROJECT / "SECURITY.md").read_text(encoding="utf-8").partition("## What is promised")[2]
    rows = [line for line in promised.partition("\n## ")[0].splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 10
    assert [row for row in rows if "`tests/" not in row.rstrip("| ").rpartition("|")[2]] == []


@pytest.mark.parametrize(
    "key", ["fix = true", "diff = true", 'add-ignores = "x"', "unsafe-fixes = true", "trust = true"]
)
def test_no_configuration_asks_for_what_is_the_users_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.chdir(write_tree(tmp_path, {".rowsclose.toml": f"{key}\n"}))
    result = CliRunner().invoke(rowsclose, ["check"])
    assert (result.exit_code, "no such key" in result.stderr) == (2, True)
