"""What a call fills with a resource by a pointer that it is given: ``s.Begin()``, ``fill(db, &rows)``."""

from __future__ import annotations

from rowsclose.go.ir import Call, Function, Place, Variable
from rowsclose.go.typing import Typing
from rowsclose.go.walk import instructions_of
from rowsclose.ownership.callees.places import input_operand
from rowsclose.ownership.callees.pointers import pointed_to
from rowsclose.ownership.callees.protocol import Callees


def filled_by(callees: Callees, call: Call, typing: Typing) -> Place | None:
    """The place that a call fills with a resource by a pointer argument (``acquires-into``); None for all others."""
    target = typing.target(call)
    filled = callees.model(target).fills
    argument = input_operand(call, target, filled) if filled is not None else None
    return pointed_to(argument, typing) if isinstance(argument, Place) else None


def is_filled(callees: Callees, variable: Variable, function: Function, typing: Typing) -> bool:
    """Whether a call in a function fills a variable, or what it points to."""
    calls = (i for i in instructions_of(function) if isinstance(i, Call))
    filled = (filled_by(callees, call, typing) for call in calls)
    return any(place is not None and place.root is variable for place in filled)
