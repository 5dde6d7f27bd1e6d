"""sarif_om's objects as plain values for JSON.

jschema-to-python, sarif_om's own serialiser, goes through jsonpickle (slow) and leaves out whatever equals a default,
so that ``level: warning`` never shows. Here: what is unset or equal to the schema's default is left out, except
``level``, which GitHub reads as "error or not" and which is always written.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import attr

_ALWAYS = frozenset({"level"})
_PLAIN = (str, int, float, bool)


def plain(value: Any) -> Any:
    """The value with every sarif_om object replaced by a dict in the schema's names."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list or kind is tuple:
        return [plain(item) for item in value]
    if kind is dict:
        return {key: plain(item) for key, item in value.items()}
    return _object(value)


def _object(value: Any) -> dict[str, Any]:
    found = {}
    kind: Any = type(value)
    for attribute, name, default in _properties(kind):
        item = getattr(value, attribute)
        if item is not None and (item != default or name in _ALWAYS):
            found[name] = plain(item)
    return found


@cache
def _properties(kind: Any) -> tuple[tuple[str, str, Any], ...]:
    """Attribute, schema name and default of each property, the required ones first, as sarif_om declares them."""
    return tuple(
        (field.name, field.metadata["schema_property_name"], _default(field.default)) for field in attr.fields(kind)
    )


def _default(default: Any) -> Any:
    factory = getattr(default, "factory", None)  # attr.Factory, which stands for a mutable default
    return default if factory is None else factory()
