"""The values that discovery hands on: Go files, and the outcome of looking for them."""

from __future__ import annotations

from rowsclose.finding import Notice
from rowsclose.values import value


@value
class GoFile:
    """One Go file, not opened yet.

    ``path`` is the file as it is reported: relative to the working folder where it lies under it, else as the pattern
    named it. ``absolute`` opens it. Bytes of a name that are not UTF-8 are surrogates (PEP 383) in both.
    """

    path: str
    absolute: str


@value
class Discovered:
    """The outcome: ``files`` and ``notices`` are sorted by path, each once.

    ``root`` is the absolute folder of the git repository around the working folder, else the working folder.
    """

    files: tuple[GoFile, ...]
    notices: tuple[Notice, ...]
    root: str
