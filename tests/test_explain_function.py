"""``explain --function``: what is inferred of a function, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import write_tree

from rowsclose.cli.commands import rowsclose

STORE = """\
package store

import (
	"database/sql"
	"io"
	"log"

	"example.com/elsewhere"
)

type Store struct {
	db   *sql.DB
	rows *sql.Rows
}

var last *sql.Rows

func closeOnError(rows *sql.Rows, err error) error {
	if err != nil {
		rows.Close()
	}
	return err
}

func readAll(rows *sql.Rows) (n int, err error) {
	defer rows.Close()
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

func first(rows *sql.Rows) (id int, err error) { return id, rows.Scan(&id) }

func (s *Store) keep(
	rows *sql.Rows, // until the end
) {
	s.rows = rows
}

func remember(rows *sql.Rows) { last = rows }

func show(rows *sql.Rows) {
	elsewhere.Show(rows)
}

func same(rows *sql.Rows) *sql.Rows { return rows }

func (s *Store) query(q string) (*sql.Rows, error) {
	rows, err := s.db.Query(q)
	if err != nil {
		return nil, err
	}
	return rows, nil
}

func (s Store) current() (rows *sql.Rows) { return s.rows }

func closeAny(what io.Closer) { what.Close() }

func closeAll(all []*sql.Rows) {
	for _, rows := range all {
		rows.Close()
	}
}

func die(err error) {
	log.Fatal(err)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

//rowsclose:takes rows
func adopt(rows *sql.Rows) { rows.Columns() }

//rowsclose:not-acquired
func (s *Store) shared() (*sql.Rows, error) { return s.db.Query("") }

func plain(n int) int { return n }

func scan() {}

func (s *Store) scan() {}
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for variable in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    return write_tree(tmp_path, {"go.mod": "module example.com/m\n\ngo 1.21\n", "store/store.go": STORE})


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, ["explain", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def explained(name: str, *patterns: str) -> str:
    result = run("--function", name, *patterns)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_released_on_some_paths(module: Path) -> None:
    assert (
        explained("closeOnError")
        == """\
store/store.go:18: func closeOnError(rows *sql.Rows, err error) error
  rows: releases it on some paths
    releases it where err is not nil and result 0 is not nil
    leaves it open where err is nil and result 0 is nil
    line 20: rows.Close()
  returns always
"""
    )


def test_released_always(module: Path) -> None:
    assert (
        explained("readAll")
        == """\
store/store.go:25: func readAll(rows *sql.Rows) (n int, err error)
  rows: releases it always
    line 26: defer rows.Close()
  returns always
"""
    )


def test_borrowed(module: Path) -> None:
    assert (
        explained("first")
        == """\
store/store.go:33: func first(rows *sql.Rows) (id int, err error)
  rows: borrows it
    no line of it releases or stores it
  returns always
"""
    )


def test_kept_in_the_receiver(module: Path) -> None:
    assert (
        explained("Store.keep")
        == """\
store/store.go:35: func (s *Store) keep( rows *sql.Rows, // until the end )
  s.rows: loses it: the place that holds it gets another value
    line 38: s.rows = rows
  rows: keeps it
    line 38: s.rows = rows
  returns always
"""
    )


def test_kept_in_a_package_variable(module: Path) -> None:
    assert (
        explained("remember")
        == """\
store/store.go:41: func remember(rows *sql.Rows)
  rows: keeps it
    line 41: func remember(rows *sql.Rows) { last = rows }
  returns always
"""
    )


def test_given_to_code_out_of_reach(module: Path) -> None:
    assert (
        explained("show")
        == """\
store/store.go:43: func show(rows *sql.Rows)
  rows: unknown
    line 44: elsewhere.Show(rows)
  returns always
"""
    )


def test_handed_back(module: Path) -> None:
    assert (
        explained("same")
        == """\
store/store.go:47: func same(rows *sql.Rows) *sql.Rows
  rows: returns it, as or within result 0
    line 47: func same(rows *sql.Rows) *sql.Rows { return rows }
  result 0 (result set): another name for rows
    line 47: func same(rows *sql.Rows) *sql.Rows { return rows }
  returns always
"""
    )


def test_acquired_for_the_caller(module: Path) -> None:
    assert (
        explained("(*Store).query")
        == """\
store/store.go:49: func (s *Store) query(q string) (*sql.Rows, error)
  s.rows: borrows it
    no line of it releases or stores it
  result 0 (result set): acquired for the caller
    line 50: rows, err := s.db.Query(q)
  returns always
"""
    )


def test_getter(module: Path) -> None:
    assert (
        explained("Store.current")
        == """\
store/store.go:57: func (s Store) current() (rows *sql.Rows)
  s.rows: returns it, as or within result 0
    line 57: func (s Store) current() (rows *sql.Rows) { return s.rows }
  result 0 rows (result set): another name for s.rows
    line 57: func (s Store) current() (rows *sql.Rows) { return s.rows }
  returns always
"""
    )


def test_interface_and_elements_can_carry_a_resource(module: Path) -> None:
    assert (
        explained("closeAny")
        == """\
store/store.go:59: func closeAny(what io.Closer)
  what: releases it always
    line 59: func closeAny(what io.Closer) { what.Close() }
  returns always
"""
    )
    assert (
        explained("closeAll")
        == """\
store/store.go:61: func closeAll(all []*sql.Rows)
  each of all: releases it always
    line 63: rows.Close()
  returns always
"""
    )


def test_function_that_does_not_return(module: Path) -> None:
    assert (
        explained("die")
        == """\
store/store.go:67: func die(err error)
  no parameter or result of it can carry a resource
  never returns: it ends the process
    line 68: log.Fatal(err)
"""
    )
    assert (
        explained("check")
        == """\
store/store.go:71: func check(err error)
  no parameter or result of it can carry a resource
  may not return: it ends the goroutine or panics
    line 73: panic(err)
"""
    )


def test_directive_is_the_reason_where_there_is_one(module: Path) -> None:
    assert (
        explained("adopt")
        == """\
store/store.go:78: func adopt(rows *sql.Rows)
  rows: keeps it
    line 77: //rowsclose:takes rows
  returns always
"""
    )
    assert (
        explained("Store.shared")
        == """\
store/store.go:81: func (s *Store) shared() (*sql.Rows, error)
  s.rows: borrows it
    no line of it releases or stores it
  result 0 (result set): somebody else's, the caller need not release it
    line 80: //rowsclose:not-acquired
  returns always
"""
    )


PLAIN = """\
store/store.go:83: func plain(n int) int
  no parameter or result of it can carry a resource
  returns always
"""
SCAN = """\
store/store.go:87: func (s *Store) scan()
  s.rows: borrows it
    no line of it releases or stores it
  returns always
"""


@pytest.mark.parametrize("name", ["plain", "store.plain", "example.com/m/store.plain"])
def test_names_of_functions(module: Path, name: str) -> None:
    assert explained(name) == PLAIN


@pytest.mark.parametrize("owner", ["Store", "(*Store)", "(Store)", "store.Store", "store.(*Store)"])
@pytest.mark.parametrize("path", ["", "example.com/m/"])
def test_names_of_methods(module: Path, owner: str, path: str) -> None:
    if path and not owner.startswith("store."):
        owner = f"store.{owner}"
    assert explained(f"{path}{owner}.scan") == SCAN


def test_every_function_of_a_name_is_shown_in_the_order_of_files(module: Path) -> None:
    write_tree(module, {"other/a.go": "package other\n\nfunc plain(n int) int { return 1 }\n"})
    other = PLAIN.replace("store/store.go:83", "other/a.go:3")
    assert explained("plain") == f"{other}\n{PLAIN}"
    assert explained("store.plain") == PLAIN
    assert explained("plain", "./other") == other


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nosuch", "no function is called nosuch"),
        ("keep", "no function is called keep; there is (*Store).keep"),
        ("other.plain", "no function is called other.plain; there is plain"),
        ("", "no function is called "),
        ("a\x1b[31m", "no function is called a\\x1b[31m"),
    ],
)
def test_no_function_of_that_name_is_a_usage_error(module: Path, name: str, said: str) -> None:
    result = run("--function", name)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"Error: {said}\n")


def test_pattern_without_a_file_is_said(module: Path) -> None:
    result = run("--function", "plain", "nosuch.go")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "nosuch.go: error: no such file or directory\n"


def test_patterns_without_the_option_are_a_usage_error(module: Path) -> None:
    result = run("rows-not-closed", "./store")
    assert result.exit_code == 2
    assert result.stderr == "Error: one rule at a time, not 2; patterns go with --function\n"


def test_function_with_a_syntax_error_or_no_body(module: Path) -> None:
    write_tree(
        module, {"bad/a.go": 'package bad\n\nimport "database/sql"\n\nfunc half(rows *sql.Rows) {\n\tx := := 1\n}\n'}
    )
    assert (
        explained("half", "./bad")
        == """\
bad/a.go:5: func half(rows *sql.Rows)
  its body is not known: a syntax error stands in it
  rows: unknown
    a syntax error stands in it
  returns always
"""
    )
    write_tree(module, {"asm/a.go": 'package asm\n\nimport "database/sql"\n\nfunc far(rows *sql.Rows) *sql.Rows\n'})
    assert (
        explained("far", "./asm")
        == """\
asm/a.go:5: func far(rows *sql.Rows) *sql.Rows
  its body is not known: it has no body
  rows: unknown
    it has no body
  result 0 (result set): somebody else's, the caller need not release it
  returns always
"""
    )


def test_wrong_directive_is_said_and_not_heeded(module: Path) -> None:
    write_tree(module, {"store/store.go": STORE.replace("takes rows", "takes row")})
    result = run("--function", "adopt")
    assert result.exit_code == 2
    assert "rows: borrows it\n" in result.stdout
    message = "`takes row`: adopt has no parameter row; did you mean rows?"
    assert result.stderr == f"store/store.go:77:1: error: {message}\n"


def test_what_the_terminal_would_act_on_is_escaped(module: Path) -> None:
    write_tree(module, {"odd/a.go": 'package odd\n\nfunc odd(n int /* \x1b[31m */) { panic("\x1b]0;x\x07") }\n'})
    assert (
        explained("odd")
        == """\
odd/a.go:3: func odd(n int /* \\x1b[31m */)
  no parameter or result of it can carry a resource
  never returns: it ends the goroutine or panics
    line 3: func odd(n int /* \\x1b[31m */) { panic("\\x1b]0;x\\x07") }
"""
    )


def test_color_is_for_the_signature_alone(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert explained("plain") == PLAIN.replace("func plain(n int) int", "\x1b[1mfunc plain(n int) int\x1b[0m")


def test_body_nested_too_deeply_is_no_traceback(module: Path) -> None:
    deep = "if n > 0 {\n" * 4000 + "}\n" * 4000
    write_tree(module, {"deep/a.go": f"package deep\n\nfunc deep(n int) {{\n{deep}}}\n"})
    result = run("--function", "deep", "./deep")
    assert result.exit_code in (0, 2)
