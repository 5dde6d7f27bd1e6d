"""Units of a check as tasks of workers: the heaviest first, and what is heavier than a fair share in parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from rowsclose.analyst import Analyst
from rowsclose.executors.parts import joined, parts_of
from rowsclose.executors.workers import Lost, Workers
from rowsclose.unit import Answer, Job, PackageUnit, Unit, failure

# Parts of a package that go to different workers are both at the cost of what they share.
_PARTS_PER_WORKER = 4
_LEAST_PART_BYTES = 30_000


def answers_by(workers: Workers, count: int, units: Sequence[Unit], job: Job) -> Iterator[tuple[Unit, Answer]]:
    """The units with what so many workers answer, as ``Executor`` has it.

    The files of a unit that is lost are said not to be analysed.
    """
    most = max(sum(unit.weight for unit in units) // (count * _PARTS_PER_WORKER), _LEAST_PART_BYTES)
    parts = {unit: parts_of(unit, most) for unit in units}
    whole = {part: unit for unit, its_parts in parts.items() for part in its_parts}
    heaviest_first = sorted(whole, key=lambda part: part.weight, reverse=True)
    found: dict[Unit, Answer] = {}
    for part, outcome in workers.results(heaviest_first, partial(_analyst, job)):
        found[part] = _unanswered(part, job, outcome) if isinstance(outcome, Lost) else outcome
        unit = whole[part]
        if all(each in found for each in parts[unit]):
            yield unit, joined([found.pop(each) for each in parts[unit]])


def _analyst(job: Job) -> Callable[[Unit], Answer]:
    return Analyst(job).answer


def _unanswered(unit: Unit, job: Job, lost: Lost) -> Answer:
    files = unit.files if isinstance(unit, PackageUnit) else job.options.models
    said = f"the analysis of this file failed: {lost.cause}"
    return Answer(notices=tuple(failure(file.path, said) for file in files))
