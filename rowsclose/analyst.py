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
from rowsclose.prefilter.candidates import At, function_filter
from rowsclose.prefilter.evidence import has_suppressions, may_open_pool
from rowsclose.prefilter.mentioned import mentioned_in
from rowsclose.source import Position, Span
from rowsclose.triage import Answers
from rowsclose.unit import Answer, Job, ModelsUnit, PackageUnit, Unit, UnitFile, failed, failure

if TYPE_CHECKING:
    from rowsclose.go.ir import Function
    from rowsclose.go.packages import Package
    from rowsclose.ownership.acquisitions.candidates import Mentioned
    from rowsclose.ownership.witness.lifetime import Lifetime

_LEFT_OUT = (NoticeKind.FAILURE, NoticeKind.BUDGET)


class Analyst:
    """Answers the units of one job."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._namesake: str | None = None

    def answer(self, unit: Unit) -> Answer:
        """What is found in a unit; what fails is said in its notices."""
        allow_deep_nesting()
        match unit:
            case PackageUnit():
                return self._package(unit)
            case ModelsUnit():
                return self._models()
            case _:
                assert_never(unit)

    def _package(self, unit: PackageUnit) -> Answer:
        taken = _Taken(self._job)
        asked = {f.path: f for f in unit.files}
        try:
            engine = self._engine_for(unit.folder)
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

    def _models(self) -> Answer:
        try:
            return Answer(notices=tuple(self._engine.wrong_models()))
        except Exception as error:
            return Answer(notices=(failed(self._job.options.models[0].path, error),))

    def _engine_for(self, folder: str) -> Engine:
        """The engine of a folder: modules of one path have one each, for the same import means something else in each."""
        namesake = self._job.modules.namesake_in_front(folder)
        if namesake != self._namesake:
            self._namesake = namesake
            self.__dict__.pop("_engine", None)
        return self._engine

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
        self.sources: dict[str, bytes] = {}

    def answer(self) -> Answer:
        findings, suppressed = self.answers.findings, self.answers.suppressed
        paths = {finding.path for finding in (*findings, *(each.finding for each in suppressed))}
        sources = {path: text for path, text in self.sources.items() if path in paths}
        return Answer(findings, suppressed, tuple(self.notices), sources)


class _FileCheck:
    """Looks at files one by one, and takes down what is found."""

    def __init__(self, job: Job, engine: Engine, taken: _Taken) -> None:
        self._engine = engine
        self._taken = taken
        rules = job.options.rules
        self._checks = tuple(r.check for r in rules if r.check is not None)
        self._pool_checks = tuple(r.check_pool for r in rules if r.check_pool is not None)

    def file(self, package: Package, file: UnitFile) -> None:
        path = file.path
        with self._isolated(path):
            package.read(path)
            found: list[Finding] = []
            known = len(self._taken.notices)
            with self._isolated(path):
                self._note_damage(path)
                self._taken.notices += self._engine.wrong_directives(path)
            with self._isolated(path):
                mentioned = mentioned_in(self._engine.text(path), file.places)
                for function in self._functions_in(file):
                    self._ask_of_function(function, mentioned, found)
            if self._pool_checks:
                self._ask_of_pools(path, found)
            self._note_given_up()
            left_out = isinstance(file.places, At)
            left_out = left_out or any(notice.kind in _LEFT_OUT for notice in self._taken.notices[known:])
            self._take(file, found, is_whole=not left_out and path not in self._engine.program.damage)

    def _take(self, file: UnitFile, found: list[Finding], is_whole: bool) -> None:
        text, comments = self._engine.text(file.path), None
        self._taken.sources[file.path] = text
        with self._isolated(file.path):
            comments = self._engine.suppressions(file.path) if has_suppressions(text) else None
            self._taken.answers.take(file.absolute, found, comments, is_whole)
            return
        self._taken.answers.take(file.absolute, found, comments, is_whole=False)  # without those about comments

    def _note_damage(self, path: str) -> None:
        program = self._engine.program
        for one in program.damage.get(path, ())[:1]:
            at = self._at(path, one.span)
            self._taken.notices.append(Notice(path, at.line, at.column, NoticeKind.SYNTAX, one.message))

    def _functions_in(self, file: UnitFile) -> Iterator[Function]:
        program = self._engine.program
        declared = program.file(file.path)
        may_acquire = function_filter(declared.source.text, file.places)
        for declaration in declared.functions:
            if may_acquire(declaration.span.start, declaration.span.end):
                function = None
                with self._isolated(file.path, self._at(file.path, declaration.span)):
                    function = program.body(declaration)
                if function is not None:
                    yield function
        yield from program.initializers(file.path, may_acquire)

    def _ask_of_function(self, function: Function, mentioned: Mentioned | None, found: list[Finding]) -> None:
        """Add what the rules find in a function; what was found before a failure, or by another rule, is kept."""
        from rowsclose.flow.budget import OverBudget

        path, analysis = function.path, self._engine.analysis
        at = self._at(path, function.span)
        lifetimes: list[Lifetime] = []
        with self._isolated(path, at):
            try:
                lifetimes += analysis.lifetimes(function, mentioned) if self._checks else ()
            except OverBudget as over:
                self._given_up(path, at, f"{over} in function {function.name}")
        for lifetime in lifetimes:
            for check in self._checks:
                with self._isolated(path, at):
                    found += check(lifetime)

    def _ask_of_pools(self, path: str, found: list[Finding]) -> None:
        program = self._engine.program
        file = program.file(path)
        for declaration in file.functions:
            if may_open_pool(file.source.text, declaration.span.start, declaration.span.end):
                at = self._at(path, declaration.span)
                with self._isolated(path, at):
                    function = program.body(declaration)
                    for pool in self._engine.pools.of(function) if function is not None else ():
                        for check in self._pool_checks:
                            with self._isolated(path, at):
                                found += check(pool)

    # What is left out -----------------------------------------------------------------------------

    @contextmanager
    def _isolated(self, path: str, at: Position | None = None) -> Iterator[None]:
        """What fails within is a notice: about the file, or about the function that begins there."""
        try:
            yield
        except RecursionError:
            what = "this function is nested" if at else "nested"
            self._taken.notices.append(failure(path, f"{what} too deeply to be analysed", at))
        except Exception as error:
            self._taken.notices.append(failed(path, error, at))

    def _note_given_up(self) -> None:
        for callee, spent in self._engine.analysis.given_up():
            self._given_up(callee.path, self._at(callee.path, callee.span), f"{spent} in function {callee.shown_name}")

    def _given_up(self, path: str, at: Position, said: str) -> None:
        message = f"not analysed: {said}; --max-steps raises the limit"
        self._taken.notices.append(Notice(path, at.line, at.column, NoticeKind.BUDGET, message))

    def _at(self, path: str, span: Span) -> Position:
        return self._engine.program.file(path).source.position(span.start)
