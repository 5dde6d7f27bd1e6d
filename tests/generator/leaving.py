"""Ways out of a block, before which resources may be ended."""

from __future__ import annotations

from generator.function import Function
from generator.releasing import may_wait, release_of
from generator.scope import Kind, Loop, Status


def leave(function: Function, failed: bool = False) -> bool:
    """Leave a loop or the function; ``failed`` where ``err`` is known not to be nil. Always true."""
    if function.loops and function.choices.maybe(50):
        _leave_loop(function)
    else:
        leave_function(function, failed)
    return True


def leave_function(function: Function, failed: bool = False) -> None:
    _clean_up(function, [])
    if function.choices.maybe(3):
        function.put('panic("given up")')
        return
    if function.choices.maybe(3):
        with function.block("if q.ask() {"):
            function.put('log.Fatal("given up")')
    function.put_return(failed)


def _leave_loop(function: Function) -> None:
    """``break`` or ``continue``, of an outer loop with its label; or ``goto``."""
    loop = function.choices.pick(function.loops[::-1])
    at = function.loops.index(loop)
    labelled = function.choices.maybe(20)
    breakable = [one for one in function.loops if not one.is_goto]
    continuable = [one for one in breakable if not one.is_switch]
    if loop.is_goto:
        _clean_up(function, function.loops[: at + 1])
        function.jump("goto", loop, labelled=True)
    elif loop in continuable and function.choices.maybe(40):
        _clean_up(function, function.loops[: at + 1])
        function.jump("continue", loop, labelled or loop is not continuable[-1])
    else:
        _clean_up(function, function.loops[:at])
        function.jump("break", loop, labelled or loop is not breakable[-1])


def _clean_up(function: Function, around: list[Loop]) -> None:
    """End some of what may be open, as far as the loops that go on allow it."""
    for variable in function.visible(*Kind):
        percent = 8 if function.state[variable] is Status.MAY_BE_NIL else 35
        if (
            function.changeable(variable, around)
            and not (around and may_wait(variable))
            and function.choices.maybe(percent)
        ):
            release_of(function, variable)
