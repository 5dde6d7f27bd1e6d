"""A variable is assigned again while it still holds an open result set.

The first result set can no longer be closed by anybody: its connection is gone from the pool. It happens where one
variable serves for two queries and the only ``defer rows.Close()`` was written for one of them (a deferred call closes
what the variable held when the ``defer`` ran, a deferred function literal what it holds at the end), and where a loop
queries again into a variable that lives outside of it.

Silent where the result set was closed or had run out before, and where something else still holds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.rules import advice
from rowsclose.rules.rows_not_closed import shown_leak
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import bound, finding, on_path

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Lifetime

ID = "rows-overwritten"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a result set that an assignment loses."""
    if lifetime.site.kind is not ResourceKind.ROWS or lifetime.site.dropped or shown_leak(lifetime) is not None:
        return
    for leak in lifetime.leaks:
        if leak.kind in (EventKind.OVERWRITTEN, EventKind.REACQUIRED):
            again = "by the next round of the loop" if leak.kind is EventKind.REACQUIRED else f"on line {leak.line}"
            message = (
                f"{lifetime.site.subject} is overwritten {again} while its result set is still open{bound(lifetime)}"
            )
            yield on_path(finding(ID, Level.ERROR, lifetime, message, advice.release(lifetime, leak)), lifetime, leak)
            return


_GOOD = """package store

import "database/sql"

func count(db *sql.DB, first, second string) (int, error) {
	rows, err := db.Query(first)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	more, err := db.Query(second)
	if err != nil {
		return 0, err
	}
	defer more.Close()
	n := 0
	for rows.Next() || more.Next() {
		n++
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}
	return n, more.Err()
}
"""

_BAD = """package store

import "database/sql"

func both(db *sql.DB, first, second string) error {
	rows, err := db.Query(first)
	if err != nil {
		return err
	}
	rows, err = db.Query(second)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}
"""

RULE = Rule(
    id=ID,
    level=Level.ERROR,
    summary="a variable is assigned again while it still holds an open result set",
    page=__doc__ or "",
    check=check,
    security_severity="7.5",
    bad=(Example("one variable for two queries", _BAD),),
    good=(Example("a variable for each", _GOOD),),
)
