"""From an entry of ``models`` to the Go files that it names: a file, all in and below a folder, or a pattern's matches."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator

_MAGIC = re.compile(r"[*?\[]")


def fixed_part(entry: str) -> str:
    """The folders before the first name that is a pattern, their last slash included; all of it where there is none."""
    magic = _MAGIC.search(entry)
    return entry if magic is None else entry[: entry.rfind("/", 0, magic.start()) + 1]


def go_files(start: str, pattern: str, enter: Callable[[str], object]) -> list[str]:
    """The absolute paths of the Go files that a pattern matches from an absolute path on, sorted; without one, there.

    ``enter`` is given each folder before it is listed, and raises where it must not be.
    """
    matched = {os.path.normpath(path) for path in _matched(start, pattern, enter)}
    found = {path for path in matched if os.path.lexists(path) and not os.path.isdir(path)}
    for folder in _outermost({path for path in matched if os.path.isdir(path)}):
        enter(folder)
        found |= {os.path.join(at, name) for at, _, names in os.walk(folder) for name in names}
    return sorted(path for path in found if path.endswith(".go"))


def _matched(start: str, pattern: str, enter: Callable[[str], object]) -> set[str]:
    """What a pattern leads to: each name of it is looked up once in each folder that those before it lead to.

    Links may go round in circles: ``**`` follows none, and a folder that several lead to is one.
    """
    import glob

    found = {start}
    for name in filter(None, pattern.split("/")):
        for folder in found if _MAGIC.search(name) else ():
            enter(folder)
        if name == "**":
            found = {path for folder in _outermost(found) for path in _below(folder)}
        else:
            named = sorted(
                (os.path.join(at, each) for at in found for each in glob.glob(name, root_dir=at)), reverse=True
            )
            found = set({os.path.realpath(path): path for path in named}.values())
    return found


def _outermost(folders: set[str]) -> list[str]:
    """The folders that lie in no other of them."""
    kept: list[str] = []
    for folder in sorted(folders, key=lambda folder: folder.split("/")):
        if not (kept and folder.startswith(kept[-1].rstrip("/") + "/")):
            kept.append(folder)
    return kept


def _below(folder: str) -> Iterator[str]:
    """A folder, and all files and folders in and below it but hidden ones and links to folders."""
    yield folder
    for at, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not (name.startswith(".") or os.path.islink(os.path.join(at, name)))]
        yield from (os.path.join(at, name) for name in (*folders, *files) if not name.startswith("."))
