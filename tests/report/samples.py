"""Runs to render: Go sources with marked places, findings on them, rules, contexts."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.errors import SourceError
from rowsclose.finding import (
    Circumstance,
    Confidence,
    Finding,
    Level,
    Lowered,
    Notice,
    NoticeKind,
    Run,
    Step,
    StepKind,
    Suppressed,
)
from rowsclose.report.context import ReportContext
from rowsclose.report.formats import load_format
from rowsclose.rules.rule import Example, Rule
from rowsclose.source import SourceFile, Span
from rowsclose.values import replace

LIST_GO = """\
package store

func (s *Store) List(ctx context.Context) ([]Item, error) {
\trows, err := s.db.QueryContext(ctx, listItems)
\tif err != nil {
\t\treturn nil, err
\t}
\tvar items []Item
\tfor rows.Next() {
\t\tvar item Item
\t\tif err := rows.Scan(&item.ID); err != nil {
\t\t\treturn nil, err
\t\t}
\t\titems = append(items, item)
\t}
\trows.Close()
\treturn items, nil
}
"""

PAGE = """The result set is still open at some exit of the function.

    An open result set holds its connection: with a limited pool the service stops
    with ``context deadline exceeded`` on queries that have nothing to do with this one.

    How to fix
    ----------
    Defer the call right after the check of the error:

        rows, err := db.Query(q)
        if err != nil {
            return err
        }

        defer rows.Close()
    """


def nothing(_: object) -> Iterator[Finding]:
    """A check that finds nothing."""
    return iter(())


NOT_CLOSED = Rule(
    id="rows-not-closed",
    level=Level.ERROR,
    summary="some path leaves the result set open",
    page=PAGE,
    check=nothing,
    bad=(Example("an early return", "package p\n\nfunc f() {\n\trows.Next()\n}\n"),),
    good=(Example("a deferred close", "package p\n\nfunc f() {\n\tdefer rows.Close()\n}\n"),),
    security_severity="5.3",
)
POOL_LIMITS = Rule(
    id="pool-limits-unset",
    level=Level.NOTE,
    summary="`sql.Open` without SetMaxOpenConns | a limit",
    page="",
    check=nothing,
    bad=(),
    good=(),
    on_by_default=False,
    precision="medium",
    tags=("database",),
)
RULES = (NOT_CLOSED, POOL_LIMITS)


def span_of(text: str, part: str, after: int = 0) -> Span:
    """The bytes of the first ``part`` at or behind byte ``after``."""
    start = text.encode().index(part.encode(), after)
    return Span(start, start + len(part.encode()))


def context_of(*files: SourceFile, **changes: object) -> ReportContext:
    """A context that reads these files and raises ``SourceError`` for any other."""
    by_path = {file.path: file for file in files}

    def read(path: str) -> SourceFile:
        if path not in by_path:
            raise SourceError(path, "no such file")
        return by_path[path]

    values: dict[str, object] = {"read": read, "rules": RULES, "version": "1.2.3", "root": "/r", "folder": "/r"}
    values |= changes
    return ReportContext(**values)  # type: ignore[arg-type]


def list_witness(path: str) -> tuple[Step, ...]:
    """The path through ``LIST_GO`` that leaves rows open."""
    behind = LIST_GO.index("rows.Scan")
    return (
        Step(StepKind.ACQUIRE, path, span_of(LIST_GO, "s.db.QueryContext"), "rows is acquired here"),
        Step(StepKind.BRANCH, path, span_of(LIST_GO, "err != nil"), "err is nil"),
        Step(StepKind.BRANCH, path, span_of(LIST_GO, "rows.Next()"), "rows.Next() is true"),
        Step(StepKind.BRANCH, path, span_of(LIST_GO, "err != nil", behind), "err is not nil"),
        Step(StepKind.EXIT, path, span_of(LIST_GO, "return nil, err", behind), "rows is still open at this return"),
    )


def list_finding(path: str = "store/list.go") -> Finding:
    """The leak in ``LIST_GO``."""
    return Finding(
        rule_id="rows-not-closed",
        level=Level.ERROR,
        message="rows may still be open at the return on line 12",
        path=path,
        span=span_of(LIST_GO, "s.db.QueryContext"),
        function="(*Store).List",
        confidence=Confidence.HIGH,
        witness=list_witness(path),
        help="add defer rows.Close() after the check of err",
    )


def lowered_finding() -> Finding:
    """The same leak, where the caller ends what bounds it and an assumption was made."""
    return replace(
        list_finding(),
        level=Level.NOTE,
        confidence=Confidence.MEDIUM,
        circumstances=(Circumstance.ASSUMED, Circumstance.BOUNDED),
        lowered=Lowered(Level.ERROR, ("assumed", "bounded")),
    )


LIST_FILE = SourceFile("store/list.go", LIST_GO.encode())
LIST_RUN = Run(findings=(list_finding(),), notices=(), files=3)
LOWERED_RUN = Run(findings=(lowered_finding(),), notices=(), files=3)

OPEN_GO = 'package p\r\n\r\nvar 数据 = "世界\u202e"; var db, _ = sql.Open(name)\r\n'
OPEN_FILE = SourceFile("a b/\x1bö#.go", OPEN_GO.encode())
OPEN_FINDING = Finding(
    rule_id="pool-limits-unset",
    level=Level.NOTE,
    message="db has no limit\nof open connections",
    path=OPEN_FILE.path,
    span=span_of(OPEN_GO, "sql.Open"),
    function="",
    confidence=Confidence.MEDIUM,
)
NOTICES = (
    Notice("", 0, 0, NoticeKind.FAILURE, "worker ended"),
    Notice("./none/...", 0, 0, NoticeKind.PATTERN, "matched no Go file"),
    Notice(OPEN_FILE.path, 3, 12, NoticeKind.SYNTAX, "syntax error near `;`"),
    Notice("gone.go", 0, 0, NoticeKind.UNREADABLE, "no such file"),
)
MIXED_RUN = Run(findings=(OPEN_FINDING, list_finding()), notices=NOTICES, files=1204)
SUPPRESSED = Suppressed(list_finding(), "closed by\x1b[2J the caller", span_of(LIST_GO, "s.db.QueryContext"))
SUPPRESSED_RUN = Run(findings=(OPEN_FINDING,), notices=(), files=2, suppressed=(SUPPRESSED,))
EMPTY_RUN = Run(findings=(), notices=(), files=0)


def rendered(name: str, run: Run, *files: SourceFile, **changes: object) -> str:
    """The whole output of a format."""
    return "".join(load_format(name)(run, context_of(*files, **changes)))
