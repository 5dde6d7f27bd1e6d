"""What a type has from the types that it embeds, and how many of them are looked through for it."""

from __future__ import annotations

import pytest
from gocode import NOWHERE, program_of

from rowsclose.go import types as t
from rowsclose.go.universe import MOST_EMBEDDED, Universe

CHAINS = {
    "structs": ("type E{i} struct {{ E{next} }}", "type E{i} struct {{ last int }}"),
    "pointers": ("type E{i} struct {{ *E{next} }}", "type E{i} struct {{ last int }}"),
    "aliases": (
        "type A{i} = E{i}\ntype E{i} struct {{ A{next} }}",
        "type A{i} = E{i}\ntype E{i} struct {{ last int }}",
    ),
    "interfaces": ("type E{i} interface {{ E{next} }}", "type E{i} interface {{ last() int }}"),
    "methods": ("type E{i} struct {{ E{next} }}", "type E{i} struct {{}}\n\nfunc (e *E{i}) last() int {{ return 1 }}"),
}


def universe_of(text: str) -> tuple[Universe, str]:
    program = program_of({"a.go": f"package p\n\n{text}\n"})
    return program.universe, program.packages_in(NOWHERE)[0].path


def chain(name: str, length: int) -> str:
    step, end = CHAINS[name]
    return "\n".join([*(step.format(i=i, next=i + 1) for i in range(length - 1)), end.format(i=length - 1)])


@pytest.mark.parametrize("name", CHAINS)
def test_a_name_is_looked_for_in_so_many_embedded_types_and_no_more(name: str) -> None:
    universe, package = universe_of(chain(name, MOST_EMBEDDED))
    found = universe.select(t.Named(package, "E0"), "last")
    assert found is not None
    assert universe.select(t.Named(package, "E0"), "other") is None
    universe, package = universe_of(chain(name, MOST_EMBEDDED + 1))
    assert universe.select(t.Named(package, "E0"), "last") is None
    assert universe.select(t.Named(package, "E1"), "last") is not None


def test_types_side_by_side_are_looked_through_in_their_order() -> None:
    embedded = "\n".join(f"E{i}" for i in range(MOST_EMBEDDED))
    each = "\n".join(f"type E{i} struct {{ f{i} int }}" for i in range(MOST_EMBEDDED))
    universe, package = universe_of(f"type All struct {{\n{embedded}\n}}\n{each}")
    names = [f"f{i}" for i in range(MOST_EMBEDDED)]
    found = [name for name in names if universe.select(t.Named(package, "All"), name) is not None]
    assert found == names[: MOST_EMBEDDED - 1]


def test_a_name_that_two_types_have_is_that_of_the_nearer_one() -> None:
    universe, package = universe_of(
        "type A struct { B; C }\ntype B struct { D }\ntype C struct { x string }\ntype D struct { x int }"
    )
    found = universe.select(t.Named(package, "A"), "x")
    assert found is not None
    assert (found.type, found.via) == (t.STRING, ("C",))
