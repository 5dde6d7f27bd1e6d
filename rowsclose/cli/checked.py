"""A check that is done, as a value: what follows it (a baseline, reports) looks at it again."""

from __future__ import annotations

from rowsclose.discovery import Discovered
from rowsclose.driver import Means
from rowsclose.files import Overlay
from rowsclose.finding import Run
from rowsclose.report.context import ReportContext
from rowsclose.triage import CheckOptions
from rowsclose.values import value


@value
class Checked:
    """What a check has found, and what it takes to look again; ``patterns`` are those that were asked for."""

    run: Run
    context: ReportContext
    discovered: Discovered
    overlay: Overlay
    patterns: tuple[str, ...]
    options: CheckOptions
    means: Means
