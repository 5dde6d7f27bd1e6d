"""What is analysed at one go, and what came of it: plain values, which may go to another process and come back.

Job        what all units of a run have in common
Unit       the files of a package that are looked at, or the user's models
Answer     findings, what comments silence, and notices
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from rowsclose.files import Overlay
from rowsclose.finding import Finding, Notice, NoticeKind, Suppressed
from rowsclose.go.modules import Modules
from rowsclose.triage import CheckOptions
from rowsclose.values import value


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

    ``places`` are offsets at which it mentions what may give a resource (see ``prefilter.candidates``).
    """

    path: str
    absolute: str
    places: tuple[int, ...] | None


@value
class PackageUnit:
    """The files of one folder that are looked at. ``weight`` is a measure of the work: their size in bytes."""

    folder: str
    files: tuple[UnitFile, ...]
    weight: int


@value
class ModelsUnit:
    """The user's own stub files: what is wrong with them."""

    weight: int = 0


Unit = PackageUnit | ModelsUnit


@value
class Answer:
    """What came of a unit, each in an order that depends on the unit alone."""

    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    notices: tuple[Notice, ...] = ()


def failure(path: str, message: str) -> Notice:
    """The notice of a file that could not be analysed, though it could be read."""
    return Notice(path, 0, 0, NoticeKind.FAILURE, message)


def failed(path: str, error: Exception) -> Notice:
    """What is said of a file whose analysis has failed; where defects of rowsclose are looked for, the error goes on."""
    if os.environ.get("ROWSCLOSE_DEBUG"):
        raise error
    return failure(path, f"the analysis of this file failed: {type(error).__name__}: {error}")
