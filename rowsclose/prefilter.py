"""Whether a file, or a function, can have anything to do with a database, from its bytes alone.

A regular expression that begins with a literal runs at a gigabyte a second; parsing runs at a hundredth of that. What is
decided here depends on nothing but the bytes at hand, so that it is the same whichever files are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# A method that acquires, or one that is called on a result set wherever it came from. A dot may be followed by a line
# break.
_FILE = re.compile(
    rb"\.\s*(?:(?:Named|Must|Unsafe|Raw)?Query\w*\(|Rows(?:Context)?\(|Next\(|Scan\(|StructScan\(|MapScan\(|SendBatch\("
    rb"|Prepare\w*\(|Begin\w*\(|Conn\(|Acquire\w*\(|(?:New|Start)Session\(|ReadOnlyTransaction\("
    rb"|Commit\(|Rollback\(|Release\(|Put\(\w*[Cc]onn)"
)

# One that another package's function gives, and that goes on to a third package's: only its name tells. In a pattern of its
# own, for both begin with a literal.
_NAMED = re.compile(rb"ows, (?:err|_)\b")

# What a function that acquires a resource, handles one or drops one mentions, if only in a name of its own. The price: one
# that gets a resource from a helper and passes it on, without any of these words, is passed over.
_FUNCTION = re.compile(
    rb"[Qq]uery|[Rr]ows|\.\s*(?:Next|Scan|Close|Err|Exec\w*)\b|[Pp]repare|[Bb]egin|[Ss]tmt|[Tt]x\b|Batch|Commit|Rollback|Acquire|[Cc]onn\b"
    rb"|[Cc]ursor|[Ii]ter\b|Session|ReadOnlyTransaction|Select|Fetch|fetch|Load|List|Find|Stream"
)

_DIRECTIVE = re.compile(rb"//rowsclose:(?!ignore(?:-file)?\s)")

# What opens a connection pool; only looked for where a rule about pools is on.
_POOL = re.compile(rb"\b(?:Must)?(?:Open|OpenDB|Connect|ConnectContext)\s*\(")


def may_open_pool(text: bytes, start: int = 0, end: int | None = None) -> bool:
    """Whether a file, or the part of it from ``start`` to ``end``, may open a connection pool."""
    return _POOL.search(text, start, len(text) if end is None else end) is not None


def may_matter(text: bytes) -> bool:
    """Whether a file may acquire or handle a resource."""
    return _FILE.search(text) is not None or _NAMED.search(text) is not None


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


def function_may_matter(text: bytes, start: int, end: int) -> bool:
    """Whether a function, the bytes from ``start`` to ``end`` of its file, may acquire a resource."""
    return _FUNCTION.search(text, start, end) is not None


class Mentions:
    """What else makes a file or a function matter: packages that somebody describes, and what is declared in them."""

    def __init__(self, paths: Sequence[str] = (), names: Sequence[str] = ()) -> None:
        self._paths = _any_of(rb'"(?:%b)"', paths)
        self._names = _any_of(rb"\b(?:%b)\b", names)

    def imported_in(self, text: bytes) -> bool:
        """Whether a file imports one of the packages: then any function of it may matter."""
        return self._paths is not None and self._paths.search(text) is not None

    def named_in(self, text: bytes, start: int = 0, end: int | None = None) -> bool:
        """Whether a file, or the part of it from ``start`` to ``end``, has one of the names."""
        return (
            self._names is not None and self._names.search(text, start, len(text) if end is None else end) is not None
        )


def _any_of(form: bytes, words: Sequence[str]) -> re.Pattern[bytes] | None:
    return re.compile(form % b"|".join(re.escape(word.encode()) for word in words)) if words else None
