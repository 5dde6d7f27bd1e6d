"""The text of the statement that an acquiring call sends, as far as the source says it.

A literal, a constant (of the package, of the function, of another package), a variable that comes from one place, their
concatenation, and the format of ``fmt.Sprintf``. What is not known of a text is left out, and then it is not whole.
"""

from __future__ import annotations

from collections.abc import Callable

from rowsclose.go import types as t
from rowsclose.go.ir import Call, Compute, Constant, ConstantKind, Global, Operand, Place
from rowsclose.go.typing import TargetKind, Typing
from rowsclose.ownership.provenance.sources import Given, Handed, Made, sources_of
from rowsclose.values import value

_DEEPEST = 12  # concatenations within each other

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
    leaves = sources_of(operand, typing.function, typing).leaves
    if len(leaves) != 1 or depth > _DEEPEST:
        return None
    match leaves[0]:
        case Given(Constant(ConstantKind.STRING, text)):
            return Statement(text, True)
        case Handed(Place(Global(package, name), ())):
            known = constant_text(package, name)
            return Statement(known, True) if known is not None else None
        case Made(Compute(_, sources, _, None)):
            return _joined([_text(s, typing, constant_text, depth + 1) for s in sources])
        case Made(Call(arguments=arguments) as call) if arguments:
            return _formatted(_text(arguments[0], typing, constant_text, depth + 1), call, typing)
        case _:
            return None


def _joined(parts: list[Statement | None]) -> Statement | None:
    """A concatenation; the head says what kind of statement it is, without it nothing is known."""
    if parts and parts[0] is None:
        return None
    whole = all(p is not None and p.whole for p in parts)
    return Statement("".join(p.text if p is not None else " " for p in parts), whole)


def _formatted(first: Statement | None, call: Call, typing: Typing) -> Statement | None:
    """A conversion of a text is the text; of ``fmt.Sprintf`` the format is known, not what goes into it."""
    target = typing.target(call)
    if target.kind is TargetKind.CONVERSION:
        return first
    if (target.package, target.name) != ("fmt", "Sprintf") or first is None:
        return None
    return Statement(first.text, False)
