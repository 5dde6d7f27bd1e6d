"""Where text goes: standard output, standard error, or a file.

Text leaves as UTF-8 whatever the locale. A character that UTF-8 has no bytes for (a surrogate, from a file name that
is not UTF-8) leaves as its backslash escape.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rowsclose.errors import RowscloseError
from rowsclose.report.terminal import inert, inert_line, visible
from rowsclose.writing import NOT_EXECUTABLE, write_file


def wants_color(choice: str, output: str | None) -> bool:
    """Whether to colour: ``auto`` asks NO_COLOR, then FORCE_COLOR, then whether standard output is a terminal.

    A file is coloured only by ``always``.
    """
    if choice != "auto" or output is not None:
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


# Terminals that open links (OSC 8), by what they say of themselves. Others may show the address in the midst of the text.
_NAMED_BY = ("DOMTERM", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION")
_PROGRAMS = ("Hyper", "WezTerm", "ghostty", "iTerm.app", "rio", "vscode", "zed")
_TERMINALS = ("alacritty", "contour", "foot", "foot-extra", "xterm-ghostty", "xterm-kitty")
_FIRST_VTE = 5000


def wants_links(output: str | None) -> bool:
    """Whether text has links: FORCE_HYPERLINK says it (0 is no), or the terminal that standard output is."""
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced:
        return forced != "0" and output is None
    if output is not None or sys.stdout is None or not sys.stdout.isatty():
        return False
    vte = os.environ.get("VTE_VERSION", "")
    return (
        any(os.environ.get(name) for name in _NAMED_BY)
        or os.environ.get("TERM_PROGRAM") in _PROGRAMS
        or os.environ.get("TERM") in _TERMINALS
        or (vte.isascii() and vte.isdigit() and int(vte[:9]) >= _FIRST_VTE)
    )


def is_watched() -> bool:
    """Whether a person sees what standard error says while it is said."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def terminal_columns(output: str | None) -> int | None:
    """How many columns the terminal has that a report goes to; None where it goes to no terminal."""
    if output is not None or sys.stdout is None or not sys.stdout.isatty():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None


def write_report(pieces: Iterable[str], output: str | None = None) -> None:
    """Write a report to the file, or to standard output where there is none.

    Raises:
        RowscloseError: it cannot be written. A closed pipe is no error: the rest has no reader.
    """
    if output is None:
        _print(pieces)
        return
    try:
        write_file(output, (_encoded(piece) for piece in pieces), NOT_EXECUTABLE)
    except OSError as error:
        raise RowscloseError(f"{visible(output)}: {_reason(error)}") from error


def write_text(pieces: Iterable[str], output: str | None = None) -> None:
    """Write text for people, as ``write_report`` does: nothing in it is a command to a build server that logs it."""
    write_report(inert(pieces), output)


def write_bytes(pieces: Iterable[bytes]) -> None:
    """Write to standard output what is no report: source, or a diff of it.

    Raises:
        RowscloseError: it cannot be written. A closed pipe is no error.
    """
    content = b"".join(pieces)  # nothing is printed of what cannot be finished: no reader could tell
    try:
        if sys.stdout is not None:
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
    except BrokenPipeError:
        _disconnect(sys.stdout)
    except OSError as error:
        _disconnect(sys.stdout)
        raise RowscloseError(f"standard output: {_reason(error)}") from error


def write_line(line: str) -> bool:
    """Write a line to standard output at once; whether anybody reads it."""
    if sys.stdout is None:
        return False
    try:
        os.write(sys.stdout.fileno(), _encoded(f"{line}\n"))
    except BrokenPipeError:
        return False
    except OSError as error:
        raise RowscloseError(f"standard output: {_reason(error)}") from error
    return True


def complain(*texts: str) -> None:
    """Write lines to standard error; where nobody reads it, they are lost.

    Nothing in them moves a cursor, or is a command to a build server.
    """
    with silence():
        for line in "\n".join(texts).split("\n") if texts else ():
            _write(sys.stderr, inert_line(visible(line)) + "\n")
        if sys.stderr is not None:
            sys.stderr.flush()


@contextmanager
def silence() -> Iterator[None]:
    """Let standard error be closed or full without a word: there is no place left to say so."""
    try:
        yield
    except OSError:
        _disconnect(sys.stderr)


def _print(pieces: Iterable[str]) -> None:
    write_bytes(_encoded(piece) for piece in pieces)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:  # None: the process was started with it closed
        stream.buffer.write(_encoded(text))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _disconnect(stream: TextIO | None) -> None:
    """Let what is still buffered go nowhere, or the interpreter would complain of it at its end."""
    if stream is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
