"""How much work a function is worth: exploration is polynomial, and still a function can be written that takes hours.

A step is one instruction, or one branch, looked at with one fact; it counts more where the fact is large, and a question
about a function counts as some. Steps are counted, not seconds: whether a function is analysed must not depend on the
machine.

    Budget   of one function
    Total    of all functions of a run together: many, each just within its budget, would take days

The total grows with the code that is looked at, so that no tree is too large for it. Left out: what a run of several
processes takes is counted in each of them by itself. So which functions of a tree beyond the total are left out may
depend on the number of processes; that some are is always said.
"""

from __future__ import annotations

from collections.abc import Hashable

USUAL_STEPS = 200_000
"""The steps that a function may take where nobody says otherwise. Of the functions of public code that we have seen, one
takes more: it keeps many literals that call each other."""

_TIMES_IN_A_RUN = 3
"""How often a run may take what one function may, whatever its size."""

_BYTES_A_STEP = 4
"""The bytes of functions that it may take one step more for. One query after the other, each in a function of its own,
takes a step for seven bytes; public code as a whole takes one for some hundred."""

_STEPS_A_QUESTION = 5
"""What working out a question about a function, a type or a result counts, beside the steps within."""


class OverBudget(Exception):  # noqa: N818 -- it says what has come to pass, as StopIteration does
    """A function takes more than ``most`` steps."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most:,} steps")
        self.most = most


class OverTotal(OverBudget):
    """All functions so far take more steps together than a run may."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.args = (f"more than {most:,} steps in this run, the last of them",)


class Budget:
    """The steps that are left of those of one function, and of its run."""

    __slots__ = ("_most", "_total", "spent")

    def __init__(self, most: int, total: Total) -> None:
        self._most = most
        self._total = total
        self.spent = 0

    def spend(self, steps: int) -> None:
        """Take steps.

        Raises:
            OverBudget: there are none left.
        """
        self.spent += steps
        if self.spent > self._most:
            raise OverBudget(self._most)
        self._total.spend(steps)


class Total:
    """The steps that are left of those of a run."""

    __slots__ = ("_admitted", "_most", "_most_in_function", "_spent")

    def __init__(self, most_in_function: int = USUAL_STEPS) -> None:
        self._most_in_function = most_in_function
        self._most = most_in_function * _TIMES_IN_A_RUN
        self._admitted: set[Hashable] = set()
        self._spent = 0

    def budget(self, function: Hashable, size: int) -> Budget:
        """A budget for a function of so many bytes, which the run may take more for: once, however often it is asked."""
        if function not in self._admitted:
            self._admitted.add(function)
            self._most += size // _BYTES_A_STEP
        return Budget(self._most_in_function, self)

    def ask(self) -> None:
        """Take the steps that a question counts.

        Raises:
            OverTotal: there are none left.
        """
        self.spend(_STEPS_A_QUESTION)

    def spend(self, steps: int) -> None:
        """Take steps.

        Raises:
            OverTotal: there are none left.
        """
        self._spent += steps
        if self._spent > self._most:
            self._spent = self._most  # the next function has what it brings, and no less
            raise OverTotal(self._most)
