"""What became of an acquisition: leaks and their order, how it is closed, what bounds it, how it is told."""

from __future__ import annotations

import pytest
from analysed import Analysed

from rowsclose.finding import Confidence, StepKind
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.typestate import Release
from rowsclose.ownership.kinds import Bound, ResourceKind
from rowsclose.ownership.witness.lifetime import Bounding, Lifetime
from rowsclose.ownership.witness.story import Story
from rowsclose.source import SourceFile, Span

QUERY = 'rows, err := db.Query("SELECT 1")\nif err != nil {\nreturn\n}\n'
PARAMETERS = "db *sql.DB, all bool"


def of(body: str, head: str = "", parameters: str = PARAMETERS, *imports: str) -> Lifetime:
    """The only lifetime in a function with such a body."""
    (found,) = Analysed(f"{head}\nfunc f({parameters}) {{\n{body}\n}}\n", *imports).lifetimes()
    return found


def leaks(lifetime: Lifetime) -> list[tuple[EventKind, int, str]]:
    """Of each leak: what happened, lines behind the acquiring call, and the words for what stands there."""
    return [(leak.kind, leak.line - lifetime.site.line, leak.exit) for leak in lifetime.leaks]


# Leaks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("rows.Close()", []),
        ("defer rows.Close()", []),
        ("", [(EventKind.LEFT_OPEN, 5, "closing brace")]),
        ("if all {\nreturn\n}\nrows.Close()", [(EventKind.LEFT_OPEN, 5, "return")]),
        ("rows = nil", [(EventKind.OVERWRITTEN, 4, "assignment")]),
        ("for rows.Next() {\nif all {\nbreak\n}\n}", [(EventKind.LEFT_OPEN, 9, "closing brace")]),
        ("for rows.Next() {\n}", []),
    ],
)
def test_where_it_stays_open(body: str, expected: list[tuple[EventKind, int, str]]) -> None:
    assert leaks(of(QUERY + body)) == expected


def test_exits_stand_before_assignments_and_short_paths_before_long_ones() -> None:
    body = (
        QUERY
        + "if all {\nif n > 1 {\nif n > 2 {\nreturn\n}\nreturn\n}\nrows = nil\n}\nif n > 9 {\nreturn\n}\nrows.Close()\n"
    )
    found = of(body, parameters="db *sql.DB, all bool, n int")
    assert leaks(found) == [
        (EventKind.LEFT_OPEN, 14, "return"),
        (EventKind.LEFT_OPEN, 7, "return"),
        (EventKind.LEFT_OPEN, 9, "return"),
        (EventKind.OVERWRITTEN, 11, "assignment"),
    ]


def test_certain_leaks_stand_first() -> None:
    body = QUERY + "if !all {\nif n > 1 {\nreturn\n}\nrows.Close()\nreturn\n}\nfar.Take(rows)\n"
    found = of(body, "", "db *sql.DB, all bool, n int", "example.com/far")
    assert [leak.confidence for leak in found.leaks] == [Confidence.HIGH, Confidence.LOW]
    assert [len(leak.witness) for leak in found.leaks] == [5, 4]


def test_of_two_paths_of_one_length_the_earlier_exit_stands_first() -> None:
    found = of(QUERY + "if all {\nreturn\n}\nreturn\n")
    assert leaks(found) == [(EventKind.LEFT_OPEN, 5, "return"), (EventKind.LEFT_OPEN, 7, "return")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("for {\nrows, err := db.Query(`q`)\nif err != nil {\nreturn\n}\n_ = rows\n}", EventKind.REDECLARED),
        ("var rows *sql.Rows\nfor {\nrows, _ = db.Query(`q`)\n_ = rows\n}", EventKind.REACQUIRED),
    ],
)
def test_next_round_of_a_loop_loses_what_the_last_one_left(body: str, expected: EventKind) -> None:
    assert [(leak.kind, leak.exit) for leak in of(body).leaks] == [(expected, "next round of the loop")]


def test_panics_are_told_apart_from_returns() -> None:
    found = of(QUERY + 'if all {\npanic("x")\n}\nrows.Close()')
    assert found.leaks == ()
    assert [(leak.kind, leak.line - found.site.line, leak.exit) for leak in found.abnormal_leaks] == [
        (EventKind.LEFT_OPEN_ABNORMALLY, 5, "call")
    ]


def test_what_the_caller_gets_is_no_leak() -> None:
    (found,) = Analysed(
        "func f(db *sql.DB) (*sql.Rows, error) { rows, err := db.Query(`q`); return rows, err }"
    ).lifetimes()
    assert (found.leaks, found.handed_over) == ((), True)
    assert not of(QUERY + "rows.Close()").handed_over
    assert of(QUERY + "kept = rows", "var kept *sql.Rows").handed_over


# Closing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "released", "plain"),
    [
        ("", False, None),
        ("rows.Close()", True, None),  # nothing can go wrong before it
        ("rows.Columns()\nrows.Close()", True, (Release.CALL, 5)),
        ("defer rows.Close()\nrows.Columns()", True, None),
        ("rows.Columns()\ndefer rows.Close()", True, None),
        ("for rows.Next() {\n}", False, (Release.DRAINED, 4)),
        ("for rows.Next() {\n}\nrows.Close()", True, (Release.CALL, 6)),
        ("defer rows.Close()\nfor rows.Next() {\n}", True, None),
        ("rows.Columns()\nif all {\nreturn\n}\nrows.Close()", True, (Release.CALL, 8)),
    ],
)
def test_how_it_is_closed(body: str, released: bool, plain: tuple[Release, int] | None) -> None:
    found = of(QUERY + body)
    told = found.closing.plain
    shown = None if told is None else (told.how, told.at.line - found.site.line)
    assert (found.closing.ever_released, shown) == (released, plain)


def test_defer_that_piles_up_in_a_loop() -> None:
    body = "for range 3 {\nrows, err := db.Query(`q`)\nif err != nil {\nreturn\n}\ndefer rows.Close()\n}"
    found = of(body)
    at = found.closing.deferred_in_loop
    assert at is not None
    assert (at.line, at.span.end - at.span.start) == (found.site.line + 4, len("defer rows.Close()"))
    assert of(QUERY + "defer rows.Close()").closing.deferred_in_loop is None
    inside = "for range 3 {\nfunc() {\n" + QUERY + "defer rows.Close()\n}()\n}"
    assert of(inside).closing.deferred_in_loop is None


def test_defer_before_the_error_is_checked() -> None:
    found = of('rows, err := db.Query("q")\ndefer rows.Close()\nif err != nil {\nreturn\n}')
    at = found.closing.deferred_unchecked
    assert at is not None
    assert (at.line, at.span.end - at.span.start) == (found.site.line + 1, len("defer rows.Close()"))
    assert of(QUERY + "defer rows.Close()").closing.deferred_unchecked is None


@pytest.mark.parametrize(
    ("body", "drained", "unchecked"),
    [
        ("for rows.Next() {\n}", 4, 6),
        ("for rows.Next() {\n}\nif rows.Err() != nil {\n}", 4, None),
        ("for rows.Next() {\n}\nrows.Err()", 4, 7),  # nobody gets it
        ("for rows.Next() {\n}\n_ = rows.Err()", 4, 7),
        ("for rows.Next() {\n}\nif all {\nreturn\n}\nprintln(rows.Err())", 4, 7),  # on one path only
        ("for rows.Next() {\nif all {\nbreak\n}\n}\nprintln(rows.Err())", 4, None),
        ("if rows.Next() {\n}\nprintln(rows.Err())", 4, None),
        ("if rows.Next() {\n}", 4, 6),
        ("if !rows.Next() {\nreturn\n}", 4, 5),
        ("println(rows.Err())\nfor rows.Next() {\n}", 5, 7),
        ("for rows.Next() {\nrows.Scan()\n}\nfar.Take(rows)", 4, None),  # somebody else may look
        ("rows.Close()", None, None),
    ],
)
def test_how_it_is_read(body: str, drained: int | None, unchecked: int | None) -> None:
    found = of(QUERY + body, "", PARAMETERS, "example.com/far")
    told = found.reading
    at = told.drained[0].line - found.site.line if told.drained else None
    path = None if told.unchecked is None else told.unchecked.line - found.site.line
    assert (at, path) == (drained, unchecked)


# The site -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("rows, err := db.Query(`q`)", None),
        ("rows, err := db.QueryContext(ctx, `q`)", Bounding(Bound.CONTEXT)),
        ("rows, err := db.QueryContext(context.Background(), `q`)", None),
        ("rows, err := db.QueryContext(context.TODO(), `q`)", None),
        ("c := context.Background(); rows, err := db.QueryContext(c, `q`)", None),
        ("rows, err := tx.Query(`q`)", Bounding(Bound.TRANSACTION)),
        ("rows, err := tx.QueryContext(ctx, `q`)", Bounding(Bound.TRANSACTION)),
        ("rows, err := conn.QueryContext(ctx, `q`)", Bounding(Bound.CONNECTION, waits=True)),
    ],
)
def test_what_ends_it_at_the_latest(call: str, expected: Bounding | None) -> None:
    parameters = "ctx context.Context, db *sql.DB, tx *sql.Tx, conn *sql.Conn"
    assert of(call, "", parameters, "context").site.bounding == expected


def test_everything_about_a_site() -> None:
    site = of("rows, err := db.\nQuery(`SELECT 1`)").site
    assert (site.kind, site.path, site.line, site.call, site.function) == (ResourceKind.ROWS, "p.go", 8, "Query", "f")
    assert (site.variable, site.dropped, site.release, site.subject) == ("rows", False, "rows.Close()", "`rows`")
    assert site.statement is not None
    assert (site.statement.text, site.step.kind, site.step.message) == (
        "SELECT 1",
        StepKind.ACQUIRE,
        "rows is acquired here",
    )


@pytest.mark.parametrize(
    ("body", "variable", "dropped", "release", "subject"),
    [
        ("db.Query(`q`)", "", True, "rows.Close()", "the result set"),
        ("_, _ = db.Query(`q`)", "", True, "rows.Close()", "the result set"),
        ("use(db.Query(`q`))", "", False, "rows.Close()", "the result set"),
        ("tx, err := db.Begin()", "tx", False, "tx.Rollback()", "`tx`"),  # which does nothing behind a Commit
        ("x.rows, x.err = db.Query(`q`)", "x.rows", False, "x.rows.Close()", "`x.rows`"),
        ("h := x.start()", "h", False, "x.finish(h)", "`h`"),
        ("h := start()", "h", False, "end(h)", "`h`"),
    ],
)
def test_names_of_a_site(body: str, variable: str, dropped: bool, release: str, subject: str) -> None:
    head = """
type s struct { rows *sql.Rows; err error }
//rowsclose:acquires rows finish
func (x s) start() int
func (x s) finish(n int)
//rowsclose:acquires rows end
func start() int
func use(rows *sql.Rows, err error) {}
"""
    site = of(f"var x s\n{body}", head).site
    assert (site.variable, site.dropped, site.release, site.subject) == (variable, dropped, release, subject)


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("func f(db *sql.DB) { db.Query(`q`) }", True),
        ("type s struct{ *sql.Rows }\nfunc open() (*s, error)\nfunc f() { open() }", True),
        ("//rowsclose:acquires rows End\nfunc open() int\nfunc f() { open() }", True),
        (
            "type i interface{ Next() bool; Scan(x any) error; Close() error }\nfunc o() (i, error)\nfunc f() { o() }",
            False,
        ),
        ("func f() { r, err := far.Away(); for r.Next() { r.Scan(1) }; r.Close() }", False),
    ],
)
def test_how_certain_it_is_that_something_is_acquired(text: str, certain: bool) -> None:
    (found,) = Analysed(text, "example.com/far").lifetimes()
    assert found.confidence is (Confidence.HIGH if certain else Confidence.MEDIUM)


# The story ----------------------------------------------------------------------------------------


def test_a_path_is_told_from_the_call_by_its_branches_to_the_exit() -> None:
    found = of(QUERY + "for rows.Next() {\nif all {\nreturn\n}\n}")
    (leak,) = found.leaks
    assert [step.kind for step in leak.witness] == [
        StepKind.ACQUIRE,
        StepKind.BRANCH,
        StepKind.BRANCH,
        StepKind.BRANCH,
        StepKind.EXIT,
    ]
    assert [step.message for step in leak.witness] == [
        "rows is acquired here",
        "`err != nil` is false",
        "`rows.Next()` is true",
        "`all` is true",
        "still open at this return",
    ]


def test_source_text_is_told_on_one_line_and_cut_where_it_is_long() -> None:
    text = b"a  &&\n\t b" + b"x" * 200
    story = Story(SourceFile("p.go", text))
    assert story.text(Span(0, 9)) == "a && b"
    assert story.text(Span(9, 69)) == "x" * 60
    assert story.text(Span(9, 70)) == "x" * 59 + "…"
    assert [story.line(offset) for offset in (0, 5, 6)] == [1, 1, 2]
