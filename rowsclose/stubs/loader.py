"""Stub files: found by the import path in their package comment, read by the reader of the user's own declarations.

The index of which file describes which package is made by one pass over the files' first lines; a stub is parsed when
somebody looks a name of its package up.

Models are the user's own stub files. A declaration in one stands in front of all others of that name in its package;
what it does not declare is as the shipped stub has it, or else the library's source where that is in reach.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from rowsclose.go import types as t
from rowsclose.go.declarations import (
    Directive,
    FileDeclarations,
    FunctionDeclaration,
    TypeDeclaration,
    read_declarations,
)
from rowsclose.go.packages import Package
from rowsclose.go.preamble import package_clause_of
from rowsclose.source import SourceFile
from rowsclose.stubs.index import SHIPPED, import_comment_of, stub_files
from rowsclose.syntax.parser import parse


class Stubs:
    """The packages that stub files describe."""

    def __init__(self, folder: str = SHIPPED, models: Sequence[SourceFile] = ()) -> None:
        self._files = stub_files(folder)
        self._models: dict[str, list[SourceFile]] = {}
        for model in models:
            for path in import_comment_of(model.text):
                self._models.setdefault(path, []).append(model)
        self._packages: dict[str, Package] = {}

    def has(self, path: str) -> bool:
        """Whether a stub file describes the package at an import path."""
        return path in self._files or path in self._models

    def has_model(self, path: str) -> bool:
        """Whether one of the user's own does."""
        return path in self._models

    def load(self, path: str) -> Package | None:
        """The package a stub file describes (a ``go.universe.PackageLoader``)."""
        if not self.has(path):
            return None
        if path not in self._packages:
            self._packages[path] = self._open(path)
        return self._packages[path]

    def type_declaration(self, named: t.Named) -> TypeDeclaration | None:
        """The stub's own declaration of a type."""
        package = self.load(named.package)
        return package.type(named.name) if package else None

    def function_declaration(self, path: str, owner: t.Named | None, name: str) -> FunctionDeclaration | None:
        """The stub's own declaration of a function, or of a type's method."""
        package = self.load(owner.package if owner is not None else path)
        if package is None:
            return None
        return package.method(owner.name, name) if owner is not None else package.function(name)

    def function_directives(self, path: str, name: str) -> tuple[Directive, ...]:
        """The directives at a stub's function."""
        package = self.load(path)
        found = package.function(name) if package else None
        return found.directives if found else ()

    def method_directives(self, owner: t.Named, name: str) -> tuple[Directive, ...]:
        """The directives at a stub's method, of a type or of an interface."""
        package = self.load(owner.package)
        if package is None:
            return ()
        method = package.method(owner.name, name)
        if method is not None:
            return method.directives
        declared = package.type(owner.name)
        return dict(declared.method_directives).get(name, ()) if declared else ()

    def _open(self, path: str) -> Package:
        models = self._models.get(path, [])
        sources = [*models, *(_source(file) for file in self._files.get(path, ()))]

        def read(source: SourceFile) -> FileDeclarations:
            return read_declarations(source, parse(source.text).root, path, self._name_of)

        package = Package(path, package_clause_of(sources[0].text), sources, read, is_partial=path not in self._files)
        for model in models:
            package.read(model.path)  # what is read first stands in front
        return package

    def _name_of(self, path: str) -> str | None:
        package = self.load(path)
        return package.name if package else None


def _source(file: str) -> SourceFile:
    with open(file, "rb") as opened:
        return SourceFile(f"<stub {os.path.basename(file)}>", opened.read())
