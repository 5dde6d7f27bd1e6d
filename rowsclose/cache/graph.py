"""For each node of a graph the digest of all that it leads to, itself included; nodes in a circle share theirs.

a -> b -> c     d -> c         digest(a) is of a and digest(b)
     b <- c                    digest(b) = digest(c) is of b and c together
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence


def digest_of(parts: Iterable[bytes]) -> bytes:
    """The digest of parts, in their order."""
    state = hashlib.blake2b(digest_size=20)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.digest()


def reach_digests(own: Mapping[str, bytes], edges: Mapping[str, Sequence[str]]) -> dict[str, bytes]:
    """The digests of all nodes; ``own`` is what each holds by itself."""
    found: dict[str, bytes] = {}
    for component in components(edges):
        inside = frozenset(component)
        beyond = {found[target] for node in component for target in edges[node] if target not in inside}
        together = digest_of((*sorted(own[node] for node in component), b"beyond", *sorted(beyond)))
        found.update(dict.fromkeys(component, together))
    return found


def components(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The strongly connected components, each behind all that it leads to: Tarjan's algorithm, without recursion."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: dict[str, None] = {}  # nodes of components that are not complete yet, in the order they were met
    for root in edges:
        if root in order:
            continue
        path: list[tuple[str, Iterator[str]]] = [_met(root, edges, order, lowest, open_)]
        while path:
            node, targets = path[-1]
            for target in targets:
                if target not in order:
                    path.append(_met(target, edges, order, lowest, open_))
                    break
                if target in open_:
                    lowest[node] = min(lowest[node], order[target])
            else:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == order[node]:
                    yield list(_closed(node, open_))


_Path = tuple[str, Iterator[str]]


def _met(
    node: str,
    edges: Mapping[str, Sequence[str]],
    order: dict[str, int],
    lowest: dict[str, int],
    open_: dict[str, None],
) -> _Path:
    order[node] = lowest[node] = len(order)
    open_[node] = None
    return node, iter(edges[node])


def _closed(first: str, open_: dict[str, None]) -> Iterator[str]:
    """Take the nodes back from the last one met to the first of a component."""
    node = ""
    while node != first:
        node, _ = open_.popitem()
        yield node
