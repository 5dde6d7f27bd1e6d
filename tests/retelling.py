"""Findings told in a way that does not change when files are renamed, or functions stand in another order.

A place is told as the text of the top-level declaration that it stands in, and the line within that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rowsclose.finding import Finding, Run

Place = tuple[str, int]
"""The text of a declaration, and a line within it."""

_BETWEEN_DECLARATIONS = re.compile(r"\n\n(?=\S)")
_LINE = re.compile(r"\bline (\d+)")


def declarations(text: str) -> list[str]:
    """The top-level parts of a formatted file: first the package clause, then imports and declarations."""
    return _BETWEEN_DECLARATIONS.split(text)


def in_order(text: str, order: Sequence[int]) -> str:
    """A formatted file with its declarations in another order; ``order`` is a permutation of what can be moved."""
    parts = declarations(text)
    fixed = fixed_parts(parts)
    return "\n\n".join((*parts[:fixed], *(parts[fixed:][i].rstrip("\n") for i in order))) + "\n"


def movable(text: str) -> int:
    """How many declarations of a formatted file can be moved."""
    parts = declarations(text)
    return len(parts) - fixed_parts(parts)


def fixed_parts(parts: Sequence[str]) -> int:
    """The parts that stay first: what ends with the package clause and the imports."""
    return max(i for i, part in enumerate(parts) if re.search(r"^(package|import)\b", part, re.MULTILINE)) + 1


class Retelling:
    """Tells findings in the files of one folder."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._places = {path: _places(text) for path, text in texts.items()}
        self._texts = {path: text.encode() for path, text in texts.items()}

    def of(self, run: Run) -> list[object]:
        """All that a run says, sorted; no path and no absolute line is in it."""
        assert not run.notices
        return sorted((self._finding(f) for f in run.findings), key=repr)

    def _finding(self, finding: Finding) -> object:
        witness = tuple(
            (s.kind, self._place(s.path, s.span.start), self._said(s.path, s.message)) for s in finding.witness
        )
        return (
            self._place(finding.path, finding.span.start),
            finding.rule_id,
            self._said(finding.path, finding.message),
            finding.function,
            finding.confidence,
            self._said(finding.path, finding.help),
            witness,
        )

    def _place(self, path: str, offset: int) -> Place:
        return self._places[path][self._texts[path].count(b"\n", 0, offset)]

    def _said(self, path: str, message: str) -> str:
        return _LINE.sub(lambda found: f"line {self._places[path][int(found.group(1)) - 1]}", message)


def _places(text: str) -> list[Place]:
    """The place of each line."""
    parts = declarations(text)
    found: list[Place] = []
    for part in parts:
        lines = part.rstrip("\n").count("\n") + 1
        found += [(part.rstrip("\n"), n) for n in range(lines)]
        found.append((part.rstrip("\n"), lines))  # the blank line behind it
    return found
