"""What is kept of a checkout that has been analysed: JSON, from which the summary is made without any source.

A finding is that of ``--format json``, with the frames of its path beside it.
"""

from __future__ import annotations

import json
from typing import Any

from rowsclose.finding import Notice, NoticeKind, Run
from rowsclose.fleet.frames import frames
from rowsclose.report.context import Checkout as Revision
from rowsclose.report.context import ReportContext
from rowsclose.report.json import counts, finding_object, notice_object
from rowsclose.report.jsontext import dumps_line
from rowsclose.report.remote import repository_uri
from rowsclose.report.repository import without_root
from rowsclose.values import replace, value

# Where the analysis came to no end, another run may.
_PASSING = frozenset({NoticeKind.FAILURE.value, NoticeKind.UNREADABLE.value, NoticeKind.UNLISTED.value})


@value
class Record:
    """A record that has been read: JSON's own objects, as ``record_text`` has written them."""

    repository: str | None
    revision: str | None
    counts: dict[str, Any]
    findings: tuple[dict[str, Any], ...]
    notices: tuple[dict[str, Any], ...]

    @property
    def is_final(self) -> bool:
        """Whether nothing in it may come out otherwise when the same is looked at again."""
        return not any(notice["kind"] in _PASSING for notice in self.notices)

    @property
    def is_whole(self) -> bool:
        """Whether all was analysed that was to be."""
        return not any(notice["fails_the_run"] for notice in self.notices)


def record_text(run: Run, context: ReportContext, revision: Revision | None) -> str:
    """The record of a checkout."""
    return dumps_line(
        {
            "repository": repository_uri(revision.remote) if revision else None,
            "revision": revision.revision if revision else None,
            "counts": counts(run),
            "findings": [
                {**finding_object(finding, context), "frames": list(frames(finding, context))}
                for finding in run.findings
            ],
            "notices": [notice_object(_without_root(notice, context)) for notice in run.notices],
        }
    )


def read_record(text: str) -> Record:
    """The record in a text that ``record_text`` has made."""
    found = json.loads(text)
    return Record(
        found["repository"],
        found["revision"],
        found["counts"],
        tuple(found["findings"]),
        tuple(found["notices"]),
    )


def _without_root(notice: Notice, context: ReportContext) -> Notice:
    return replace(notice, message=without_root(notice.message, context))
