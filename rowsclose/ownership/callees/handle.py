"""The handle that a call's result comes from, and what its end does to that."""

from __future__ import annotations

from rowsclose.go.ir import Place
from rowsclose.ownership.kinds import Bound
from rowsclose.values import value


@value
class Handle:
    """What bounds a result, and the place of what ends it in the words of who asks; None where there is none.

    ``through``: the method that is called on it, where it is an interface and only callers know what it is.
    """

    bounds: tuple[Bound, ...] = ()
    place: Place | None = None
    through: str = ""
