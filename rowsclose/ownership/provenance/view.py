"""What questions of provenance look at: the program, what libraries say, obligations, callees, bodies."""

from __future__ import annotations

from rowsclose.go.program import Program
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
