"""The text of the statement that an acquiring call sends, as far as the source says it.

A literal, a constant (of the package, of the function, of another package), a variable assigned once, their
concatenation, and the format of ``fmt.Sprintf``. What is not known of a text is left out, and then it is not whole.
"""

from __future__ import annotations

from collections.abc import Callable

from rowsclose.go import types as t
from rowsclose.go.ir import (
    Assign,
    Call,
    Compute,
    Constant,
    ConstantKind,
    Global,
    Operand,
    Place,
    Variable,
    VariableKind,
)
from rowsclose.go.typing import TargetKind, Typing
from rowsclose.values import value

_DEEPEST = 12

ConstantText = Callable[[str, str], str | None]
"""The value of a string constant ``package.name``."""


@value
class Statement:
    """The text of a statement; ``whole`` where nothing of it is missing."""

    text: str
    whole: bool


def statement_of(call: Call, typing: Typing, constant_text: ConstantText) -> Statement | None:
    """The statement that a call sends: its first argument of type string."""
    signature = typing.target(call).signature
    for index, argument in enumerate(call.arguments):
        declared = signature.parameters[index].type if signature and index < len(signature.parameters) else None
        if declared is not None and declared != t.STRING:
            continue
        found = _text(argument, typing, constant_text, 0)
        if found is not None and found.text.strip():
            return found
        if declared == t.STRING:
            return None
    return None


def _text(operand: Operand, typing: Typing, constant_text: ConstantText, depth: int) -> Statement | None:
    if depth > _DEEPEST:
        return None
    match operand:
        case Constant(ConstantKind.STRING, text):
            return Statement(text, True)
        case Place(Global(package, name), ()):
            known = constant_text(package, name)
            return Statement(known, True) if known is not None else None
        case Place(Variable() as variable, ()) if variable.kind is not VariableKind.PARAMETER:
            definitions = typing.definitions(variable)
            if len(definitions) != 1:
                return None
            return _defined(definitions[0], typing, constant_text, depth)
        case _:
            return None


def _defined(definition: object, typing: Typing, constant_text: ConstantText, depth: int) -> Statement | None:
    match definition:
        case Assign(_, source):
            return _text(source, typing, constant_text, depth + 1)
        case Compute(_, sources, _, None):
            parts = [_text(s, typing, constant_text, depth + 1) for s in sources]
            if parts and parts[0] is None:
                return None  # the head says what kind of statement it is
            whole = all(p is not None and p.whole for p in parts)
            return Statement("".join(p.text if p is not None else " " for p in parts), whole)
        case Call(arguments=arguments) if arguments:
            target = typing.target(definition)
            if target.kind is TargetKind.CONVERSION:
                return _text(arguments[0], typing, constant_text, depth + 1)
            if (target.package, target.name) != ("fmt", "Sprintf"):
                return None
            head = _text(arguments[0], typing, constant_text, depth + 1)
            return Statement(head.text, False) if head is not None else None
        case _:
            return None
