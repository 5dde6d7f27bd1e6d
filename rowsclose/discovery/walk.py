"""Go files below a folder where git cannot list them: a walk that reads the ``.gitignore`` files itself.

What is ignored is what git would ignore. In each folder, the last rule that fits decides, of the innermost file that has
one; a folder that is ignored is not entered, so nothing inside it can be taken back in. Links to folders are not followed,
so a walk ends and does not leave the folder. The user's global ignore file is not read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from rowsclose.discovery.gitignore import MOST_WILD, Rules, rules_in
from rowsclose.source import read_regular

Unreadable = Callable[[str, OSError], None]

# What somebody writes by hand is a hundredth, and each rule is asked about each file.
_MOST_BYTES = 100 << 10

# Rules with the length of the path of the folder that they count from, its slash included.
_Ignores = tuple[tuple[int, Rules], ...]


def walk(folder: str, top: str, enters: Callable[[str], bool], unreadable: Unreadable) -> Iterator[str]:
    """Names that end in ``.go`` in and below an absolute folder, relative to it; folders of such a name are left out.

    ``top`` is the folder from which ignore files count; ``enters`` says by its name whether a folder is entered. A
    folder that cannot be listed is given to ``unreadable``.
    """
    pending = [(folder, _inherited(folder, top))]
    while pending:
        current, ignores = pending.pop()
        try:
            with os.scandir(current) as listing:
                entries = list(listing)
        except OSError as error:
            unreadable(current, error)
            continue
        if any(entry.name == ".gitignore" for entry in entries):
            ignores += _read(current)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if enters(entry.name) and not _is_ignored(ignores, entry.path, is_folder=True):
                    pending.append((entry.path, ignores))
            elif entry.name.endswith(".go") and not _is_ignored(ignores, entry.path, is_folder=False):
                yield entry.path[len(folder.rstrip("/")) + 1 :]


def _is_ignored(ignores: _Ignores, path: str, is_folder: bool) -> bool:
    """The verdict of the innermost file that has one."""
    for length, rules in reversed(ignores):
        verdict = rules.verdict(os.fsencode(path[length:]), is_folder)
        if verdict is not None:
            return verdict
    return False


def _inherited(folder: str, top: str) -> _Ignores:
    """The rules that count above the folder, from ``top`` down; the folder's own file is left to the walk.

    There are none where the folder is ignored: it was named outright, and only what its own files say counts in it.
    """
    ignores = _rules_of(os.path.join(top, ".git", "info", "exclude"), top)
    above = top
    for name in folder[_length_of(top) :].split("/") if folder != top else ():
        ignores += _read(above)
        above = os.path.join(above, name)
        if _is_ignored(ignores, above, is_folder=True):
            return ()
    return ignores


def _read(folder: str) -> _Ignores:
    """The rules of a folder's ignore file; git reads none through a link."""
    path = os.path.join(folder, ".gitignore")
    return () if os.path.islink(path) else _rules_of(path, folder)


def _rules_of(path: str, folder: str) -> _Ignores:
    """The rules of a file, which count from the folder; one that cannot be read, is a pipe or too large has none."""
    try:
        rules = rules_in(read_regular(path, _MOST_BYTES))
    except OSError:
        return ()
    return ((_length_of(folder), rules),) if rules.wild <= MOST_WILD else ()


def _length_of(folder: str) -> int:
    return len(folder.rstrip("/")) + 1
