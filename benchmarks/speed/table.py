"""The figures as Markdown: start-up as a list of ratios, trees as a table with a column each."""

from __future__ import annotations

from collections.abc import Mapping

Figures = Mapping[str, Mapping[str, float]]

START_UP = "start-up"


def markdown(version: str, figures: Figures) -> str:
    """The tables of one version."""
    start = figures[START_UP]
    trees = [name for name in figures if name != START_UP]
    lines = [f"Version {version}. A start of a bare Python is 1:", "", "| a run over | |", "| --- | --- |"]
    lines += [f"| {name} | {_shown(ratio)} |" for name, ratio in start.items()]
    if trees:
        rows = list(figures[trees[0]])
        lines += ["", f"| | {' | '.join(trees)} |", f"| --- |{' --- |' * len(trees)}"]
        lines += [f"| {row} | {' | '.join(_shown(figures[tree][row]) for tree in trees)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _shown(ratio: float) -> str:
    """Two digits that count, as plain a number as can be."""
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"
