"""A path in words: the branches it takes, the exit it comes to, the source text that they are told by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from rowsclose.finding import Step, StepKind
from rowsclose.flow.exploration import Trail, length_of
from rowsclose.flow.graph import Passage
from rowsclose.go.ir import Call, Instruction, IsDrained, Return
from rowsclose.ownership.witness.lifetime import Spot
from rowsclose.source import SourceFile, Span

_LONGEST_TEXT = 60


class Story:
    """Tells of paths through one file."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source

    @property
    def path(self) -> str:
        """The file as it is reported."""
        return self._source.path

    def line(self, offset: int) -> int:
        """The line of a byte offset."""
        return self._source.position(offset).line

    def spot(self, span: Span) -> Spot:
        """The line of a span, and as much of it as lies on that line."""
        return Spot(self.line(span.start), self._first_line(span))

    def text(self, span: Span) -> str:
        """The source at a span, on one line, cut where it is long."""
        text = " ".join(self._source.text[span.start : span.end].decode("utf-8", "replace").split())
        return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"

    def witness(
        self, acquired: Step, trail: Trail | None, exit_at: Span, exit_words: str, said: str = "still open"
    ) -> Witness:
        """The path from the acquiring call by the branches taken to where the resource is still open."""
        last = Step(StepKind.EXIT, self.path, self._first_line(exit_at), f"{said} at this {exit_words}")
        return Witness(self, acquired, trail, last)

    def branches(self, trail: Trail | None) -> Iterator[Step]:
        """The branches of a trail, the first one first."""
        ways: list[Trail] = []
        while trail is not None:
            ways.append(trail)
            trail = trail.previous
        for way in reversed(ways):
            branch = way.branch
            if isinstance(branch, Passage):
                yield self._passage(branch)
                continue
            text = self.text(branch.span)
            if branch.tag is not None:
                text = f"{self.text(branch.tag)} == {text}"
            if isinstance(branch.atom, IsDrained):
                said = f"the loop `{text}` ends" if branch.reads else f"the loop `{text}` goes round"
            else:
                said = f"`{text}` is {'true' if branch.reads else 'false'}"
            yield Step(StepKind.BRANCH, self.path, self._first_line(branch.span), said)

    def _passage(self, passage: Passage) -> Step:
        """The return by which a callee leaves what it leaves open; of one in another file, its call."""
        said = self.text(passage.call)
        if passage.path == self.path:
            return Step(
                StepKind.BRANCH,
                self.path,
                self._first_line(passage.span),
                f"{said} leaves it open where it returns here",
            )
        return Step(StepKind.BRANCH, self.path, self._first_line(passage.call), f"{said} leaves it open on its way")

    def _first_line(self, span: Span) -> Span:
        end = self._source.text.find(b"\n", span.start, span.end)
        return Span(span.start, end if end >= 0 else span.end)


class Witness(Sequence[Step]):
    """The steps of a path, told when they are looked at: of all that leak, one path is reported."""

    def __init__(self, story: Story, acquired: Step, trail: Trail | None, last: Step) -> None:
        self._story = story
        self._acquired = acquired
        self._trail = trail
        self._last = last

    def __len__(self) -> int:
        return 2 + length_of(self._trail)

    def __iter__(self) -> Iterator[Step]:
        yield self._acquired
        yield from self._story.branches(self._trail)
        yield self._last

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, index: int | slice) -> Step | tuple[Step, ...]:
        if index == -1:  # asked of all that leak, to tell where
            return self._last
        return tuple(self)[index]


def exit_words(at: Instruction | None) -> str:
    """What stands at an exit."""
    if isinstance(at, Return):
        return "closing brace" if at.implicit else "return"
    return "call" if isinstance(at, Call) else "end"
