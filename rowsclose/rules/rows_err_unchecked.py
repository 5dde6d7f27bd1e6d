"""The loop over ``Next`` is not followed by a look at ``rows.Err()``.

``Next`` returns false at the end of the data and on an error alike: a connection that broke, a statement timeout, a
cancelled context. Who does not ask takes half of the rows for all of them, and nothing in the logs says so.

Silent where ``Err`` is looked at after the loop on some path, in this function or in one the rows are passed to, where the
rows are handed to somebody else, and where there is no loop (``if rows.Next()``).
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.finding import Finding, Level
from rowsclose.ownership.models.model import ResourceKind
from rowsclose.ownership.witness.lifetime import Lifetime
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import finding

ID = "rows-err-unchecked"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a loop whose end is taken for the end of the data."""
    if lifetime.site.kind is not ResourceKind.ROWS or lifetime.reading.drained is None:
        return
    if lifetime.reading.looked_at_error or lifetime.handed_over:
        return
    name = lifetime.site.variable or "rows"
    message = f"nothing looks at `{name}.Err()` after the loop: an error in the middle passes for the end of the data"
    help_ = f"after the loop, write `if err := {name}.Err(); err != nil` and return the error"
    yield finding(ID, Level.WARNING, lifetime, message, help_)


_BAD = """package store

import "database/sql"

func count(db *sql.DB) (int, error) {
	rows, err := db.Query("SELECT id FROM users")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	n := 0
	for rows.Next() {
		n++
	}
	return n, nil
}
"""

RULE = Rule(
    id=ID,
    level=Level.WARNING,
    summary="the loop over `Next` is not followed by a look at `rows.Err()`",
    page=__doc__ or "",
    check=check,
    bad=(Example("the end of the loop is taken for the end of the data", _BAD),),
    good=(Example("the error is returned", _BAD.replace("return n, nil", "return n, rows.Err()")),),
    tags=("database", "correctness", "external/cwe/cwe-391"),
)
