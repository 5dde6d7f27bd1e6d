"""What analyses one run's files: the program, the models that describe its libraries, and what is known of both.

It is made when there is something to analyse: a run without a candidate needs neither parser nor analysis.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from rowsclose.discovery import GoFile
from rowsclose.files import Overlay
from rowsclose.finding import Notice, NoticeKind
from rowsclose.source import SourceFile, read_regular

if TYPE_CHECKING:
    from rowsclose.go.declarations import FileDeclarations
    from rowsclose.go.modules import Modules
    from rowsclose.pools.pools import Pools
    from rowsclose.suppressions.applied import FileSuppressions
    from rowsclose.syntax.parser import Damage

# A pure-Python call costs no C stack from 3.11 on; deeply nested but valid Go needs a few frames a level.
_RECURSION_LIMIT = 12_000

_CLAUSE = re.compile(rb"^package\b", re.MULTILINE)


def allow_deep_nesting() -> None:
    """Let the analysis follow what is nested deeply; what is nested more deeply still ends in a ``RecursionError``.

    How deep that is counts from the caller, so that it is the same whoever calls.
    """
    frame, depth = sys._getframe(), 1
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    sys.setrecursionlimit(depth + _RECURSION_LIMIT)


class Engine:
    """The analysis of one run."""

    def __init__(
        self,
        modules: Modules,
        shown: Callable[[str], str],
        overlay: Overlay,
        models: Iterable[GoFile] = (),
        most_steps: int | None = None,
    ) -> None:
        """``shown`` and ``overlay`` are those of ``Program``; ``models`` are the user's own stub files.

        ``most_steps``: what one function is worth; None for the usual.
        """
        from rowsclose.flow.budget import USUAL_STEPS
        from rowsclose.go.program import Program
        from rowsclose.ownership.analysis import Analysis
        from rowsclose.stubs.loader import Stubs

        self._unreadable: list[Notice] = []
        self._models = [source for file in models if (source := self._source(file)) is not None]
        stubs = Stubs(models=self._models)
        self.program = Program(modules, stubs.load, shown, overlay)
        self.analysis = Analysis(self.program, stubs, USUAL_STEPS if most_steps is None else most_steps)

    @cached_property
    def pools(self) -> Pools:
        """What knows of connection pools; only rules about them ask."""
        from rowsclose.pools.pools import Pools

        return Pools(self.program)

    def wrong_directives(self, path: str) -> Iterator[Notice]:
        """What is wrong with the directives of a file that has been read."""
        return self._faults(self.program.file(path), path in self.program.damage)

    def text(self, path: str) -> bytes:
        """The source of a file that has been read."""
        return self.program.file(path).source.text

    def suppressions(self, path: str) -> FileSuppressions:
        """The comments of a file that silence findings; it has been read."""
        from rowsclose.suppressions.applied import FileSuppressions

        return FileSuppressions(self.program.file(path).source, self.program.tree(path))

    def _faults(self, file: FileDeclarations, damaged: bool) -> Iterator[Notice]:
        from rowsclose.ownership.models.language import faults_in

        for fault in faults_in(file, self.program.universe, damaged=damaged):
            yield Notice(file.source.path, fault.line, fault.column, NoticeKind.DIRECTIVE, fault.message)

    # Models ---------------------------------------------------------------------------------------

    def wrong_models(self) -> Iterator[Notice]:
        """What is wrong with the models: a file that cannot be used, and directives in one that cannot be meant."""
        from rowsclose.stubs.index import import_comment_of

        yield from self._unreadable
        for source, (declared, damage) in zip(self._models, self._declared, strict=True):
            if damage is not None:
                yield self._wrong(source, damage.span.start, damage.message)
            if not import_comment_of(source.text):
                clause = _CLAUSE.search(source.text)
                said = 'nothing says which package it describes: write `package name // import "its/import/path"`'
                yield self._wrong(source, clause.start() if clause else 0, said)
                continue
            yield from self._faults(declared, damage is not None)

    @cached_property
    def _declared(self) -> list[tuple[FileDeclarations, Damage | None]]:
        """The declarations of each model, and its first damage."""
        from rowsclose.go.declarations import read_declarations
        from rowsclose.stubs.index import import_comment_of
        from rowsclose.syntax.parser import parse

        found = []
        for source in self._models:
            parsed = parse(source.text)
            path = next(iter(import_comment_of(source.text)), "")
            declared = read_declarations(source, parsed.root, path, lambda _: None)
            found.append((declared, next(iter(parsed.damage), None)))
        return found

    def _source(self, file: GoFile) -> SourceFile | None:
        try:
            return SourceFile(file.path, read_regular(file.absolute))
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            self._unreadable.append(Notice(file.path, 0, 0, NoticeKind.MODEL, reason))
            return None

    def _wrong(self, source: SourceFile, offset: int, message: str) -> Notice:
        at = source.position(offset)
        return Notice(source.path, at.line, at.column, NoticeKind.MODEL, message)
