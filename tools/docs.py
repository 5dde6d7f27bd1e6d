"""Rewrite the parts of README.md that the program knows best: the table of rules and the output of the example.

<!-- rules -->     report.explain.rule_table_markdown(ALL_RULES)
<!-- example -->   rowsclose check, in example/
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rowsclose.report.explain import rule_table_markdown
from rowsclose.rules import ALL_RULES

PROJECT = Path(__file__).resolve().parent.parent
README = PROJECT / "README.md"


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
    parts = {"rules": rule_table_markdown(ALL_RULES), "example": f"```text\n{example_output()}```\n"}
    for name, text in parts.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, after = readme.split(begin)
        readme = f"{before}{begin}{text}{end}{after.split(end)[1]}"
    return readme


if __name__ == "__main__":
    README.write_text(documented(README.read_text(encoding="utf-8")), encoding="utf-8")
