"""Stub files: found by the import path in their package comment, read by the reader of the user's own declarations.

The index of which file describes which package is made by one pass over the files' first lines; a stub is parsed when
somebody looks a name of its package up.
"""

from __future__ import annotations

import os

from rowsclose.go import types as t
from rowsclose.go.declarations import Directive, TypeDeclaration, import_comment_of, package_name_of, read_declarations
from rowsclose.go.universe import Package
from rowsclose.source import SourceFile
from rowsclose.syntax.parser import parse

_FOLDER = os.path.dirname(__file__)
_HEAD_BYTES = 4096


class Stubs:
    """The packages that stub files describe."""

    def __init__(self, folder: str = _FOLDER) -> None:
        self._files = _index(folder)
        self._packages: dict[str, Package] = {}

    def has(self, path: str) -> bool:
        """Whether a stub file describes the package at an import path."""
        return path in self._files

    def load(self, path: str) -> Package | None:
        """The package a stub file describes (a ``go.universe.PackageLoader``)."""
        if path not in self._files:
            return None
        if path not in self._packages:
            self._packages[path] = self._read(path)
        return self._packages[path]

    def type_declaration(self, named: t.Named) -> TypeDeclaration | None:
        """The stub's own declaration of a type."""
        package = self.load(named.package)
        found = package.types.get(named.name) if package else None
        return found[0] if found else None

    def function_directives(self, path: str, name: str) -> tuple[Directive, ...]:
        """The directives at a stub's function."""
        package = self.load(path)
        found = package.functions.get(name) if package else None
        return found[0].directives if found else ()

    def method_directives(self, owner: t.Named, name: str) -> tuple[Directive, ...]:
        """The directives at a stub's method, of a type or of an interface."""
        package = self.load(owner.package)
        if package is None:
            return ()
        methods = package.methods.get((owner.name, name))
        if methods:
            return methods[0].directives
        declared = package.types.get(owner.name)
        return dict(declared[0].method_directives).get(name, ()) if declared else ()

    def _read(self, path: str) -> Package:
        files = []
        name = ""
        for file in self._files[path]:
            with open(file, "rb") as opened:
                source = SourceFile(f"<stub {os.path.basename(file)}>", opened.read())
            root = parse(source.text).root
            name = package_name_of(root, source.text)
            files.append(read_declarations(source, root, path, self._name_of))
        return Package.of(path, name, files)

    def _name_of(self, path: str) -> str | None:
        package = self.load(path)
        return package.name if package else None


def _index(folder: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".go"):
            continue
        file = os.path.join(folder, name)
        with open(file, "rb") as opened:
            head = opened.read(_HEAD_BYTES)
        for path in import_comment_of(head):
            found.setdefault(path, []).append(file)
    return found
