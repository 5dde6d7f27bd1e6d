"""Whether a function fails at one of its exits, and with whose error."""

from __future__ import annotations

from rowsclose.flow.exploration import Exit
from rowsclose.go import types as t
from rowsclose.go.ir import Call, Function, IsNil, Operand, Place, Return, Variable
from rowsclose.go.typing import Typing
from rowsclose.ownership.facts.fact import Fact


def fails(fact: Fact, function: Function) -> bool:
    """Whether a function is known to return an error."""
    results = function.results
    return bool(results) and fact.answer(IsNil(Place(results[-1]))) is False


def fails_otherwise(exit_: Exit[Fact], function: Function, typing: Typing) -> bool:
    """Whether a function returns the error that something else has given, or what a call makes of one.

    Nobody takes that for the end of the data, as they may an error of its own: ``errors.New("not found")``.
    """
    values = exit_.at.values if isinstance(exit_.at, Return) else ()
    last = values[-1] if values else None
    if not isinstance(last, Place) or not isinstance(last.root, Variable) or not fails(exit_.state.fact, function):
        return False
    return not last.root.is_temporary or _wraps_error(last, typing)


def _wraps_error(place: Place, typing: Typing) -> bool:
    """Whether a call has made a value of an error: ``fmt.Errorf("…: %w", err)``."""
    root = place.root
    made = [d for d in typing.definitions(root) if isinstance(d, Call)] if isinstance(root, Variable) else []
    return any(len(call.targets) == 1 and any(_is_error(a, typing) for a in call.arguments) for call in made)


def _is_error(operand: Operand, typing: Typing) -> bool:
    return isinstance(operand, Place) and typing.type_of(operand) == t.ERROR
