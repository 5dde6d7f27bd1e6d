"""A result set is assigned to ``_`` or dropped, so nothing can close it.

The connection it holds never returns to the pool. Mostly the statement returns no rows and was meant for ``Exec``, or only
the error is of interest: ``Exec`` serves for both.

Silent where the only path on which there is a result set ends in a panic or a failed assertion, as in a test that
expects the query to fail.
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
from rowsclose.rules.wording import bound, finding, on_path, ordinary_leak

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Lifetime

ID = "rows-discarded"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a result set that no variable gets."""
    leak = ordinary_leak(lifetime)
    if lifetime.site.kind is not ResourceKind.ROWS or not lifetime.site.dropped or leak is None:
        return
    message = f"the result set of {lifetime.site.call} is dropped, so nothing can close it{bound(lifetime)}"
    yield on_path(finding(ID, Level.ERROR, lifetime, message, _advice(lifetime)), lifetime, leak)


def _advice(lifetime: Lifetime) -> Advice:
    if lifetime.site.executor is None:
        return advice.keep(lifetime, "keep the result set and close it")
    if sends_no_rows(lifetime.site.statement):
        return advice.execute(lifetime, "use Exec: the statement returns no rows")
    return advice.keep(lifetime, "use Exec for a statement that returns no rows; else keep the result set and close it")


_BAD = """package store

import "database/sql"

func touch(db *sql.DB, id int) error {
	_, err := db.Query("UPDATE users SET seen = now() WHERE id = $1", id)
	return err
}
"""

RULE = Rule(
    id=ID,
    level=Level.ERROR,
    summary="a result set is assigned to `_` or dropped, so nothing can close it",
    page=__doc__ or "",
    check=check,
    security_severity="7.5",
    bad=(Example("only the error is kept", _BAD),),
    good=(Example("Exec returns no result set", _BAD.replace("db.Query", "db.Exec")),),
)
