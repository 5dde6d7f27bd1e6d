"""The ways to look at the error of an acquisition, and to defer its end behind that."""

from __future__ import annotations

from collections.abc import Callable

from generator.function import Function
from generator.leaving import leave, leave_function
from generator.releasing import defer_of
from generator.scope import Status, Variable


def check(function: Function, variable: Variable) -> bool:
    """Look at the error of an acquisition that has just been made; whether that leaves."""
    checks: list[Callable[[Function, Variable], bool]] = [
        lambda f, v: leave_if(f, v, "err != nil"),
        lambda f, v: leave_if(f, v, "err != nil"),
        lambda f, v: leave_if(f, v, "err != nil"),
        _after_no_error,
        _leave_or_opaque,
        _after_no_error_and_opaque,
        _leave_if_is,
        lambda f, v: leave_if(f, v, "nil != err"),
        lambda f, v: leave_if(f, v, "!(err == nil)"),
        _leave_if_stored,
        _switch,
        _switch_of_error,
        _after_another,
        _shadowed,
        _ignored,
        _leave_if_nil,
    ]
    return function.choices.pick(checks)(function, variable)


def leave_if(function: Function, variable: Variable, condition: str, failed: bool = True) -> bool:
    """``if err != nil { return err }``; ``failed`` where the condition says that there is an error."""

    def leaves() -> bool:
        with function.block(f"if {condition} {{"):
            return leave(function, failed)

    def acquired() -> bool:
        function.state[variable] = Status.OPEN
        return False

    function.branches(leaves, acquired)
    protect(function, variable)
    return False


def _leave_if_nil(function: Function, variable: Variable) -> bool:
    function.put("_ = err")
    return leave_if(function, variable, f"{function.named(variable)} == nil")


def protect(function: Function, variable: Variable) -> None:
    """Defer the end right behind the check, as most code does."""
    if function.choices.maybe(40):
        defer_of(function, variable)


def _after_no_error(function: Function, variable: Variable, condition: str = "err == nil") -> bool:
    def acquired() -> bool:
        with function.block(f"if {condition} {{"):
            function.state[variable] = Status.OPEN
            protect(function, variable)
            return function.statements(function)

    return function.branches(acquired, lambda: False)


def _after_no_error_and_opaque(function: Function, variable: Variable) -> bool:
    return _after_no_error(function, variable, "err == nil && q.ask()")


def _leave_or_opaque(function: Function, variable: Variable) -> bool:
    """It may leave what was acquired open."""
    return leave_if(function, variable, "err != nil || q.ask()", failed=False)


def _leave_if_is(function: Function, variable: Variable) -> bool:
    """``if errors.Is(err, sql.ErrNoRows)`` and then the others."""

    def is_that() -> bool:
        with function.block("if errors.Is(err, sql.ErrNoRows) {", ""):
            return leave(function, failed=True)

    def is_other() -> bool:
        with function.block("} else if err != nil {"):
            return leave(function, failed=True)

    def acquired() -> bool:
        function.state[variable] = Status.OPEN
        return False

    function.branches(is_that, is_other, acquired)
    protect(function, variable)
    return False


def _leave_if_stored(function: Function, variable: Variable) -> bool:
    stored = function.program.name("failed")
    function.put(f"{stored} := err != nil")
    return leave_if(function, variable, stored)


def _switch(function: Function, variable: Variable) -> bool:
    """``switch { case err != nil: return }``."""

    def failed() -> bool:
        function.put("switch {")
        with function.block("case err != nil:", ""):
            leave_function(function, failed=True)
        return True

    def acquired() -> bool:
        function.state[variable] = Status.OPEN
        return False

    function.branches(failed, acquired)
    function.put("}")
    protect(function, variable)
    return False


def _switch_of_error(function: Function, variable: Variable) -> bool:
    """``switch err { case nil: ... default: return }``."""

    def acquired() -> bool:
        function.put("switch err {")
        function.put("case nil:")
        function.state[variable] = Status.OPEN
        return False

    def failed() -> bool:
        with function.block("default:", ""):
            leave_function(function, failed=True)
        return True

    function.branches(acquired, failed)
    function.put("}")
    protect(function, variable)
    return False


def _after_another(function: Function, variable: Variable) -> bool:
    """``err`` is assigned again before it is looked at: it says nothing of the resource any more."""
    del variable
    function.put("err = q.work()")

    def failed() -> bool:
        with function.block("if err != nil {"):
            return leave(function, failed=True)

    function.branches(failed, lambda: False)
    return False


def _shadowed(function: Function, variable: Variable) -> bool:
    """Another ``err`` is looked at first."""

    def failed() -> bool:
        with function.block("if err := q.work(); err != nil {"):
            function.declare_err()
            return leave(function, failed=True)

    function.branches(failed, lambda: False)
    return leave_if(function, variable, "err != nil")


def _ignored(function: Function, variable: Variable) -> bool:
    del variable
    function.put("_ = err")
    return False
