"""Runs over one tree at once and in a row: equal reports, and nothing left; ``tools/load.py`` does it hundreds of times."""

from __future__ import annotations

from pathlib import Path

import pytest
from filetree import write_tree
from gosource import LEAK

from tools import load


def test_a_few_runs_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("TMPDIR", "ROWSCLOSE_LOAD"):  # which it sets
        monkeypatch.setenv(name, str(tmp_path))
    tree = write_tree(tmp_path, {"go.mod": "module m\n", "leak.go": LEAK, "other.go": "package p\n"})
    monkeypatch.setattr("sys.argv", ["load", "--at-once", "2", "--hooks", "2", str(tree)])
    with pytest.raises(SystemExit) as ended:
        load.main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 at once: 1 different report(s)",
        "2 in a row: statuses [0, 1]; left: nothing",
    ]


def test_a_file_that_is_left_is_told(tmp_path: Path) -> None:
    before = load._left(tmp_path)
    (tmp_path / "left").write_text("")
    assert load._left(tmp_path) - before == {"left"}
