"""The door of the room: from one function to the lifetimes of the resources it acquires."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.flow.budget import USUAL_STEPS, OverBudget, Total
from rowsclose.go.declarations import FunctionDeclaration
from rowsclose.go.ir import Function
from rowsclose.go.program import Program
from rowsclose.ownership.acquisitions.acquisitions import Acquisitions
from rowsclose.ownership.acquisitions.candidates import Mentioned
from rowsclose.ownership.models.models import Models
from rowsclose.ownership.provenance.hidden import HiddenObligations
from rowsclose.ownership.provenance.view import View
from rowsclose.ownership.provenance.whose import Ownership
from rowsclose.ownership.summaries.summaries import Summaries
from rowsclose.ownership.witness.account import Account
from rowsclose.ownership.witness.following import Following
from rowsclose.ownership.witness.lifetime import Lifetime
from rowsclose.solver import Solver
from rowsclose.stubs.loader import Stubs


class Analysis:
    """Follows the resources that the functions of one program acquire. Everything is worked out once, and on demand."""

    def __init__(self, program: Program, stubs: Stubs, most_steps: int = USUAL_STEPS) -> None:
        """``most_steps``: what one function is worth."""
        total = Total(most_steps)
        solver = Solver(total.ask)
        models = Models(stubs, program.universe)
        self.summaries = Summaries(program, models, solver, total)
        self.view = View(program, models, self.summaries.obligations, self.summaries, self.summaries.bodies)
        self.ownership = Ownership(self.view, solver)
        self.acquisitions = Acquisitions(
            self.view,
            self.ownership,
            HiddenObligations(self.view, self.ownership, self.summaries.implementations, solver),
        )

    def lifetimes(self, function: Function, mentioned: Mentioned | None = None) -> Iterator[Lifetime]:
        """The lifetimes of all resources that a function and its literals acquire, in source order.

        ``mentioned``: where its file mentions what may give a resource; None where nobody has looked.

        Raises:
            OverBudget: the function takes too many steps.
        """
        typing = self.view.program.typing(function)
        following = Following(self.view, self.ownership, self.summaries.frames, function, typing)
        yield from following.lifetimes(list(self.acquisitions.of(function, typing, mentioned)))

    def accounts(self, function: Function) -> Iterator[Account]:
        """All that becomes of the resources that a function and its literals acquire, in source order.

        Raises:
            OverBudget: the function takes too many steps.
        """
        typing = self.view.program.typing(function)
        following = Following(self.view, self.ownership, self.summaries.frames, function, typing)
        yield from following.accounts(list(self.acquisitions.of(function, typing)))

    def given_up(self) -> list[tuple[FunctionDeclaration, OverBudget]]:
        """The functions whose callers know nothing of them, since they take too many steps; each is told of once."""
        return self.summaries.given_up.new()

    def forget_bodies(self) -> None:
        """Let go of everything about lowered bodies; what is known of functions is kept, it is small."""
        self.view.program.forget_bodies()
        self.view.bodies.forget()
        self.view.models.forget_targets()
        self.ownership.forget_bodies()
        self.summaries.implementations.forget()
