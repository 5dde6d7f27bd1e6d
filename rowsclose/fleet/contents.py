"""What an analysis may read of a checkout: Go files, modules, workspaces, and configuration with what that extends.

Whether two checkouts have the same findings is decided by these files, by which of them are looked at, and by who looks.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from rowsclose.configuration import toml as configuration
from rowsclose.discovery.tree import is_within
from rowsclose.errors import ConfigError
from rowsclose.source import MOST_BYTES, open_regular

_ENDINGS = (".go", "go.mod", "go.work", ".toml")


def contents_of(root: str) -> Iterator[tuple[str, bytes]]:
    """Those files by their path from the root, and their bytes, in an order that the names alone decide.

    Of a file that is too large to be analysed a little more than that limit. A link counts as what it leads to within
    the root; what cannot be read has no bytes, and is left out.
    """
    seen: set[str] = set()
    for at, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(names):
            path = os.path.join(at, name)
            if name.endswith(_ENDINGS) and path not in seen:
                yield from _with_extended(path, root, seen)


def _with_extended(path: str, root: str, seen: set[str]) -> Iterator[tuple[str, bytes]]:
    """A file, and where it is configuration that extends another one, that too."""
    while path not in seen and is_within(path, root):
        seen.add(path)
        content = _bytes_of(path, root)
        if content is None:
            return
        yield path[len(root) :].lstrip("/"), content
        if not path.endswith("rowsclose.toml") or (base := _extended(content)) is None:
            return
        path = os.path.normpath(os.path.join(os.path.dirname(path), base))


def _bytes_of(path: str, root: str) -> bytes | None:
    if os.path.islink(path) and not is_within(os.path.realpath(path), root):
        return None
    try:
        with open_regular(path) as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None


def _extended(text: bytes) -> str | None:
    if len(text) > configuration.MOST_BYTES:
        return None
    try:
        named = configuration.parse(text, "")[1].get("extends")
    except ConfigError:  # who reads the configuration says what is wrong with it
        return None
    return named if isinstance(named, str) else None
