"""The folder of results: what is done is kept there, and is not done again.

    sarif/NAME.sarif       the log of a checkout
    records/NAME.json      what the summary is made from; it is written last, and counts while its log is as it was written
    summary.*              the summary

What stands in a record that is damaged, or was written by another format, is not known. What has failed has no files.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote

from rowsclose.cache.graph import digest_of
from rowsclose.errors import RowscloseError
from rowsclose.fleet.record import Record, read_record
from rowsclose.fleet.tasks import Done
from rowsclose.report.terminal import visible
from rowsclose.writing import NOT_EXECUTABLE, write_file

_FORMAT = "rowsclose-fleet 1"
_LONGEST_NAME = 200
_LARGEST_BYTES = 1 << 30


class Results:
    """The results in one folder."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def known(self, name: str) -> str:
        """The key of what is known of a checkout; empty where nothing is, or where another run may find more."""
        found = self._read(name)
        return found[0] if found is not None and found[1].is_final else ""

    def record(self, name: str) -> Record | None:
        """What is kept of a checkout."""
        found = self._read(name)
        return found[1] if found is not None else None

    def keep(self, done: Done) -> None:
        """Keep the result of a checkout in place of what was kept.

        Raises:
            RowscloseError: it cannot be written.
        """
        sarif = done.sarif.encode()
        body = f"{done.key} {_digest(sarif)}\n{done.record}".encode()
        self._write(self.sarif(done.name), sarif)
        self._write(self._path(done.name), f"{_FORMAT} {_digest(body)}\n".encode() + body)

    def drop(self, name: str) -> None:
        """Keep nothing of a checkout."""
        for path in (self._path(name), self.sarif(name)):
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(self.folder, path))

    def sarif(self, name: str) -> str:
        """The path of a checkout's log in the folder."""
        return os.path.join("sarif", f"{_file_name(name)}.sarif")

    def write(self, name: str, content: str) -> None:
        """Write a file of the summary.

        Raises:
            RowscloseError: it cannot be written.
        """
        self._write(name, content.encode("utf-8", "backslashreplace"))

    def _read(self, name: str) -> tuple[str, Record] | None:
        try:
            with open(os.path.join(self.folder, self._path(name)), "rb") as file:
                content = file.read(_LARGEST_BYTES)
            with open(os.path.join(self.folder, self.sarif(name)), "rb") as file:
                sarif = file.read(_LARGEST_BYTES)
        except OSError:
            return None
        head, _, body = content.partition(b"\n")
        if head != f"{_FORMAT} {_digest(body)}".encode():
            return None
        told, _, text = body.decode().partition("\n")
        key, _, of_sarif = told.partition(" ")
        return (key, read_record(text)) if of_sarif == _digest(sarif) else None

    def _path(self, name: str) -> str:
        return os.path.join("records", f"{_file_name(name)}.json")

    def _write(self, path: str, content: bytes) -> None:
        absolute = os.path.join(self.folder, path)
        try:
            os.makedirs(os.path.dirname(absolute), exist_ok=True)
            write_file(absolute, (content,), NOT_EXECUTABLE)
        except OSError as error:
            raise RowscloseError(f"{visible(absolute)}: {(error.strerror or str(error)).lower()}") from error


@contextmanager
def results_in(folder: str) -> Iterator[Results]:
    """The results in a folder, which is made where there is none; nobody else writes there meanwhile.

    Raises:
        RowscloseError: it cannot be made, or another run writes there.
    """
    try:
        os.makedirs(folder, exist_ok=True)
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise RowscloseError(f"{visible(folder)}: {(error.strerror or str(error)).lower()}") from error
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield Results(os.path.abspath(folder))
    except BlockingIOError as error:
        raise RowscloseError(f"{visible(folder)}: another run writes its results there") from error
    finally:
        os.close(opened)


def _digest(content: bytes) -> str:
    return digest_of((content,)).hex()


def _file_name(name: str) -> str:
    """A name as one of a file: no two checkouts have the same, and nothing in it leads elsewhere."""
    plain = quote(os.fsencode(name), safe="@+,= ")
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[:_LONGEST_NAME]}-{_digest(os.fsencode(name))}"
