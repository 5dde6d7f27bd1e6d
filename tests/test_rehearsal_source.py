"""The service of the rehearsal leaks exactly where its source says, and its twin differs only there and leaks nowhere."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from checking import checked_patterns
from expectations import expectations

from rehearsal.errors import RehearsalError
from rehearsal.leaks import LEAKS
from rehearsal.service import SOURCE, go, mended_twin
from rowsclose.finding import Finding
from rowsclose.source import SourceFile

# gofmt indents all but the first and the last line of a function that has several.
FUNCTION = re.compile(r"^func (?:\(\w+ ([\w*]+)\) )?(\w+)\(.*(?:}|{\n(?:[^}\n].*\n|\n)*})\n", re.MULTILINE)


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mended_twin(tmp_path_factory.mktemp("rehearsal") / "twin")


@pytest.fixture(scope="module")
def findings() -> tuple[Finding, ...]:
    return checked_patterns(["./..."], SOURCE).findings


def functions(folder: Path) -> dict[tuple[str, str], str]:
    """The text of each function by file and by name, as findings print it; all else in the file by the name ``""``."""
    texts = {}
    for path in sorted(folder.rglob("*.go")):
        name, text = path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")
        for found in FUNCTION.finditer(text):
            receiver, function = found.groups()
            texts[name, f"({receiver}).{function}" if receiver else function] = found.group()
        texts[name, ""] = FUNCTION.sub("", text)
    return texts


def test_findings_are_exactly_those_written_in_the_service(findings: tuple[Finding, ...]) -> None:
    texts = {p.relative_to(SOURCE).as_posix(): p.read_bytes() for p in SOURCE.rglob("*.go")}
    wanted = sorted(e for path, text in texts.items() for e in expectations(path, text.decode()))
    lines = [SourceFile(f.path, texts[f.path]).position(f.span.start).line for f in findings]
    found = sorted(zip([f.path for f in findings], lines, findings, strict=True), key=lambda entry: entry[:2])
    assert [(path, line, f.rule_id) for path, line, f in found] == [(e.path, e.line, e.rule_id) for e in wanted]
    assert all(re.search(e.pattern, f.message) for e, (_, _, f) in zip(wanted, found, strict=True))


def test_leaks_that_are_measured_are_those_found(findings: tuple[Finding, ...]) -> None:
    assert {leak.function for leak in LEAKS} == {f.function for f in findings}


def test_nothing_is_found_in_the_twin(twin: Path) -> None:
    run = checked_patterns(["./..."], twin)
    assert (run.findings, run.notices) == ((), ())


def test_twin_differs_in_the_functions_that_findings_name(twin: Path, findings: tuple[Finding, ...]) -> None:
    before, after = functions(SOURCE), functions(twin)
    assert before.keys() == after.keys()
    assert {key for key in before if before[key] != after[key]} == {(f.path, f.function) for f in findings}


@pytest.mark.parametrize("which", ["service", "twin"])
def test_service_and_twin_compile_and_pass_go_vet(which: str, twin: Path) -> None:
    folder = SOURCE if which == "service" else twin
    try:
        go("mod", "download", folder=folder)
    except RehearsalError as error:
        pytest.skip(str(error))
    assert go("vet", "./...", folder=folder) == ""


@pytest.mark.parametrize("which", ["service", "twin"])
def test_service_and_twin_are_formatted_as_gofmt_does(which: str, twin: Path) -> None:
    gofmt = shutil.which("gofmt")
    if gofmt is None:
        pytest.skip("no gofmt command on this machine")
    folder = SOURCE if which == "service" else twin
    listed = subprocess.run([gofmt, "-l", "."], cwd=folder, capture_output=True, text=True, check=False)
    assert (listed.returncode, listed.stdout, listed.stderr) == (0, "", "")
