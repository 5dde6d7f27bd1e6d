"""Whether a Go file says that it is generated.

The line ``// Code generated … DO NOT EDIT.`` must stand alone, before the package clause, and not within a block
comment (https://go.dev/s/generatedcode, and ``go/ast.IsGenerated`` in the case of the package clause).
"""

from __future__ import annotations

from rowsclose.syntax.head import head_of

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MARK = b"// Code generated "
_MARK_END = b"DO NOT EDIT."


def is_generated(text: bytes) -> bool:
    """Whether the file carries Go's mark of generated code before its package clause."""
    # Most files have no mark at all: one search answers for them.
    if _MARK not in text:
        return False
    start_of_text = len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0
    return any(
        _is_mark(text[comment.start : comment.end])
        for comment in head_of(text).comments
        if comment.start == start_of_text or text[comment.start - 1 : comment.start] == b"\n"
    )


def _is_mark(comment: bytes) -> bool:
    comment = comment.removesuffix(b"\r")
    return comment.startswith(_MARK) and comment[len(_MARK) :].endswith(_MARK_END)
