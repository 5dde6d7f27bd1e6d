"""A smaller program with the same disagreement: delta debugging of its derivation, many candidates to a build.

Any list of choices makes a program of the grammar, so that no candidate can be one that the grammar would not write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.choices import Choices
from generator.program import program

CANDIDATES = 150  # programs of one build
ROUNDS = 12

# The numbers of those programs that show the disagreement.
Showing = Callable[[Mapping[int, str]], set[int]]


def minimised(choices: Choices, showing: Showing) -> Choices:
    """The smallest that was found, by the length of its text."""
    for _ in range(ROUNDS):
        texts: dict[str, Choices] = {}
        size = _size(choices)
        for answers in _smaller(choices):
            candidate = Choices(answers)
            text = program(0, candidate)
            if (len(text), len(candidate.taken)) < size:
                texts.setdefault(text, candidate)
            if len(texts) == CANDIDATES:
                break
        ordered = sorted(texts.values(), key=_size)
        shown = showing({number: program(number, Choices(one.taken)) for number, one in enumerate(ordered, 1)})
        if not shown:
            return choices
        choices = ordered[min(shown) - 1]
    return choices


def _size(choices: Choices) -> tuple[int, int]:
    return len(program(0, Choices(choices.taken))), len(choices.taken)


def _smaller(choices: Choices) -> Iterator[Sequence[int]]:
    """Without a span, the longest first; without parts; with a smaller number."""
    taken = choices.taken
    for start, end in sorted(choices.spans, key=lambda span: span[0] - span[1]):
        yield taken[:start] + taken[end:]
    for width in (8, 4, 2, 1):
        for start in range(0, len(taken), max(1, width // 2)):
            yield taken[:start] + taken[start + width :]
    for at, answer in enumerate(taken):
        if answer:
            yield [*taken[:at], 0, *taken[at + 1 :]]
