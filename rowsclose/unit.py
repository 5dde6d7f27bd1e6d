"""What is analysed at one go, and what came of it: plain values, which may go to another process and come back.

Job        what all units of a run have in common
Unit       the files of a package that are looked at, or the user's models
Answer     findings, what comments silence, and notices
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rowsclose.files import Overlay
from rowsclose.finding import Finding, Notice, NoticeKind, Suppressed
from rowsclose.go.modules import Modules
from rowsclose.source import Position
from rowsclose.triage import CheckOptions
from rowsclose.values import value

if TYPE_CHECKING:
    from rowsclose.prefilter.candidates import Places

MODELS = ""
"""In the place of a folder: the user's models, wherever they lie."""


@value
class Job:
    """What all units of a run have in common.

    ``shown`` has the reported paths of the run's files by absolute path, ``overlay`` texts that stand in for files.
    """

    options: CheckOptions
    modules: Modules
    shown: Mapping[str, str]
    overlay: Overlay


@value
class UnitFile:
    """A file to look at, by its reported path and by the one that opens it.

    ``places`` say which of its functions count (see ``prefilter.candidates``). ``size`` is in bytes: a measure of the work.
    """

    path: str
    absolute: str
    places: Places
    size: int = 0


@value
class PackageUnit:
    """Files of one folder that are looked at. What is found in a file does not depend on which of them are."""

    folder: str
    files: tuple[UnitFile, ...]

    @property
    def weight(self) -> int:
        """A measure of the work: the size of the files in bytes."""
        return sum(file.size for file in self.files)


@value
class ModelsUnit:
    """The user's own stub files: what is wrong with them."""

    folder: str = MODELS

    @property
    def weight(self) -> int:
        """No work to speak of."""
        return 0


Unit = PackageUnit | ModelsUnit


@value
class Answer:
    """What came of a unit, each in an order that depends on the unit alone.

    ``sources`` has the bytes, as they were analysed, of the files that one of the findings stands in, by reported path.
    """

    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    notices: tuple[Notice, ...] = ()
    sources: Mapping[str, bytes] = {}


def failure(path: str, message: str, at: Position | None = None) -> Notice:
    """The notice of a file, or of the function that begins there, which could not be analysed, though it was read."""
    return Notice(path, at.line if at else 0, at.column if at else 0, NoticeKind.FAILURE, message)


def failed(path: str, error: Exception, at: Position | None = None) -> Notice:
    """What is said of what has failed to be analysed; where defects of rowsclose are looked for, the error goes on."""
    if os.environ.get("ROWSCLOSE_DEBUG"):
        raise error
    what = "function" if at else "file"
    return failure(path, f"the analysis of this {what} failed: {type(error).__name__}: {error}", at)
