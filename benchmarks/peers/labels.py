"""What the fixtures expect, as ``tests/test_fixtures.py`` holds rowsclose to it.

``// want`` and ``// miss`` are both labels here: the second is a finding that is right and that rowsclose lacks.
``// spurious`` is none. Left out are ``_broken``, for what does not compile, a typed tool cannot load, ``directives`` and
``suppressions``, where comments decide that only some tools read. No file in ``oracle`` is a fixture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from expectations import expectations

_LEFT_OUT = frozenset({"_broken", "directives", "oracle", "suppressions"})
_TURNED_ON = re.compile(r"\A// rules: ([a-z, -]+)\n")


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A defect that the fixture's author wrote beside the acquiring call."""

    path: str
    line: int
    rule_id: str


def sources(root: Path) -> dict[str, bytes]:
    """Every Go file under ``root`` that the tools are given, by its path relative to it."""
    files = (p for p in root.rglob("*.go") if _LEFT_OUT.isdisjoint(p.relative_to(root).parts))
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(files)}


def labels(texts: Mapping[str, bytes]) -> Iterator[Label]:
    """All labels, file by file."""
    for path, text in texts.items():
        for expected in expectations(path, text.decode("utf-8")):
            if expected.verb != "spurious":
                yield Label(path, expected.line, expected.rule_id)


def folders_that_turn_on(rule_id: str, texts: Mapping[str, bytes]) -> frozenset[str]:
    """Folders with a file whose first line turns a rule on that is off by default: only there are its labels complete."""
    found = set()
    for path, text in texts.items():
        asked = _TURNED_ON.match(text.decode("utf-8"))
        if asked and rule_id in {name.strip() for name in asked.group(1).split(",")}:
            found.add(path.rpartition("/")[0])
    return frozenset(found)
