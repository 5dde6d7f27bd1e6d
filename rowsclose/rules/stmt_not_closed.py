"""A prepared statement is not closed on some ordinary path.

The server keeps a prepared statement for as long as its connection lives, and the client keeps it ready on every
connection it was used on. A function that prepares at each call and does not close adds one each time: memory of the
server grows until ``max_prepared_stmt_count`` (MySQL) or its memory (PostgreSQL) ends it. A statement prepared on a
transaction is closed when the transaction ends.

Silent where the statement is closed or deferred on every path, and where it is kept by a longer-lived owner (a field, a
package variable, a cache) or returned.
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

ID = "stmt-not-closed"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a statement that stays prepared."""
    yield from leaks_of(ResourceKind.STATEMENT, ID, lifetime)


_BAD = """package store

import "database/sql"

func rename(db *sql.DB, id int, name string) error {
	stmt, err := db.Prepare("UPDATE users SET name = $1 WHERE id = $2")
	if err != nil {
		return err
	}
	_, err = stmt.Exec(name, id)
	return err
}
"""

RULE = Rule(
    id=ID,
    level=Level.ERROR,
    summary="some ordinary path leaves a prepared statement open",
    page=__doc__ or "",
    check=check,
    security_severity="5.3",
    bad=(Example("prepared at each call", _BAD),),
    good=(Example("closed when the function ends", _BAD.replace("\t_, err =", "\tdefer stmt.Close()\n\t_, err =")),),
)
