"""Which variables may still be read where a block begins."""

from __future__ import annotations

from gocode import called, graph_of

from rowsclose.flow.builder import build
from rowsclose.flow.graph import Cfg
from rowsclose.flow.liveness import liveness_of
from rowsclose.go.ir import Variable
from rowsclose.go.walk import functions_within, instructions_of, targets_of

SIGNATURE = "f(p bool) (r bool)"


def live_at(cfg: Cfg, name: str) -> set[str]:
    """The named variables that are not dead where the block begins that calls ``name``."""
    liveness = liveness_of(cfg)
    (block,) = [b.index for b in cfg.blocks if any(called(i) == name for i in b.instructions)]
    return {v.name for v in variables(cfg) if not liveness.is_dead(v, block)}


def variables(cfg: Cfg) -> list[Variable]:
    function = cfg.function
    roots = [p.root for f in functions_within(function) for i in instructions_of(f) for p in targets_of(i)]
    found = dict.fromkeys([*function.parameters, *function.results, *roots])
    return [v for v in found if isinstance(v, Variable) and not v.is_temporary]


def test_a_variable_is_live_until_it_is_read_last() -> None:
    cfg = graph_of("a := g()\nif p { first() }\nif a { second() }\nif p { third() }", SIGNATURE)
    assert live_at(cfg, "first") == {"p", "r", "a"}
    assert live_at(cfg, "second") == {"p", "r"}
    assert live_at(cfg, "third") == {"p", "r"}


def test_a_variable_that_is_written_before_it_is_read_is_dead() -> None:
    cfg = graph_of("a := g()\nif p { first() }\na = h()\nif a { second() }", SIGNATURE)
    assert live_at(cfg, "first") == {"p", "r"}


def test_what_the_next_round_of_a_loop_reads_is_live() -> None:
    cfg = graph_of("a := g()\nfor p { first(); if a { second() } }\nthird()", SIGNATURE)
    assert live_at(cfg, "second") == {"p", "r", "a"}
    assert live_at(cfg, "third") == {"p", "r"}


def test_writing_a_part_reads_the_rest() -> None:
    cfg = graph_of("a := g()\nif p { first() }\na.b = h()", SIGNATURE)
    assert live_at(cfg, "first") == {"p", "r", "a"}


def test_what_a_literal_captures_or_a_pointer_leads_to_is_live() -> None:
    for use in ("func() { h(a) }()", "h(&a)", "defer func() { h(a) }()"):
        assert live_at(graph_of(f"a := g()\n{use}\nif p {{ first() }}", SIGNATURE), "first") == {"p", "r", "a"}


def test_a_deferred_call_has_its_own_copy_of_what_it_gets() -> None:
    cfg = graph_of("a := g()\ndefer h(a)\nif p { first() }", SIGNATURE)
    assert live_at(cfg, "first") == {"p", "r"}


def test_in_a_literal_only_its_own_variables_die() -> None:
    outer = graph_of("a := g()\nfunc() { b := g(); if b { first() }; h(a) }()", SIGNATURE)
    cfg = build(outer.function.literals[0], lambda _: None)
    liveness = liveness_of(cfg)
    (block,) = [b.index for b in cfg.blocks if any(called(i) == "first" for i in b.instructions)]
    dead = {v.name for v in variables(outer) if liveness.is_dead(v, block)}
    assert dead == {"b"}
