"""What calling a function does to a resource that is passed to it: the ways it may return.

func closeOnError(rows *sql.Rows) error     released, where result 0 is not nil
                                            open,     where result 0 is nil
"""

from __future__ import annotations

from rowsclose.finding import Confidence
from rowsclose.flow.graph import Ending
from rowsclose.ownership.facts import Release, Settle, Typestate
from rowsclose.values import value


@value
class Slot:
    """A parameter (receiver first) or a result of a function, or a part of it."""

    is_result: bool
    index: int
    path: tuple[str, ...] = ()


@value
class Says:
    """A parameter or result is nil (or is true), or is not."""

    slot: Slot
    is_truth: bool  # about truth, else about nil
    holds: bool


@value
class Outcome:
    """One way a function returns: the obligation's state, who holds the resource then, and what its results say.

    ``same`` are results that are what a part of a parameter is: ``return db.Error``.
    """

    state: Typestate
    release: Release | None = None
    holders: tuple[Slot, ...] = ()
    says: tuple[Says, ...] = ()
    when: tuple[tuple[Says, Settle | Says], ...] = ()
    confidence: Confidence = Confidence.HIGH
    looked: bool = False
    drained: bool = False
    same: tuple[tuple[int, Slot], ...] = ()
    failed: bool = False  # a test was marked as failed on the way


@value
class Outcomes:
    """All ways out of a function: returns, panics (and other ends of the goroutine), and whether it may end the process."""

    returns: tuple[Outcome, ...]
    panics: tuple[Outcome, ...] = ()
    may_end_process: bool = False

    @property
    def ending(self) -> Ending | None:
        """How the function ends its caller where it never returns."""
        if self.returns:
            return None
        return Ending.GOROUTINE if self.panics else (Ending.PROCESS if self.may_end_process else None)
