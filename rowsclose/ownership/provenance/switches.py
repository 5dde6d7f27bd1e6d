"""Package-level truth values that stay as they are declared: constants, and variables that their package never assigns.

const verbose = false
var AutoClose = true      what another package may set it to is not looked for: by its default it is true
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.go.ir import Global
from rowsclose.go.program import Program

_BLANKS = 20  # between a name and what is done to it, at most
_TRUTHS = {b"true": True, b"false": False}


class Switches:
    """Of the packages of one program; each name is looked at once."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._found: dict[Global, bool | None] = {}

    def value_of(self, name: Global) -> bool | None:
        """The truth value that a name has wherever it is asked; None where nobody knows."""
        if name not in self._found:
            self._found[name] = self._value_of(name)
        return self._found[name]

    def _value_of(self, name: Global) -> bool | None:
        declared = self._program.universe.value(name.package, name.name)
        package = self._program.universe.package(name.package)
        if declared is None or declared.initializer is None or package is None:
            return None
        text = next((s.text for s in package.sources if s.path == declared.path), b"")
        names, _, initial = text[declared.initializer.start : declared.initializer.end].partition(b"=")
        value = _TRUTHS.get(initial.strip()) if b"," not in names else None
        if value is None or declared.is_constant:
            return value
        for source in package.sources:
            for at in _places(source.text, name.name.encode()) if not source.path.endswith("_test.go") else ():
                is_declared = source.path == declared.path and at == declared.initializer.start
                if not is_declared and _is_written(source.text, at + len(name.name), at):
                    return None
        return value


def _places(text: bytes, name: bytes) -> Iterator[int]:
    """Where a word stands in a text."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        before, behind = text[max(at - 1, 0) : at], text[end : end + 1]
        if not any(c.isalnum() or c == b"_" for c in (before, behind)):
            yield at
        at = text.find(name, end)


def _is_written(text: bytes, end: int, start: int) -> bool:
    """Whether a name may be given a value where it stands: `x = true`, `x, y := f()`, `set(&x)`."""
    behind = text[end : end + _BLANKS].lstrip()
    is_assigned = behind[:1] == b"=" and behind[:2] != b"=="
    return is_assigned or behind[:2] == b":=" or behind[:1] == b"," or text[max(start - 1, 0) : start] == b"&"
