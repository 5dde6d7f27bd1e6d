"""Another statement runs on a transaction or a pinned connection whose result set is still open.

A connection of PostgreSQL or MySQL answers one statement at a time. While rows are read from it, pgx refuses the next one
with ``conn busy``, lib/pq and the MySQL driver with errors of their own (``busy buffer``, ``commands out of sync``). It
happens only once there are rows: a test with an empty table passes.

Certain with pgx. With ``database/sql`` it depends on the driver: the finding stands where go.mod names drivers that cannot
have two statements, and none that can.

Silent where the rows have run out or are closed before the statement, where it goes over the pool, and where the first
statement returns no rows: the drivers read that answer at once (lib/pq only where it has no arguments).

No goal: handles that reach the statement under another name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.rules import advice
from rowsclose.rules.query_for_exec import sends_no_rows
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import finding
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Lifetime

ID = "conn-busy"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for each statement that finds its connection busy; it stands on that statement."""
    site = lifetime.site
    for busy in lifetime.busy:
        if not busy.even_if_empty and sends_no_rows(site.statement):
            continue  # the driver has read the answer when the call returns
        level = Level.ERROR if busy.certain else Level.WARNING
        message = (
            f"{busy.call} needs the connection that {site.subject}, acquired on line {site.line}, is still read from"
        )
        found = finding(ID, level, lifetime, message, advice.release_first(lifetime))
        yield replace(
            found, span=busy.span, witness=tuple(busy.witness), confidence=min(busy.confidence, found.confidence)
        )


_BAD = """package store

import (
	"context"

	"github.com/jackc/pgx/v5"
)

func purge(ctx context.Context, tx pgx.Tx) error {
	rows, err := tx.Query(ctx, "SELECT id FROM users WHERE gone")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int
		if err := rows.Scan(&id); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "DELETE FROM users WHERE id = $1", id); err != nil {
			return err
		}
	}
	return rows.Err()
}
"""

_GOOD = """package store

import (
	"context"

	"github.com/jackc/pgx/v5"
)

func purge(ctx context.Context, tx pgx.Tx) error {
	rows, err := tx.Query(ctx, "SELECT id FROM users WHERE gone")
	if err != nil {
		return err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "DELETE FROM users WHERE id = ANY($1)", ids)
	return err
}
"""

RULE = Rule(
    id=ID,
    level=Level.WARNING,
    summary="another statement runs on a connection whose result set is still open",
    page=__doc__ or "",
    check=check,
    tags=("database", "correctness"),
    bad=(Example("a statement for each row that is read", _BAD),),
    good=(Example("the rows are collected first", _GOOD),),
)
