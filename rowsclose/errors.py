"""The exception tree of rowsclose.

    RowscloseError          anything rowsclose reports to its user; knows its exit status
      UsageError            the command line asks for something that does not exist or does not fit
      ConfigError           a configuration or stub file says something that does not fit
      SourceError           a Go file that was asked for cannot be read
      InternalError         an invariant of the analyser does not hold

Go code that does not parse is data, not an exception. Only ``driver`` catches ``InternalError`` (and any
other exception of the analysis), one file at a time; only ``cli`` turns an exception into an exit status.
"""

from __future__ import annotations

from collections.abc import Sequence


class RowscloseError(Exception):
    """Base of all errors that are shown to the user as one line, without a traceback."""

    exit_status = 2


class UsageError(RowscloseError):
    """The command line asks for something that does not exist or does not fit."""


class ConfigError(RowscloseError):
    """A configuration or stub file says something that does not fit.

    ``line`` counts from 1; 0 stands for the whole file.
    """

    def __init__(self, message: str, path: str, line: int = 0) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")
        self.path = path
        self.line = line


class SourceError(RowscloseError):
    """A Go file that was asked for cannot be read; ``path`` is as the user wrote it."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class InternalError(RowscloseError):
    """An invariant of the analyser does not hold: a defect of rowsclose, never of the analysed code."""


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """``; did you mean …?`` with the nearest of the known words, for the end of a message; empty where none is near."""
    import difflib

    near = difflib.get_close_matches(word.lower().replace("_", "-"), list(dict.fromkeys(known)), n=1)
    return f"; did you mean {near[0]}?" if near else ""
