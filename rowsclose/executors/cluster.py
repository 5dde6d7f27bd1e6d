"""Tasks answered by the workers of a Dask cluster.

    this process                     scheduler                worker
    as many tasks as keep it busy  ---task--->  gives it on  --->  answers it
    takes the answer              <--answer---               <---

Whoever dies is the scheduler's to see: it gives a task to another worker, and after some deaths (``allowed-failures``
in Dask's configuration, 3) says that it is lost. A cluster without any worker is waited for, but not for ever.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from rowsclose import __version__
from rowsclose.errors import InternalError, RowscloseError, UsageError
from rowsclose.executors.workers import Begin, Lost

if TYPE_CHECKING:
    from distributed import Client, Future

    _Future = Future[Any]

T = TypeVar("T")
R = TypeVar("R")

_PATIENCE_S = 60.0
_TASKS_PER_THREAD = 2  # one that is answered, and one that waits beside it


class Cluster:
    """The workers of a cluster, by the address of its scheduler (``tcp://host:8786``).

    ``patience_s``: how long it is waited for a scheduler that answers, and for a cluster to have a worker.
    """

    def __init__(self, address: str, patience_s: float = _PATIENCE_S) -> None:
        self._address = address
        self._patience_s = patience_s

    def results(self, tasks: Iterable[T], begin: Begin[T, R]) -> Iterator[tuple[T, R | Lost]]:
        """See ``Workers``.

        Raises:
            RowscloseError: no scheduler answers at the address, it has gone, or has had no worker for some time.
        """
        client = self._client()
        try:
            self._check_versions(client)
            yield from self._results(client, tasks, begin)
        finally:
            client.close(timeout=5)

    def _results(self, client: Client, tasks: Iterable[T], begin: Begin[T, R]) -> Iterator[tuple[T, R | Lost]]:
        upcoming, run = iter(tasks), uuid4().hex
        given: dict[_Future, T] = {}
        while True:
            while len(given) < self._room(client) and (task := next(upcoming, None)) is not None:
                given[client.submit(_answered, run, begin, task, pure=False)] = task
            if not given:
                return
            for future in self._finished(client, given):
                task = given.pop(future)
                yield task, self._outcome(future)

    def _client(self) -> Client:
        try:
            from distributed import Client
        except ImportError as error:
            raise UsageError("--scheduler needs Dask: `pip install 'rowsclose[dask]'`") from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it is raised
        try:
            return Client(self._address, timeout=self._patience_s)
        except (OSError, ValueError, TimeoutError) as error:
            raise RowscloseError(f"{self._address}: no scheduler answers there: {error}") from error

    def _check_versions(self, client: Client) -> None:
        try:
            client.wait_for_workers(1, timeout=self._patience_s)
        except TimeoutError as error:
            raise self._without_workers() from error
        answers = list(client.run(_version, on_error="return").values())  # a worker may die while it is asked
        missing = next((answer for answer in answers if isinstance(answer, ImportError)), None)
        if missing is not None:
            raise RowscloseError(f"{self._address}: rowsclose is not installed where a worker runs: {missing}")
        others = {answer for answer in answers if isinstance(answer, str) and answer != __version__}
        if others:
            raise RowscloseError(
                f"{self._address}: workers have rowsclose {', '.join(sorted(others))}, and this is {__version__}"
            )

    def _room(self, client: Client) -> int:
        return max(1, sum(map(int, client.nthreads().values()))) * _TASKS_PER_THREAD

    def _finished(self, client: Client, given: dict[_Future, Any]) -> list[_Future]:
        """What is answered, or lost; waits for one at least."""
        from distributed import wait

        while True:
            try:
                return list(wait(list(given), timeout=self._patience_s, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                if client.status != "running":
                    raise self._gone() from None
                if not client.nthreads():
                    raise self._without_workers() from None

    def _outcome(self, future: _Future) -> Any:
        from distributed import KilledWorker

        if future.cancelled():
            raise self._gone()
        error = future.exception()
        if isinstance(error, KilledWorker):
            return Lost("the workers of the cluster that it was given to ended, one after the other")
        if error is not None:
            raise InternalError(f"{type(error).__name__}: {error}")
        return future.result()

    def _gone(self) -> RowscloseError:
        return RowscloseError(f"{self._address}: the scheduler has gone; the same command again goes on from here")

    def _without_workers(self) -> RowscloseError:
        return RowscloseError(f"{self._address}: the cluster has had no worker for {self._patience_s:.0f} seconds")


# In a worker ------------------------------------------------------------------------------------------

# What analyses is not made for several threads of one process; a worker may have some.
_alone = threading.Lock()


def _version() -> str:
    return __version__


# The run that this process answered for last, and what answers its tasks.
_begun: list[tuple[str, Callable[[Any], Any]]] = []


def _answered(run: str, begin: Begin[T, R], task: T) -> R:
    with _alone:
        if not _begun or _begun[0][0] != run:
            _begun[:] = [(run, begin())]
        answer: Callable[[T], R] = _begun[0][1]
        return answer(task)
