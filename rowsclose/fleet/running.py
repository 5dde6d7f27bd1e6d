"""From checkouts to results: those that take longest first, each result kept as soon as it is there.

Source.PATH      a worker reads a checkout where it lies
Source.BYTES     a worker gets the source; of what is known already it hears nothing
"""

from __future__ import annotations

import enum
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from rowsclose.executors.workers import Lost, Workers
from rowsclose.fleet.answering import Answering, Look, answering
from rowsclose.fleet.checkouts import Checkout
from rowsclose.fleet.results import Results
from rowsclose.fleet.tasks import Done, Failed, Here, Result, Sent, Task, Unchanged


class Source(enum.Enum):
    """How a checkout comes to a worker."""

    PATH = "by its path"
    BYTES = "by its bytes"


def run(
    checkouts: Sequence[Checkout], look: Look, workers: Workers, results: Results, source: Source = Source.PATH
) -> Iterator[Result]:
    """What comes of each of the checkouts, in any order; it is in the folder of results when it is given."""
    for result in _results(checkouts, look, workers, results, source):
        match result:
            case Done():
                results.keep(result)
            case Failed():
                results.drop(result.name)
        yield result


def _results(
    checkouts: Sequence[Checkout], look: Look, workers: Workers, results: Results, source: Source
) -> Iterator[Result]:
    ordered = sorted(checkouts, key=_weight, reverse=True)
    tasks: Iterable[Here] = (Here(each.name, each.folder, results.known(each.name)) for each in ordered)
    settled: list[Unchanged | Failed] = []  # here, without any worker
    sent = _sent(tasks, look, settled) if source is Source.BYTES else tasks
    for task, outcome in workers.results(sent, partial(answering, look)):
        yield Failed(task.name, outcome.cause) if isinstance(outcome, Lost) else outcome
        while settled:
            yield settled.pop()
    yield from settled


def _sent(tasks: Iterable[Here], look: Look, settled: list[Unchanged | Failed]) -> Iterator[Task]:
    """The checkouts by their bytes, each made when somebody can take it; what needs no worker is put aside."""
    packing = Answering(look)
    for task in tasks:
        packed = packing.packed(task)
        if isinstance(packed, Sent):
            yield packed
        else:
            settled.append(packed)


def _weight(checkout: Checkout) -> int:
    """A measure of the work that costs little to know: how many Go files there are."""
    return sum(name.endswith(".go") for _, _, names in os.walk(checkout.folder) for name in names)
