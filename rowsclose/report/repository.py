"""Findings as a repository's own services want them: paths from its root, in an order no working folder changes.

    root /r, working folder /r/sub:   x.go  ->  sub/x.go      ../x.go, /r/x.go  ->  x.go      ../../x.go  ->  none

A reported path that leads out of the repository is named by its last component alone where it must be named: it
cannot be matched to a file of the repository, must not be, and no path of the machine appears.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TypeVar

from rowsclose.finding import Finding, Notice, NoticeKind, Run
from rowsclose.report.context import ReportContext

T = TypeVar("T", Finding, Notice)


def repository_path(path: str, context: ReportContext) -> str | None:
    """A reported path from the repository's root, without a leading ``./``; None where it leads out of it."""
    absolute = posixpath.normpath(posixpath.join(context.folder, path))
    root = context.root.rstrip("/") + "/"
    return absolute[len(root) :] if absolute.startswith(root) else None


def shown_path(path: str, context: ReportContext) -> str:
    """A reported path from the repository's root, or its last component where it leads out of it."""
    inside = repository_path(path, context)
    return posixpath.basename(path) if inside is None else inside


def findings_in_order(run: Run, context: ReportContext) -> list[Finding]:
    """The findings by path from the repository's root, then by place and rule."""
    at = _sort_path(context)
    return sorted(run.findings, key=lambda finding: (at(finding), finding.span, finding.rule_id))


def notices_in_order(run: Run, context: ReportContext) -> list[Notice]:
    """The notices by path from the repository's root, then by place."""
    at = _sort_path(context)
    return sorted(run.notices, key=lambda notice: (at(notice), notice.line, notice.column))


def without_root(text: str, context: ReportContext) -> str:
    """A text that may quote the operating system, with paths below the root as they are from there."""
    root = context.root.rstrip("/") + "/"
    return text.replace(root, "") if root != "/" else text


def is_about_a_file(notice: Notice) -> bool:
    """Whether the notice's path names a file; it may be empty, or be a pattern."""
    return bool(notice.path) and notice.kind not in (NoticeKind.PATTERN, NoticeKind.EMPTY)


def placed_message(notice: Notice) -> str:
    """What a notice says where its path is shown only if it names a file: behind the path where it does not."""
    return notice.message if is_about_a_file(notice) or not notice.path else f"{notice.path}: {notice.message}"


def _sort_path(context: ReportContext) -> Callable[[Finding | Notice], str]:
    known: dict[str, str] = {}

    def at(what: Finding | Notice) -> str:
        if what.path not in known:
            known[what.path] = shown_path(what.path, context)
        return known[what.path]

    return at
