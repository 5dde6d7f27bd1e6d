"""Requests at a steady pace, whether or not earlier ones have been answered: users do not wait for each other."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from rehearsal.service import Service


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask for: ``GET /orders/1``."""

    method: str
    path: str


@dataclass(frozen=True, slots=True)
class Pace:
    """How to ask.

    A request that is due while ``at_once`` others are under way waits for one of them, so that all end within
    ``requests * (1 / per_second + timeout_s / at_once)`` seconds and some.
    """

    per_second: float
    at_once: int
    timeout_s: float


@dataclass(frozen=True, slots=True)
class Answer:
    """When a request was sent, in seconds since the first was due, and its status; ``None`` if none came in time."""

    sent_s: float
    status: int | None


def send(service: Service, requests: Sequence[Request], pace: Pace, began: float) -> list[Answer]:
    """The answers in the order of the requests; ``began`` is a time of ``time.monotonic``."""
    executor = ThreadPoolExecutor(pace.at_once)
    try:
        futures: list[Future[Answer]] = []
        for number, request in enumerate(requests):
            time.sleep(max(0.0, began + number / pace.per_second - time.monotonic()))
            futures.append(executor.submit(_ask, service, request, pace.timeout_s, began))
        return [future.result() for future in futures]
    finally:
        executor.shutdown(cancel_futures=True)


def _ask(service: Service, request: Request, timeout_s: float, began: float) -> Answer:
    sent_s = time.monotonic() - began
    try:
        return Answer(sent_s, service.request(request.method, request.path, timeout_s))
    except TimeoutError:
        return Answer(sent_s, None)
