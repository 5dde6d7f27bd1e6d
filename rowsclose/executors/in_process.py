"""Units answered one after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rowsclose.analyst import Analyst
from rowsclose.unit import Answer, Job, Unit


class InProcess:
    """Answers in the order of the units."""

    def answers(self, units: Sequence[Unit], job: Job) -> Iterator[tuple[Unit, Answer]]:
        """See ``Executor``."""
        analyst = Analyst(job)
        for unit in units:
            yield unit, analyst.answer(unit)
