"""Many statements, and those of them that a text from a server may be.

Their names alone are read at first, and say which few of them a text may be (``lookup``). Those are held against it word by
word, however many others there are.

    score   why
    1.00    the same text, or the same name of sqlc's
    0.97    the same words; white space, comments and placeholders do not count
    0.90    the same words up to where the server cut the text off
    0.55+   the known parts of a text that is put together at run time, by how much of it they are
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from rowsclose.sql.comments import query_name
from rowsclose.sql.lookup import Lookup
from rowsclose.sql.pattern import Agreement, Pattern, agreement, pattern_of
from rowsclose.sql.words import GAP, Names, Words, words_of
from rowsclose.values import value

T = TypeVar("T")

LONGEST = 100_000  # characters of a text that are looked at
_LEAST_KNOWN = 4  # words that the known parts of a statement must have to say anything
_CUT_FROM = 1020  # bytes: PostgreSQL keeps 1023 of a text unless track_activity_query_size says otherwise


@value
class Match(Generic[T]):
    """A statement that a text may be; the score is from 0 to 1, ``reason`` says why in words."""

    statement: T
    score: float
    reason: str


@value
class Shown:
    """A text as a server shows it; ``is_cut``: it may go on."""

    text: str
    words: Words
    is_cut: bool


class Index(Generic[T]):
    """Statements by their text."""

    def __init__(self, statements: Iterable[tuple[str, T]]) -> None:
        """Texts with what they stand for; ``words.GAP`` in a text stands for what is not known of it."""
        by_text: dict[str, list[T]] = {}
        self._by_name: dict[str, list[T]] = {}
        for text, statement in statements:
            by_text.setdefault(text, []).append(statement)
            if name := query_name(text):
                self._by_name.setdefault(name, []).append(statement)
        self._texts = list(by_text)
        self._statements = list(by_text.values())
        self._patterns: dict[int, Pattern] = {}
        self._names = Names()
        self._lookup = Lookup([self._names.of(text) for text in self._texts])

    def find(self, text: str, kept_bytes: int | None = None) -> list[Match[T]]:
        """The statements that a text may be, the likeliest first; ``kept_bytes`` is how much of a text the server keeps.

        Statements that the text agrees with in the same degree have the same score.
        """
        shown = shown_by(text, kept_bytes)
        found: dict[int, Match[T]] = {}
        for match in self._matches(shown):
            before = found.get(id(match.statement))
            if before is None or before.score < match.score:
                found[id(match.statement)] = match
        return sorted(found.values(), key=lambda m: -m.score)

    def _matches(self, shown: Shown) -> Iterator[Match[T]]:
        name = query_name(shown.text)
        for statement in self._by_name.get(name, ()):
            yield Match(statement, 1.0, f"sqlc's name of the query is {name}")
        names = self._names.of(shown.text)
        candidates = {*self._lookup.of(names), *(self._lookup.of_cut(names) if shown.is_cut else ())}
        for number in sorted(candidates):
            judged = judge(self._texts[number], self._pattern(number), shown)
            if judged is not None:
                yield from (Match(statement, *judged) for statement in self._statements[number])

    def _pattern(self, number: int) -> Pattern:
        pattern = self._patterns.get(number)
        if pattern is None:
            pattern = self._patterns[number] = pattern_of(self._texts[number])
        return pattern


def shown_by(text: str, kept_bytes: int | None) -> Shown:
    """A text from a server that keeps so many bytes of each."""
    looked_at = text[:LONGEST].replace(GAP, "\ufffd")
    return Shown(looked_at, words_of(looked_at), len(text) > LONGEST or is_cut_off(looked_at, kept_bytes))


def judge(known: str, pattern: Pattern, shown: Shown) -> tuple[float, str] | None:
    """How sure it is that a text is from a statement, and why; None where it is not.

    ``known`` is the statement's text, ``pattern`` what was made of it.
    """
    if not pattern.is_whole and pattern.size < _LEAST_KNOWN:
        return None
    agrees = agreement(pattern, shown.words, False)
    if agrees is None and shown.is_cut:
        agrees = agreement(pattern, shown.words, True)
    if agrees is None:
        return None
    if known.strip() == shown.text.strip():
        return 1.0, "the same text"
    if (name := query_name(shown.text)) and query_name(known) not in ("", name):
        return None
    return _judged(pattern, agrees, len(shown.words))


def is_cut_off(text: str, kept_bytes: int | None) -> bool:
    """Whether a server that keeps so many bytes may have cut a text off; it cuts between characters, of up to 4 bytes."""
    length = len(text.encode("utf-8", "surrogateescape"))
    return length >= (_CUT_FROM if kept_bytes is None else kept_bytes - 4)


def _judged(pattern: Pattern, agrees: Agreement, size: int) -> tuple[float, str]:
    share = agrees.words / max(size, 1)
    if pattern.is_whole and not agrees.ends:
        score, reason = 0.97, "the same words"
    elif pattern.is_whole:
        score, reason = 0.9, f"the same words up to where the text is cut off, {agrees.words} of {pattern.size}"
    else:
        score, reason = 0.55 + 0.4 * share, f"{agrees.words} of {size} words are those that the code has"
    if agrees.filled:
        score, reason = score - 0.01, f"{reason}, with values for placeholders"
    if agrees.emptied:
        score, reason = score - 0.05, f"{reason}, with placeholders for values"
    if agrees.other:
        known = agrees.same + agrees.other
        score, reason = (
            score * (1 - 0.3 * agrees.other / known),
            f"{reason}, but {agrees.other} of {known} values differ",
        )
    return round(score, 3), reason
