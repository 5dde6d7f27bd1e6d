"""The method that sends a statement without a result set, beside one that gives one: ``ExecContext`` to ``QueryContext``."""

from __future__ import annotations

import re

from rowsclose.go import types as t
from rowsclose.go.ir import Call, Method
from rowsclose.go.typing import Typing

_QUERY = re.compile(r"Query(?:Row)?x?(?=[A-Z]|$)")


def executor_beside(call: Call, typing: Typing) -> str:
    """Its name where the receiver has one that takes the same and gives a value and an error; else empty."""
    if not isinstance(call.callee, Method) or not _QUERY.search(call.callee.name):
        return ""
    name = _QUERY.sub("Exec", call.callee.name, count=1)
    asked, found = typing.target(call).signature, typing.method(typing.type_of(call.callee.receiver), name).signature
    if asked is None or found is None or len(found.results) != 2 or found.results[-1].type != t.ERROR:
        return ""
    return name if [p.type for p in asked.parameters] == [p.type for p in found.parameters] else ""
