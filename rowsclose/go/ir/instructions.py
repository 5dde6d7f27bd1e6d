"""The steps that run one after the other: assignments, calls, and what makes values or ends the function."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, TypeAlias

from rowsclose.go.ir.operands import Global, Operand, Place
from rowsclose.go.types import Type
from rowsclose.source import Span
from rowsclose.values import hashed_value, value

if TYPE_CHECKING:
    from rowsclose.go.ir.conditions import Condition


class Operator(enum.Enum):
    """What an ``Assign`` does to its source on the way."""

    COPY = "copy"
    ADDRESS = "address"
    DEREFERENCE = "dereference"
    RECEIVE = "receive"


@value
class Assign:
    """``target = source``; ``declares`` where the target is a new variable (each time round a loop)."""

    target: Place
    source: Operand
    span: Span
    operator: Operator = Operator.COPY
    declares: bool = False


@value
class Method:
    """Callee: a method (or a field of function type) of what stands at ``receiver``."""

    receiver: Operand
    name: str


@value
class Direct:
    """Callee: a package-level name, a built-in function, or a type (then the call is a conversion)."""

    name: Global
    arguments: tuple[Type, ...] = ()


@value
class Dynamic:
    """Callee: a function value."""

    value: Operand


@value
class Conversion:
    """Callee: a type written as such; the call has one argument."""

    type: Type


Callee: TypeAlias = Method | Direct | Dynamic | Conversion


@hashed_value
class Call:
    """A call; targets are None for blank ones, and absent where the statement drops all results.

    One target for several results is a tuple: see ``Place``. ``type_argument`` is the type given to ``new`` or ``make``.
    ``name_span`` covers the called name on one line.
    """

    targets: tuple[Place | None, ...]
    callee: Callee
    arguments: tuple[Operand, ...]
    span: Span
    name_span: Span
    spread: bool = False  # f(xs...)
    declares: tuple[bool, ...] = ()
    type_argument: Type | None = None
    dropped: bool = False  # an expression statement: no result has a name


@value
class Defer:
    """``defer`` of a call whose operands are already evaluated."""

    call: Call
    span: Span


@value
class Go:
    """``go`` with a call whose operands are already evaluated."""

    call: Call
    span: Span


@value
class Return:
    """End of the function; ``bare`` where named results are returned by a bare ``return`` or the closing brace."""

    values: tuple[Operand, ...]
    span: Span
    bare: bool = False
    implicit: bool = False


@value
class Build:
    """A composite literal; an element's key is a field's name or ``ELEMENT``."""

    target: Place
    type: Type | None
    elements: tuple[tuple[str, Operand], ...]
    span: Span


@value
class Send:
    """``channel <- value``."""

    channel: Operand
    value: Operand
    span: Span


@value
class Assert:
    """``target, ok = source.(type)``; a type switch binds its variable by one too (``type`` None: not a single one)."""

    target: Place
    ok: Place | None
    type: Type | None
    source: Operand
    span: Span


@value
class Compute:
    """``target`` becomes a value made of the sources that holds no resource; ``condition`` where it is a truth value.

    ``counts_up``: it is a number that becomes greater.
    """

    target: Place
    sources: tuple[Operand, ...]
    span: Span
    type: Type | None = None
    condition: Condition | None = None
    counts_up: bool = False


@value
class Iterate:
    """One step of ``for targets = range source``."""

    targets: tuple[Place | None, ...]
    source: Operand
    span: Span
    declares: bool = True


Instruction: TypeAlias = Assign | Call | Defer | Go | Return | Build | Send | Assert | Compute | Iterate
