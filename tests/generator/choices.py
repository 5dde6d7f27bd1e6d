"""A program's derivation: a list of numbers, each the answer to one question of the grammar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Choices:
    """Answers questions from a list; where it is used up, by chance, or with 0 where there is no source of it.

    0 is the simplest answer everywhere: a shorter list and smaller numbers make a smaller program. ``taken`` is what
    was answered, and ``spans`` are the parts of it that made one thing each, and can be left out together.
    """

    def __init__(self, answers: Sequence[int] = (), source: Random | None = None) -> None:
        self.taken: list[int] = []
        self.spans: list[tuple[int, int]] = []
        self._answers = answers
        self._source = source

    def below(self, bound: int) -> int:
        """A number from 0 to bound - 1."""
        if len(self.taken) < len(self._answers):
            answer = self._answers[len(self.taken)] % bound
        else:
            answer = self._source.randrange(bound) if self._source else 0
        self.taken.append(answer)
        return answer

    def pick(self, options: Sequence[T]) -> T:
        """One of several, the simplest first."""
        return options[self.below(len(options))]

    def maybe(self, percent: int) -> bool:
        return self.below(100) >= 100 - percent

    @contextmanager
    def span(self) -> Iterator[None]:
        """What is asked within makes one thing."""
        start = len(self.taken)
        yield
        self.spans.append((start, len(self.taken)))
