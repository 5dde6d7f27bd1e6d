"""Units answered by worker processes.

    parent                                    worker
    the heaviest unit that waits   --unit-->  answers it, with an analyst of its own
    takes the answer             <--answer--  waits for the next

A worker that dies, by a signal or for want of memory, takes only its unit with it. The unit is given to another worker;
if that dies too, the unit's files are said not to be analysed. A signal is the parent's alone: when that ends, however it
does, all workers end at once, whatever they do.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TYPE_CHECKING

from rowsclose.analyst import Analyst
from rowsclose.errors import InternalError
from rowsclose.executors.parts import joined, parts_of
from rowsclose.unit import Answer, Job, PackageUnit, Unit, failure
from rowsclose.values import value

if TYPE_CHECKING:
    _Channel = Connection[Unit, Answer | InternalError]

# Forking costs a hundredth of a second; elsewhere a worker starts anew and is sent the job.
_FORKS = "fork" in multiprocessing.get_all_start_methods()
_CONTEXT = multiprocessing.get_context("fork") if _FORKS else multiprocessing.get_context("spawn")

# Parts of a package that go to different workers are both at the cost of what they share.
_PARTS_PER_WORKER = 4
_LEAST_PART_BYTES = 30_000
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Processes:
    """Answers by so many worker processes, the heaviest first; what is heavier than a fair share is parted."""

    def __init__(self, count: int) -> None:
        self._count = count

    def answers(self, units: Sequence[Unit], job: Job) -> Iterator[tuple[Unit, Answer]]:
        """See ``Executor``."""
        most = max(sum(unit.weight for unit in units) // (self._count * _PARTS_PER_WORKER), _LEAST_PART_BYTES)
        parts = {unit: parts_of(unit, most) for unit in units}
        whole = {part: unit for unit, its_parts in parts.items() for part in its_parts}
        found: dict[Unit, Answer] = {}
        for part, answer in self._of_parts(list(whole), job):
            found[part] = answer
            unit = whole[part]
            if all(each in found for each in parts[unit]):
                yield unit, joined([found.pop(each) for each in parts[unit]])

    def _of_parts(self, units: Sequence[Unit], job: Job) -> Iterator[tuple[Unit, Answer]]:
        waiting = deque(sorted(units, key=lambda unit: unit.weight, reverse=True))
        repeated: set[Unit] = set()
        with _crew(job) as crew:
            while waiting or crew.busy:
                while waiting and len(crew.busy) < self._count:
                    crew.give(waiting.popleft())
                for unit, outcome in crew.outcomes():
                    if isinstance(outcome, Answer):
                        yield unit, outcome
                    elif unit in repeated:
                        yield unit, _unanswered(unit, job, outcome)
                    else:
                        repeated.add(unit)
                        waiting.appendleft(unit)


def _unanswered(unit: Unit, job: Job, death: _Death) -> Answer:
    files = unit.files if isinstance(unit, PackageUnit) else job.options.models
    said = f"the analysis of this file failed: the worker process that it was given to ended twice ({death.cause})"
    return Answer(notices=tuple(failure(file.path, said) for file in files))


@value
class _Worker:
    process: BaseProcess
    channel: _Channel


@value
class _Death:
    """The end of a worker that had not answered yet."""

    cause: str


class _Crew:
    """The workers of one job, those that have a unit and those that wait for one."""

    def __init__(self, job: Job) -> None:
        self.busy: dict[_Channel, tuple[_Worker, Unit]] = {}
        self._job = job
        self._idle: list[_Worker] = []
        self._life = os.pipe() if _FORKS else None  # its end for writing is open as long as the parent lives

    def give(self, unit: Unit) -> None:
        """Let a worker answer a unit: one that waits, or a new one."""
        worker = self._idle.pop() if self._idle else self._hired()
        self.busy[worker.channel] = (worker, unit)
        with suppress(OSError):  # it died while it waited: that is seen as its outcome
            worker.channel.send(unit)

    def outcomes(self) -> Iterator[tuple[Unit, Answer | _Death]]:
        """What has come of units since they were given; waits for one at least."""
        ready = wait([channel.fileno() for channel in self.busy])
        for worker, unit in [each for each in self.busy.values() if each[0].channel.fileno() in ready]:
            del self.busy[worker.channel]
            try:
                answer = worker.channel.recv()
            except (EOFError, OSError):
                yield unit, _Death(_end_of(worker))
                continue
            self._idle.append(worker)
            if isinstance(answer, InternalError):
                raise answer
            yield unit, answer

    def end(self) -> None:
        """End all workers at once."""
        workers = [*self._idle, *(worker for worker, _ in self.busy.values())]
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            _end_of(worker)
        for descriptor in self._life or ():
            os.close(descriptor)

    def _hired(self) -> _Worker:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_work, args=(theirs, self._job, self._life), daemon=True)
        with _signals_held_back():
            process.start()
        theirs.close()  # so that the worker's end closes the channel
        return _Worker(process, ours)


@contextmanager
def _crew(job: Job) -> Iterator[_Crew]:
    crew = _Crew(job)
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


def _work(channel: Connection[Answer | InternalError, Unit], job: Job, life: tuple[int, int] | None) -> None:
    """Answer units as long as the parent lives."""
    for signum in _SIGNALS:
        signal.signal(signum, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    Thread(target=_end_with_parent, args=(life,), daemon=True).start()
    analyst = Analyst(job)
    with suppress(EOFError, OSError):  # the parent is gone
        while True:
            unit = channel.recv()
            channel.send(_answered(analyst, unit))


def _end_with_parent(life: tuple[int, int] | None) -> None:
    parent = multiprocessing.parent_process()
    if life is not None:
        reading, writing = life
        os.close(writing)
        wait([reading])
    elif parent is not None:
        parent.join()
    os._exit(1)


def _answered(analyst: Analyst, unit: Unit) -> Answer | InternalError:
    try:
        return analyst.answer(unit)
    except Exception as error:
        return InternalError(f"{type(error).__name__}: {error}")
