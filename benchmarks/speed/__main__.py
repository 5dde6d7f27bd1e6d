"""``make bench``: measure, and write what came of it into docs/performance.md and ``results.json``.

python -m benchmarks.speed [NAME=FOLDER]...    trees of Go code; the fixtures where none is named
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.speed.cases import of_tree, start_up
from benchmarks.speed.measuring import PROJECT
from benchmarks.speed.table import START_UP, markdown
from rowsclose import __version__

RESULTS = Path(__file__).parent / "results.json"
DOCUMENT = PROJECT / "docs" / "performance.md"
BEGIN, END = "<!-- bench -->\n", "<!-- /bench -->"


def main(named: list[str]) -> None:
    """Measure start-up and each tree."""
    figures = {START_UP: _said(START_UP, start_up())}
    for each in named or [f"fixtures={PROJECT / 'fixtures'}"]:
        name, _, folder = each.partition("=")
        figures[name] = _said(name, of_tree(Path(folder).resolve()))
    versions = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    versions[__version__] = figures
    RESULTS.write_text(json.dumps(versions, indent=1) + "\n", encoding="utf-8")
    page = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(documented(page, versions), encoding="utf-8")


def documented(page: str, versions: dict[str, dict[str, dict[str, float]]]) -> str:
    """The page with the figures of the version that was measured last."""
    before, after = page.split(BEGIN)
    last = list(versions)[-1]
    return f"{before}{BEGIN}{markdown(last, versions[last])}{END}{after.split(END)[1]}"


def _said(name: str, figures: dict[str, float]) -> dict[str, float]:
    rounded = {case: round(figure, 3) for case, figure in figures.items()}
    print(f"{name}: " + ", ".join(f"{case} {figure:.3g}" for case, figure in rounded.items()), flush=True)
    return rounded


if __name__ == "__main__":
    main(sys.argv[1:])
