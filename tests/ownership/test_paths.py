"""What a path says beyond that it leaks: what lowers it, an error nobody looks at, what the caller gets, what is busy."""

from __future__ import annotations

import pytest
from analysed import Analysed

from rowsclose.finding import Circumstance, StepKind
from rowsclose.ownership.kinds import ErrorBeside
from rowsclose.ownership.witness.lifetime import Leak, Lifetime

PARAMETERS = "db *sql.DB, tx *sql.Tx, ctx context.Context, all bool, n int"
RESULTS = "(out *sql.Rows, err error)"
ENDED, BOUNDED, EXITING = Circumstance.ENDED_HERE, Circumstance.BOUNDED, Circumstance.EXITING


def failing(call: str) -> str:
    """An acquiring call, whose error is returned."""
    return f"rows, err := {call}\nif err != nil {{\nreturn nil, err\n}}\n"


def of(body: str, call: str = "", head: str = "", *imports: str) -> Lifetime:
    """The lifetime in a function of the resource that a call gives; of the only one, where none is named."""
    text = f"{head}\nfunc f({PARAMETERS}) {RESULTS} {{\n{body}\n}}\n"
    found = Analysed(text, "context", *imports).lifetimes()
    (one,) = [x for x in found if call in x.site.call]
    return one


def lines(lifetime: Lifetime, *leaks: Leak | None) -> list[int | None]:
    """Lines behind the acquiring call."""
    return [None if leak is None else leak.line - lifetime.site.line for leak in leaks]


# What lowers the weight -----------------------------------------------------------------------------

QUERY = "db.Query(`SELECT 1`)"
IN_TX = "t, err := db.Begin()\nif err != nil {\nreturn nil, err\n}\n"


@pytest.mark.parametrize(
    ("body", "call", "expected"),
    [
        (failing(QUERY) + "return nil, nil", "Query", ()),
        (failing("tx.Query(`q`)") + "return nil, nil", "Query", (BOUNDED,)),
        (failing("tx.Prepare(`q`)").replace("rows", "st") + "_ = st\nreturn nil, nil", "Prepare", (BOUNDED,)),
        (failing("db.QueryContext(ctx, `q`)") + "return nil, nil", "Query", ()),
        (
            "c, end := context.WithCancel(ctx)\ndefer end()\n" + failing("db.QueryContext(c, `q`)") + "return nil, nil",
            "Query",
            (ENDED,),
        ),
        (IN_TX + "defer t.Rollback()\n" + failing("t.Query(`q`)") + "return nil, nil", "t.Query", (ENDED,)),
        (
            IN_TX + "defer func() {\nt.Rollback()\n}()\n" + failing("t.Query(`q`)") + "return nil, nil",
            "t.Query",
            (ENDED,),
        ),
        (
            "p, err := sql.Open(`d`, ``)\nif err != nil {\nreturn nil, err\n}\ndefer p.Close()\n"
            + failing("p.Query(`q`)")
            + "return nil, nil",
            "p.Query",
            (ENDED,),
        ),
        # Nobody ends it here.
        (IN_TX + failing("t.Query(`q`)") + "return nil, nil", "t.Query", ()),
    ],
)
def test_what_lowers_the_weight_of_a_leak(body: str, call: str, expected: tuple[Circumstance, ...]) -> None:
    found = of(body, call)
    assert [leak.circumstances for leak in found.leaks] == [expected]
    assert found.circumstances == expected


def test_a_call_on_the_path_that_ends_the_bound_ends_the_resource() -> None:
    ending = failing("t.Query(`q`)").replace("return", "t.Rollback()\nreturn") + "t.Commit()\nreturn nil, nil"
    assert of(IN_TX + ending, "t.Query").leaks == ()


def test_an_exit_of_main_is_one_of_the_process() -> None:
    def circumstances(package: str, body: str) -> list[tuple[Circumstance, ...]]:
        text = f"import `database/sql`\nfunc main() {{\nrows, _ := {QUERY}\n_ = rows\n{body}\n}}\nvar db *sql.DB"
        return [leak.circumstances for leak in lifetimes_in(package, text)[0].leaks]

    assert circumstances("main", "") == [(EXITING,)]
    assert circumstances("p", "") == [()]


def lifetimes_in(package: str, text: str) -> list[Lifetime]:
    """Those of the function ``main`` of a package of a name."""
    from gocode import NOWHERE, lowered, program_of

    from rowsclose.ownership.analysis import Analysis
    from rowsclose.stubs.loader import Stubs

    program = program_of({"p.go": f"package {package}\n\n{text}"})
    return list(Analysis(program, Stubs()).lifetimes(lowered(program, "main", NOWHERE)))


# Failing ----------------------------------------------------------------------------------------------


def test_returns_that_fail_come_behind_those_that_do_not() -> None:
    body = (
        failing(QUERY)
        + "if all {\nreturn nil, errors.New(`x`)\n}\nif n > 1 {\nreturn nil, nil\n}\nrows.Close()\nreturn nil, nil"
    )
    found = of(body, "", "", "errors")
    assert [(leak.line - found.site.line, leak.fails) for leak in found.leaks] == [(8, False), (5, True)]


def test_branches_are_told_where_they_decide() -> None:
    def branches(rest: str) -> int:
        (leak, *_) = of(failing(QUERY) + rest).leaks
        return len([s for s in leak.witness if s.kind is StepKind.BRANCH])

    assert branches("if all {\nreturn nil, nil\n}\nrows.Close()\nreturn nil, nil") == 2
    assert branches("if all {\nreturn nil, nil\n}\nreturn nil, nil") == 0


# Its error --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("for rows.Next() {\n}\nreturn nil, rows.Err()", None),
        ("for rows.Next() {\n}\nreturn nil, nil", 7),
        ("if !rows.Next() {\nreturn nil, errGone\n}\nreturn nil, rows.Err()", 6),
        ("for rows.Next() {\n}\nif all {\nreturn nil, nil\n}\nreturn nil, rows.Err()", 8),
        # It fails for another reason, which the caller gets to know.
        ("for rows.Next() {\n}\nif err := tx.Commit(); err != nil {\nreturn nil, err\n}\nreturn nil, rows.Err()", None),
        # The caller may look.
        ("for rows.Next() {\n}\nreturn rows, nil", None),
    ],
)
def test_a_return_behind_the_end_of_the_rows_without_a_look_at_their_error(rest: str, expected: int | None) -> None:
    found = of(failing(QUERY) + "defer rows.Close()\n" + rest, "Query", "var errGone = errors.New(`gone`)", "errors")
    assert lines(found, found.reading.unchecked) == [expected]


def test_the_path_without_a_look_says_so() -> None:
    unchecked = of(failing(QUERY) + "for rows.Next() {\n}\nreturn nil, nil").reading.unchecked
    assert unchecked is not None
    assert unchecked.witness[0].kind is StepKind.ACQUIRE
    assert unchecked.witness[-1].message == "its error is not looked at at this return"


# What the caller gets ---------------------------------------------------------------------------------

HOLDER = "type page struct { rows *sql.Rows }"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("defer rows.Close()\nreturn rows, nil", 5),
        ("defer func() {\nrows.Close()\n}()\nreturn rows, nil", 7),
        ("out = rows\ndefer out.Close()\nreturn out, nil", 6),
        ("defer rows.Close()\nreturn nil, rows.Err()", None),
        ("return rows, nil", None),
        ("rows.Close()\nreturn rows, nil", None),  # on purpose, or so it seems: no defer hides it
        ("defer func() {\nif err != nil {\nrows.Close()\n}\n}()\nreturn rows, nil", None),
    ],
)
def test_what_a_deferred_close_ends_before_the_caller_gets_it(rest: str, expected: int | None) -> None:
    found = of(failing(QUERY) + rest, "", HOLDER)
    assert lines(found, found.closing.handed_on_closed) == [expected]


def test_the_end_of_a_test_comes_behind_the_caller() -> None:
    text = (
        "func open(t *testing.T, db *sql.DB) *sql.Rows {\n"
        "rows, err := db.Query(`q`)\nif err != nil {\nt.Fatal(err)\n}\n{}\nreturn rows\n}\n"
    )
    (cleaned,) = Analysed(
        text.replace("{}\nreturn", "t.Cleanup(func() { rows.Close() })\nreturn"), "testing"
    ).lifetimes("open")
    assert cleaned.closing.handed_on_closed is None
    (deferred,) = Analysed(text.replace("{}\nreturn", "defer rows.Close()\nreturn"), "testing").lifetimes("open")
    assert deferred.closing.handed_on_closed is not None


# Busy -------------------------------------------------------------------------------------------------

PGX = "github.com/jackc/pgx/v5"


def busy(body: str, parameters: str = "ctx context.Context, tx pgx.Tx, pool *sql.DB") -> list[tuple[int, str, bool]]:
    text = (
        f"func f({parameters}) error {{\nrows, err := tx.Query(ctx, `q`)\nif err != nil {{\nreturn err\n}}\n{body}\n}}"
    )
    (found,) = Analysed(text, "context", PGX).lifetimes()
    return [(b.line - found.site.line, b.call, b.certain) for b in found.busy]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("tx.Exec(ctx, `x`)\nrows.Close()\nreturn nil", [(4, "tx.Exec", True)]),
        ("defer rows.Close()\nfor rows.Next() {\ntx.Exec(ctx, `x`)\n}\nreturn rows.Err()", [(6, "tx.Exec", True)]),
        ("defer rows.Close()\nfor rows.Next() {\n}\ntx.Exec(ctx, `x`)\nreturn rows.Err()", []),
        ("rows.Close()\ntx.Exec(ctx, `x`)\nreturn nil", []),
        ("defer rows.Close()\npool.Exec(`x`)\nreturn nil", []),
        (
            "for rows.Next() {\ntx.Exec(ctx, `x`)\ntx.Exec(ctx, `y`)\n}\nreturn rows.Err()",
            [(5, "tx.Exec", True), (6, "tx.Exec", True)],
        ),
    ],
)
def test_statements_that_find_their_connection_busy(body: str, expected: list[tuple[int, str, bool]]) -> None:
    assert busy(body) == expected


def test_no_driver_is_known_no_statement_is_said_to_be_refused() -> None:
    found = of(failing("tx.Query(`q`)") + "defer rows.Close()\ntx.Exec(`x`)\nreturn nil, nil")
    assert found.busy == ()


# The site -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("rows, err := db.Query(`q`)\n_, _ = rows, err", ErrorBeside.KEPT),
        ("rows, _ := db.Query(`q`)\n_ = rows", ErrorBeside.DROPPED),
        ("db.Query(`q`)", ErrorBeside.DROPPED),
        ("rows := MustQuery()\n_ = rows", ErrorBeside.ABSENT),
    ],
)
def test_what_becomes_of_the_error_beside(body: str, expected: ErrorBeside) -> None:
    assert of(f"{body}\nreturn nil, nil", "", "func MustQuery() *sql.Rows").site.error is expected


def pgx_release(body: str) -> str:
    text = f"func f(ctx, other context.Context, db *pgx.Conn) error {{\n{body}\nreturn nil\n}}"
    (found,) = Analysed(text, "context", PGX).lifetimes()
    return found.site.release


def test_a_release_that_wants_a_context_gets_one() -> None:
    assert pgx_release("tx, err := db.Begin(ctx)\n_, _ = tx, err") == "tx.Rollback(ctx)"
    assert pgx_release("tx, err := db.Begin(other)\n_, _ = tx, err") == "tx.Rollback(other)"
    assert pgx_release("tx, err := db.Begin(context.Background())\n_, _ = tx, err") == "tx.Rollback(ctx)"
    assert pgx_release("rows, err := db.Query(ctx, `q`)\n_, _ = rows, err") == "rows.Close()"


@pytest.mark.parametrize(
    ("round_", "is_gathered"),
    [
        ("kept = append(kept, rows)", True),
        ("kept[i] = rows", True),
        ("_ = rows", False),
        ("rows.Close()", False),
    ],
)
def test_what_a_loop_gathers(round_: str, is_gathered: bool) -> None:
    body = f"var kept []*sql.Rows\nfor i := range n {{\n{failing(QUERY)}{round_}\n_ = i\n}}\nreturn nil, nil"
    found = of(body)
    assert found.in_loop
    assert found.gathered is is_gathered


@pytest.mark.parametrize(
    ("round_", "expected"),
    [
        ("defer rows.Close()\nrows.Next()", 4),
        ("defer func() {\nrows.Close()\n}()\nrows.Next()", 4),
        ("defer rows.Close()\nfor rows.Next() {\n}", None),  # each round reads to the end
        ("defer rows.Close()\nrows.Next()\nrows.Close()", None),
        ("defer rows.Close()\nrows.Next()\nbreak", None),  # no round follows
        ("defer rows.Close()\nrows.Next()\nkept = append(kept, rows)", None),  # on purpose
    ],
)
def test_where_deferred_closes_pile_up(round_: str, expected: int | None) -> None:
    body = f"var kept []*sql.Rows\nfor range n {{\n{failing(QUERY)}{round_}\n}}\n_ = kept\nreturn nil, nil"
    found = of(body)
    at = found.closing.deferred_in_loop
    assert (None if at is None else at.line - found.site.line) == expected
