"""What the fields of a value have been given, where its function has made it: ``&request{tx: tx}``, ``req.rows = rows``."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.go import types as t
from rowsclose.go.ir import Assign, Build, Call, Function, Instruction, Operand, Place
from rowsclose.go.typing import Typing
from rowsclose.go.walk import instructions_of, targets_of
from rowsclose.ownership.provenance.sources import Made, sources_of


def given_fields(value: Operand, function: Function, typing: Typing) -> Iterator[tuple[str, Place]]:
    """The fields of a value, each with the place that it was given."""
    sources = sources_of(value, function, typing)
    for source in sources.leaves:
        built = source.by if isinstance(source, Made) else None
        if isinstance(built, Build):
            under = typing.universe.underlying(built.type)
            names = [f.name for f in under.fields] if isinstance(under, t.Struct) else []
            for key, given in built.elements:
                name = names[int(key[1:])] if key.startswith("#") and int(key[1:]) < len(names) else key
                if isinstance(given, Place):
                    yield name, given
    for instruction in instructions_of(function):
        for place in targets_of(instruction):
            if place.root in sources.through and len(place.path) == 1 and isinstance(instruction, Call | Assign):
                yield place.path[0], place if isinstance(instruction, Call) else _source(instruction, place)


def _source(instruction: Instruction, place: Place) -> Place:
    """What an assignment puts into a field."""
    source = instruction.source if isinstance(instruction, Assign) else None
    return source if isinstance(source, Place) else place
