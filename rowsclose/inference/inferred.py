"""What is inferred of a function, as values that a page can show: see ``inference.inference``."""

from __future__ import annotations

import enum

from rowsclose.ownership.kinds import ResourceKind
from rowsclose.values import value


class Fate(enum.Enum):
    """What a function does to a resource that it is given."""

    RELEASES = "releases"
    BORROWS = "borrows"
    KEEPS = "keeps"
    RETURNS = "returns"  # it comes back as a result, or within one
    LOSES = "loses"  # the place that holds it gets another value
    UNKNOWN = "unknown"


class Owner(enum.Enum):
    """Whose a resource is that a function returns."""

    CALLER = "caller"
    SOMEBODY = "somebody else"
    PARAMETER = "parameter"


class Returning(enum.Enum):
    """Whether a call of the function comes back."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NEVER = "never"


@value
class Reason:
    """A line of the function's file that decides, and its text."""

    line: int
    text: str


@value
class Way:
    """One thing that may happen to a resource; ``where`` says when, empty where that cannot be told."""

    fate: Fate
    where: tuple[str, ...] = ()
    result: int = 0


@value
class Carrier:
    """A parameter, or a part of it, by which a resource may come, and what becomes of it."""

    name: str
    ways: tuple[Way, ...]
    reasons: tuple[Reason, ...]
    remark: str = ""


@value
class Returned:
    """A result that carries an obligation; ``parameter`` names what it is another name for."""

    index: int
    name: str
    kind: ResourceKind
    owner: Owner
    parameter: str
    reasons: tuple[Reason, ...]


@value
class FunctionInference:
    """All that is inferred of one function; ``unread`` says why its body is not known, empty where it is."""

    name: str
    path: str
    line: int
    signature: str
    carriers: tuple[Carrier, ...]
    results: tuple[Returned, ...]
    returning: Returning
    ends: str
    returning_reasons: tuple[Reason, ...]
    unread: str = ""
