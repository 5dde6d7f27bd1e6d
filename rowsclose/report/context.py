"""What a report needs beside the run itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level, Run
from rowsclose.source import SourceFile
from rowsclose.values import value

if TYPE_CHECKING:
    from rowsclose.rules.rule import Rule

PROJECT_URL = "https://github.com/rowsclose/rowsclose"


@value
class Checkout:
    """What git knows of the tree that reports are about.

    ``remote`` is the address of the repository as its configuration has it, credentials included: not to be shown.
    ``revision`` is a commit's full name; ``branch`` is empty where none is checked out.
    """

    remote: str
    revision: str
    branch: str


def _no_checkout() -> Checkout | None:
    return None


@value
class ReportContext:
    """Everything that is not a finding and still shows in a report.

    ``read`` gives the source of a reported path, with the bytes that were analysed; it may raise ``SourceError`` only
    for paths that stand in notices. ``rules`` are those that ran, in the order they are to be listed. ``root`` is the
    absolute folder that some formats name files from (the repository's), ``folder`` the absolute working folder that
    reported paths are relative to; neither is shown. ``notes``: the formats for people list findings of level note.
    ``columns`` is the width of the terminal that people read a report on, None where there is none; ``links``: it opens
    what a link (OSC 8) leads to.
    ``sarif_suppressed`` keeps suppressed findings in the log, as such. ``checkout`` asks git about ``root``; it may start
    a process.
    """

    read: Callable[[str], SourceFile]
    rules: tuple[Rule, ...]
    version: str
    root: str
    folder: str
    color: bool = False
    columns: int | None = None
    links: bool = False
    notes: bool = False
    sarif_category: str = "rowsclose"
    sarif_suppressed: bool = False
    checkout: Callable[[], Checkout | None] = _no_checkout

    def lists(self, finding: Finding) -> bool:
        """Whether the formats for people list a finding; all others list every one."""
        return self.notes or finding.level is not Level.NOTE


Render = Callable[[Run, ReportContext], Iterator[str]]
