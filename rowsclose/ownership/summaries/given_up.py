"""The functions that take too many steps to be summarised: their callers take them for code out of reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rowsclose.flow.budget import OverBudget, OverTotal
from rowsclose.go.declarations import FunctionDeclaration

A = TypeVar("A")


class GivenUp:
    """Which functions those of one program are, and whether somebody has been told."""

    def __init__(self) -> None:
        self._told: set[tuple[str, int]] = set()
        self._over: dict[tuple[str, int], tuple[FunctionDeclaration, OverBudget]] = {}

    def bounded(self, declaration: FunctionDeclaration, work: Callable[[], A]) -> A | None:
        """What ``work`` finds out of a function; None, as for code out of reach, where that takes too many steps.

        Raises:
            OverTotal: all functions together take too many, which is no fault of this one.
        """
        try:
            return work()
        except OverTotal:
            raise
        except OverBudget as over:
            self._over.setdefault((declaration.path, declaration.span.start), (declaration, over))
            return None

    def new(self) -> list[tuple[FunctionDeclaration, OverBudget]]:
        """Those that nobody has been told of, each once."""
        found = [over for name, over in self._over.items() if name not in self._told]
        self._told.update(self._over)
        return found
