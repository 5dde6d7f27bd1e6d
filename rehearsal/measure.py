"""A whole rehearsal: the service and its twin under load, then each leak alone."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rowsclose
from rehearsal.activity import Sample, Session, Watch, sessions
from rehearsal.errors import RehearsalError
from rehearsal.figures import Course, Figures, Handler, Moment, Outcome, Signature, Versions
from rehearsal.leaks import LEAKS, Leak, traffic
from rehearsal.load import Pace, send
from rehearsal.postgres import Cluster, running_cluster
from rehearsal.service import SOURCE, build, go, mended_twin, running_service

_SAMPLE_EVERY_S = 0.2


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything. The handlers are measured alone with ``handler_limit`` connections each."""

    limit: int
    requests: int
    leaking_every: int
    pace: Pace
    handlers: Sequence[Leak]
    handler_limit: int
    handler_timeout_s: float
    settle_s: float  # between the last request and the look at what it left


FULL = Plan(
    limit=50,
    requests=750,
    leaking_every=5,
    pace=Pace(per_second=30, at_once=64, timeout_s=2),
    handlers=LEAKS,
    handler_limit=3,
    handler_timeout_s=1,
    settle_s=2,
)


@dataclass(frozen=True, slots=True)
class Variant:
    """The service or its twin: what is said of its source, and its compiled program."""

    findings: list[dict[str, Any]]
    program: Path


def rehearse(plan: Plan) -> Figures:
    """What happened. Everything it starts and writes is gone afterwards.

    Raises:
        RehearsalError: something that it needs is missing or does not start.
    """
    with tempfile.TemporaryDirectory(prefix="rowsclose-rehearsal-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL may run as another user, who has to pass
        leaking = Variant(_findings(SOURCE), build(SOURCE, folder / "leaking"))
        twin = mended_twin(folder / "twin")
        mended = Variant(_findings(twin), build(twin, folder / "mended"))
        with running_cluster(folder) as cluster:
            stage = _Stage(plan, cluster, folder / "service.log")
            return Figures(
                command="make rehearsal",
                versions=_versions(cluster),
                terms={
                    "limit": plan.limit,
                    "requests": plan.requests,
                    "leaking_every": plan.leaking_every,
                    "per_second": plan.pace.per_second,
                    "at_once": plan.pace.at_once,
                    "timeout_s": plan.pace.timeout_s,
                },
                leaking=stage.under_load(leaking),
                mended=stage.under_load(mended),
                handler_limit=plan.handler_limit,
                handlers=[stage.before_and_after(leak, leaking, mended) for leak in plan.handlers],
            )


class _Stage:
    def __init__(self, plan: Plan, cluster: Cluster, log: Path) -> None:
        self._plan = plan
        self._cluster = cluster
        self._log = log

    def under_load(self, variant: Variant) -> Course:
        """The course of the load, with a process of its own."""
        plan = self._plan
        requests = traffic(plan.requests, plan.leaking_every)
        running = running_service(variant.program, self._cluster.environment, plan.limit, self._log)
        with running as service, self._cluster.connect() as connection:
            began = time.monotonic()
            with Watch(connection, "orders", _SAMPLE_EVERY_S, began) as watch:
                answers = send(service, requests, plan.pace, began)
                service.collect_garbage()
                time.sleep(_SAMPLE_EVERY_S)
            in_use = service.pools()["orders"].in_use
        hung = [answer.sent_s for answer in answers if answer.status is None]
        return {
            "findings": len(variant.findings),
            "answered": len(answers) - len(hung),
            "hung": len(hung),
            "first_hung_s": round(min(hung), 2) if hung else None,
            "in_use": in_use,
            "most_sessions": max(len(sample.sessions) for sample in watch.samples),
            "last_sessions": len(watch.samples[-1].sessions),
            "unchanged_s": _unchanged_s(watch.samples[-1].sessions),
            "moments": [_moment(sample) for sample in watch.samples],
        }

    def before_and_after(self, leak: Leak, leaking: Variant, mended: Variant) -> Handler:
        """One handler of the service and of its twin."""
        return {
            "name": leak.name,
            "request": f"{leak.method} {leak.path}",
            "function": leak.function,
            "rules": sorted(f["rule"] for f in leaking.findings if f["function"] == leak.function),
            "leaking": self._alone(leak, leaking.program),
            "mended": self._alone(leak, mended.program),
        }

    def _alone(self, leak: Leak, program: Path) -> Outcome:
        plan = self._plan
        answered, hung = 0, False
        running = running_service(program, self._cluster.environment, plan.handler_limit, self._log)
        with running as service, self._cluster.connect() as connection:
            for number in range(2 * plan.handler_limit):
                request = leak.request(number)
                try:
                    service.request(request.method, request.path, plan.handler_timeout_s)
                except TimeoutError:
                    hung = True
                    break
                answered += 1
            service.collect_garbage()
            time.sleep(plan.settle_s)
            pools = service.pools()
            left = sessions(connection, leak.pool)
            is_free = leak.pool == "orders" and pools["orders"].idle > 0
            return {
                "answered": answered,
                "hung": hung,
                "in_use": pools[leak.pool].in_use,
                "statements": service.prepared_statements() if is_free else None,
                "unchanged_s": _unchanged_s(left),
                "signatures": _signatures(left),
            }


def _moment(sample: Sample) -> Moment:
    states = Counter(session.state or "starting" for session in sample.sessions)
    return {"at_s": round(sample.at_s, 2), "states": dict(sorted(states.items()))}


def _unchanged_s(left: Sequence[Session]) -> float:
    return round(min((session.unchanged_s or 0 for session in left), default=0), 1)


def _signatures(left: Sequence[Session]) -> list[Signature]:
    alike = Counter((s.state or "", s.wait_event_type, s.wait_event, s.query, s.holds_snapshot) for s in left)
    return [
        {
            "sessions": number,
            "state": state,
            "wait_event_type": type_,
            "wait_event": event,
            "query": query,
            "holds_snapshot": holds,
        }
        for (state, type_, event, query, holds), number in alike.items()
    ]


def _findings(source: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "rowsclose", "check", "--format", "json", "--exit-zero", "--quiet"]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RehearsalError(f"rowsclose check fails: {done.stderr.strip()}")
    listed: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return listed


def _versions(cluster: Cluster) -> Versions:
    with cluster.connect() as connection:
        server = connection.info.parameter_status("server_version") or ""
    return {
        "postgresql": server.split()[0],
        "go": go("env", "GOVERSION").strip().removeprefix("go"),
        "pgx": go("list", "-m", "-f", "{{.Version}}", "github.com/jackc/pgx/v5").strip().removeprefix("v"),
        "rowsclose": rowsclose.__version__,
    }
