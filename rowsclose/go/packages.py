"""A package as the union of its files, each parsed only when one of its declarations is looked up.

Where a name is declared is found by a regular expression over the bytes, at a hundredth of the cost of parsing: a
top-level declaration starts its line (gofmt'ed or not, ``func``, ``type``, ``var`` and ``const`` do), and one in a group
is the first word of its line. A file that only seems to declare a name is parsed for nothing; the price is
a declaration behind another on its line (``type ( A int; B int )``), which is not seen unless its file is read anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rowsclose.go.declarations import FileDeclarations, FunctionDeclaration, TypeDeclaration, ValueDeclaration
from rowsclose.source import SourceFile

_PACKAGE_CLAUSE = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s+|//[^\n]*(?:\n|\Z)|/\*.*?\*/)*package\s+([^\s;/]+)", re.DOTALL)
_DOT_IMPORT = re.compile(rb'^[ \t]*(?:import[ \t]+)?\.[ \t]+"([^"\n]+)"', re.MULTILINE)

Reader = Callable[[SourceFile], FileDeclarations]
"""Parses a file and reads its declarations."""


def package_clause_of(text: bytes) -> str:
    """The name in the package clause, without parsing; empty where there is none."""
    found = _PACKAGE_CLAUSE.match(text)
    return found.group(1).decode("utf-8", "replace") if found else ""


class Package:
    """One package. Where a name is declared twice (under different build tags), the declarations are alternatives."""

    def __init__(self, path: str, name: str, sources: list[SourceFile], reader: Reader) -> None:
        """``path`` is the import path, ``name`` that of the package clause."""
        self.path = path
        self.name = name
        self.paths = tuple(s.path for s in sources)
        self.dot_imports = tuple(
            dict.fromkeys(p.decode("utf-8", "replace") for s in sources for p in _DOT_IMPORT.findall(s.text))
        )
        self._unread = sources
        self._reader = reader
        self._types: dict[str, list[TypeDeclaration]] = {}
        self._functions: dict[str, list[FunctionDeclaration]] = {}
        self._methods: dict[tuple[str, str], list[FunctionDeclaration]] = {}
        self._values: dict[str, ValueDeclaration] = {}
        self._looked_up: set[tuple[str, str]] = set()

    def type(self, name: str) -> TypeDeclaration | None:
        """The declaration of a type."""
        self._bring("type", name, rb"^(?:type[ \t]*\(?)?[ \t]*%s(?:\[|[ \t]+[\w*=\[(])" % _bytes(name))
        found = self._types.get(name)
        return found[0] if found else None

    def function(self, name: str) -> FunctionDeclaration | None:
        """The declaration of a function, one with a body where an alternative has one."""
        self._bring("func", name, rb"^func[ \t]+%s[ \t]*[\[(]" % _bytes(name))
        return _with_body(self._functions.get(name))

    def method(self, receiver: str, name: str) -> FunctionDeclaration | None:
        """The declaration of a type's own method, one with a body where an alternative has one."""
        pattern = rb"^func[ \t]*\([^)\n]*\b%s\b[^)\n]*\)[ \t]*%s[ \t]*\(" % (_bytes(receiver), _bytes(name))
        self._bring(receiver, name, pattern)
        return _with_body(self._methods.get((receiver, name)))

    def methods_named(self, name: str) -> list[FunctionDeclaration]:
        """The methods of that name, of all types."""
        self._bring("*", name, rb"^func[ \t]*\([^\n]*\)[ \t]*%s[ \t]*\(" % _bytes(name))
        return [d for (_, n), declared in self._methods.items() if n == name for d in declared[:1]]

    def value(self, name: str) -> ValueDeclaration | None:
        """The declaration of a package variable or constant."""
        self._bring("var", name, rb"^(?:var|const)?[ \t(]*(?:[\w \t]+,[ \t]*)*%s\b" % _bytes(name))
        return self._values.get(name)

    def read(self, path: str) -> None:
        """Read one of the package's files, by its reported path, if that has not been done."""
        for source in [s for s in self._unread if s.path == path]:
            self._take(source)

    def _bring(self, space: str, name: str, pattern: bytes) -> None:
        """Read the files that seem to declare a name."""
        if not self._unread or (space, name) in self._looked_up:
            return
        self._looked_up.add((space, name))
        word = name.encode()
        declared: re.Pattern[bytes] | None = None
        for source in list(self._unread):
            if word not in source.text:
                continue
            declared = declared or re.compile(pattern, re.MULTILINE)
            if declared.search(source.text):
                self._take(source)

    def _take(self, source: SourceFile) -> None:
        self._unread = [s for s in self._unread if s is not source]
        file = self._reader(source)
        for type_ in file.types:
            self._types.setdefault(type_.name, []).append(type_)
        for function in file.functions:
            if function.receiver:
                self._methods.setdefault((function.receiver, function.name), []).append(function)
            else:
                self._functions.setdefault(function.name, []).append(function)
        for value in file.values:
            self._values.setdefault(value.name, value)


def _bytes(name: str) -> bytes:
    return re.escape(name.encode())


def _with_body(found: list[FunctionDeclaration] | None) -> FunctionDeclaration | None:
    return next((f for f in found if f.body), found[0]) if found else None
