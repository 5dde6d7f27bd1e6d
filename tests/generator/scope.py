"""What the grammar knows at a point of a program: which variables there are, and what may have become of them.

It has to know, for a run must be able to take every path: a closed statement answers no query, a transaction is not
committed twice, and the method of a nil pointer does not return.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class Kind(enum.Enum):
    """A resource's type: the stem of its variables' names, and the type as Go writes it."""

    ROWS = ("rows", "*sql.Rows")
    STMT = ("stmt", "*sql.Stmt")
    TX = ("tx", "*sql.Tx")
    CONN = ("conn", "*sql.Conn")

    @property
    def stem(self) -> str:
        return self.value[0]

    @property
    def go_type(self) -> str:
        return self.value[1]


class Status(enum.IntEnum):
    """What may have become of a resource; of two paths that meet, the greater one holds."""

    OPEN = 0
    MAY_BE_CLOSED = 1
    MAY_BE_NIL = 2


@dataclass(eq=False, slots=True)
class Variable:
    """A variable that holds a resource. ``parent`` is what it was acquired from, where that can end."""

    name: str
    kind: Kind
    parent: Variable | None = None
    is_fixed: bool = False  # a deferred literal relies on it: it is not assigned again
    is_deferred: bool = False
    has_children: bool = False  # a connection's Close waits for them
    is_used: bool = False
    copies: list[Variable] = field(default_factory=list)  # variables that may hold the same; it is one of them itself

    def __post_init__(self) -> None:
        self.copies = self.copies or [self]
        if self not in self.copies:
            self.copies.append(self)


State = dict[Variable, Status]


def met(states: list[State]) -> State:
    """The state where paths meet."""
    common = set(states[0]).intersection(*states[1:])
    return {variable: max(state[variable] for state in states) for variable in states[0] if variable in common}


@dataclass(eq=False, slots=True)
class Loop:
    """What ``break`` can leave: a loop, or a switch; or lines that ``goto`` goes back to, which it cannot.

    ``frozen`` are the variables whose status the body relies on in each round, and ``not_nil`` those that it may close,
    but not assign to: nothing that goes round again changes that.
    """

    label: str
    is_switch: bool
    is_goto: bool = False
    frozen: frozenset[Variable] = frozenset()
    not_nil: frozenset[Variable] = frozenset()
    is_labelled: bool = False
    breaks: list[State] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Scope:
    """A block: the variables that it can name, and whether its ``err`` hides the function's result of that name."""

    variables: list[Variable]
    has_err: bool
    hides_result: bool
