"""Whether a Go file says that it is generated.

The line ``// Code generated … DO NOT EDIT.`` must stand alone, before the package clause, and not within a block
comment (https://go.dev/s/generatedcode, and ``go/ast.IsGenerated`` in the case of the package clause).
"""

from __future__ import annotations

import re

_MARK = b"// Code generated "
_MARK_LINE = re.compile(rb"// Code generated .*DO NOT EDIT\.")


def is_generated(text: bytes) -> bool:
    """Whether the file carries Go's mark of generated code before its package clause."""
    # Most files have no mark at all: one search answers for them.
    if _MARK not in text:
        return False
    in_block = False
    for raw in text.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        line = raw.removesuffix(b"\r")
        if not in_block and _MARK_LINE.fullmatch(line):
            return True
        code, in_block = _code_of(line, in_block)
        if code:
            return False
    return False


def _code_of(line: bytes, in_block: bool) -> tuple[bytes, bool]:
    """What a line holds outside comments, and whether a block comment goes on after it.

    Before the package clause Go allows nothing but comments, so strings need no thought.
    """
    code = b""
    rest = line
    while rest:
        if in_block:
            _, end, rest = rest.partition(b"*/")
            in_block = not end
            continue
        line_comment, block_comment = rest.find(b"//"), rest.find(b"/*")
        if line_comment >= 0 and (block_comment < 0 or line_comment < block_comment):
            return (code + rest[:line_comment]).strip(), False
        before, begin, rest = rest.partition(b"/*")
        code += before
        in_block = bool(begin)
    return code.strip(), in_block
