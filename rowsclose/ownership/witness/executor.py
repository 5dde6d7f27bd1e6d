"""The method that sends a statement without a result set, beside one that gives one: ``ExecContext`` to ``QueryContext``."""

from __future__ import annotations

import re

from rowsclose.go import types as t
from rowsclose.go.ir import Call, Method
from rowsclose.go.typing import Typing

_QUERY = re.compile(r"Query(?:Row)?x?(?=[A-Z]|$)")


def executor_beside(call: Call, typing: Typing) -> str | None:
    """Its name where the receiver has one that takes the same and gives a value and an error.

    Empty where it is not known to have just that; None where it has none, as what no query asks for.
    """
    asked = typing.target(call)
    name = call.callee.name if isinstance(call.callee, Method) else asked.name
    if "query" not in name.lower():
        return None
    if not isinstance(call.callee, Method) or not _QUERY.search(name) or asked.signature is None:
        return ""
    executor = _QUERY.sub("Exec", name, count=1)
    found = typing.method(typing.type_of(call.callee.receiver), executor).signature
    if found is None:
        return None
    if len(found.results) != 2 or found.results[-1].type != t.ERROR:
        return ""
    is_alike = [p.type for p in asked.signature.parameters] == [p.type for p in found.parameters]
    return executor if is_alike else ""
