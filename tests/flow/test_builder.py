"""The graph builder: programs call ``live()`` where control comes to and ``dead()`` where it never does."""

from __future__ import annotations

import pytest
from gocode import called, graph_of
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsclose.flow.graph import Cfg, Ending
from rowsclose.flow.reachability import blocks_on_cycles, reachable_from
from rowsclose.go.ir import Holds, IsNil, IsTrue
from rowsclose.values import replace

SHAPES = {
    "return": "live(); return; dead()",
    "return in both branches": "if c { live(); return } else { live(); return }\ndead()",
    "return in one branch": "if c { live(); return }\nlive()",
    "else if chain that always returns": "if a { return } else if b { return } else { return }\ndead()",
    "else if chain with a way through": "if a { return } else if b { live() } else { return }\nlive()",
    "break leaves the loop": "for { live(); break; dead() }\nlive()",
    "continue goes round": "for i := 0; i < n; i++ { if c { continue; dead() }\nlive() }\nlive()",
    "endless loop": "for { live() }\ndead()",
    "endless loop left by return": "for { if c { live(); return } }\ndead()",
    "endless loop left by goto": "for { if c { goto out } }\ndead()\nout:\nlive()",
    "loop with a condition": "for c { live() }\nlive()",
    "range loop": "for range xs { live() }\nlive()",
    "range loop left at once": "for range xs { live(); break; dead() }\nlive()",
    "labelled break leaves the outer loop": "outer:\nfor { for { break outer; dead() }\ndead() }\nlive()",
    "unlabelled break leaves the inner loop": "for { for { break; dead() }\nlive(); return }\ndead()",
    "labelled continue goes on with the outer loop": (
        "outer:\nfor i := range n { for { continue outer; dead() }\ndead() }\nlive()"
    ),
    "break out of a switch": "loop:\nfor { switch { case c: break loop; default: live() }\nlive() }\nlive()",
    "break in a switch leaves the switch": "for { switch { case c: break; dead() }\nlive(); return }\ndead()",
    "continue in a switch goes round": "for c { switch { case d: continue; dead(); default: live() }\nlive() }\nlive()",
    "labelled switch left from an inner loop": (
        "out:\nswitch { case c: for { break out; dead() }\ndead(); default: live() }\nlive()"
    ),
    "labelled select left from an inner loop": (
        "out:\nselect { case <-a: for { break out; dead() }\ndead(); default: live() }\nlive()"
    ),
    "break names the outer of two labels": (
        "one:\nfor { two:\nfor { if c { break one; dead() }\nbreak two }\nlive() }\nlive()"
    ),
    "label on a block is for goto alone": "again:\n{ live()\nif c { goto again; dead() } }\nlive()",
    "goto into a block of its own label": "if c { goto end; dead() }\nlive()\nend:\nfor { break }\nlive()",
    "goto forward": "goto done\ndead()\ndone:\nlive()",
    "goto backward": "again:\nlive()\nif c { goto again; dead() }\nlive()",
    "goto backward for ever": "again:\nlive()\ngoto again\ndead()",
    "goto into another label past code": "if c { goto a }\nlive(); return\na:\nlive()",
    "label nobody goes to": "return\na:\ndead()\nif c { goto a }",
    "switch without default": "switch x { case 1: live(); return; case 2: return }\nlive()",
    "switch with default that returns everywhere": "switch x { case 1: return; default: live(); return }\ndead()",
    "default in the middle": "switch { case a: return; default: live(); return; case b: live(); return }\ndead()",
    "fallthrough": "switch x { case 1: live(); fallthrough; case 2: live(); return; default: return }\ndead()",
    "fallthrough into default": "switch x { case 1: fallthrough; default: live() }\nlive()",
    "empty switch": "switch { }\nlive()",
    "type switch": "switch v := x.(type) { case int: live(); return; case nil: return; default: live(); use(v) }\nlive()",
    "select takes one of its cases": "select { case <-a: live(); return; case b <- 1: live(); return }\ndead()",
    "select with default": "select { case v := <-a: use(v); return; default: live() }\nlive()",
    "break in a select": "for { select { case <-a: break; dead() }\nlive(); return }\ndead()",
    "empty select blocks": "live(); select { }\ndead()",
    "call that ends the process": "exit(); dead()",
    "panic": "if c { panic(1); dead() }\nlive()",
    "no return in both branches": "if c { exit() } else { panic(2) }\ndead()",
    "no return in a condition": "if live() && exit() { dead() }\nlive()",
    "right side of && only where left holds": "if a && b { live() } else { live() }\nlive()",
    "negation": "if !(a || !b) { live() }\nlive()",
    "block statement": "{ { live(); return }\ndead() }\ndead()",
    "if with a statement": "if v := g(); v { live(); return }\nlive()",
    "defer does not run here": "defer exit(); live(); return",
    "go does not run here": "go exit(); live()",
    "a literal's return is its own": "func() { return }()\nlive()",
}
"""Functions with the parameters of ``SIGNATURE``; the names say the claim."""

SIGNATURE = "f(a, b, c, d bool, n, x int, xs []int)"


def names_in(cfg: Cfg, blocks: frozenset[int]) -> set[str]:
    found = (called(instruction) for index in blocks for instruction in cfg.blocks[index].instructions)
    return {name for name in found if name}


def reached(cfg: Cfg) -> frozenset[int]:
    return reachable_from(cfg, 0) | {0}


@pytest.mark.parametrize("body", SHAPES.values(), ids=SHAPES)
def test_live_code_is_reached_and_dead_code_is_not(body: str) -> None:
    cfg = graph_of(body, SIGNATURE)
    live = [f"live in block {b.index}" for b in cfg.blocks for i in b.instructions if called(i) == "live"]
    reachable = [
        f"live in block {n}" for n in sorted(reached(cfg)) for i in cfg.blocks[n].instructions if called(i) == "live"
    ]
    assert reachable == live
    assert len(live) == body.count("live()")
    assert "dead" not in names_in(cfg, reached(cfg))


@pytest.mark.parametrize("body", SHAPES.values(), ids=SHAPES)
def test_every_edge_has_a_target_and_only_ends_have_none(body: str) -> None:
    cfg = graph_of(body, SIGNATURE)
    for index, block in enumerate(cfg.blocks):
        assert block.index == index
        assert all(0 <= edge.target < len(cfg.blocks) for edge in block.edges)
        assert (block.ending is not None) == (not block.edges)
        conditions = [edge.condition for edge in block.edges if edge.condition is not None]
        assert len(conditions) in (0, 2)
        assert len({branch.atom for branch in conditions}) <= 1
        assert {branch.holds for branch in conditions} in (set(), {True, False})


def endings(body: str) -> set[Ending]:
    cfg = graph_of(body, SIGNATURE)
    return {ending for index in reached(cfg) if (ending := cfg.blocks[index].ending) is not None}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("live()", {Ending.RETURN}),
        ("return", {Ending.RETURN}),
        ("exit()", {Ending.PROCESS}),
        ("panic(1)", {Ending.GOROUTINE}),
        ("select {}", {Ending.BLOCKED}),
        ("for {}", set()),
        ("if c { exit() }\nif d { panic(1) }", {Ending.RETURN, Ending.PROCESS, Ending.GOROUTINE}),
    ],
)
def test_endings_of_what_control_comes_to(body: str, expected: set[Ending]) -> None:
    assert endings(body) == expected


def test_condition_is_split_into_questions_on_edges() -> None:
    cfg = graph_of("if err != nil || a && !b { live() }", "f(err error, a, b bool)")
    asked = [edge.condition for block in cfg.blocks for edge in block.edges if edge.condition]
    # `err != nil` is false where the atom "err is nil" holds.
    assert [(type(branch.atom), branch.holds, branch.reads) for branch in asked] == [
        (IsNil, True, False),
        (IsNil, False, True),
        (IsTrue, True, True),
        (IsTrue, False, False),
        (IsTrue, True, True),
        (IsTrue, False, False),
    ]


def test_comparison_without_effects_is_one_atom_wherever_it_is_asked() -> None:
    cfg = graph_of("if n > 3 { live() }\nif n > 3 { live() }", SIGNATURE)
    atoms = {edge.condition.atom for block in cfg.blocks for edge in block.edges if edge.condition}
    assert len(atoms) == 1
    assert all(isinstance(atom, Holds) for atom in atoms)


def test_cycles_are_found_with_and_without_a_block() -> None:
    cfg = graph_of("before()\nfor c { within() }\nbehind()", SIGNATURE)
    on_cycle = blocks_on_cycles(cfg)
    assert names_in(cfg, on_cycle) == {"within"}
    (within,) = (block.index for block in cfg.blocks for i in block.instructions if called(i) == "within")
    assert blocks_on_cycles(cfg, frozenset({within})) == frozenset()


def bodies() -> st.SearchStrategy[str]:
    """Any nesting of statements and jumps that is legal within a labelled loop."""
    simple = st.sampled_from(
        ["g()", "return", "exit()", "panic(1)", "break", "continue", "break outer", "continue outer"]
    )

    def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        listed = st.lists(inner, max_size=3).map("\n".join)
        return st.one_of(
            listed.map(lambda s: f"if a && (b || !c) {{\n{s}\n}}"),
            st.tuples(listed, listed).map(lambda s: f"if a {{\n{s[0]}\n}} else {{\n{s[1]}\n}}"),
            listed.map(lambda s: f"for i := 0; i < n; i++ {{\n{s}\n}}"),
            listed.map(lambda s: f"for {{\n{s}\n}}"),
            listed.map(lambda s: f"for range xs {{\n{s}\n}}"),
            st.tuples(listed, listed).map(
                lambda s: f"switch x {{\ncase 1, 2:\n{s[0]}\nfallthrough\ndefault:\n{s[1]}\n}}"
            ),
            st.tuples(listed, listed).map(lambda s: f"select {{\ncase <-ch:\n{s[0]}\ndefault:\n{s[1]}\n}}"),
        )

    return st.recursive(simple, nested, max_leaves=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(bodies(), max_size=4), st.sets(st.integers(0, 12)))
def test_block_is_on_a_cycle_where_it_is_reached_from_itself(statements: list[str], left_out: set[int]) -> None:
    body = "\n".join(statements)
    cfg = graph_of(f"outer:\nfor a {{\n{body}\n}}\ndone()", SIGNATURE)
    assert blocks_on_cycles(cfg) == {b.index for b in cfg.blocks if b.index in reachable_from(cfg, b.index)}
    avoiding = frozenset(left_out)
    kept = [
        replace(b, edges=tuple(e for e in b.edges if e.target not in avoiding and b.index not in avoiding))
        for b in cfg.blocks
    ]
    smaller = Cfg(cfg.function, tuple(kept))
    assert blocks_on_cycles(cfg, avoiding) == blocks_on_cycles(smaller)


@settings(max_examples=60, deadline=None)
@given(st.lists(bodies(), max_size=4))
def test_any_nesting_of_jumps_gives_a_whole_graph(statements: list[str]) -> None:
    body = "\n".join(statements)
    cfg = graph_of(f"outer:\nfor a {{\n{body}\n}}\ndone()", SIGNATURE)
    for block in cfg.blocks:
        assert all(0 <= edge.target < len(cfg.blocks) for edge in block.edges)
        assert (block.ending is not None) == (not block.edges)
    assert "done" in names_in(cfg, reached(cfg))
