"""What the bytes of a file, or of a function in it, tell by themselves.

Where a type is out of reach, ``ownership.usage`` goes by the use of a value; here are the words without which no use of that
kind can be written. A literal is looked for at gigabytes a second, so that the rarest one comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADVANCES = re.compile(rb"\.\s*Next\s*\(\s*\)")
_PREPARES = re.compile(rb"\.\s*Prepare\w*\s*\(")
_BEGINS = re.compile(rb"\.\s*Begin\w*\s*\(")

_OWN_NAME = re.compile(rb"func\s*(?:\([^()\n]*\)\s*)?([\w\x80-\xff]+)")
_DIRECTIVE = re.compile(rb"//rowsclose:(?!ignore(?:-file)?\s)")

# What opens a connection pool; only looked for where a rule about pools is on.
_POOL = re.compile(rb"\b(?:Must)?(?:Open|OpenDB|Connect|ConnectContext)\s*\(")


def may_use_resource(text: bytes, start: int = 0, end: int | None = None) -> bool:
    """Whether a value may be used as a result set, a statement or a transaction between two offsets of a file."""
    end = len(text) if end is None else end
    uses = tuple(_uses_with_words(text, start, end))
    return bool(uses) and _is_any_in(uses, text, start, end)


def _uses_with_words(text: bytes, start: int, end: int) -> Iterator[re.Pattern[bytes]]:
    """What uses look like of which all the words stand between two offsets."""

    def has(word: bytes) -> bool:
        return text.find(word, start, end) >= 0

    # Scanned by a method of its own, or by the handle that gave it, which then gets an address to scan to.
    if has(b"Next") and (has(b"Scan") or has(b"&")):
        yield _ADVANCES
    executes = has(b"Exec") or has(b"Query") or has(b"Select") or has(b"Get")
    if executes and has(b"Prepare"):
        yield _PREPARES
    if (executes or (has(b"Rollback") and has(b"Commit"))) and has(b"Begin"):
        yield _BEGINS


def _is_any_in(calls: tuple[re.Pattern[bytes], ...], text: bytes, start: int, end: int) -> bool:
    """Whether one of these calls is written between two offsets; comments may stand between its tokens."""
    if any(call.search(text, start, end) for call in calls):
        return True
    from rowsclose.syntax.uncommented import without_comments

    plain = without_comments(text[start:end])
    return any(call.search(plain) for call in calls)


def own_name(text: bytes, start: int) -> tuple[int, int]:
    """Where a function's own name stands, which it does not mention by having it; its declaration begins at ``start``."""
    head = _OWN_NAME.match(text, start)
    return head.span(1) if head is not None else (start, start)


def may_open_pool(text: bytes, start: int = 0, end: int | None = None) -> bool:
    """Whether a file, or the part of it from ``start`` to ``end``, may open a connection pool."""
    end = len(text) if end is None else end
    has_word = text.find(b"Open", start, end) >= 0 or text.find(b"Connect", start, end) >= 0
    return has_word and _is_any_in((_POOL,), text, start, end)


def has_directives(text: bytes) -> bool:
    """Whether a file may have directives, which are checked wherever they stand."""
    return _DIRECTIVE.search(text) is not None


def has_suppressions(text: bytes) -> bool:
    """Whether a file may have comments that silence findings."""
    return b"//rowsclose:ignore" in text or b"nolint" in text


def has_own_suppressions(text: bytes) -> bool:
    """Whether they may be such as nobody but rowsclose reads."""
    text = text.lower()
    return b"//rowsclose:ignore" in text or any(b"rowsclose" in comment for comment in _to_line_ends(text, b"nolint"))


def _to_line_ends(text: bytes, word: bytes) -> Iterator[bytes]:
    """What follows the first of a word in each line that has it."""
    at = text.find(word)
    while at >= 0:
        end = text.find(b"\n", at)
        end = len(text) if end < 0 else end
        yield text[at + len(word) : end]
        at = text.find(word, end)
