"""One line of a file: what is acquired on it and what becomes of that, and what the rules say: for ``explain --at``."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from rowsclose.discovery import Discovered, GoFile
from rowsclose.driver import CheckOptions, check
from rowsclose.engine import Engine, allow_deep_nesting
from rowsclose.errors import RowscloseError
from rowsclose.finding import Finding, Notice, NoticeKind
from rowsclose.inference.acquired import LineInference, LineKnown, NotAcquiring, infer_line
from rowsclose.report.terminal import visible
from rowsclose.source import SourceFile, Span
from rowsclose.unit import failed

if TYPE_CHECKING:
    from rowsclose.go.ir import Function
    from rowsclose.ownership.witness.account import Account


def line_known(discovered: Discovered, line: int, options: CheckOptions) -> LineKnown:
    """What is known of a line of the one file that was discovered; ``options`` say which findings to look for.

    Raises:
        RowscloseError: the file has no such line.
    """
    from rowsclose.go.modules import Modules, module_root

    allow_deep_nesting()
    (file,) = discovered.files
    modules = Modules(module_root(discovered.root))
    engine = Engine(modules, lambda path: file.path if path == file.absolute else path, {}, options.models)
    run = check(discovered, options, {})
    known = _Known(engine, file, line)
    known.read()
    return LineKnown(
        known.source,
        line,
        known.function,
        LineInference(tuple(known.accounts), tuple(known.others)),
        tuple(finding for finding in run.findings if known.is_on_it(finding)),
        tuple(each for each in run.suppressed if known.is_on_it(each.finding)),
        tuple(dict.fromkeys([*run.notices, *known.notices])),
    )


class _Known:
    """Collects what is inferred of a line; a file may belong to one package only, and a line to several functions."""

    def __init__(self, engine: Engine, file: GoFile, line: int) -> None:
        self._engine = engine
        self._file = file
        self._line = line
        self.source = SourceFile(file.path, b"")
        self.function = ""
        self.accounts: list[Account] = []
        self.others: list[NotAcquiring] = []
        self.notices: list[Notice] = []

    def read(self) -> None:
        """Look at each function that reaches over the line.

        Raises:
            RowscloseError: there is no such line.
        """
        program, path = self._engine.program, self._file.path
        for package in program.packages_in(os.path.dirname(self._file.absolute)):
            if path in package.paths:
                package.read(path)
                self.source = program.file(path).source
                self._check_line()
                for declaration in program.file(path).functions:
                    if self._reaches_over(declaration.span):
                        self.function = declaration.shown_name
                        self._look_at(partial(program.body, declaration), declaration.span)
                for function in program.initializers(path):
                    if self._reaches_over(function.span):
                        self._look_at(partial(_same, function), function.span)

    def is_on_it(self, finding: Finding) -> bool:
        """Whether a finding stands on the line."""
        return finding.path == self._file.path and self._line_of(finding.span.start) == self._line

    def _check_line(self) -> None:
        last = len(self.source.line_starts)
        if self._line > last:
            raise RowscloseError(f"{visible(self._file.path)}:{self._line}: the file ends with line {last}")

    def _reaches_over(self, span: Span) -> bool:
        return self._line_of(span.start) <= self._line <= self._line_of(span.end)

    def _line_of(self, offset: int) -> int:
        return self.source.position(offset).line

    def _look_at(self, lowered: Callable[[], Function | None], span: Span) -> None:
        at = self.source.position(span.start)
        try:
            function = lowered()
            if function is None:
                said = "the function has no body, or a syntax error stands in it"
                self.notices.append(Notice(self._file.path, at.line, at.column, NoticeKind.SYNTAX, said))
                return
            inferred = infer_line(self._engine.analysis, function, self.source, self._line)
            self.accounts += inferred.accounts
            self.others += inferred.others
        except Exception as error:
            self.notices.append(failed(self._file.path, error, at))


def _same(function: Function) -> Function | None:
    return function
