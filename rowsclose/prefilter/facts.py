"""What is read of every file in reach: its imports, and whether it hints at a type that is a resource.

A few microseconds a file: most trees have nothing to do with a database, and are told apart by this alone.
"""

from __future__ import annotations

import re

from rowsclose.go.imports import Import
from rowsclose.go.preamble import imports_of, package_name_of
from rowsclose.values import value

# An interface's own method: what is called has something before its dot. `Next` has to give a bool.
_LISTS_METHOD = re.compile(rb"[\n{;][ \t]*(?:Next\s*\(\s*\)\s*(?:\(\s*)?(?:\w+\s+)?bool|(?:Commit|Rollback)\s*\()")
_MAY_LIST_METHOD = re.compile(rb"(?:[\n{;]|\*/)[ \t]*(?:Next|Commit|Rollback)\s*[(/]")  # as comments may have it
_SAYS_RESOURCE = re.compile(rb"//rowsclose:(?:must-call|acquires)")


@value
class Facts:
    """``clause`` is the package's name. It ``hints`` at a resource by a directive, or by the methods of an interface."""

    clause: bytes
    imports: tuple[Import, ...]
    hints: bool


def facts_of(text: bytes) -> Facts:
    """The facts of one file's text."""
    return Facts(package_name_of(text), imports_of(text), _hints(text))


def _hints(text: bytes) -> bool:
    if b"//rowsclose:" in text and _SAYS_RESOURCE.search(text):
        return True
    has_word = b"Next" in text or b"Commit" in text or b"Rollback" in text
    if not has_word or not _MAY_LIST_METHOD.search(text):
        return False
    from rowsclose.syntax.uncommented import without_comments

    return _LISTS_METHOD.search(without_comments(text)) is not None
