"""What some file system or other takes for ``.git``: nothing is written there, whoever asks for it.

    .GIT  .Git.      Windows and macOS take no heed of case, Windows of dots and blanks at the end
    .git::$DATA      a stream of it (NTFS)
    git~1            its short name (NTFS)
    .g\\u200cit       characters that HFS+ passes over

The rules are git's own (``verify_path`` in read-cache.c, ``is_ntfs_dotgit`` in path.c, ``is_hfs_dotgit`` in utf8.c). A
tree that is written on one machine may be checked out on another.
"""

from __future__ import annotations

import os
import re

_IGNORED_BY_HFS = dict.fromkeys([*range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x206A, 0x2070), 0xFEFF])
_SEPARATOR = re.compile(r"[/\\]")


def is_in_git(path: str, tree: str = "/") -> bool:
    """Whether an absolute path, as it is written or where it leads, is or lies in what is git's own.

    That is a ``.git``, by any name that one has, and a folder that git would take for a repository's. ``tree`` is an
    absolute folder that may lie in such a one itself, as a work tree in a bare repository's folder does.
    """
    real = os.path.realpath(path)
    if any(map(_is_git_name, [*_SEPARATOR.split(path), *_SEPARATOR.split(real)])):
        return True
    return _is_in_git_folder(real, os.path.realpath(tree))


def _is_git_name(name: str) -> bool:
    bare = name.translate(_IGNORED_BY_HFS).partition(":")[0].rstrip(". ").lower()
    return bare in (".git", "git~1")


def _is_in_git_folder(path: str, tree: str) -> bool:
    while path != tree or tree == "/":
        if os.path.lexists(os.path.join(path, "HEAD")) and _has_objects(path):
            return True
        if os.path.dirname(path) == path:
            return False
        path = os.path.dirname(path)
    return False


def _has_objects(folder: str) -> bool:
    if os.path.lexists(os.path.join(folder, "commondir")):
        return True
    return all(os.path.isdir(os.path.join(folder, name)) for name in ("objects", "refs"))
