"""Growth by the clock: each shape as a file of two lengths, with the CPU time and the memory that a run takes.

make growth                       all but the crossed shapes, 8 KB and 512 KB
make growth ONLY='crossed: open'  those whose name holds that

Ends with status 1 where something grows faster than n^1.3, or takes over 10 s or 1 GB, and no budget's message says so.
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click

from growth.measuring import MOST
from growth.shapes import Shape, crossed, shapes

MOST_SECONDS, MOST_MEGABYTES = 10.0, 1024
_SAID = ("not analysed:", "too deeply to be analysed")


@dataclass(frozen=True)
class Taken:
    """What one run took; ``said`` is the notice that it was cut short by, or empty."""

    length: int
    seconds: float
    megabytes: int
    said: str


@click.command()
@click.option("--only", default="", help="The shapes whose names hold this.")
@click.option("--small", default=8_000, show_default=True, help="The length of the small file, in bytes.")
@click.option("--times", default=64, show_default=True, help="How many times as long the large one is.")
@click.option("--crossed/--plain", "with_crossed", default=False, help="Cross all constructs with each other too.")
def main(only: str, small: int, times: int, with_crossed: bool) -> None:
    """Measure how time and memory grow with adversarial code."""
    is_bad = False
    for shape in chain(shapes(), crossed() if with_crossed or only.startswith("crossed") else ()):
        if only in shape.name:
            one, other = (_taken(_of_length(shape, length)) for length in (small, small * times))
            grown = math.log(max(other.seconds, 0.01) / max(one.seconds, 0.01)) / math.log(other.length / one.length)
            is_over = other.seconds > MOST_SECONDS or other.megabytes > MOST_MEGABYTES
            fails = (grown > MOST or is_over) and not other.said
            is_bad |= fails
            click.echo(
                f"{'FAILS ' if fails else ''}{shape.name}: n^{grown:.2f}, "
                f"{one.seconds:.1f} s to {other.seconds:.1f} s, {other.megabytes} MB; {other.said or 'whole'}"
            )
    sys.exit(is_bad)


def _of_length(shape: Shape, length: int) -> str:
    """The text of a shape that has about this length."""
    n = 1
    while len(shape.text(2 * n)) < length:
        n *= 2
    low, high = n, 2 * n
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if len(shape.text(middle)) <= length else (low, middle)
    return shape.text(low)


def _taken(text: str) -> Taken:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "go.mod").write_text("module shapes\n\ngo 1.22\n")
        (folder / "shape.go").write_text(text)
        told = folder / "told"
        arguments = ["check", "--select", "all", "--min-confidence", "low", "--exit-zero", "-f", "concise"]
        command = [sys.executable, "-m", "rowsclose", *arguments, "-o", str(folder / "out"), str(folder / "shape.go")]
        error = os.open(told, os.O_WRONLY | os.O_CREAT)
        pid = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, error, 2)])
        os.close(error)
        _, _, usage = os.wait4(pid, 0)
        lines = [line for line in told.read_text().splitlines() if any(said in line for said in _SAID)]
        said = lines[0].partition("error: ")[2] if lines else ""
        return Taken(len(text), usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, said)


if __name__ == "__main__":
    main()
