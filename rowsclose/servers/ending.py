"""The SQL that ends sessions of PostgreSQL, and those alone.

Each session is named by its pid, and the server checks again that it is still the one that was seen: the moment it began,
the query it shows, and the moment its state changed. A session that has moved on is left alone, and so is another one that
has got the pid since.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from rowsclose.servers.session import Session

_TIME = re.compile(r"\d{4}-\d\d-\d\d[ T][\d:.]+(?:[+-][\d:]+|Z)?")


def can_end(session: Session) -> bool:
    """Whether enough is known of a session to tell it from all others."""
    return bool(_TIME.fullmatch(session.began) and _TIME.fullmatch(session.changed) and not session.is_hidden)


def ending(sessions: Sequence[Session]) -> str:
    """The statement that ends these sessions: a row for each that was still there, with its pid and whether it ends.

    The query is compared by its digest, for it may hold anything. ``can_end`` must hold for all of them.
    """
    named = ",\n    ".join(_named(session) for session in sessions)
    return (
        "SELECT pid, pg_terminate_backend(pid) AS ended FROM pg_stat_activity\n"
        "WHERE (pid, backend_start, state_change, encode(sha256(convert_to(query, 'UTF8')), 'hex')) IN (\n"
        f"    {named}\n)"
    )


def _named(session: Session) -> str:
    digest = hashlib.sha256(session.query.encode("utf-8", "surrogateescape")).hexdigest()
    return f"({session.pid}, '{session.began}', '{session.changed}', '{digest}')"
