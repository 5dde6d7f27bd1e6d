"""Who answers units: this process, or worker processes. Units go in and answers come out, as plain values.

in_process.py   one after the other, here
workers.py      who answers tasks of any kind: a unit of a check, a checkout of a fleet
processes.py    ... worker processes
cluster.py      ... the workers of a Dask cluster
units.py        units as tasks of workers
parts.py        heavy units in parts, for several of them

An executor knows nothing of Go, and no answer depends on which it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Protocol

from rowsclose.executors.in_process import InProcess
from rowsclose.executors.workers import ThisProcess, Workers
from rowsclose.unit import Answer, Job, PackageUnit, Unit

# A worker starts in a few hundredths of a second, and then works out for itself what it shares with others.
_BYTES_THAT_PAY = 150_000


class Executor(Protocol):
    """Who answers units."""

    def answers(self, units: Sequence[Unit], job: Job) -> Iterator[tuple[Unit, Answer]]:
        """Each of the units with its answer, in any order."""


def executor_for(units: Sequence[Unit], jobs: int | None) -> Executor:
    """Who answers these units with so many processes at most; for None as many as pay off."""
    files = sum(len(unit.files) if isinstance(unit, PackageUnit) else 1 for unit in units)
    count = min(files, _paying(units) if jobs is None else jobs)
    if count < 2:
        return InProcess()
    from rowsclose.executors.processes import Processes

    return Processes(count)


def workers_for(jobs: int | None, tasks: int) -> Workers:
    """Who answers so many tasks, each worth a process, with so many processes at most; for None one a processor."""
    count = min(tasks, processors() if jobs is None else jobs)
    if count < 2:
        return ThisProcess()
    from rowsclose.executors.processes import Processes

    return Processes(count)


def _paying(units: Sequence[Unit]) -> int:
    return min(processors(), sum(unit.weight for unit in units) // _BYTES_THAT_PAY)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
