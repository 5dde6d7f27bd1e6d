"""The tools that try a whole tree: they find nothing wrong with a small one, and tell what is."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner
from filetree import write_tree
from gosource import LEAK
from test_fixtures_vet import go  # noqa: F401  (a fixture)

from rowsclose.cli.commands import rowsclose
from rowsclose.values import replace
from tools.killed import kill_once, next_run, trial
from tools.mended import Tree
from tools.mended import tried as mended
from tools.recorded import EDITS, places_in, tried

FIX = ("check", "--isolated", "--fix", "--no-cache")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    return write_tree(tmp_path / "leaking", {"go.mod": "module m\n\ngo 1.21\n", "leak.go": LEAK})


def test_a_killed_run_leaves_old_or_new_files_and_what_is_neither_is_told(tree: Path, tmp_path: Path) -> None:
    case = trial(FIX, tree, tmp_path / "place")
    assert case.new["leak.go"] != case.old["leak.go"]
    for seed in range(3):
        write_tree(tmp_path / f"{seed}", {name: text.decode() for name, text in case.old.items()})
        assert list(kill_once(case, tmp_path / f"{seed}", random.Random(seed))) == []
        assert list(next_run(case, tmp_path / f"{seed}")) == []
    other = replace(case, old={"leak.go": b"", "gone.go": b""}, new={})
    assert sorted(kill_once(other, tmp_path / "0", random.Random(0))) == [
        "go.mod is neither old nor new",
        "gone.go is gone",
        "leak.go is neither old nor new",
    ]


def test_edits_beside_a_baseline_are_told_from_new_findings(tree: Path) -> None:
    (place,) = places_in(tree)
    record(tree)
    baseline = tree / ".rowsclose-baseline.jsonl"
    whole = baseline.read_text()
    baseline.write_text(whole.splitlines(keepends=True)[0])  # nothing is recorded, so all is new
    assert None not in [tried(tree, place, edit) for edit in EDITS]
    baseline.write_text(whole)
    assert [tried(tree, place, edit) for edit in EDITS] == [None] * len(EDITS)
    assert (tree / "leak.go").read_text() == LEAK


def record(tree: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tree)
        assert CliRunner().invoke(rowsclose, ["baseline"]).exit_code == 0


def test_a_tree_is_mended_and_held_against_what_it_was(
    tree: Path,
    tmp_path: Path,
    go: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", str(Path(go).parent), prepend=":")
    result = mended(Tree(tree, (), tmp_path / "cache"), with_tests=False)
    assert (result.found, result.fixed, result.errors, result.errors_fixed) == (1, 1, 1, 1)
    assert (result.files, result.compiled, result.failures) == (1, 1, ())
