"""The Go program in view: packages loaded from folders when asked for, and function bodies lowered when asked for.

Syntax trees are dropped as soon as the next few files have been read: what is kept of a file are its declarations and
the lowered bodies that somebody asked for.
"""

from __future__ import annotations

import os
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from rowsclose.files import Files, Overlay
from rowsclose.go import types as t
from rowsclose.go.built import is_built
from rowsclose.go.declarations import (
    FileDeclarations,
    FunctionDeclaration,
    ValueDeclaration,
    read_declarations,
)
from rowsclose.go.ir import Assign, Compute, Constant, ConstantKind, Function, Global, Instruction, Operand, Place
from rowsclose.go.lowering.toplevel import lower_function, lower_initializer
from rowsclose.go.modules import Modules
from rowsclose.go.packages import Package
from rowsclose.go.preamble import package_clause_of
from rowsclose.go.typing import Typing
from rowsclose.go.universe import PackageLoader, Universe
from rowsclose.go.walk import instructions_of, operands_of, targets_of
from rowsclose.source import SourceFile, Span
from rowsclose.syntax.parser import Damage, parse

if TYPE_CHECKING:
    from tree_sitter import Node

# A tree takes about twenty times the room of its source.
_BYTES_OF_TREES_KEPT = 500_000
_BYTES_OF_SOURCE_KEPT = 24_000_000
_BEGINS_DECLARATION = re.compile(rb"(?:func|type|var|const|import)\b")
_DEEPEST_CONSTANT = 16
_LONGEST_CONSTANT = 100_000


class Program:
    """One run's view of the Go code: the user's packages in front, those of stub files behind."""

    def __init__(
        self,
        modules: Modules,
        stubs: PackageLoader,
        shown: Callable[[str], str],
        overlay: Overlay,
    ) -> None:
        """``shown`` gives the reported path of an absolute one; ``overlay`` has contents that stand in for files."""
        self.modules = modules
        # A stub says more of a library than its source, which the machine may have too; one's own source comes first.
        self.universe = Universe((self._load, stubs, self._load_dependency))
        self.damage: dict[str, tuple[Damage, ...]] = {}
        self._shown = shown
        self._on_disk = Files(overlay)
        self._folders: dict[str, tuple[Package, ...]] = {}
        self._bytes_of_source = 0
        self._imported_as: dict[str, str] = {}
        self._files: dict[str, FileDeclarations] = {}  # by reported path
        self._roots: OrderedDict[str, tuple[Node, int]] = OrderedDict()  # with the size of the source
        self._bytes_of_trees = 0
        self._bodies: dict[tuple[str, Span], Function | None] = {}
        self._typings: dict[Function, Typing] = {}
        self._value_types: dict[tuple[str, str], t.Type | None] = {}
        self._constants: dict[tuple[str, str], str | None] = {}

    # Packages -------------------------------------------------------------------------------------

    def packages_in(self, folder: str) -> tuple[Package, ...]:
        """The packages whose files lie in a folder: usually one, and its external test package."""
        if folder not in self._folders:
            self._folders[folder] = ()
            self._folders[folder] = tuple(self._read_folder(folder))
        return self._folders[folder]

    def tree(self, path: str) -> Node:
        """The syntax tree of a file that has been parsed, by its reported path."""
        return self._root(self._files[path])

    def file(self, path: str) -> FileDeclarations:
        """The declarations of a file that has been parsed, by its reported path."""
        return self._files[path]

    def _load(self, path: str) -> Package | None:
        return self._package_in(self.modules.folder_of(path), path)

    def _load_dependency(self, path: str) -> Package | None:
        folder = self.modules.dependency_folder_of(path)
        if folder is not None:
            self._imported_as.setdefault(folder, path)  # where it lies says something else of a vendored one
        return self._package_in(folder, path)

    def _package_in(self, folder: str | None, path: str) -> Package | None:
        if folder is None:
            return None
        return next((p for p in self.packages_in(folder) if p.path == path or not p.name.endswith("_test")), None)

    def _read_folder(self, folder: str) -> list[Package]:
        import_path = self._imported_as.get(folder) or self.modules.import_path(folder)
        by_name: dict[str, list[SourceFile]] = {}
        for source in self._in_order(folder):
            self._bytes_of_source += len(source.text)
            by_name.setdefault(package_clause_of(source.text), []).append(source)
        packages = []
        for package_name, sources in by_name.items():
            path = import_path + _ending_of_path(package_name, list(by_name))
            package = Package(path, package_name, sources, partial(self._declare, path))
            self.universe.add(package)
            packages.append(package)
        return packages

    def _in_order(self, folder: str) -> list[SourceFile]:
        """The files of a folder; first those that a usual build takes, for what they declare counts."""
        built: dict[bool, list[SourceFile]] = {True: [], False: []}
        for name in self._go_files(folder):
            source = self._source(os.path.join(folder, name))
            if source is not None:
                built[is_built(name, source.text)].append(source)
        return built[True] + built[False]

    def _go_files(self, folder: str) -> list[str]:
        # A file whose name starts with a dot or an underscore is no part of a package, unless it is asked for.
        names = self._on_disk.names_in(folder)
        found = [n for n in names if n.endswith(".go") and self._belongs(folder, n)]
        return [n for n in found if self.modules.bounds.admit_entry(folder, n)]

    def text_in(self, folder: str) -> bytes:
        """The text of all Go files in a folder but tests, unparsed and not kept."""
        sources = (self._source(os.path.join(folder, n)) for n in self._go_files(folder) if not n.endswith("_test.go"))
        return b"\n".join(s.text for s in sources if s is not None)

    def folders_in_memory(self, below: str) -> list[str]:
        """The folders below another that have files only in the overlay."""
        return self._on_disk.folders_in_memory(below)

    def _belongs(self, folder: str, name: str) -> bool:
        absolute = os.path.join(folder, name)
        is_asked_for = self._on_disk.stands_in(absolute) or self._shown(absolute) != absolute
        return not name.startswith((".", "_")) or is_asked_for

    def _source(self, absolute: str) -> SourceFile | None:
        try:
            return SourceFile(self._shown(absolute), self._on_disk.read(absolute))
        except OSError:
            return None

    def _declare(self, import_path: str, source: SourceFile) -> FileDeclarations:
        parsed = parse(source.text)
        if parsed.damage:
            self.damage[source.path] = parsed.damage
        declared = read_declarations(source, parsed.root, import_path, self._name_of)
        self._files[source.path] = declared
        self._keep(source, parsed.root)
        return declared

    def _name_of(self, import_path: str) -> str | None:
        package = self.universe.package(import_path)
        return package.name if package is not None and package.name else None

    def _keep(self, source: SourceFile, root: Node) -> None:
        self._roots[source.path] = (root, len(source.text))
        self._bytes_of_trees += len(source.text)
        while self._bytes_of_trees > _BYTES_OF_TREES_KEPT and len(self._roots) > 1:
            self._bytes_of_trees -= self._roots.popitem(last=False)[1][1]

    def _root(self, file: FileDeclarations) -> Node:
        path = file.source.path
        if path not in self._roots:
            self._keep(file.source, parse(file.source.text).root)
        self._roots.move_to_end(path)
        return self._roots[path][0]

    # Bodies ---------------------------------------------------------------------------------------

    def forget_packages(self) -> None:
        """Let go of all packages once their sources take much room; whoever asks for one again has it read again."""
        if self._bytes_of_source < _BYTES_OF_SOURCE_KEPT:
            return
        for cache in (self._folders, self._files, self._roots, self._value_types, self._constants, self.damage):
            cache.clear()
        self._bytes_of_source = self._bytes_of_trees = 0
        self.universe.forget()

    def forget_bodies(self) -> None:
        """Let go of all lowered bodies: whoever asks for one again gets a new one."""
        self._bodies.clear()
        self._typings.clear()

    def body(self, declaration: FunctionDeclaration) -> Function | None:
        """The lowered body of a function; None for a signature alone, or where the source is damaged.

        Raises:
            RecursionError: the body is nested deeper than Python can follow.
        """
        key = (declaration.path, declaration.span)
        if key not in self._bodies:
            self._bodies[key] = None
            file = self._files.get(declaration.path)
            if file is not None and declaration.body is not None and not self.is_damaged(declaration):
                self._bodies[key] = lower_function(file, self._root(file), declaration)
        return self._bodies[key]

    def initializer(self, package: str, name: str) -> Function | None:
        """What gives a package variable its initial value, as a function; None where it has none."""
        declared = self.universe.value(package, name)
        return self._initializer(declared) if declared is not None and not declared.is_constant else None

    def _initializer(self, declared: ValueDeclaration) -> Function | None:
        file = self._files.get(declared.path)
        if file is None or declared.initializer is None:
            return None
        return lower_initializer(file, self._root(file), declared.initializer)

    def initializers(
        self, path: str, counts: Callable[[int, int], bool] = lambda start, end: True
    ) -> Iterator[Function]:
        """The initial values of a file's package variables that hold function literals, of those whose place counts."""
        file = self._files[path]
        spans = dict.fromkeys(v.initializer for v in file.values if v.initializer is not None and not v.is_constant)
        for span in spans:
            has_literal = b"func" in file.source.text[span.start : span.end]
            if has_literal and counts(span.start, span.end) and not self._damaged(path, span):
                function = lower_initializer(file, self._root(file), span)
                if function.literals:
                    yield function

    def is_damaged(self, declaration: FunctionDeclaration) -> bool:
        """Whether a syntax error lies within a function."""
        return self._damaged(declaration.path, declaration.span)

    def _damaged(self, path: str, span: Span) -> bool:
        text = self._files[path].source.text
        for damage in self.damage.get(path, ()):
            # What stands right behind a function may be the rest of it, cut off by a stray brace.
            behind = damage.span.start >= span.end and not text[span.end : damage.span.start].strip()
            behind = behind and not _BEGINS_DECLARATION.match(text, damage.span.start)
            if behind or (damage.span.start < span.end and span.start <= damage.span.end):
                return True
        return False

    def typing(self, function: Function) -> Typing:
        """Types in a lowered function and its literals."""
        if function not in self._typings:
            self._typings[function] = Typing(self.universe, function, self.value_type)
        return self._typings[function]

    def value_type(self, package: str, name: str) -> t.Type | None:
        """The type of a package variable or constant."""
        key = (package, name)
        if key not in self._value_types:
            self._value_types[key] = None
            declared = self.universe.value(package, name)
            if declared is not None:
                self._value_types[key] = declared.type or self._initial_type(declared)
        return self._value_types[key]

    def constant_text(self, package: str, name: str) -> str | None:
        """The value of a string constant of a package, or of a variable of one that is as good as one.

        None for one of over ``_LONGEST_CONSTANT`` characters too: each of n constants may double the one before it.
        """
        waiting, begun = [(package, name)], dict[tuple[str, str], tuple[Place, list[Instruction]]]()
        while waiting:  # a work list, for constants may be made of each other in a long chain
            key = waiting[-1]
            if key in begun:
                waiting.pop()
                text = self._constant(*begun[key], 0)
                self._constants[key] = None if text is None or len(text) > _LONGEST_CONSTANT else text
            elif key in self._constants:
                waiting.pop()
            else:
                self._constants[key] = None  # one that is made of itself has no value
                begun[key] = self._initial_value(*key)
                operands = (o for i in begun[key][1] for o in operands_of(i))
                names = (o.root for o in operands if isinstance(o, Place) and isinstance(o.root, Global) and not o.path)
                waiting += [(n.package, n.name) for n in names if (n.package, n.name) not in self._constants]
        return self._constants[package, name]

    def _initial_value(self, package: str, name: str) -> tuple[Place, list[Instruction]]:
        """A package-level name as a place, and the instructions that give it its initial value."""
        declared = self.universe.value(package, name)
        function = self._initializer(declared) if declared is not None else None
        place = Place(Global(declared.package if declared is not None else package, name))
        return place, list(instructions_of(function)) if function is not None else []

    def _constant(self, operand: Operand, defined_by: list[Instruction], depth: int) -> str | None:
        """The value of a string expression that initialises a package-level name."""
        if isinstance(operand, Constant):
            return operand.text if operand.kind is ConstantKind.STRING else None
        if not isinstance(operand, Place) or depth > _DEEPEST_CONSTANT:
            return None
        for instruction in defined_by:
            if operand not in targets_of(instruction):
                continue
            if isinstance(instruction, Assign):
                return self._constant(instruction.source, defined_by, depth + 1)
            if isinstance(instruction, Compute):
                parts = [self._constant(s, defined_by, depth + 1) for s in instruction.sources]
                return None if None in parts else "".join(p for p in parts if p is not None)
            return None
        if isinstance(operand.root, Global) and not operand.path:
            return self.constant_text(operand.root.package, operand.root.name)
        return None

    def _initial_type(self, declared: ValueDeclaration) -> t.Type | None:
        function = self._initializer(declared) if not declared.is_constant else None
        if function is None:
            return None
        return Typing(self.universe, function, self.value_type).initial_type(declared.package, declared.name)


def _ending_of_path(name: str, in_folder: list[str]) -> str:
    """What tells the path of a package from that of its folder: nothing where it is the one that imports mean.

    Beside that one may lie its external tests, and a program that somebody runs by hand.
    """
    if name.endswith("_test") and name.removesuffix("_test") in in_folder:
        return "_test"
    imported = next((n for n in in_folder if n and not n.endswith("_test")), name)
    return f"_{name}" if name and name != imported and not name.endswith("_test") else ""
