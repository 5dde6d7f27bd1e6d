"""Rules as git has them in its ignore files (https://git-scm.com/docs/gitignore).

    Rules         the lines of one file: the last that fits a file or folder decides whether it is left out
    PathPatterns  such lines from elsewhere, asked for paths: what lies in a folder that is left out is left out too

Names are bytes here, as they are to git.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rowsclose.discovery.wildmatch import Wildmatch

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

MOST_WILD = 1_000
"""The lines with wildcards that one list may have: each of them may have to be held against each file."""


class Rules:
    """Lines that count from one folder.

    Those without wildcards are looked up, and the others by what they begin with: tens of thousands cost a path little.
    """

    def __init__(self, lines: Iterable[bytes]) -> None:
        rules = [rule for line in lines if (rule := _rule(line)) is not None]
        self.wild = sum(rule.is_wild for rule in rules)
        self._by_beginning: dict[tuple[bool, bool, bytes], list[tuple[int, _Rule]]] = {}
        for place, rule in enumerate(rules):
            self._by_beginning.setdefault(rule.beginning, []).append((place, rule))
        self._lengths = sorted({len(fixed) for _, is_wild, fixed in self._by_beginning if is_wild})

    def verdict(self, path: bytes, is_folder: bool) -> bool | None:
        """True where the deciding line leaves the path out, False where it takes it back in (``!``), None without one.

        ``path`` is relative to the folder. What lies above it is another question.
        """
        last, verdict = -1, None
        for rules in self._that_begin_so(path):
            for place, rule in reversed(rules):
                if place < last:
                    break
                if rule.fits(path, is_folder):
                    last, verdict = place, rule.leaves_out
                    break
        return verdict

    def _that_begin_so(self, path: bytes) -> Iterator[list[tuple[int, _Rule]]]:
        """The rules that may fit a path, those with the same beginning together and in their order."""
        known = self._by_beginning
        for is_name, text in ((True, path.rpartition(b"/")[2]), (False, path)):
            yield known.get((is_name, False, text), [])
            for length in self._lengths:
                if length > len(text):
                    break
                yield known.get((is_name, True, text[:length]), [])


class PathPatterns:
    """Patterns that count from a folder; compiled when somebody asks."""

    def __init__(self, folder: str, lines: tuple[str, ...]) -> None:
        """``folder`` is absolute."""
        self.folder = folder
        self.lines = lines
        self._folders: dict[bytes, bool] = {b"": False}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PathPatterns) and (self.folder, self.lines) == (other.folder, other.lines)

    def __hash__(self) -> int:
        return hash((self.folder, self.lines))

    def match(self, path: str) -> bool:
        """Whether they match an absolute path (of a folder: ending in a slash), or a folder that it lies in."""
        prefix = self.folder.rstrip("/") + "/"
        if not self.lines or not path.startswith(prefix):
            return False
        inside = os.fsencode(path[len(prefix) :])
        name = inside.rstrip(b"/")
        if not name:
            return False
        is_folder = inside.endswith(b"/")
        return self._match_folder(name.rpartition(b"/")[0]) or self._rules.verdict(name, is_folder) is True

    def _match_folder(self, folder: bytes) -> bool:
        above = []
        while folder not in self._folders:
            above.append(folder)
            folder = folder.rpartition(b"/")[0]
        matched = self._folders[folder]
        for each in reversed(above):
            matched = matched or self._rules.verdict(each, is_folder=True) is True
            self._folders[each] = matched
        return matched

    @cached_property
    def _rules(self) -> Rules:
        return Rules(_encoded(line) for line in self.lines)


def is_rule(line: str) -> bool:
    """Whether a line is a pattern: not empty, not a comment, nothing that means nothing to git."""
    return _rule(_encoded(line)) is not None


def wild_among(lines: Iterable[str]) -> int:
    """How many lines are patterns with wildcards."""
    return Rules(_encoded(line) for line in lines).wild


def rules_in(text: bytes) -> Rules:
    """The rules of an ignore file."""
    return Rules(line.removesuffix(b"\r") for line in text.removeprefix(_BYTE_ORDER_MARK).split(b"\n"))


class _Rule:
    """One line. What stands before its first wildcard is compared as it is.

    What is left is a pattern of its own, to git as well: in ``a**/b``, the ``**`` stands at a beginning.
    """

    def __init__(self, pattern: bytes, leaves_out: bool) -> None:
        """Raises ``UnmatchableError`` where the pattern fits nothing."""
        from rowsclose.discovery.wildmatch import Wildmatch, first_wildcard

        self.leaves_out = leaves_out
        self._only_folders = pattern.endswith(b"/")
        pattern = pattern.removesuffix(b"/")
        self._is_name = b"/" not in pattern
        pattern = pattern.removeprefix(b"/")
        end = first_wildcard(pattern)
        self._fixed = pattern[:end]
        self._rest: Wildmatch | None = Wildmatch(pattern[end:]) if end < len(pattern) else None

    @property
    def is_wild(self) -> bool:
        """Whether it has a wildcard."""
        return self._rest is not None

    @property
    def beginning(self) -> tuple[bool, bool, bytes]:
        """Whether it speaks of names alone, whether more comes behind what stands before its first wildcard, and that."""
        return self._is_name, self.is_wild, self._fixed

    def fits(self, path: bytes, is_folder: bool) -> bool:
        """Whether it speaks of a path; a folder's does not end in a slash."""
        if self._only_folders and not is_folder:
            return False
        text = path.rpartition(b"/")[2] if self._is_name else path
        if self._rest is None:
            return text == self._fixed
        return text.startswith(self._fixed) and self._rest.fits(text[len(self._fixed) :])


def _rule(line: bytes) -> _Rule | None:
    from rowsclose.discovery.wildmatch import UnmatchableError

    pattern = _without_blanks(line.partition(b"\0")[0])
    if pattern.startswith(b"#") or pattern in (b"", b"!", b"/", b"!/"):
        return None
    try:
        return _Rule(pattern.removeprefix(b"!"), leaves_out=not pattern.startswith(b"!"))
    except UnmatchableError:
        return None


def _without_blanks(line: bytes) -> bytes:
    """The line without the blanks at its end; a backslash keeps the one behind it."""
    stripped = line.rstrip(b" ")
    backslashes = len(stripped) - len(stripped.rstrip(b"\\"))
    return stripped + b" " if backslashes % 2 and stripped != line else stripped


def _encoded(line: str) -> bytes:
    return line.encode("utf-8", "surrogateescape")
