"""What it costs to find the statements that sessions ran: python -m benchmarks.speed.statements

An index of 100,000 statements and 1,000 look-ups in it, in CPU seconds, and in terms of holding one text against each
statement, which is what there would be to do for every session without an index.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from rowsclose.sql.index import Index, judge, shown_by
from rowsclose.sql.pattern import pattern_of
from rowsclose.sql.words import GAP

T = TypeVar("T")

STATEMENTS, SESSIONS = 100_000, 1_000
_SUBJECTS = ("user", "order", "invoice", "event", "job", "node", "file", "team")
_TABLES = [f"{subject}_{part}" for subject in _SUBJECTS for part in ("items", "log", "tags", "links")]
_NAMES = ("id", "name", "state", "owner", "size", "price", "total", "flag")
_COLUMNS = [f"{name}{suffix}" for name in _NAMES for suffix in ("", "_at", "_by", "_no")]
# In the shares that code has them: most are known to the end, a few have parts that are put in at run time.
_SHAPES = (
    "SELECT {columns} FROM {table} WHERE {a} = $1 AND {b} > $2 ORDER BY {c} LIMIT 10",
    "SELECT x.{a}, y.{b}, count(*)\nFROM {table} x\nJOIN {other} y ON x.{c} = y.{a}\nWHERE x.{b} = 'active' GROUP BY x.{a}",
    "INSERT INTO {table} ({columns}) VALUES (?, ?, ?, ?) RETURNING {a}",
    'UPDATE "{table}" SET {a} = @a, {b} = @b WHERE {c} IN (1, 2, 3) AND {a} IS NOT NULL',
    f"SELECT {{columns}} FROM {{table}} WHERE {{a}} = $1{GAP} ORDER BY {{b}} DESC",
    "-- name: {name} :many\nSELECT {columns} FROM {table} WHERE {b} = true AND {a} = :id",
)


def costs(statements: int, sessions: int) -> dict[str, float]:
    """CPU seconds for the index and for all look-ups in it, and the ratio of both to one scan."""
    texts = _texts(statements)
    chosen = random.Random(2)
    shown = [_as_shown(chosen.choice(texts)) for _ in range(sessions)]
    index, building_s = _timed(lambda: Index((text, number) for number, text in enumerate(texts)))
    found, finding_s = _timed(lambda: [index.find(text) for text in shown])
    if not all(found):
        raise RuntimeError("a statement that is there is not found")
    _, scan_s = _timed(lambda: _scanned(texts, shown[0]))
    return {
        "index, CPU s": building_s,
        "look-ups, CPU s": finding_s,
        "index and look-ups / one scan": (building_s + finding_s) / scan_s,
    }


def _texts(count: int) -> list[str]:
    draw = random.Random(1)
    found = []
    for number in range(count):
        table, other = draw.sample(_TABLES, 2)
        columns = draw.sample(_COLUMNS, draw.randint(3, 8))
        a, b, c = columns[:3]
        shape = _SHAPES[number % len(_SHAPES)]
        more = {"columns": ", ".join(columns), "table": table, "other": other, "name": f"Q{number}"}
        found.append(shape.format(a=a, b=b, c=c, **more))
    return found


def _as_shown(text: str) -> str:
    """A statement as a driver may send it: with values, other white space, and what was not known."""
    return " ".join(text.replace(GAP, " AND paid_at IS NULL").replace("$1", "'x'").replace("active", "gone").split(" "))


def _scanned(texts: list[str], shown: str) -> list[tuple[float, str] | None]:
    against = shown_by(shown, None)
    return [judge(text, pattern_of(text), against) for text in texts]


def _timed(run: Callable[[], T]) -> tuple[T, float]:
    begun = time.process_time()
    made = run()
    return made, time.process_time() - begun


if __name__ == "__main__":
    print(", ".join(f"{name} {figure:.3g}" for name, figure in costs(STATEMENTS, SESSIONS).items()))
