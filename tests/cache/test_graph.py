"""The digest of a node tells every difference in what it leads to, and none elsewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rowsclose.cache.graph import components, reach_digests

NODES = [f"n{i}" for i in range(7)]
GRAPHS = st.fixed_dictionaries({node: st.lists(st.sampled_from(NODES), max_size=4) for node in NODES})


def reached(edges: dict[str, list[str]], node: str) -> frozenset[str]:
    seen, waiting = {node}, [node]
    while waiting:
        for target in edges[waiting.pop()]:
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return frozenset(seen)


@given(GRAPHS)
def test_components_are_the_circles_and_stand_behind_what_they_lead_to(edges: dict[str, list[str]]) -> None:
    found = list(components(edges))
    assert sorted(node for component in found for node in component) == NODES
    done: set[str] = set()
    for component in found:
        together = {n for n in NODES if component[0] in reached(edges, n) and n in reached(edges, component[0])}
        assert set(component) == together
        done |= together
        assert all(target in done for node in component for target in edges[node])


@given(GRAPHS, st.sampled_from(NODES))
def test_a_change_shows_in_all_that_lead_to_it_and_nowhere_else(edges: dict[str, list[str]], changed: str) -> None:
    own = {node: node.encode() for node in NODES}
    before, after = (reach_digests(each, edges) for each in (own, {**own, changed: b"changed"}))
    assert {n for n in NODES if before[n] != after[n]} == {n for n in NODES if changed in reached(edges, n)}


def test_a_chain_of_any_length_is_followed() -> None:
    chain = {str(n): [str(n + 1)] for n in range(20_000)} | {"20000": []}
    assert len(reach_digests(dict.fromkeys(chain, b""), chain)) == 20_001
