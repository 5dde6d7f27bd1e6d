"""What standard error and ``--statistics`` say."""

from __future__ import annotations

import pytest

from rowsclose.finding import Finding, Level, Notice, NoticeKind, Run
from rowsclose.report.statistics import statistics
from rowsclose.report.summary import notice_line, summary_line
from rowsclose.values import replace

from .samples import EMPTY_RUN, MIXED_RUN, NOTICES, list_finding


def findings_of(*rules: tuple[str, Level]) -> tuple[Finding, ...]:
    return tuple(replace(list_finding(), rule_id=rule_id, level=level) for rule_id, level in rules)


SYNTAX_TWICE = (Notice("a.go", 1, 1, NoticeKind.SYNTAX, "x"), Notice("a.go", 2, 1, NoticeKind.SYNTAX, "y"))
UNLISTED = (Notice("", 0, 0, NoticeKind.UNLISTED, "x"),)
THREE = findings_of(("b", Level.WARNING), ("a", Level.ERROR), ("b", Level.ERROR))


@pytest.mark.parametrize(
    ("run", "suppressed", "line"),
    [
        (EMPTY_RUN, 0, "no findings in 0 files"),
        (Run((), SYNTAX_TWICE, 3), 0, "no findings in 3 files, 1 with a syntax error"),
        (Run(THREE, SYNTAX_TWICE, 1204), 0, "2 errors, 1 warning in 1,204 files, 1 with a syntax error"),
        (Run((), UNLISTED, 3), 0, "no findings in 3 files, 1 not listed by git"),
        (
            Run((), (Notice("go.work", 0, 0, NoticeKind.OUTSIDE, "x"),), 3),
            0,
            "no findings in 3 files, 1 leading out of the tree",
        ),
        (Run(THREE[:1], (), 1), 1, "1 warning in 1 file, 1 suppressed"),
        (
            MIXED_RUN,
            0,
            "1 error, 1 note in 1,204 files, 1 with a syntax error, 1 unreadable, "
            "1 not analysed because rowsclose failed, 1 pattern without a Go file",
        ),
    ],
)
def test_summary_says_what_was_found_and_what_was_degraded(run: Run, suppressed: int, line: str) -> None:
    assert summary_line(run, suppressed) == line


@pytest.mark.parametrize(
    ("levels", "unlisted", "line"),
    [
        ([Level.NOTE], 1, "1 note (--notes lists it) in 1 file"),
        ([Level.ERROR, Level.NOTE, Level.NOTE], 2, "1 error, 2 notes (--notes lists them) in 1 file"),
        ([Level.WARNING, Level.NOTE], 0, "1 warning, 1 note in 1 file"),
    ],
)
def test_summary_says_how_to_see_the_notes_that_are_not_listed(levels: list[Level], unlisted: int, line: str) -> None:
    run = Run(findings_of(*(("a", level) for level in levels)), (), 1)
    assert summary_line(run, unlisted=unlisted) == line


def test_notice_lines() -> None:
    assert [notice_line(notice) for notice in NOTICES] == [
        "error: worker ended",
        "./none/...: warning: matched no Go file",
        "a b/\\x1bö#.go:3:12: warning: syntax error near `;`",
        "gone.go: error: no such file",
    ]


def test_statistics_rank_rules_by_count_then_name() -> None:
    many = findings_of(*[("b", Level.ERROR)] * 10, ("c", Level.ERROR), ("a", Level.NOTE))
    assert list(statistics(Run(many, (), 1))) == ["10  b\n", " 1  a\n", " 1  c\n"]
    assert list(statistics(EMPTY_RUN)) == []
