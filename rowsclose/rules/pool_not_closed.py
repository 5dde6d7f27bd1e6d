"""A connection pool is opened in a function, kept to itself, and not closed on every path.

A pool is made for the life of the process. One that a request or a job opens for itself leaves its connections behind each
time: they stay open on the server until their idle time ends, if there is one, and ``pg_stat_activity`` fills with sessions
that no process remembers. A connection that is opened on its own, without a pool (``pgx.Connect``), is left behind alike.

Silent in ``main``, with which the process ends; where the pool is returned, stored with an owner or in a package variable,
or handed to a function that keeps it; and where it is closed on every path.

No goal: pools that other libraries keep to themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Circumstance, Finding, Level
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.rules.leaks import leaks_of
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import ordinary_leak

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Lifetime

ID = "pool-not-closed"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a pool that outlives its function with nobody to close it."""
    leak = ordinary_leak(lifetime)
    if leak is not None and Circumstance.EXITING not in leak.circumstances:
        yield from leaks_of(ResourceKind.POOL, ID, lifetime, Level.WARNING)


_BAD = """package store

import "database/sql"

func count(dsn string) (n int, err error) {
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return 0, err
	}
	err = db.QueryRow("SELECT count(*) FROM users").Scan(&n)
	return n, err
}
"""

RULE = Rule(
    id=ID,
    level=Level.WARNING,
    summary="a pool that a function opens for itself is not closed on every path",
    page=__doc__ or "",
    check=check,
    bad=(Example("a pool a call", _BAD),),
    good=(
        Example(
            "closed when the function returns",
            _BAD.replace("\terr = db", "\tdefer db.Close()\n\terr = db"),
        ),
    ),
)
