"""A connection pool is opened, and nobody limits its size.

By default a ``*sql.DB`` opens one more connection whenever all it has are in use: under load, or where result sets leak,
it goes on until the server answers ``too many connections`` (MySQL) or ``sorry, too many clients already``
(PostgreSQL), to this program and to all others. With ``SetMaxOpenConns`` the callers wait for one another instead,
and a leak shows in ``DB.Stats().WaitCount`` before it takes the server down.

Silent where the module calls ``SetMaxOpenConns`` (with anything but 0) on the pool: on the variable, on a field or
a package variable that it is kept in, in a function that it is passed to, on the result of the function that opens it;
and in tests. A limit that code outside of the module sets is not seen. Off by default: a program may well leave it to the
server.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import pool_finding

if TYPE_CHECKING:
    from rowsclose.pools.pools import Pool

ID = "pool-limits-unset"


def check_pool(pool: Pool) -> Iterator[Finding]:
    """One finding for a pool without a limit."""
    if not pool.is_limited:
        message = f"{pool.call} opens a pool that may grow without end: nothing calls SetMaxOpenConns on it"
        help_ = f"write `{pool.variable or 'db'}.SetMaxOpenConns(n)` with what the server has for this program"
        yield pool_finding(ID, Level.NOTE, pool, message, help_)


_BAD = """package store

import "database/sql"

func open(dsn string) (*sql.DB, error) {
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return nil, err
	}
	return db, db.Ping()
}
"""

RULE = Rule(
    id=ID,
    level=Level.NOTE,
    summary="a connection pool may grow without end",
    page=__doc__ or "",
    check=None,
    bad=(Example("opened as it is", _BAD),),
    good=(Example("limited", _BAD.replace("\treturn db, db.Ping", "\tdb.SetMaxOpenConns(20)\n\treturn db, db.Ping")),),
    on_by_default=False,
    precision="medium",
    tags=("database", "configuration", "external/cwe/cwe-770"),
    check_pool=check_pool,
)
