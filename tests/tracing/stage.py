"""The rehearsal's service with all of its leaks at once, and healthy sessions beside them, on a PostgreSQL of its own."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from rehearsal.leaks import HEALTHY, LEAKS
from rehearsal.postgres import Cluster, running_cluster
from rehearsal.service import Service, build, go, running_service

TIMES = 3  # how often each handler leaks
LIMIT = 40
_TIMEOUT_S = 5.0
_HEALTHY = "SELECT id, coalesce(total, 0) FROM orders WHERE id = %s"
_PREPARED = "(*Shop).Found"  # its connection goes back to the pool, and the next request would use it


@dataclass(frozen=True, slots=True)
class Stage:
    """The server, and the service on it."""

    cluster: Cluster
    service: Service


@contextlib.contextmanager
def stage(source: Path, folder: Path, healthy: int) -> Iterator[Stage]:
    """The service of a source after each handler has been asked ``TIMES`` times, with so many healthy sessions at work."""
    go("mod", "download", folder=source)
    program = build(source, folder / "service")
    with running_cluster(folder) as cluster, contextlib.ExitStack() as stack:
        service = stack.enter_context(running_service(program, cluster.environment, LIMIT, folder / "service.log"))
        sessions = [stack.enter_context(_connection(cluster)) for _ in range(healthy)]
        stack.enter_context(_at_work(sessions))
        for leak in sorted(LEAKS, key=lambda leak: leak.function == _PREPARED):
            service.request(HEALTHY.method, HEALTHY.path, _TIMEOUT_S)
            for number in range(TIMES):
                request = leak.request(number)
                service.request(request.method, request.path, _TIMEOUT_S)
        yield Stage(cluster, service)


def _connection(cluster: Cluster) -> psycopg.Connection:
    connection = cluster.connect()
    connection.execute("SET application_name = 'orders'")
    return connection


@contextlib.contextmanager
def _at_work(sessions: list[psycopg.Connection]) -> Iterator[None]:
    """Every session runs the healthy handler's statement, one after the other, the first half of them again and again."""
    over = threading.Event()
    for session in sessions:
        session.execute(_HEALTHY, [1])

    def work() -> None:
        while not over.is_set():
            for session in sessions[: len(sessions) // 2]:
                session.execute(_HEALTHY, [2])
                if over.wait(0.002):
                    return

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
