"""A statement of which parts may be missing, held against a text that a server shows.

    SELECT a FROM ␀ WHERE id = $1 LIMIT 10        two pieces around a gap
    select a from users where id = 7 limit 10     agrees: the gap is `users`

A gap may be any number of words. A placeholder agrees with every literal, for drivers may put values into the text; two
literals that differ are a sign that it is another statement.
"""

from __future__ import annotations

from rowsclose.sql.words import GAP, HOLE, Words, is_literal, words_of
from rowsclose.values import value

_LEAST_SEEN = (
    3  # words that a text cut off has to have in common with a statement, or with a piece that it breaks off in
)
_COMMENTS_BEGIN = ("-", "/")


@value
class Piece:
    """Words that follow each other without a gap; ``first`` and ``last`` where no gap comes before or behind."""

    words: Words
    first: bool
    last: bool


@value
class Pattern:
    """The pieces of a statement in order, and how many words they have."""

    pieces: tuple[Piece, ...]
    size: int

    @property
    def is_whole(self) -> bool:
        """Whether it has no gap."""
        return len(self.pieces) == 1 and self.pieces[0].first and self.pieces[0].last


@value
class Agreement:
    """How a text agrees with a pattern: how many of the pattern's words are in it, in place.

    ``same`` and ``other`` count the literals of the pattern that the text has too, and those that it has others for;
    ``filled`` the placeholders that it has values for, ``emptied`` the other way round. ``ends``: the text broke off
    before the pattern's end.
    """

    words: int
    same: int
    other: int
    filled: int
    emptied: int
    ends: bool


def pattern_of(text: str) -> Pattern:
    """The pattern of a text in which ``GAP`` stands for what is missing."""
    words = words_of(text)
    pieces: list[Piece] = []
    start = 0
    marks = [i for i, shape in enumerate(words.shapes) if shape == GAP]
    for end in (*marks, len(words)):
        if end > start:
            part = Words(words.shapes[start:end], words.written[start:end])
            pieces.append(Piece(part, start == 0, end == len(words)))
        start = end + 1
    return Pattern(tuple(pieces), len(words) - len(marks))


def agreement(pattern: Pattern, text: Words, is_cut: bool) -> Agreement | None:
    """How a text agrees with a pattern; None where it does not. ``is_cut``: the text may go on, its last word too."""
    until = len(text) - 1 if is_cut else len(text)
    at, pairs = 0, list[tuple[str, str]]()
    words = 0
    for piece in pattern.pieces:
        found = _place(piece, text, at, until, is_cut)
        if found is None:
            return _broken_off(words, pairs) if is_cut else None
        length = min(len(piece.words), until - found)
        here = zip(piece.words.shapes, piece.words.written, text.written[found : found + length], strict=False)
        pairs += ((known, seen) for shape, known, seen in here if shape == HOLE)
        words += length
        at = found + length
        if length < len(piece.words):
            return _broken_off(words, pairs)
    if pattern.pieces and pattern.pieces[-1].last and (at < until or _goes_on(text, until)):
        return None
    return _counted(words, pairs, False)


def _goes_on(text: Words, until: int) -> bool:
    """Whether a word stands behind those that are looked at: no comment that has been cut off at its first sign."""
    return any(shape not in _COMMENTS_BEGIN for shape in text.shapes[until:])


def _place(piece: Piece, text: Words, at: int, until: int, is_cut: bool) -> int | None:
    """Where a piece lies in the text from a word on; at its very end a part of one will do where it is cut."""
    shapes, size = piece.words.shapes, len(piece.words)
    if piece.first:
        is_there = text.shapes[: min(size, until)] == shapes[:until]
        return 0 if is_there and (size <= until or is_cut) else None
    if piece.last and not is_cut:
        start = until - size
        return start if start >= at and text.shapes[start:until] == shapes else None
    start, length = _search(shapes, text.shapes, at, until)
    return start if length == size or (is_cut and length >= _LEAST_SEEN) else None


def _search(shapes: tuple[str, ...], text: tuple[str, ...], at: int, until: int) -> tuple[int, int]:
    """Where some words stand first, and how many of them: all, or as many as there are at the very end.

    Knuth, Morris and Pratt's: no word of the text is looked at again.
    """
    borders = _borders(shapes)
    length = 0
    for end in range(at, until):
        while length and shapes[length] != text[end]:
            length = borders[length - 1]
        length += shapes[length] == text[end]
        if length == len(shapes):
            return end + 1 - length, length
    return until - length, length


def _borders(shapes: tuple[str, ...]) -> list[int]:
    """Of each beginning of some words, how many of its last ones are its first ones, too."""
    borders = [0]
    for shape in shapes[1:]:
        length = borders[-1]
        while length and shapes[length] != shape:
            length = borders[length - 1]
        borders.append(length + (shapes[length] == shape))
    return borders


def _broken_off(words: int, pairs: list[tuple[str, str]]) -> Agreement | None:
    """The agreement of a text that has so many words of a pattern, and goes on out of sight; a few say nothing."""
    return _counted(words, pairs, True) if words >= _LEAST_SEEN else None


def _counted(words: int, pairs: list[tuple[str, str]], ends: bool) -> Agreement:
    same = other = filled = emptied = 0
    for known, seen in pairs:
        if not is_literal(known):
            filled += is_literal(seen)
        elif known == seen:
            same += 1
        elif is_literal(seen):
            other += 1
        else:
            emptied += 1
    return Agreement(words, same, other, filled, emptied, ends)
