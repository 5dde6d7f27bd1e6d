"""What a function's own directive says it does to what it gets, in the place of its body."""

from __future__ import annotations

from rowsclose.go.declarations import FunctionDeclaration
from rowsclose.go.ir import Output, Place
from rowsclose.ownership.callees.summary import Outcome
from rowsclose.ownership.facts.claims import Implication
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.models.model import ArgumentRule, OnArgument
from rowsclose.ownership.transfer.calls.effects import RAN_OUT, last_is_nil


def directed(rule: ArgumentRule, declaration: FunctionDeclaration) -> Outcome:
    """The one way out of a function of which a directive speaks."""
    match rule.does:
        case OnArgument.CLOSES:
            return Outcome(Typestate.RELEASED, Release.CALLEE, marks=frozenset({Mark.LOOKED}))
        case OnArgument.CLOSES_WHEN_NIL:
            error = last_is_nil(len(declaration.signature.results), True)
            return Outcome(Typestate.OPEN, implied=(Implication(error, RAN_OUT),))
        case OnArgument.TAKES:
            return Outcome(Typestate.ESCAPED)
        case OnArgument.RETURNS:
            return Outcome(Typestate.OPEN, holders=(Place(Output(rule.output)),))
        case OnArgument.BORROWS:
            return Outcome(Typestate.OPEN)
