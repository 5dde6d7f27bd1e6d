"""The one rule by which a finding meets a label. It holds for every tool alike, rowsclose included.

Tools report on different places: the query, the variable, the Close. So:

1. A finding meets the labels on the lines of the statement that it stands in.
2. Where there are none, it meets those of the statement that acquired the variable whose Close, Next, Scan, Err,
   Commit, Rollback or Release the statement calls, in the same function or one around it.
3. It *finds* those of them that its kind speaks of (``SPEAKS_OF``): a remark on ``Err`` finds no leak on the same line,
   but a leak found is found whatever it is called: overwritten, discarded or not closed.
4. A finding that finds nothing is *invented*, unless it is *apart*: true to its own word, on something that the labels
   do not call a defect, or not one of this kind. ``apart`` says what that can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from benchmarks.peers.findings import Kind, PlainFinding
from benchmarks.peers.labels import Label
from benchmarks.peers.statements import GoFile, Statement

LEAKS = frozenset(
    {"rows-not-closed", "rows-overwritten", "rows-discarded", "stmt-not-closed", "conn-not-closed", "tx-not-finished"}
)
_DROPS = re.compile(r"(?<!\w)_\s*,")
# Nothing leaks today: whether it is a defect is a matter of convention. These labels are counted apart.
CONVENTION = "rows-close-not-deferred"

SPEAKS_OF: dict[Kind, frozenset[str]] = {
    Kind.LEAK: LEAKS,
    Kind.UNDEFERRED: LEAKS | {CONVENTION},
    Kind.ERR_AFTER_LOOP: frozenset({"rows-err-unchecked"}),
    Kind.ERR_ALWAYS: frozenset({"rows-err-unchecked"}),
    Kind.CLOSE_IN_LOOP: frozenset({"defer-in-loop"}),
    Kind.ANY_DEFER_IN_LOOP: frozenset({"defer-in-loop"}),
    Kind.CLOSE_BEFORE_CHECK: frozenset({"defer-before-error-check"}),
    # Exec is also what mends a result set that nobody holds.
    Kind.QUERY_FOR_EXEC: frozenset({"query-for-exec", "rows-discarded"}),
    Kind.IGNORED_ROWS: frozenset({"query-for-exec", "rows-discarded"}),
    Kind.POOL_LIMITS: frozenset({"pool-limits-unset"}),
    Kind.POOL_IDLE_TIME: frozenset({"pool-idle-time-unset"}),
}


class Apart(Enum):
    """Why a finding that finds no label is not held against its tool."""

    LUCK = "called a leak; closed on every ordinary path, but by no defer"
    NO_DEFER = "a defer demanded where every path closes"
    NO_LOOP = "Err demanded where there is no loop over Next"
    BEARABLE = "a defer before the check, of a type that bears it, or where nothing checks"
    EXPECTED = "rows ignored where the code expects an error"
    OTHER_DEFER = "a defer in a loop, of something else, or in its last round"


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, the labels it finds, and, where there are none, why it is apart; None for an invented one."""

    finding: PlainFinding
    start: int
    found: frozenset[Label]
    apart: Apart | None

    @property
    def is_invented(self) -> bool:
        """Whether nothing speaks for it."""
        return not self.found and self.apart is None


def judge(finding: PlainFinding, file: GoFile, labels: Iterable[Label]) -> Judged:
    """Hold one finding against the labels of its file."""
    line, column = finding.place.line, finding.place.column
    here = list(labels)
    statement, met = file.statement_at(line, column), frozenset[Label]()
    for candidate in (statement, file.acquired_by(line, column)):
        lines = candidate.lines if candidate else frozenset({line})
        met = frozenset(label for label in here if label.line in lines)
        if met:
            statement = candidate
            break
    found = frozenset(label for label in met if label.rule_id in SPEAKS_OF[finding.kind])
    start = statement.start if statement else -line
    return Judged(finding, start, found, None if found else apart(finding.kind, met, statement, file))


def apart(kind: Kind, met: frozenset[Label], statement: Statement | None, file: GoFile) -> Apart | None:
    """Why a finding of a kind that finds none of the labels it met is not held against its tool, if anything."""
    rules = {label.rule_id for label in met}
    if kind is Kind.LEAK and rules & {CONVENTION, "defer-in-loop"}:
        return Apart.LUCK
    if kind is Kind.UNDEFERRED:
        return Apart.NO_DEFER
    if kind is Kind.ERR_ALWAYS and not (statement and file.has_loop_over(statement)):
        return Apart.NO_LOOP
    if kind is Kind.CLOSE_BEFORE_CHECK:
        return Apart.BEARABLE
    if kind is Kind.IGNORED_ROWS and statement and _DROPS.search(statement.text):
        return Apart.EXPECTED
    return Apart.OTHER_DEFER if kind is Kind.ANY_DEFER_IN_LOOP else None
