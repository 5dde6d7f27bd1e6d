"""The checkouts that a list or a folder names.

    a list      a line a folder, from the list's own folder; blank lines and lines that begin with # do not count
    a folder    the folders in it that hold a repository, a module or a workspace; what lies below one belongs to it

A checkout's name is its path from the folder, or what the list says of it. Where the list leads out of its own folder, it
is the end of the path that no other checkout has.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

from rowsclose.errors import SourceError, UsageError
from rowsclose.report.terminal import visible
from rowsclose.source import read_regular
from rowsclose.values import value

_SIGNS = (".git", "go.mod", "go.work")


@value
class Checkout:
    """One checkout; ``folder`` is absolute and without links, and may not exist."""

    name: str
    folder: str


@value
class Named:
    """What a list or a folder names; ``left_out`` are folders with Go files that belong to no checkout, by path."""

    checkouts: tuple[Checkout, ...]
    left_out: tuple[str, ...] = ()


def checkouts_of(named: str) -> Named:
    """The checkouts that a path names, in the order they are met; a folder that is met twice is one.

    Raises:
        SourceError: the list cannot be read.
        UsageError: it names no checkout.
    """
    found = _in_folder(named) if os.path.isdir(named) else Named(tuple(_in_list(named)))
    if not found.checkouts:
        how = "a folder with a .git, go.mod or go.work" if os.path.isdir(named) else "a line a folder"
        raise UsageError(f"{visible(named)} names no checkout: {how} is one")
    return found


def _in_list(path: str) -> Iterator[Checkout]:
    try:
        text = os.fsdecode(read_regular(path))
    except OSError as error:
        raise SourceError(visible(path), (error.strerror or "cannot be read").lower()) from error
    base = os.path.dirname(os.path.abspath(path))
    lines = (line.strip() for line in text.split("\n"))
    written: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith("#"):
            written.setdefault(os.path.realpath(os.path.join(base, line)), os.path.normpath(line))
    endings = Counter(ending for folder in written for ending in _endings_of(folder))
    inside = {line for line in written.values() if _stays_below(line)}
    for folder, line in written.items():
        free = (ending for ending in _endings_of(folder) if endings[ending] == 1 and ending not in inside)
        yield Checkout(line if line in inside else next(free), folder)


def _stays_below(path: str) -> bool:
    return not os.path.isabs(path) and path.split(os.sep)[0] not in (os.curdir, os.pardir)


def _endings_of(folder: str) -> Iterator[str]:
    """The last component of a path, its last two, and so on, to the whole path."""
    parts = folder.split(os.sep)
    return (os.sep.join(parts[at:]) for at in range(len(parts) - 1, -1, -1))


def _in_folder(folder: str) -> Named:
    real = os.path.realpath(folder)
    if _is_checkout(real):
        return Named((Checkout(os.path.basename(real), real),))
    paths, left_out = [], []
    for at, folders, files in os.walk(real):
        inner = sorted(name for name in folders if not name.startswith("."))
        found = [name for name in inner if _is_checkout(os.path.join(at, name))]
        folders[:] = [name for name in inner if name not in found and not os.path.islink(os.path.join(at, name))]
        paths += [os.path.join(at, name) for name in found]
        if any(name.endswith(".go") for name in files):
            left_out.append(os.path.relpath(at, real))
    named = {os.path.realpath(path): os.path.relpath(path, real) for path in sorted(paths, reverse=True)}
    checkouts = sorted((Checkout(name, folder) for folder, name in named.items()), key=lambda each: each.name)
    return Named(tuple(checkouts), tuple(left_out))


def _is_checkout(folder: str) -> bool:
    return any(os.path.lexists(os.path.join(folder, sign)) for sign in _SIGNS)
