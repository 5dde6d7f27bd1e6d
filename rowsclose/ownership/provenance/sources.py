"""From an operand back to what made its value, within one function.

    rows := s.rows          Field(s.rows)
    r := wrap(rows); r      Made(the call)
    cond ? a : b            both

Copies between variables are followed; every instruction that assigns to a variable counts, whatever path it is on. A
variable that is copied from itself adds nothing.
"""

from __future__ import annotations

from typing import TypeAlias

from rowsclose.go.ir import (
    Assign,
    Build,
    Call,
    Constant,
    Function,
    FunctionLiteral,
    Global,
    Instruction,
    Operand,
    Place,
    Variable,
    VariableKind,
)
from rowsclose.go.typing import TargetKind, Typing
from rowsclose.values import value


@value
class Made:
    """An instruction made it; of a call, ``output`` is the result that it is."""

    by: Instruction
    output: int = 0


@value
class Handed:
    """It came from outside of the function: in a parameter, a captured variable, a package variable."""

    place: Place


@value
class Part:
    """It was reached through a variable of the function: a field of it, an element."""

    place: Place
    of_built: bool  # of something that a composite literal has made here


@value
class Given:
    """A constant or a function literal."""

    operand: Constant | FunctionLiteral


Source: TypeAlias = Made | Handed | Part | Given


@value
class Sources:
    """What a value may come from, and the variables it went ``through`` on the way, as a whole."""

    leaves: tuple[Source, ...]
    through: tuple[Variable, ...]


def sources_of(operand: Operand, function: Function, typing: Typing) -> Sources:
    """Where the value of an operand of a function may come from."""
    pending: list[Operand] = [operand]
    leaves: list[Source] = []
    through: list[Variable] = []
    seen: set[Variable] = set()
    while pending:
        at = pending.pop(0)
        if not isinstance(at, Place):
            leaves.append(Given(at))
            continue
        root, path = at.root, at.path
        is_outside = not isinstance(root, Variable) or root in function.captured
        if not isinstance(root, Variable) or is_outside:
            leaves.append(Handed(at))
            continue
        if root.kind is VariableKind.PARAMETER and root not in seen:
            leaves.append(Handed(at))  # and what the function has assigned to it since
        if root.kind is VariableKind.PARAMETER and path:
            continue
        if path and not path[0].startswith("#"):
            leaves.append(Part(at, any(isinstance(d, Build) for d in typing.definitions(root))))
        elif root not in seen:
            seen.add(root)
            if not path:
                through.append(root)
            for definition in typing.definitions(root):
                if isinstance(definition, Assign):
                    pending.append(definition.source)
                else:
                    leaves.append(Made(definition, _output(definition, root, path)))
    return Sources(tuple(leaves), tuple(through))


def _output(definition: Instruction, root: Variable, path: tuple[str, ...]) -> int:
    if path:
        return int(path[0][1:])
    targets = definition.targets if isinstance(definition, Call) else ()
    return next((i for i, p in enumerate(targets) if p is not None and p.root is root), 0)


def literal_of(operand: Operand, typing: Typing) -> Function | None:
    """The function literal that an operand is, or is bound to for good."""
    seen: set[Variable] = set()
    while True:
        if isinstance(operand, FunctionLiteral):
            return operand.function
        if not isinstance(operand, Place) or not isinstance(operand.root, Variable) or operand.path:
            return None
        found = typing.literal_bound_to(operand.root)
        if found is not None or not operand.root.is_temporary or operand.root in seen:
            return found
        seen.add(operand.root)
        definition = next(iter(typing.definitions(operand.root)), None)
        if not isinstance(definition, Assign):
            return None
        operand = definition.source


def is_made_here(variable: Variable, typing: Typing) -> bool:
    """Whether a variable holds only what its function has made itself, and nobody else has got from it."""
    pending, seen = [variable], {variable}
    while pending:
        at = pending.pop()
        if at.kind is VariableKind.PARAMETER:
            return False
        for definition in typing.definitions(at):
            match definition:
                case Build() | Assign(_, Constant()):
                    continue
                case Assign(_, Place(Variable() as root, ())):
                    if root not in seen:
                        seen.add(root)
                        pending.append(root)
                case Call():
                    target = typing.target(definition)
                    if target.kind is not TargetKind.BUILTIN or target.name not in ("new", "make", "append"):
                        return False
                case _:
                    return False
    return True


def is_global(operand: Operand) -> bool:
    """Whether an operand is a package variable as a whole."""
    return isinstance(operand, Place) and isinstance(operand.root, Global) and not operand.path
