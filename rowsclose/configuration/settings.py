"""What a configuration file may say and says, as plain values."""

from __future__ import annotations

import enum
from collections.abc import Mapping, MutableMapping, Sequence

from rowsclose.discovery.gitignore import PathPatterns
from rowsclose.discovery.gofile import GoFile
from rowsclose.levels import Levels
from rowsclose.values import value


class Takes(enum.Enum):
    """What the value of an option is."""

    FLAG = "true or false"
    NUMBER = "a number"
    TEXT = "a string"
    RULES = "a list of rule ids"
    FILE = "a path, relative to the configuration file"
    FORMATS = "a format, or NAME=FILE"


@value
class Option:
    """An option of ``check`` that is a key of the file too; ``name`` is the long one without its dashes.

    ``choices`` are all that it takes, where they are few. ``several``: the file may list more than one.
    ``most``: the largest number that a file may say, None where any will do.
    """

    name: str
    takes: Takes
    choices: tuple[str, ...] = ()
    several: bool = False
    most: int | None = None


@value
class PerFileIgnores:
    """The rules that are not asked for in the files of a pattern."""

    patterns: PathPatterns
    rules: frozenset[str]


@value
class Selection:
    """Which rules one place asks for: in place of those before, on top of them, not; lists of ids or ``all``."""

    select: Sequence[str] = ()
    extend_select: Sequence[str] = ()
    ignore: Sequence[str] = ()


@value
class Document:
    """A file that was read: its path as messages have it, its text, and the names of its keys."""

    path: str
    text: str
    keys: frozenset[str]


@value
class Configuration:
    """What one file says, on top of what it extends; without arguments, what is so where there is no file.

    ``path`` is as messages have it. ``options`` are by name: a bool, an int, a string, or a list of strings; paths in
    them are relative to the working folder. Options that name rules are ``selections``, each on top of those before.
    ``models`` are the user's own stub files. ``documents`` are all files that were read, this one last.
    """

    path: str = ""
    options: Mapping[str, object] = {}
    selections: tuple[Selection, ...] = ()
    exclude: tuple[PathPatterns, ...] = ()
    levels: Levels = Levels()
    per_file_ignores: tuple[PerFileIgnores, ...] = ()
    models: tuple[GoFile, ...] = ()
    require_suppression_reason: bool = False
    documents: tuple[Document, ...] = ()


# What files say, by the absolute path of each and the bound of what it may name.
Known = MutableMapping[tuple[str, str], Configuration]
