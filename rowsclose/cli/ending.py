"""``trace --terminate``: a question, the end of the sessions after a yes, and what became of each."""

from __future__ import annotations

import sys

from rowsclose.cli.output import complain
from rowsclose.errors import RowscloseError
from rowsclose.servers.sampling import Server
from rowsclose.trace.tracing import Trace

_YES = frozenset({"y", "yes"})


def end_sessions(server: Server, found: Trace) -> int:
    """Ask, and end the sessions that are stuck; the exit status: 2 where one could not be ended, else 0."""
    sessions = found.to_end
    if not sessions:
        complain("no session to end")
        return 0
    pids = ", ".join(str(s.pid) for s in sessions)
    complain(f"end {len(sessions)} sessions (pid {pids})? Their clients get an error. yes or no:")
    answer = sys.stdin.readline() if sys.stdin is not None else ""
    if answer.strip().lower() not in _YES:
        complain("no session was ended")
        return 0
    ended, left, failed = list[int](), list[int](), list[str]()
    for session in sessions:
        try:
            (ended if server.end(session) else left).append(session.pid)
        except RowscloseError as error:
            failed.append(f"pid {session.pid}: {error}")
    complain(f"ended {len(ended)} sessions{_listed(ended)}")
    if left:
        complain(f"left alone {len(left)} that are not what they were{_listed(left)}")
    complain(*failed)
    return RowscloseError.exit_status if failed else 0


def _listed(pids: list[int]) -> str:
    return f": pid {', '.join(map(str, pids))}" if pids else ""
