"""How far a checked tree may have reading led: by ``replace``, by ``use``, by links.

Whoever wrote the tree says where these lead, and whoever checks it has files beside it. Reading stays within the
repository around the code (or, without one, the outermost module) and the module cache, unless the user trusts the tree.
What is found in one tree among many is to be the same on every machine: then nothing but the tree itself is read.
"""

from __future__ import annotations

import enum
import os


class Trust(enum.Enum):
    """Where a tree may have reading led."""

    ALONE = "alone"  # nowhere out of the folder that is asked about, and not into the module cache either
    INSIDE = "inside"
    ANYWHERE = "anywhere"

    def __repr__(self) -> str:
        return self.value


class Bounds:
    """What may be read because the code in some folder leads there."""

    def __init__(self, root: str, module_cache: str | None, trust: Trust) -> None:
        """``root`` is the absolute folder that a run is about."""
        self._always = tuple(os.path.realpath(folder) for folder in (root, module_cache) if folder is not None)
        self._trust = trust
        self._tops: dict[str, str] = {}  # by folder
        self._admitted: dict[tuple[str, str], bool] = {}

    def admit(self, path: str, seen_from: str) -> bool:
        """Whether what lies at an absolute path, links followed, may be read for the code of a folder."""
        if self._trust is Trust.ANYWHERE:
            return True
        asked = path, seen_from
        if asked not in self._admitted:
            real = os.path.realpath(path)
            tops = self._always if self._trust is Trust.ALONE else (*self._always, self._top_around(seen_from))
            self._admitted[asked] = any(is_within(real, top) for top in tops)
        return self._admitted[asked]

    def admit_entry(self, folder: str, name: str) -> bool:
        """Whether a name in a folder may be read: what is no link lies where the folder does."""
        path = os.path.join(folder, name)
        return self._trust is Trust.ANYWHERE or not os.path.islink(path) or self.admit(path, folder)

    def _top_around(self, folder: str) -> str:
        if folder not in self._tops:
            self._tops[folder] = os.path.realpath(top_around(folder))
        return self._tops[folder]


def is_within(path: str, folder: str) -> bool:
    """Whether an absolute path is the folder or lies below it, by their text alone."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def top_around(folder: str) -> str:
    """The repository around an absolute folder; without one, the outermost folder upward with a module or workspace."""
    outermost, at = folder, folder
    while True:
        if os.path.lexists(os.path.join(at, ".git")):
            return at
        if any(os.path.lexists(os.path.join(at, name)) for name in ("go.mod", "go.work")):
            outermost = at
        if os.path.dirname(at) == at:
            return outermost
        at = os.path.dirname(at)
