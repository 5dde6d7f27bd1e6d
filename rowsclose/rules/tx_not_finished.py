"""A transaction is neither committed nor rolled back on some ordinary path.

An open transaction holds its connection and its locks: in ``pg_stat_activity`` it shows as ``idle in transaction``, other
sessions wait for its locks, and vacuum cannot remove what it may still see. A return between ``Begin`` and ``Commit``
that forgets ``Rollback`` is the usual cause.

Silent where ``Commit`` or ``Rollback`` is called or deferred on every path (``defer tx.Rollback()`` after ``Begin`` is
the idiom: after a Commit it does nothing), and where the transaction is returned or kept by an owner.
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

ID = "tx-not-finished"


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a transaction that stays open."""
    yield from leaks_of(ResourceKind.TRANSACTION, ID, lifetime)


_BAD = """package store

import "database/sql"

func move(db *sql.DB, from, to, amount int) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE accounts SET sum = sum - $1 WHERE id = $2", amount, from); err != nil {
		return err
	}
	if _, err := tx.Exec("UPDATE accounts SET sum = sum + $1 WHERE id = $2", amount, to); err != nil {
		return err
	}
	return tx.Commit()
}
"""

RULE = Rule(
    id=ID,
    level=Level.ERROR,
    summary="some ordinary path neither commits nor rolls a transaction back",
    page=__doc__ or "",
    check=check,
    security_severity="7.5",
    bad=(Example("an error returns without a rollback", _BAD),),
    good=(
        Example(
            "the rollback is deferred",
            _BAD.replace(
                '\tif _, err := tx.Exec("UPDATE accounts SET sum = sum -',
                '\tdefer tx.Rollback()\n\tif _, err := tx.Exec("UPDATE accounts SET sum = sum -',
            ),
        ),
    ),
)
