"""What is read of every file in reach: its imports, and whether it hints at a type that is a resource.

A few microseconds a file: most trees have nothing to do with a database, and are told apart by this alone.
"""

from __future__ import annotations

import re

from rowsclose.go.imports import unquoted
from rowsclose.values import value

_BLANK = re.compile(rb"(?:\xef\xbb\xbf)?(?:[\s;]|//[^\n]*|/\*.*?(?:\*/|\Z))*", re.DOTALL)
_CLAUSE = re.compile(rb"(?:\A|\n)package[ \t]+([\w\x80-\xff]+)")
_NAME = re.compile(rb"[\w\x80-\xff]+")
_IMPORT = re.compile(rb"import\b")
_PART = re.compile(rb"//[^\n]*|/\*.*?(?:\*/|\Z)|`[^`]*`?|\"(?:[^\"\\\n]|\\[^\n])*\"?|[\w\x80-\xff]+|[^\s]", re.DOTALL)
# An interface's own method: what is called has something before its dot. `Next` has to give a bool.
_LISTS_METHOD = re.compile(rb"[\n{;][ \t]*(?:Next\s*\(\s*\)\s*(?:\(\s*)?(?:\w+\s+)?bool|(?:Commit|Rollback)\s*\()")
_MAY_LIST_METHOD = re.compile(rb"(?:[\n{;]|\*/)[ \t]*(?:Next|Commit|Rollback)\s*[(/]")  # as comments may have it
_SAYS_RESOURCE = re.compile(rb"//rowsclose:(?:must-call|acquires)")


@value
class Import:
    """One import; ``name`` is empty where the file gives none, ``.`` for a dot import."""

    name: bytes
    path: str


@value
class Facts:
    """``clause`` is the package's name. It ``hints`` at a resource by a directive, or by the methods of an interface."""

    clause: bytes
    imports: tuple[Import, ...]
    hints: bool


def facts_of(text: bytes) -> Facts:
    """The facts of one file's text."""
    name, at = _clause(text)
    return Facts(name, _imports(text, at), _hints(text))


def _clause(text: bytes) -> tuple[bytes, int]:
    """The package's name, and where the clause ends: 0 where the file does not begin with one."""
    at = _behind_blank(text, 0)
    if text.startswith(b"package", at):
        name = _NAME.match(text, _behind_blank(text, at + len(b"package")))
        if name is not None:
            return name.group(), name.end()
    anywhere = _CLAUSE.search(text)
    return anywhere.group(1) if anywhere is not None else b"", 0


def _imports(text: bytes, at: int) -> tuple[Import, ...]:
    """All that may be imports, behind the package clause at ``at``.

    Go wants them before all else. Where a file is damaged, a parser finds them elsewhere too: they are sought at the
    beginnings of lines, and anywhere in a file without a clause.
    """
    found: list[Import] = []
    sign = b"\nimport" if at else b"import"
    at = _behind_blank(text, at)
    keyword = _IMPORT.match(text, at)
    while keyword is not None or (at := text.find(sign, at)) >= 0:
        at = keyword.end() if keyword is not None else at + len(sign)
        at = _behind_blank(text, _declaration(text, at, found))
        keyword = _IMPORT.match(text, at)
    return tuple(found)


def _declaration(text: bytes, at: int, found: list[Import]) -> int:
    """Where a declaration ends whose keyword ends at ``at``; what it imports is added to ``found``."""
    name, is_group = b"", False
    for part in _PART.finditer(text, at):
        said = part.group()
        if said.startswith((b'"', b"`")):
            path = unquoted(said).decode("utf-8", "replace")
            found.append(Import(name, path))
            name = b""
            if not is_group:
                return part.end()
        elif said in (b")", b"{", b"}"):
            return part.end()
        elif not said.startswith((b"//", b"/*")):
            is_group = is_group or said == b"("
            name = said if said == b"." or _NAME.match(said) else b""
    return len(text)


def _behind_blank(text: bytes, at: int) -> int:
    """Behind what stands between two tokens, semicolons included."""
    found = _BLANK.match(text, at)
    return found.end() if found is not None else at


def _hints(text: bytes) -> bool:
    if b"//rowsclose:" in text and _SAYS_RESOURCE.search(text):
        return True
    has_word = b"Next" in text or b"Commit" in text or b"Rollback" in text
    if not has_word or not _MAY_LIST_METHOD.search(text):
        return False
    from rowsclose.prefilter.comments import without_comments

    return _LISTS_METHOD.search(without_comments(text)) is not None
