"""Which functions mention a name that can give a resource: all ways in which Go code can come to call one."""

from __future__ import annotations

from pathlib import Path

import pytest
from filetree import write_tree

from rowsclose.go.modules import Modules
from rowsclose.prefilter.candidates import CandidatesByName, function_filter

HEAD = """\
package store

import (
	"context"
	"database/sql"
)

type Store struct{ db *sql.DB }
"""
ENTRIES = """
func (s *Store) Entries(ctx context.Context) (*sql.Rows, error) { return s.db.QueryContext(ctx, `q`) }
"""
STORE = f"""\
{HEAD}{ENTRIES}
type Cursor struct{{ rows *sql.Rows }}

func (c *Cursor) Close() error {{ return c.rows.Close() }}

type Lease struct{{}}

type Pool[T any] struct{{ make func() T }}

func (p *Pool[T]) Take() T {{ return p.make() }}
"""


def is_looked_at(root: Path, files: dict[str, str], name: str = "web/web.go", function: str = "func f(") -> bool:
    """Whether a function of a module's file is, and the file because of it."""
    write_tree(root, {"go.mod": "module m.test/m\n", **files})
    file = str(root / name)
    candidates = CandidatesByName(Modules(str(root)), {}, [])
    text = (root / name).read_bytes()
    candidates.note(file, text)
    start = text.index(function.encode())
    end = text.find(b"\n}", start)
    looked_at = function_filter(text, candidates.places(file, text))(start, end if end >= 0 else len(text))
    assert candidates.may_acquire(file, lambda: text) or not looked_at
    return looked_at


def web(body: str, parameters: str = "s *store.Store", more: str = "", imports: str = "m.test/m/store") -> str:
    """A file of another package, which imports the store."""
    return f'package web\n\nimport "{imports}"\n\n{more}func f({parameters}) {{\n\t{body}\n}}\n'


# What the store declares, and what a function of another package does with it: behind `//`, its parameter.
GIVING = {
    "method": ("", "s.Entries(nil)"),
    "method on the next line": ("", "s.\n\t\tEntries(nil)"),
    "method value": ("", "list := s.Entries\n\tlist(nil)"),
    "method expression": ("", "(*store.Store).Entries(s, nil)"),
    "function": ("func List(s *Store) (*sql.Rows, error) { return nil, nil }", "store.List(s)"),
    "named results": ("func List(s *Store) (r *sql.Rows, e error) { return }", "store.List(s)"),
    "several lines": (
        """
func List(
	s *Store, // (all)
	f func(int) error,
) (
	*sql.Rows,
	error,
) {
	return nil, nil
}
""",
        "store.List(s, nil)",
    ),
    "braces in the signature": (
        "func List(o struct{ A int }, f func() interface{}) (*sql.Rows, error) { return nil, nil }",
        "store.List(o, nil)",
    ),
    "interface": (
        """
type Repo interface {
	// All gives (all).
	All(ctx context.Context) (*sql.Rows, error)
}
""",
        "s.All(nil) // s store.Repo",
    ),
    "interface in a group": (
        """
type (
	ID int

	Repo interface {
		All() (*sql.Rows, error)
	}
)
""",
        "s.All() // s store.Repo",
    ),
    "variable of a function type": ("var All func() (*sql.Rows, error)", "store.All()"),
    "variable with a literal": (
        """
var All = func(s *Store) (*sql.Rows, error) {
	return nil, nil
}
""",
        "store.All(s)",
    ),
    "variable that stands for a method": ("var All = (*Store).Entries", "store.All(s, nil)"),
    "variables in a group": (
        """
var (
	n, m = 1, 2
	All  = (*Store).Entries
)
""",
        "store.All(s, nil)",
    ),
    "field": (
        """
type Hooks struct {
	A, Open func() (*sql.Rows, error) `json:"-"`
}
""",
        "h.Open() // h store.Hooks",
    ),
    "field of several lines": (
        """
type Hooks struct {
	Open func(
		a int,
	) (*sql.Rows, error) // it
}
""",
        "h.Open(1) // h store.Hooks",
    ),
    "field of a struct within": (
        """
type Hooks struct {
	In struct {
		Open func() *sql.Rows
	}
}
""",
        "h.In.Open() // h store.Hooks",
    ),
    "field of a named function type": (
        """
type Opener func() (*sql.Rows, error)

type Hooks struct{ Of Opener }
""",
        "h.Of() // h *store.Hooks",
    ),
    "parameter of a named function type": ("type Opener func() (*sql.Rows, error)", "o() // o store.Opener"),
    "functions in a map": ("type Hooks struct{ All map[string]func() *sql.Rows }", 'h.All["a"]() // h store.Hooks'),
    "function that gives a function": ("func Opener(s *Store) func() *sql.Rows { return nil }", "store.Opener(s)()"),
    "wrapper": ("func Open(s *Store) *Cursor { return nil }", "store.Open(s)"),
    "wrapper of a wrapper": (
        """
type Page struct {
	*Cursor
	N int
}

func Open(s *Store) (Page, error) { return Page{}, nil }
""",
        "store.Open(s)",
    ),
    "alias": ("type Rows = sql.Rows\n\nfunc Open(s *Store) *Rows { return nil }", "store.Open(s)"),
    "defined from a wrapper": ("type Other Cursor\n\nfunc Open(s *Store) *Other { return nil }", "store.Open(s)"),
    "interface of the shape of a result set": (
        """
type It interface {
	Next() bool
	Scan(...any) error
	Close() error
}

func Open(s *Store) It { return nil }
""",
        "store.Open(s)",
    ),
    "shape put together": (
        """
type next interface{ Next() (more bool) }

type It interface {
	next
	Scan(to ...any) error
	Close() error
}

func Open(s *Store) (It, error) { return nil, nil }
""",
        "store.Open(s)",
    ),
    "transaction behind an interface": (
        """
type Work interface {
	Commit() error
	Rollback() error
}

func (s *Store) Start() (Work, error) { return nil, nil }
""",
        "s.Start()",
    ),
    "transaction that a handle begins": (
        """
type DB interface {
	Begin() (DB, error)
	Commit() error
	Rollback() error
}
""",
        "db.Begin() // db store.DB",
    ),
    "anonymous interface": (
        "func Open(s *Store) interface{ Close() error } { rows, _ := s.db.Query(`q`); return rows }",
        "store.Open(s)",
    ),
    "resource behind any interface": (
        """
type Stopper interface{ Stop() }

func (c *Cursor) Stop() { c.rows.Close() }

func Open(s *Store) (Stopper, error) {
	rows, err := s.db.Query(`q`)
	return &Cursor{rows}, err
}
""",
        "store.Open(s)",
    ),
    "directive": (
        """
// Borrow lends.
//
//rowsclose:acquires conn Back
func (s *Store) Borrow() *Lease { return nil }
""",
        "s.Borrow()",
    ),
    "directive on a type": (
        """
//rowsclose:resource conn
//rowsclose:must-call Back
type Loan struct{}

func (s *Store) Borrow() *Loan { return nil }
""",
        "s.Borrow()",
    ),
    "directive in an interface": (
        """
type Lender interface {
	//rowsclose:acquires conn Back
	Borrow() any
}
""",
        "s.Borrow() // s store.Lender",
    ),
    "what a directive says is acquired, handed on": (
        """
//rowsclose:acquires conn Back
func (s *Store) Borrow() *Lease { return nil }

func Lend(s *Store) *Lease { return s.Borrow() }
""",
        "store.Lend(s)",
    ),
    "generic function": (
        "func Do[T any](f func() (T, error)) (T, error) { return f() }",
        "store.Do(func() (*store.Cursor, error) { return nil, nil })",
    ),
    "generic function of a method": (
        "func Do[T any](f func() (T, error)) (T, error) { return f() }",
        "store.Do(s.Entries)",
    ),
    "generic type that a field has": ("type Conns struct{ Idle *Pool[*sql.Conn] }", "c.Idle.Take() // c store.Conns"),
    "generic type embedded": (
        """
type Conns struct{ Pool[*sql.Conn] }

type Held struct{ In Conns }
""",
        "h.In.Take() // h store.Held",
    ),
    "generic type by another name": ("type Conns = Pool[*sql.Conn]", "p.Take() // p *store.Conns"),
    "what takes one": (
        "func Drain(rows *sql.Rows) error { return rows.Close() }",
        'r, _ := other.Fetch("a")\n\tstore.Drain(r)',
    ),
}


@pytest.mark.parametrize("form", GIVING)
def test_call_of_a_name_that_can_give_or_take_is_looked_at(form: str, tmp_path: Path) -> None:
    declarations, use = GIVING[form]
    body, _, parameters = use.partition(" // ")
    using = web(body, parameters or "s *store.Store")
    assert is_looked_at(tmp_path, {"store/store.go": f"{STORE}\n{declarations}\n", "web/web.go": using})


USING = {
    "literal": "func() (*sql.Rows, error) { return nil, nil }()",
    "literal over lines": "func(\n\t\ta int,\n\t) (\n\t\t*sql.Rows,\n\t\terror,\n\t) {\n\t\treturn nil, nil\n\t}(1)",
    "variable of a function type": "var open func(int) *sql.Rows\n\topen(1)",
    "type argument": "other.Open[*sql.Rows]()",
    "deferred": "defer db.Query(`q`)",
    "result set out of reach": "r := other.Get()\n\tfor r.Next() {\n\t\tr.ScanRow(x)\n\t}",
    "scanned by its handle": "r, _ := h.Get()\n\tfor r.\n\t\tNext() {\n\t\th.Load(r, &x)\n\t}",
    "statement out of reach": "st, _ := h.PrepareNamed(q)\n\tst.Exec(1)\n\tst.Close()",
    "transaction out of reach": "t, _ := h.BeginWork(q)\n\tdefer t.Rollback()\n\tt.Commit()",
}


@pytest.mark.parametrize("form", USING)
def test_function_that_writes_the_type_or_uses_a_value_as_one_is_looked_at(form: str, tmp_path: Path) -> None:
    text = f'package web\n\nimport "database/sql"\n\nfunc f(db *sql.DB) {{\n\t{USING[form]}\n}}\n'
    assert is_looked_at(tmp_path, {"web/web.go": text})


IMPORTS = {
    "alias": web("x.Entries(nil)", "x *db.Store").replace('import "', 'import db "'),
    "dot": web("List(nil)", "x *Store").replace('import "', 'import . "'),
    "group": web("s.Entries(nil)").replace(
        'import "m.test/m/store"', 'import (\n\t"fmt" // (it)\n\n\t"m.test/m/store"\n)'
    ),
    "two": web("s.Entries(nil)").replace('import "m', 'import "fmt"\nimport "m'),
    "raw": web("s.Entries(nil)").replace('"m.test/m/store"', "`m.test/m/store`"),
    "through another": web("h.S.Entries(nil)", "h *mid.Mid", imports="m.test/m/mid"),
    "twice through others": web("h.M.S.Entries(nil)", "h *far.Far", imports="m.test/m/far"),
}


@pytest.mark.parametrize("form", IMPORTS)
def test_names_are_reached_along_imports(form: str, tmp_path: Path) -> None:
    store = HEAD + ENTRIES + "\nfunc List(s *Store) *sql.Rows { return nil }\n"
    mid = 'package mid\n\nimport "m.test/m/store"\n\ntype Mid struct{ S *store.Store }\n'
    far = 'package far\n\nimport "m.test/m/mid"\n\ntype Far struct{ M mid.Mid }\n'
    files = {"store/store.go": store, "mid/mid.go": mid, "far/far.go": far, "web/web.go": IMPORTS[form]}
    assert is_looked_at(tmp_path, files)


def test_package_named_otherwise_than_its_folder_is_reached(tmp_path: Path) -> None:
    text = (HEAD + "func Open(s *Store) *sql.Rows { return nil }\n").replace("package store", "package depot")
    wrapper = 'package mid\n\nimport "m.test/m/store"\n\nfunc Wrap() *depot.Page { return nil }\n'
    page = "\ntype Page struct{ *sql.Rows }\n"
    files = {"store/store.go": text + page, "mid/mid.go": wrapper}
    assert is_looked_at(tmp_path, {**files, "web/web.go": web("mid.Wrap()", "", imports="m.test/m/mid")})


def test_own_package_goes_by_bare_names(tmp_path: Path) -> None:
    files = {"store/a.go": HEAD + "func entries(s *Store) *sql.Rows { return nil }\n"}
    use = "package store\n\nfunc f(s *Store) {\n\tentries(s)\n}\n\nfunc g(s *Store) {\n\tothers(s)\n}\n"
    assert is_looked_at(tmp_path, {**files, "store/b.go": use}, "store/b.go")
    assert not is_looked_at(tmp_path, files, "store/b.go", "func g(")


def test_tests_see_what_their_package_keeps_to_itself(tmp_path: Path) -> None:
    files = {"store/a.go": HEAD + "func entries(s *Store) *sql.Rows { return nil }\n"}
    inside = "package store\n\nfunc f(s *Store) {\n\tentries(s)\n}\n"
    assert is_looked_at(tmp_path, {**files, "store/a_test.go": inside}, "store/a_test.go")
    files = {
        "store/a.go": HEAD + ENTRIES,
        "store/b_test.go": web("s.Entries(nil)").replace("package web", "package store_test"),
    }
    assert is_looked_at(tmp_path, files, "store/b_test.go")


def test_what_a_test_declares_is_its_packages_alone(tmp_path: Path) -> None:
    helper = HEAD + "func Helper(s *Store) *sql.Rows { return nil }\n"
    files = {"store/a.go": HEAD, "store/h_test.go": helper}
    use = "package store\n\nfunc f(s *Store) {\n\tHelper(s)\n}\n"
    assert is_looked_at(tmp_path, {**files, "store/b_test.go": use}, "store/b_test.go")
    assert not is_looked_at(tmp_path, {**files, "web/web.go": web("s.Helper()")})


def test_wrapper_of_a_library_on_the_machine_is_reached(tmp_path: Path) -> None:
    library = HEAD.replace("package store", "package kit") + ENTRIES
    use = web("k.Entries(nil)", "k *kit.Store", imports="other.test/kit")
    assert is_looked_at(tmp_path, {"vendor/other.test/kit/kit.go": library, "web/web.go": use})


UNRELATED = {
    "nothing of the kind in reach": web("s.Entries(nil)", imports="m.test/m/plain"),
    "method of that name elsewhere": web("s.List(nil)"),
    "direct parameters": web("s.Name()", "s *store.Store, tx *sql.Tx, rows *sql.Rows"),
    "name in another word": web("s.EntriesOf(nil)"),
    "bare name of a method": web("Entries(s)"),
    "list walked": web("for e := l.Front(); e != nil; e = e.Next() {\n\t}"),
    "scanner": web("for sc.Scan() {\n\t\tsc.Text()\n\t}"),
    "middleware": web("c.Next()"),
    "begun elsewhere": web("s.BeginLine()"),
}


@pytest.mark.parametrize("form", UNRELATED)
def test_function_without_such_a_name_is_passed_over(form: str, tmp_path: Path) -> None:
    plain = "package plain\n\ntype Store struct{}\n\nfunc (s *Store) Entries(x any) []int { return nil }\n"
    text = UNRELATED[form].replace('"m.test/m/store"', '(\n\t"database/sql"\n\t"m.test/m/store"\n)')
    assert not is_looked_at(tmp_path, {"store/store.go": HEAD + ENTRIES, "plain/plain.go": plain, "web/web.go": text})


def test_cycle_of_imports_ends_and_names_are_those_of_all_in_it(tmp_path: Path) -> None:
    """Under other build tags two packages may import each other."""
    a = 'package a\n\nimport "m.test/m/b"\n\ntype A int\n\nfunc f(x *b.B) {\n\tx.Open().Close()\n}\n'
    b = (
        'package b\n\nimport (\n\t"database/sql"\n\n\t"m.test/m/a"\n)\n\n'
        "type B struct{ a a.A }\n\nfunc (b *B) Open() *sql.Rows { return nil }\n"
    )
    assert is_looked_at(tmp_path, {"a/a.go": a, "b/b.go": b}, "a/a.go")
    outside = 'package c\n\nimport "m.test/m/a"\n\nfunc f(x *a.A) {\n\tx.B.Open()\n}\n'
    assert is_looked_at(tmp_path, {"c/c.go": outside}, "c/c.go")
    use = "package b\n\nfunc f(b *B) {\n\tb.Open()\n}\n"
    assert is_looked_at(tmp_path, {"b/use.go": use}, "b/use.go")
