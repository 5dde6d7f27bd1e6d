"""The packages that files can reach along imports, and what of them is read.

A value of a package's type can come to another package only along imports: what nothing on the way imports, it cannot
have. The repository's own packages are followed wherever they lead, and stub files stand for the libraries they describe.
Another library is looked into where it is on the machine, and followed further if it has to do with resources itself:
the price is one that hands on the resources of another one that only it imports, and shows nothing of that.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from rowsclose.files import Files, Overlay
from rowsclose.go.imports import is_of_go, possible_names
from rowsclose.go.modules import Modules
from rowsclose.prefilter.facts import Facts, facts_of
from rowsclose.stubs.index import import_comment_of, stub_files

_TEST = "_test.go"


class ReachedFile:
    """A file of a package; ``packages`` are those it imports, by the names they may go by in it, ``dots`` those without."""

    def __init__(self, path: str, facts: Facts) -> None:
        self.path = path
        self.facts = facts
        self.packages: dict[bytes, list[ReachedPackage]] = {}
        self.dots: list[ReachedPackage] = []


class ReachedPackage:
    """A package's files. Its tests are another one, which has what it ``extends`` in view as its own.

    ``leads`` tells whether it reaches a type that may be a resource; None where nobody has asked.
    """

    def __init__(self, extends: ReachedPackage | None = None) -> None:
        self.files: list[ReachedFile] = []
        self.imports: list[ReachedPackage] = [extends] if extends is not None else []
        self.extends = extends
        self.leads: bool | None = None

    @property
    def hints(self) -> bool:
        """Whether a file of it hints at a type that is a resource."""
        return any(file.facts.hints for file in self.files)


class Reach:
    """The packages in reach of a run's files, each read once."""

    def __init__(self, modules: Modules, overlay: Overlay, models: Iterable[str] = ()) -> None:
        """``overlay`` has texts that stand in for files; ``models`` are paths of the user's own stub files."""
        self._modules = modules
        self._on_disk = Files(overlay)
        self._last = self._last_laid_out = ("", b"")
        self._facts: dict[str, Facts] = {}
        self._by_folder: dict[tuple[str, bool], ReachedPackage] = {}
        self._by_import: dict[str, ReachedPackage | None] = {}
        self._models: dict[str, list[str]] = {}
        for model in models:
            for path in import_comment_of(self.text(model)):
                self._models.setdefault(path, []).append(model)

    def note(self, file: str, text: bytes) -> None:
        """Keep the facts of a file that has been read anyway."""
        self._facts[file] = facts_of(text)

    def text(self, file: str) -> bytes:
        """The text of a file; empty where it cannot be read."""
        if file != self._last[0]:  # one is often asked for several times on end
            try:
                self._last = (file, self._on_disk.read(file))
            except OSError:
                self._last = (file, b"")
        return self._last[1]

    def laid_out(self, file: str) -> bytes:
        """The text of a file as ``skeleton`` reads it."""
        if file != self._last_laid_out[0]:
            from rowsclose.prefilter.layout import laid_out

            self._last_laid_out = (file, laid_out(self.text(file)))
        return self._last_laid_out[1]

    def package_of(self, file: str) -> ReachedPackage:
        """The package that a file of the user's belongs to."""
        folder, is_test = os.path.dirname(file), file.endswith(_TEST)
        known = self._by_folder.get((folder, is_test))
        return known or self._in_folder(folder, self._import_path(folder), is_test)

    def _import_path(self, folder: str) -> str:
        """The import path of a folder. Where there is no module, the whole tree has to be searched for what it might be.

        That is worth while only if a file imports from a tree, and not from the standard library alone.
        """
        paths = (i.path for f in self._files_in(folder) for i in self._facts_of(f).imports)
        is_worth_while = self._modules.of(folder) is not None or not all(map(is_of_go, paths))
        return self._modules.import_path(folder) if is_worth_while else ""

    # Packages -------------------------------------------------------------------------------------

    def _in_folder(self, folder: str, import_path: str, is_test: bool) -> ReachedPackage:
        key = (folder, is_test)
        if key not in self._by_folder:
            files = [f for f in self._files_in(folder) if f.endswith(_TEST) is is_test]
            if is_test:
                found = ReachedPackage(self._in_folder(folder, import_path, is_test=False))
            else:
                files += self._described_by(import_path)  # what is said of the user's own package comes on top
                found = ReachedPackage()
            self._by_folder[key] = found  # known before it is filled: imports may go round in circles
            if not is_test and import_path:
                self._by_import[import_path] = found
            self._fill(found, files)
        return self._by_folder[key]

    def _imported(self, path: str) -> ReachedPackage | None:
        if path not in self._by_import:
            self._by_import[path] = self._find(path)
        return self._by_import[path]

    def _find(self, path: str) -> ReachedPackage | None:
        folder = self._modules.folder_of(path)
        if folder is not None:
            return self._in_folder(folder, path, False)
        files = self._described_by(path)
        if path not in stub_files():
            folder = self._modules.dependency_folder_of(path)
            source = [f for f in self._files_in(folder) if not f.endswith(_TEST)] if folder is not None else []
            files += source if files or self._shows_resources(source) else []
        if not files:
            return None
        found = self._by_import[path] = ReachedPackage()
        self._fill(found, files)
        return found

    def _described_by(self, path: str) -> list[str]:
        """The stub files and models that describe a package."""
        return [*self._models.get(path, ()), *stub_files().get(path, ())]

    def _shows_resources(self, files: list[str]) -> bool:
        """Whether another library's package has to do with resources itself: it imports a library that is known to."""
        facts = [self._facts_of(f) for f in files]
        known = {i.path for f in facts for i in f.imports if self._described_by(i.path)}
        packages = [p for path in known if (p := self._imported(path)) is not None]
        return any(f.hints for f in facts) or any(each.hints for p in packages for each in closure_of(p))

    def _fill(self, package: ReachedPackage, files: list[str]) -> None:
        package.files += (ReachedFile(f, self._facts_of(f)) for f in files)
        for file in package.files:
            for imported in file.facts.imports:
                found = self._imported(imported.path)
                if found is None:
                    continue
                if found is not package and found not in package.imports:
                    package.imports.append(found)
                if imported.name == ".":
                    file.dots.append(found)
                    continue
                for name in {imported.name.encode()} if imported.name else _names_of(found, imported.path):
                    file.packages.setdefault(name, []).append(found)

    # Files ----------------------------------------------------------------------------------------

    def _facts_of(self, file: str) -> Facts:
        if file not in self._facts:
            self._facts[file] = facts_of(self.text(file))
        return self._facts[file]

    def _files_in(self, folder: str) -> Iterator[str]:
        """Its Go files. One whose name starts with a dot or an underscore is no part of a package, unless asked for."""
        for name in self._on_disk.names_in(folder):
            file = os.path.join(folder, name)
            belongs = name.endswith(".go") and (not name.startswith((".", "_")) or file in self._facts)
            if belongs and self._modules.bounds.admit_entry(folder, name):
                yield file


def closure_of(package: ReachedPackage) -> Iterator[ReachedPackage]:
    """A package and all that it reaches, each behind what it imports (but where imports go round in circles)."""
    seen = {package}
    path = [(package, iter(package.imports))]
    while path:
        at, rest = path[-1]
        imported = next(rest, None)
        if imported is None:
            path.pop()
            yield at
        elif imported not in seen:
            seen.add(imported)
            path.append((imported, iter(imported.imports)))


def leads_to_resources(package: ReachedPackage) -> bool:
    """Whether a package, or one that it reaches, hints at a type that is a resource."""
    if package.leads is None:
        unknown = [p for p in closure_of(package) if p.leads is None]
        leading, known = {p for p in unknown if p.hints}, -1
        while known < len(leading):
            known = len(leading)
            for each in unknown:
                if each not in leading and any(i.leads or i in leading for i in each.imports):
                    leading.add(each)
        for each in unknown:
            each.leads = each in leading
    return bool(package.leads)


def _names_of(package: ReachedPackage, path: str) -> set[bytes]:
    """The names that a package may go by where an import gives it none."""
    return {f.facts.clause for f in package.files} | {n.encode() for n in possible_names(path)}
