"""The states of an obligation, how it was discharged, and what else is noted of it on the way."""

from __future__ import annotations

import enum


class Typestate(enum.Enum):
    """The state of an obligation."""

    PENDING = "pending"  # not acquired yet
    OPEN = "open"
    RELEASED = "released"
    ESCAPED = "escaped"  # somebody else owns it now
    VOID = "void"  # the acquisition failed: there is nothing to release

    __hash__ = object.__hash__  # facts are looked up by it wherever they meet; the name need not be hashed each time


class Release(enum.Enum):
    """How an obligation was discharged."""

    CALL = "call"  # a call in this function
    DRAINED = "drained"  # the method that advances it returned false
    ERROR = "error"  # a method of it failed, which closes it
    DEFERRED = "deferred"  # a deferred call that is certain to run
    CALLEE = "callee"  # a function it was passed to
    BOUND = "bound"  # the end of what bounds it: its transaction, its context

    __hash__ = object.__hash__  # as that of a typestate


class Mark(enum.Enum):
    """What is noted of a resource beside its state; ``MAY``, ``MUST`` and ``APART`` say what becomes of a mark at a join."""

    EXPOSED = "exposed"  # something that can panic, or be put an early return beside, has run since the acquisition
    COVERED = "covered"  # a deferred literal is registered that is certain to release it
    LOOKED = "looked"  # its error was looked at since it was last advanced
    CHECKED = "checked"  # code out of reach was given the error while nothing was known of it
    DRAINED = "drained"  # a loop over it has run out
    EARLIER = "earlier"  # the call has acquired another since
    HELD = "held"  # its deferred release is still to run: until then it is open
    ENDED = "ended"  # a deferred call has ended what bounds it
    STORED = "stored"  # the place that it escaped to is, for all that is known, the one way to it
    STARTED = "started"  # a goroutine has it, which goes on when the function has ended
    USED = "used"  # what is acquired at its first use has been used
    GATHERED = "gathered"  # an element of a collection of this function's has it
    FAILED = "failed"  # a test has been marked as failed on the way: no ordinary path any more

    __hash__ = object.__hash__  # sets of marks are compared at every join; the name need not be hashed each time


MAY = frozenset({Mark.EXPOSED, Mark.HELD, Mark.STARTED, Mark.USED})
"""Marks that hold behind a join where they hold on one of the paths."""

MUST = frozenset({Mark.COVERED, Mark.LOOKED, Mark.CHECKED, Mark.GATHERED})
"""Marks that hold behind a join only where they hold on all paths."""

APART = frozenset({Mark.DRAINED, Mark.EARLIER, Mark.ENDED, Mark.STORED, Mark.FAILED})
"""Marks that keep paths apart: facts that differ in one are never joined."""
