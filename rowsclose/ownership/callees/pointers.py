"""What a pointer leads to, where the function itself has taken the address."""

from __future__ import annotations

from rowsclose.go.ir import Assign, Operator, Place, Variable
from rowsclose.go.typing import Typing


def pointed_to(argument: Place, typing: Typing) -> Place:
    """The variable behind ``&rows``; a pointer is its own."""
    at = argument
    while isinstance(at.root, Variable) and not at.path:
        made = next((d for d in typing.definitions(at.root) if isinstance(d, Assign)), None)
        if made is None or not isinstance(made.source, Place):
            break
        if made.operator is Operator.ADDRESS:
            return made.source
        if made.operator is not Operator.COPY or not at.root.is_temporary:
            break
        at = made.source
    return argument
