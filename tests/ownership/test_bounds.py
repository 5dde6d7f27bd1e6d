"""What ends a resource at the latest, who ends that, and which statement finds the connection busy."""

from __future__ import annotations

import pytest
from analysed import Analysed

from ownership.frames import following
from rowsclose.go.ir import Call, Method
from rowsclose.ownership.provenance.bounds import bounds_of, ends_bound, may_end_bound
from rowsclose.ownership.transfer.frame import Phase

SIGNATURE = "f(db *sql.DB, tx *sql.Tx, conn *sql.Conn, st *sql.Stmt, ctx context.Context)"
ENDS_TX = ["Commit", "Rollback"]


def analysed(body: str) -> Analysed:
    return Analysed(f"func {SIGNATURE} {{ {body} }}", "context")


def last(body: str, method: str) -> tuple[Analysed, Call]:
    """The last call in it of a method."""
    made = analysed(body)
    return made, [c for c in made.calls() if isinstance(c.callee, Method) and c.callee.name == method][-1]


@pytest.mark.parametrize(
    ("body", "method", "expected"),
    [
        ("db.Query(`q`)", "Query", []),
        ("tx.Query(`q`)", "Query", [("tx", ENDS_TX)]),
        ("t, _ := db.Begin(); t.Query(`q`)", "Query", [("t", ENDS_TX)]),
        ("tx.Prepare(`q`)", "Prepare", [("tx", ENDS_TX)]),
        ("s, _ := tx.Prepare(`q`); s.Query()", "Query", [("tx", ENDS_TX)]),
        ("tx.Stmt(st).Query()", "Query", [("tx", ENDS_TX)]),
        ("st.Query()", "Query", []),  # of the pool, for all that is known
        ("conn.QueryContext(ctx, `q`)", "QueryContext", []),  # its Close waits for the rows
        ("p, _ := sql.Open(`d`, ``); p.Query(`q`)", "Query", [("p", ["Close"])]),
        ("db.QueryContext(ctx, `q`)", "QueryContext", []),
        ("c, end := context.WithCancel(ctx); db.QueryContext(c, `q`); end()", "QueryContext", [("end", [])]),
        (
            "c, end := context.WithTimeout(ctx, 1); d, stop := context.WithCancel(c); "
            "db.QueryContext(d, `q`); end(); stop()",
            "QueryContext",
            [("stop", []), ("end", [])],
        ),
        ("c, end := context.WithCancel(ctx); db.BeginTx(c, nil); end()", "BeginTx", [("end", [])]),
        # A statement and a connection live on where their context has ended.
        ("c, end := context.WithCancel(ctx); db.PrepareContext(c, `q`); end()", "PrepareContext", []),
        ("c, end := context.WithCancel(ctx); db.Conn(c); end()", "Conn", []),
    ],
)
def test_what_ends_the_bound(body: str, method: str, expected: list[tuple[str, list[str]]]) -> None:
    made, call = last(body, method)
    enders = bounds_of(call, 0, made.typing(), made.analysis.summaries, made.analysis.view.obligations).enders
    assert [(e.place.written, sorted(e.methods)) for e in enders] == expected


@pytest.mark.parametrize(
    ("body", "method", "expected"),
    [
        ("db.QueryContext(ctx, `q`)", "QueryContext", ["ctx"]),
        (
            "c, end := context.WithCancel(ctx); d, stop := context.WithCancel(c); db.BeginTx(d, nil)",
            "BeginTx",
            ["d", "c", "ctx"],
        ),
        ("db.Conn(ctx)", "Conn", []),
        ("db.Query(`q`)", "Query", []),
    ],
)
def test_contexts_that_it_ends_with(body: str, method: str, expected: list[str]) -> None:
    made, call = last(body, method)
    contexts = bounds_of(call, 0, made.typing(), made.analysis.summaries, made.analysis.view.obligations).contexts
    assert [place.written for place in contexts] == expected


@pytest.mark.parametrize(
    ("ending", "expected"),
    [("tx.Rollback()", True), ("tx.Commit()", True), ("tx.Exec(`x`)", False), ("db.Close()", False), ("end()", True)],
)
def test_calls_that_end_a_bound(ending: str, expected: bool) -> None:
    made, call = last(f"c, end := context.WithCancel(ctx); tx.QueryContext(c, `q`); _ = end; {ending}", "QueryContext")
    enders = bounds_of(call, 0, made.typing(), made.analysis.summaries, made.analysis.view.obligations).enders
    assert ends_bound(made.calls()[-1], enders, made.typing()) is expected


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("tx.Rollback()", True),
        ("db.Close()", True),
        ("end()", True),
        ("db.Ping()", False),
        ("tx.Exec(`x`)", False),
        ("other()", False),
    ],
)
def test_calls_that_may_end_the_bound_of_something_later(ending: str, expected: bool) -> None:
    made = analysed(f"_, end := context.WithCancel(ctx); var other func(); {ending}; _, _ = end, other")
    call = next(c for c in made.calls() if c.span.end - c.span.start == len(ending))
    assert may_end_bound(call, made.typing(), made.analysis.view.obligations) is expected


# On a path ------------------------------------------------------------------------------------------

BODY = "rows, err := tx.Query(`q`)\n_ = err\n{}\n_ = rows"


def behind(statement: str, before: str, **frame: object) -> tuple[list[str], list[str]]:
    ran = (
        following(BODY.format(statement), signature="f(db *sql.DB, tx *sql.Tx)", site="tx.Query(`q`)")
        .in_frame(**frame)
        .ran(statement, before)
    )
    return ran.facts, ran.events


def test_the_end_of_the_bound_ends_the_resource() -> None:
    assert behind("tx.Commit()", "open at rows") == (
        ["released by bound at rows"],
        ["released by bound at 'tx.Commit()'"],
    )
    assert behind("db.Close()", "open at rows") == (["open at rows; exposed"], [])


def test_the_end_of_the_bound_comes_before_a_deferred_close() -> None:
    held = "released by deferred at rows; held"
    assert behind("tx.Rollback()", held)[0] == ["released by deferred at rows"]
    assert behind("db.Ping()", held)[0] == [held]


def test_a_deferred_end_of_the_bound_leaves_open_and_says_so() -> None:
    assert behind("tx.Rollback()", "open at rows", phase=Phase.EXIT)[0] == ["open at rows; ended; exposed"]
    settled = "released by call at rows"
    assert behind("tx.Rollback()", settled, phase=Phase.EXIT)[0] == [settled]


@pytest.mark.parametrize(
    ("statement", "before", "expected"),
    [
        ("tx.Exec(`x`)", "open at rows", ["busy at 'tx.Exec'"]),
        ("tx.QueryRow(`x`)", "open at rows", ["busy at 'tx.QueryRow'"]),
        ("tx.Exec(`x`)", "released by deferred at rows; held", ["busy at 'tx.Exec'"]),
        ("tx.Exec(`x`)", "released by call at rows", []),
        ("tx.Exec(`x`)", "void at rows", []),
        ("tx.Exec(`x`)", "open at rows; err is nil: no => void", []),  # there may be no rows
        ("db.Exec(`x`)", "open at rows", []),  # over the pool
        ("rows.Next()", "open at rows", []),
    ],
)
def test_a_statement_on_the_handle_that_is_still_read_from_is_noted(
    statement: str, before: str, expected: list[str]
) -> None:
    assert [e for e in behind(statement, before)[1] if e.startswith("busy")] == expected
