"""A connection taken from a pool is not given back on some ordinary path.

``db.Conn`` and a pool's ``Acquire`` take a connection out of the pool until ``Close`` or ``Release``. One that is not
given back is lost to all others: when as many are lost as the pool has, every query waits for ever.

Silent where the connection is given back or deferred on every path, and where it is kept by a longer-lived owner or
returned. A connection that is opened on its own (``pgx.Connect``) belongs to no pool: ``pool-not-closed`` speaks of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.rules.leaks import leaks_of
from rowsclose.rules.rule import Example, Rule

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Lifetime

ID = "conn-not-closed"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a connection that the pool does not get back."""
    yield from leaks_of(ResourceKind.CONNECTION, ID, lifetime)


_BAD = """package store

import (
	"context"
	"database/sql"
)

func vacuum(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "SET statement_timeout = 0"); err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "VACUUM"); err != nil {
		return err
	}
	return conn.Close()
}
"""

RULE = Rule(
    id=ID,
    level=Level.ERROR,
    summary="some ordinary path does not give a pooled connection back",
    page=__doc__ or "",
    check=check,
    security_severity="7.5",
    bad=(Example("an error returns before the Close", _BAD),),
    good=(
        Example(
            "the Close is deferred",
            _BAD.replace("\treturn conn.Close()", "\treturn nil").replace(
                '\tif _, err := conn.ExecContext(ctx, "SET',
                '\tdefer conn.Close()\n\tif _, err := conn.ExecContext(ctx, "SET',
            ),
        ),
    ),
)
