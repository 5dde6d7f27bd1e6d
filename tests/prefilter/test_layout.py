"""However Go lets a file be laid out, what is found in it is what is found without the prefilter."""

from __future__ import annotations

import random

import pytest
from checking import NOWHERE
from golayout import laid_out

from rowsclose.discovery import Discovered, GoFile
from rowsclose.driver import CheckOptions, check
from rowsclose.finding import Confidence, Run
from rowsclose.go.imports import Import
from rowsclose.prefilter.candidates import Everything
from rowsclose.prefilter.facts import facts_of
from rowsclose.rules import ALL_RULES

OPTIONS = CheckOptions(ALL_RULES, Confidence.LOW, True, True)

LEAK = """
func F(db *sql.DB) error {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	rows.Next()
	return nil
}
"""
HEADS = {
    "a comment behind the parenthesis": 'package p\n\nimport ( // what is used (std)\n\t"database/sql"\n)\n',
    "a line in a comment that ends the group": 'package p\n\nimport (\n\t"fmt"\n\t/* old:\n)\n*/\n\t"database/sql"\n)\n',
    "a quote in a comment": 'package p\n\nimport (\n\tsql /* " */ "database/sql"\n)\n',
    "a quote in a comment of a line": 'package p\n\nimport (\n\t// an "old one\n\t"database/sql"\n)\n',
    "an escape": 'package p\n\nimport "database\\x2fsql"\n',
    "another escape": 'package p\n\nimport "database\\057s\\u0071l"\n',
    "behind the clause": 'package p; import "database/sql"\n',
    "behind a blank": 'package p\n import "database/sql"\n',
    "behind a comment": 'package p\n/* db */ import "database/sql"\n',
    "a comment in the clause": 'package/* of all */p\nimport"database/sql"\n',
    "lines within": "package\np\nimport\n(\n\n`database/sql`; \n)\n",
    "a comment before the name": 'package p\n\nimport /* ( */ sql /* ) */ "database/sql"\n',
    "a clause in a comment": '/*\npackage q\n*/\npackage p\n\nimport "database/sql"\n',
    "conflict": 'package p\n\nimport (\n<<<<<<< HEAD\n\t"fmt"\n=======\n\t"database/sql"\n>>>>>>> x\n)\n',
    "a byte order mark": '\ufeff// p is.\npackage p\n\nimport "database/sql"\n',
}
PROGRAMS = {
    "a chain": """package p

import "database/sql"

func F(db *sql.DB) error {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	rows.Next()
	return nil
}
""",
    "use alone": """package p

import "example.com/unknown"

func F() error {
	found := unknown.New()
	rows, err := found.Query("SELECT 1")
	if err != nil {
		return err
	}
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return err
		}
	}
	return nil
}
""",
    "a transaction of an unknown one": """package p

import "example.com/unknown"

func F() error {
	tx, err := unknown.DB.Begin()
	if err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE"); err != nil {
		return err
	}
	return tx.Commit()
}
""",
    "an interface": """package p

type iter interface {
	Next() bool
	Scan(to ...any) error
	Close() error
}

func F(open func(string) (iter, error)) error {
	found, err := open("x")
	if err != nil {
		return err
	}
	found.Next()
	return nil
}
""",
    "wrappers": """package p

import "database/sql"

type (
	Store struct {
		db   *sql.DB
		open opener
	}
	opener func(q string) (*sql.Rows, error)
)

type box[T any] struct {
	*sql.Rows
	last T
}

var shared = func(s Store, q string) (*sql.Rows, error) {
	return s.db.Query(q)
}

func (s *Store) All(q string) (*sql.Rows, error) {
	return s.db.Query(q)
}

func boxed(s *Store) (*box[int], error) {
	found, err := s.All("x")
	return &box[int]{Rows: found}, err
}

func hidden(s *Store) any {
	found, err := s.All("x")
	if err != nil {
		return nil
	}
	return found
}

func use(s *Store) {
	a, err := s.All("x")
	if err != nil {
		return
	}
	a.Next()
	b, err := s.open("x")
	if err != nil {
		return
	}
	b.Next()
	c, err := shared(*s, "x")
	if err != nil {
		return
	}
	c.Next()
	d, err := boxed(s)
	if err != nil {
		return
	}
	d.Next()
}
""",
}


def findings_of(text: str) -> tuple[Run, Run]:
    """With the prefilter, and without."""
    path = f"{NOWHERE}/p/p.go"
    discovered = Discovered((GoFile("p/p.go", path),), (), NOWHERE)
    with_it, without = (check(discovered, OPTIONS, {path: text.encode()}, each) for each in (None, Everything()))
    return with_it, without


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_imports_are_seen_in_any_layout(head: str) -> None:
    with_it, without = findings_of(head + LEAK)
    assert with_it.findings == without.findings
    assert with_it.findings


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_programs_have_their_findings_in_any_layout(program: str) -> None:
    assert findings_of(program)[0].findings
    for seed in range(40):
        text = laid_out(program, random.Random(seed))
        with_it, without = findings_of(text)
        assert with_it.findings == without.findings, text
        assert not with_it.notices, text


def test_a_layout_is_go() -> None:
    """The findings without the prefilter are those of the program as gofmt has it."""
    for program in PROGRAMS.values():
        expected = [finding.rule_id for finding in findings_of(program)[1].findings]
        for seed in range(10):
            text = laid_out(program, random.Random(seed))
            assert [finding.rule_id for finding in findings_of(text)[1].findings] == expected, text


def test_names_and_paths_of_imports() -> None:
    text = b'package p; import (a "x"; . `y`\n/* b */ "z" // "w"\n_ /* c */ "v\\x2fu")\nvar s = `\nimport "t"`'
    imports = [Import("a", "x"), Import(".", "y"), Import("", "z"), Import("_", "v/u"), Import("", "t")]
    assert facts_of(text).imports == tuple(imports)
    assert facts_of(text).clause == b"p"


PACKAGES = {
    "a.go": """package m

import "example.com/m/lib"

func method(s *lib.Store) error {
	rows, err := s.All("x")
	if err != nil {
		return err
	}
	rows.Next()
	return nil
}

func embedded(s *lib.Store) error {
	found, err := s.Boxed("x")
	if err != nil {
		return err
	}
	found.Next()
	return nil
}

func grouped() error {
	rows, err := lib.Pool.Query("x")
	if err != nil {
		return err
	}
	rows.Next()
	return nil
}

func behind() error {
	rows, err := wrapped("x")
	if err != nil {
		return err
	}
	rows.Next()
	return nil
}

func closed(s *lib.Store) error {
	rows, err := s.All("x")
	if err != nil {
		return err
	}
	defer lib.End(rows)
	for rows.Next() {
	}
	return rows.Err()
}

func ended(s *lib.Store) {
	rows, err := s.All("x")
	lib.Must(err)
	for rows.Next() {
	}
	lib.End(rows)
}
""",
    "b.go": """package m

import . "database/sql"

var pool *DB

func wrapped(q string) (*Rows, error) {
	return pool.Query(q)
}
""",
    "lib/lib.go": """package lib

import (
	. "database/sql"
	"log"
)

type (
	Store struct {
		db *DB
	}
	Box struct {
		*Rows
	}
)

var (
	Other, Pool *DB
)

const limit, text = 1, "x"

func (s *Store) All(q string) (*Rows, error) {
	return s.db.Query(q)
}

func (s *Store) Boxed(q string) (*Box, error) {
	rows, err := s.All(q)
	return &Box{rows}, err
}

func End(rows *Rows) {
	if err := rows.Close(); err != nil {
		log.Print(err)
	}
}

func Must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
""",
}


def found_in(texts: dict[str, str]) -> list[tuple[str, str]]:
    discovered = Discovered(tuple(GoFile(name, f"{NOWHERE}/{name}") for name in texts), (), NOWHERE)
    overlay = {f"{NOWHERE}/{name}": text.encode() for name, text in texts.items()}
    run = check(discovered, OPTIONS, overlay | {f"{NOWHERE}/go.mod": b"module example.com/m\n"})
    assert run.notices == (), texts
    return sorted((finding.rule_id, finding.function) for finding in run.findings)


def test_packages_have_their_findings_in_any_layout() -> None:
    expected = found_in(PACKAGES)
    leaking = {"method", "embedded", "grouped", "behind"}
    assert {function for rule, function in expected if rule == "rows-not-closed"} == leaking
    for seed in range(40):
        chance = random.Random(seed)
        texts = {name: laid_out(text, chance) for name, text in PACKAGES.items()}
        assert found_in(texts) == expected, texts
