"""Whether a function waits for goroutines that it has started."""

from __future__ import annotations

from rowsclose.go import types as t
from rowsclose.go.ir import Assign, Call, Function, Instruction, Iterate, Method, Operator, Place
from rowsclose.go.typing import Typing
from rowsclose.go.walk import instructions_of


def waits_for_others(function: Function, typing: Typing) -> bool:
    """Whether it receives from a channel, or calls a method ``Wait``: what it has started may have ended by then."""
    return any(_waits(instruction, typing) for instruction in instructions_of(function))


def _waits(instruction: Instruction, typing: Typing) -> bool:
    match instruction:
        case Assign(operator=Operator.RECEIVE):
            return True
        case Call(callee=Method(name="Wait")):
            return True
        case Iterate(source=Place() as source):
            return isinstance(typing.universe.underlying(typing.type_of(source)), t.Channel)
        case _:
            return False
