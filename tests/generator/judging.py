"""Programs that are built, run and analysed together, and where the two disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.comparison import Disagreement, false_alarms, misses
from generator.execution import Batch
from rowsclose.finding import Finding

RUNS = 150
# Before a finding counts as a false alarm, so many runs of its program have to have shown nothing.
DEEP_RUNS = 20_000
MINIMISING_RUNS = 2_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """The disagreements, and how many functions ran, with how many findings and leaks to compare."""

    disagreements: tuple[Disagreement, ...]
    functions: int
    findings: int
    leaks: int


def judged(go: str, folder: Path, programs: Mapping[int, str], deep_runs: int = DEEP_RUNS) -> Verdict:
    """What the runs and the findings disagree on; the folder is used for the build.

    Raises:
        OracleError: the programs do not build, or a run of them ended the process.
    """
    batch = Batch(go, folder, programs)
    findings: dict[int, list[tuple[str, Finding]]] = defaultdict(list)
    for number, place, finding in batch.findings():
        findings[number].append((place, finding))
    seen = batch.runs(RUNS)
    doubtful = {number for number in findings if false_alarms(number, seen[number], findings[number])}
    deep = batch.runs(deep_runs, doubtful) if doubtful else {}
    disagreements = [
        one
        for number in programs
        for one in (
            *misses(number, deep.get(number, seen[number]), findings[number]),
            *(false_alarms(number, deep[number], findings[number]) if number in deep else ()),
        )
    ]
    functions = [function for group in seen.values() for function in group]
    leaks = sum(leak.way == "return" for function in functions for leak in function.leaks)
    return Verdict(tuple(disagreements), len(functions), sum(map(len, findings.values())), leaks)


def same(go: str, folder: Path, like: Disagreement, programs: Mapping[int, str]) -> set[int]:
    """The numbers of the programs that show a disagreement of the same cause."""
    verdict = judged(go, folder, programs, MINIMISING_RUNS)
    return {one.program for one in verdict.disagreements if one.cause == like.cause}
