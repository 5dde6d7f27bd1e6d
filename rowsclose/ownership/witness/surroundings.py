"""What stands around an acquisition, as far as it says where a release may be put."""

from __future__ import annotations

from collections.abc import Mapping

from rowsclose.flow.graph import Cfg
from rowsclose.flow.liveness import Liveness
from rowsclose.flow.reachability import reachable_from, reached_blocks
from rowsclose.go import types as t
from rowsclose.go.ir import Assign, Build, Call, Defer, Go, IsNil, Method, Output, Place, Root
from rowsclose.go.typing import Typing
from rowsclose.go.walk import operands_of
from rowsclose.ownership.acquisitions.acquisitions import Acquisition
from rowsclose.ownership.bodies.loops import declares
from rowsclose.ownership.callees.summary import Summary
from rowsclose.ownership.facts.claims import Claim
from rowsclose.ownership.witness.story import Story


def is_asked_for_nil(acquisition: Acquisition, graph: Cfg) -> bool:
    """Whether the code asks if what it has acquired is nil."""
    conditions = (e.condition for b in graph.blocks for e in b.edges)
    return any(c is not None and c.atom == IsNil(acquisition.place) for c in conditions if acquisition.place)


def comes_with_error(acquisition: Acquisition, returns: Summary | None, error: int) -> bool:
    """Whether a callee in reach may give the resource together with its error, result ``error``, as well as nil with one."""
    is_nil = Claim(IsNil(Place(Output(acquisition.result))), True)
    failed = Claim(IsNil(Place(Output(error))), False)
    with_nothing = {is_nil in o.claims for o in returns.returns if failed in o.claims} if returns is not None else set()
    return with_nothing == {True, False}


def outlives_round(acquisition: Acquisition, graph: Cfg, live: Liveness) -> bool:
    """Whether what a loop acquires is read where the loop has ended, or by a later round that acquires nothing anew.

    for … { if stmt == nil { stmt, err = db.Prepare(q) }; stmt.Exec(id) }
    """
    call, place = acquisition.call, acquisition.place
    within = next((b.index for b in graph.blocks if any(i is call for i in b.instructions)), None)
    if place is None or within is None:
        return False
    loop = {b for b in reachable_from(graph, within) if within in reachable_from(graph, b)}
    if any(declares(i, place.root) for b in loop for i in graph.blocks[b].instructions):
        return False
    ways_out = {e.target for b in loop for e in graph.blocks[b].edges} - loop
    heads = {e.target for b in reached_blocks(graph) if b.index not in loop for e in b.edges} & loop
    wanted = ways_out if place.path else ways_out | heads  # of a field, nobody knows which round has set it
    return any(not live.is_dead(place.root, target) for target in wanted)


def holders(acquisition: Acquisition, typing: Typing) -> frozenset[Root]:
    """The variables that may be given what holds the resource, on some path: ``p = &page{rows}``."""
    held: set[Root] = set()
    growing = {acquisition.place} if acquisition.place is not None else set()
    while growing:
        mentioned = [(place, typing.mentioning(place.root, acquisition.home)) for place in growing]
        given = {
            i.target.root for p, by in mentioned for i in by if isinstance(i, Assign | Build) and p in operands_of(i)
        }
        given -= held
        held |= given
        growing = {Place(root) for root in given}
    return frozenset(held)


def lent_by(acquisition: Acquisition, typing: Typing, story: Story) -> Mapping[Place, str]:
    """What methods of the resource give that is of use as long as it is open, with their texts: ``conn.Conn()``."""
    found: dict[Place, str] = {}
    if acquisition.place is None:
        return found
    for instruction in typing.mentioning(acquisition.place.root, acquisition.home):
        call = instruction.call if isinstance(instruction, Defer | Go) else instruction
        if (
            not isinstance(call, Call)
            or not isinstance(call.callee, Method)
            or call.callee.receiver != acquisition.place
        ):
            continue
        results = typing.results(call)
        target = call.targets[0] if call.targets else None
        if target is not None and results and isinstance(typing.universe.resolve(results[0]), t.Pointer):
            found[target] = story.text(call.name_span)
    return found
