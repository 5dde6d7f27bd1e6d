"""From files to findings: prefilter, packages, functions, rules. One file's failure is that file's.

A package is the unit of work. One of whose files no byte can matter is never parsed; what is looked for is in
``prefilter``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rowsclose.discovery import Discovered, GoFile
from rowsclose.discovery.generated import is_generated
from rowsclose.finding import Confidence, Finding, Notice, NoticeKind, Run
from rowsclose.prefilter import may_matter
from rowsclose.rules.rule import Rule

if TYPE_CHECKING:
    from rowsclose.go.program import Program
    from rowsclose.go.universe import Package
    from rowsclose.ownership.analysis import Analysis

# A pure-Python call costs no C stack from 3.11 on; deeply nested but valid Go needs a few frames a level.
_RECURSION_LIMIT = 12_000


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What a check asks for; ``tests`` has been applied by discovery."""

    rules: tuple[Rule, ...]
    min_confidence: Confidence
    generated: bool
    tests: bool


def check(discovered: Discovered, options: CheckOptions, overlay: Mapping[str, bytes]) -> Run:
    """Analyse the discovered files, each within its package; ``overlay`` has texts that stand in for files."""
    return _Check(discovered, options, overlay).run()


class _Check:
    def __init__(self, discovered: Discovered, options: CheckOptions, overlay: Mapping[str, bytes]) -> None:
        self._discovered = discovered
        self._options = options
        self._overlay = overlay
        self._notices: list[Notice] = list(discovered.notices)
        self._findings: list[Finding] = []
        self._shown = {f.absolute: f.path for f in discovered.files}
        self._files = 0

    def run(self) -> Run:
        sys.setrecursionlimit(max(sys.getrecursionlimit(), _RECURSION_LIMIT))
        by_folder: dict[str, list[GoFile]] = {}
        mattering: set[str] = set()
        for file in self._discovered.files:
            text = self._read(file)
            if text is None or (not self._options.generated and is_generated(text)):
                continue
            self._files += 1
            folder = os.path.dirname(file.absolute)
            by_folder.setdefault(folder, []).append(file)
            if folder not in mattering and may_matter(text):
                mattering.add(folder)
        for folder, files in by_folder.items():
            if folder in mattering or self._siblings_matter(folder, files):
                self._folder(folder, files)
        findings = tuple(sorted(set(self._findings), key=lambda f: (f.path, f.span, f.rule_id)))
        return Run(findings, tuple(sorted(set(self._notices))), self._files)

    def _read(self, file: GoFile) -> bytes | None:
        text = self._overlay.get(file.absolute)
        if text is not None:
            return text
        try:
            with open(file.absolute, "rb") as opened:
                return opened.read()
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            self._notices.append(Notice(file.path, 0, 0, NoticeKind.UNREADABLE, reason))
            return None

    def _siblings_matter(self, folder: str, files: list[GoFile]) -> bool:
        """Whether another file of the package matters: one that is asked for may call what stands there."""
        asked = {os.path.basename(f.absolute) for f in files}
        try:
            names = [n for n in os.listdir(folder) if n.endswith(".go") and n not in asked]
        except OSError:
            return False
        for name in sorted(names):
            try:
                with open(os.path.join(folder, name), "rb") as opened:
                    if may_matter(opened.read()):
                        return True
            except OSError:
                continue  # it was not asked for
        return False

    def _folder(self, folder: str, files: list[GoFile]) -> None:
        """All of a folder's asked files; its packages are read once and dropped."""
        asked = {f.path for f in files}
        try:
            program, analysis = self._engine()
            packages = program.packages_in(folder)
            self._note_damage(program, asked)
            for package in packages:
                self._package(program, analysis, package, asked)
        except Exception as error:
            for path in sorted(asked):
                self._failed(path, error)

    def _engine(self) -> tuple[Program, Analysis]:
        # Imported here: a run without a candidate needs neither the parser nor the analysis.
        from rowsclose.go.modules import Modules
        from rowsclose.go.program import Program
        from rowsclose.ownership.analysis import Analysis
        from rowsclose.ownership.world import World
        from rowsclose.stubs.loader import Stubs

        if not hasattr(self, "_stubs"):
            self._stubs = Stubs()
            self._modules = Modules(self._discovered.root)
        program = Program(self._modules, self._stubs.load, self._show, self._overlay)
        return program, Analysis(World(program, self._stubs))

    def _show(self, absolute: str) -> str:
        shown = self._shown.get(absolute)
        return shown if shown is not None else absolute

    def _note_damage(self, program: Program, asked: set[str]) -> None:
        for path, damage in program.damage.items():
            if path in asked:
                source = program.file(path).source
                for one in damage[:1]:
                    at = source.position(one.span.start)
                    notice = Notice(path, at.line, at.column, NoticeKind.SYNTAX, one.message)
                    self._notices.append(notice)

    def _package(self, program: Program, analysis: Analysis, package: Package, asked: set[str]) -> None:
        for file in package.files:
            if file.source.path not in asked:
                continue
            try:
                self._findings += self._file(program, analysis, file.source.path, package)
            except RecursionError:
                notice = Notice(file.source.path, 0, 0, NoticeKind.FAILURE, "nested too deeply to be analysed")
                self._notices.append(notice)
            except Exception as error:
                self._failed(file.source.path, error)

    def _file(self, program: Program, analysis: Analysis, path: str, package: Package) -> Iterator[Finding]:
        declared = (program.body(d) for d in program.file(path).functions)
        for function in (*declared, *program.initializers(path)):
            if function is None:
                continue
            for lifetime in analysis.lifetimes(function):
                for rule in self._options.rules:
                    for finding in rule.check(lifetime):
                        if finding.confidence >= self._options.min_confidence:
                            yield finding

    def _failed(self, path: str, error: Exception) -> None:
        if os.environ.get("ROWSCLOSE_DEBUG"):
            raise error
        message = f"the analysis of this file failed: {type(error).__name__}: {error}"
        self._notices.append(Notice(path, 0, 0, NoticeKind.FAILURE, message))
