"""The loop over ``Next`` is not followed by a look at ``rows.Err()``.

``Next`` returns false at the end of the data and on an error alike: a connection that broke, a statement timeout, a
cancelled context. Who does not ask takes half of the rows for all of them, and nothing in the logs says so.

A single ``if rows.Next()`` is no better: a failed read passes for "not found".

Silent where every path on which ``Next`` gave false looks at ``Err`` afterwards, in this function or in one the rows are
passed to, and where the rows are handed to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.rules import advice
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import finding, on_path

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Lifetime

ID = "rows-err-unchecked"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a loop whose end is taken for the end of the data."""
    site, leak = lifetime.site, lifetime.reading.unchecked
    if site.kind is not ResourceKind.ROWS or leak is None or not lifetime.reading.drained:
        return
    reader = lifetime.reading.reader
    there = f"where {reader} reads it to its end" if reader else "where `Next` gives false"
    message = (
        f"nothing looks at `{advice.error_call(lifetime)}` between line {lifetime.reading.drained[0].line}, {there}, and the"
        f" {leak.exit} on line {leak.line}: an error passes for the end of the data"
    )
    yield on_path(finding(ID, Level.WARNING, lifetime, message, advice.look(lifetime)), lifetime, leak)


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
