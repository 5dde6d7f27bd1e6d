"""A callee's inputs and outputs, and the operands and places of a call that they are.

    s.each(ctx, rows)        input 0: s    input 1: ctx    input 2: rows
    names, err := s.all()    output 0: names    output 1: err

The receiver is input 0 of a method, and its embedded fields lie on the way. What goes to a variadic parameter is an
element of it. One call's results may be all of another's arguments (``f(g())``). All of that is said here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.go import types as t
from rowsclose.go.ir import (
    ELEMENT,
    POINTEE,
    Call,
    Constant,
    ConstantKind,
    Global,
    Input,
    IsEqual,
    IsNil,
    IsTrue,
    Method,
    Operand,
    Output,
    Place,
)
from rowsclose.go.typing import Target, TargetKind, Typing
from rowsclose.ownership.callees.nilness import is_never_nil
from rowsclose.ownership.callees.pointers import pointed_to
from rowsclose.ownership.facts.claims import Claim


def result_count(call: Call, target: Target) -> int:
    """How many results a call has, as far as that is known."""
    return len(target.signature.results) if target.signature else max(len(call.targets), 1)


def output_place(call: Call, index: int, count: int) -> Place | None:
    """The place that gets one of ``count`` results; None where nothing does."""
    if len(call.targets) == 1 and count > 1:
        only = call.targets[0]
        return only.child(f"#{index}") if only is not None else None
    return call.targets[index] if 0 <= index < len(call.targets) else None


def receiver_place(call: Call, target: Target) -> Place | None:
    """The place a method is called on, embedded fields included."""
    callee = call.callee
    if isinstance(callee, Method) and isinstance(callee.receiver, Place):
        return Place(callee.receiver.root, callee.receiver.path + target.via)
    return None


def first_argument_input(target: Target) -> int:
    """The input that the first argument is."""
    return 1 if target.kind is TargetKind.METHOD else 0


def input_operand(call: Call, target: Target, index: int) -> Operand | None:
    """What a call gives for an input, as it is written; None where it is a part of another call's results."""
    if target.kind is TargetKind.METHOD and index == 0:
        return receiver_place(call, target)
    at = index - first_argument_input(target)
    return call.arguments[at] if 0 <= at < len(call.arguments) else None


def input_place(call: Call, target: Target, typing: Typing, index: int) -> Place | None:
    """The caller's place for an input."""
    if not (target.kind is TargetKind.METHOD and index == 0) and _spreads_results(call, typing):
        only = call.arguments[0]
        part = f"#{index - first_argument_input(target)}"
        return only.child(part) if isinstance(only, Place) else None
    operand = input_operand(call, target, index)
    return operand if isinstance(operand, Place) else None


def in_caller(place: Place, call: Call, target: Target, typing: Typing) -> Place | None:
    """A place of a callee's summary or model, in the caller's words; None where the caller has no place for it."""
    base: Place | None
    match place.root:
        case Input(index):
            base = input_place(call, target, typing, index)
        case Output(index):
            base = output_place(call, index, result_count(call, target))
        case _:
            base = None
    if base is None or place.path[:1] != (POINTEE,):
        return None if base is None else Place(base.root, base.path + place.path)
    return _behind(base, place.path[1:], typing)


def _behind(pointer: Place, path: tuple[str, ...], typing: Typing) -> Place:
    """A place behind a pointer that a callee has: ``undo(tx, &err)``, or a variable whose method has a pointer receiver."""
    pointee = pointed_to(pointer, typing)
    if pointee != pointer or not isinstance(typing.universe.resolve(typing.type_of(pointer)), t.Pointer):
        return Place(pointee.root, pointee.path + path)
    return Place(pointer.root, (*pointer.path, POINTEE, *path))


def arguments_by_input(call: Call, target: Target, typing: Typing) -> Iterator[tuple[Input, tuple[str, ...], Operand]]:
    """Each argument with the input it goes to, and the path within that; the receiver is not among them."""
    shift = first_argument_input(target)
    if _spreads_results(call, typing):
        only = call.arguments[0]
        assert isinstance(only, Place)
        for index in range(len(typing.argument_types(call))):
            yield Input(index + shift), (), only.child(f"#{index}")
        return
    signature = target.signature
    for index, argument in enumerate(call.arguments):
        if signature is not None and signature.variadic and index >= len(signature.parameters) - 1:
            yield Input(len(signature.parameters) - 1 + shift), (ELEMENT,), argument
        else:
            yield Input(index + shift), (), argument


def given_claims(call: Call, target: Target, typing: Typing) -> tuple[Claim, ...]:
    """What the arguments of a call alone tell of its callee's inputs: constants, and values that are never nil."""
    found = []
    for to, within, argument in arguments_by_input(call, target, typing):
        if within:
            continue
        place = Place(to)
        match argument:
            case Constant(ConstantKind.NIL):
                found.append(Claim(IsNil(place), True))
            case Constant(ConstantKind.TRUE | ConstantKind.FALSE as kind):
                found.append(Claim(IsTrue(place), kind is ConstantKind.TRUE))
            case _:
                if is_never_nil(argument, typing):
                    found.append(Claim(IsNil(place), False))
                is_global = isinstance(argument, Place) and isinstance(argument.root, Global) and not argument.path
                if is_global or isinstance(argument, Constant):
                    found.append(Claim(IsEqual(place, argument), True))
    return tuple(found)


def input_index(place: Place) -> int:
    """The input that a place of a callee lies in; it must lie in one."""
    assert isinstance(place.root, Input)
    return place.root.index


def output_index(place: Place) -> int | None:
    """The output that a place of a callee lies in."""
    return place.root.index if isinstance(place.root, Output) else None


def _spreads_results(call: Call, typing: Typing) -> bool:
    """Whether the results of one call are all the arguments of another."""
    return len(call.arguments) == 1 and isinstance(call.arguments[0], Place) and len(typing.argument_types(call)) > 1
