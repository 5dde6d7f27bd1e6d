"""A long run: many programs in batches, each kind of disagreement minimised and written to a folder.

make generated COUNT=100000
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import click

from generator.choices import Choices
from generator.comparison import Disagreement
from generator.judging import judged, same
from generator.minimising import minimised
from generator.program import drawn, package, program

BATCH = 2_000
OF_A_CAUSE = 3  # disagreements that are minimised


@click.command()
@click.option("--count", default=100_000, show_default=True, help="How many programs.")
@click.option("--first", default=0, show_default=True, help="The seed of the first; the others' follow.")
@click.option("--to", type=click.Path(path_type=Path), default=Path("build/generated"), show_default=True)
def main(count: int, first: int, to: Path) -> None:
    """Generate programs, compare their runs with the findings, and write minimised disagreements to a folder."""
    go = shutil.which("go")
    if go is None:
        raise click.ClickException("no go command on this machine")
    causes: Counter[str] = Counter()
    functions = findings = leaks = 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        for start in range(first, first + count, BATCH):
            seeds = range(start, min(start + BATCH, first + count))
            verdict = judged(go, Path(name), {seed: program(seed, drawn(seed)) for seed in seeds})
            functions, findings, leaks = (
                functions + verdict.functions,
                findings + verdict.findings,
                leaks + verdict.leaks,
            )
            for one in verdict.disagreements:
                causes[one.cause] += 1
                click.echo(f"seed {one.program}: {one.cause}: {one.said}")
                if causes[one.cause] <= OF_A_CAUSE:
                    path = _write(go, Path(name), one, to)
                    click.echo(f"  minimised: {path}")
            done = seeds.stop - first
            click.echo(
                f"{done} programs, {functions} functions run, {findings} findings, {leaks} leaks, "
                f"{sum(causes.values())} disagreements, {time.monotonic() - began:.0f} s"
            )
    for cause, times in causes.most_common():
        click.echo(f"{times:6} {cause}")
    sys.exit(1 if causes else 0)


def _write(go: str, folder: Path, one: Disagreement, to: Path) -> Path:
    """The smallest program found with a disagreement of this cause, as a file."""
    choices = drawn(one.program)
    program(one.program, choices)
    smallest = minimised(choices, lambda programs: same(go, folder, one, programs))
    to.mkdir(parents=True, exist_ok=True)
    cause = re.sub(r"\W+", "-", one.cause).strip("-")
    path = to / f"{cause}-{one.program}.go"
    path.write_text(package("p", [program(one.program, Choices(smallest.taken))]), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
