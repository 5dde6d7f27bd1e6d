"""The figures in the documents are those that were measured, and what measures them runs."""

from __future__ import annotations

import json
from pathlib import Path

from filetree import write_tree
from gosource import CLEAN, LEAK

from benchmarks.speed.__main__ import DOCUMENT, RESULTS, documented
from benchmarks.speed.cases import of_tree
from benchmarks.speed.statements import costs
from benchmarks.speed.table import markdown


def test_the_page_has_the_figures_of_the_last_run() -> None:
    page = DOCUMENT.read_text(encoding="utf-8")
    assert documented(page, json.loads(RESULTS.read_text(encoding="utf-8"))) == page


def test_a_tree_is_measured(tmp_path: Path) -> None:
    figures = of_tree(write_tree(tmp_path, {"go.mod": "module m\n", "a/a.go": LEAK, "b/b.go": CLEAN}))
    assert len(figures) == 10
    assert all(figure > 0 for figure in figures.values())


def test_statements_are_found_and_measured() -> None:
    figures = costs(600, 30)
    assert len(figures) == 3
    assert all(figure > 0 for figure in figures.values())


def test_figures_are_shown_with_the_digits_that_count() -> None:
    figures = {
        "start-up": {"a clean file": 5.04},
        "one": {"cold": 12.34, "warm": 0.123},
        "two": {"cold": 1.0, "warm": 1},
    }
    assert markdown("9", figures).splitlines()[4:] == [
        "| a clean file | 5.0 |",
        "",
        "| | one | two |",
        "| --- | --- | --- |",
        "| cold | 12 | 1.0 |",
        "| warm | 0.12 | 1.0 |",
    ]
