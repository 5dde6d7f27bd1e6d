"""The protocol of what a transfer function may ask about callees: who answers stands higher, and may ask back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rowsclose.go import types as t
from rowsclose.go.ir import Call, Global, Place
from rowsclose.go.typing import Target, Typing
from rowsclose.ownership.callees.handle import Handle
from rowsclose.ownership.callees.summary import Summary
from rowsclose.ownership.facts.claims import Claim
from rowsclose.ownership.models.model import CallModel
from rowsclose.ownership.obligations.obligation import Obligation


class Callees(Protocol):
    """What is known of the functions that a body calls."""

    def model(self, target: Target) -> CallModel:
        """What directives say of a callee."""
        ...

    def describes(self, package: str) -> bool:
        """Whether a stub file or a model describes a package."""
        ...

    def is_stub(self, target: Target) -> bool:
        """Whether a stub's signature is all that is known of it."""
        ...

    def is_declared_by_stub(self, target: Target) -> bool:
        """Whether a stub declares it, even where its source is in view."""
        ...

    def handle(self, call: Call, output: int, typing: Typing) -> Handle:
        """What bounds a result of a call, read in the callee's body where it is a wrapper."""
        ...

    def summary(
        self, target: Target, held_at: tuple[Place, ...], obligation: Obligation | None, given: tuple[Claim, ...] = ()
    ) -> Summary | None:
        """What it does to a resource that it can reach at places of its inputs; None where its code is out of reach.

        ``given`` are claims about its other inputs that hold at the call.
        """
        ...

    def closure(
        self, target: Target, output: int, held_at: tuple[Place, ...], obligation: Obligation | None
    ) -> Summary | None:
        """What calling the function that it returns does to a resource that it got itself; None where nobody knows."""
        ...

    def exits(self, target: Target) -> Summary | None:
        """How it may end where it may end its caller's life: an assertion, a wrapper of panic; None for all others."""
        ...

    def returns(self, target: Target) -> Summary | None:
        """The ways it returns, and what its arguments and results are then; None where its code is out of reach."""
        ...

    def never_fails(self, target: Target) -> bool:
        """Whether the error that it returns last is nil in each of its returns."""
        ...

    def always_fails(self, target: Target) -> bool:
        """Whether the error that it returns last is made in each of its returns: ``notFound(name)``."""
        ...

    def is_never_nil(self, name: Global) -> bool:
        """Whether a package variable or constant is never nil: an error that is made once."""
        ...

    def switch(self, name: Global) -> bool | None:
        """The truth value that a package-level name always has; None where it may change."""
        ...

    def enders_beside(
        self, target: Target, results: Sequence[t.Type | None], obligation: Obligation
    ) -> tuple[int, ...]:
        """Which of its results are functions that end the resource that is returned with them."""
        ...
