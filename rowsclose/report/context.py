"""What a report needs beside the run itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Run
from rowsclose.source import SourceFile
from rowsclose.values import value

if TYPE_CHECKING:
    from rowsclose.rules.rule import Rule

PROJECT_URL = "https://github.com/rowsclose/rowsclose"


@value
class ReportContext:
    """Everything that is not a finding and still shows in a report.

    ``read`` gives the source of a reported path, with the bytes that were analysed; it may raise ``SourceError`` only
    for paths that stand in notices. ``rules`` are those that ran, in the order they are to be listed. ``root`` is the
    absolute folder that some formats name files from (the repository's), ``folder`` the absolute working folder that
    reported paths are relative to; neither is shown.
    """

    read: Callable[[str], SourceFile]
    rules: tuple[Rule, ...]
    version: str
    root: str
    folder: str
    color: bool = False
    sarif_category: str = "rowsclose"


Render = Callable[[Run, ReportContext], Iterator[str]]
