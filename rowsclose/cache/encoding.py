"""Answers as JSON and back. Paths are numbers of the unit's own files, so that an answer holds wherever the unit lies.

    Span(3, 9)     ["Span", 3, 9]
    Level.ERROR    ["Level", "ERROR"]
    (1, 2)         ["", 1, 2]
    a path         ["path", 0]

Only the classes of ``rowsclose.finding`` and ``rowsclose.remedy``, spans and answers are known; whatever else stands there
is no answer.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Sequence
from typing import Any

from rowsclose import finding, remedy
from rowsclose.source import Span
from rowsclose.unit import Answer

_TUPLE = ""
_PATH = "path"
_KNOWN: dict[str, type] = {
    **{name: each for module in (finding, remedy) for name, each in vars(module).items() if isinstance(each, type)},
    "Span": Span,
    "Answer": Answer,
}
# An answer's sources are read anew.
_FIELDS = tuple(name for name in Answer.__match_args__ if name != "sources")
# The fields that hold the reported path of a file.
_PATH_FIELDS = frozenset({"path"})


def encoded(answer: Answer, paths: Sequence[str]) -> bytes | None:
    """An answer as bytes; None where it names a file beside those of its unit, whose reported paths are ``paths``."""
    numbers = {path: number for number, path in enumerate(paths)}

    def plain(value: Any, is_path: bool) -> object:
        if is_path:
            return [_PATH, numbers[value]]
        if isinstance(value, enum.Enum):
            return [type(value).__name__, value.name]
        if isinstance(value, tuple):
            return [_TUPLE, *(plain(each, False) for each in value)]
        if value is None or isinstance(value, str | int):
            return value
        fields = _FIELDS if isinstance(value, Answer) else type(value).__match_args__
        return [type(value).__name__, *(plain(getattr(value, name), name in _PATH_FIELDS) for name in fields)]

    try:
        return json.dumps(plain(answer, False), separators=(",", ":")).encode()
    except (KeyError, AttributeError):
        return None


def decoded(text: bytes, paths: Sequence[str]) -> Answer | None:
    """The answer in the bytes; None where there is none that this version would have written."""

    def value_of(plain: Any) -> object:
        if not isinstance(plain, list):
            return plain
        name, *parts = plain
        if name == _PATH:
            return paths[parts[0]]
        if name == _TUPLE:
            return tuple(map(value_of, parts))
        kind = _KNOWN[name]
        return kind[parts[0]] if issubclass(kind, enum.Enum) else kind(*map(value_of, parts))

    try:
        answer = value_of(json.loads(text))
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        return None
    return answer if isinstance(answer, Answer) else None
