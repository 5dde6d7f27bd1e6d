"""A check that is done, as a value: what follows it (a baseline, reports) looks at it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rowsclose.cli.asking import Part
from rowsclose.discovery import GoFile
from rowsclose.files import Overlay
from rowsclose.finding import Run
from rowsclose.report.context import ReportContext
from rowsclose.values import value


@value
class Checked:
    """What a check has found, and what it takes to look at it again; ``patterns`` are those that were asked for.

    ``look_at`` checks files with what is asked of each, within another overlay. ``folder`` is the one that was discovered
    from: the repository around the working folder, else that folder.
    """

    run: Run
    context: ReportContext
    parts: tuple[Part, ...]
    overlay: Overlay
    patterns: tuple[str, ...]
    look_at: Callable[[Sequence[GoFile], Overlay], Run]
    folder: str

    @property
    def files(self) -> tuple[GoFile, ...]:
        """The files that were looked at, those of one part after those of another."""
        return tuple(file for part in self.parts for file in part.files)
