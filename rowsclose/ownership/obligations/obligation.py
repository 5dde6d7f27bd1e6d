"""An obligation as a value: what must be called on a value, and how that is known."""

from __future__ import annotations

import enum

from rowsclose.go import types as t
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.models.model import Acquires
from rowsclose.values import hashed_value, replace, value


class Evidence(enum.Enum):
    """What says that a value carries an obligation."""

    DECLARED = "declared"  # a directive on its type
    ACQUIRED = "acquired"  # a directive on the call: the type alone says nothing
    WRAPPED = "wrapped"  # a struct of the program that holds a declared one and releases it
    SHAPED = "shaped"  # an interface of the program with the methods of a result set
    USED = "used"  # out of reach; the way it is used


@hashed_value
class Obligation:
    """An obligation that values of a type carry.

    ``releases`` are the methods that discharge it (the must-calls); ``inner`` are the fields from the value to the
    resource itself where the type is a wrapper. Where the field ``failed_by`` of a value is not nil, it carries none.
    ``begins_at_use``: nothing is held before the first use.
    """

    kind: ResourceKind
    releases: frozenset[str]
    evidence: Evidence
    type: t.Type | None
    inner: tuple[str, ...] = ()
    failed_by: str = ""
    begins_at_use: bool = False

    @property
    def is_pulled(self) -> bool:
        """Whether the value is the function that pulls from an iterator (see ``pulled``), which has no methods."""
        return isinstance(self.type, t.Signature)

    def by_use(self) -> Obligation:
        """The same obligation, known by nothing but how a value is used."""
        return replace(self, evidence=Evidence.USED, failed_by="")


@value
class Behaviour:
    """What a method call does to its receiver's obligation."""

    releases: bool = False
    closes_when_false: bool = False
    closes_when_false_unless: str = ""
    closes_when_error: bool = False
    closes_when_nil: bool = False
    closes_when_zero: bool = False
    checks_error: bool = False


BORROWS = Behaviour()

RELEASING_NAMES = (
    "Close",
    "Stop",
    "Release",
    "Finish",
    "Done",
    "Cleanup",
    "End",
    "Commit",
    "Rollback",
    "Abort",
    "Discard",
)
"""What a method of one of these names may do to a field, it is there to do. One of another name has to be certain to."""


def by_custom(method: str) -> tuple[int, str]:
    """Orders the methods that release something: the customary names first."""
    known = method in RELEASING_NAMES
    return (RELEASING_NAMES.index(method) if known else len(RELEASING_NAMES), method)


def acquired(said: Acquires, type_: t.Type | None) -> Obligation:
    """The obligation of what a call gives whose directive says so, whatever its type is."""
    return Obligation(said.kind, said.releases, Evidence.ACQUIRED, type_, failed_by=said.failed_by)


def pulled(type_: t.Type | None) -> Obligation:
    """The obligation of the function that pulls from an iterator: the one beside it ends what the iterator has open."""
    return Obligation(ResourceKind.ROWS, frozenset(), Evidence.ACQUIRED, type_)


def used(kind: ResourceKind) -> Obligation:
    """The obligation of a value that is used as a result set, a statement or a transaction."""
    releases = {"Commit", "Rollback"} if kind is ResourceKind.TRANSACTION else {"Close"}
    return Obligation(kind, frozenset(releases), Evidence.USED, None)
