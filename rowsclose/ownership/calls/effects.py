"""What a call may do: the ways it goes, and what its results then say."""

from __future__ import annotations

from rowsclose.flow.exploration import Exit, State
from rowsclose.go.ir import Place
from rowsclose.ownership.facts import Consequence, Fact, Release, Settle, Typestate
from rowsclose.values import value

Results = list[State[Fact] | Exit[Fact]]


@value
class Gives:
    """A result (or a part of it) becomes what stands at a place."""

    result: int
    path: tuple[str, ...]
    source: Place


@value
class Implies:
    """A result being nil (or true), or not, has a consequence; without one it is known to be so."""

    result: int
    is_truth: bool
    holds: bool
    consequence: Consequence | None
    path: tuple[str, ...] = ()  # about a part of the result


@value
class Effect:
    """One way a call may go: the fact behind it, and what its results then say."""

    fact: Fact
    results: tuple[Gives | Implies, ...] = ()


def read_to_the_end(results: int) -> Implies:
    """What a nil error, the last of so many results, says of a call that reads a result set to its end."""
    ran_out = Settle(Typestate.RELEASED, Release.DRAINED, ends_loop=True)
    return Implies(max(results - 1, 0), False, True, ran_out)
