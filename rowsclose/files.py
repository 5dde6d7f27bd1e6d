"""The files of a run: those on disk, and texts that stand in for some of them.

A text may stand where there is no file (standard input, a file that has been deleted since), and None in its place means
that there is none (a file that had not been written yet).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property

from rowsclose.source import read_regular

# By absolute path.
Overlay = Mapping[str, bytes | None]


class Files:
    """Reads and lists files as they are with an overlay in front of the disk; paths are absolute."""

    def __init__(self, overlay: Overlay) -> None:
        self._overlay = overlay

    def read(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            OSError: there is none, it cannot be read, or it is none that can be read to its end.
        """
        if path not in self._overlay:
            return read_regular(path)
        text = self._overlay[path]
        if text is None:
            raise FileNotFoundError(0, "no such file")
        return text

    def stands_in(self, path: str) -> bool:
        """Whether a text stands in for a file."""
        return self._overlay.get(path) is not None

    def names_in(self, folder: str) -> list[str]:
        """The names of what lies in a folder, sorted; none where it cannot be listed."""
        try:
            names = set(os.listdir(folder))
        except OSError:
            names = set()
        for name, is_there in self._by_folder.get(folder, {}).items():
            (names.add if is_there else names.discard)(name)
        return sorted(names)

    def is_folder(self, path: str) -> bool:
        """Whether a path is a folder, on disk or because a text stands in for a file below it."""
        return os.path.isdir(path) or path in self._folders

    def folders_in_memory(self, below: str) -> list[str]:
        """The folders below another, sorted, that are on no disk and have a file all the same."""
        with_files = (f for f, names in self._by_folder.items() if any(names.values()))
        return sorted(f for f in with_files if (f + os.sep).startswith(below + os.sep) and not os.path.isdir(f))

    @cached_property
    def _by_folder(self) -> dict[str, dict[str, bool]]:
        found: dict[str, dict[str, bool]] = {}
        for path, text in self._overlay.items():
            folder, name = os.path.split(path)
            found.setdefault(folder, {})[name] = text is not None
        return found

    @cached_property
    def _folders(self) -> set[str]:
        """The folders of all texts that stand in for a file, and those above them."""
        found: set[str] = set()
        for folder, names in self._by_folder.items():
            while any(names.values()) and folder not in found and folder != os.path.dirname(folder):
                found.add(folder)
                folder = os.path.dirname(folder)
        return found
