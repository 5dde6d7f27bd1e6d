"""In each function of ``fixtures/joins`` facts really are joined: so many of one key meet that they are not kept apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from gocode import package_of, program_of

from rowsclose.flow.exploration import APART, State, explore
from rowsclose.go.ir import Function
from rowsclose.go.program import Program
from rowsclose.ownership.acquisitions.acquisitions import Acquisition
from rowsclose.ownership.analysis import Analysis
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.transfer.frame import Followed, Frame
from rowsclose.ownership.transfer.interpreter import Interpretation
from rowsclose.ownership.witness.pending import blocks_of, pending_facts
from rowsclose.stubs.loader import Stubs

JOINS = Path(__file__).parents[2] / "fixtures" / "joins"
PROGRAM = program_of({path.name: path.read_text() for path in sorted(JOINS.glob("*.go"))})
ANALYSIS = Analysis(PROGRAM, Stubs())


def acquisitions(program: Program) -> list[tuple[Function, Acquisition]]:
    found = []
    for path in package_of(program).paths:
        for declaration in program.file(path).functions:
            function = program.body(declaration)
            if function is not None:
                found += [(function, a) for a in ANALYSIS.acquisitions.of(function, program.typing(function))]
    return found


class Counting(Interpretation):
    """The interpretation of a frame, which counts its joins."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.joined: list[tuple[Fact, Fact]] = []

    def join(self, left: Fact, right: Fact) -> Fact:
        self.joined.append((left, right))
        return super().join(left, right)


ACQUISITIONS = acquisitions(PROGRAM)


@pytest.mark.parametrize(("function", "acquisition"), ACQUISITIONS, ids=[f.name for f, _ in ACQUISITIONS])
def test_facts_are_joined_on_the_way_from_the_acquisition(function: Function, acquisition: Acquisition) -> None:
    typing = PROGRAM.typing(function)
    frames = ANALYSIS.summaries.frames
    followed = Followed(acquisition.obligation, acquisition.call, acquisition.result, acquisition.into)
    frame = frames.following(function, typing, followed)
    here = [b.index for b in frame.graph.blocks if any(i is acquisition.call for i in b.instructions)]
    pending = pending_facts(frames.before(function, typing), here)
    counting = Counting(frame)
    starts = [(block, State(fact, None)) for block in here for fact in pending[block]]
    explore(frame.graph, starts, counting, lambda _: True)
    assert len(counting.joined) >= APART
    assert all(left.key() == right.key() for left, right in counting.joined)
    assert any(left != right for left, right in counting.joined)


@pytest.mark.parametrize(("function", "acquisition"), ACQUISITIONS, ids=[f.name for f, _ in ACQUISITIONS])
def test_what_is_known_at_an_acquisition_rests_on_what_leads_to_it_alone(
    function: Function, acquisition: Acquisition
) -> None:
    frame = ANALYSIS.summaries.frames.before(function, PROGRAM.typing(function))
    here = blocks_of(frame.graph, [acquisition.call])[id(acquisition.call)]
    of_part, of_whole = pending_facts(frame, here), pending_facts(frame, range(len(frame.graph.blocks)))
    assert here
    assert [of_part[b] for b in here] == [of_whole[b] for b in here]


def test_every_way_of_the_fixture_acquires_once() -> None:
    assert len(ACQUISITIONS) == len({f.name for f, _ in ACQUISITIONS}) == 21
