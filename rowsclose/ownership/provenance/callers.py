"""Who calls a function, where its package alone can: it is not exported, and nobody has it as a value.

Tests do not count: what they give a function says nothing of the code that serves.
"""

from __future__ import annotations

import re

from rowsclose.go.declarations import FileDeclarations, FunctionDeclaration
from rowsclose.go.ir import Call, Direct, Function, Method
from rowsclose.go.program import Program
from rowsclose.go.walk import calls_of
from rowsclose.values import value

_MOST = 64
"""Calls that are looked at; of a function with more of them nobody knows."""


@value(eq=False)
class Caller:
    """One call of a function, and the outermost function that it stands in."""

    call: Call
    function: Function


class Callers:
    """Of the functions of one program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._found: dict[Function, tuple[Caller, ...]] = {}

    def of(self, function: Function) -> tuple[Caller, ...]:
        """All calls of an outermost function; none where it may be called otherwise, or too often."""
        if function not in self._found:
            self._found[function] = self._of(function)
        return self._found[function]

    def _of(self, function: Function) -> tuple[Caller, ...]:
        package = self._program.universe.package(function.package)
        name = function.name.rpartition(".")[2]
        if package is None or (name[:1].isupper() and package.name != "main"):
            return ()
        word, found = re.compile(rb"\b%s\b" % re.escape(name.encode())), list[Caller]()
        for path in package.mentioning(word):
            if path.endswith("_test.go"):
                continue
            calls = self._calls_in(self._program.file(path), word, name, function)
            if calls is None or len(found) + len(calls) > _MOST:
                return ()
            found += calls
        return tuple(found)

    def _calls_in(
        self, file: FileDeclarations, word: re.Pattern[bytes], name: str, callee: Function
    ) -> list[Caller] | None:
        """The calls in a file; None where it may have the callee as a value, or behind an interface."""
        text = file.source.text
        kept = re.compile(rb"(?:[(,=:{\[.]|\breturn)\s*%s\b(?!\s*\()" % re.escape(name.encode()))
        spans = [v.initializer for v in file.values if v.initializer is not None]
        if kept.search(text) or any(word.search(text, s.start, s.end) for s in spans):
            return None
        found = []
        for declaration in file.functions:
            is_concerned = declaration.body and word.search(text, declaration.body.start, declaration.body.end)
            calls = self._calls(declaration, name, callee) if is_concerned else []
            if calls is None:
                return None
            found += calls
        return found

    def _calls(self, declaration: FunctionDeclaration, name: str, callee: Function) -> list[Caller] | None:
        body = self._program.body(declaration)
        if body is None:
            return None
        typing = self._program.typing(body)
        form = Method if callee.has_receiver else Direct
        calls = [c for c in calls_of(body) if isinstance(c.callee, form) and _name_of(c) == name]
        declared = {c: typing.target(c).declaration for c in calls}
        if None in declared.values():
            return None
        return [Caller(c, body) for c, d in declared.items() if d is not None and self._program.body(d) is callee]


def _name_of(call: Call) -> str:
    match call.callee:
        case Direct(name) | Method(_, name):
            return name if isinstance(name, str) else name.name
        case _:
            return ""
