"""The Go files below a folder that a wildcard matches, whoever lists them.

    git.py lists   -+
                    +->  folders the wildcard matches  ->  kinds of file  ->  Found
    walk.py walks  -+

Links: one to a folder is never followed. One to a file counts as a Go file where its target is a file of the same
tree. Where it leads out of it or into what is git's own, or its target is gone, that is reported.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator

from rowsclose.discovery import git
from rowsclose.discovery.git_process import Git, NoAnswer
from rowsclose.discovery.pattern import Wildcard, is_skipped
from rowsclose.values import value

Unreadable = Callable[[str, OSError], None]


class LeadsOutError(OSError):
    """A link leads to a file outside of the tree, as all is that is git's own."""


# Takes a repository that git does not list, and why.
Unlisted = Callable[[str, str], None]


@value
class Search:
    """Who lists, and who hears of what cannot be read or listed."""

    git: Git
    unreadable: Unreadable
    unlisted: Unlisted


# The absolute path of a Go file, and the same without links: they differ where the file itself is a link.
Found = tuple[str, str]


def files_in(folder: str, top: str, unreadable: Unreadable) -> Iterator[Found]:
    """The Go files directly in a folder that was named outright, in no order.

    Names that start with ``.`` or ``_`` are no part of a Go package. Whether git ignores a file does not matter.
    """
    try:
        with os.scandir(folder) as listing:
            entries = [entry for entry in listing if entry.name.endswith(".go") and not is_skipped(entry.name)]
    except OSError as error:
        unreadable(folder, error)
        return
    for entry in entries:
        if real := _source(entry.path, top, unreadable):
            yield entry.path, real


def files_below(folder: str, top: str, wildcard: Wildcard, search: Search) -> Iterator[Found]:
    """The matching Go files below a folder, in no order.

    ``folder`` is absolute and without links. ``top`` bounds the tree: links may lead to any file below it, and ignore
    files count from there. A repository that git does not list is said: its .gitignore files tell what is ignored, but
    nothing tells which of that is tracked all the same.
    """
    repository = git.repository_of(folder)
    listing = None if repository is None else _listing(folder, repository, search)
    if listing is None:
        yield from _by_walking(folder, repository or top, top, wildcard, search.unreadable)
        return
    yield from _by_listing(folder, top, listing, wildcard, search.unreadable)
    for nested in listing.repositories:
        inner = os.path.join(folder, nested)
        # Without a .git of its own it is a submodule that is not checked out; git would answer for the outer one.
        if all(map(wildcard.enters, nested.split("/"))) and git.repository_of(inner) == inner:
            yield from files_below(inner, top, wildcard.below(nested), search)


def _listing(folder: str, repository: str, search: Search) -> git.Listing | None:
    """None where git cannot tell: it is missing, it refuses, or it ignores the folder as a whole."""
    listing = git.list_folder(search.git, repository, folder)
    if isinstance(listing, NoAnswer):
        search.unlisted(repository, listing.reason)
        return None
    is_empty = not listing.go_files and not listing.repositories
    if is_empty and folder != repository and git.is_ignored(search.git, repository, folder):
        return None
    for path, reason in listing.unopened:
        search.unreadable(os.path.join(repository, path), PermissionError(0, reason))
    return listing


def _by_listing(
    folder: str, top: str, listing: git.Listing, wildcard: Wildcard, unreadable: Unreadable
) -> Iterator[Found]:
    prefix = folder.rstrip("/") + "/"
    matched: dict[str, bool] = {}
    for relative in listing.go_files:
        inner, _, name = relative.rpartition("/")
        if inner not in matched:
            matched[inner] = wildcard.matches(inner) and not _has_link(folder, inner)
        if matched[inner] and not is_skipped(name) and (real := _source(prefix + relative, top, unreadable)):
            yield prefix + relative, real


def _by_walking(
    folder: str, ignores_from: str, top: str, wildcard: Wildcard, unreadable: Unreadable
) -> Iterator[Found]:
    from rowsclose.discovery.walk import walk

    prefix = folder.rstrip("/") + "/"
    matched: dict[str, bool] = {}
    for relative in walk(folder, ignores_from, wildcard.enters, unreadable):
        inner, _, name = relative.rpartition("/")
        if inner not in matched:
            matched[inner] = wildcard.matches(inner)
        if matched[inner] and not is_skipped(name) and (real := _source(prefix + relative, top, unreadable)):
            yield prefix + relative, real


def _has_link(folder: str, inner: str) -> bool:
    """Whether a link stands between the folder and the one inside it: git's index may say a folder where one is now."""
    while inner:
        if os.path.islink(os.path.join(folder, inner)):
            return True
        inner = inner.rpartition("/")[0]
    return False


def _source(path: str, top: str, unreadable: Unreadable) -> str | None:
    """The file behind a name that ends in ``.go``, without links; None where it is no file of the tree, or gone."""
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISREG(mode):
            return path
        real = os.path.realpath(path)
        in_tree = stat.S_ISLNK(mode) and is_within(real, top) and not _is_in_git(real, top)
        if stat.S_ISLNK(mode) and not in_tree:
            unreadable(path, LeadsOutError())
        return real if in_tree and stat.S_ISREG(os.stat(real).st_mode) else None
    except OSError as error:
        if not isinstance(error, FileNotFoundError) or os.path.islink(path):
            unreadable(path, error)
        return None


def _is_in_git(path: str, top: str) -> bool:
    from rowsclose.discovery.git_names import is_in_git  # few trees have links

    return is_in_git(path, top)


def is_within(path: str, folder: str) -> bool:
    """Whether an absolute path is the folder or lies below it, by their text alone."""
    return path == folder or path.startswith(folder.rstrip("/") + "/")
