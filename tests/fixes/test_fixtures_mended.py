"""Fixtures mended: what is said to be mended is gone, nothing else came, and the rest of the file is as it was.

Every fourth folder of fixtures; all of them where ``ROWSCLOSE_HEAVY=1`` asks for it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from checking import OPTIONS
from test_fixtures import FIXTURES, FOLDERS
from test_fixtures_vet import go, run_in_fixtures  # noqa: F401  (a fixture)

from fixes.mended import mended_patterns
from rowsclose.discovery import discover
from rowsclose.driver import check
from rowsclose.finding import Confidence, Run
from rowsclose.values import replace

EVERYTHING = replace(OPTIONS, min_confidence=Confidence.LOW)
COMPILED = (
    "early_return",
    "defer_before_check",
    "query_for_exec",
    "discarded",
    "returned_closed",
    "pgx",
    "transactions",
)


def by_function(run: Run) -> Counter[tuple[str, str, str]]:
    return Counter((f.path, f.function, f.rule_id) for f in run.findings)


# All of them take minutes.
@pytest.mark.parametrize("folder", FOLDERS if os.environ.get("ROWSCLOSE_HEAVY") == "1" else FOLDERS[::4])
def test_what_is_mended_is_gone_and_nothing_comes(folder: str) -> None:
    discovered = discover([f"./{folder}"], str(FIXTURES))
    outcome = mended_patterns(FIXTURES, f"./{folder}", options=EVERYTHING)
    texts = {c.file.absolute: c.mended.new for c in outcome.changes}
    before, after = (by_function(check(discovered, EVERYTHING, t)) for t in ({}, texts))
    fixed = Counter((f.path, f.function, f.rule_id) for c in outcome.changes for f in c.mended.fixed)
    assert after == before - fixed
    assert fixed <= before
    for change in outcome.changes:
        kept = [line for line in change.mended.old.split(b"\n") if line in change.mended.new.split(b"\n")]
        assert len(kept) >= change.mended.old.count(b"\n") - 3 * len(change.mended.fixed)


def test_mended_fixtures_compile_and_gofmt_agrees(go: str, tmp_path: Path) -> None:  # noqa: F811
    for name in ("go.mod", "go.sum"):
        shutil.copy(FIXTURES / name, tmp_path / name)
    for folder in COMPILED:
        shutil.copytree(FIXTURES / folder, tmp_path / folder)
    for change in mended_patterns(tmp_path, "./...").changes:
        Path(change.file.absolute).write_bytes(change.mended.new)
    vet = run_in_fixtures(go, "vet", "./...", timeout_s=900.0, folder=tmp_path)
    assert (vet.returncode, vet.stderr) == (0, "")
    formatted = subprocess.run(
        [os.path.join(os.path.dirname(go), "gofmt"), "-l", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert formatted.stdout == ""
