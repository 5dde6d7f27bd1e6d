"""Whatever an analysis reads of a program is a dependency of its unit; and all that an import may be is seen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from checking import OPTIONS

from rowsclose.analyst import Analyst
from rowsclose.cache.contents import Contents, content_of
from rowsclose.cache.dependencies import Dependencies
from rowsclose.cache.store import Store
from rowsclose.go.modules import Modules, module_root
from rowsclose.source import read_regular
from rowsclose.unit import Job, PackageUnit, UnitFile

FIXTURES = Path(__file__).parents[2] / "fixtures"


def folders_with_go_files() -> list[Path]:
    found = sorted({path.parent for path in FIXTURES.rglob("*.go")})
    return [folder for folder in found if "testdata" not in folder.parts]


def dependencies_of(folder: str, modules: Modules, nowhere: Path) -> frozenset[str]:
    dependencies = Dependencies(Contents(Store(str(nowhere)), {}), modules, ())
    dependencies.digests([folder])
    return dependencies.nodes


def test_an_analysis_reads_nothing_beside_what_its_unit_depends_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: set[str] = set()

    def noted(path: str) -> bytes:
        if path.endswith(".go"):
            read.add(os.path.dirname(path))
        return read_regular(path)

    monkeypatch.setattr("rowsclose.files.read_regular", noted)
    for folder in map(str, folders_with_go_files()[::4]):
        read.clear()
        modules = Modules(module_root(str(FIXTURES.parent)))
        files = [name for name in sorted(os.listdir(folder)) if name.endswith(".go")]
        unit = PackageUnit(folder, tuple(UnitFile(name, f"{folder}/{name}", None) for name in files))
        shown = {f"{folder}/{name}": name for name in files}
        answer = Analyst(Job(OPTIONS, modules, shown, {})).answer(unit)
        assert not any(notice.kind.fails_the_run for notice in answer.notices)
        depends_on = dependencies_of(folder, modules, tmp_path)
        of_versions = {each for each in read if modules.in_cache(each) is not None}
        assert read - of_versions <= depends_on
        assert not of_versions or "versions" in depends_on
        assert folder in read


@pytest.mark.parametrize(
    ("text", "imports"),
    [
        ('package a\nimport "x"\n', ("x",)),
        ('package a; import "x"; import y "z/y"', ("x", "z/y")),
        ('package a\nimport (\n\t"x" // (\n\t. "y"; _ `z`\n)\nvar s = "no"\n', ("x", "y", "z")),
        ('package a\nimport/* ( */(/* ) */"x")\n', ("x",)),
        ('package a\nimport ()\nvar s = "no"\n', ()),
        ('package a\nimport\n\t"x"\n', ("x",)),
        ("package a\nimport (\n", ()),
        ('package a\n// import "z"\n', ("z",)),
        ("package a\n", ()),
    ],
)
def test_imports_are_seen_however_they_are_written(text: str, imports: tuple[str, ...]) -> None:
    assert content_of(text.encode()).imports == imports
