"""What instructions read and write: variables and places within them, constants, function literals."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, TypeAlias

from rowsclose.go.types import Type
from rowsclose.source import Span
from rowsclose.values import hashed_value, value

if TYPE_CHECKING:
    from rowsclose.go.ir.statements import Function


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


@value
class Input:
    """A parameter of a function as its callers see it; the receiver is the first where there is one."""

    index: int


@value
class Output:
    """A result of a function as its callers see it."""

    index: int


Root: TypeAlias = Variable | Global | Input | Output

ELEMENT = "[]"
"""The path segment of an element of a slice, array, map or channel: which one is not known."""


POINTEE = "*"
"""The path segment of what a pointer leads to, where source says so: fields behind a pointer are reached without it."""


@hashed_value
class Place:
    """A variable, or what is reached from it by fields and elements: ``s.rows`` is ``Place(s, ("rows",))``.

    A result of a call that gives several values to one temporary is the segment ``#0``, ``#1``, …
    """

    root: Root
    path: tuple[str, ...] = ()

    def child(self, segment: str) -> Place:
        """The place one step further."""
        return Place(self.root, (*self.path, segment))

    @property
    def written(self) -> str:
        """How source names it, fields included; empty where its root has no name there."""
        root = self.root
        if isinstance(root, Input | Output) or (isinstance(root, Variable) and root.is_temporary):
            return ""
        return ".".join((root.name, *self.path))

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
