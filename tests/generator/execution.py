"""Programs in packages of their own, built once, and run by the oracle (see ``fixtures/oracle/README.md``)."""

from __future__ import annotations

import re
import shutil
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from checking import checked_patterns
from oracle import FIXTURES, Function, build_oracle, run_built

from generator.program import package
from rowsclose.finding import Finding

PER_PACKAGE = 100
# What makes no difference to a program of the grammar, and what makes none more often.
LIMITS = {
    "argument is a": 1,
    "items": 1,
    "count": 3,
    "query": 2,
    "fault is": 2,
    "columns": 1,
    "column": 1,
    "next": 3,
    "last insert id": 1,
    "rows affected": 1,
    "rows affected fails": 1,
    "ping": 1,
    "close statement": 1,
}


class Batch:
    """Some programs, by number, in a folder: what the oracle saw of them, and what the analysis says."""

    def __init__(self, go: str, folder: Path, programs: Mapping[int, str]) -> None:
        self._source, built = folder / "source", folder / "built"
        for one in (self._source, built):
            shutil.rmtree(one, ignore_errors=True)
        self._source.mkdir(parents=True)
        for name in ("go.mod", "go.sum"):
            shutil.copy(FIXTURES / name, self._source)
        shutil.copytree(FIXTURES / "oracle", self._source / "oracle")
        numbers = list(programs)
        for start in range(0, len(numbers), PER_PACKAGE):
            name = f"p{start // PER_PACKAGE}"
            text = package(name, [programs[number] for number in numbers[start : start + PER_PACKAGE]])
            path = self._source / "generated" / name / "p.go"
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
        self._program = build_oracle(go, self._source, built, ["."])

    def runs(self, count: int, numbers: Iterable[int] = ()) -> dict[int, list[Function]]:
        """What at most ``count`` runs of each function showed, by number; of some programs, or of all."""
        settings = {
            "ORACLE_RUNS": str(count),
            "ORACLE_LIMITS": ",".join(f"{what}={most}" for what, most in LIMITS.items()),
            "ORACLE_ONLY": _named(list(numbers)),
        }
        seen: dict[int, list[Function]] = {}
        for function in run_built(self._program, settings):
            seen.setdefault(number_of(function.name), []).append(function)
        return seen

    def findings(self) -> list[tuple[int, str, Finding]]:
        """The findings, with the numbers of their programs, and the lines (``generated/p0/p.go:1``) they stand on."""
        texts: dict[str, _Text] = {}
        found = []
        for finding in checked_patterns(["./generated/..."], self._source).findings:
            if finding.path not in texts:
                texts[finding.path] = _Text((self._source / finding.path).read_bytes())
            line = texts[finding.path].line(finding.span.start)
            found.append((texts[finding.path].program(line), f"{finding.path}:{line}", finding))
        return found


class _Text:
    """A file of programs: where its lines start, and its functions."""

    def __init__(self, text: bytes) -> None:
        self._starts = [0, *(found.end() for found in re.finditer(rb"\n", text))]
        named = re.finditer(rb"^func \w*?([0-9]+)[A-Za-z]*\(", text, re.MULTILINE)
        self._functions = [(self.line(found.start()), int(found.group(1))) for found in named]

    def line(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def program(self, line: int) -> int:
        return self._functions[bisect_right(self._functions, line, key=itemgetter(0)) - 1][1]


def _named(numbers: Sequence[int]) -> str:
    """A pattern for the names of some programs' functions, or of all where none is given."""
    return rf"\.(f|open)({'|'.join(map(str, numbers)) or '[0-9]+'})[A-Za-z]*$"


def number_of(name: str) -> int:
    """The number of the program that a function belongs to."""
    return int(re.findall("[0-9]+", name)[-1])
