"""Questions that decide where to go on: atoms, and what ``!``, ``&&`` and ``||`` make of them."""

from __future__ import annotations

from typing import TypeAlias

from rowsclose.go.ir.instructions import Instruction
from rowsclose.go.ir.operands import Operand, Place, Root
from rowsclose.source import Span
from rowsclose.values import hashed_value, value


@hashed_value
class IsNil:
    """The value at a place is nil."""

    place: Place


@hashed_value
class IsTrue:
    """The truth value at a place is true."""

    place: Place


@hashed_value
class IsEqual:
    """Two operands are equal, neither of them the constants nil, true or false."""

    left: Operand
    right: Operand


@hashed_value
class Holds:
    """An expression without calls holds: its text and the variables it reads tell it from others."""

    text: str
    roots: frozenset[Root]


@hashed_value
class IsDrained:
    """A range loop has visited every element of what it ranges over."""

    source: Operand


@value
class Unknown:
    """Nothing can be said: both ways are open each time."""


Atom: TypeAlias = IsNil | IsTrue | IsEqual | Holds | IsDrained | Unknown


@value
class Test:
    """Instructions that evaluate, then one atomic question; ``negated`` where the source at ``span`` asks the opposite.

    A case of a switch asks whether the value at ``span`` is that of the switch's own expression, at ``tag``.
    """

    setup: tuple[Instruction, ...]
    atom: Atom
    span: Span
    negated: bool = False
    tag: Span | None = None


@value
class Not:
    """Negation."""

    operand: Condition


@value
class Both:
    """``left && right``, right evaluated only where left holds."""

    left: Condition
    right: Condition


@value
class Either:
    """``left || right``, right evaluated only where left does not hold."""

    left: Condition
    right: Condition


Condition: TypeAlias = Test | Not | Both | Either
