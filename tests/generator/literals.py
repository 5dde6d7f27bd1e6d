"""Function literals that are called where they stand."""

from __future__ import annotations

from generator.function import Function, Results
from generator.leaving import leave
from generator.scope import Scope, Status, met


def called_in_place(function: Function) -> bool:
    """``func() { ... }()``, or one that returns an error, which is looked at."""
    results = function.choices.pick([Results.NOTHING, Results.ERROR])
    inner = Function(function.program, "", results, min(function.budget, 4), function.statements)
    inner.code = function.code
    inner.state = dict(function.state)
    inner.frozen = function.frozen.union(*(one.frozen for one in function.loops))
    inner.is_literal = True
    inner.scopes = [*function.scopes, Scope([], function.has_err(), True)]
    function.put("func() {" if results is Results.NOTHING else "if err := func() error {")
    inner.code.indent += 1
    inner.finish()
    inner.code.indent -= 1
    never_returns = not inner.returns
    if never_returns:
        inner.returns.append(inner.state)
    around = set(function.state)
    function.budget = max(0, function.budget - 2)
    function.state = {v: s for v, s in met(inner.returns).items() if v in around}
    for variable in around.intersection(inner.deferred):
        function.lower(variable, Status.MAY_BE_CLOSED)
    if results is Results.NOTHING:
        function.put("}()")
        return never_returns

    def failed() -> bool:
        with function.block("}(); err != nil {"):
            function.declare_err()
            return leave(function, failed=True)

    return function.branches(failed, lambda: False) or never_returns
