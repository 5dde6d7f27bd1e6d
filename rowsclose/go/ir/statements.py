"""Structured statements, and the function that holds them."""

from __future__ import annotations

import enum
from typing import TypeAlias

from rowsclose.go.ir.conditions import Condition
from rowsclose.go.ir.instructions import Instruction, Iterate
from rowsclose.go.ir.operands import Variable
from rowsclose.source import Span
from rowsclose.values import value


@value
class If:
    """``if condition { then } else { otherwise }``."""

    condition: Condition
    then: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]
    span: Span


@value
class Loop:
    """``for ; condition; post { body }``; condition None for an endless loop."""

    condition: Condition | None
    body: tuple[Statement, ...]
    post: tuple[Statement, ...]
    label: str
    span: Span


@value
class RangeLoop:
    """``for … = range``: ``step`` runs before each round, and the loop may end before any."""

    step: Iterate
    body: tuple[Statement, ...]
    label: str
    span: Span


@value
class Case:
    """One clause; ``conditions`` are tried in order, an empty tuple is the default clause."""

    conditions: tuple[Condition, ...]
    body: tuple[Statement, ...]
    is_default: bool
    falls_through: bool
    span: Span


@value
class Switch:
    """An expression or type switch as a chain of conditions; the default clause is taken last wherever it stands."""

    cases: tuple[Case, ...]
    label: str
    span: Span


@value
class Select:
    """``select``: exactly one of the bodies runs; each begins with its communication."""

    cases: tuple[tuple[Statement, ...], ...]
    label: str
    span: Span


@value
class Labeled:
    """A target of ``goto``; a loop's own label is on the loop too."""

    label: str
    body: tuple[Statement, ...]


class JumpKind(enum.Enum):
    """The statements that go elsewhere."""

    BREAK = "break"
    CONTINUE = "continue"
    GOTO = "goto"


@value
class Jump:
    """``break``, ``continue`` or ``goto``; label empty where there is none."""

    kind: JumpKind
    label: str
    span: Span


Statement: TypeAlias = Instruction | If | Loop | RangeLoop | Switch | Select | Labeled | Jump


@value(eq=False)
class Function:
    """A declared function or a literal, told apart by identity.

    ``name`` is as Go prints it (``(*Store).List``; a literal has its function's name with ``.func`` behind it).
    ``captured`` are variables of enclosing functions that the body, literals within it included, mentions.
    ``end`` is the closing brace.
    """

    package: str
    path: str
    name: str
    parameters: tuple[Variable, ...]  # the receiver first, where there is one
    has_receiver: bool
    variadic: bool
    results: tuple[Variable, ...]  # unnamed ones have the name ""
    body: tuple[Statement, ...]
    captured: frozenset[Variable]
    span: Span
    end: Span
    literals: tuple[Function, ...] = ()  # those directly within
