"""Which configuration file counts: the nearest one from the working folder upward, within the repository."""

from __future__ import annotations

import os

from rowsclose.discovery.tree import is_within
from rowsclose.errors import ConfigError
from rowsclose.report.terminal import visible

NAMES = (".rowsclose.toml", "rowsclose.toml")


def nearest_file(cwd: str, root: str) -> str | None:
    """The absolute path of the configuration file that counts in ``cwd``; ``root``, above or equal, is looked in last.

    Raises:
        ConfigError: two files stand side by side, or it is a link that leads out of ``root``.
    """
    folder = cwd
    while True:
        found = [path for name in NAMES if os.path.lexists(path := os.path.join(folder, name))]
        if len(found) > 1:
            raise ConfigError(f"{NAMES[1]} stands beside it: keep one of them", shown_path(found[0]))
        if found:
            return _within(root, found[0])
        if folder == root or os.path.dirname(folder) == folder:
            return None
        folder = os.path.dirname(folder)


def shown_path(absolute: str) -> str:
    """The path as messages have it: relative to the working folder."""
    return visible(os.path.relpath(absolute))


def _within(root: str, path: str) -> str:
    if not is_within(os.path.realpath(path), os.path.realpath(root)):
        raise ConfigError("a link that leads out of the repository is followed only by --config", shown_path(path))
    return path
