"""A close is deferred inside a loop.

Deferred calls run when the function returns, not at the end of a round: with a thousand rounds there are a thousand open
result sets, each with a connection of its own, and a pool with a limit blocks in the middle of the loop.

Silent where the loop's body is a function literal (each call of it ends by itself), where no round follows the one that
defers (`return`, `break`), where each round reads to the end or closes before the next begins, and where the loop gathers
what it opens in a slice or a map.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.rules import advice
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import decided_at, finding

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Lifetime

ID = "defer-in-loop"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for result sets that pile up."""
    at, site = lifetime.closing.deferred_in_loop, lifetime.site
    if at is None or lifetime.leaks:
        return
    verb = "ends" if site.kind is ResourceKind.TRANSACTION else "closes"
    message = (
        f"the defer on line {at.line} {verb} {site.subject} only when the function returns: in a loop they pile up"
    )
    where = "at the end of each round, or move the body of the loop into a function of its own"
    found = finding(ID, Level.WARNING, lifetime, message, advice.end_round(lifetime, where, at))
    yield decided_at(found, at, "deferred here")


_BAD = """package store

import "database/sql"

func sizes(db *sql.DB, tables []string) (int, error) {
	total := 0
	for _, table := range tables {
		rows, err := db.Query("SELECT size FROM sizes WHERE name = $1", table)
		if err != nil {
			return 0, err
		}
		defer rows.Close()
		if rows.Next() {
			total++
		}
		if err := rows.Err(); err != nil {
			return 0, err
		}
	}
	return total, nil
}
"""

_GOOD = """package store

import "database/sql"

func sizes(db *sql.DB, tables []string) (int, error) {
	total := 0
	for _, table := range tables {
		n, err := size(db, table)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

func size(db *sql.DB, table string) (int, error) {
	rows, err := db.Query("SELECT size FROM sizes WHERE name = $1", table)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}
"""

RULE = Rule(
    id=ID,
    level=Level.WARNING,
    summary="a close deferred inside a loop: result sets pile up until the function returns",
    page=__doc__ or "",
    check=check,
    bad=(Example("the defer waits for the end of the function", _BAD),),
    good=(Example("a function for each round", _GOOD),),
)
