"""Functions that are returned beside a resource, to end it: ``rows, done, err := open(ctx)``."""

from __future__ import annotations

from collections.abc import Iterator

from rowsclose.go.ir import Assign, Call, Function, FunctionLiteral, Operand, Place, Variable
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Typestate
from rowsclose.ownership.obligations.obligation import Evidence, Obligation
from rowsclose.ownership.provenance.sources import literal_of
from rowsclose.ownership.transfer.frame import Frame
from rowsclose.ownership.transfer.trials import may_release


def releases(frame: Frame, value: Operand) -> bool:
    """Whether a function value is a releasing method, or a literal some path of which releases what it captures."""
    obligation = frame.obligation
    assert obligation is not None
    if isinstance(value, Place) and value.path and value.path[-1] in obligation.releases:
        return True
    literal = literal_of(value, frame.typing)
    literals = [literal] if literal is not None else list(_assigned(value, frame))
    return any(
        may_release(frame, each, Fact(Typestate.OPEN, aliases=frozenset(_held_by(frame, each, obligation))))
        for each in literals
    )


def _assigned(value: Operand, frame: Frame) -> Iterator[Function]:
    """The literals that a variable is given one after the other: each is there to end what the others would."""
    variable = value.root if isinstance(value, Place) and not value.path else None
    for definition in frame.typing.definitions(variable) if isinstance(variable, Variable) else ():
        if isinstance(definition, Assign) and isinstance(definition.source, FunctionLiteral):
            yield definition.source.function


def _held_by(frame: Frame, literal: Function, obligation: Obligation) -> Iterator[Place]:
    for variable in literal.captured:
        type_ = frame.typing.type_of(Place(variable))
        if obligation.evidence is Evidence.ACQUIRED and type_ is not None and type_ == obligation.type:
            yield Place(variable)  # a pool: no type says that it has to be closed
            continue
        found = frame.obligations.of(type_)
        if found is not None and found.kind is obligation.kind:
            yield Place(variable, found.inner)


def call_behind(value: Operand, frame: Frame) -> tuple[Call, int] | None:
    """The call, and its result, that a returned value is where a function hands on all of a call's results."""
    if not isinstance(value, Place) or not isinstance(value.root, Variable):
        return None
    if not value.path or not value.path[0].startswith("#"):
        return None
    found = next((d for d in frame.typing.definitions(value.root) if isinstance(d, Call)), None)
    return None if found is None else (found, int(value.path[0][1:]))
