"""The functions of a module that mention a word, found in the bytes before anything is parsed.

Tests, nested modules, ``vendor`` and ``testdata`` are left out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from rowsclose.go.ir import Function
from rowsclose.go.program import Program

_SKIPPED = frozenset({"vendor", "node_modules", "testdata"})


class ModuleText:
    """The text of one module, kept only as long as somebody asks."""

    def __init__(self, program: Program, folder: str) -> None:
        """``folder`` is where the module's ``go.mod`` lies, or the root of a tree without one."""
        self._program = program
        self._texts = {f: text for f in _folders_below(program, folder) if (text := program.text_in(f))}
        self._folders = {program.modules.import_path(f): f for f in self._texts}

    def has(self, package: str) -> bool:
        """Whether a package belongs to the module."""
        return package in self._folders

    def functions(self, pattern: re.Pattern[bytes], package: str | None = None) -> Iterator[Function]:
        """The functions whose text matches, of one package or of all."""
        folders = [self._folders[package]] if package in self._folders else sorted(self._texts)
        for folder in folders:
            if pattern.search(self._texts[folder]) is None:
                continue
            for one in self._program.packages_in(folder):
                for path in one.paths:
                    if not path.endswith("_test.go"):
                        one.read(path)
                        yield from self._functions_in(path, pattern)

    def _functions_in(self, path: str, pattern: re.Pattern[bytes]) -> Iterator[Function]:
        file = self._program.file(path)
        for declaration in file.functions:
            if pattern.search(file.source.text, declaration.span.start, declaration.span.end):
                function = self._program.body(declaration)
                if function is not None:
                    yield function


def _folders_below(program: Program, folder: str) -> Iterator[str]:
    yield from program.folders_in_memory(folder)
    for at, folders, files in os.walk(folder):
        if at != folder and "go.mod" in files:
            folders.clear()
            continue
        folders[:] = sorted(f for f in folders if f not in _SKIPPED and not f.startswith((".", "_")))
        yield at
