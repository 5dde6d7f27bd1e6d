"""The expectations written in fixtures.

``// want "rule-id: regexp"`` and, for known gaps, ``// miss`` and ``// spurious`` in the same form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_COMMENT = re.compile(r"//\s*(want|miss|spurious)((?:\s+\"[^\"]*\")+)")
_QUOTED = re.compile(r"\"([^\"]*)\"")


@dataclass(frozen=True, slots=True, order=True)
class Expectation:
    """One expected (``want``), known missing (``miss``) or known extra (``spurious``) finding on a line."""

    path: str
    line: int
    rule_id: str
    verb: str
    pattern: str


def expectations(path: str, text: str) -> list[Expectation]:
    """All expectations of one fixture, in source order."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        for comment in _COMMENT.finditer(line):
            for quoted in _QUOTED.findall(comment.group(2)):
                rule_id, _, pattern = quoted.partition(":")
                found.append(Expectation(path, number, rule_id.strip(), comment.group(1), pattern.strip()))
    return found
