"""What fuzzing begins with, and each input that it has found, is taken by its target."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from fuzzing.seeds import seeds
from fuzzing.targets import TARGETS, UnsoundError, go

sys.setrecursionlimit(12_000)

FOUND = Path(__file__).parent / "fuzzing" / "found"
GO = ("go", "callee", "two_halves")


@pytest.mark.parametrize("target", [name for name in TARGETS if name not in GO])
def test_seeds_of_a_reader_are_taken(target: str) -> None:
    every = list(seeds(target))
    assert every
    for seed in every:
        for end in range(len(seed) + 1):
            TARGETS[target](seed[:end])


@pytest.mark.parametrize("target", GO)
def test_seeds_of_go_are_taken_whole_and_cut_in_the_middle(target: str) -> None:
    for seed in list(seeds(target))[GO.index(target) :: 4]:  # each target takes others
        TARGETS[target](seed)
        TARGETS[target](seed[: len(seed) // 2])


@pytest.mark.parametrize("path", sorted(FOUND.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_input_that_once_failed_is_taken(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_a_failure_inside_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise ValueError("here")

    monkeypatch.delenv("ROWSCLOSE_DEBUG", raising=False)
    monkeypatch.setattr("rowsclose.ownership.analysis.Analysis.lifetimes", failing)
    with pytest.raises(UnsoundError, match="ValueError: here"):
        go(b'package p\n\nimport "database/sql"\n\nfunc f(db *sql.DB) { db.Query("") }\n')
