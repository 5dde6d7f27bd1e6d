"""A check that is done, as a value: what follows it (a baseline, reports) looks at it again."""

from __future__ import annotations

from collections.abc import Mapping

from rowsclose.discovery import Discovered
from rowsclose.finding import Run
from rowsclose.report.context import ReportContext
from rowsclose.values import value

# Standard input in place of what is on disk, by absolute path.
Overlay = Mapping[str, bytes]


@value
class Checked:
    """What a check has found, and what it takes to look at it again; ``patterns`` are those that were asked for."""

    run: Run
    context: ReportContext
    discovered: Discovered
    overlay: Overlay
    patterns: tuple[str, ...]
    generated: bool
