"""The CPU seconds that a command and its children take, by the kernel's count: the least of several runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from rowsclose.values import value

PROJECT = Path(__file__).resolve().parents[2]
ROWSCLOSE = (sys.executable, "-m", "rowsclose")


@value
class Cost:
    """What one command took: CPU seconds, and the most memory that one of its processes had, in MB."""

    cpu_s: float
    memory_mb: float


def least(command: tuple[str, ...], folder: Path, runs: int, before: Callable[[], None] = lambda: None) -> Cost:
    """The least of several runs in a folder; ``before`` each something is put in order."""
    costs = []
    for _ in range(runs):
        before()
        costs.append(_cost(command, folder))
    return Cost(*(min(getattr(cost, name) for cost in costs) for name in ("cpu_s", "memory_mb")))


def elapsed(arguments: tuple[str, ...], folder: Path, runs: int) -> float:
    """The seconds that rowsclose would take with a processor for each process: see ``busiest``."""
    command = (sys.executable, "-m", "benchmarks.speed.busiest", *arguments)
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    said = (subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True) for _ in range(runs))
    return min(float(done.stderr.split()[-1]) for done in said)


def _cost(command: tuple[str, ...], folder: Path) -> Cost:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} in {folder}: exit status {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
