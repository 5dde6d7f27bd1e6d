"""``check FILE`` reports for that file exactly what ``./...`` reports for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking import checked_patterns

from rowsclose.finding import Finding, Notice

FIXTURES = Path(__file__).parent.parent / "fixtures"
PATHS = (p.relative_to(FIXTURES) for p in FIXTURES.rglob("*.go"))
FOLDERS = sorted({p.parent.as_posix() for p in PATHS if p.parts[0] != "oracle"})


@pytest.fixture(scope="module")
def everything() -> dict[str, list[Finding | Notice]]:
    """What a check of all fixtures at once reports of each file; those in skipped folders are named outright."""
    hidden = [f"./{folder}" for folder in FOLDERS if folder.startswith("_")]
    run = checked_patterns(["./...", *hidden], FIXTURES)
    found: dict[str, list[Finding | Notice]] = {}
    items: list[Finding | Notice] = [*run.findings, *run.notices]
    for item in items:
        found.setdefault(item.path, []).append(item)
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_file_alone_has_the_findings_it_has_among_all(
    folder: str, everything: dict[str, list[Finding | Notice]]
) -> None:
    for path in sorted((FIXTURES / folder).glob("*.go")):
        name = path.relative_to(FIXTURES).as_posix()
        run = checked_patterns([name], FIXTURES)
        assert [*run.findings, *run.notices] == everything.get(name, [])


def test_folder_alone_has_the_findings_it_has_among_all(everything: dict[str, list[Finding | Notice]]) -> None:
    for folder in FOLDERS:
        run = checked_patterns([f"./{folder}"], FIXTURES)
        names = sorted(p.relative_to(FIXTURES).as_posix() for p in (FIXTURES / folder).glob("*.go"))
        assert list(run.findings) == [i for n in names for i in everything.get(n, []) if isinstance(i, Finding)]
