"""JSON as text that any reader and any terminal takes: ASCII only, no lone surrogates, stable layout."""

from __future__ import annotations

import json
import re

_BEYOND_ASCII = re.compile(r"[^\x00-\x7e]")


def dumps(value: object) -> str:
    """A JSON text of two-space indentation, with a final line feed, keys in the order given.

    Everything beyond ASCII is escaped, so that neither the encoding of the output nor a bidi override in a message
    matters. A lone surrogate (a file name that is not UTF-8) becomes U+FFFD: strict readers reject the whole text
    for one of them.
    """
    raw = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    return _BEYOND_ASCII.sub(_escape, raw) + "\n"


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xD800 <= code <= 0xDFFF:
        return "\\ufffd"
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
