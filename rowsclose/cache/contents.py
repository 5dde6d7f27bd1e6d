"""What Go files hold, as far as an answer depends on it: a digest of the text, and the imports.

A file whose size, times, and place on the disk are those that were noted is not read again. A time that is so young that
the file could change once more within it proves nothing: such a file is read each time.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from typing import Any

from rowsclose.cache.graph import digest_of
from rowsclose.cache.store import Kind, Row, Store
from rowsclose.discovery.generated import is_generated
from rowsclose.files import Overlay
from rowsclose.go.imports import unquoted
from rowsclose.source import MOST_BYTES, read_regular
from rowsclose.syntax.tokens import TOKEN
from rowsclose.values import value

_IMPORT = re.compile(rb"\bimport\b")
# Clocks of files tick in hundredths of a second at most; another machine's may be off by more.
_YOUNG_NS = 2_000_000_000


Identity = tuple[int, int, int, int]
"""A file's size, its times, and its number on the disk."""


@value
class Content:
    """What a file holds. ``imports`` are all that may be import paths in it; it may be more than there are."""

    digest: str
    is_generated: bool
    imports: tuple[str, ...]


UNREADABLE = Content("unreadable", False, ())


class Contents:
    """The contents of the files of one run, by folder and name."""

    def __init__(
        self, store: Store, overlay: Overlay, endings: tuple[str, ...] = (".go",), at_most: int = MOST_BYTES
    ) -> None:
        """``overlay`` has texts that stand in for files; only files whose names end so are looked at, up to a size."""
        self._at_most = at_most
        self._store = store
        self._overlay = overlay
        self._endings = endings
        self._noted: dict[str, dict[str, Any]] = {}
        self._fresh: dict[str, dict[str, Any]] = {}
        self._known: dict[str, dict[str, Content]] = {}
        self._seen: dict[str, list[tuple[str, Identity | None]]] = {}

    def bring(self, folders: Iterable[str]) -> None:
        """Get what is noted of many folders at once."""
        new = [folder for folder in folders if folder not in self._noted]
        self._noted.update((folder, {}) for folder in new)
        keys = {os.fsencode(folder): folder for folder in new}
        for key, row in self._store.get(Kind.NOTES, keys).items():
            self._noted[keys[key]] = _read_row(row)

    def in_folder(self, folder: str) -> dict[str, Content]:
        """The contents of a folder's files, those included that are no part of a package."""
        known = self._known.get(folder)
        if known is None:
            self.bring((folder,))
            known = self._known[folder] = {}
            self._seen[folder] = list(_files(folder, self._endings))
            for name, identity in self._seen[folder]:
                known[name] = self._content(folder, name, identity)
            for name, text in self._overlaid(folder):
                if text is not None:
                    known[name] = content_of(text)
                else:
                    known.pop(name, None)
        return known

    def _overlaid(self, folder: str) -> Iterator[tuple[str, bytes | None]]:
        for absolute, text in self._overlay.items():
            if os.path.dirname(absolute) == folder and absolute.endswith(self._endings):
                yield os.path.basename(absolute), text

    def are_current(self) -> bool:
        """Whether no file has changed since it was looked at, and none has come or gone."""
        return all(list(_files(folder, self._endings)) == seen for folder, seen in self._seen.items())

    @property
    def rows(self) -> dict[Row, bytes]:
        """What is to be kept of folders in which something is new."""
        rows: dict[Row, bytes] = {}
        for folder, notes in self._fresh.items():
            there = self._known[folder]
            merged = {n: note for n, note in {**self._noted[folder], **notes}.items() if n in there}
            rows[Kind.NOTES, os.fsencode(folder)] = json.dumps(merged, separators=(",", ":")).encode()
        return rows

    def _content(self, folder: str, name: str, identity: Identity | None) -> Content:
        if identity is None:
            return UNREADABLE
        noted = self._noted[folder].get(name)
        if noted is not None and tuple(noted[0]) == identity:
            return Content(noted[1], noted[2], tuple(noted[3]))
        began = time.time_ns()
        try:
            content = content_of(read_regular(os.path.join(folder, name), self._at_most))
        except OSError:
            return UNREADABLE
        if max(identity[1:3]) < began - _YOUNG_NS:
            note = [identity, content.digest, content.is_generated, content.imports]
            self._fresh.setdefault(folder, {})[name] = note
        return content


def content_of(text: bytes) -> Content:
    """What a text holds."""
    return Content(digest_of((text,)).hex(), is_generated(text), tuple(dict.fromkeys(_imports(text))))


def _imports(text: bytes) -> Iterator[str]:
    """The strings behind each word ``import``: one, or all in the parentheses that follow it."""
    for word in _IMPORT.finditer(text):
        in_parentheses = False
        for token in TOKEN.finditer(text, word.end()):
            first = token.group()[:1]
            if first in b'"`':
                yield unquoted(token.group()).decode("utf-8", "surrogateescape")
            if first == b"(":
                in_parentheses = True
            elif first in b")}]{[" or (not in_parentheses and first in b'"`;'):
                break


def _files(folder: str, endings: tuple[str, ...]) -> Iterator[tuple[str, Identity | None]]:
    """The files in a folder, sorted, with what the disk says of each; None for what is no regular file."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted((e for e in listing if e.name.endswith(endings)), key=lambda e: e.name)
    except OSError:
        return
    for entry in entries:
        try:
            status = entry.stat()
        except OSError:
            yield entry.name, None
            continue
        if stat.S_ISREG(status.st_mode):
            yield entry.name, (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        elif not stat.S_ISDIR(status.st_mode):
            yield entry.name, None


def _read_row(row: bytes) -> dict[str, Any]:
    """The notes in a row; its checksum was right, so that this version has written it."""
    notes = json.loads(row)
    return notes if isinstance(notes, dict) else {}
