"""Which circumstances the findings of a check have."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from checking import checked_patterns, checked_text, checked_texts
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

type Base struct {
	DB *sql.DB
	Tx *sql.Tx
}

type adapter struct{ *Base }

func (a *adapter) either(text string) (rows *sql.Rows, err error) {
	if a.Tx != nil {
		rows, err = a.Tx.Query(text)
	} else {
		rows, err = a.DB.Query(text)
	}
	return rows, err
}

func (a *adapter) inTx(text string) (*sql.Rows, error) { return a.Tx.Query(text) }

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
        ("from.either(`q`)", "*adapter", False),
        ("from.inTx(`q`)", "*adapter", True),
    ],
)
def test_a_wrapper_gives_what_its_handle_bounds(call: str, handle: str, bounded: bool) -> None:
    text = WRAPPED.replace("HANDLE", handle).replace("CALL", call)
    (found,) = (f for f in checked_text(text).findings if f.function == "first")
    assert found.circumstances == ((Circumstance.BOUNDED,) if bounded else ())


BY_STATEMENT = """\
package store

import "database/sql"

func first(from HANDLE, n int) error {
	stmt, err := from.Prepare("SELECT name FROM users")
	if err != nil {
		return err
	}
	defer stmt.Close()
	rows, err := stmt.Query()
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
    ("handle", "expected"), [("*sql.Tx", (Circumstance.BOUNDED,)), ("*sql.DB", ()), ("interface{ Other() }", ())]
)
def test_rows_of_a_statement_end_with_the_transaction_that_it_was_prepared_on(
    handle: str, expected: tuple[Circumstance, ...]
) -> None:
    found = [f for f in checked_text(BY_STATEMENT.replace("HANDLE", handle)).findings if f.rule_id == "rows-not-closed"]
    assert [f.circumstances for f in found] == ([] if "Other" in handle else [expected])


WITH_GORM = """\
package store

import "gorm.io/gorm"

func first(db *gorm.DB) error {
	BEFORE
	rows, err := from.Raw("SELECT name FROM users").Rows()
	if err != nil {
		return err
	}
	if rows.Next() {
		return nil
	}
	return rows.Err()
	BEHIND
}
"""


@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        ("return db.Transaction(func(from *gorm.DB) error {", "})", (Circumstance.BOUNDED,)),
        ("return db.Connection(func(from *gorm.DB) error {", "})", ()),
        ("from := db.Begin(); defer from.Rollback()", "", (Circumstance.ENDED_HERE,)),
        ("from := db.Debug()", "", ()),
    ],
)
def test_builders_run_on_the_transaction_that_they_stand_on(
    before: str, behind: str, expected: tuple[Circumstance, ...]
) -> None:
    text = WITH_GORM.replace("BEFORE", before).replace("BEHIND", behind)
    (found,) = (f for f in checked_text(text).findings if f.rule_id == "rows-not-closed")
    assert found.circumstances == expected


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


GIVEN = """\
package store

import "database/sql"

type preparer interface {
	Prepare(text string) (*sql.Stmt, error)
}

type Store struct{ db *sql.DB }

func NAME(from preparer) error {
	stmt, err := from.Prepare("DELETE FROM users WHERE id = $1")
	if err != nil {
		return err
	}
	_, err = stmt.Exec(1)
	return err
}
"""
IN_TX = "func a(tx *sql.Tx) error { return remove(tx) }"
ON_POOL = "func b(db *sql.DB) error { return remove(db) }"
PASSED_ON = "func c(from preparer) error { return remove(from) }; func d(tx *sql.Tx) error { return c(tx) }"


@pytest.mark.parametrize(
    ("name", "calls", "bounded"),
    [
        ("remove", [IN_TX], True),
        ("remove", [PASSED_ON, IN_TX], True),
        ("remove", [IN_TX, ON_POOL], False),
        ("remove", [IN_TX, "func c(from preparer) error { return remove(from) }"], False),
        ("remove", [IN_TX, "var kept = remove"], False),
        ("remove", [IN_TX, "func use(f func(preparer) error) {}; func e() { use(remove) }"], False),
        ("remove", [IN_TX, "var run = func(db *sql.DB) error { return remove(db) }"], False),
        (
            "remove",
            [IN_TX, 'func (s *Store) remove(n int) {}; func f(s *Store) { s.remove(1); println("remove") }'],
            True,
        ),
        ("remove", [], False),
        ("Remove", [IN_TX.replace("remove", "Remove")], False),  # other packages may call it
        (
            "(s *Store) remove",
            [IN_TX.replace("tx *sql.Tx", "s *Store, tx *sql.Tx").replace("remove", "s.remove")],
            True,
        ),
        ("(s *Store) remove", ["func g(s *Store) error { return s.remove(s.db) }"], False),
    ],
)
def test_a_statement_is_bounded_by_what_all_callers_give(name: str, calls: list[str], bounded: bool) -> None:
    found = checked_text("\n".join([GIVEN.replace("NAME", name), *calls])).findings
    assert [f.rule_id for f in found] == ["stmt-not-closed"]
    assert found[0].circumstances == ((Circumstance.BOUNDED,) if bounded else ())


OWN_TRANSACTION = """\
package store

import "database/sql"

func fill(db *sql.DB, names []string) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	END
	stmt, err := tx.Prepare("INSERT INTO users (name) VALUES ($1)")
	if err != nil {
		return err
	}
	for _, name := range names {
		if _, err := stmt.Exec(name); err != nil {
			return err
		}
	}
	return tx.Commit()
}
"""


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("", {"tx-not-finished": (Level.ERROR, ()), "stmt-not-closed": (Level.WARNING, (Circumstance.BOUNDED,))}),
        ("defer tx.Rollback()", {"stmt-not-closed": (Level.NOTE, (Circumstance.ENDED_HERE,))}),
    ],
)
def test_where_a_transaction_stays_open_its_statements_are_no_errors_of_their_own(end: str, told: object) -> None:
    found = checked_text(OWN_TRANSACTION.replace("END", end)).findings
    assert {f.rule_id: (f.level, f.circumstances) for f in found} == told


SOMEBODY_ASKS = """\
package store

import "database/sql"

type helper interface {
	All(q any, table string) (*sql.Rows, error)
}

type store struct{ helper helper }

func (s *store) all(q any, table string) (*sql.Rows, error) { return s.helper.All(q, table) }

func (s *store) first(from HANDLE) error {
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


@pytest.mark.parametrize("call", ['s.all(from, "users")', 's.helper.All(from, "users")'])
@pytest.mark.parametrize(("handle", "bounded"), [("*sql.Tx", True), ("*sql.DB", False)])
def test_code_out_of_reach_asks_the_transaction_that_it_is_given(call: str, handle: str, bounded: bool) -> None:
    text = SOMEBODY_ASKS.replace("HANDLE", handle).replace("CALL", call)
    (found,) = (f for f in checked_text(text).findings if f.rule_id == "rows-not-closed")
    assert (Circumstance.BOUNDED in found.circumstances) is bounded


def test_file_of_tests() -> None:
    in_code, in_tests = checked_texts({"a.go": LEAK.encode(), "a_test.go": LEAK.encode()}).findings
    assert (in_code.level, in_code.circumstances) == (Level.ERROR, ())
    assert (in_tests.level, in_tests.circumstances) == (Level.WARNING, (Circumstance.TEST,))
    both = only_finding(OPEN.replace("HANDLE", "*sql.Tx"), "a_test.go")
    assert both == ("rows-not-closed", Level.NOTE, (Circumstance.TEST, Circumstance.BOUNDED))


IN_HELPER = """\
package store

import (
	"database/sql"
	"testing"
)

type suite struct {
	t  *testing.T
	db *sql.DB
}

func HEAD {
	rows, _ := db.Query("SELECT name FROM users")
	for rows.Next() {
		if rows.Scan(new(string)) != nil {
			return
		}
	}
	_ = rows.Err()
}

func benchmarked(f func(b *testing.B)) testing.BenchmarkResult { return testing.Benchmark(f) }
"""


@pytest.mark.parametrize(
    ("head", "is_test"),
    [
        ("seed(t *testing.T, db *sql.DB)", True),
        ("seed(db *sql.DB, t testing.TB)", True),
        ("(s *suite) seed(db *sql.DB)", True),
        ("serve(db *sql.DB)", False),
        ("serve(db *sql.DB, r testing.BenchmarkResult)", False),
    ],
)
def test_helper_of_tests(head: str, is_test: bool) -> None:
    found = {f.rule_id: f for f in checked_text(IN_HELPER.replace("HEAD", head)).findings}["rows-not-closed"]
    assert found.circumstances == ((Circumstance.TEST,) if is_test else ())


@pytest.mark.parametrize(
    ("folder", "is_test"),
    [
        ("tests", True),
        ("store/testutil", True),
        ("integration_tests/store", True),
        ("flow/e2e", True),
        ("store", False),
        ("latest", False),
        ("contests", False),
        ("testimonials", False),
    ],
)
def test_folder_of_tests(folder: str, is_test: bool, tmp_path: Path) -> None:
    (tmp_path / "tests" / folder).mkdir(parents=True)
    (tmp_path / "tests" / "go.mod").write_text("module example.com/test\n")
    (tmp_path / "tests" / folder / "a.go").write_text(LEAK)
    (found,) = checked_patterns(["./..."], tmp_path / "tests").findings
    assert found.circumstances == ((Circumstance.TEST,) if is_test else ())
    (same,) = checked_patterns(["./..."], tmp_path / "tests" / folder).findings
    assert same.circumstances == found.circumstances


RUN = """\
package main

import (
	"database/sql"
	"fmt"
	"log"
	"os"
	"time"
)

var db *sql.DB

func fatal(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func more() { time.Sleep(time.Hour) }

func run() error {
	rows, err := db.Query("SELECT name FROM users")
	if err != nil {
		return err
	}
	for rows.Next() {
		if err := rows.Scan(new(string)); err != nil {
			return err
		}
	}
	return rows.Err()
}
"""


@pytest.mark.parametrize(
    ("main", "exiting"),
    [
        ("func main() { if err := run(); err != nil { log.Fatal(err) } }", True),
        ('func main() { err := run(); if err != nil { fmt.Println(err); os.Exit(1) }; log.Println("done") }', True),
        ("func main() { log.Fatal(run()) }", True),
        ("func main() { if err := run(); err != nil { fatal(err) }; more() }", True),  # where run fails
        ("func main() { if err := run(); err != nil { log.Print(err) }; more() }", False),
        ("func main() { _ = run(); more() }", False),
        ("func main() { for { if err := run(); err != nil { log.Print(err) } } }", False),
        ("func main() { go run(); more() }", False),
        ("func main() { done := make(chan bool); log.Print(run()); <-done }", False),
        ("func main() { if err := all(); err != nil { log.Fatal(err) } }; func all() error { return run() }", True),
        ("func main() { _ = all() }; func all() error { err := run(); more(); return err }", False),
        (
            "func main() { if err := run(); err != nil { log.Fatal(err) } }; func again() { log.Print(run()); more() }",
            False,
        ),
    ],
)
def test_the_process_ends_behind_what_main_does_last(main: str, exiting: bool) -> None:
    found = {f.rule_id: f for f in checked_text(f"{RUN}{main}").findings}["rows-not-closed"]
    assert found.circumstances == ((Circumstance.EXITING,) if exiting else ())


def test_a_function_of_another_package_does_not_end_the_process() -> None:
    text = RUN.replace("package main", "package store") + "func main() { log.Fatal(run()) }"
    found = {f.rule_id: f for f in checked_text(text).findings}["rows-not-closed"]
    assert found.circumstances == ()


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
