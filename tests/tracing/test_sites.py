"""The statements of Go code, in the ways that code has of writing them."""

from __future__ import annotations

from pathlib import Path

import pytest

from rowsclose.discovery import discover
from rowsclose.sql.words import GAP
from rowsclose.trace.code import Code, code_of

HEAD = """package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

var _, _ = fmt.Sprint, strings.Join
var _ context.Context

type Store struct {
	db   *sql.DB
	list *sql.Stmt
}

const columns = "id, name"

"""


def code_in(folder: Path, body: str) -> Code:
    (folder / "go.mod").write_text("module example.com/store\n\ngo 1.22\n")
    (folder / "store.go").write_text(HEAD + body)
    return code_of(discover(["./..."], str(folder)), ())


def texts(folder: Path, body: str) -> list[str]:
    """The texts of the one site that a body has on its line ``// here``."""
    code = code_in(folder, body)
    lines = (HEAD + body).splitlines()
    return [t for s in code.sites if "// here" in lines[s.line - 1] for t in s.texts]


def function(body: str, parameters: str = "table string, all bool") -> str:
    return f"func (s *Store) f({parameters}) (*sql.Rows, error) {{\n{body}\n}}\n"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ('\treturn s.db.Query("SELECT id FROM t") // here', ["SELECT id FROM t"]),
        ("\treturn s.db.Query( // here\n\t\t`SELECT id\nFROM t`)", ["SELECT id\nFROM t"]),
        ('\treturn s.db.Query("SELECT " + columns + " FROM t") // here', ["SELECT id, name FROM t"]),
        (
            '\treturn s.db.Query("SELECT id FROM " + table + " WHERE a = 1") // here',
            [f"SELECT id FROM {GAP} WHERE a = 1"],
        ),
        (
            "\tq := fmt.Sprintf(\"SELECT %s FROM %s WHERE a LIKE '%%x' LIMIT %d\", columns, table, 5)\n"
            "\treturn s.db.Query(q) // here",
            [f"SELECT id, name FROM {GAP} WHERE a LIKE '%x' LIMIT {GAP}"],
        ),
        (
            '\tq := "SELECT id FROM t"\n\tif all {\n\t\tq += " WHERE a"\n\t}\n\treturn s.db.Query(q) // here',
            ["SELECT id FROM t", "SELECT id FROM t WHERE a"],
        ),
        (
            '\tvar q string\n\tif all {\n\t\tq = "SELECT 1"\n\t} else {\n\t\tq = "SELECT 2"\n\t}\n'
            "\treturn s.db.Query(q) // here",
            ["SELECT 1", "SELECT 2"],
        ),
        (
            '\tvar b strings.Builder\n\tb.WriteString("SELECT id FROM t")\n\tfmt.Fprintf(&b, " LIMIT %d", 3)\n'
            "\treturn s.db.Query(b.String()) // here",
            [f"SELECT id FROM t{GAP}"],
        ),
        (
            '\treturn s.db.Query(strings.Join([]string{"SELECT", columns, "FROM t"}, " ")) // here',
            ["SELECT id, name FROM t"],
        ),
        ('\treturn s.db.Query(from("t")) // here', ["SELECT id FROM t"]),
        ('\treturn s.db.Query(rebind("SELECT id FROM t WHERE a = ?")) // here', ["SELECT id FROM t WHERE a = ?"]),
    ],
)
def test_text_of_a_statement(body: str, wanted: list[str], tmp_path: Path) -> None:
    helpers = (
        'func from(t string) string { return "SELECT id FROM " + t }\n'
        "func rebind(q string) string { return strings.Map(func(r rune) rune { return r }, q) }\n"
    )
    assert texts(tmp_path, helpers + function(body)) == wanted


def test_text_of_what_a_field_was_prepared_with(tmp_path: Path) -> None:
    body = (
        "func (s *Store) open() (err error) {\n"
        '\ts.list, err = s.db.Prepare("SELECT id FROM t WHERE a = $1")\n\treturn err\n}\n'
    ) + function("\treturn s.list.Query(1) // here")
    assert texts(tmp_path, body) == ["SELECT id FROM t WHERE a = $1"]


def test_text_that_nobody_knows_is_none(tmp_path: Path) -> None:
    assert texts(tmp_path, function("\treturn s.db.Query(table) // here")) == []


def test_messages_are_no_statements(tmp_path: Path) -> None:
    body = 'func f() error {\n\treturn fmt.Errorf("select a user first") // here\n}\n'
    assert texts(tmp_path, body) == []


CALLER = """
func (s *Store) open(id int) (*sql.Rows, error) {
	return s.db.Query("SELECT id FROM t WHERE id = $1", id)
}

func (s *Store) Leaks() error {
	rows, err := s.open(1)
	if err != nil {
		return err
	}
	rows.Next()
	return nil
}
"""
LENT = """
func (s *Store) insert(tx *sql.Tx) error {
	_, err := tx.Exec("INSERT INTO t VALUES ($1)", 1)
	return err
}

func (s *Store) Leaks() error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	return s.insert(tx)
}
"""


@pytest.mark.parametrize(
    ("body", "rule", "how"),
    [
        (CALLER, "rows-not-closed", "(*Store).open gives it to its caller"),
        (LENT, "tx-not-finished", "(*Store).insert runs on what its caller has acquired"),
    ],
)
def test_finding_in_a_caller_explains_a_statement_in_its_callee(body: str, rule: str, how: str, tmp_path: Path) -> None:
    code = code_in(tmp_path, body)
    (site,) = (s for s in code.sites if s.texts)
    assert [(c.finding.rule_id, c.how) for c in code.causes(site)] == [(rule, how)]


def test_queries_of_generated_code_are_known_by_their_name(tmp_path: Path) -> None:
    (tmp_path / "gen.go").write_text(
        "// Code generated by sqlc. DO NOT EDIT.\n\npackage store\n\nconst listUsers = `-- name: ListUsers :many\n"
        "SELECT id FROM users\n`\n\nfunc (s *Store) ListUsers() error {\n\trows, err := s.db.Query(listUsers)\n"
        "\tif err != nil {\n\t\treturn err\n\t}\n\tdefer rows.Close()\n\tfor rows.Next() {\n\t}\n\treturn rows.Err()\n}\n"
    )
    code = code_in(tmp_path, "")
    (match,) = code.index.find("-- name: ListUsers :many\nSELECT id FROM users")
    assert (match.statement.function, match.score) == ("(*Store).ListUsers", 1.0)
