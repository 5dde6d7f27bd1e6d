"""``defer rows.Close()`` stands before the error is checked.

Where the query fails, ``rows`` is nil and the deferred Close panics when the function returns, which hides the error: an
HTTP handler dies with a nil pointer dereference in place of a message.

Silent for types whose Close takes it well (pgx's rows are never nil), and where the deferred literal asks first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.ownership.kinds import ErrorBeside
from rowsclose.rules import advice
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import decided_at, finding

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Lifetime

ID = "defer-before-error-check"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a deferred close that a failed query turns into a panic."""
    at, site = lifetime.closing.deferred_unchecked, lifetime.site
    if at is None:
        return
    unchecked = {
        ErrorBeside.DROPPED: f"the error of {site.call} is dropped",
        ErrorBeside.UNREAD: f"nobody looks at the error of {site.call}",
    }.get(site.error)
    if unchecked is not None:
        message = f"{unchecked}: {site.subject} is nil if there is one, and the defer on line {at.line} panics"
    elif site.told_by_nil:
        message = f"the defer on line {at.line} stands before {site.subject} is known not to be nil"
    else:
        message = (
            f"the defer on line {at.line} stands before the error is checked: {site.subject} is nil if there is one"
        )
    yield decided_at(finding(ID, Level.ERROR, lifetime, message, advice.move_defer(lifetime, at)), at, "deferred here")


_BAD = """package store

import "database/sql"

func exists(db *sql.DB, id int) (bool, error) {
	rows, err := db.Query("SELECT 1 FROM users WHERE id = $1", id)
	defer rows.Close()
	if err != nil {
		return false, err
	}
	return rows.Next(), rows.Err()
}
"""

RULE = Rule(
    id=ID,
    level=Level.ERROR,
    summary="`defer rows.Close()` before the error is checked: with an error, rows is nil and Close panics",
    page=__doc__ or "",
    check=check,
    bad=(Example("the defer comes first", _BAD),),
    good=(
        Example(
            "the check comes first",
            _BAD.replace("\tdefer rows.Close()\n", "").replace("\treturn rows", "\tdefer rows.Close()\n\treturn rows"),
        ),
    ),
    tags=("database", "correctness", "external/cwe/cwe-476"),
)
