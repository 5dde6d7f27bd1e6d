"""Places that a call reads and writes: arguments, receiver, results, by a callee's slots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.go.ir import (
    ELEMENT,
    Call,
    Constant,
    ConstantKind,
    Dynamic,
    Method,
    Operand,
    Place,
)
from rowsclose.go.typing import Target, TargetKind
from rowsclose.ownership.facts import RELEASER, Fact
from rowsclose.ownership.outcomes import Says, Slot

if TYPE_CHECKING:
    from rowsclose.ownership.interpreter import Interpreter


class Arguments:
    """What the operands of calls are to their callees."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._in = interpreter
        self.world = interpreter.world
        self.typing = interpreter.typing

    def result_place(self, call: Call, index: int, count: int) -> Place | None:
        """The place that gets a result; None where nothing does."""
        if len(call.targets) == 1 and count > 1:
            only = call.targets[0]
            return only.child(f"#{index}") if only is not None else None
        return call.targets[index] if 0 <= index < len(call.targets) else None

    def count(self, call: Call) -> int:
        """How many results a call has, as far as that is known."""
        signature = self.typing.target(call).signature
        return len(signature.results) if signature else max(len(call.targets), 1)

    def receiver(self, call: Call, target: Target) -> Place | None:
        """The place a method is called on, embedded fields included."""
        callee = call.callee
        if isinstance(callee, Method) and isinstance(callee.receiver, Place):
            return Place(callee.receiver.root, callee.receiver.path + target.via)
        return None

    def slot_place(self, call: Call, target: Target, slot: Slot) -> Place | None:
        """The caller's place for a callee's parameter."""
        index = slot.index
        if target.kind is TargetKind.METHOD:
            if index == 0:
                return self.receiver(call, target)
            index -= 1
        if len(call.arguments) == 1 and len(self.typing.argument_types(call)) > 1:
            only = call.arguments[0]
            return only.child(f"#{index}") if isinstance(only, Place) else None
        argument = call.arguments[index] if index < len(call.arguments) else None
        return argument if isinstance(argument, Place) else None

    def contradicts(self, call: Call, target: Target, said: Says) -> bool:
        """Whether a constant argument is not what a callee's outcome says of the parameter."""
        index = said.slot.index - (1 if target.kind is TargetKind.METHOD else 0)
        given = call.arguments[index] if 0 <= index < len(call.arguments) else None
        if not isinstance(given, Constant) or said.slot.path:
            return False
        if said.is_truth:
            return given.kind is (ConstantKind.FALSE if said.holds else ConstantKind.TRUE)
        return (given.kind is ConstantKind.NIL) is not said.holds

    def argument_place(self, call: Call, target: Target, name: str) -> Place | None:
        """The argument for a parameter by name, or by index where it is unnamed."""
        argument = target.argument(call, name)
        return argument if isinstance(argument, Place) else None

    def function_values(self, call: Call, fact: Fact) -> Iterator[Operand]:
        """The operands that may be functions which the call runs: its callee, its arguments."""
        if isinstance(call.callee, Dynamic):
            yield call.callee.value
        if isinstance(call.callee, Method) and isinstance(call.callee.receiver, Place):
            called = call.callee.receiver.child(call.callee.name)
            target = self.typing.target(call)
            # The method of something that holds the resource is asked for what it does, where its body is in reach.
            known = target.declaration is not None and target.declaration.body is not None
            if not known or self._in.holders.refers(fact, call.callee.receiver):
                yield called
        yield from call.arguments

    def releasers(self, call: Call, target: Target, fact: Fact) -> tuple[Slot, ...]:
        """The parameters that get the resource's releasing method as a value: ``check(rows.Close)``."""
        shift = 1 if target.kind is TargetKind.METHOD else 0
        holders = self._in.holders
        return tuple(
            self.slot(target, i, shift, (RELEASER,))
            for i, a in enumerate(call.arguments)
            if holders.is_release_value(fact, a)
        )

    def carried(self, call: Call, target: Target, fact: Fact, receiver: Place | None) -> list[tuple[Slot, Operand]]:
        """The parameters by which the callee can reach the resource, with the path to it from each."""
        found: list[tuple[Slot, Operand]] = []
        shift = 1 if receiver is not None else 0
        if receiver is not None:
            found += ((Slot(False, 0, p), receiver) for p in self._paths(fact, receiver))
        if len(call.arguments) == 1 and isinstance(call.arguments[0], Place):
            parts = self.typing.argument_types(call)
            if len(parts) > 1:
                only = call.arguments[0]
                for index in range(len(parts)):
                    part = only.child(f"#{index}")
                    found += ((Slot(False, index + shift, p), part) for p in self._paths(fact, part))
                return found
        for index, argument in enumerate(call.arguments):
            found += ((self.slot(target, index, shift, p), argument) for p in self._paths(fact, argument))
        return found

    def slot(self, target: Target, index: int, shift: int, path: tuple[str, ...]) -> Slot:
        """The parameter that an argument goes to; a variadic one gets it as an element."""
        signature = target.signature
        if signature is not None and signature.variadic and index >= len(signature.parameters) - 1:
            return Slot(False, len(signature.parameters) - 1 + shift, (ELEMENT, *path))
        return Slot(False, index + shift, path)

    def _paths(self, fact: Fact, operand: Operand) -> list[tuple[str, ...]]:
        if not isinstance(operand, Place):
            return []  # a literal has run by now
        paths = [a.path[len(operand.path) :] for a in fact.aliases if a.starts_with(operand)]
        if not paths and self._in.holders.refers(fact, operand):
            paths = [()]
        return paths
