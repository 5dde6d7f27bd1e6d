"""What a rehearsal measured, as it is written to ``docs/rehearsal.json``. Times are in seconds."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TypedDict, cast

_MOMENT = re.compile(r'{\s+"at_s":[^{]*{[^}]*}\s+}')


class Versions(TypedDict):
    """What it was measured with."""

    postgresql: str
    go: str
    pgx: str
    rowsclose: str


class Terms(TypedDict):
    """The limit of the pool, and the load."""

    limit: int
    requests: int
    leaking_every: int  # one request in so many goes to a handler that leaks
    per_second: float
    at_once: int
    timeout_s: float


class Moment(TypedDict):
    """The service's sessions at one moment: how many in each state."""

    at_s: float
    states: dict[str, int]


class Course(TypedDict):
    """The service, or its twin, under load."""

    findings: int
    answered: int
    hung: int  # requests without an answer within the timeout
    first_hung_s: float | None  # when the first of those was sent
    in_use: int  # by the pool's own account, after the load and a garbage collection
    most_sessions: int
    last_sessions: int
    unchanged_s: float  # at the end, the shortest time since the state_change of a session
    moments: list[Moment]


class Signature(TypedDict):
    """What ``pg_stat_activity`` says of some sessions alike."""

    sessions: int
    state: str
    wait_event_type: str | None
    wait_event: str | None
    query: str
    holds_snapshot: bool


class Outcome(TypedDict):
    """One handler alone, with a pool of ``limit`` connections and twice as many requests."""

    answered: int
    hung: bool  # whether the request after those had no answer
    in_use: int
    statements: int | None  # prepared ones in one idle session; None where the pool has none to ask
    unchanged_s: float  # the shortest time since state_change
    signatures: list[Signature]


class Handler(TypedDict):
    """One leak before and after it is mended."""

    name: str
    request: str
    function: str
    rules: list[str]
    leaking: Outcome
    mended: Outcome


class Figures(TypedDict):
    """A whole rehearsal."""

    command: str
    versions: Versions
    terms: Terms
    leaking: Course
    mended: Course
    handler_limit: int
    handlers: list[Handler]


def contradictions(figures: Figures) -> list[str]:
    """Where the story did not happen as it is told; a rehearsal that went well has none."""
    before, after, limit = figures["leaking"], figures["mended"], figures["terms"]["limit"]
    said = {
        f"the service reached {before['most_sessions']} connections of {limit}": before["most_sessions"] != limit,
        f"{before['in_use']} of {limit} connections of the service were in use at the end": before["in_use"] != limit,
        "no request of the service hung": not before["hung"],
        f"{after['findings']} findings in the twin": after["findings"] != 0,
        f"{after['hung']} requests of the twin hung": after["hung"] != 0,
        f"{after['in_use']} connections of the twin were in use at the end": after["in_use"] != 0,
        f"the twin reached {after['most_sessions']} connections of {limit}": after["most_sessions"] >= limit,
    }
    for handler in figures["handlers"]:
        said[f"no finding in {handler['function']}"] = not handler["rules"]
        said[f"no session left by {handler['function']}"] = not handler["leaking"]["signatures"]
        mended = handler["mended"]
        said[f"{handler['function']} of the twin keeps its connection"] = mended["hung"] or mended["in_use"] != 0
    return [sentence for sentence, holds in said.items() if holds]


def dumps(figures: Figures) -> str:
    """The document; moments take a line each."""
    return _MOMENT.sub(lambda moment: " ".join(moment.group().split()), json.dumps(figures, indent=2)) + "\n"


def read(path: Path) -> Figures:
    """The figures in a file that ``dumps`` made."""
    return cast(Figures, json.loads(path.read_text(encoding="utf-8")))


def digest(path: Path) -> str:
    """By what a picture names the figures that it was drawn from."""
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
