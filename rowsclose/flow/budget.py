"""How much work one function is worth: exploration is polynomial, and still a function can be written that takes hours.

A step is one instruction, or one branch, looked at with one fact; it counts more where the fact is large. Steps are
counted, not seconds: whether a function is analysed must not depend on the machine.
"""

from __future__ import annotations

USUAL_STEPS = 200_000
"""The steps that a function may take where nobody says otherwise. Of the functions of public code that we have seen, one
takes more: it keeps many literals that call each other."""


class OverBudget(Exception):  # noqa: N818 -- it says what has come to pass, as StopIteration does
    """A function takes more than ``most`` steps."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most:,} steps")
        self.most = most


class Budget:
    """The steps that are left of those of one function."""

    __slots__ = ("_most", "spent")

    def __init__(self, most: int = USUAL_STEPS) -> None:
        self._most = most
        self.spent = 0

    def spend(self, steps: int) -> None:
        """Take steps.

        Raises:
            OverBudget: there are none left.
        """
        self.spent += steps
        if self.spent > self._most:
            raise OverBudget(self._most)
