"""Values that are never nil, by what they are: functions, addresses, composite literals, method values."""

from __future__ import annotations

from rowsclose.go import types as t
from rowsclose.go.ir import Assign, Build, FunctionLiteral, Global, Operand, Operator, Place, Variable
from rowsclose.go.typing import Typing
from rowsclose.go.universe import Universe


def is_never_nil(operand: Operand, typing: Typing) -> bool:
    """Whether an operand is a value that cannot be nil, whatever the program does."""
    if isinstance(operand, FunctionLiteral):
        return True
    if not isinstance(operand, Place):
        return False
    if isinstance(operand.root, Global) and not operand.path:
        return typing.universe.function(operand.root.package, operand.root.name) is not None
    if operand.path:
        return _is_method_value(operand, typing)
    root = operand.root
    definitions = typing.definitions(root) if isinstance(root, Variable) and root.is_temporary else []
    return bool(definitions) and all(_makes(d, typing) for d in definitions)


def _makes(definition: object, typing: Typing) -> bool:
    match definition:
        case Build() | Assign(operator=Operator.ADDRESS):
            return True
        case Assign(_, source, operator=Operator.COPY):
            return is_never_nil(source, typing)
        case _:
            return False


def _is_method_value(place: Place, typing: Typing) -> bool:
    """``rows.Close`` not called: evaluating it with a nil receiver panics, or gives a function all the same."""
    found = typing.universe.select(typing.type_of(Place(place.root, place.path[:-1])), place.path[-1])
    return found is not None and found.is_method


def cannot_be_nil(type_: t.Type | None, universe: Universe) -> bool:
    """Whether no value of a type is nil: of a struct, a string, a number; as an error too it is none then."""
    under = universe.underlying(type_)
    return isinstance(under, t.Struct) or (
        isinstance(under, t.Named) and under.package == t.UNIVERSE and under != t.ERROR
    )
