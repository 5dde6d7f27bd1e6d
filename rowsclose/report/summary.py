"""What standard error says of a run: one line a notice, and the summary line.

    store/bad.go:7:3: warning: syntax error near `)`: the function is left out
    2 errors, 1 warning, 4 notes (--notes lists them) in 1,204 files, 1 with a syntax error, 3 suppressed

A silent 0 is never possible: whatever was not analysed stands in the summary.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from rowsclose.finding import Level, Notice, NoticeKind, Run
from rowsclose.report.statistics import count_by_level
from rowsclose.report.terminal import visible


def summary_line(run: Run, suppressed: int = 0, unlisted: int = 0) -> str:
    """The outcome of a run in one line, without a line end.

    ``suppressed`` findings are not among the run's; ``unlisted`` notes are, and stand in no report for people.
    """
    found = f"{_findings(run, unlisted)} in {counted(run.files, 'file')}"
    silenced = [f"{suppressed:,} suppressed"] if suppressed else []
    recorded = [f"{run.recorded:,} in the baseline"] if run.recorded else []
    earlier = [f"{run.earlier:,} from before"] if run.earlier else []
    return ", ".join([found, *_degraded(run.notices), *silenced, *recorded, *earlier])


def gone_line(gone: int, baseline: str) -> str:
    """That a baseline records what is not there any more, and how to drop it: one line, without a line end."""
    import shlex

    them = "it" if gone == 1 else "them"
    how = f"`rowsclose baseline --prune --baseline {visible(shlex.quote(baseline))}` drops {them}"
    return f"{counted(gone, 'finding')} of the baseline {'is' if gone == 1 else 'are'} gone: {how}"


def notice_line(notice: Notice) -> str:
    """A notice in one line, without a line end: ``path:line:column: level: message``."""
    place = [visible(notice.path)] if notice.path else []
    place += [str(number) for number in (notice.line, notice.column) if number]
    level = "error" if notice.kind.fails_the_run else "warning"
    return ": ".join([*([":".join(place)] if place else []), level, visible(notice.message)])


def _findings(run: Run, unlisted: int) -> str:
    counts = count_by_level(run)
    parts = [counted(counts[level], level.value) for level in Level if counts[level]]
    if unlisted:
        parts[-1] += f" (--notes lists {'it' if unlisted == 1 else 'them'})"  # notes come last
    return ", ".join(parts) or "no findings"


def _degraded(notices: tuple[Notice, ...]) -> Iterator[str]:
    for kind in NoticeKind:
        places = {notice.path for notice in notices if notice.kind is kind}
        if places:
            yield _degradation(kind, len(places))


def _degradation(kind: NoticeKind, places: int) -> str:
    match kind:
        case NoticeKind.SYNTAX:
            return f"{places:,} with a syntax error"
        case NoticeKind.UNREADABLE:
            return f"{places:,} unreadable"
        case NoticeKind.FAILURE:
            return f"{places:,} not analysed because rowsclose failed"
        case NoticeKind.BUDGET:
            return f"{places:,} with a function that takes too many steps"
        case NoticeKind.PATTERN:
            return f"{counted(places, 'pattern')} without a Go file"
        case NoticeKind.UNLISTED:
            return f"{places:,} not listed by git"
        case NoticeKind.OUTSIDE:
            return f"{places:,} leading out of the tree"
        case NoticeKind.DIRECTIVE:
            return f"{places:,} with a wrong directive"
        case NoticeKind.MODEL:
            return f"{counted(places, 'model')} that cannot be used"
        case NoticeKind.EMPTY:
            return f"{counted(places, 'folder')} without a Go file"
        case _:
            assert_never(kind)


def counted(number: int, noun: str) -> str:
    """A number of things in words: ``1 file``, ``1,200 files``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
