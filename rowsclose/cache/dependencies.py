"""All that the answer of a unit may depend on in the program, as one digest.

What a function does is worked out along imports: whatever an analysis asks of another package, it has the package's path
from an import. So an answer depends on the files of its own folder, on where their imports lead, on the files there, and so
on. What is taken for a dependency and is none costs another analysis; nothing else is wrong with it.

    a folder of the user's, or of vendor    its files, its import path, and where each of its imports leads
    a package with a stub file              where the stub's imports lead; the stub's text belongs to rowsclose
    a folder of the module cache            which versions are required, and which are there: what a version holds never
                                            changes
    a package out of reach                  that it is
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator

from rowsclose.cache.contents import Contents
from rowsclose.cache.graph import digest_of, reach_digests
from rowsclose.go.modules import Modules
from rowsclose.stubs.index import stub_files
from rowsclose.values import value

# Packages that the analysis knows by name, whether a file imports them or not.
_ALWAYS = ("context", "database/sql", "fmt")
_VERSIONS = "versions"


@value
class _Import:
    """Where an import leads: ``shown`` says what kind of place it is, ``targets`` are nodes of the graph."""

    shown: str
    targets: tuple[str, ...] = ()


class Dependencies:
    """The digests of the folders of one run; nodes of the graph are folders, and what else an import may lead to."""

    def __init__(
        self, contents: Contents, modules: Modules, belonging: Collection[str], everywhere: Iterable[str] = ()
    ) -> None:
        """``belonging`` are the absolute paths of files that belong to a package whatever they are called.

        ``everywhere`` are imports that any package may lead to.
        """
        self._everywhere = (*_ALWAYS, *everywhere)
        self._contents = contents
        self._modules = modules
        self._belonging = belonging
        self._imports: dict[str, _Import] = {}
        self._own: dict[str, bytes] = {}
        self._edges: dict[str, tuple[str, ...]] = {}

    def digests(self, folders: Iterable[str]) -> dict[str, bytes]:
        """The digests of folders, and of all that they lead to."""
        waiting = list(dict.fromkeys(folders))
        while waiting:
            self._contents.bring(node for node in waiting if os.path.isabs(node))
            for node in waiting:
                self._add(node)
            targets = dict.fromkeys(target for node in waiting for target in self._edges[node])
            waiting = [target for target in targets if target not in self._edges]
        for node in self._edges:
            if os.path.isabs(node) and self._modules.namesake_in_front(node) is not None:
                self._own[node] = os.urandom(20)  # which folder an import means is nothing to rely on
        return reach_digests(self._own, self._edges)

    @property
    def nodes(self) -> frozenset[str]:
        """All that the folders lead to that have been asked about, themselves included."""
        return frozenset(self._edges)

    def _add(self, node: str) -> None:
        if node == _VERSIONS:
            parts, imports = [json.dumps(self._modules.versions())], list[str]()
        elif os.path.isabs(node):
            parts, imports = self._of_folder(node)
        else:
            parts, imports = [node], self._stub_imports(node)
        led = {path: self._leads(path) for path in dict.fromkeys(imports)}
        parts += (f"{path}\0{each.shown}" for path, each in sorted(led.items()))
        self._own[node] = digest_of(os.fsencode(part) for part in parts)
        self._edges[node] = tuple(dict.fromkeys(target for each in led.values() for target in each.targets))

    def _of_folder(self, folder: str) -> tuple[list[str], list[str]]:
        parts = [self._modules.import_path(folder)]
        imports = [*self._everywhere, parts[0]]  # a stub or a model may describe the package itself
        for name, content in self._contents.in_folder(folder).items():
            if not name.startswith((".", "_")) or os.path.join(folder, name) in self._belonging:
                parts.append(f"{name}\0{content.digest}")
                imports += content.imports
        return parts, imports

    def _stub_imports(self, path: str) -> list[str]:
        return [
            imported
            for file in stub_files().get(path, ())
            for imported in self._contents.in_folder(os.path.dirname(file))[os.path.basename(file)].imports
        ]

    def _leads(self, path: str) -> _Import:
        if path not in self._imports:
            self._imports[path] = self._found(path)
        return self._imports[path]

    def _found(self, path: str) -> _Import:
        """As ``go.program.Program`` finds a package: the user's own, else a stub, else somebody else's source."""
        stub = (path,) if path in stub_files() else ()
        folder = self._modules.folder_of(path)
        if folder is not None:
            return _Import("own", (folder, *stub))
        if stub:
            return _Import("stub", stub)
        folder = self._modules.dependency_folder_of(path)
        if folder is None:
            return _Import("")
        inside = self._modules.in_cache(folder)
        return _Import("vendored", (folder,)) if inside is None else _Import(inside, (_VERSIONS,))


def tree_digest(contents: Contents, root: str) -> bytes:
    """The digest of all Go files in and below a folder: for what looks at a module as a whole."""
    return digest_of(_tree(contents, root))


def _tree(contents: Contents, root: str) -> Iterator[bytes]:
    for folder, folders, _ in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name, content in contents.in_folder(folder).items():
            yield os.fsencode(os.path.relpath(os.path.join(folder, name), root))
            yield content.digest.encode()
