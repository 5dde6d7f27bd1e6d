"""A function body as values: instructions, conditions and structured statements.

    rows, err := db.Query(q)            Call((rows, err), Method(db, "Query"), (q,))
    if err != nil && !done { … }        If(Both(IsNil(err) negated, IsTrue(done) negated), then, otherwise)
    defer rows.Close()                  Assign($1, rows); Defer(Call((), Method($1, "Close")))

Expressions are flattened: what a call gives goes into temporaries, and every operand is a place, a constant or a
function literal (a method value is the place ``rows.Close``: only types tell it from a field). Names are resolved to
variables, so nothing above needs scopes.
Operands of ``defer`` and ``go`` are evaluated where the statement stands, as the Go spec says
(https://go.dev/ref/spec#Defer_statements).

Left out: arithmetic, the values of constants other than true, false, nil and strings.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TypeAlias

from rowsclose.go.types import Type
from rowsclose.source import Span


class VariableKind(enum.Enum):
    """Where a variable comes from."""

    LOCAL = "local"
    PARAMETER = "parameter"  # the receiver too
    RESULT = "result"
    TEMPORARY = "temporary"


@dataclass(frozen=True, slots=True, eq=False)
class Variable:
    """One variable of one function, told apart by identity; ``type`` is None where the first assignment decides."""

    name: str
    kind: VariableKind
    type: Type | None
    declared_at: Span

    def __repr__(self) -> str:
        return f"{self.name}@{self.declared_at.start}"


@dataclass(frozen=True, slots=True)
class Global:
    """A package-level variable, constant, function or type: what it is, the package's declarations tell."""

    package: str
    name: str


ELEMENT = "[]"
"""The path segment of an element of a slice, array, map or channel: which one is not known."""


@dataclass(frozen=True, slots=True)
class Place:
    """A variable, or what is reached from it by fields and elements: ``s.rows`` is ``Place(s, ("rows",))``.

    A result of a call that gives several values to one temporary is the segment ``#0``, ``#1``, …
    """

    root: Variable | Global
    path: tuple[str, ...] = ()

    def child(self, segment: str) -> Place:
        """The place one step further."""
        return Place(self.root, (*self.path, segment))

    def starts_with(self, other: Place) -> bool:
        """Whether this place is ``other`` or lies within it."""
        return self.root == other.root and self.path[: len(other.path)] == other.path


class ConstantKind(enum.Enum):
    """The constants that matter to control flow; all others are OTHER."""

    NIL = "nil"
    TRUE = "true"
    FALSE = "false"
    STRING = "string"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal; ``text`` is a string's value or another literal's source."""

    kind: ConstantKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class FunctionLiteral:
    """A function literal used as a value."""

    function: Function


Operand: TypeAlias = Place | Constant | FunctionLiteral

NIL = Constant(ConstantKind.NIL)
OTHER = Constant(ConstantKind.OTHER)


class Operator(enum.Enum):
    """What an ``Assign`` does to its source on the way."""

    COPY = "copy"
    ADDRESS = "address"
    DEREFERENCE = "dereference"
    RECEIVE = "receive"


@dataclass(frozen=True, slots=True)
class Assign:
    """``target = source``; ``declares`` where the target is a new variable (each time round a loop)."""

    target: Place
    source: Operand
    span: Span
    operator: Operator = Operator.COPY
    declares: bool = False
    accumulates: bool = False  # target += source


@dataclass(frozen=True, slots=True)
class Method:
    """Callee: a method (or a field of function type) of what stands at ``receiver``."""

    receiver: Operand
    name: str


@dataclass(frozen=True, slots=True)
class Direct:
    """Callee: a package-level name, a built-in function, or a type (then the call is a conversion)."""

    name: Global
    arguments: tuple[Type, ...] = ()


@dataclass(frozen=True, slots=True)
class Dynamic:
    """Callee: a function value."""

    value: Operand


@dataclass(frozen=True, slots=True)
class Conversion:
    """Callee: a type written as such; the call has one argument."""

    type: Type


Callee: TypeAlias = Method | Direct | Dynamic | Conversion


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Defer:
    """``defer`` of a call whose operands are already evaluated."""

    call: Call
    span: Span


@dataclass(frozen=True, slots=True)
class Go:
    """``go`` with a call whose operands are already evaluated."""

    call: Call
    span: Span


@dataclass(frozen=True, slots=True)
class Return:
    """End of the function; ``bare`` where named results are returned by a bare ``return`` or the closing brace."""

    values: tuple[Operand, ...]
    span: Span
    bare: bool = False
    implicit: bool = False


@dataclass(frozen=True, slots=True)
class Build:
    """A composite literal; an element's key is a field's name or ``ELEMENT``."""

    target: Place
    type: Type | None
    elements: tuple[tuple[str, Operand], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Send:
    """``channel <- value``."""

    channel: Operand
    value: Operand
    span: Span


@dataclass(frozen=True, slots=True)
class Assert:
    """``target, ok = source.(type)``; a type switch binds its variable by one too (``type`` None: not a single one)."""

    target: Place
    ok: Place | None
    type: Type | None
    source: Operand
    span: Span


@dataclass(frozen=True, slots=True)
class Compute:
    """``target`` becomes a value made of the sources that holds no resource; ``condition`` where it is a truth value."""

    target: Place
    sources: tuple[Operand, ...]
    span: Span
    type: Type | None = None
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Iterate:
    """One step of ``for targets = range source``."""

    targets: tuple[Place | None, ...]
    source: Operand
    span: Span
    declares: bool = True


Instruction: TypeAlias = Assign | Call | Defer | Go | Return | Build | Send | Assert | Compute | Iterate


# Conditions ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IsNil:
    """The value at a place is nil."""

    place: Place


@dataclass(frozen=True, slots=True)
class IsTrue:
    """The truth value at a place is true."""

    place: Place


@dataclass(frozen=True, slots=True)
class IsEqual:
    """Two operands are equal, neither of them the constants nil, true or false."""

    left: Operand
    right: Operand


@dataclass(frozen=True, slots=True)
class Holds:
    """An expression without calls holds: its text and the variables it reads tell it from others."""

    text: str
    roots: frozenset[Variable | Global]


@dataclass(frozen=True, slots=True)
class IsDrained:
    """A range loop has visited every element of what it ranges over."""

    source: Operand


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing can be said: both ways are open each time."""


Atom: TypeAlias = IsNil | IsTrue | IsEqual | Holds | IsDrained | Unknown


@dataclass(frozen=True, slots=True)
class Test:
    """Instructions that evaluate, then one atomic question; ``negated`` where the source at ``span`` asks the opposite."""

    setup: tuple[Instruction, ...]
    atom: Atom
    span: Span
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """Negation."""

    operand: Condition


@dataclass(frozen=True, slots=True)
class Both:
    """``left && right``, right evaluated only where left holds."""

    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Either:
    """``left || right``, right evaluated only where left does not hold."""

    left: Condition
    right: Condition


Condition: TypeAlias = Test | Not | Both | Either


# Statements ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class If:
    """``if condition { then } else { otherwise }``."""

    condition: Condition
    then: tuple[Statement, ...]
    otherwise: tuple[Statement, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Loop:
    """``for ; condition; post { body }``; condition None for an endless loop."""

    condition: Condition | None
    body: tuple[Statement, ...]
    post: tuple[Statement, ...]
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class RangeLoop:
    """``for … = range``: ``step`` runs before each round, and the loop may end before any."""

    step: Iterate
    body: tuple[Statement, ...]
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Case:
    """One clause; ``conditions`` are tried in order, an empty tuple is the default clause."""

    conditions: tuple[Condition, ...]
    body: tuple[Statement, ...]
    is_default: bool
    falls_through: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Switch:
    """An expression or type switch as a chain of conditions; the default clause is taken last wherever it stands."""

    cases: tuple[Case, ...]
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Select:
    """``select``: exactly one of the bodies runs; each begins with its communication."""

    cases: tuple[tuple[Statement, ...], ...]
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Labeled:
    """A target of ``goto``; a loop's own label is on the loop too."""

    label: str
    body: tuple[Statement, ...]


class JumpKind(enum.Enum):
    """The statements that go elsewhere."""

    BREAK = "break"
    CONTINUE = "continue"
    GOTO = "goto"


@dataclass(frozen=True, slots=True)
class Jump:
    """``break``, ``continue`` or ``goto``; label empty where there is none."""

    kind: JumpKind
    label: str
    span: Span


Statement: TypeAlias = Instruction | If | Loop | RangeLoop | Switch | Select | Labeled | Jump


@dataclass(frozen=True, slots=True, eq=False)
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
    literals: tuple[Function, ...] = field(default=(), repr=False)  # those directly within
