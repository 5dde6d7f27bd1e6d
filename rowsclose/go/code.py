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
from typing import TypeAlias

from rowsclose.go.types import Type
from rowsclose.source import Span
from rowsclose.values import value


class VariableKind(enum.Enum):
    """Where a variable comes from."""

    LOCAL = "local"
    PARAMETER = "parameter"  # the receiver too
    RESULT = "result"
    TEMPORARY = "temporary"


@value(eq=False)
class Variable:
    """One variable of one function, told apart by identity; ``type`` is None where the first assignment decides."""

    name: str
    kind: VariableKind
    type: Type | None
    declared_at: Span

    @property
    def is_temporary(self) -> bool:
        """Whether no source names it."""
        return self.kind is VariableKind.TEMPORARY

    def __repr__(self) -> str:
        return f"{self.name}@{self.declared_at.start}"


@value
class Global:
    """A package-level variable, constant, function or type: what it is, the package's declarations tell."""

    package: str
    name: str


ELEMENT = "[]"
"""The path segment of an element of a slice, array, map or channel: which one is not known."""


@value
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


@value
class Constant:
    """A literal; ``text`` is a string's value or another literal's source."""

    kind: ConstantKind
    text: str = ""


@value
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


@value
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
    """``target`` becomes a value made of the sources that holds no resource; ``condition`` where it is a truth value."""

    target: Place
    sources: tuple[Operand, ...]
    span: Span
    type: Type | None = None
    condition: Condition | None = None


@value
class Iterate:
    """One step of ``for targets = range source``."""

    targets: tuple[Place | None, ...]
    source: Operand
    span: Span
    declares: bool = True


Instruction: TypeAlias = Assign | Call | Defer | Go | Return | Build | Send | Assert | Compute | Iterate


# Conditions ---------------------------------------------------------------------------------------


@value
class IsNil:
    """The value at a place is nil."""

    place: Place


@value
class IsTrue:
    """The truth value at a place is true."""

    place: Place


@value
class IsEqual:
    """Two operands are equal, neither of them the constants nil, true or false."""

    left: Operand
    right: Operand


@value
class Holds:
    """An expression without calls holds: its text and the variables it reads tell it from others."""

    text: str
    roots: frozenset[Variable | Global]


@value
class IsDrained:
    """A range loop has visited every element of what it ranges over."""

    source: Operand


@value
class Unknown:
    """Nothing can be said: both ways are open each time."""


Atom: TypeAlias = IsNil | IsTrue | IsEqual | Holds | IsDrained | Unknown


@value
class Test:
    """Instructions that evaluate, then one atomic question; ``negated`` where the source at ``span`` asks the opposite."""

    setup: tuple[Instruction, ...]
    atom: Atom
    span: Span
    negated: bool = False


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


# Statements ---------------------------------------------------------------------------------------


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
