"""A statement that returns no rows is sent by a Query method.

``Query`` gives a result set that holds its connection until somebody closes it, even where it is empty; ``Exec`` gives the
number of rows and needs no closing. INSERT, UPDATE, DELETE and DDL (CREATE, DROP, ALTER, TRUNCATE) return no rows,
unless they say RETURNING (PostgreSQL, SQLite, MariaDB) or OUTPUT (SQL Server).

The text is followed through constants, concatenation and the format of ``fmt.Sprintf``. Silent where its beginning is out
of reach, where the result set is dropped (``rows-discarded`` says so), and where the method is an Exec by its name that
gives a result set of its own (pgconn's).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Confidence, Finding, Level
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.rules import advice
from rowsclose.rules.rule import Example, Rule
from rowsclose.rules.wording import finding
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.provenance.statement import Statement
    from rowsclose.ownership.witness.lifetime import Lifetime

ID = "query-for-exec"

_VERBS = frozenset({"INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER", "TRUNCATE"})
# These begin a statement of their own, and stand within others.
_FIRST = _VERBS | {"SET", "USE", "GRANT", "REVOKE"}
_GIVES_ROWS = frozenset({"RETURNING", "OUTPUT"})
_MAY_BE_ONE = re.compile(
    r"\b(?:insert|update|delete|replace|create|drop|alter|truncate|set|use|grant|revoke)\b", re.IGNORECASE
)
# Of a longer text (a list of values) the beginning is taken apart, and what follows must not have a word that matters.
_MOST_CHARACTERS = 4_000
_MATTERS_BEHIND = re.compile(r"\b(?:returning|output|select|with|values|table|show|call|exec|execute)\b", re.IGNORECASE)


def check(lifetime: Lifetime) -> Iterator[Finding]:
    """One finding for a statement that Exec is made for."""
    statement = lifetime.site.statement
    if lifetime.site.kind is not ResourceKind.ROWS or lifetime.site.dropped or statement is None:
        return
    if "exec" in lifetime.site.call.rpartition(".")[2].lower():
        return
    if not statement.whole and lifetime.reading.drained:
        return  # what is missing may ask for rows, and the code reads some
    verb = verb_without_rows(statement.text)
    if verb is None:
        return
    message = f"{lifetime.site.call} sends {_article(verb)} {verb}, which returns no rows"
    words = "use Exec: it needs no closing and tells how many rows were affected"
    if lifetime.site.executor is None:
        words = "send it by what gives no result set, as Exec of database/sql"
    found = finding(ID, Level.WARNING, lifetime, message, advice.execute(lifetime, words))
    most = Confidence.HIGH if statement.whole else Confidence.MEDIUM
    yield replace(found, confidence=min(most, found.confidence))


def sends_no_rows(statement: Statement | None) -> bool:
    """Whether a statement is known to the end, and returns no rows."""
    return statement is not None and statement.whole and verb_without_rows(statement.text) is not None


def verb_without_rows(text: str) -> str | None:
    """The verb of a text in which every statement returns no rows; None if one does, or may."""
    if not _MAY_BE_ONE.search(text):
        return None
    if _MATTERS_BEHIND.search(text, _MOST_CHARACTERS):
        return None
    # Imported here: a tokenizer of SQL is wanted by one rule, for few statements. They are told apart and not grouped:
    # grouping has limits of its own, and is no use here.
    from sqlparse.engine import FilterStack

    verbs = []
    for statement in FilterStack().run(text[:_MOST_CHARACTERS]):  # type: ignore[no-untyped-call]
        tokens = statement.flatten()
        words = [token.normalized.upper() for token in tokens if token.is_keyword]
        if not words:
            continue
        verb = _main_verb(words)
        if verb is None:
            return None
        verbs.append(verb)
    return verbs[0] if verbs else None


def _main_verb(words: list[str]) -> str | None:
    first = words[0].split()[0]
    if first == "WITH":
        # The statement behind the common table expressions; a SELECT within them cannot be told from the main one.
        verbs = [w for w in words if w in _VERBS]
        last = next((w for w in reversed(words) if w in _VERBS or w == "SELECT"), None)
        return last if verbs and last in _VERBS and _GIVES_ROWS.isdisjoint(words) else None
    if first not in _FIRST:
        return None
    return first if _GIVES_ROWS.isdisjoint(words) else None


def _article(verb: str) -> str:
    return "an" if verb[0] in "AEIOU" else "a"


_BAD = """package store

import "database/sql"

func forget(db *sql.DB, id int) error {
	rows, err := db.Query("DELETE FROM users WHERE id = $1", id)
	if err != nil {
		return err
	}
	return rows.Close()
}
"""

_GOOD = """package store

import "database/sql"

func forget(db *sql.DB, id int) error {
	_, err := db.Exec("DELETE FROM users WHERE id = $1", id)
	return err
}
"""

RULE = Rule(
    id=ID,
    level=Level.WARNING,
    summary="a statement that returns no rows is sent by a Query method",
    page=__doc__ or "",
    check=check,
    bad=(Example("a DELETE gives a result set", _BAD),),
    good=(Example("a DELETE is executed", _GOOD),),
    tags=("database", "performance"),
)
