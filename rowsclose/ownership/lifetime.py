"""The life of one resource in one function: what rules ask about, and nothing they need not know."""

from __future__ import annotations

from rowsclose.finding import Confidence, Step
from rowsclose.ownership.contracts import ResourceKind
from rowsclose.ownership.events import EventKind
from rowsclose.ownership.statement import Statement
from rowsclose.source import Span
from rowsclose.values import value


@value
class Leak:
    """A path on which the resource stays open.

    ``line`` is that of the exit (or of the assignment that loses the resource); ``exit`` says in words what stands
    there; ``witness`` is the path from the acquiring call to it.
    """

    kind: EventKind
    line: int
    exit: str
    confidence: Confidence
    witness: tuple[Step, ...]
    redeclared: bool = False


@value
class Lifetime:
    """One acquisition and what became of it.

    ``span`` is the called name on one line, ``call`` its text; ``variable`` is empty where the resource goes on without
    a name, ``dropped`` where nothing gets it at all. ``release`` is the call that ends it as it would be written. Leaks
    are sorted: certain ones first, then the shortest path.
    """

    kind: ResourceKind
    path: str
    span: Span
    line: int
    call: str
    function: str
    variable: str
    dropped: bool
    release: str
    confidence: Confidence
    bounded_by: str
    leaks: tuple[Leak, ...]
    abnormal_leaks: tuple[Leak, ...]
    ever_released: bool
    released_exposed: tuple[str, int] | None  # how, and the line, of a plain release with something before it
    deferred_in_loop: int | None
    deferred_unchecked: int | None
    drained: int | None
    looked_at_error: bool
    handed_over: bool
    statement: Statement | None
    steps: tuple[Step, ...]

    @property
    def subject(self) -> str:
        """How messages name the resource: its variable, or what kind of thing it is."""
        return f"`{self.variable}`" if self.variable else f"the {self.kind.noun}"
