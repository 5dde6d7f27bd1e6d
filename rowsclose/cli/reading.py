"""The sources that reports show, as they were analysed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from rowsclose.discovery import GoFile
from rowsclose.errors import SourceError
from rowsclose.files import Files, Overlay
from rowsclose.finding import Run
from rowsclose.report.terminal import visible
from rowsclose.source import SourceFile

# Reports go through findings by path: what has been worked out of a few sources (lines) is kept.
_SOURCES_KEPT = 16


def reader(listed: Sequence[GoFile], overlay: Overlay, run: Run) -> Callable[[str], SourceFile]:
    """What gives the source of a reported path: as it was analysed, for what stands there now may be something else.

    Of files that nothing was found in, the bytes were not kept; only notices ask for them.
    """
    absolute, files = {file.path: file.absolute for file in listed}, Files(overlay)

    @lru_cache(maxsize=_SOURCES_KEPT)
    def read(path: str) -> SourceFile:
        text = run.sources.get(path)
        try:
            return SourceFile(path, files.read(absolute.get(path, path)) if text is None else text)
        except OSError as error:
            raise SourceError(visible(path), (error.strerror or "cannot be read").lower()) from error

    return read
