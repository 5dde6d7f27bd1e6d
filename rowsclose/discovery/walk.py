"""Go files below a folder where git cannot list them: a walk that reads the ``.gitignore`` files itself.

Links to folders are not followed, so a walk ends and does not leave the folder. A folder that is ignored is not
entered, as in git: nothing inside it can be taken back in. The user's global ignore file is not read.

The rules are pathspec's, which differs from git in two rare forms. ``!folder/`` takes in all that lies below the
folder, where git goes on to ignore some of it by a rule for file names; ``folder/**`` is the folder itself too, so that
no later rule takes a file below it back in.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from rowsclose.discovery.gitignore import PathPatterns

Unreadable = Callable[[str, OSError], None]


def walk(folder: str, top: str, enters: Callable[[str], bool], unreadable: Unreadable) -> Iterator[str]:
    """Names that end in ``.go`` in and below an absolute folder, relative to it; folders of such a name are left out.

    ``top`` is the folder from which ignore files count; ``enters`` says by its name whether a folder is entered. A
    folder that cannot be listed is given to ``unreadable``.
    """
    ignores = _inherited(folder, top)
    # Where the folder itself is ignored it was named outright: only what its own files say counts in it.
    pending = [(folder, () if folder != top and _is_ignored(ignores, folder + "/") else ignores)]
    while pending:
        current, ignores = pending.pop()
        try:
            with os.scandir(current) as listing:
                entries = list(listing)
        except OSError as error:
            unreadable(current, error)
            continue
        ignores += tuple(_read(entry.path, current) for entry in entries if _is_ignore_file(entry))
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if enters(entry.name) and not _is_ignored(ignores, entry.path + "/"):
                    pending.append((entry.path, ignores))
            elif entry.name.endswith(".go") and not _is_ignored(ignores, entry.path):
                yield entry.path[len(folder.rstrip("/")) + 1 :]


def _is_ignore_file(entry: os.DirEntry[str]) -> bool:
    # git reads no ignore file through a link.
    return entry.name == ".gitignore" and entry.is_file(follow_symlinks=False)


def _is_ignored(ignores: tuple[PathPatterns, ...], path: str) -> bool:
    """The verdict of the innermost file that has one."""
    for each in reversed(ignores):
        verdict = each.verdict(path)
        if verdict is not None:
            return verdict
    return False


def _inherited(folder: str, top: str) -> tuple[PathPatterns, ...]:
    """The rules that count above the folder, from ``top`` down; the folder's own file is left to the walk."""
    found = [(os.path.join(top, ".git", "info", "exclude"), top)]
    while folder != top:
        folder = os.path.dirname(folder)
        found.insert(1, (os.path.join(folder, ".gitignore"), folder))
    return tuple(_read(path, counts_from) for path, counts_from in found if os.path.isfile(path))


def _read(path: str, folder: str) -> PathPatterns:
    """The rules of one ignore file; one that cannot be read has none, as for git."""
    try:
        with open(path, "rb") as file:
            text = os.fsdecode(file.read().removeprefix(b"\xef\xbb\xbf"))
    except OSError:
        text = ""
    return PathPatterns(folder, tuple(line.removesuffix("\r") for line in text.split("\n")))
