"""Every instruction of a function, in source order as far as structure allows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rowsclose.go.ir import (
    Assert,
    Assign,
    Both,
    Build,
    Call,
    Compute,
    Condition,
    Defer,
    Dynamic,
    Either,
    Function,
    Go,
    If,
    Instruction,
    Iterate,
    Jump,
    Labeled,
    Loop,
    Method,
    Not,
    Operand,
    Place,
    RangeLoop,
    Return,
    Select,
    Send,
    Statement,
    Switch,
    Test,
    Variable,
)


def functions_within(function: Function) -> Iterator[Function]:
    """The function itself and every literal in it, outermost first."""
    yield function
    for literal in function.literals:
        yield from functions_within(literal)


# Whoever asks about a function asks for these again and again: each question about a body goes through all of them.
_BODIES_KEPT = 32


@lru_cache(_BODIES_KEPT)
def instructions_of(function: Function) -> tuple[Instruction, ...]:
    """The function's own instructions; those of its literals are the literals'."""
    return tuple(_of(function.body))


def calls_of(function: Function) -> Iterator[Call]:
    """The calls of a function and its literals, deferred and concurrent ones included."""
    for inner in functions_within(function):
        yield from own_calls(inner)


@lru_cache(_BODIES_KEPT)
def own_calls(function: Function) -> tuple[Call, ...]:
    """The function's own calls, deferred and concurrent ones included."""
    found = (i.call if isinstance(i, Defer | Go) else i for i in instructions_of(function))
    return tuple(call for call in found if isinstance(call, Call))


def _of(statements: tuple[Statement, ...]) -> Iterator[Instruction]:  # noqa: C901 - a case for each statement
    for statement in statements:
        match statement:
            case If(condition, then, otherwise):
                yield from _setup(condition)
                yield from _of(then)
                yield from _of(otherwise)
            case Loop(condition, body, post):
                if condition is not None:
                    yield from _setup(condition)
                yield from _of(body)
                yield from _of(post)
            case RangeLoop(step, body):
                yield step
                yield from _of(body)
            case Switch(cases):
                for case in cases:
                    for asked in case.conditions:
                        yield from _setup(asked)
                    yield from _of(case.body)
            case Select(bodies):
                for body in bodies:
                    yield from _of(body)
            case Labeled(_, body):
                yield from _of(body)
            case Jump():
                pass
            case _:
                yield statement


def _setup(condition: Condition) -> Iterator[Instruction]:
    match condition:
        case Test(setup):
            yield from setup
        case Not(operand):
            yield from _setup(operand)
        case Both(left, right) | Either(left, right):
            yield from _setup(left)
            yield from _setup(right)


def operands_of(instruction: Instruction) -> tuple[Operand, ...]:
    """What an instruction reads, a callee's receiver included."""
    match instruction:
        case Assign(_, source) | Assert(_, _, _, source) | Iterate(_, source):
            return (source,)
        case Call():
            return call_operands(instruction)
        case Defer(call) | Go(call):
            return call_operands(call)
        case Return(values):
            return values
        case Build(_, _, elements):
            return tuple(v for _, v in elements)
        case Send(channel, value):
            return (channel, value)
        case Compute(_, sources):
            return sources


def call_operands(call: Call) -> tuple[Operand, ...]:
    """Receiver or function value first, then the arguments."""
    match call.callee:
        case Method(receiver) | Dynamic(receiver):
            return (receiver, *call.arguments)
        case _:
            return call.arguments


def receiver_of(call: Call) -> Place | None:
    """The place whose method a call calls."""
    receiver = call.callee.receiver if isinstance(call.callee, Method) else None
    return receiver if isinstance(receiver, Place) else None


def targets_of(instruction: Instruction) -> tuple[Place, ...]:
    """The places an instruction writes."""
    match instruction:
        case Assign(target) | Build(target) | Compute(target):
            return (target,)
        case Assert(target, ok):
            return (target, ok) if ok else (target,)
        case Call(targets) | Iterate(targets):
            return tuple(p for p in targets if p is not None)
        case _:
            return ()


def locals_of(function: Function) -> frozenset[Variable]:
    """The variables that a function itself declares."""
    found: set[Variable] = {*function.parameters, *function.results}
    for instruction in instructions_of(function):
        found |= {p.root for p in targets_of(instruction) if isinstance(p.root, Variable)}
    return frozenset(found - function.captured)
