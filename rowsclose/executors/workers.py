"""Workers: what goes through tasks of any kind, in this process, in others, or on other machines.

    begin   ->  called once where a worker begins; it gives the function that answers tasks there
    tasks   ->  plain values, taken one by one as workers get free

A worker that dies takes only its task with it. The task is given to another worker; if that dies too, the task is lost,
and whoever asked says what that means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from rowsclose.values import value

T = TypeVar("T")
R = TypeVar("R")

Begin = Callable[[], Callable[[T], R]]
"""What a worker begins with: a plain value itself, which may go to another process."""


@value
class Lost:
    """In the place of an answer: the workers that the task was given to have died; ``cause`` says how, in words."""

    cause: str


class Workers(Protocol):
    """Who answers tasks."""

    def results(self, tasks: Iterable[T], begin: Begin[T, R]) -> Iterator[tuple[T, R | Lost]]:
        """Each of the tasks with its answer, in any order; the iterable is asked for a task when somebody can take it.

        Raises:
            InternalError: what answers has raised an exception.
        """


class ThisProcess:
    """One task after the other, here."""

    def results(self, tasks: Iterable[T], begin: Begin[T, R]) -> Iterator[tuple[T, R | Lost]]:
        """See ``Workers``."""
        answer = begin()
        for task in tasks:
            yield task, answer(task)
