"""What the settings of server and pools do for the sessions that were seen, and what they do not.

Measured with the rehearsal's service: a pool that holds a connection as in use reads nothing from it, and so does not notice
that the server has ended the session. Whatever ends sessions frees the server, and gives no pool its connection back.
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.servers.session import Kind, Settings, State
from rowsclose.trace.code import Code
from rowsclose.trace.evidence import Seen, seen_in
from rowsclose.trace.sites import PoolSetting
from rowsclose.trace.tracing import Trace

_LIMIT = "SetMaxOpenConns"
_AGES = ("SetConnMaxIdleTime", "SetConnMaxLifetime")


def advice(found: Trace, code: Code) -> tuple[str, ...]:
    """A sentence or two on each setting that somebody may reach for; none where no session is stuck."""
    stuck = {s.key for s in found.stuck}
    sessions = [s for s in seen_in(found.activity) if s.session.key in stuck]
    return tuple(_advice(sessions, found, code)) if sessions else ()


def _advice(sessions: list[Seen], found: Trace, code: Code) -> Iterator[str]:
    yield (
        f"ending these {len(sessions)} sessions, by hand or by a timeout of the server, frees the server: its connections, "
        "locks and snapshots; the pool goes on counting them as in use, so requests hang until the service is started anew"
    )
    settings = found.activity.settings
    if found.activity.kind is Kind.POSTGRESQL:
        idle = sum(s.session.state is State.IDLE for s in sessions)
        begun = sum(s.session.state.is_in_transaction for s in sessions)
        yield (
            f"idle_session_timeout{_now(settings, 'idle_session_timeout')} would end {idle} of them, and with them every "
            "connection at rest of every pool"
        )
        yield (
            f"idle_in_transaction_session_timeout{_now(settings, 'idle_in_transaction_session_timeout')} would end "
            f"{begun} of them, and no healthy one that is quicker"
        )
    yield from _of_pools(found, code.pools)


def _of_pools(found: Trace, pools: tuple[PoolSetting, ...]) -> Iterator[str]:
    ages = [p for p in pools if p.name in _AGES]
    where = f" ({', '.join(f'{p.name} at {p.path}:{p.line}' for p in ages)})" if ages else " (set nowhere in this code)"
    yield (
        f"SetConnMaxIdleTime and SetConnMaxLifetime{where} end none of them: both are for connections that are back in the "
        "pool, and these count as in use"
    )
    limits = [p for p in pools if p.name == _LIMIT]
    for limit in limits:
        size = "a number that is set at run time" if limit.count is None else str(limit.count)
        yield f"{_LIMIT} at {limit.path}:{limit.line} is {size}; {_against(limit.count, found)}"
    if not limits:
        yield f"{_LIMIT} is set nowhere in this code: its pools grow until the server refuses; {_against(None, found)}"


def _against(limit: int | None, found: Trace) -> str:
    """A limit against the sessions and instances seen, and what the server takes."""
    by_instance: dict[tuple[str, str], int] = {}
    for session in found.activity.samples[-1].sessions:
        key = (session.application or session.user, session.client)
        by_instance[key] = by_instance.get(key, 0) + 1
    (application, _), most = max(by_instance.items(), key=lambda item: item[1])
    said = f"seen: {sum(by_instance.values())} sessions of {len(by_instance)} clients, at most {most} of one ({application})"
    if limit is not None and most >= limit:
        said += ", which is a full pool"
    served = found.activity.settings.max_connections
    if served is not None:
        said += f"; max_connections is {served}"
        if limit is not None and limit * len(by_instance) > served:
            said += f", less than {limit} for each of {len(by_instance)} clients"
    return said


def _now(settings: Settings, name: str) -> str:
    known = dict(settings.timeouts)
    if name not in known:
        return ""
    return f" (now {known[name] / 1000:g} s)" if known[name] else " (now off)"
