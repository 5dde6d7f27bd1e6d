"""The life of one resource in one function: what rules ask about, and nothing they need not know."""

from __future__ import annotations

from collections.abc import Sequence

from rowsclose.finding import Circumstance, Confidence, Step
from rowsclose.ownership.facts.events import EventKind
from rowsclose.ownership.facts.typestate import Release
from rowsclose.ownership.kinds import Bound, ErrorBeside, ResourceKind
from rowsclose.ownership.provenance.statement import Statement
from rowsclose.source import Span
from rowsclose.values import value


@value
class Leak:
    """A path on which the resource stays open.

    ``line`` is that of the exit (or of the assignment that loses the resource); ``exit`` says in words what stands
    there; ``witness`` is the path from the acquiring call to it. ``fails``: the function returns an error there.
    ``circumstances`` are those of the resource at that end. ``given_to``: the text of the callee that gets the resource
    in the very return, and does not keep it on some path. ``goes_on``: a goroutine has it, whose start is the exit.
    ``undecided``: nobody has looked by then whether the acquisition failed. ``shared``: another path hands the resource on
    by the very same exit. ``lends``: the text of a method of the resource whose result the caller gets there.
    ``earlier``: it was acquired in an earlier round of the loop than the one that ends there.
    """

    kind: EventKind
    line: int
    exit: str
    confidence: Confidence
    witness: Sequence[Step]
    fails: bool = False
    circumstances: tuple[Circumstance, ...] = ()
    given_to: str = ""
    goes_on: bool = False
    undecided: bool = False
    shared: bool = False
    lends: str = ""
    earlier: bool = False


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
    ``error`` is what is done with the error beside it, ``in_loop`` whether the call may run again before the function ends.
    ``closes_nil``: the release is harmless where the call has failed. ``executor`` is the method beside the called one that
    sends a statement and gives no result set; empty where the type is not known to have one, None where it has none.
    ``in_test``: it serves a test. ``told_by_nil``: that the resource is not nil tells that there is one, and not the error
    alone. ``outlives_round``: what a loop acquires is read behind it, or in a later round. ``may_be_nil``: whatever stands
    behind an interface gives it, so nil may come without an error.
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
    error: ErrorBeside
    in_loop: bool
    bounding: Bounding | None
    statement: Statement | None
    step: Step
    closes_nil: bool
    executor: str | None
    in_test: bool
    told_by_nil: bool
    outlives_round: bool
    may_be_nil: bool

    @property
    def subject(self) -> str:
        """How messages name the resource: its variable, or what kind of thing it is."""
        return f"`{self.variable}`" if self.variable else f"the {self.kind.noun}"


@value
class Spot:
    """A place in the file: its line, and a span on that line."""

    line: int
    span: Span


@value
class PlainClose:
    """Where the resource is closed by a call or by running out, and not by a defer, and could have leaked before."""

    how: Release
    at: Spot


@value
class Closing:
    """How the resource is closed; the spots are those of a defer, of one that piles up, and of one before the error's check.

    ``handed_on_closed`` is a return that gives the caller what a deferred close ends then.
    """

    ever_released: bool
    plain: PlainClose | None
    deferred: Spot | None
    deferred_in_loop: Spot | None
    deferred_unchecked: Spot | None
    handed_on_closed: Leak | None


@value
class Reading:
    """How the resource is read: where it runs out, and a path on which nobody looks at its error then.

    ``error`` is the call that tells the error, as it would be written; empty where the type is not known to have it.
    ``reader`` is the text of the callee that reads it to its end; empty where the function itself does.
    ``can_fail``: the function returns an error.
    """

    error: str
    drained: tuple[Spot, ...]
    reader: str
    can_fail: bool
    unchecked: Leak | None


@value
class Busy:
    """Another statement on the connection that the resource is read from; ``span`` is the called name.

    ``certain``: the library refuses it; else the driver may. ``even_if_empty``: it finds something unread of a
    statement that returns no rows, too.
    """

    span: Span
    line: int
    call: str
    certain: bool
    even_if_empty: bool
    confidence: Confidence
    witness: Sequence[Step]


@value
class Lifetime:
    """One acquisition and what became of it. Leaks are sorted: certain ones first, then the shortest path.

    ``handed_over``: somebody else may own it, or look at its error. ``returned``: the caller gets it on some path.
    ``gathered``: the rounds of a loop put it into a collection, or it comes in one. ``circumstances`` hold at every exit.
    ``started``: on some path a goroutine has it that goes on when the function has ended.
    """

    site: Site
    confidence: Confidence
    leaks: tuple[Leak, ...]
    abnormal_leaks: tuple[Leak, ...]
    closing: Closing
    reading: Reading
    handed_over: bool
    returned: bool
    gathered: bool
    busy: tuple[Busy, ...]
    circumstances: tuple[Circumstance, ...] = ()
    started: bool = False

    @property
    def in_loop(self) -> bool:
        """Whether the acquiring call may run again before the function ends."""
        return self.site.in_loop
