"""Source text: a file's bytes, spans of them, and positions as people count them.

    SourceFile   path (as reported) and bytes, with a lazily built table of line starts
    Span         half-open range of byte offsets
    Position     line and column, both from 1, the column in UTF-8 bytes

A byte-order mark counts as part of line 1, as it does for the Go compiler; the text that is shown leaves it out.
"""

from __future__ import annotations

import bisect
import errno
import os
import stat
from typing import BinaryIO

from rowsclose.values import value

# What is analysed of a file's size takes some hundred times that much memory where all of it is code. No file that somebody
# wrote by hand comes near.
MOST_BYTES = 4 << 20


class TooLargeError(OSError):
    """A file has more bytes than are read of any."""

    def __init__(self, at_most: int) -> None:
        super().__init__(errno.EFBIG, f"more than {at_most:,} bytes, the most that is read")


def open_regular(path: str) -> BinaryIO:
    """A file for reading that is one: a pipe or a device would be waited for.

    Raises:
        OSError: the file cannot be opened, or is none.
    """
    # Opened before it is asked what it is: what stands there may change in between. Opening a pipe does not wait so.
    file = open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")  # noqa: SIM115 -- the caller closes it
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "not a regular file")
    return file


def read_regular(path: str, at_most: int = MOST_BYTES) -> bytes:
    """The bytes of a file that is one.

    Raises:
        TooLargeError: it has more than so many bytes.
        OSError: the file cannot be read, or is none.
    """
    with open_regular(path) as file:
        return read_bounded(file, at_most, likely=os.fstat(file.fileno()).st_size)


def read_bounded(file: BinaryIO, at_most: int = MOST_BYTES, likely: int = MOST_BYTES) -> bytes:
    """What is left to read of a file; ``likely`` is about how many bytes.

    Raises:
        TooLargeError: that is more than so many bytes.
    """
    # As much room is taken as is asked for: no more than there seems to be, and the rest if that was not all.
    first = min(likely, at_most) + 1
    content = file.read(first)
    if len(content) == first:
        content += file.read(at_most + 1 - first)
    if len(content) > at_most:
        raise TooLargeError(at_most)
    return content


@value(order=True)
class Span:
    """Half-open range ``[start, end)`` of byte offsets in one file."""

    start: int
    end: int


@value(order=True)
class Position:
    """A place as people count it: both numbers from 1, the column in UTF-8 bytes."""

    line: int
    column: int


class SourceFile:
    """One Go file: the path it is reported under and its bytes, never changed after reading."""

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: bytes) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] | None = None

    @property
    def line_starts(self) -> list[int]:
        """Byte offset at which each line starts; a line ends at a line feed only, as in Go."""
        if self._starts is None:
            starts, at = [0], self.text.find(b"\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find(b"\n", at + 1)
            self._starts = starts
        return self._starts

    def position(self, offset: int) -> Position:
        """Line and column of a byte offset.

        Both count from 1; the column counts UTF-8 bytes, as the Go compiler's messages do (go/token.Position).

        Raises:
            ValueError: ``offset`` lies outside the file.
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} lies outside {self.path} ({len(self.text)} bytes)")
        line = bisect.bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line_text(self, line: int) -> str:
        """A line without its end and without a byte-order mark; bytes that are not UTF-8 become U+FFFD.

        Raises:
            ValueError: the file has no such line.
        """
        if not 1 <= line <= len(self.line_starts):
            raise ValueError(f"{self.path} has no line {line}")
        start = self.line_starts[line - 1]
        end = self.text.find(b"\n", start)
        raw = self.text[start : end if end >= 0 else len(self.text)]
        return raw.removesuffix(b"\r").removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
