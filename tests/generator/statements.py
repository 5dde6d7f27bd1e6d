"""Lists of statements, and what a statement may be."""

from __future__ import annotations

from collections.abc import Callable

from generator import control, literals
from generator.acquiring import acquire, copy, forget, forgettable
from generator.function import Function
from generator.leaving import leave
from generator.releasing import defer, deferrable, releasable, release
from generator.scope import Kind, Status

Statement = Callable[[Function], bool]


def statements(function: Function) -> bool:
    """Write a list of statements; whether the last one leaves, so that nothing comes behind it."""
    while function.budget > 0 and function.choices.maybe(75):
        with function.choices.span():
            function.budget -= 1
            if function.choices.pick(_possible(function))(function):
                return True
    return False


def _possible(function: Function) -> list[Statement]:
    """Statements that can stand here, each as often as it is likely."""
    is_deep = len(function.scopes) > 5
    found: list[Statement] = [acquire, acquire, acquire]
    if not function.state:
        found *= 3
    if releasable(function):
        found += [release, release]
    if deferrable(function):
        found.append(defer)
        found.append(copy)
    if forgettable(function):
        found.append(forget)
    found += [control.early_leave]
    if control.readable(function):
        found += [control.rows_loop, control.next_row]
    if control.checkable(function):
        found.append(control.checked_release)
    if function.visible(Kind.STMT, Kind.TX, at_most=Status.OPEN):
        found.append(control.use)
    if control.half_releasable(function):
        found.append(control.half_release)
    if not is_deep:
        found += [control.condition, control.condition, control.switch, control.loop, literals.called_in_place]
        found += [control.goto, control.flagged]
    if len(function.scopes) > 1:
        found.append(leave)
    return found
