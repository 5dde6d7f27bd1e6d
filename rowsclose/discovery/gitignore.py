"""Patterns as git has them in its ignore files (https://git-scm.com/docs/gitignore), by pathspec."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class PathPatterns:
    """Patterns that count from a folder, the last that matches deciding; compiled when somebody asks."""

    def __init__(self, folder: str, lines: tuple[str, ...]) -> None:
        """``folder`` is absolute."""
        self.folder = folder
        self.lines = lines

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PathPatterns) and (self.folder, self.lines) == (other.folder, other.lines)

    def __hash__(self) -> int:
        return hash((self.folder, self.lines))

    def match(self, path: str) -> bool:
        """Whether they match an absolute path (of a folder: ending in a slash)."""
        return self.verdict(path) is True

    def verdict(self, path: str) -> bool | None:
        """True where the deciding pattern matches, False where it takes back (``!``); None where none speaks of it."""
        prefix = self.folder.rstrip("/") + "/"
        if not self.lines or not path.startswith(prefix) or path == prefix:
            return None
        return self._rules.check_file(path[len(prefix) :]).include

    @cached_property
    def _rules(self) -> GitIgnoreSpec:
        return compiled([line for line in self.lines if is_rule(line)])


def is_rule(line: str) -> bool:
    """Whether a line is a pattern: not empty, not a comment, nothing that means nothing to git."""
    try:
        return any(pattern.regex is not None for pattern in compiled([line]).patterns)
    except (ValueError, re.error):
        return False


def compiled(lines: Iterable[str]) -> GitIgnoreSpec:
    """The lines as one set of rules.

    Raises:
        ValueError: a line means nothing.
        re.error: a character class does.
    """
    from pathspec import GitIgnoreSpec

    with warnings.catch_warnings():
        # Character classes reach re as written; what re thinks of their future is of no use to anyone here.
        warnings.simplefilter("ignore", FutureWarning)
        return GitIgnoreSpec.from_lines(lines)
