"""The summary for people who read a terminal.

errors warnings notes  files  repository
    12        3     4  1,203  answerdev/answer
     -        -     -    120  example/clean
not analysed           gone: no such folder

9  rows-not-closed
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.finding import Level
from rowsclose.fleet.ranking import Ranked, Status, Summary, in_words
from rowsclose.report.summary import counted
from rowsclose.report.terminal import visible

_HEADS = ("errors", "warnings", "notes", "files")


def render(summary: Summary) -> Iterator[str]:
    """The repositories, a line each, and the rules with how often they speak."""
    rows = [(_cells(ranked), ranked) for ranked in summary.repositories]
    widths = [max(len(head), *(len(cells[at]) for cells, _ in rows)) for at, head in enumerate(_HEADS)]
    yield f"{_row(_HEADS, widths)}  repository\n"
    for cells, ranked in rows:
        yield f"{_row(cells, widths)}  {visible(ranked.name)}{_remark(ranked)}\n"
    rules = summary.rules
    if rules:
        yield "\n"
    width = max((len(f"{count:,}") for _, count in rules), default=0)
    for rule, count in rules:
        yield f"{count:>{width},}  {rule}\n"


def summary_line(summary: Summary, known: int) -> str:
    """All counts in one line, without a line end; ``known`` of the checkouts were not looked at anew."""
    counts = [counted(summary.count(level), level.value) for level in Level if summary.count(level)]
    parts = [f"{', '.join(counts) or 'no findings'} in {counted(summary.files, 'file')} of {in_words(summary)}"]
    parts += [f"{known:,} known from before"] if known else []
    parts += [f"{summary.of(s):,} {s.value}" for s in (Status.PART, Status.NONE) if summary.of(s)]
    return ", ".join(parts)


def _cells(ranked: Ranked) -> tuple[str, ...]:
    if ranked.status is Status.NONE:
        return ("?",) * len(_HEADS)
    return (*(f"{ranked.count(level):,}" if ranked.count(level) else "-" for level in Level), f"{ranked.files:,}")


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def _remark(ranked: Ranked) -> str:
    match ranked.status:
        case Status.WHOLE:
            return ""
        case Status.PART:
            return f"  ({ranked.status.value})"
        case Status.NONE:
            return f"  ({ranked.status.value}: {visible(ranked.reason)})"
