"""Some ordinary path leaves a result set open.

A result set holds a pooled connection until it is closed or has run out. When a function returns early from the loop
over it (an error of Scan, one row read and then a return, a break), the connection stays with it. In production the
number of connections in ``pg_stat_activity`` grows, most of them idle, until the limit of the pool is reached; from then
on every query waits for ever. Tests, which read small results to the end, never show it.

The path from the acquiring call to the exit is shown with the finding. The message tells *never closed* from *not
closed on this path*.

Silent where the result set is closed, deferred or run out on every path; where it is returned, stored with an owner, sent
away or passed to a function that takes it over; and on paths that end the process.

No goal: result sets of code that is out of reach and whose use does not show what they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.rules import advice
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import bound, finding, never_or_here, on_path

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Leak, Lifetime

ID = "rows-not-closed"


def shown_leak(lifetime: Lifetime) -> Leak | None:
    """The leak this rule reports, if it reports one: what is lost by assignment or dropped is another rule's."""
    for leak in lifetime.leaks:
        if leak.kind is EventKind.LEFT_OPEN and not lifetime.site.dropped:
            return leak
        if leak.kind is EventKind.REDECLARED and not lifetime.site.dropped:
            return leak
    return None


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a result set that stays open on an ordinary path."""
    leak = shown_leak(lifetime)
    if lifetime.site.kind is not ResourceKind.ROWS or leak is None:
        return
    message = never_or_here(lifetime, leak) + bound(lifetime)
    yield on_path(finding(ID, Level.ERROR, lifetime, message, advice.release(lifetime, leak)), lifetime, leak)


_BAD = """package store

import "database/sql"

func names(db *sql.DB) ([]string, error) {
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {
		return nil, err
	}
	var found []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		found = append(found, name)
	}
	return found, rows.Err()
}
"""

RULE = Rule(
    id=ID,
    level=Level.ERROR,
    summary="some ordinary path leaves a result set open, and with it a pooled connection",
    page=__doc__ or "",
    check=check,
    security_severity="7.5",
    bad=(Example("an error of Scan returns from the loop", _BAD),),
    good=(
        Example(
            "the close is deferred as soon as there is something to close",
            _BAD.replace("\tvar found", "\tdefer rows.Close()\n\tvar found"),
        ),
    ),
)
