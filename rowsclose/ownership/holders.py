"""Which operands hold the resource, or lead to it, and which places outlive the function."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from rowsclose.ownership.facts import FUNCTION, RELEASER, Fact, Typestate
from rowsclose.values import replace

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter

_DEEPEST = 8


class Holders:
    """Questions about operands, asked of one interpreter."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter
        self.world = interpreter.world
        self.typing = interpreter.typing

    def refers(self, fact: Fact, operand: Operand) -> bool:
        """Whether an operand is the resource itself, or the part of a wrapper that embeds it."""
        if not isinstance(operand, Place):
            return False
        for alias in fact.aliases:
            if alias == operand:
                return True
            if operand.starts_with(alias) and self.world.contracts.of(self.typing.type_of(operand)) is not None:
                return True
        return False

    def is_value(self, fact: Fact, place: Place) -> bool:
        """Whether a place is what the acquiring call gave: the resource, or the wrapper that holds it."""
        contract = self._in.contract
        wrapped = contract is not None and Place(place.root, place.path + contract.inner) in fact.aliases
        return wrapped or self.refers(fact, place)

    def carries(self, fact: Fact, operand: Operand) -> bool:
        """Whether whoever has the operand can reach the resource by it."""
        match operand:
            case Place():
                if fact.holds_resource(operand) or self.refers(fact, operand) or self.is_release_value(fact, operand):
                    return True
                literal = self.literal_of(operand)
                return literal is not None and any(a.root in literal.captured for a in fact.aliases)
            case FunctionLiteral(function):
                return any(a.root in function.captured for a in fact.aliases)
            case _:
                return False

    def literal_of(self, operand: Operand) -> Function | None:
        """The literal that an operand is or is bound to."""
        if isinstance(operand, FunctionLiteral):
            return operand.function
        if not isinstance(operand, Place) or not isinstance(operand.root, Variable) or operand.path:
            return None
        found = self.typing.literal_bound_to(operand.root)
        if found is not None or not operand.root.is_temporary:
            return found
        definition = next(iter(self.typing.definitions(operand.root)), None)
        if isinstance(definition, Assign) and definition.source != operand:
            return self.literal_of(definition.source)
        return None

    def is_release_value(self, fact: Fact, operand: Operand) -> bool:
        """Whether an operand is the resource's releasing method as a value: ``rows.Close`` not called."""
        if not isinstance(operand, Place) or self._in.contract is None or fact.state is not Typestate.OPEN:
            return False
        if any(a == operand.child(RELEASER) for a in fact.aliases):
            return True
        if not operand.path or operand.path[-1] not in self._in.contract.releases:
            return False
        receiver = Place(operand.root, operand.path[:-1])
        return self.refers(fact, receiver) or fact.holds_resource(receiver)

    def forget(self, fact: Fact, place: Place) -> Fact:
        """The place gets another value, and so do the literals that capture it: they are no way to the last one any more."""
        after = fact.forget(place)
        stale = (
            frozenset(a for a in after.aliases if self._is_by_capture(a, place.root)) if not place.path else frozenset()
        )
        return replace(after, aliases=after.aliases - stale) if stale else after

    def _is_by_capture(self, alias: Place, root: Variable | Global) -> bool:
        if alias.path[-1:] not in ((RELEASER,), (FUNCTION,)) or not isinstance(alias.root, Variable):
            return False
        literal = self.typing.literal_bound_to(alias.root)
        return literal is not None and root in literal.captured

    def outlives(self, place: Place) -> bool:
        """Whether what is stored at a place is reached from outside the function, or may be."""
        root = place.root
        if isinstance(root, Global):
            return True
        if root in self._in.home.captured:
            return True
        if root in self._in.home.parameters:
            return bool(place.path) and not self._in.summarises
        path = place.path[1:] if place.path[:1] and place.path[0].startswith("#") else place.path
        return bool(path) and not self.is_fresh(root, 0)

    def is_fresh(self, variable: Variable, depth: int) -> bool:
        """Whether a variable holds only what this function has made itself."""
        if depth > _DEEPEST or variable.kind is VariableKind.PARAMETER:
            return False
        definitions = self.typing.definitions(variable)
        return all(self._makes(d, depth) for d in definitions)

    def _makes(self, definition: Instruction, depth: int) -> bool:
        match definition:
            case Build():
                return True
            case Assign(_, Place(Variable() as root, path)):
                return not path and self.is_fresh(root, depth + 1)
            case Assign(_, Constant()):
                return True
            case Call():
                target = self.typing.target(definition)
                return target.name in ("new", "make", "append") and target.signature is None
            case _:
                return False
