"""A statement of which parts may be missing, held against a text that a server shows.

    SELECT a FROM ␀ WHERE id = $1 LIMIT 10        two pieces around a gap
    select a from users where id = 7 limit 10     agrees: the gap is `users`

A gap may be any number of words. A placeholder agrees with every literal, for drivers may put values into the text; two
literals that differ are a sign that it is another statement.
"""

from __future__ import annotations

from rowsclose.sql.words import GAP, HOLE, Words, is_literal, words_of
from rowsclose.values import value

_LEAST_SEEN = 3  # words that a text cut off has to have in common with a piece that it breaks off in


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
            return None if not words or not is_cut else _counted(words, pairs, True)
        length = min(len(piece.words), until - found)
        here = zip(piece.words.shapes, piece.words.written, text.written[found : found + length], strict=False)
        pairs += ((known, seen) for shape, known, seen in here if shape == HOLE)
        words += length
        at = found + length
        if length < len(piece.words):
            return _counted(words, pairs, True)
    if pattern.pieces and pattern.pieces[-1].last and at < until:
        return None
    return _counted(words, pairs, False)


def _place(piece: Piece, text: Words, at: int, until: int, is_cut: bool) -> int | None:
    """Where a piece lies in the text from a word on; at its very end a part of one will do where it is cut."""
    shapes, size = piece.words.shapes, len(piece.words)
    if piece.first:
        starts = [0]
    elif piece.last and not is_cut:
        starts = [until - size] if until - size >= at else []
    else:
        starts = _occurrences(shapes[0], text.shapes, at, until)
    for start in starts:
        if text.shapes[start : min(start + size, until)] != shapes[: until - start]:
            continue
        if start + size <= until or (is_cut and (piece.first or until - start >= _LEAST_SEEN)):
            return start
    return None


def _occurrences(shape: str, shapes: tuple[str, ...], at: int, until: int) -> list[int]:
    return [i for i in range(at, until) if shapes[i] == shape]


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
