"""From files to findings: prefilter, packages, functions, rules. One file's failure is that file's.

    read          every file once: its imports are noted, and what its bytes tell by themselves
    choose        those that may acquire: they mention a name that can give a resource, or use a value as one
    analyse       the chosen ones, package by package; of a file those functions that may acquire
    answer        what is found, at the levels asked for, and what comments silence

The rest of a package and of its module is read as far as an analysis asks for it. How files and functions are chosen
is in ``prefilter``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from rowsclose.discovery import Discovered, GoFile
from rowsclose.discovery.generated import is_generated
from rowsclose.engine import Engine, allow_deep_nesting
from rowsclose.finding import Finding, Notice, NoticeKind, Run
from rowsclose.prefilter.evidence import has_directives, has_own_suppressions, has_suppressions, may_open_pool
from rowsclose.source import Span, read_regular
from rowsclose.triage import Answers, CheckOptions

if TYPE_CHECKING:
    from rowsclose.go.ir import Function
    from rowsclose.go.modules import Modules
    from rowsclose.go.packages import Package
    from rowsclose.go.program import Program
    from rowsclose.pools.pools import Pool
    from rowsclose.prefilter.candidates import Candidates

_LEFT_OUT = (NoticeKind.FAILURE, NoticeKind.BUDGET)

__all__ = ["CheckOptions", "check"]


def check(
    discovered: Discovered,
    options: CheckOptions,
    overlay: Mapping[str, bytes],
    candidates: Candidates | None = None,
) -> Run:
    """Analyse the discovered files, each within its package; ``overlay`` has texts that stand in for files.

    ``candidates`` says what may acquire a resource: what mentions a name that can give one, unless another is given.
    """
    return _Check(discovered, options, overlay, candidates).run()


class _Check:
    def __init__(
        self,
        discovered: Discovered,
        options: CheckOptions,
        overlay: Mapping[str, bytes],
        candidates: Candidates | None,
    ) -> None:
        self._discovered = discovered
        self._options = options
        self._overlay = overlay
        self._notices: list[Notice] = list(discovered.notices)
        self._answers = Answers(options)
        self._shown = {f.absolute: f.path for f in discovered.files}
        self._absolute = {f.path: f.absolute for f in discovered.files}
        self._files = 0
        self._checks = tuple(r.check for r in options.rules if r.check is not None)
        self._pool_checks = tuple(r.check_pool for r in options.rules if r.check_pool is not None)
        self._asks_of_comments = any(r.check_suppression is not None for r in options.rules)
        self._candidates = candidates or self._by_name()

    def run(self) -> Run:
        allow_deep_nesting()
        if self._options.models:
            self._notices += self._engine.wrong_models()
        read = list(self._read_all())
        for folder, files in self._chosen(read).items():
            self._folder(folder, files)
        answers = self._answers
        return Run(answers.findings, tuple(sorted(set(self._notices))), self._files, answers.suppressed)

    # Choosing ----------------------------------------------------------------------------------------

    def _by_name(self) -> Candidates:
        from rowsclose.prefilter.candidates import CandidatesByName

        return CandidatesByName(self._modules, self._overlay, [m.absolute for m in self._options.models])

    def _read_all(self) -> Iterator[tuple[GoFile, bool]]:
        """The files to choose from, each with whether it is looked at for another reason than a resource."""
        models = {model.absolute for model in self._options.models}
        for file in self._discovered.files:
            text = self._read(file)
            if text is None or (not self._options.generated and is_generated(text)):
                continue
            self._files += 1
            if file.absolute in models:
                continue  # it describes a library, and has been looked at as such
            self._candidates.note(file.absolute, text)
            yield file, self._is_asked_anyway(text)

    def _chosen(self, read: list[tuple[GoFile, bool]]) -> dict[str, list[GoFile]]:
        """The files to look at, by folder."""
        chosen: dict[str, list[GoFile]] = {}
        for file, is_asked_anyway in read:
            if is_asked_anyway or self._may_acquire(file):
                chosen.setdefault(os.path.dirname(file.absolute), []).append(file)
        return chosen

    def _is_asked_anyway(self, text: bytes) -> bool:
        if has_directives(text) or (self._pool_checks and may_open_pool(text)):
            return True
        return self._asks_of_comments and has_own_suppressions(text)

    def _may_acquire(self, file: GoFile) -> bool:
        try:
            return self._candidates.may_acquire(file.absolute, lambda: self._read(file) or b"")
        except Exception as error:
            self._failed(file.path, error)
            return False

    def _read(self, file: GoFile) -> bytes | None:
        text = self._overlay.get(file.absolute)
        if text is not None:
            return text
        try:
            return read_regular(file.absolute)
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            self._notices.append(Notice(file.path, 0, 0, NoticeKind.UNREADABLE, reason))
            return None

    # Analysing ---------------------------------------------------------------------------------------

    def _folder(self, folder: str, files: list[GoFile]) -> None:
        """The chosen files of a folder."""
        asked = {f.path for f in files}
        try:
            engine = self._engine
            for package in engine.program.packages_in(folder):
                for path in package.paths:
                    if path in asked:
                        self._file(engine, package, path)
            engine.analysis.forget_bodies()
            engine.program.forget_packages()
        except Exception as error:
            for path in sorted(asked):
                self._failed(path, error)

    @cached_property
    def _modules(self) -> Modules:
        from rowsclose.go.modules import Modules, module_root

        return Modules(module_root(self._discovered.root))

    @cached_property
    def _engine(self) -> Engine:
        return Engine(self._modules, self._show, self._overlay, self._options.models, self._options.max_steps)

    def _show(self, absolute: str) -> str:
        shown = self._shown.get(absolute)
        return shown if shown is not None else absolute

    def _file(self, engine: Engine, package: Package, path: str) -> None:
        with self._isolated(path):
            package.read(path)
            found: list[Finding] = []
            known = len(self._notices)
            try:
                self._note_damage(engine, path)
                self._notices += engine.wrong_directives(path)
                found += self._findings_in(engine, path)  # those before a failure are kept
            except Exception:
                self._take(engine, path, found, is_whole=False)
                raise
            failed = any(notice.kind in _LEFT_OUT for notice in self._notices[known:])
            self._take(engine, path, found, is_whole=not failed and path not in engine.program.damage)

    def _take(self, engine: Engine, path: str, found: list[Finding], is_whole: bool) -> None:
        comments = engine.suppressions(path) if has_suppressions(engine.text(path)) else None
        self._answers.take(self._absolute[path], found, comments, is_whole)

    @contextmanager
    def _isolated(self, path: str) -> Iterator[None]:
        try:
            yield
        except RecursionError:
            self._notices.append(Notice(path, 0, 0, NoticeKind.FAILURE, "nested too deeply to be analysed"))
        except Exception as error:
            self._failed(path, error)

    def _note_damage(self, engine: Engine, path: str) -> None:
        for one in engine.program.damage.get(path, ())[:1]:
            at = engine.program.file(path).source.position(one.span.start)
            self._notices.append(Notice(path, at.line, at.column, NoticeKind.SYNTAX, one.message))

    def _findings_in(self, engine: Engine, path: str) -> Iterator[Finding]:
        from rowsclose.flow.budget import OverBudget

        program = engine.program
        for function in self._functions_in(program, path):
            try:
                lifetimes = list(engine.analysis.lifetimes(function)) if self._checks else []
            except RecursionError:
                self._too_deep(program, path, function.span)
                continue
            except OverBudget as over:
                self._note_given_up(program, path, function.span, f"{over} in function {function.name}")
                continue
            for lifetime in lifetimes:
                for check in self._checks:
                    yield from check(lifetime)
        for pool in self._pools_in(engine, path) if self._pool_checks else ():
            for check_pool in self._pool_checks:
                yield from check_pool(pool)

        for callee, spent in engine.analysis.given_up():
            self._note_given_up(program, callee.path, callee.span, f"{spent} in function {callee.shown_name}")

    def _pools_in(self, engine: Engine, path: str) -> Iterator[Pool]:
        file = engine.program.file(path)
        for declaration in file.functions:
            if may_open_pool(file.source.text, declaration.span.start, declaration.span.end):
                function = engine.program.body(declaration)
                yield from engine.pools.of(function) if function is not None else ()

    def _functions_in(self, program: Program, path: str) -> Iterator[Function]:
        file = program.file(path)
        may_acquire = self._candidates.functions(self._absolute[path], file.source.text)
        for declaration in file.functions:
            if may_acquire(declaration.span.start, declaration.span.end):
                try:
                    function = program.body(declaration)
                except RecursionError:
                    self._too_deep(program, path, declaration.span)
                    continue
                if function is not None:
                    yield function
        yield from program.initializers(path)

    def _note_given_up(self, program: Program, path: str, span: Span, said: str) -> None:
        at = program.file(path).source.position(span.start)
        message = f"not analysed: {said}; --max-steps raises the limit"
        self._notices.append(Notice(path, at.line, at.column, NoticeKind.BUDGET, message))

    def _too_deep(self, program: Program, path: str, span: Span) -> None:
        at = program.file(path).source.position(span.start)
        message = "this function is nested too deeply to be analysed"
        self._notices.append(Notice(path, at.line, at.column, NoticeKind.FAILURE, message))

    def _failed(self, path: str, error: Exception) -> None:
        if os.environ.get("ROWSCLOSE_DEBUG"):
            raise error
        message = f"the analysis of this file failed: {type(error).__name__}: {error}"
        self._notices.append(Notice(path, 0, 0, NoticeKind.FAILURE, message))
