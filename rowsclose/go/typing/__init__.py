"""Types of the places and calls of one function, worked out when asked for.

    rows, err := db.Query(q)      db       *sql.DB      as it is declared
                                  Query    Target(METHOD, "Query", owner=sql.DB, …)
                                  rows     *sql.Rows    the first result of what the call calls

What is out of reach has no type (None): nothing here guesses.

function.py   the types in one function: the door
target.py     what a call calls
results.py    what a call gives, type arguments filled in
"""

from __future__ import annotations

from rowsclose.go.typing.function import Typing
from rowsclose.go.typing.target import Target, TargetKind, target_of

__all__ = ["Target", "TargetKind", "Typing", "target_of"]
