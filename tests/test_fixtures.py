"""Every fixture against the expectations written in it: a missing finding fails, and so does an extra one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from expectations import expectations

from rowsclose.discovery import discover
from rowsclose.driver import CheckOptions, check
from rowsclose.finding import Confidence, NoticeKind
from rowsclose.rules import ALL_RULES
from rowsclose.rules.rule import Rule
from rowsclose.source import SourceFile

FIXTURES = Path(__file__).parent.parent / "fixtures"
RULES = re.compile(r"\A// rules: ([a-z, -]+)\n")
PATHS = (p.relative_to(FIXTURES) for p in FIXTURES.rglob("*.go"))
FOLDERS = sorted({p.parent.as_posix() for p in PATHS if p.parts[0] != "oracle"})  # which runs fixtures, and is none


def rules_for(texts: Iterable[bytes]) -> tuple[Rule, ...]:
    """Those on by default, and those that a fixture's first line turns on: ``// rules: pool-limits-unset``."""
    asked = [found.group(1) for text in texts if (found := RULES.match(text.decode("utf-8", "replace")))]
    named = {name.strip() for names in asked for name in names.split(",")}
    assert named <= {r.id for r in ALL_RULES}
    return tuple(r for r in ALL_RULES if r.on_by_default or r.id in named)


def disagreements(folder: str) -> list[str]:
    discovered = discover([f"./{folder}"], str(FIXTURES))
    texts = {f.path: Path(f.absolute).read_bytes() for f in discovered.files}
    options = CheckOptions(rules_for(texts.values()), Confidence.MEDIUM, False, True)
    run = check(discovered, options, {})
    wanted = [e for path, text in texts.items() for e in expectations(path, text.decode("utf-8", "replace"))]
    found = []
    for finding in run.findings:
        line = SourceFile(finding.path, texts[finding.path]).position(finding.span.start).line
        found.append((finding.path, line, finding.rule_id, finding.message))
    said = [f"{n.path}: {n.message}" for n in run.notices if n.kind is not NoticeKind.SYNTAX]
    for expected in wanted:
        here = [f for f in found if f[:3] == (expected.path, expected.line, expected.rule_id)]
        fitting = [f for f in here if re.search(expected.pattern, f[3])]
        where = f"{expected.path}:{expected.line}"
        if expected.verb == "miss":
            if fitting:
                said.append(f"{where}: the gap is mended, write want: {expected.rule_id}")
                found = [f for f in found if f not in fitting]
        elif fitting:
            found.remove(fitting[0])
        elif here:
            said.append(f"{where}: {expected.rule_id} says {here[0][3]!r}, not /{expected.pattern}/")
            found.remove(here[0])
        else:
            what = "missing" if expected.verb == "want" else "the false alarm is mended, delete it"
            said.append(f"{where}: {what}: {expected.rule_id}")
    said += (f"{path}:{line}: extra: {rule_id}: {message}" for path, line, rule_id, message in found)
    return sorted(said)


@pytest.mark.parametrize("folder", FOLDERS)
def test_findings_are_exactly_those_written_in_the_fixture(folder: str) -> None:
    assert disagreements(folder) == []
