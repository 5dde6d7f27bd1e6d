"""Acquisitions, and what else gives a variable a resource or takes it away."""

from __future__ import annotations

from generator.checks import check, leave_if, protect
from generator.function import Function
from generator.leaving import leave
from generator.scope import Kind, Status, Variable

_QUERY = '"SELECT 1"'


def acquire(function: Function) -> bool:
    """Acquire something, and do about its error what there is to do; whether that leaves."""
    form = function.choices.pick([_declare, _declare, _declare, _in_header, _again, _discard, _before_check])
    return form(function)


def _call(function: Function) -> tuple[str, Kind, Variable | None]:
    """An acquiring call, what it acquires, and from what."""
    handles: list[Variable | None] = [None, None]
    handles += function.visible(Kind.TX, Kind.CONN, Kind.STMT, at_most=Status.OPEN)
    handle = function.choices.pick(handles)
    connects_already = function.program.has_acquired or bool(function.loops)
    function.program.has_acquired = True
    if handle is None:
        calls = [
            (f"db.Query({_QUERY})", Kind.ROWS),
            (f"db.Query({_QUERY})", Kind.ROWS),
            (f"db.Prepare({_QUERY})", Kind.STMT),
            ("db.Begin()", Kind.TX),
            # A connection that is idle already is always there: db.Conn fails only where nothing was acquired before.
            ("openConn(db, q)" if connects_already else "db.Conn(context.Background())", Kind.CONN),
        ]
        opening = function.program.opening
        if opening and opening.results.kind:
            calls += [(f"{opening.name}(db, q)", opening.results.kind)] * 3
        text, kind = function.choices.pick(calls)
        return text, kind, None
    for one in handle.copies:
        one.has_children = True
    name = function.named(handle)
    texts = {
        Kind.STMT: [(f"{name}.Query()", Kind.ROWS)],
        Kind.TX: [(f"{name}.Query({_QUERY})", Kind.ROWS), (f"{name}.Prepare({_QUERY})", Kind.STMT)],
        Kind.CONN: [
            (f"{name}.QueryContext(context.Background(), {_QUERY})", Kind.ROWS),
            (f"{name}.PrepareContext(context.Background(), {_QUERY})", Kind.STMT),
            (f"{name}.BeginTx(context.Background(), nil)", Kind.TX),
        ],
    }
    text, kind = function.choices.pick(texts[handle.kind])
    return text, kind, handle


def _declare(function: Function) -> bool:
    """``rows, err := db.Query()`` and a check."""
    text, kind, parent = _call(function)
    variable = function.declared(kind, Status.MAY_BE_NIL, parent)
    function.put(f"{variable.name}, err := {text}")
    function.declare_err()
    function.introduced(variable)
    return check(function, variable)


def _in_header(function: Function) -> bool:
    """``if rows, err := db.Query(); err == nil`` and a body with what was acquired; or the other way round."""
    text, kind, parent = _call(function)
    inverted = function.choices.maybe(50)
    variable = Variable(function.program.name(kind.stem), kind, parent)

    def acquired(opening: str, closing: str) -> bool:
        with function.block(opening, closing):
            function.introduced(variable)
            function.scopes[-1].variables.append(variable)
            function.state[variable] = Status.OPEN
            function.declare_err()
            protect(function, variable)
            return function.statements(function)

    def failed(opening: str, closing: str) -> bool:
        with function.block(opening, closing):
            function.declare_err()
            return leave(function, failed=True) if function.choices.maybe(50) else False

    header = f"if {variable.name}, err := {text}; err"
    if inverted:
        return function.branches(
            lambda: failed(f"{header} != nil {{", ""),
            lambda: acquired("} else {", "}"),
        )
    return function.branches(lambda: acquired(f"{header} == nil {{", "}"), lambda: False)


def _again(function: Function) -> bool:
    """``rows, err = db.Query()`` into a variable that there is already, or is declared for it."""
    text, kind, parent = _call(function)
    known = [v for v in function.visible(kind) if function.assignable(v)]
    if not function.has_err():
        function.put("var err error")
        function.declare_err()
    fresh = not known or function.choices.maybe(30)
    if fresh:
        variable = function.declared(kind, Status.MAY_BE_NIL)
        function.put(f"var {variable.name} {kind.go_type}")
        function.introduced(variable)
    else:
        variable = function.choices.pick(known)
        function.lower(variable, Status.MAY_BE_NIL)
    variable.parent = parent
    function.put(f"{variable.name}, err = {text}")
    return check(function, variable)


def copy(function: Function) -> bool:
    """``other := rows``: either of them may be used from here on."""
    original = function.choices.pick(function.visible(*Kind))
    variable = Variable(
        function.program.name(original.kind.stem), original.kind, original.parent, copies=original.copies
    )
    function.scopes[-1].variables.append(variable)
    function.state[variable] = function.state[original]
    function.put(f"{variable.name} := {function.named(original)}")
    function.introduced(variable)
    return False


def forget(function: Function) -> bool:
    """``rows = nil``."""
    variable = function.choices.pick(forgettable(function))
    function.put(f"{variable.name} = nil")
    function.lower(variable, Status.MAY_BE_NIL)
    return False


def forgettable(function: Function) -> list[Variable]:
    return [one for one in function.visible(*Kind) if function.assignable(one)]


def _discard(function: Function) -> bool:
    """``_, err := db.Query()``, or the call alone."""
    text, _, _ = _call(function)
    if function.choices.maybe(50):
        function.put(text)
        return False
    opening = f"if _, err := {text}; err != nil {{"

    def failed() -> bool:
        with function.block(opening):
            function.declare_err()
            return leave(function, failed=True)

    return function.branches(failed, lambda: False)


def _before_check(function: Function) -> bool:
    """``defer rows.Close()`` before the error is looked at; where nothing else is open, for it panics."""
    if function.state or function.loops or function.is_literal:
        return _declare(function)
    variable = function.declared(Kind.ROWS)
    variable.is_deferred = True
    function.program.has_acquired = True
    function.put(f"{variable.name}, err := db.Query({_QUERY})")
    function.declare_err()
    function.put(f"defer {function.named(variable)}.Close()")
    return leave_if(function, variable, "err != nil")
