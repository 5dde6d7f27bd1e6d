"""The work that a file takes, counted: the same on every machine, and however busy it is."""

from __future__ import annotations

import cProfile
import math
import pstats
from dataclasses import dataclass
from functools import cache

from checking import checked_text

from growth.shapes import Shape
from rowsclose.driver import CheckOptions
from rowsclose.finding import Confidence, NoticeKind
from rowsclose.rules import ALL_RULES

MOST = 1.3
"""The exponent that work may grow with."""

OPTIONS = CheckOptions(tuple(ALL_RULES), Confidence.LOW, False, True)


@dataclass(frozen=True)
class Work:
    """The function calls that a check of a file takes, and the file's length."""

    calls: int
    length: int
    is_over_budget: bool


def work(text: str) -> Work:
    """What a check of one file takes."""
    _warm_up()
    profile = cProfile.Profile()
    profile.enable()
    run = checked_text(text, options=OPTIONS)
    profile.disable()
    calls: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    return Work(calls, len(text), any(n.kind is NoticeKind.BUDGET for n in run.notices))


@cache
def _warm_up() -> None:
    """What is read and imported once is nobody's growth."""
    checked_text('package p\n\nimport "database/sql"\n\nfunc f(db *sql.DB) { db.Query("") }\n', options=OPTIONS)


def exponent(shape: Shape, small: int, large: int) -> float:
    """How the work grows with the length between two sizes, what the smallest file of the shape takes left out."""
    nothing, one, other = (work(shape.text(n)) for n in (1, small, large))
    more = max(other.calls - nothing.calls, 1) / max(one.calls - nothing.calls, 1)
    return math.log(more) / math.log((other.length - nothing.length) / (one.length - nothing.length))
