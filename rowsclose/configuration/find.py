"""Which configuration files count in a folder: those from there upward, within the repository; the nearest one first."""

from __future__ import annotations

import os

from rowsclose.discovery.git import repository_of
from rowsclose.discovery.tree import is_within
from rowsclose.errors import ConfigError
from rowsclose.report.terminal import visible

NAMES = (".rowsclose.toml", "rowsclose.toml")


class ConfigurationFiles:
    """Looks for the files of each folder once; ``root`` bounds the search for what lies below it."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._upward: dict[str, tuple[str, ...]] = {}

    def upward(self, folder: str) -> tuple[str, ...]:
        """The absolute paths of the files from an absolute folder without links upward, the nearest first.

        The search ends at the root, for what lies elsewhere at the repository there, else at the folder itself.

        Raises:
            ConfigError: two files stand side by side, or one is a link that leads out of what is searched.
        """
        known = self._upward.get(folder)
        return known if known is not None else self._look(folder)

    def _look(self, folder: str) -> tuple[str, ...]:
        top = self._root if is_within(folder, self._root) else repository_of(folder) or folder
        unknown, at = [folder], folder
        while at != top and (at := os.path.dirname(at)) not in self._upward:
            unknown.append(at)
        found = self._upward.get(at, ()) if at not in unknown else ()
        for each in reversed(unknown):
            own = _file_in(each, top)
            found = found if own is None else (own, *found)
            self._upward[each] = found
        return found


def _file_in(folder: str, top: str) -> str | None:
    found = [path for name in NAMES if os.path.lexists(path := os.path.join(folder, name))]
    if len(found) > 1:
        raise ConfigError(f"{NAMES[1]} stands beside it: keep one of them", shown_path(found[0]))
    return _within(top, found[0]) if found else None


def shown_path(absolute: str) -> str:
    """The path as messages have it: relative to the working folder."""
    return visible(os.path.relpath(absolute))


def _within(root: str, path: str) -> str:
    if not is_within(os.path.realpath(path), os.path.realpath(root)):
        raise ConfigError("a link that leads out of the repository is followed only by --config", shown_path(path))
    return path
