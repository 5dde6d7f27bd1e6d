"""From a unit to its answer: packages, functions, rules, comments. One file's failure is that file's.

The rest of a package and of its module is read as far as an analysis asks for it. What one unit has brought to light of the
program is kept for the next, and no answer depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from rowsclose.engine import Engine, allow_deep_nesting
from rowsclose.finding import Finding, Notice, NoticeKind
from rowsclose.prefilter.candidates import function_filter
from rowsclose.prefilter.evidence import has_suppressions, may_open_pool
from rowsclose.source import Span
from rowsclose.triage import Answers
from rowsclose.unit import Answer, Job, ModelsUnit, PackageUnit, Unit, UnitFile, failed, failure

if TYPE_CHECKING:
    from rowsclose.go.ir import Function
    from rowsclose.go.packages import Package
    from rowsclose.go.program import Program
    from rowsclose.pools.pools import Pool

_LEFT_OUT = (NoticeKind.FAILURE, NoticeKind.BUDGET)


class Analyst:
    """Answers the units of one job."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def answer(self, unit: Unit) -> Answer:
        """What is found in a unit; what fails is said in its notices."""
        allow_deep_nesting()
        match unit:
            case PackageUnit():
                return self._package(unit)
            case ModelsUnit():
                return Answer(notices=tuple(self._engine.wrong_models()))
            case _:
                assert_never(unit)

    def _package(self, unit: PackageUnit) -> Answer:
        taken = _Taken(self._job)
        asked = {f.path: f for f in unit.files}
        try:
            engine = self._engine
            check = _FileCheck(self._job, engine, taken)
            for package in engine.program.packages_in(unit.folder):
                for path in package.paths:
                    if path in asked:
                        check.file(package, asked[path])
            engine.analysis.forget_bodies()
            engine.program.forget_packages()
        except Exception as error:
            taken.notices += [failed(path, error) for path in sorted(asked)]
        return taken.answer()

    @cached_property
    def _engine(self) -> Engine:
        job = self._job
        options, shown = job.options, job.shown
        return Engine(job.modules, lambda file: shown.get(file, file), job.overlay, options.models, options.max_steps)


class _Taken:
    """What has been found in a unit so far, and what could not be analysed."""

    def __init__(self, job: Job) -> None:
        self.answers = Answers(job.options)
        self.notices: list[Notice] = []

    def answer(self) -> Answer:
        return Answer(self.answers.findings, self.answers.suppressed, tuple(self.notices))


class _FileCheck:
    """Looks at files one by one, and takes down what is found."""

    def __init__(self, job: Job, engine: Engine, taken: _Taken) -> None:
        self._engine = engine
        self._taken = taken
        rules = job.options.rules
        self._checks = tuple(r.check for r in rules if r.check is not None)
        self._pool_checks = tuple(r.check_pool for r in rules if r.check_pool is not None)

    def file(self, package: Package, file: UnitFile) -> None:
        with self._isolated(file.path):
            package.read(file.path)
            found: list[Finding] = []
            notices = self._taken.notices
            known = len(notices)
            try:
                self._note_damage(file.path)
                notices += self._engine.wrong_directives(file.path)
                found += self._findings_in(file)  # those before a failure are kept
            except Exception:
                self._take(file, found, is_whole=False)
                raise
            failed = any(notice.kind in _LEFT_OUT for notice in notices[known:])
            self._take(file, found, is_whole=not failed and file.path not in self._engine.program.damage)

    def _take(self, file: UnitFile, found: list[Finding], is_whole: bool) -> None:
        engine, path = self._engine, file.path
        comments = engine.suppressions(path) if has_suppressions(engine.text(path)) else None
        self._taken.answers.take(file.absolute, found, comments, is_whole)

    @contextmanager
    def _isolated(self, path: str) -> Iterator[None]:
        try:
            yield
        except RecursionError:
            self._taken.notices.append(failure(path, "nested too deeply to be analysed"))
        except Exception as error:
            self._taken.notices.append(failed(path, error))

    def _note_damage(self, path: str) -> None:
        program = self._engine.program
        for one in program.damage.get(path, ())[:1]:
            at = program.file(path).source.position(one.span.start)
            self._taken.notices.append(Notice(path, at.line, at.column, NoticeKind.SYNTAX, one.message))

    def _findings_in(self, file: UnitFile) -> Iterator[Finding]:
        from rowsclose.flow.budget import OverBudget

        program = self._engine.program
        for function in self._functions_in(program, file):
            try:
                lifetimes = list(self._engine.analysis.lifetimes(function)) if self._checks else []
            except RecursionError:
                self._too_deep(program, file.path, function.span)
                continue
            except OverBudget as over:
                self._given_up(program, file.path, function.span, f"{over} in function {function.name}")
                continue
            for lifetime in lifetimes:
                for check in self._checks:
                    yield from check(lifetime)
        for pool in self._pools_in(file.path) if self._pool_checks else ():
            for check_pool in self._pool_checks:
                yield from check_pool(pool)
        for callee, spent in self._engine.analysis.given_up():
            self._given_up(program, callee.path, callee.span, f"{spent} in function {callee.shown_name}")

    def _pools_in(self, path: str) -> Iterator[Pool]:
        program = self._engine.program
        file = program.file(path)
        for declaration in file.functions:
            if may_open_pool(file.source.text, declaration.span.start, declaration.span.end):
                function = program.body(declaration)
                yield from self._engine.pools.of(function) if function is not None else ()

    def _functions_in(self, program: Program, file: UnitFile) -> Iterator[Function]:
        declared = program.file(file.path)
        may_acquire = function_filter(declared.source.text, file.places)
        for declaration in declared.functions:
            if may_acquire(declaration.span.start, declaration.span.end):
                try:
                    function = program.body(declaration)
                except RecursionError:
                    self._too_deep(program, file.path, declaration.span)
                    continue
                if function is not None:
                    yield function
        yield from program.initializers(file.path)

    def _given_up(self, program: Program, path: str, span: Span, said: str) -> None:
        at = program.file(path).source.position(span.start)
        message = f"not analysed: {said}; --max-steps raises the limit"
        self._taken.notices.append(Notice(path, at.line, at.column, NoticeKind.BUDGET, message))

    def _too_deep(self, program: Program, path: str, span: Span) -> None:
        at = program.file(path).source.position(span.start)
        message = "this function is nested too deeply to be analysed"
        self._taken.notices.append(Notice(path, at.line, at.column, NoticeKind.FAILURE, message))
