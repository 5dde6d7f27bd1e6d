"""The life of one resource in one function: what rules ask about, and nothing they need not know."""

from __future__ import annotations

from rowsclose.finding import Confidence, Step
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.typestate import Release
from rowsclose.ownership.models.model import Bound, ResourceKind
from rowsclose.ownership.provenance.statement import Statement
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


@value
class Bounding:
    """What ends the resource at the latest; ``waits``: its own end waits for the resource to be closed."""

    by: Bound
    waits: bool = False


@value
class Site:
    """An acquiring call.

    ``span`` is the called name on one line, ``call`` its text; ``variable`` is empty where the resource goes on without
    a name, ``dropped`` where nothing gets it at all. ``release`` is the call that ends it as it would be written.
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
    bounding: Bounding | None
    statement: Statement | None
    step: Step

    @property
    def subject(self) -> str:
        """How messages name the resource: its variable, or what kind of thing it is."""
        return f"`{self.variable}`" if self.variable else f"the {self.kind.noun}"


@value
class PlainClose:
    """Where the resource is closed by a call or by running out, and not by a defer, and could have leaked before."""

    how: Release
    line: int


@value
class Closing:
    """How the resource is closed; the lines are those of a defer that piles up, and of one before the error's check."""

    ever_released: bool
    plain: PlainClose | None
    deferred_in_loop: int | None
    deferred_unchecked: int | None


@value
class Reading:
    """How the resource is read: the line where a loop over it runs out, and whether its error is looked at."""

    drained: int | None
    looked_at_error: bool


@value
class Lifetime:
    """One acquisition and what became of it. Leaks are sorted: certain ones first, then the shortest path.

    ``handed_over``: somebody else may own it, or look at its error.
    """

    site: Site
    confidence: Confidence
    leaks: tuple[Leak, ...]
    abnormal_leaks: tuple[Leak, ...]
    closing: Closing
    reading: Reading
    handed_over: bool
