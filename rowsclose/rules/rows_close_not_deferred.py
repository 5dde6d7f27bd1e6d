"""A result set is closed on every ordinary path, but no ``defer`` covers it in time.

It is closed by plain calls, or only because the loop over ``Next`` always runs out, or by a ``defer`` that an explicit
panic or a failing assertion before it skips. Nothing leaks today. A panic while the rows are open (recovered by the
HTTP server, say), a failing test, or the next early return that somebody adds to the loop keeps the connection for good.

Silent where nothing else runs between the acquisition and the closing call, and where the result set is handed to a
function that closes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level
from rowsclose.ownership.facts.typestate import Release
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.rules import advice
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import decided_at, finding, on_path, while_open

if TYPE_CHECKING:
    from rowsclose.ownership.witness.lifetime import Lifetime

ID = "rows-close-not-deferred"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a result set that only luck closes."""
    site = lifetime.site
    if site.kind is not ResourceKind.ROWS or site.dropped or lifetime.leaks or lifetime.closing.deferred_in_loop:
        return
    if lifetime.abnormal_leaks and (lifetime.closing.ever_released or lifetime.handed_over or lifetime.reading.drained):
        leak = lifetime.abnormal_leaks[0]
        message = f"no defer closes {site.subject} yet when line {leak.line} ends the function by a panic"
        yield on_path(finding(ID, Level.WARNING, lifetime, message, advice.release(lifetime)), lifetime, leak)
        return
    plain = lifetime.closing.plain
    if plain is None or lifetime.handed_over or (lifetime.gathered and not site.in_loop):
        return  # what comes in a collection is closed one by one
    if plain.how is Release.DRAINED:
        message = f"{site.subject} is closed only because its loop runs out: a panic or a new return in it leaks"
    else:
        message = (
            f"{site.subject} is closed by the call on line {plain.at.line}, not by a defer: a panic before it leaks"
        )
    found = while_open(finding(ID, Level.WARNING, lifetime, message, advice.release(lifetime)), lifetime)
    yield decided_at(found, plain.at, "closed here")


_BAD = """package store

import "database/sql"

func count(db *sql.DB) (int, error) {
	rows, err := db.Query("SELECT id FROM users")
	if err != nil {
		return 0, err
	}
	n := 0
	for rows.Next() {
		n++
	}
	rows.Close()
	return n, rows.Err()
}
"""

RULE = Rule(
    id=ID,
    level=Level.WARNING,
    summary="a result set is closed on every ordinary path, but by no `defer` in time",
    page=__doc__ or "",
    check=check,
    bad=(Example("closed by a plain call", _BAD),),
    good=(
        Example(
            "closed by a defer",
            _BAD.replace("\trows.Close()\n", "").replace("\tn := 0", "\tdefer rows.Close()\n\tn := 0"),
        ),
    ),
)
