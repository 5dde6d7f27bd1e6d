"""A deferred close ends what the function hands to its caller.

Deferred calls run before the caller gets anything: ``defer rows.Close()`` beside ``return rows, nil`` gives away a
closed result set. ``Next`` on it is false at once, and to the caller the table looks empty. A statement or a
connection gives errors instead.

Silent where the deferred close runs only on the paths that fail, and where what is returned is not the resource.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.rules import advice
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import finding, on_path

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Lifetime

ID = "returned-closed"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a resource that the caller gets closed."""
    leak, site = lifetime.closing.handed_on_closed, lifetime.site
    if leak is None:
        return
    message = (
        f"{site.subject} goes to the caller by the {leak.exit} on line {leak.line}, and a deferred close ends it then"
    )
    yield on_path(finding(ID, Level.ERROR, lifetime, message, advice.leave_to_caller(lifetime)), lifetime, leak)


_BAD = """package store

import "database/sql"

func names(db *sql.DB) (*sql.Rows, error) {
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return rows, nil
}
"""

RULE = Rule(
    id=ID,
    level=Level.ERROR,
    summary="a deferred close ends what the function hands to its caller",
    page=__doc__ or "",
    check=check,
    tags=("database", "correctness"),
    bad=(Example("the caller gets a closed result set", _BAD),),
    good=(Example("the close is left to the caller", _BAD.replace("\tdefer rows.Close()\n", "")),),
)
