"""What the analysis has to say, as plain values: findings, their witness paths, levels, circumstances and confidence.

    Finding
      span       the called name of the acquiring call, on one line
      witness    Step, Step, ...   acquire -> the branches taken -> the exit

    Notice       what could not be analysed, or only in part
    Run          the outcome of one check: findings, notices, counts

Values here are picklable and hold no syntax tree; spans are byte ranges in the file named beside them.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rowsclose.source import Span
from rowsclose.values import value

if TYPE_CHECKING:
    from rowsclose.remedy import Fix, Remedy


class Level(enum.Enum):
    """How bad a finding is, in SARIF's words; the worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Confidence(enum.IntEnum):
    """How many assumptions a finding rests on: none (high), one (medium), ownership may have moved (low)."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    __hash__ = int.__hash__  # facts are looked up by it wherever they meet; the name need not be hashed each time

    @property
    def label(self) -> str:
        """The word used on the command line and in reports."""
        return self.name.lower()


class Circumstance(enum.Enum):
    """What makes a finding weigh less than its rule says, by the word that reports have for it."""

    ASSUMED = "assumed"  # its confidence is medium
    TEST = "test"  # it stands in a _test.go file, in a folder of tests, or in a function that is given a test's handle
    BOUNDED = "bounded"  # a statement on a transaction or connection that the caller ends, or that is told of by itself
    EXITING = "exiting"  # the exit at which it is left open is a return of main, or the process ends behind it
    ENDED_HERE = "ended-here"  # what ends it at the latest is itself ended by this very function, on every path


@value
class Lowered:
    """Why a finding is below its rule's level: the level it comes from, and in a word each what lowered it."""

    origin: Level
    reasons: tuple[str, ...]


class StepKind(enum.Enum):
    """What a step of a witness path shows."""

    ACQUIRE = "acquire"
    BRANCH = "branch"  # the side of a condition that the path takes
    EXIT = "exit"  # where the owner's life ends with the resource open


@value
class Step:
    """One step of a witness path; ``message`` is lower case without a full stop."""

    kind: StepKind
    path: str
    span: Span
    message: str


@value
class Finding:
    """One defect, standing on its acquiring call.

    ``path`` is the file as it is reported; ``span`` lies on one line of it; ``function`` is the enclosing function as
    Go prints it (``(*Store).List``). ``witness`` begins with the acquiring call and may be empty for rules that
    need no path. ``help`` is one line that says what to do; ``remedy`` is the same for a machine, None where only a person
    can do it; ``fix`` is the remedy written into the file, once somebody has asked for it and it has been verified.

    A rule gives its own ``level``, and the circumstances that it knows of; what is reported has the level that
    ``levels`` decides on, all its circumstances, and ``lowered`` where the level is not that of the rule any more.
    ``in_loop``: the acquiring call may be run again before the function ends.
    """

    rule_id: str
    level: Level
    message: str
    path: str
    span: Span
    function: str
    confidence: Confidence
    witness: tuple[Step, ...] = ()
    help: str = ""
    circumstances: tuple[Circumstance, ...] = ()
    in_loop: bool = False
    lowered: Lowered | None = None
    remedy: Remedy | None = None
    fix: Fix | None = None


@value
class Suppressed:
    """A finding that a comment in its file silences; ``justification`` is the comment's reason, ``span`` the comment."""

    finding: Finding
    justification: str
    span: Span


class NoticeKind(enum.Enum):
    """Why something was analysed in part or not at all."""

    SYNTAX = "syntax"  # a syntax error: the functions it touches are left out; exit status unchanged
    UNREADABLE = "unreadable"  # a file that was asked for could not be read
    FAILURE = "failure"  # the analyser itself failed on this file
    PATTERN = "pattern"  # a pattern matched no Go file; exit status unchanged
    UNLISTED = (
        "unlisted"  # git did not say what it tracks: tracked files may be taken for ignored; exit status unchanged
    )
    DIRECTIVE = "directive"  # a directive in the source or in a model cannot be meant, and is not heeded
    MODEL = "model"  # a stub file that the configuration names cannot be used, or only in part
    EMPTY = "empty"  # a folder that was named outright has no Go file
    BUDGET = "budget"  # a function takes more steps than it may
    OUTSIDE = "outside"  # the tree leads out of itself, and is not followed there; exit status unchanged

    @property
    def fails_the_run(self) -> bool:
        """Whether the exit status must be 2: something asked for was not analysed, or not as the source asks."""
        return self not in (NoticeKind.SYNTAX, NoticeKind.PATTERN, NoticeKind.UNLISTED, NoticeKind.OUTSIDE)


@value
class Notice:
    """Something that was not analysed; line and column count from 1, 0 where the whole file is meant.

    They are sorted by place, then by message.
    """

    path: str
    line: int
    column: int
    kind: NoticeKind
    message: str

    def __lt__(self, other: Notice) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[object, ...]:
        return self.path, self.line, self.column, self.message, self.kind.value


@value
class Run:
    """The outcome of one check.

    ``findings`` are sorted by path, span and rule id, ``suppressed`` like them; ``notices`` likewise by path and place.
    ``files`` counts the Go files that were looked at, those without any database word included. ``recorded`` counts the
    findings that a baseline keeps out of ``findings``, ``gone`` what it records and nobody finds any more, ``earlier`` the
    findings that were there before the revision that is asked about. ``sources`` has the bytes, as they
    were analysed, of each file that one of either stands in, by its reported path.
    """

    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    files: int
    suppressed: tuple[Suppressed, ...] = ()
    recorded: int = 0
    gone: int = 0
    earlier: int = 0
    sources: Mapping[str, bytes] = {}


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as they are reported: by path, span and rule id."""
    return tuple(sorted(findings, key=_order))


def suppressed_in_order(suppressed: Iterable[Suppressed]) -> tuple[Suppressed, ...]:
    """What comments silence, in the same order."""
    return tuple(sorted(suppressed, key=lambda s: _order(s.finding)))


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.path, finding.span, finding.rule_id, finding.message
