"""However Go lets a file be laid out, what is found in it is what is found without the prefilter."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator

import pytest
from checking import NOWHERE

from rowsclose.discovery import Discovered, GoFile
from rowsclose.driver import CheckOptions, check
from rowsclose.finding import Confidence, Run
from rowsclose.prefilter.candidates import Everything
from rowsclose.prefilter.facts import Import, facts_of
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
COMMENTS = ("/* x */", "/* ) */", '/* " */', "/* } ` ( */", f"/* {'long ' * 60} */", "/**/ /***/")
LINES = ("\n", "\n\n", "// x\n", '// ) " {\n', "// the end.\n// Or not.\n", '/* \n) \n} " */', "\r\n")
_TOKEN = re.compile(r'"[^"]*"|\w+|:=|!=|\.\.\.|[^\w\s]|[ \t]+|\n+')
_ENDS_STATEMENT = re.compile(r'(?!(?:package|import|func|type|interface|if|for|var)\Z)[\w")\]}]+')


def findings_of(text: str) -> tuple[Run, Run]:
    """With the prefilter, and without."""
    path = f"{NOWHERE}/p/p.go"
    discovered = Discovered((GoFile("p/p.go", path),), (), NOWHERE)
    with_it, without = (check(discovered, OPTIONS, {path: text.encode()}, each) for each in (None, Everything()))
    return with_it, without


def laid_out(program: str, chance: random.Random) -> str:
    """A program with comments, line ends and semicolons wherever Go takes them."""
    return "".join(_pieces(program, chance))


def _pieces(program: str, chance: random.Random) -> Iterator[str]:
    tokens = [t for t in _TOKEN.findall(program) if t.strip(" \t")]
    for token, follower in itertools.zip_longest(tokens, tokens[1:]):
        if token.startswith("\n"):  # ends what stands before it, where that can end
            continue
        yield token
        may_end = _ENDS_STATEMENT.fullmatch(token) is not None
        if follower is not None and follower.startswith("\n"):
            yield _at_line_end(may_end, chance)
        elif chance.random() < 0.3:
            yield f" {chance.choice(COMMENTS if may_end else COMMENTS + LINES)} "
        else:
            yield " "


def _at_line_end(may_end: bool, chance: random.Random) -> str:
    if chance.random() < 0.5:
        return "\n"
    if not may_end:
        return f" {chance.choice(COMMENTS + LINES)} "
    return chance.choice(
        [f"; {c} " for c in COMMENTS] + [f" {c}\n" for c in COMMENTS] + [" // x }\n", ";\n\n", "\n\t// x.\n"]
    )


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
    imports = [Import(b"a", "x"), Import(b".", "y"), Import(b"", "z"), Import(b"_", "v/u"), Import(b"", "t")]
    assert facts_of(text).imports == tuple(imports)
    assert facts_of(text).clause == b"p"
