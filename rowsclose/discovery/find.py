"""Patterns to files: each pattern is looked up, and what all of them found is put in order.

A file that several patterns name, or that a link leads to, is one file: it is known by its real path, and reported
under the name that needs no link where there is one.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence

from rowsclose.discovery.git import repository_of
from rowsclose.discovery.git_process import Git
from rowsclose.discovery.gofile import Discovered, GoFile
from rowsclose.discovery.pattern import WILDCARD, Pattern, Wildcard, parse_pattern
from rowsclose.discovery.tree import LeadsOutError, Search, files_below, files_in, is_within
from rowsclose.finding import Notice, NoticeKind

_WITHOUT_GIT = "what .gitignore files match is left out even where it is tracked"


def discover(
    patterns: Sequence[str],
    cwd: str,
    *,
    stdin_name: str | None = None,
    exclude: Callable[[str], bool] = lambda _: False,
) -> Discovered:
    """The Go files that the patterns name.

    ``cwd`` is absolute and without links, as ``os.getcwd`` gives it.
    What ``exclude`` says of an absolute path is left out of what a pattern finds in a folder, a path of a folder with a
    slash at its end; a file or folder that is named stays.
    ``stdin_name`` adds one file that need not exist: its text comes from elsewhere.
    """
    search = _Search(cwd, exclude)
    for pattern in patterns:
        search.look_up(pattern)
    if stdin_name is not None:
        absolute = stdin_path(stdin_name, cwd)
        search.add(stdin_name, absolute, os.path.realpath(absolute))
        search.rename(absolute, absolute_path(stdin_name, cwd))
    files = sorted(search.found.values(), key=lambda file: file.path)
    notices = {*search.notices, *search.unlisted, *_passed_over(search.outside)}
    return Discovered(tuple(files), tuple(sorted(notices)), repository_of(cwd) or cwd)


def _passed_over(links: set[str]) -> Iterator[Notice]:
    if links:
        first = f"{len(links):,} links" if len(links) > 1 else "a link"
        said = f"{first} to files outside of the tree: not checked (the first is {min(links)})"
        yield Notice("", 0, 0, NoticeKind.OUTSIDE, said)


class _Search:
    """What the patterns looked up so far have found; ``found`` is keyed by real path."""

    def __init__(self, cwd: str, exclude: Callable[[str], bool]) -> None:
        self.cwd = cwd
        self.exclude = exclude
        self.found: dict[str, GoFile] = {}
        self.notices: list[Notice] = []
        self.unlisted: set[Notice] = set()
        self.outside: set[str] = set()  # links
        self.git = Git()

    def look_up(self, text: str) -> None:
        """Add the files of one pattern, or a notice that says why there are none."""
        try:
            self._look_up(text)
        except (OSError, ValueError) as error:  # ValueError: a NUL, which no path can hold
            self._unreadable(text, error)

    def add(self, text: str, absolute: str, real: str) -> None:
        """Add a file that the pattern ``text`` named or matched."""
        file = GoFile(_reported(absolute, real, text, self.cwd), absolute)
        known = self.found.setdefault(real, file)
        if known is not file and (absolute != real, file.path) < (known.absolute != real, known.path):
            self.found[real] = file

    def rename(self, absolute: str, shown: str) -> None:
        """Report a file under another name than the one that opens it."""
        for real, file in self.found.items():
            if file.absolute == absolute != shown:
                self.found[real] = GoFile(_reported(shown, shown, shown, self.cwd), absolute)

    def _look_up(self, text: str) -> None:
        if not text:
            raise FileNotFoundError(0, "an empty pattern names nothing")
        pattern = parse_pattern(text)
        # A name on disk may hold three dots; then it is that file.
        if pattern.wildcard and os.path.isfile(absolute_path(text, self.cwd)):
            pattern = Pattern(text, None)
        absolute = absolute_path(pattern.folder, self.cwd)
        mode = os.stat(absolute).st_mode
        if stat.S_ISDIR(mode):
            self._add_folder(text, pattern, absolute)
        elif pattern.wildcard:
            raise NotADirectoryError(0, "not a folder")
        else:
            self._add_file(text, absolute, mode)

    def _add_file(self, text: str, absolute: str, mode: int) -> None:
        if not absolute.endswith(".go"):
            raise OSError(0, "not a Go file: its name does not end in .go")
        if not stat.S_ISREG(mode):
            raise OSError(0, "not a regular file")
        if not os.access(absolute, os.R_OK):
            raise PermissionError(0, "permission denied")
        self.add(text, absolute, os.path.realpath(absolute))

    def _add_folder(self, text: str, pattern: Pattern, folder: str) -> None:
        # Where the folder was named through a link, the tree is looked at where it is, and reported as it was named.
        below = len(real_folder := os.path.realpath(folder))

        def unreadable(path: str, error: OSError) -> None:
            self._unreadable(_reported(folder + path[below:], path, text, self.cwd), error)

        def unlisted(repository: str, reason: str) -> None:
            shown = "" if is_within(self.cwd, repository) else _reported(repository, repository, text, self.cwd)
            self.unlisted.add(Notice(shown, 0, 0, NoticeKind.UNLISTED, f"{reason}; {_WITHOUT_GIT}"))

        top = repository_of(real_folder) or (self.cwd if is_within(real_folder, self.cwd) else real_folder)
        if pattern.wildcard:
            found = files_below(real_folder, top, pattern.wildcard, Search(self.git, unreadable, unlisted))
        else:
            found = files_in(real_folder, top, unreadable)
        silent = len(self.notices)
        excludes = not self.exclude(f"{real_folder}/")
        path, kept = None, False
        for path, real in found:
            if not (excludes and self.exclude(path)):
                self.add(text, folder + path[below:], real)
                kept = True
        if kept or len(self.notices) > silent:
            return
        if path is not None:
            self.notices.append(Notice(text, 0, 0, NoticeKind.PATTERN, "every Go file that matches is excluded"))
        elif pattern.wildcard:
            self.notices.append(Notice(text, 0, 0, NoticeKind.PATTERN, "no Go file matches"))
        else:
            self.notices.append(Notice(text, 0, 0, NoticeKind.EMPTY, self._nothing_in(text, real_folder, top)))

    def _nothing_in(self, text: str, folder: str, top: str) -> str:
        """What to say of a folder that was named outright and has no Go file: those below it may have been meant."""
        search = Search(self.git, lambda *_: None, lambda *_: None)
        if any(True for _ in files_below(folder, top, Wildcard(WILDCARD), search)):
            below = "./..." if text.rstrip("/") == "." else f"{text.rstrip('/')}/..."
            return f"no Go file in this folder, but there are some below it: {below} checks them"
        return "no Go file in this folder, nor below it"

    def _unreadable(self, path: str, error: OSError | ValueError) -> None:
        if isinstance(error, LeadsOutError):
            self.outside.add(path)
            return
        reason = error.strerror if isinstance(error, OSError) else str(error)
        self.notices.append(Notice(path, 0, 0, NoticeKind.UNREADABLE, (reason or "cannot be read").lower()))


def stdin_path(name: str, cwd: str) -> str:
    """The absolute path that standard input stands in for; only a Go file's name makes it part of a package."""
    absolute = absolute_path(name, cwd)
    return absolute if absolute.endswith(".go") else f"{absolute}.go"


def absolute_path(text: str, cwd: str) -> str:
    """The absolute path without ``.`` and ``..``; links are resolved only where ``..`` stands after them."""
    joined = os.path.join(cwd, text)
    if ".." in text.split("/"):
        folder, name = os.path.split(joined.rstrip("/"))
        if name in ("..", "."):
            return os.path.realpath(joined)
        joined = os.path.join(os.path.realpath(folder), name)
    return os.path.normpath(joined)


def _reported(absolute: str, real: str, pattern: str, cwd: str) -> str:
    """The path as the user expects it: relative to the working folder below it, else as the pattern was written."""
    if is_within(absolute, cwd):
        return absolute[len(cwd.rstrip("/")) + 1 :]
    if is_within(real, cwd):
        return real[len(cwd.rstrip("/")) + 1 :]
    return absolute if os.path.isabs(pattern) else os.path.relpath(absolute, cwd)
