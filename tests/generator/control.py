"""Control flow: conditions and loops that an opaque parameter decides, loops over rows, uses that may fail."""

from __future__ import annotations

from collections.abc import Callable

from generator.code import Slot
from generator.function import Function
from generator.helpers import borrowing_helper, half_closing_helper
from generator.leaving import leave, leave_function
from generator.releasing import end_of, releasable
from generator.scope import Kind, Loop, Status, Variable, met

_CONDITIONS = ["q.ask()", "!q.ask()", "q.ask() && q.ask()", "q.ask() || !q.ask()", "q.work() != nil", "q.count() > 0"]


def condition(function: Function) -> bool:
    """``if q.ask()``, with or without ``else``."""
    text = function.choices.pick(_CONDITIONS)
    if function.choices.maybe(35):
        return function.branches(
            lambda: function.statements_in(f"if {text} {{", ""),
            lambda: function.statements_in("} else {"),
        )
    return function.branches(lambda: function.statements_in(f"if {text} {{"), lambda: False)


def early_leave(function: Function) -> bool:
    """``if q.ask() { return }``."""
    text = function.choices.pick(["q.ask()", "err := q.work(); err != nil"])

    def out() -> bool:
        with function.block(f"if {text} {{"):
            if text != "q.ask()":
                function.declare_err()
            return leave(function, failed=text != "q.ask()")

    return function.branches(out, lambda: False)


def switch(function: Function) -> bool:
    """A ``switch`` with or without a tag, and with or without ``default``."""
    with_tag = function.choices.maybe(50)
    label = function.program.name("switch")
    slot = function.code.slot(outdent=1)
    loop = Loop(label, True)
    function.put("switch q.count() {" if with_tag else "switch {")
    cases = ["case 0:", "case 1, 2:"] if with_tag else ["case q.ask():", "case q.work() != nil:"]
    has_default = function.choices.maybe(50)
    if has_default:
        cases.append("default:")
    function.loops.append(loop)

    def body_of(case: str) -> Callable[[], bool]:
        return lambda: function.statements_in(case, "")

    bodies = [body_of(case) for case in cases]
    if not has_default:
        bodies.append(lambda: False)
    left = function.branches(*bodies)
    function.loops.pop()
    function.put("}")
    return _behind(function, loop, slot, falls_through=not left)


def loop(function: Function) -> bool:
    """A loop that an opaque parameter ends."""
    header = function.choices.pick(["for q.ask() {", "for range q.items() {", "for range q.count() {", "for {"])
    one, slot = _entered(function)
    before = dict(function.state)
    with function.block(header):
        if header == "for {":
            with function.block(f"if {function.choices.pick(['!q.ask()', 'q.work() == nil'])} {{"):
                function.jump("break", one, labelled=False)
        function.statements(function)
    function.loops.pop()
    function.state = before
    return _behind(function, one, slot, falls_through=header != "for {")


def goto(function: Function) -> bool:
    """Statements to which a ``goto`` goes back."""
    one, slot = _entered(function, is_goto=True)
    # Each round may be the last.
    function.branches(lambda: _leave_if_not_asked(function), lambda: False)
    left = function.statements(function)
    if not left:
        with function.block("if q.ask() {"):
            function.jump("goto", one, labelled=True)
    function.loops.pop()
    if one.is_labelled:
        slot.text = f"{one.label}:"
    return left


def _leave_if_not_asked(function: Function) -> bool:
    with function.block("if !q.ask() {"):
        leave_function(function)
    return True


def flagged(function: Function) -> bool:
    """A resource that there is where a flag is set, which is asked again before its end."""
    kind = function.choices.pick([Kind.ROWS, Kind.TX, Kind.STMT])
    flag = function.program.name("own")
    variable = function.declared(kind, Status.MAY_BE_NIL)
    function.program.has_acquired = variable.is_fixed = True
    acquiring = {Kind.ROWS: 'db.Query("SELECT 1")', Kind.TX: "db.Begin()", Kind.STMT: 'db.Prepare("SELECT 1")'}[kind]
    function.put(f"{flag} := {function.choices.pick(['q.ask()', 'q.count() > 0', 'q.work() == nil'])}")
    function.put(f"var {variable.name} {kind.go_type}")
    function.introduced(variable)

    def acquired() -> bool:
        with function.block(f"if {flag} {{"):
            function.declare_err()
            function.put("var err error")
            function.put(f"{variable.name}, err = {acquiring}")
            return _leave_if_error(function, "err != nil")

    function.branches(acquired, lambda: False)
    if function.choices.maybe(40):
        with function.block("defer func() {", "}()"), function.block(f"if {flag} {{"):
            function.put(end_of(function, variable))
        return False
    if function.statements(function):
        return True
    if function.choices.maybe(80):
        with function.block(f"if {flag} {{"):
            function.put(end_of(function, variable))
    return False


def rows_loop(function: Function) -> bool:
    """``for rows.Next()``, with a look at the row, and one at the error behind it."""
    variable = function.choices.pick(readable(function))
    one, slot = _entered(function, variable)
    before = dict(function.state)
    with function.block(f"for {function.named(variable)}.Next() {{"):
        if not _scan(function, variable):
            function.statements(function)
    function.loops.pop()
    function.state = before
    function.lower(variable, Status.MAY_BE_CLOSED)
    left = _behind(function, one, slot, falls_through=True)
    if function.choices.maybe(50):
        return _leave_if_error(function, f"err := {variable.name}.Err(); err != nil")
    return left


def readable(function: Function) -> list[Variable]:
    """Rows that are open, and that may run out here."""
    return [v for v in function.visible(Kind.ROWS, at_most=Status.OPEN) if function.changeable(v)]


def next_row(function: Function) -> bool:
    """``if rows.Next()`` and a look at the row; or a return where there is none."""
    variable = function.choices.pick(readable(function))
    name = function.named(variable)

    def is_row() -> bool:
        with function.block(f"if {name}.Next() {{"):
            return _scan(function, variable) or function.statements(function)

    def is_none() -> bool:
        function.lower(variable, Status.MAY_BE_CLOSED)
        return False

    def none_left() -> bool:
        with function.block(f"if !{name}.Next() {{"):
            function.lower(variable, Status.MAY_BE_CLOSED)
            return leave(function)

    if function.choices.maybe(50):
        return function.branches(none_left, lambda: False)
    return function.branches(is_row, is_none)


def use(function: Function) -> bool:
    """A call that may fail, or a helper that borrows."""
    candidates = function.visible(Kind.STMT, Kind.TX, at_most=Status.OPEN)
    variable = function.choices.pick(candidates)
    name = function.named(variable)
    call = f"{name}.Exec()" if variable.kind is Kind.STMT else f'{name}.Exec("DELETE FROM t")'
    if function.choices.maybe(50):
        return _leave_if_error(function, f"err := {borrowing_helper(function, variable.kind)}({name}); err != nil")
    return _leave_if_error(function, f"_, err := {call}; err != nil")


def half_releasable(function: Function) -> list[Variable]:
    return [one for one in releasable(function) if function.state[one] < Status.MAY_BE_NIL]


def half_release(function: Function) -> bool:
    """A helper that ends what it gets on some paths."""
    variable = function.choices.pick(half_releasable(function))
    helper = half_closing_helper(function, variable.kind)
    function.put(f"{helper}(q, {function.named(variable)})")
    function.lower(variable, Status.MAY_BE_CLOSED)
    return False


def checked_release(function: Function) -> bool:
    """``if err := rows.Close(); err != nil { return err }``: both ways, the resource has ended."""
    variable = function.choices.pick(checkable(function))
    opening = f"err := {end_of(function, variable)}; err != nil"
    function.lower(variable, Status.MAY_BE_CLOSED)
    return _leave_if_error(function, opening)


def checkable(function: Function) -> list[Variable]:
    """What can be ended here by a call that may fail: see database/sql for those of others, which may not."""
    return [v for v in function.visible(Kind.ROWS, Kind.TX, at_most=Status.OPEN) if function.changeable(v)]


def _leave_if_error(function: Function, header: str) -> bool:
    def failed() -> bool:
        with function.block(f"if {header} {{"):
            function.declare_err()
            return leave(function, failed=True)

    return function.branches(failed, lambda: False)


def _scan(function: Function, variable: Variable) -> bool:
    if not function.choices.maybe(60):
        return False
    target = function.program.name("n")
    function.put(f"var {target} int")
    return _leave_if_error(function, f"err := {function.named(variable)}.Scan(&{target}); err != nil")


def _entered(function: Function, *relied_on: Variable, is_goto: bool = False) -> tuple[Loop, Slot]:
    """A loop begins: what its body may do to the variables around it is decided here."""
    kept: set[Variable] = {*relied_on}
    for variable in relied_on:
        kept.update(_ancestors(variable))
    not_nil: set[Variable] = set()
    for variable in reversed(function.visible(*Kind)):
        if variable in kept or not function.changeable(variable):
            continue
        answer = function.choices.below(3)
        if answer == 0 and kept.issuperset(_ancestors(variable)):
            kept.add(variable)
        elif answer < 2:
            not_nil.add(variable)
            function.lower(variable, Status.MAY_BE_CLOSED)
        else:
            function.lower(variable, Status.MAY_BE_NIL)
    label = function.program.name("again" if is_goto else "loop")
    one = Loop(label, False, is_goto, frozenset(kept), frozenset(not_nil))
    slot = function.code.slot(outdent=1)
    function.loops.append(one)
    return one, slot


def _ancestors(variable: Variable) -> list[Variable]:
    """What it was acquired from: where that ends, it is closed."""
    found = []
    while variable.parent is not None:
        variable = variable.parent
        found.append(variable)
    return found


def _behind(function: Function, one: Loop, slot: Slot, falls_through: bool) -> bool:
    """A loop or a switch has been written; whether nothing comes behind it."""
    if one.is_labelled:
        slot.text = f"{one.label}:"
    ends = [*one.breaks, function.state] if falls_through else one.breaks
    if ends:
        function.state = met(ends)
    return not ends
