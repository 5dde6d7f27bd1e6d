"""From checkouts to results: those that take longest first, each result kept as soon as it is there."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial

from rowsclose.executors.workers import Lost, Workers
from rowsclose.fleet.answering import Look, answering
from rowsclose.fleet.checkouts import Checkout
from rowsclose.fleet.results import Results
from rowsclose.fleet.tasks import Done, Failed, Here, Result


def run(checkouts: Sequence[Checkout], look: Look, workers: Workers, results: Results) -> Iterator[tuple[str, Result]]:
    """The checkouts by name with what comes of each, in any order; it is in the folder of results when it is given."""
    ordered = sorted(checkouts, key=_weight, reverse=True)
    tasks = (Here(checkout.name, checkout.folder, results.known(checkout.name)) for checkout in ordered)
    for task, outcome in workers.results(tasks, partial(answering, look)):
        result = Failed(task.name, outcome.cause) if isinstance(outcome, Lost) else outcome
        match result:
            case Done():
                results.keep(result)
            case Failed():
                results.drop(result.name)
        yield task.name, result


def _weight(checkout: Checkout) -> int:
    """A measure of the work that costs nothing to know: how much git has in its index; without one, first of all."""
    try:
        return os.path.getsize(os.path.join(checkout.folder, ".git", "index"))
    except OSError:
        return 1 << 62
