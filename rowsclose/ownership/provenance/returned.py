"""What a function returns as one of its results: the only place that knows the forms of a return statement.

return rows, err      each its own
return open(ctx)      parts of what a call gives
return                named results as they stand
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.go.ir import Function, Operand, Place, Return
from rowsclose.go.walk import instructions_of


def returned_values(function: Function, index: int) -> Iterator[tuple[Return, Operand]]:
    """What each return statement of a function gives as a result; the end of a function without results gives none."""
    for instruction in instructions_of(function):
        if isinstance(instruction, Return):
            value = returned_value(instruction, function, index)
            if value is not None:
                yield instruction, value


def returned_value(instruction: Return, function: Function, index: int) -> Operand | None:
    """What a return statement gives as a result."""
    values = instruction.values
    if index >= len(function.results):
        return None
    if len(values) == len(function.results):
        return values[index]
    if len(values) == 1 and isinstance(values[0], Place):
        return values[0].child(f"#{index}")
    return None if values else Place(function.results[index])
