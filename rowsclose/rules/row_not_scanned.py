"""Some ordinary path never scans the row that ``QueryRow`` gave.

A row is a result set behind its back: it holds its connection until ``Scan`` is called, whatever ``Scan`` then returns.
A row that is dropped, or only asked for its ``Err``, keeps the connection for good; in production the number of connections
grows until the limit of the pool is reached, as with a result set that nobody closes. Where nothing is to be read, ``Exec``
is the method.

Silent where the row is scanned on every path, is returned, or goes to a function that scans it; and where its statement has
failed, for then nothing is held.

No goal: rows of code that is out of reach.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.rules import advice
from rowsclose.rules.advice import Advice
from rowsclose.rules.query_for_exec import sends_no_rows
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import bound, finding, never_or_here, on_path, ordinary_leak

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Lifetime

ID = "row-not-scanned"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a row that keeps its connection."""
    leak, site = ordinary_leak(lifetime), lifetime.site
    if site.kind is not ResourceKind.ROW or leak is None:
        return
    if site.dropped:
        message = f"the row of {site.call} is dropped: it holds its connection until it is scanned{bound(lifetime)}"
    else:
        message = f"{never_or_here(lifetime, leak)}{bound(lifetime)}"
    yield on_path(finding(ID, Level.ERROR, lifetime, message, _advice(lifetime)), lifetime, leak)


def _advice(lifetime: Lifetime) -> Advice:
    if sends_no_rows(lifetime.site.statement):
        return advice.execute(lifetime, "use Exec: the statement returns no rows")
    words = (
        "use Exec where nothing is read; else call Scan before this way out, with a variable nobody reads if need be"
    )
    return advice.scan(lifetime, words)


_BAD = """package store

import "database/sql"

func add(db *sql.DB, memo string, id *int64) error {
	row := db.QueryRow("INSERT INTO notes (memo) VALUES ($1) RETURNING id", memo)
	if id == nil {
		return nil
	}
	return row.Scan(id)
}
"""

_GOOD = """package store

import "database/sql"

func add(db *sql.DB, memo string, id *int64) error {
	if id == nil {
		_, err := db.Exec("INSERT INTO notes (memo) VALUES ($1)", memo)
		return err
	}
	return db.QueryRow("INSERT INTO notes (memo) VALUES ($1) RETURNING id", memo).Scan(id)
}
"""

RULE = Rule(
    id=ID,
    level=Level.ERROR,
    summary="some ordinary path never scans a row, which holds its connection until then",
    page=__doc__ or "",
    check=check,
    security_severity="7.5",
    bad=(Example("the row is scanned on one path only", _BAD),),
    good=(Example("Exec where nothing is read", _GOOD),),
)
