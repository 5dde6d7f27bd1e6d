"""``rowsclose explain``: a rule's page for the terminal, and the table of rules.

rows-not-closed  error, on by default
a result set is left open on some path

...the page...
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rowsclose.report.rule_page import filled, page_markdown, page_text
from rowsclose.report.terminal import Paint
from rowsclose.rules.rule import Rule

_HEADS = ("rule", "level", "on", "says")


def explain(rule: Rule, *, color: bool = False) -> str:
    """A rule's page, ending in a line feed."""
    paint = Paint(color)
    default = "on by default" if rule.on_by_default else "off by default"
    head = f"{paint.bold(rule.id)}  {paint.level(rule.level, rule.level.value)}, {default}"
    return f"{head}\n{filled(rule.summary)}\n\n{page_text(rule)}"


def rule_table(rules: Sequence[Rule], *, color: bool = False) -> Iterator[str]:
    """The table of rules for the terminal, a line each, the head first."""
    paint = Paint(color)
    rows = [_cells(rule) for rule in rules]
    widths = [max(len(row[column]) for row in [_HEADS, *rows]) for column in range(3)]
    yield paint.faint(_aligned(_HEADS, widths)) + "\n"
    for row in rows:
        yield _aligned(row, widths) + "\n"


def rule_table_markdown(rules: Sequence[Rule]) -> str:
    """The table of rules for the README, ending in a line feed."""
    lines = [_markdown_row(_HEADS), _markdown_row(("---",) * len(_HEADS))]
    for rule in rules:
        name, *others = _cells(rule)
        lines.append(_markdown_row((f"`{name}`", *others)))
    return "\n".join(lines) + "\n"


def _cells(rule: Rule) -> tuple[str, ...]:
    return rule.id, rule.level.value, "yes" if rule.on_by_default else "no", rule.summary


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    *heads, says = row
    return "  ".join([*(f"{cell:<{width}}" for cell, width in zip(heads, widths, strict=True)), says])


def _markdown_row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def rule_markdown(rule: Rule) -> str:
    """A rule's page for the repository, ending in a line feed."""
    default = "on by default" if rule.on_by_default else "off by default"
    return f"# {rule.id}\n\n*{rule.level.value}, {default}*: {rule.summary}\n\n{page_markdown(rule)}"
