"""File by file, folder by folder and whole: the same findings in the fixtures, whatever the files are called.

Those in which something rests on itself are renamed in every way in ``test_order_independence``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from checking import checked_patterns

from rowsclose.finding import Finding, Notice
from rowsclose.values import replace

FIXTURES = Path(__file__).parent.parent / "fixtures"
PATHS = sorted(p.relative_to(FIXTURES) for p in FIXTURES.rglob("*.go"))
FOLDERS = sorted({p.parent.as_posix() for p in PATHS if p.parts[0] != "oracle"})
# Those in skipped folders are named outright.
ALL = ["./...", *(f"./{folder}" for folder in FOLDERS if folder.startswith("_"))]


@pytest.fixture(scope="module")
def everything() -> dict[str, list[Finding | Notice]]:
    """What a check of all fixtures at once reports of each file."""
    run = checked_patterns(ALL, FIXTURES)
    found: dict[str, list[Finding | Notice]] = {}
    items: list[Finding | Notice] = [*run.findings, *run.notices]
    for item in items:
        found.setdefault(item.path, []).append(item)
    return found


def findings(items: Iterable[Finding | Notice]) -> list[Finding]:
    return [item for item in items if isinstance(item, Finding)]


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
        assert list(run.findings) == findings(i for n in names for i in everything.get(n, []))


def test_files_have_the_findings_they_have_by_other_names(
    everything: dict[str, list[Finding | Notice]], tmp_path: Path
) -> None:
    names = {new_name(path, number): path.as_posix() for number, path in enumerate(PATHS)}
    for file in FIXTURES.rglob("go.mod"):
        copy(file, tmp_path / file.relative_to(FIXTURES))
    for new, old in names.items():
        copy(FIXTURES / old, tmp_path / new)
    run = checked_patterns(ALL, tmp_path)
    expected = {f for items in everything.values() for f in findings(items)}
    assert {by_name(f, names) for f in run.findings} == expected
    assert sorted(names[n.path] for n in run.notices) == sorted(
        i.path for items in everything.values() for i in items if isinstance(i, Notice)
    )


def new_name(path: Path, number: int) -> str:
    """A name that stands in the opposite order among all; its end, which may mean something to Go, stays."""
    return (path.parent / f"r{len(PATHS) - number:04}_{path.name}").as_posix()


def by_name(finding: Finding, names: dict[str, str]) -> Finding:
    """The same finding in the files of their own names."""
    witness = tuple(replace(step, path=names[step.path]) for step in finding.witness)
    return replace(finding, path=names[finding.path], witness=witness)


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
