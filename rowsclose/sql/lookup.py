"""Which of many statements may agree with a text, by their names: all that do, and few others.

    SELECT id FROM users WHERE id = $1        select id from users where id        by all names, if nothing is missing
    SELECT id FROM ␀ WHERE paid AND id = ␀    where paid and                       by the rarest run, if something is

A text that is cut off may agree with statements that begin as it does, and with those whose beginning it has.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from rowsclose.sql.words import GAP

_RUN = 3  # names of a run


class Lookup:
    """Statements by their names (``words.Names``), each known by its place in the order in which they were given."""

    def __init__(self, statements: Sequence[str]) -> None:
        self._statements = statements
        self._gapped = [number for number, names in enumerate(statements) if GAP in names]
        self._whole: dict[str, list[int]] = {}
        for number, names in enumerate(statements):
            if GAP not in names:
                self._whole.setdefault(names, []).append(number)

    def of(self, names: str) -> list[int]:
        """The statements that a text with these names may agree with to its end."""
        runs = dict.fromkeys(run for length in range(_RUN + 1) for run in _runs(names.split(), length))
        return [*self._whole.get(names, ()), *(n for run in runs for n in self._by_run.get(run, ()))]

    def of_cut(self, names: str) -> list[int]:
        """Those that it may agree with as far as it goes, if it is cut off, in the middle of the last name perhaps."""
        words = names.split()
        known = " ".join(words[:-1])
        at = bisect_left(self._beginnings, (known, 0))
        found = list(self._headless)
        while at < len(self._beginnings) and self._beginnings[at][0].startswith(known):
            found.append(self._beginnings[at][1])
            at += 1
        heads = (" ".join(words[:length]) for length in self._lengths_of_heads)
        return found + [n for head in heads for n in self._by_head.get(head, ())]

    @cached_property
    def _by_run(self) -> dict[str, list[int]]:
        """Statements of which something is missing, by the one of their runs that the fewest of them have."""
        runs = {number: list(_runs_of(self._statements[number])) for number in self._gapped}
        often = Counter(run for each in runs.values() for run in each)
        found: dict[str, list[int]] = {}
        for number, each in runs.items():
            found.setdefault(min(each, key=often.__getitem__, default=""), []).append(number)
        return found

    @cached_property
    def _beginnings(self) -> list[tuple[str, int]]:
        """What each begins with, up to what is missing, in the order of the alphabet."""
        heads = ((_head(names), number) for number, names in enumerate(self._statements))
        return sorted((head, number) for head, number in heads if head)

    @cached_property
    def _by_head(self) -> dict[str, list[int]]:
        """Statements of which something is missing, by what they begin with."""
        found: dict[str, list[int]] = {}
        for number in self._gapped:
            found.setdefault(_head(self._statements[number]), []).append(number)
        return found

    @cached_property
    def _lengths_of_heads(self) -> list[int]:
        return sorted({len(head.split()) for head in self._by_head})

    @cached_property
    def _headless(self) -> list[int]:
        """Those of which nobody knows how they begin."""
        return [number for number in self._gapped if not _head(self._statements[number])]


def _head(names: str) -> str:
    return names.partition(GAP)[0].rstrip()


def _runs_of(names: str) -> Iterator[str]:
    """The runs of what is known of a statement; a part with fewer names is one run."""
    for part in names.split(GAP):
        words = part.split()
        if words:
            yield from _runs(words, min(_RUN, len(words)))


def _runs(words: Sequence[str], length: int) -> Iterator[str]:
    """Neighbours among words, so many each; the empty one where there is to be none."""
    if not length:
        yield ""
    for start in range(len(words) - length + 1 if length else 0):
        yield " ".join(words[start : start + length])
