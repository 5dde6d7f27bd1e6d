"""Real files, cut off anywhere, are analysed; ``tools/truncation.py`` does it behind every byte."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tools.truncation import failures

FIXTURES = Path(__file__).parent.parent / "fixtures"
# One of each folder, and of each some fifteen pieces: which ones differs from file to file.
FILES = sorted({path.parent: path for path in sorted(FIXTURES.glob("*/*.go"))}.values())[::3]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_file_that_is_cut_off_is_analysed(path: Path) -> None:
    text = path.read_bytes()
    every = max(1, len(text) // 15)
    first = int(hashlib.sha256(text).hexdigest(), 16) % every
    assert list(failures(text, every, first)) == []


def test_a_failure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise ValueError("here")

    monkeypatch.delenv("ROWSCLOSE_DEBUG", raising=False)
    monkeypatch.setattr("rowsclose.ownership.analysis.Analysis.lifetimes", failing)
    text = FILES[0].read_bytes()
    assert [message for _, message in failures(text, len(text), len(text))][:1] == [
        "the analysis of this function failed: ValueError: here"
    ]
