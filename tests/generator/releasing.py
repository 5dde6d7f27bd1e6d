"""Ends of resources: calls, literals, helpers; at once or deferred."""

from __future__ import annotations

from collections.abc import Callable

from generator.function import Function
from generator.helpers import closing_helper, end_of_it, holder_type, interface_helper
from generator.scope import Kind, Status, Variable


def end_of(function: Function, variable: Variable) -> str:
    """The call that ends a resource."""
    name = function.named(variable)
    if variable.kind is Kind.TX:
        return function.choices.pick([f"{name}.Rollback()", f"{name}.Commit()"])
    return f"{name}.Close()"


def release(function: Function) -> bool:
    """End one of the resources that can be named here; false, since what follows is reached."""
    release_of(function, function.choices.pick(releasable(function)))
    return False


def releasable(function: Function) -> list[Variable]:
    return [one for one in function.visible(*Kind) if function.changeable(one) and not may_wait(one)]


def may_wait(variable: Variable) -> bool:
    """Whether its end may wait for something open, for ever."""
    return variable.kind is Kind.CONN and variable.has_children


def release_of(function: Function, variable: Variable) -> None:
    status = function.state[variable]
    ways: list[Callable[[Function, Variable], None]] = [_if_not_nil]
    if status < Status.MAY_BE_NIL:
        ways = [_plainly, _plainly, _blank, _in_literal, _by_helper, _by_method_value, _as_closer, _if_not_nil]
        ways += [_by_bound_literal, _by_holder, _by_list, _by_map, _by_interface]
    function.choices.pick(ways)(function, variable)
    if variable in function.state:
        function.lower(variable, Status.MAY_BE_CLOSED)


def _plainly(function: Function, variable: Variable) -> None:
    function.put(end_of(function, variable))


def _blank(function: Function, variable: Variable) -> None:
    function.put(f"_ = {end_of(function, variable)}")


def _if_not_nil(function: Function, variable: Variable) -> None:
    with function.block(f"if {function.named(variable)} != nil {{"):
        function.put(end_of(function, variable))


def _in_literal(function: Function, variable: Variable) -> None:
    with function.block("func() {", "}()"):
        function.put(end_of(function, variable))


def _by_helper(function: Function, variable: Variable) -> None:
    helper = closing_helper(function, variable.kind)
    function.put(f"{helper}({function.named(variable)})")


def _by_method_value(function: Function, variable: Variable) -> None:
    bound = function.program.name("end")
    function.put(f"{bound} := {end_of(function, variable).removesuffix('()')}")
    function.put(f"{bound}()")


def _as_closer(function: Function, variable: Variable) -> None:
    if variable.kind is Kind.TX:
        _plainly(function, variable)
    else:
        function.put(f"io.Closer({function.named(variable)}).Close()")


def _bound_literal(function: Function, variable: Variable) -> str:
    variable.is_fixed = True
    bound = function.program.name("end")
    with function.block(f"{bound} := func() {{"):
        function.put(end_of(function, variable))
    return bound


def _by_bound_literal(function: Function, variable: Variable) -> None:
    function.put(f"{_bound_literal(function, variable)}()")


def _holder(function: Function, variable: Variable) -> str:
    """A struct with a ``Close`` gets the resource."""
    held = function.program.name("held")
    holder = function.choices.pick(["&{type}{{it: {name}}}", "new{Type}({name})"])
    stem = holder_type(function, variable.kind)
    function.put(f"{held} := " + holder.format(type=stem, Type=stem.title(), name=function.named(variable)))
    return held


def _by_holder(function: Function, variable: Variable) -> None:
    function.put(f"{_holder(function, variable)}.Close()")


def _by_list(function: Function, variable: Variable) -> None:
    """A slice of resources is gone through, made at once or filled."""
    of_list, name = f"[]{variable.kind.go_type}", function.named(variable)
    listed = f"{of_list}{{{name}}}"
    if function.choices.maybe(50):
        listed = function.program.name("all")
        function.put(f"var {listed} {of_list}")
        function.put(f"{listed} = append({listed}, {name})")
    with function.block(f"for _, it := range {listed} {{"):
        function.put(end_of_it(variable.kind))


def _by_map(function: Function, variable: Variable) -> None:
    """A map of resources is gone through, made at once or filled."""
    of_map, name = f"map[string]{variable.kind.go_type}", function.named(variable)
    mapped = f'{of_map}{{"it": {name}}}'
    if function.choices.maybe(50):
        mapped = function.program.name("all")
        function.put(f"{mapped} := {of_map}{{}}")
        function.put(f'{mapped}["it"] = {name}')
    with function.block(f"for _, it := range {mapped} {{"):
        function.put(end_of_it(variable.kind))


def _by_interface(function: Function, variable: Variable) -> None:
    """A helper ends what it knows by an interface, or by a type parameter with one."""
    function.put(f"{interface_helper(function, variable.kind)}({function.named(variable)})")


def defer(function: Function) -> bool:
    """Defer the end of one of the resources that can be named here."""
    defer_of(function, function.choices.pick(deferrable(function)))
    return False


def deferrable(function: Function) -> list[Variable]:
    """What can be deferred here; a literal's defers run at its end, and so may those of what it captured."""
    visible = function.visible(*Kind)
    if function.is_literal:
        return [one for one in visible if function.changeable(one) and one.kind is not Kind.CONN]
    return visible


def defer_of(function: Function, variable: Variable) -> None:
    ways: list[Callable[[Function, Variable], None]] = [_defer_literal_if_not_nil]
    if function.state[variable] < Status.MAY_BE_NIL:
        ways = [_defer_call, _defer_literal, _defer_helper, _defer_with_argument, _defer_method_value]
        ways += [_defer_literal_if_not_nil, _defer_bound_literal, _defer_holder]
        if variable.kind is Kind.TX and function.has_err():
            ways.append(_defer_by_error)
    variable.is_deferred = True
    function.deferred.append(variable)
    function.choices.pick(ways)(function, variable)


def _defer_call(function: Function, variable: Variable) -> None:
    function.put(f"defer {end_of(function, variable)}")


def _defer_literal(function: Function, variable: Variable) -> None:
    variable.is_fixed = True
    with function.block("defer func() {", "}()"):
        function.put(function.choices.pick(["", "_ = "]) + end_of(function, variable))


def _defer_literal_if_not_nil(function: Function, variable: Variable) -> None:
    with function.block("defer func() {", "}()"):
        _if_not_nil(function, variable)


def _defer_helper(function: Function, variable: Variable) -> None:
    helper = closing_helper(function, variable.kind)
    function.put(f"defer {helper}({function.named(variable)})")


def _defer_with_argument(function: Function, variable: Variable) -> None:
    with function.block(f"defer func(it {variable.kind.go_type}) {{", f"}}({function.named(variable)})"):
        function.put(end_of_it(variable.kind))


def _defer_method_value(function: Function, variable: Variable) -> None:
    bound = function.program.name("end")
    function.put(f"{bound} := {end_of(function, variable).removesuffix('()')}")
    function.put(f"defer {bound}()")


def _defer_bound_literal(function: Function, variable: Variable) -> None:
    function.put(f"defer {_bound_literal(function, variable)}()")


def _defer_holder(function: Function, variable: Variable) -> None:
    function.put(f"defer {_holder(function, variable)}.Close()")


def _defer_by_error(function: Function, variable: Variable) -> None:
    variable.is_fixed = True
    name = function.named(variable)
    with function.block("defer func() {", "}()"):
        with function.block("if err != nil {", ""):
            function.put(f"{name}.Rollback()")
        with function.block("} else {"):
            function.put(f"{name}.Commit()")
