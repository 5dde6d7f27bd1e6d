"""What questions of provenance look at: the program, what libraries say, obligations, callees, bodies."""

from __future__ import annotations

from rowsclose.go.ir import Function
from rowsclose.go.program import Program
from rowsclose.go.typing import Target
from rowsclose.ownership.bodies.bodies import Bodies
from rowsclose.ownership.callees.protocol import Callees
from rowsclose.ownership.models.models import Models
from rowsclose.ownership.obligations.obligations import Obligations
from rowsclose.values import value


@value(eq=False)
class View:
    """One program, as far as it has to be seen to tell where values come from."""

    program: Program
    models: Models
    obligations: Obligations
    callees: Callees
    bodies: Bodies

    def body_of(self, target: Target) -> Function | None:
        """The body of the declared function that a call leads to; None where there is none in view."""
        return self.program.body(target.declaration) if target.declaration is not None else None
