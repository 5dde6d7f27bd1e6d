"""The witness path of a finding as a story: what is shown where, in path order.

    1. rows is acquired here        Mark(primary)     the acquiring call, where the finding stands
    2. rows.Next() is true          Mark              a branch taken
    3. still open at this return    Mark              the exit

A finding without a witness is one mark without words.
"""

from __future__ import annotations

from typing import assert_never

from rowsclose.finding import Finding, Step, StepKind
from rowsclose.source import Span
from rowsclose.values import value


@value
class Mark:
    """One place to show; ``words`` may be empty; ``primary`` is the place the finding stands on."""

    path: str
    span: Span
    words: str
    primary: bool


def words(step: Step) -> str:
    """What a step says: its message, or what its kind alone tells."""
    return step.message or _plain_words(step.kind)


def exits(finding: Finding) -> list[Step]:
    """The steps at which it is still open."""
    return [step for step in finding.witness if step.kind is StepKind.EXIT]


def _plain_words(kind: StepKind) -> str:
    match kind:
        case StepKind.ACQUIRE:
            return "acquired here"
        case StepKind.BRANCH:
            return "this branch is taken"
        case StepKind.EXIT:
            return "still open at this exit"
        case _:
            assert_never(kind)


def marks(finding: Finding) -> tuple[Mark, ...]:
    """The places of a finding in path order, numbered where there is more than one step.

    The acquiring step is shown at the finding's own span, so that the place in the head line and the primary
    underline are the same; where the witness begins elsewhere, the finding's span comes first, without words.
    """
    told = _told(finding.witness)
    if finding.witness and _is_acquire_of(finding, finding.witness[0]):
        head, steps = Mark(finding.path, finding.span, told[0], primary=True), finding.witness[1:]
        told = told[1:]
    else:
        head, steps = Mark(finding.path, finding.span, "", primary=True), finding.witness
    tail = (Mark(step.path, step.span, text, primary=False) for step, text in zip(steps, told, strict=True))
    return (head, *tail)


def _told(witness: tuple[Step, ...]) -> tuple[str, ...]:
    if len(witness) == 1:
        return (words(witness[0]),)
    return tuple(f"{number}. {words(step)}" for number, step in enumerate(witness, start=1))


def _is_acquire_of(finding: Finding, step: Step) -> bool:
    return step.kind is StepKind.ACQUIRE and step.path == finding.path


def sentence(text: str) -> str:
    """A message as a sentence of its own: with a full stop, its first word left as it is (it may be a variable)."""
    return text if not text or text[-1] in ".!?" else f"{text}."
