"""Tasks answered by worker processes.

    parent                              worker
    the next task that waits  --task-->  answers it, with an analyst of its own, say
    takes the answer        <--answer--  waits for the next

A worker may die by a signal or for want of memory; ``workers`` says what becomes of its task. A signal is the parent's
alone: when that ends, however it does, all workers end at once, whatever they do.
"""

from __future__ import annotations

import enum
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

from rowsclose.errors import InternalError
from rowsclose.executors.units import answers_by
from rowsclose.executors.workers import Begin, Lost
from rowsclose.unit import Answer, Job, Unit
from rowsclose.values import value

if TYPE_CHECKING:
    _Channel = Connection[Any, Any]  # tasks go out, answers come back

T = TypeVar("T")
R = TypeVar("R")

# Forking costs a hundredth of a second; elsewhere a worker starts anew and is sent the job.
_FORKS = "fork" in multiprocessing.get_all_start_methods()
_CONTEXT = multiprocessing.get_context("fork") if _FORKS else multiprocessing.get_context("spawn")

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Processes:
    """So many worker processes."""

    def __init__(self, count: int) -> None:
        self._count = count

    def answers(self, units: Sequence[Unit], job: Job) -> Iterator[tuple[Unit, Answer]]:
        """See ``Executor``."""
        return answers_by(self, self._count, units, job)

    def results(self, tasks: Iterable[T], begin: Begin[T, R]) -> Iterator[tuple[T, R | Lost]]:
        """See ``Workers``."""
        upcoming = iter(tasks)
        with _crew(begin) as crew:
            while True:
                while len(crew.busy) < self._count and (task := next(upcoming, None)) is not None:
                    crew.give(task, _Attempt.FIRST)
                if not crew.busy:
                    return
                for task, attempt, outcome in crew.outcomes():
                    if not isinstance(outcome, _Death):
                        yield task, outcome
                    elif attempt is _Attempt.FIRST:
                        crew.give(task, _Attempt.SECOND)
                    else:
                        yield task, Lost(f"the worker process that it was given to ended twice ({outcome.cause})")


@value
class _Worker:
    process: BaseProcess
    channel: _Channel


@value
class _Death:
    """The end of a worker that had not answered yet."""

    cause: str


class _Attempt(enum.Enum):
    """How often a task has been given to a worker."""

    FIRST = 1
    SECOND = 2


class _Crew:
    """The workers of one run, those that have a task and those that wait for one."""

    def __init__(self, begin: Callable[[], Callable[[Any], Any]]) -> None:
        self.busy: dict[_Channel, tuple[_Worker, Any, _Attempt]] = {}
        self._begin = begin
        self._idle: list[_Worker] = []
        self._life = os.pipe() if _FORKS else None  # its end for writing is open as long as the parent lives

    def give(self, task: object, attempt: _Attempt) -> None:
        """Let a worker answer a task: one that waits, or a new one."""
        worker = self._idle.pop() if self._idle else self._hired()
        self.busy[worker.channel] = (worker, task, attempt)
        with suppress(OSError):  # it died while it waited: that is seen as its outcome
            worker.channel.send(task)

    def outcomes(self) -> Iterator[tuple[Any, _Attempt, Any]]:
        """What has come of tasks since they were given, a ``_Death`` where there is no answer; waits for one at least."""
        ready = wait([channel.fileno() for channel in self.busy])
        for worker, task, attempt in [each for each in self.busy.values() if each[0].channel.fileno() in ready]:
            del self.busy[worker.channel]
            try:
                answer = worker.channel.recv()
            except (EOFError, OSError):
                yield task, attempt, _Death(_end_of(worker))
                continue
            self._idle.append(worker)
            if isinstance(answer, InternalError):
                raise answer
            yield task, attempt, answer

    def end(self) -> None:
        """End all workers at once."""
        workers = [*self._idle, *(worker for worker, _, _ in self.busy.values())]
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            _end_of(worker)
        for descriptor in self._life or ():
            os.close(descriptor)

    def _hired(self) -> _Worker:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_work, args=(theirs, self._begin, self._life), daemon=True)
        with _signals_held_back():
            process.start()
        theirs.close()  # so that the worker's end closes the channel
        return _Worker(process, ours)


@contextmanager
def _crew(begin: Callable[[], Callable[[Any], Any]]) -> Iterator[_Crew]:
    crew = _Crew(begin)
    try:
        yield crew
    finally:
        crew.end()


def _end_of(worker: _Worker) -> str:
    """How a worker has ended, in words; it is waited for."""
    worker.channel.close()
    worker.process.join()
    code = worker.process.exitcode or 0
    worker.process.close()
    return f"signal {-code}" if code < 0 else f"exit status {code}"


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """Keep signals back until a worker that is started now has had the time to say that they are none of its own."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In the worker ------------------------------------------------------------------------------------


def _work(channel: _Channel, begin: Callable[[], Callable[[Any], Any]], life: tuple[int, int] | None) -> None:
    """Answer tasks as long as the parent lives."""
    for signum in _SIGNALS:
        signal.signal(signum, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    Thread(target=_end_with_parent, args=(life,), daemon=True).start()
    answer = begin()
    with suppress(EOFError, OSError):  # the parent is gone
        while True:
            task = channel.recv()
            channel.send(_answered(answer, task))


def _end_with_parent(life: tuple[int, int] | None) -> None:
    parent = multiprocessing.parent_process()
    if life is not None:
        reading, writing = life
        os.close(writing)
        wait([reading])
    elif parent is not None:
        parent.join()
    os._exit(1)


def _answered(answer: Callable[[Any], Any], task: object) -> object:
    try:
        return answer(task)
    except Exception as error:
        return InternalError(f"{type(error).__name__}: {error}")
