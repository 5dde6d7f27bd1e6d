"""Which circumstances the findings of a check have."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from checking import checked_text, checked_texts
from gosource import LEAK

from rowsclose.finding import Circumstance, Confidence, Finding, Level
from rowsclose.rules.wording import on_path, while_open
from rowsclose.source import Span

OPEN = """\
package store

import (
	"context"
	"database/sql"
)

func first(ctx context.Context, db HANDLE) error {
	rows, err := db.QueryContext(ctx, "SELECT name FROM users")
	if err != nil {
		return err
	}
	if rows.Next() {
		return nil
	}
	return rows.Err()
}
"""

UNCHECKED = """\
package store

import "database/sql"

func count(db HANDLE) (n int, err error) {
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		n++
	}
	return n, nil
}
"""

PREPARED = """\
package store

import "database/sql"

func prepare(db HANDLE) error {
	stmt, err := db.Prepare("DELETE FROM users WHERE id = $1")
	if err != nil {
		return err
	}
	_, err = stmt.Exec(1)
	return err
}
"""

NOT_DEFERRED = UNCHECKED.replace("\tdefer rows.Close()\n", "").replace(
    "\treturn n, nil", "\trows.Close()\n\treturn n, rows.Err()"
)


def only_finding(text: str, name: str = "p.go") -> tuple[str, Level, tuple[Circumstance, ...]]:
    (found,) = checked_text(text, name).findings
    return found.rule_id, found.level, found.circumstances


@pytest.mark.parametrize(
    ("text", "handle", "rule", "level", "bounded"),
    [
        (OPEN, "*sql.DB", "rows-not-closed", Level.ERROR, False),
        (OPEN, "*sql.Tx", "rows-not-closed", Level.WARNING, True),
        (OPEN, "*sql.Conn", "rows-not-closed", Level.ERROR, False),  # its Close waits for the rows
        (PREPARED, "*sql.DB", "stmt-not-closed", Level.ERROR, False),
        (PREPARED, "*sql.Tx", "stmt-not-closed", Level.WARNING, True),
        (NOT_DEFERRED, "*sql.DB", "rows-close-not-deferred", Level.WARNING, False),
        (NOT_DEFERRED, "*sql.Tx", "rows-close-not-deferred", Level.NOTE, True),
        # What the caller ends does not tell the error that nobody looks at.
        (UNCHECKED, "*sql.DB", "rows-err-unchecked", Level.WARNING, False),
        (UNCHECKED, "*sql.Tx", "rows-err-unchecked", Level.WARNING, False),
    ],
)
def test_statement_of_a_transaction_that_the_caller_ends(
    text: str, handle: str, rule: str, level: Level, bounded: bool
) -> None:
    expected = (Circumstance.BOUNDED,) if bounded else ()
    assert only_finding(text.replace("HANDLE", handle)) == (rule, level, expected)


WRAPPED = """\
package store

import "database/sql"

type asker interface {
	Query(text string, args ...any) (*sql.Rows, error)
}

type list struct {
	text string
	tx   *sql.Tx
}

func (l *list) through(from asker) (*sql.Rows, error) { return from.Query(l.text) }

func (l *list) twice(from asker) (*sql.Rows, error) {
	rows, err := l.through(from)
	if err != nil {
		return nil, err
	}
	return rows, nil
}

func (l *list) own() (*sql.Rows, error) { return l.tx.Query(l.text) }

func (l *list) either(db *sql.DB) (*sql.Rows, error) {
	if l.tx != nil {
		return l.tx.Query(l.text)
	}
	return db.Query(l.text)
}

func of(tx *sql.Tx, text string) (*sql.Rows, error) { return tx.Query(text) }

func first(l *list, from HANDLE) error {
	rows, err := CALL
	if err != nil {
		return err
	}
	if rows.Next() {
		return nil
	}
	return rows.Err()
}
"""


@pytest.mark.parametrize(
    ("call", "handle", "bounded"),
    [
        ("l.through(from)", "*sql.Tx", True),
        ("l.through(from)", "*sql.DB", False),
        ("l.twice(from)", "*sql.Tx", True),
        ("l.twice(from)", "*sql.DB", False),
        ("of(from, `q`)", "*sql.Tx", True),
        ("l.own()", "*sql.DB", True),
        ("l.either(from)", "*sql.DB", False),
        ("l.through(from)", "asker", False),
    ],
)
def test_a_wrapper_gives_what_its_handle_bounds(call: str, handle: str, bounded: bool) -> None:
    text = WRAPPED.replace("HANDLE", handle).replace("CALL", call)
    (found,) = (f for f in checked_text(text).findings if f.function == "first")
    assert found.circumstances == ((Circumstance.BOUNDED,) if bounded else ())


BUILT = """\
package store

import (
	"database/sql"

	sq "github.com/Masterminds/squirrel"
)

func first(GIVEN, db *sql.DB) error {
	BEFORE
	rows, err := sq.Select("name").From("users").RunWith(from).OrderBy("name").Query()
	if err != nil {
		return err
	}
	if rows.Next() {
		return nil
	}
	return rows.Err()
}
"""
BEGUN = "from, err := db.Begin(); if err != nil { return err }; defer from.Rollback()"


@pytest.mark.parametrize(
    ("given", "before", "expected"),
    [
        ("from *sql.DB", "", ()),
        ("from *sql.Tx", "", (Circumstance.BOUNDED,)),
        ("_ int", BEGUN, (Circumstance.ENDED_HERE,)),
    ],
)
def test_a_builder_sends_what_its_runner_bounds(given: str, before: str, expected: tuple[Circumstance, ...]) -> None:
    text = BUILT.replace("GIVEN", given).replace("BEFORE", before)
    (found,) = (f for f in checked_text(text).findings if f.rule_id == "rows-not-closed")
    assert found.circumstances == expected


def test_file_of_tests() -> None:
    in_code, in_tests = checked_texts({"a.go": LEAK.encode(), "a_test.go": LEAK.encode()}).findings
    assert (in_code.level, in_code.circumstances) == (Level.ERROR, ())
    assert (in_tests.level, in_tests.circumstances) == (Level.WARNING, (Circumstance.TEST,))
    both = only_finding(OPEN.replace("HANDLE", "*sql.Tx"), "a_test.go")
    assert both == ("rows-not-closed", Level.NOTE, (Circumstance.TEST, Circumstance.BOUNDED))


def test_medium_confidence_is_an_assumption() -> None:
    unknown = """\
package store

import "example.com/out/of/reach"

func first(db reach.Handle) (name string) {
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {
		return ""
	}
	for rows.Next() {
		if rows.Scan(&name) != nil {
			return name
		}
	}
	if rows.Err() != nil {
		return ""
	}
	return name
}
"""
    found = {f.rule_id: f for f in checked_text(unknown).findings}["rows-not-closed"]
    assert found.confidence is Confidence.MEDIUM
    assert (found.level, found.circumstances) == (Level.WARNING, (Circumstance.ASSUMED,))


FOUND = Finding("rows-not-closed", Level.ERROR, "open", "p.go", Span(0, 1), "f", Confidence.MEDIUM)


def test_what_a_path_is_known_to_end_with_goes_on_to_the_finding() -> None:
    lifetime: Any = SimpleNamespace(circumstances=(Circumstance.BOUNDED,), in_loop=True)
    exiting = (Circumstance.EXITING,)
    leak: Any = SimpleNamespace(circumstances=exiting, confidence=Confidence.HIGH, witness=())
    told = on_path(FOUND, lifetime, leak)
    assert (told.circumstances, told.in_loop, told.confidence) == (exiting, True, Confidence.MEDIUM)
    assert while_open(FOUND, lifetime).circumstances == (Circumstance.BOUNDED,)
