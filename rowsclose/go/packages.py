"""A package as the union of its files, each parsed only when one of its declarations is looked up.

What is declared twice, for different builds, counts as the first of its files has it, whichever was read first.

Where a name is declared is told from the bytes of the files (``declared_names``). A file that only seems to declare a
name is parsed for nothing.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable
from typing import TypeVar

from rowsclose.go.declarations import FileDeclarations, FunctionDeclaration, TypeDeclaration, ValueDeclaration
from rowsclose.go.declared_names import declared_names
from rowsclose.go.preamble import imports_of
from rowsclose.source import SourceFile

_D = TypeVar("_D", TypeDeclaration, FunctionDeclaration, ValueDeclaration)

Reader = Callable[[SourceFile], FileDeclarations]
"""Parses a file and reads its declarations."""


class Package:
    """One package. Where a name is declared twice (under different build tags), the declarations are alternatives.

    ``sources`` stand in the order in which they count.
    """

    def __init__(
        self, path: str, name: str, sources: list[SourceFile], reader: Reader, *, is_partial: bool = False
    ) -> None:
        """``path`` is the import path, ``name`` that of the package clause.

        A partial one declares what somebody had to say of it; the rest is what the package ``below`` it declares.
        """
        self.path = path
        self.name = name
        self.paths = tuple(s.path for s in sources)
        self.dot_imports = tuple(dict.fromkeys(i.path for s in sources for i in imports_of(s.text) if i.name == "."))
        self.is_partial = is_partial
        self.below: Package | None = None
        self._sources = sources
        self._order = {s.path: number for number, s in enumerate(sources)}
        self._read: set[str] = set()
        self._declaring: dict[tuple[str, str], list[SourceFile]] | None = None
        self._reader = reader
        self._types: dict[str, list[TypeDeclaration]] = {}
        self._functions: dict[str, list[FunctionDeclaration]] = {}
        self._methods: dict[tuple[str, str], list[FunctionDeclaration]] = {}
        self._values: dict[str, list[ValueDeclaration]] = {}

    def type(self, name: str) -> TypeDeclaration | None:
        """The declaration of a type."""
        self._bring("", name)
        found = self._types.get(name)
        return found[0] if found else self.below.type(name) if self.below else None

    def function(self, name: str) -> FunctionDeclaration | None:
        """The declaration of a function, one with a body where an alternative has one."""
        self._bring("", name)
        return _with_body(self._functions.get(name)) or (self.below.function(name) if self.below else None)

    def method(self, receiver: str, name: str) -> FunctionDeclaration | None:
        """The declaration of a type's own method, one with a body where an alternative has one."""
        self._bring(receiver, name)
        found = _with_body(self._methods.get((receiver, name)))
        return found or (self.below.method(receiver, name) if self.below else None)

    def methods_of(self, receiver: str) -> list[str]:
        """The names of a type's own methods, sorted."""
        for of, name in list(self._index()):
            if of == receiver:
                self._bring(of, name)
        return sorted(n for r, n in self._methods if r == receiver)

    def methods_named(self, name: str) -> list[FunctionDeclaration]:
        """The methods of that name, of all types."""
        for receiver, method in list(self._index()):
            if method == name and receiver:
                self._bring(receiver, name)
        own = [d for (_, n), declared in self._methods.items() if n == name for d in declared[:1]]
        return [*own, *(self.below.methods_named(name) if self.below else ())]

    def value(self, name: str) -> ValueDeclaration | None:
        """The declaration of a package variable or constant."""
        self._bring("", name)
        found = self._values.get(name)
        return found[0] if found else self.below.value(name) if self.below else None

    def read(self, path: str) -> None:
        """Read one of the package's files, by its reported path, if that has not been done."""
        for source in self._sources:
            if source.path == path:
                self._take(source)

    @property
    def sources(self) -> list[SourceFile]:
        """Its files, read or not."""
        return self._sources

    def mentioning(self, word: re.Pattern[bytes]) -> list[str]:
        """The reported paths of its files that mention a word, each read."""
        found = [s for s in self._sources if word.search(s.text)]
        for source in found:
            self._take(source)
        return [s.path for s in found]

    def _bring(self, receiver: str, name: str) -> None:
        """Read the files that seem to declare a name."""
        for source in self._index().pop((receiver, name), ()):
            self._take(source)

    def _index(self) -> dict[tuple[str, str], list[SourceFile]]:
        """Which files seem to declare a (receiver, name); receiver empty for what is no method."""
        if self._declaring is None:
            self._declaring = {}
            for source in self._sources:
                for key in declared_names(source.text):
                    self._declaring.setdefault(key, []).append(source)
        return self._declaring

    def _take(self, source: SourceFile) -> None:
        if source.path in self._read:
            return
        self._read.add(source.path)
        file = self._reader(source)
        for type_ in file.types:
            self._put(self._types.setdefault(type_.name, []), type_)
        for function in file.functions:
            if function.receiver:
                self._put(self._methods.setdefault((function.receiver, function.name), []), function)
            else:
                self._put(self._functions.setdefault(function.name, []), function)
        for value in file.values:
            self._put(self._values.setdefault(value.name, []), value)

    def _put(self, alternatives: list[_D], declared: _D) -> None:
        insort(alternatives, declared, key=lambda each: self._order[each.path])


def _with_body(found: list[FunctionDeclaration] | None) -> FunctionDeclaration | None:
    return next((f for f in found if f.body), found[0]) if found else None
