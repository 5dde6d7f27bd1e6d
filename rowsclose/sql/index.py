"""Many statements, and those of them that a text from a server may be.

Each statement is listed under a few short runs of its words, the rarest ones of all statements. A text is looked up by
its own runs, so what is held against it are the few statements that share a rare one, however many there are.

    score   why
    1.00    the same text, or the same name of sqlc's
    0.97    the same words; white space, comments and placeholders do not count
    0.90    the same words up to where the server cut the text off
    0.55+   the known parts of a text that is put together at run time, by how much of it they are
    0.40-   words in common
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from rowsclose.sql.comments import query_name
from rowsclose.sql.pattern import Agreement, Pattern, agreement, pattern_of
from rowsclose.sql.words import Words, words_of
from rowsclose.values import value

T = TypeVar("T")

LONGEST = 100_000  # characters of a text that are looked at
_RUN = 3  # words of a run
_HEAD = 12  # words at the beginning, where a text that is cut off still has them
_RARE = 4  # runs that a statement is listed under
_LEAST_KNOWN = 4  # words that the known parts of a statement must have to say anything
_LEAST_LIKE = 0.5  # share of words in common, below which two texts are not alike
_CUT_FROM = 1020  # bytes: PostgreSQL keeps 1023 of a text unless track_activity_query_size says otherwise

Run = tuple[str, ...]


@value
class Match(Generic[T]):
    """A statement that a text may be; the score is from 0 to 1, ``reason`` says why in words."""

    statement: T
    score: float
    reason: str


@value
class _Listed(Generic[T]):
    pattern: Pattern
    texts: list[tuple[str, T]]
    order: int


class Index(Generic[T]):
    """Statements by their text."""

    def __init__(self, statements: Iterable[tuple[str, T]]) -> None:
        """Texts with what they stand for; ``words.GAP`` in a text stands for what is not known of it."""
        self.unknown: list[T] = []
        self._by_name: dict[str, list[T]] = {}
        self._listed: dict[tuple[tuple[tuple[str, ...], tuple[str, ...], bool, bool], ...], _Listed[T]] = {}
        for text, statement in statements:
            self._take(text, statement)
        self._by_run: dict[Run, list[_Listed[T]]] = {}
        self._list()

    def _take(self, text: str, statement: T) -> None:
        if name := query_name(text):
            self._by_name.setdefault(name, []).append(statement)
        pattern = pattern_of(text)
        if not pattern.is_whole and pattern.size < _LEAST_KNOWN:
            self.unknown.append(statement)
            return
        key = tuple((p.words.shapes, p.words.written, p.first, p.last) for p in pattern.pieces)
        listed = self._listed.get(key)
        if listed is None:
            listed = self._listed[key] = _Listed(pattern, [], len(self._listed))
        listed.texts.append((text, statement))

    def _list(self) -> None:
        often = Counter(run for listed in self._listed.values() for run in _runs_in(listed.pattern))
        for listed in self._listed.values():
            runs = sorted(dict.fromkeys(_runs_in(listed.pattern)), key=often.__getitem__)
            head = min(dict.fromkeys(_runs_in_head(listed.pattern)), key=often.__getitem__, default=None)
            for run in dict.fromkeys((*runs[:_RARE], *([head] if head is not None else []))):
                self._by_run.setdefault(run, []).append(listed)

    def find(self, text: str, kept_bytes: int | None = None) -> list[Match[T]]:
        """The statements that a text may be, the likeliest first; ``kept_bytes`` is how much of a text the server keeps.

        Statements that the text agrees with in the same degree have the same score.
        """
        text = text[:LONGEST]
        words, is_cut = words_of(text), is_cut_off(text, kept_bytes)
        found: dict[int, Match[T]] = {}
        for match in self._matches(text, words, is_cut):
            before = found.get(id(match.statement))
            if before is None or before.score < match.score:
                found[id(match.statement)] = match
        return sorted(found.values(), key=lambda m: -m.score)

    def _matches(self, text: str, words: Words, is_cut: bool) -> Iterator[Match[T]]:
        name = query_name(text)
        for statement in self._by_name.get(name, ()):
            yield Match(statement, 1.0, f"sqlc's name of the query is {name}")
        for listed in self._candidates(words):
            agrees = agreement(listed.pattern, words, False) or (
                agreement(listed.pattern, words, True) if is_cut else None
            )
            if agrees is None:
                alike = _likeness(listed.pattern, words)
                if alike >= _LEAST_LIKE:
                    yield from (
                        Match(s, 0.4 * alike, f"{alike:.0%} of the words are the same") for _, s in listed.texts
                    )
                continue
            score, reason = _judged(listed.pattern, agrees, len(words))
            for known, statement in listed.texts:
                if known.strip() == text.strip():
                    yield Match(statement, 1.0, "the same text")
                elif not (name and query_name(known) and name != query_name(known)):
                    yield Match(statement, score, reason)

    def _candidates(self, words: Words) -> list[_Listed[T]]:
        found: dict[int, _Listed[T]] = {}
        for run in _runs(words.shapes, (1, 2, _RUN)):
            for listed in self._by_run.get(run, ()):
                found[listed.order] = listed
        return [found[order] for order in sorted(found)]


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


def _likeness(pattern: Pattern, words: Words) -> float:
    """The share of words that a pattern and a text have in common, each as often as both have it."""
    known = Counter(shape for piece in pattern.pieces for shape in piece.words.shapes)
    common = (known & Counter(words.shapes)).total()
    return 2 * common / (pattern.size + len(words))


def _runs_in(pattern: Pattern) -> Iterator[Run]:
    for piece in pattern.pieces:
        yield from _runs(piece.words.shapes, (min(_RUN, len(piece.words)),))


def _runs_in_head(pattern: Pattern) -> Iterator[Run]:
    shapes = pattern.pieces[0].words.shapes[:_HEAD] if pattern.pieces else ()
    yield from _runs(shapes, (min(_RUN, len(shapes)),) if shapes else ())


def _runs(shapes: tuple[str, ...], lengths: tuple[int, ...]) -> Iterator[Run]:
    for length in lengths:
        for start in range(len(shapes) - length + 1):
            yield shapes[start : start + length]
