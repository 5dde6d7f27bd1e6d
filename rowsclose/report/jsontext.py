"""JSON as text that any reader and any terminal takes: ASCII only, no lone surrogates, stable layout.

Long lists are written item by item: a report of many findings is never in memory as a whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from rowsclose.errors import InternalError
from rowsclose.report.terminal import inert_within

_EMPTY_LIST = re.compile(r'^( *)"([^"\n]*)": \[\]', re.MULTILINE)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7e]")


def dumps(value: object) -> str:
    """A JSON text of two-space indentation, with a final line feed, keys in the order given.

    Everything beyond ASCII is escaped, so that neither the encoding of the output nor a bidi override in a message
    matters. A lone surrogate (a file name that is not UTF-8) becomes U+FFFD: strict readers reject the whole text
    for one of them. What a build server would take for its command is written as an escape too.
    """
    return _dumped(value, indent=2) + "\n"


def dumps_line(value: object) -> str:
    """A JSON text on one line, with a final line feed; else as ``dumps``."""
    return _dumped(value, indent=None) + "\n"


def dumps_filled(document: dict[str, Any], name: str, items: Iterable[object]) -> Iterator[str]:
    """A JSON text of the document, as of ``dumps``, with the items in its one empty list of that name: one a piece."""
    # A line of the text that begins with a name is layout: within strings, line feeds are escaped.
    text = dumps(document)
    found = next((found for found in _EMPTY_LIST.finditer(text) if found[2] == name), None)
    if found is None:
        raise InternalError(f"the document has no empty list {name}")
    yield text[: found.end() - 2]
    yield from _listed(items, found[1])
    yield text[found.end() :]


def array(items: Iterable[object]) -> Iterator[str]:
    """A JSON text of the items as a list, one a piece."""
    yield from _listed(items, "")
    yield "\n"


def _listed(items: Iterable[object], margin: str) -> Iterator[str]:
    before = "["
    for item in items:
        # A line an item: the standard library writes indented text several times slower.
        yield f"{before}\n{margin}  {_dumped(item, indent=None)}"
        before = ","
    yield "[]" if before == "[" else f"\n{margin}]"


def _dumped(value: object, indent: int | None) -> str:
    raw = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return inert_within(_BEYOND_ASCII.sub(_escape, raw), "\\u0023")


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xD800 <= code <= 0xDFFF:
        return "\\ufffd"
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
