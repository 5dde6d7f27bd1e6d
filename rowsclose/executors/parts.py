"""Heavy units in parts: a few packages hold most of the work of a tree, and one worker would be busy with them alone.

store   a.go b.go c.go d.go    ->    a.go b.go | c.go d.go
"""

from __future__ import annotations

from collections.abc import Sequence

from rowsclose.finding import in_order, suppressed_in_order
from rowsclose.unit import Answer, PackageUnit, Unit, UnitFile


def parts_of(unit: Unit, most: int) -> list[Unit]:
    """The files of a unit in parts of so much weight at most; a file that is heavier is a part by itself."""
    if not isinstance(unit, PackageUnit) or unit.weight <= most:
        return [unit]
    parts: list[list[UnitFile]] = [[]]
    for file in unit.files:
        if parts[-1] and sum(each.size for each in parts[-1]) + file.size > most:
            parts.append([])
        parts[-1].append(file)
    return [PackageUnit(unit.folder, tuple(part)) for part in parts]


def joined(answers: Sequence[Answer]) -> Answer:
    """The answer of a unit from those of its parts, in their order."""
    if len(answers) == 1:
        return answers[0]
    return Answer(
        in_order(finding for answer in answers for finding in answer.findings),
        suppressed_in_order(each for answer in answers for each in answer.suppressed),
        tuple(dict.fromkeys(notice for answer in answers for notice in answer.notices)),
        {path: text for answer in answers for path, text in answer.sources.items()},
    )
