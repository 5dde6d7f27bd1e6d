"""A connection pool is opened, and nobody says when its connections end.

By default a ``*sql.DB`` keeps an idle connection for ever. A firewall, a load balancer or the server itself
(``wait_timeout`` in MySQL) drops it meanwhile, and the next query on it ends in ``invalid connection``, ``broken pipe``
or ``connection reset by peer``; after a failover, old connections stay with the old server. ``SetConnMaxIdleTime`` or
``SetConnMaxLifetime``, shorter than what stands between, ends them in time.

Silent where the module calls either (with anything but 0) on the pool: on the variable, on a field or a package variable
that it is kept in, in a function that it is passed to, on the result of the function that opens it; and in tests. What
code outside of the module sets is not seen. Off by default: on one machine, nothing may stand between.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import pool_finding

if TYPE_CHECKING:
    from rowsclose.pools.pools import Pool

ID = "pool-idle-time-unset"


def check_pool(pool: Pool) -> Iterator[Finding]:
    """One finding for a pool whose connections may become stale."""
    if not pool.is_aged:
        message = (
            f"{pool.call} opens a pool whose idle connections never end: "
            "nothing calls SetConnMaxIdleTime or SetConnMaxLifetime on it"
        )
        help_ = f"write `{pool.variable or 'db'}.SetConnMaxIdleTime(5 * time.Minute)`, or what the network allows"
        yield pool_finding(ID, Level.NOTE, pool, message, help_)


_BAD = """package store

import "database/sql"

func open(dsn string) (*sql.DB, error) {
	db, err := sql.Open("mysql", dsn)
	if err != nil {
		return nil, err
	}
	return db, db.Ping()
}
"""

RULE = Rule(
    id=ID,
    level=Level.NOTE,
    summary="idle connections of a pool never end",
    page=__doc__ or "",
    check=None,
    bad=(Example("opened as it is", _BAD),),
    good=(
        Example(
            "idle connections end",
            _BAD.replace('import "database/sql"', 'import (\n\t"database/sql"\n\t"time"\n)').replace(
                "\treturn db, db.Ping", "\tdb.SetConnMaxIdleTime(5 * time.Minute)\n\treturn db, db.Ping"
            ),
        ),
    ),
    on_by_default=False,
    precision="medium",
    tags=("database", "configuration"),
    check_pool=check_pool,
)
