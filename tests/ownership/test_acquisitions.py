"""Which calls acquire, into which function's variables, and what use says where types are out of reach."""

from __future__ import annotations

import pytest
from analysed import Analysed

from rowsclose.go import types as t
from rowsclose.go.ir import Call, Direct, Method
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.obligations.obligation import Evidence

FAR = "example.com/far"


def name_of(call: Call) -> str:
    match call.callee:
        case Method(_, name):
            return name
        case Direct(name):
            return name.name
        case _:
            return "?"


def acquired(body: str, head: str = "", parameters: str = "db *sql.DB") -> list[tuple[str, str, str, int]]:
    """Of each acquiring call: its name, where the resource goes, the evidence, and which result it is."""
    analysed = Analysed(f"{head}\nfunc f({parameters}) {{ {body} }}", FAR)
    return [
        (name_of(a.call), a.place.written if a.place is not None else "-", a.obligation.evidence.value, a.result)
        for a in analysed.acquisitions()
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('rows, err := db.Query("q")', [("Query", "rows", "declared", 0)]),
        ('_, err := db.Query("q")', [("Query", "-", "declared", 0)]),
        ('db.Query("q")', [("Query", "-", "declared", 0)]),
        ('defer db.Query("q")', [("Query", "-", "declared", 0)]),
        ('go db.Query("q")', [("Query", "-", "declared", 0)]),
        ('x.rows, err = db.Query("q")', [("Query", "x.rows", "declared", 0)]),
        ("tx, err := db.Begin()", [("Begin", "tx", "declared", 0)]),
        ('db.Exec("q")', []),
        ("tx.Stmt(st)", []),
        ("n, r, err := three()", [("three", "r", "declared", 1)]),
        ("all := many()", []),
        ("one := held()", []),
        ("w := open()", [("open", "w", "wrapped", 0)]),
        ("r := new(sql.Rows)", []),
        ("r := (*sql.Rows)(nil)", []),
    ],
)
def test_acquiring_calls_by_type(body: str, expected: list[tuple[str, str, str, int]]) -> None:
    head = """
type s struct { rows *sql.Rows }
func (x *s) Close() { x.rows.Close() }
var x s
func three() (int, *sql.Rows, error)
func many() ([]*sql.Rows, error)
func held() *sql.Rows { return x.rows }
func open() *s { rows, _ := three2(); return &s{rows} }
func three2() (*sql.Rows, error)
"""
    assert acquired(body, head, "db *sql.DB, tx *sql.Tx, st *sql.Stmt") == expected


def test_directives_decide_what_a_type_does_not_say() -> None:
    head = """
//rowsclose:acquires rows End
func start() int
//rowsclose:not-acquired
func lent() (*sql.Rows, error)
//rowsclose:acquires-into 1
func fill(n int, to **sql.Rows) error
//rowsclose:acquires-into 0
func fillNothing(to *int) error
"""
    body = "n := start(); r, err := lent(); var to *sql.Rows; fill(1, &to); var i int; fillNothing(&i)"
    assert acquired(body, head) == [("start", "n", "acquired", 0), ("fill", "to", "declared", 0)]


def test_calls_of_literals_are_their_own_and_all_are_found() -> None:
    body = 'rows, _ := db.Query("1"); g := func() { tx, _ := db.Begin() }; g(); st, _ := db.Prepare("2")'
    assert [name for name, *_ in acquired(body)] == ["Query", "Prepare", "Begin"]


@pytest.mark.parametrize(
    ("body", "home"),
    [
        ('rows, _ := db.Query("q")', "f"),
        ('func() { rows, _ := db.Query("q") }()', "f.func"),
        ('var rows *sql.Rows; func() { rows, _ = db.Query("q") }()', "f"),
        ('var rows *sql.Rows; func() { func() { rows, _ = db.Query("q") }() }()', "f"),
        ('func() { var rows *sql.Rows; func() { rows, _ = db.Query("q") }() }()', "f.func"),
        ('var err error; func() { _, err = db.Query("q") }()', "f"),
        ('func() { db.Query("q") }()', "f.func"),
    ],
)
def test_home_is_the_function_that_declares_the_variable(body: str, home: str) -> None:
    (found,) = Analysed(f"func f(db *sql.DB) {{ {body} }}").acquisitions()
    assert found.home.name == home


def test_what_fills_a_variable_of_an_enclosing_function_is_at_home_there() -> None:
    head = "//rowsclose:acquires-into 0\nfunc fill(to **sql.Rows) error\n"
    (found,) = Analysed(f"{head}func f() {{ var rows *sql.Rows; func() {{ fill(&rows) }}() }}").acquisitions()
    assert (found.home.name, found.place) == ("f", found.into)


# Use ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("r, err := far.Away(); for r.Next() { r.Scan(&x) }; r.Close()", ResourceKind.ROWS),
        ("r, err := far.Away(); for r.Next() { r.Scan(&x) }; c = r.Err()", ResourceKind.ROWS),
        ("r, err := far.Away(); for r.Next() { r.Scan(&x) }", None),  # nothing shows that it can be closed
        ("r, err := far.Away(); for r.Next() { r.Scan(&x, m) }; r.Close()", ResourceKind.ROWS),
        ("r, err := far.Away(); for r.Next() { r.MapScan(m) }; r.Close()", ResourceKind.ROWS),
        ("r, err := far.Away(); q := r; for q.Next() { q.Scan(&x) }; q.Close()", ResourceKind.ROWS),
        ("r, err := far.Away(); for r.Next() { q := r; q.Scan(&x) }; r.Close()", ResourceKind.ROWS),
        ("r, err := far.Away(); for r.Next() {}", None),
        ("r, err := far.Away(); for r.Next(1) { r.Scan(&x) }", None),
        ("r, err := far.Away(); for r.Next() { r.Scan() }", None),
        ("r, err := far.Away(); r.Scan(&x)", None),
        ("v.r, err = far.Away(); for v.r.Next() { v.r.Scan(&x) }", None),
        ("r, err := h.Rows(); for r.Next() { h.ScanRows(r, &x) }", ResourceKind.ROWS),
        ("r, err := h.Rows(); for r.Next() { h.ScanRows(r, x) }", None),
        ("r := h.Rows(); for r.Next() { h.ScanRows(r, &x) }", None),
        ("r, err := h.Rows(); for r.Next() { other.ScanRows(r, &x) }", None),
        ('st, err := h.Prepare("q"); st.Exec(); st.Close()', ResourceKind.STATEMENT),
        ('st, err := h.PrepareContext(c, "q"); st.QueryRow(); st.Close()', ResourceKind.STATEMENT),
        ('st, err := h.Prepare("q"); st.Exec()', ResourceKind.STATEMENT),  # that nobody closes
        ('st, err := h.Prepare("q"); st.Close()', None),
        ('st, err := h.Make("q"); st.Exec(); st.Close()', None),
        ('st := h.Prepare("q"); st.Exec(); st.Close()', None),
        ("tx, err := h.Begin(); tx.Commit(); tx.Rollback()", ResourceKind.TRANSACTION),
        ("tx, err := h.BeginTx(c); defer tx.Rollback(); tx.Commit()", ResourceKind.TRANSACTION),
        ("tx, err := h.Begin(); tx.Commit()", None),
        ('tx, err := h.Begin(); tx.Exec("q")', ResourceKind.TRANSACTION),  # that nobody ends
        ('tx, err := h.Begin(); tx.Exec("q"); tx.Commit()', ResourceKind.TRANSACTION),
        ("tx, err := h.Open(); tx.Commit(); tx.Rollback()", None),
        ("r, err := far.Away(); read(r)", ResourceKind.ROWS),
        ("r, err := far.Away(); end(r)", ResourceKind.TRANSACTION),
        ("r, err := far.Away(); count(r)", None),
        ("r, err := far.Away(); wrapped(r)", None),
    ],
)
def test_use_decides_where_types_are_out_of_reach(body: str, kind: ResourceKind | None) -> None:
    head = """
type w struct { *sql.Rows }
func read(rows *sql.Rows)
func end(tx *sql.Tx)
func count(n int)
func wrapped(x w)
"""
    analysed = Analysed(
        f"{head}func f(h, other far.Handle, x int, m map[string]any, c any) {{ var v far.V; {body} }}", FAR
    )
    found = analysed.acquisitions()
    assert [(a.obligation.kind, a.obligation.evidence, a.result) for a in found] == (
        [(kind, Evidence.USED, 0)] if kind is not None else []
    )


def test_what_is_used_like_a_result_set_but_has_a_known_type_is_none() -> None:
    head = "type list struct{}\nfunc (list) Next() bool\nfunc (list) Scan(x any) error\nfunc get() (list, error)\n"
    assert acquired("r, err := get(); for r.Next() { r.Scan(1) }", head) == []


def test_how_a_resource_is_used_is_its_obligation() -> None:
    (found,) = Analysed("func f() { r, err := far.Away(); read(r) }\nfunc read(r *sql.Rows)", FAR).acquisitions()
    assert (found.obligation.releases, found.obligation.type) == (frozenset({"Close"}), t.Named("database/sql", "Rows"))
