"""Functions called as elements of a list or map, through a pointer, or as the receiver: what they give is acquired."""

from __future__ import annotations

import pytest
from checking import checked_text

HEAD = """package p

import (
	"database/sql"
	"sync"
	"sync/atomic"
)

type lister func(db *sql.DB) (*sql.Rows, error)

func all(db *sql.DB) (*sql.Rows, error) { return db.Query("SELECT a FROM b") }

var (
	byName  = map[string]func(db *sql.DB) (*sql.Rows, error){"all": all}
	byRank  = []lister{all}
	pools   map[string]func() *sql.DB
	current lister
	held    atomic.Pointer[sql.DB]
	opened  = sync.OnceValue(func() *sql.DB { return nil })
	tried   = sync.OnceValues(func() (*sql.DB, error) { return nil, nil })
)

type user struct{ ID int }

func instance[T any](db *sql.DB) (*sql.Rows, error) { return db.Query("SELECT a FROM b") }

func rank() int { return 0 }

"""
CALLS = {
    "map": ("(db *sql.DB) error", 'byName["all"](db)'),
    "list": ("(db *sql.DB) error", "byRank[0](db)"),
    "list at a name": ("(db *sql.DB, at int) error", "byRank[at](db)"),
    "list at a call": ("(db *sql.DB) error", "byRank[rank()](db)"),
    "pool": ("() error", 'pools["main"]().Query("SELECT a FROM b")'),
    "variable": ("(db *sql.DB) error", "current(db)"),
    "pointer": ("(db *sql.DB, list *lister) error", "(*list)(db)"),
    "pointer to what is written": ("(db *sql.DB, list *func(*sql.DB) (*sql.Rows, error)) error", "(*list)(db)"),
    "held atomically": ("() error", 'held.Load().Query("SELECT a FROM b")'),
    "made once": ("() error", 'opened().Query("SELECT a FROM b")'),
    "made once or not": ("() error", "func() (*sql.Rows, error) { db, _ := tried(); return all(db) }()"),
    "instance": ("(db *sql.DB) error", "instance[user](db)"),
}
METHODS = {
    "receiver": ("(list lister)", "list(db)"),
    "pointer receiver": ("(list *lister)", "(*list)(db)"),
}
LEAKS = """
	if err != nil {
		return err
	}
	if rows.Next() {
		return nil
	}
	return rows.Close()
}
"""
CLOSES = """
	if err != nil {
		return err
	}
	defer rows.Close()
	rows.Next()
	return rows.Err()
}
"""


def _functions() -> dict[str, str]:
    found = {name: f"func f{signature} {{\n\trows, err := {call}" for name, (signature, call) in CALLS.items()}
    for name, (receiver, call) in METHODS.items():
        found[name] = f"func {receiver} f(db *sql.DB) error {{\n\trows, err := {call}"
    return found


FUNCTIONS = _functions()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_leak_is_found(name: str) -> None:
    run = checked_text(HEAD + FUNCTIONS[name] + LEAKS)
    assert "rows-not-closed" in [f.rule_id for f in run.findings]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_closed_is_none(name: str) -> None:
    assert not checked_text(HEAD + FUNCTIONS[name] + CLOSES).findings


CONVERSIONS = {
    "to a pointer": "type other sql.Rows\n\nfunc f(rows *sql.Rows) *other { return (*other)(rows) }\n",
    "to a pointer in brackets": "func f(rows *sql.Rows) bool { return (*sql.Rows)(rows).Next() }\n",
    "element of a list of lists": "var lists [][]lister\n\nfunc f() []lister { return lists[0] }\n",
}


@pytest.mark.parametrize("name", CONVERSIONS)
def test_conversion_acquires_nothing(name: str) -> None:
    run = checked_text(HEAD + CONVERSIONS[name])
    assert (run.findings, run.notices) == ((), ())
