"""A change of one file as a unified diff that ``git apply`` and ``patch -p1`` take, in bytes."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator

_NO_NEWLINE = b"\n\\ No newline at end of file\n"


def unified_diff(path: str, old: bytes, new: bytes) -> Iterator[bytes]:
    """The lines of the diff, their ends included; a file's own line ends are kept."""
    before, after = _lines(old), _lines(new)
    name = os.fsencode(path.replace(os.sep, "/"))
    heads = (_quoted(b"a/" + name), _quoted(b"b/" + name))
    for line in difflib.diff_bytes(difflib.unified_diff, before, after, *heads):
        yield line if line.endswith(b"\n") else line + _NO_NEWLINE


def _lines(text: bytes) -> list[bytes]:
    """A line ends at a line feed alone."""
    lines = text.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _quoted(name: bytes) -> bytes:
    """A name as git writes it: in quotes, with escapes, where it has what would end a line or a quote."""
    if not any(byte < 32 or byte in b'"\\\x7f' for byte in name):
        return name
    return b'"' + b"".join(_escaped(byte) for byte in name) + b'"'


def _escaped(byte: int) -> bytes:
    if byte in b'"\\':
        return b"\\" + bytes([byte])
    return b"\\%03o" % byte if byte < 32 or byte == 127 else bytes([byte])
