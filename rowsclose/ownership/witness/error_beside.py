"""What becomes of the error that an acquiring call gives beside the resource."""

from __future__ import annotations

from rowsclose.flow.liveness import is_read_behind
from rowsclose.go.ir import Call, Function
from rowsclose.go.typing import Typing
from rowsclose.ownership.bodies.bodies import Bodies
from rowsclose.ownership.kinds import ErrorBeside


def error_beside(call: Call, home: Function, typing: Typing, bodies: Bodies) -> ErrorBeside:
    """Whether anybody looks at it."""
    results = typing.results(call)
    if not results or not typing.universe.is_error(results[-1]):
        return ErrorBeside.KEPT if len(call.targets) > 1 and not results else ErrorBeside.ABSENT
    if len(call.targets) == 1 and len(results) > 1:
        return ErrorBeside.KEPT
    if not call.targets or call.targets[-1] is None:
        return ErrorBeside.DROPPED
    kept = call.targets[-1]
    is_whole = not kept.path
    if is_whole and not is_read_behind(bodies.graph(home, typing), bodies.liveness(home, typing), call, kept.root):
        return ErrorBeside.UNREAD
    return ErrorBeside.KEPT
