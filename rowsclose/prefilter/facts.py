"""What is read of every file in reach: its imports, and whether it hints at a type that is a resource.

A few microseconds a file: most trees have nothing to do with a database, and are told apart by this alone.
"""

from __future__ import annotations

import re

from rowsclose.values import value

_CLAUSE = re.compile(rb"^(?:\xef\xbb\xbf)?package[ \t]+([\w\x80-\xff]+)", re.MULTILINE)
_PATH = re.compile(rb"[\"`]([^\"`\n]+)[\"`]")
_NO_WORD = re.compile(rb"[^\w\x80-\xff]")
# An interface's own method: what is called has something before its dot. `Next` has to give a bool.
_LISTS_METHOD = re.compile(rb"[\n{;][ \t]*(?:Next\(\)[ \t]*\(?(?:\w+[ \t]+)?bool|(?:Commit|Rollback)\()")
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
    clause = _CLAUSE.search(text)
    return Facts(clause.group(1) if clause else b"", _imports(text), _hints(text))


def _imports(text: bytes) -> tuple[Import, ...]:
    found: list[Import] = []
    at = text.find(b"\nimport")
    while at >= 0:
        line = text.find(b"\n", at + 1)
        end = line if line >= 0 else len(text)
        if b"(" in text[at:end] and b")" not in text[at:end]:
            closed = text.find(b"\n)", at)  # where gofmt puts it
            end = closed if closed >= 0 else len(text)
        for spec in _PATH.finditer(text, at, end):
            found.append(Import(_name_at_end(text[at : spec.start()]), spec.group(1).decode("utf-8", "replace")))
            at = spec.end()
        at = text.find(b"\nimport", end)
    return tuple(found)


def _name_at_end(text: bytes) -> bytes:
    """The name in front of a path; ``text`` is all that stands between it and the one before."""
    text = text.rstrip(b" \t")
    name = b"." if text.endswith(b".") else _NO_WORD.split(text)[-1]
    return b"" if name == b"import" else name


def _hints(text: bytes) -> bool:
    if b"//rowsclose:" in text and _SAYS_RESOURCE.search(text):
        return True
    may_list = b"Next()" in text or b"Commit(" in text or b"Rollback(" in text
    return may_list and _LISTS_METHOD.search(text) is not None
