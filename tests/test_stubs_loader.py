"""Stub files: found by their import paths, read when somebody looks up a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from filetree import write_tree

from rowsclose.go import types as t
from rowsclose.stubs.loader import Stubs

STUB = """\
package lib // import "example.com/lib", "example.com/lib/v2"

//rowsclose:must-call Close
type Cursor struct{}

//rowsclose:closes-when-false
func (c *Cursor) Next() bool

func (c *Cursor) Close() error

type Source interface {
	//rowsclose:acquires rows Close
	Open(name string) (*Cursor, error)
}

// Fatal ends the process.
//
//rowsclose:no-return process
func Fatal(args ...any)
"""


@pytest.fixture
def stubs(tmp_path: Path) -> Stubs:
    return Stubs(str(write_tree(tmp_path, {"lib.go": STUB, "more.go": MORE, "notes.txt": 'package x // import "x"\n'})))


MORE = 'package lib // import "example.com/lib"\n\nfunc More() int\n'


def test_package_is_known_by_each_of_its_import_paths(stubs: Stubs) -> None:
    assert stubs.has("example.com/lib")
    assert stubs.has("example.com/lib/v2")
    assert not stubs.has("example.com/lib/v3")
    assert stubs.load("example.com/lib/v3") is None
    assert not stubs.has("x")


def test_package_is_opened_once_a_path_and_knows_its_path(stubs: Stubs) -> None:
    package = stubs.load("example.com/lib/v2")
    assert package is not None
    assert (package.path, package.name) == ("example.com/lib/v2", "lib")
    assert stubs.load("example.com/lib/v2") is package


def test_types_of_a_stub_belong_to_the_path_they_were_asked_for(stubs: Stubs) -> None:
    for path in ("example.com/lib", "example.com/lib/v2"):
        declared = stubs.type_declaration(t.Named(path, "Cursor"))
        assert declared is not None
        assert declared.package == path
        assert [(d.name, d.arguments) for d in declared.directives] == [("must-call", ("Close",))]
    assert stubs.type_declaration(t.Named("example.com/lib", "Nothing")) is None
    assert stubs.type_declaration(t.Named("nowhere", "Cursor")) is None


def test_directives_of_functions_methods_and_interface_methods(stubs: Stubs) -> None:
    cursor, source = t.Named("example.com/lib", "Cursor"), t.Named("example.com/lib", "Source")
    assert [d.name for d in stubs.method_directives(cursor, "Next")] == ["closes-when-false"]
    assert stubs.method_directives(cursor, "Close") == ()
    assert [d.arguments for d in stubs.method_directives(source, "Open")] == [("rows", "Close")]
    assert [d.arguments for d in stubs.function_directives("example.com/lib", "Fatal")] == [("process",)]
    assert stubs.function_directives("example.com/lib", "Nothing") == ()
    assert stubs.function_directives("nowhere", "Fatal") == ()
    assert stubs.method_directives(t.Named("nowhere", "Cursor"), "Next") == ()


def test_two_files_may_describe_one_package(stubs: Stubs) -> None:
    package = stubs.load("example.com/lib")
    assert package is not None
    assert package.function("More") is not None
    assert package.function("Fatal") is not None


def test_shipped_stub_of_database_sql_says_what_rows_need() -> None:
    stubs = Stubs()
    rows = t.Named("database/sql", "Rows")
    declared = stubs.type_declaration(rows)
    assert declared is not None
    assert ("must-call", ("Close",)) in [(d.name, d.arguments) for d in declared.directives]
    assert [d.name for d in stubs.method_directives(rows, "Next")] == ["closes-when-false"]


@pytest.mark.parametrize(
    "path", ["database/sql", "github.com/jmoiron/sqlx", "github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/pgxpool"]
)
def test_shipped_stub_is_found(path: str) -> None:
    package = Stubs().load(path)
    assert package is not None
    assert package.path == path
