"""The summary on the job's page: a Markdown table of the findings, the worst first, and one of what was not analysed.

    ### rowsclose: 1 error, 2 warnings

    | level | where                  | rule                | message                        |
    | error | [store/list.go:12](…)  | [rows-not-closed](…) | `rows` is never closed: …      |

Paths and messages come from the analysed tree. Every character of them that could be Markdown or HTML is written as a
character reference, which is text wherever it stands (CommonMark 0.31, section 2.5); URLs are percent-encoded.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from rowsclose.report.rule_page import help_url
from rowsclose.report.terminal import visible
from rowsclose.rules import ALL_RULES

# The runner drops a summary of more than 1 MiB (CreateStepSummaryCommand.AttachmentSizeLimit), and reading ends sooner.
MAX_BYTES = 1_000_000
MAX_ROWS = 250

# What ``--format json`` writes, as read.
Report = Mapping[str, Any]


@dataclass(frozen=True)
class Links:
    """Where the lines of a commit are shown.

    ``commit_url`` ends in the commit (``https://github.com/octo/shop/blob/<sha>``). ``root`` is the repository's folder
    and ``folder`` the one that reported paths are relative to, both absolute.
    """

    commit_url: str
    root: str
    folder: str

    def line(self, path: str, line: int) -> str:
        """The URL of a line; empty for a file outside the repository."""
        inside = os.path.relpath(os.path.join(self.folder, path), self.root)
        if inside.split("/")[0] == "..":
            return ""
        return f"{self.commit_url}/{quote(inside, errors='surrogateescape')}#L{line}"


@dataclass(frozen=True)
class Room:
    """For how many rows a table is meant, how many bytes it may have, and where those are that it has not."""

    count: int
    budget: int
    left_out: str


def step_summary(report: Report | None, status: int, links: Links) -> str:
    """The whole summary, of at most ``MAX_BYTES`` in UTF-8; ``report`` is None where rowsclose wrote none."""
    if report is None:
        return f"### rowsclose could not run\n\nExit status {status}: the log of the step says why.\n\n"
    findings, notices = report["findings"], report["notices"]
    text = f"### rowsclose: {counted(report['counts']['levels'])}\n\n"
    if status not in (0, 1):
        text += f"Not everything could be analysed: exit status {status}.\n\n"
    budget = MAX_BYTES // 2 - len(text)
    worst_first = list(report["counts"]["levels"])
    rows = (_finding_row(f, links) for f in sorted(findings, key=lambda f: worst_first.index(f["level"])))
    left_out = "in the log of the check; notes with `--notes`"
    text += _table(("level", "where", "rule", "message"), rows, Room(len(findings), budget, left_out))
    if notices:
        text += "#### Not analysed, or only in part\n\n"
        rows = (_notice_row(notice, links) for notice in notices)
        text += _table(("level", "where", "message"), rows, Room(len(notices), budget, "in the log of the check"))
    return text


def counted(levels: Mapping[str, int]) -> str:
    """How many findings there are of each level that has any."""
    parts = [f"{count:,} {level}{'s' if count > 1 else ''}" for level, count in levels.items() if count]
    return ", ".join(parts) or "no findings"


def _table(head: tuple[str, ...], rows: Iterable[str], room: Room) -> str:
    """A table of as many rows as there is room for; what is left out is counted below it."""
    if not room.count:
        return ""
    text = f"| {' | '.join(head)} |\n|{' --- |' * len(head)}\n"
    size, shown = len(text) + 200, 0  # room for the line below
    for row in rows:
        size += len(row.encode())
        if size > room.budget or shown == MAX_ROWS:
            break
        text += row
        shown += 1
    left_out = f"\n… and {room.count - shown:,} more, {room.left_out}.\n" if shown < room.count else ""
    return f"{text}{left_out}\n"


def _finding_row(finding: Report, links: Links) -> str:
    line = finding["region"]["line"]
    where = _link(code(f"{finding['path']}:{line}"), links.line(finding["path"], line))
    rule = _link(code(finding["rule"]), _HELP_URLS.get(finding["rule"], ""))
    return f"| {escaped(finding['level'])} | {where} | {rule} | {prose(finding['message'])} |\n"


def _notice_row(notice: Report, links: Links) -> str:
    path, line = notice["path"], notice["line"]
    where = _link(code(f"{path}:{line}"), links.line(path, line)) if line else code(path) if path else ""
    level = "error" if notice["fails_the_run"] else "warning"
    return f"| {level} | {where} | {prose(notice['message'])} |\n"


_HELP_URLS = {rule.id: help_url(rule) for rule in ALL_RULES}


def _link(text: str, url: str) -> str:
    return f"[{text}](<{url}>)" if url else text


def escaped(text: str) -> str:
    """Text that Markdown and HTML show as it is; controls and bidi overrides as their escapes."""
    return re.sub(r"[^\w ]|_", lambda found: f"&#{ord(found[0])};", visible(text))


def code(text: str) -> str:
    """Text in the font of code."""
    return f"<code>{escaped(text)}</code>"


def prose(text: str) -> str:
    """A message, what it has between backticks in the font of code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:  # one has no partner: it is no mark
        parts[-2:] = ["`".join(parts[-2:])]
    return "".join(code(part) if index % 2 else escaped(part) for index, part in enumerate(parts))
