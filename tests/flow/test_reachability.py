"""Which blocks control can come to, and come back to."""

from __future__ import annotations

from gocode import called, graph_of
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsclose.flow.graph import Block, BlockKind, Cfg, Edge, Ending
from rowsclose.flow.reachability import blocks_on_cycles, leading_to, reachable_from, reached_blocks

SIGNATURE = "f(a, b bool, n int)"


def calls_in(cfg: Cfg, blocks: frozenset[int]) -> set[str]:
    """The functions called in some blocks."""
    return {name for b in blocks for i in cfg.blocks[b].instructions if (name := called(i)) is not None}


def on_cycles(body: str, avoiding: str = "") -> set[str]:
    cfg = graph_of(body, SIGNATURE)
    avoided = frozenset(b.index for b in cfg.blocks if any(called(i) == avoiding for i in b.instructions))
    return calls_in(cfg, blocks_on_cycles(cfg, avoided))


def test_a_loops_body_lies_on_a_cycle_and_what_surrounds_it_does_not() -> None:
    assert on_cycles("before()\nfor a { inside() }\nafter()") == {"inside"}


def test_what_leaves_a_loop_does_not_lie_on_its_cycle() -> None:
    assert on_cycles("for a { inside(); if b { leaving(); return } }") == {"inside"}


def test_a_cycle_through_what_is_avoided_is_none() -> None:
    assert on_cycles("for a { inside(); if b { next() }; anew() }", "anew") == set()
    assert on_cycles("for a { inside(); if b { anew() } }", "anew") == {"inside"}


def test_each_of_two_nested_loops_is_a_cycle() -> None:
    assert on_cycles("for a { outer(); for b { inner() } }") == {"outer", "inner"}


def test_a_jump_back_is_a_cycle() -> None:
    assert on_cycles("again:\n\tinside()\n\tif a { goto again }\n\tafter()") == {"inside"}


def reached(body: str, start: str) -> set[str]:
    cfg = graph_of(body, SIGNATURE)
    at = next(b.index for b in cfg.blocks if any(called(i) == start for i in b.instructions))
    return calls_in(cfg, reachable_from(cfg, at))


def test_control_comes_to_what_follows() -> None:
    assert reached("if a { one() } else { two() }\nthree()", "one") == {"three"}


def test_control_comes_back_to_a_block_by_a_cycle_alone() -> None:
    assert reached("for a { one() }\ntwo()", "one") == {"one", "two"}


def test_blocks_that_nobody_comes_to_are_not_reached() -> None:
    cfg = graph_of("one()\nreturn\ntwo()", SIGNATURE)
    found = reached_blocks(cfg)
    assert calls_in(cfg, frozenset(b.index for b in found)) == {"one"}
    assert [b.index for b in found] == sorted(b.index for b in found)
    assert found[0].index == 0


def graph(ways: dict[int, list[int]]) -> Cfg:
    """A graph of empty blocks."""
    function = graph_of("one()").function
    blocks = tuple(
        Block(i, BlockKind.ENTRY, (), tuple(Edge(t) for t in targets), None if targets else Ending.RETURN)
        for i, targets in sorted(ways.items())
    )
    return Cfg(function, blocks)


graphs = st.integers(1, 8).flatmap(
    lambda n: st.fixed_dictionaries({i: st.lists(st.integers(0, n - 1), max_size=3) for i in range(n)})
)


@settings(deadline=None)
@given(graphs, st.frozensets(st.integers(0, 7), max_size=2))
def test_a_block_lies_on_a_cycle_where_it_can_be_reached_from_itself(
    ways: dict[int, list[int]], avoiding: frozenset[int]
) -> None:
    left = {i: [t for t in targets if t not in avoiding] for i, targets in ways.items() if i not in avoiding}

    def comes_back(start: int) -> bool:
        found: set[int] = set()
        pending = [start]
        while pending:
            for target in left[pending.pop()]:
                if target not in found:
                    found.add(target)
                    pending.append(target)
        return start in found

    assert blocks_on_cycles(graph(ways), avoiding) == {i for i in left if comes_back(i)}


@settings(deadline=None)
@given(graphs)
def test_what_is_reached_from_the_entry_is_closed_under_edges(ways: dict[int, list[int]]) -> None:
    cfg = graph(ways)
    found = {b.index for b in reached_blocks(cfg)}
    assert 0 in found
    assert all(t in found for b in found for t in ways[b])
    assert found == {0} | reachable_from(cfg, 0)


def test_what_does_not_lead_to_a_block_is_left_out() -> None:
    cfg = graph_of("one()\nif a { two()\nreturn }\nfor a { three() }\nfour()", SIGNATURE)
    wanted = next(b.index for b in cfg.blocks if any(called(i) == "three" for i in b.instructions))
    part = leading_to(cfg, [wanted])
    assert calls_in(part, frozenset(range(len(part.blocks)))) == {"one", "three"}


@settings(deadline=None)
@given(graphs, st.frozensets(st.integers(0, 7), max_size=3))
def test_a_part_has_all_ways_to_the_blocks_it_leads_to_and_no_other(
    ways: dict[int, list[int]], blocks: frozenset[int]
) -> None:
    cfg, wanted = graph(ways), blocks & ways.keys()
    part = leading_to(cfg, wanted)
    for block, kept in zip(cfg.blocks, part.blocks, strict=True):
        leads_there = not wanted.isdisjoint(reachable_from(cfg, block.index))
        assert kept.index == block.index
        # What leads there goes on along all of its edges: an edge that leads elsewhere ends in an empty block.
        assert kept.edges == (block.edges if leads_there else ())
