"""What calling a function does to a resource that is passed to it: the ways it may return.

    func closeOnError(rows *sql.Rows) error     released, where output 0 is not nil
                                                open,     where output 0 is nil

Places in a summary begin at the function's inputs and outputs. A summary is a plain value: it outlives the body that it
was worked out from.
"""

from __future__ import annotations

from rowsclose.finding import Confidence
from rowsclose.flow.graph import Ending
from rowsclose.go.ir import Place
from rowsclose.ownership.facts.claims import Claim, Implication
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.source import Span
from rowsclose.values import value


@value
class Outcome:
    """One way a function returns: the obligation's state, who holds the resource then, and what is known.

    ``claims`` are about inputs and outputs; ``implied`` says what follows from an output. ``same`` are outputs that
    are what a part of an input is: ``return db.Error``. ``marks`` are those that the callee has set.
    """

    state: Typestate
    release: Release | None = None
    holders: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = ()
    implied: tuple[Implication, ...] = ()
    confidence: Confidence = Confidence.HIGH
    same: tuple[tuple[int, Place], ...] = ()
    marks: frozenset[Mark] = frozenset()


@value
class LeftOpen:
    """A return that leaves the resource open, where other returns of the same function do not."""

    outcome: Outcome
    path: str
    span: Span


@value
class Summary:
    """All ways out of a function: returns, panics (and other ends of the goroutine), and whether it may end the process.

    ``left_open`` are those that decide, the plainest first.
    """

    returns: tuple[Outcome, ...] = ()
    panics: tuple[Outcome, ...] = ()
    may_end_process: bool = False
    left_open: tuple[LeftOpen, ...] = ()

    @property
    def ending(self) -> Ending | None:
        """How the function ends its caller where it never returns."""
        if self.returns:
            return None
        return Ending.GOROUTINE if self.panics else (Ending.PROCESS if self.may_end_process else None)


def decided_by(summary: Summary, outcome: Outcome) -> LeftOpen | None:
    """The plainest return that an outcome tells of, where it leaves open what others do not."""

    def fits(left: LeftOpen) -> bool:
        told = left.outcome
        is_same = (told.state, told.holders) == (outcome.state, outcome.holders)
        return is_same and set(outcome.claims) <= set(told.claims)

    return next((left for left in summary.left_open if fits(left)), None)


NO_WAY_OUT = Summary()
"""The least summary: no way out has been found yet."""
