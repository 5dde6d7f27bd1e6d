"""Which files a usual build takes; and that what they declare counts, not what lies beside it for another one."""

from __future__ import annotations

from pathlib import Path

import pytest
from checking import checked_patterns
from filetree import write_tree
from gocode import NOWHERE, program_of

from rowsclose.finding import Run
from rowsclose.go.built import is_built

NAMES = {
    "a.go": True,
    "a_linux.go": True,
    "a_linux_amd64.go": True,
    "a_amd64_test.go": True,
    "linux.go": True,
    "windows.go": True,
    "a_windows.go": False,
    "a_windows_test.go": False,
    "a_linux_arm64.go": False,
    "a_darwin_amd64.go": False,
    "a_windows_helper.go": True,
    "_a.go": False,
}
CONSTRAINTS = {
    "": True,
    "//go:build linux\n": True,
    "//go:build ignore\n": False,
    "// Licence.\n\n//go:build !cgo\n": False,
    "/* x */\n//go:build (darwin || linux) && !race\n": True,
    "//go:build linux && (race || !amd64)\n": False,
    "//go:build go1.18\n": True,
    "//go:build !unix || purego\n": False,
    "//go:build\tignore\r\n": False,
    "//go:buildignore\n": True,
    "// //go:build ignore\n": True,
    "// +build ignore\n": False,
    "// +build windows linux,!cgo\n": False,
    "// +build windows linux\n// +build amd64\n": True,
    "//go:build linux\n// +build ignore\n": True,
    "//go:build ((\n": True,
}


@pytest.mark.parametrize("name", NAMES)
def test_name_tells_the_system_and_processor(name: str) -> None:
    assert is_built(name, b"package p\n") is NAMES[name]


@pytest.mark.parametrize("head", CONSTRAINTS)
def test_constraint_is_that_above_the_package_clause(head: str) -> None:
    assert is_built("a.go", f"{head}\npackage p\n".encode()) is CONSTRAINTS[head]
    assert is_built("a.go", f"package p\n\n{head}\n".encode())


def test_package_that_go_passes_over_is_not_built() -> None:
    assert not is_built("a.go", b"// x\npackage documentation\n")
    assert is_built("a.go", b"// documentation\npackage p\n")


def test_imports_mean_the_package_that_is_built() -> None:
    files = {"a.go": "//go:build ignore\n\npackage main\nfunc F() {}\n", "b.go": "package p\nfunc F() {}\n"}
    assert [(p.name, p.path) for p in program_of(files).packages_in(NOWHERE)] == [("p", "."), ("main", "._main")]


# Findings -----------------------------------------------------------------------------------------

STORE = """package store

import "database/sql"

type Store struct{ db *sql.DB }

func (s *Store) All() (*sql.Rows, error) { return s.db.Query("SELECT a FROM b") }

func List(db *sql.DB) (*sql.Rows, error) { return db.Query("SELECT a FROM b") }
"""
NONE = """package store

import (
	"database/sql"
	"errors"
)

type Store struct{ db *sql.DB }

func (s *Store) All() (*sql.Rows, error) { return nil, errors.New("not supported") }

func List(db *sql.DB) (*sql.Rows, error) { return nil, errors.New("not supported") }
"""
USES = """package web

import "m.test/m/store"

func count(s *store.Store) (n int, err error) {
	rows, err := s.All()
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		n++
		if n > 9 {
			return n, nil
		}
	}
	return n, rows.Err()
}

func first() (string, error) {
	rows, err := store.List(nil)
	if err != nil {
		return "", err
	}
	rows.Next()
	return "", rows.Err()
}
"""
OTHERS = {
    "a program beside it": {"a.go": f"//go:build ignore\n\n{NONE.replace('package store', 'package main')}"},
    "an empty program beside it": {"gen.go": "//go:build ignore\n\npackage main\n\nfunc main() {}\n"},
    "an old constraint": {"gen.go": "// +build ignore\n\npackage main\n\nfunc main() {}\n"},
    "documentation": {"doc.go": NONE.replace("package store", "package documentation")},
    "without cgo": {"none.go": f"//go:build !cgo\n\n{NONE}"},
    "another system": {"a_windows.go": NONE},
    "a tag that nobody gives": {"a.go": f"//go:build nodb || (plan9 && cgo)\n\n{NONE}"},
}


def _checked(root: Path, store: dict[str, str]) -> Run:
    files = {f"store/{name}": text for name, text in store.items()}
    write_tree(root, {"go.mod": "module m.test/m\n", "web/web.go": USES, **files})
    return checked_patterns(["./..."], root)


@pytest.mark.parametrize("other", OTHERS)
def test_what_lies_beside_a_package_hides_no_leak(other: str, tmp_path: Path) -> None:
    run = _checked(tmp_path, {**OTHERS[other], "store.go": STORE})
    assert [(f.path, f.rule_id, f.function) for f in run.findings] == [
        ("web/web.go", "rows-not-closed", "count"),
        ("web/web.go", "rows-not-closed", "first"),
    ]


@pytest.mark.parametrize("constraint", ["//go:build ignore", "//go:build !linux"])
def test_what_is_for_another_build_makes_no_leak(constraint: str, tmp_path: Path) -> None:
    assert not _checked(tmp_path, {"a.go": f"{constraint}\n\n{STORE}", "store.go": NONE}).findings


def test_order_in_which_files_are_asked_for_does_not_matter(tmp_path: Path) -> None:
    files = {"store/a_windows.go": NONE, "store/store.go": STORE, "store/use.go": USES.replace("store.", "")}
    files["store/use.go"] = files["store/use.go"].replace('package web\n\nimport "m.test/m/store"', "package store")
    write_tree(tmp_path, {"go.mod": "module m.test/m\n", **files})
    alone = checked_patterns(["./store/use.go"], tmp_path)
    among = checked_patterns(["./..."], tmp_path)
    assert alone.findings == among.findings
    assert len(alone.findings) == 2
