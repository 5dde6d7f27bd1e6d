"""Rewrite the parts of README.md and docs/ that programs know best.

<!-- rules -->       report.explain.rule_table_markdown(ALL_RULES)
<!-- example -->     rowsclose check, in example/
<!-- rehearsal -->   rehearsal.tables, of docs/rehearsal.json

Written whole: the JSON Schema of configuration files, and docs/rules, a page for each rule.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from rehearsal import figures, tables
from rowsclose.report.explain import rule_markdown, rule_table_markdown
from rowsclose.rules import ALL_RULES
from tools.config_schema import schema

PROJECT = Path(__file__).resolve().parent.parent
README = PROJECT / "README.md"
REHEARSAL = PROJECT / "docs" / "rehearsal.md"
RULE_PAGES = PROJECT / "docs" / "rules"
SCHEMA = PROJECT / "rowsclose" / "configuration" / "rowsclose.schema.json"
FIGURES = PROJECT / "docs" / "rehearsal.json"


def example_output() -> str:
    """What a check of the example prints, findings and summary."""
    command = [sys.executable, "-m", "rowsclose", "check", "--color", "never"]
    environment = {"PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        command, cwd=PROJECT / "example", env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.stdout.decode("utf-8")


def documented(readme: str) -> str:
    """The README with its generated parts as they should be."""
    parts = {
        "rules": rule_table_markdown(ALL_RULES),
        "example": f"```text\n{example_output()}```\n",
        "rehearsal": tables.kinds(figures.read(FIGURES)),
    }
    return _replaced(readme, parts)


def documented_rehearsal(page: str) -> str:
    """The page on the rehearsal with its figures as they should be."""
    measured = figures.read(FIGURES)
    return _replaced(page, {"summary": tables.summary(measured), "handlers": tables.handlers(measured)})


def _replaced(page: str, parts: Mapping[str, str]) -> str:
    for name, text in parts.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, after = page.split(begin)
        page = f"{before}{begin}{text}{end}{after.split(end)[1]}"
    return page


def documented_schema() -> str:
    """The JSON Schema of configuration files as text."""
    return json.dumps(schema(), indent=2) + "\n"


def rule_pages() -> dict[Path, str]:
    """The pages of all rules, by their files."""
    return {RULE_PAGES / f"{rule.id}.md": rule_markdown(rule) for rule in ALL_RULES}


if __name__ == "__main__":
    RULE_PAGES.mkdir(exist_ok=True)
    for path, text in rule_pages().items():
        path.write_text(text, encoding="utf-8")
    SCHEMA.write_text(documented_schema(), encoding="utf-8")
    README.write_text(documented(README.read_text(encoding="utf-8")), encoding="utf-8")
    REHEARSAL.write_text(documented_rehearsal(REHEARSAL.read_text(encoding="utf-8")), encoding="utf-8")
