"""Exploration on made-up facts: numbers that instructions change and that edges may contradict."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from unittest.mock import patch

from gocode import called, graph_of
from hypothesis import given, settings
from hypothesis import strategies as st

from rowsclose.flow import exploration
from rowsclose.flow.exploration import APART, Exit, State, Trail, explore
from rowsclose.flow.graph import Branch, Cfg, Ending
from rowsclose.go.ir import Atom, Call, Instruction, IsDrained


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The calls made, up to the last ``reset()``, and the atoms decided."""

    calls: frozenset[str] = frozenset()
    known: frozenset[tuple[Atom, bool]] = frozenset()
    state: str = ""


class Calls:
    """Facts grow with each call; a question that was answered before keeps its answer, unless nothing ``remembers``."""

    def __init__(self, remembers: bool = True) -> None:
        self.joins = 0
        self.transfers = 0
        self.remembers = remembers

    def key(self, fact: Knowledge) -> Hashable:
        return fact.state

    def covers(self, old: Knowledge, new: Knowledge) -> bool:
        return old.known <= new.known and new.calls <= old.calls

    def join(self, left: Knowledge, right: Knowledge) -> Knowledge:
        self.joins += 1
        return Knowledge(left.calls | right.calls, left.known & right.known, left.state)

    def widen(self, fact: Knowledge) -> Knowledge:
        return replace(fact, known=frozenset())

    def family(self, fact: Knowledge) -> Hashable:
        return fact.state

    def merge(self, left: Knowledge, right: Knowledge) -> Knowledge:
        return self.join(left, right)

    def transfer(
        self, instruction: Instruction, state: State[Knowledge]
    ) -> Iterable[State[Knowledge] | Exit[Knowledge]]:
        self.transfers += 1
        name = called(instruction)
        fact = state.fact
        if name == "stop":
            return [Exit(Ending.GOROUTINE, state, instruction)]
        if name == "fork":
            return [State(replace(fact, state=s), state.trail) for s in ("left", "right")]
        if name == "split":
            return [state, State(replace(fact, calls=fact.calls | {f"split{instruction.span.start}"}), state.trail)]
        if name is not None and isinstance(instruction, Call):
            return [State(replace(fact, calls=fact.calls | {name}), state.trail)]
        return [state]

    def entering(self, block: int, fact: Knowledge) -> Knowledge:
        return fact

    def assume(self, branch: Branch, fact: Knowledge) -> Knowledge | None:
        if not self.remembers or isinstance(branch.atom, IsDrained):
            return fact
        if (branch.atom, not branch.holds) in fact.known:
            return None
        return replace(fact, known=fact.known | {(branch.atom, branch.holds)})


SIGNATURE = "f(a, b, c, d, e, g, h bool, n int)"


def exits(body: str, semantics: Calls | None = None) -> list[Exit[Knowledge]]:
    cfg = graph_of(body, SIGNATURE)
    return explore(cfg, [(0, State(Knowledge(), None))], semantics or Calls(), lambda fact: True)


def outcomes(body: str) -> set[tuple[Ending, frozenset[str]]]:
    return {(e.ending, e.state.fact.calls) for e in exits(body)}


def of(*calls: str) -> tuple[Ending, frozenset[str]]:
    return Ending.RETURN, frozenset(calls)


def test_straight_code_has_one_exit() -> None:
    assert outcomes("one(); two()") == {of("one", "two")}


def test_each_side_of_a_branch_is_explored() -> None:
    assert outcomes("if a { one() } else { two() }") == {of("one"), of("two")}


def test_same_question_has_the_same_answer_on_one_path() -> None:
    assert outcomes("if a { one() }\nif !a { two() }") == {of("one"), of("two")}


def test_contradicted_edge_is_not_taken() -> None:
    assert outcomes("if a { return }\nif a { never() }\none()") == {of(), of("one")}


def test_loop_ends_though_facts_grow_in_it() -> None:
    assert outcomes("for range n { if a { one() } else { two() } }") == {of(), of("one"), of("two")}


def test_instruction_may_end_the_function_and_fork_the_state() -> None:
    assert outcomes("one(); stop(); never()") == {(Ending.GOROUTINE, frozenset({"one"}))}
    assert [e.state.fact.state for e in exits("fork()")] == ["left", "right"]


def test_nearest_exit_comes_first() -> None:
    body = "if a { if b { one(); if c { two() } ; return } ; three(); return }"
    first = exits(body)[0]
    assert first.state.fact.calls == frozenset()


def test_trail_names_the_branches_in_order() -> None:
    (last,) = [e for e in exits("if a { if b { one(); return } }") if e.state.fact.calls]
    trail = last.state.trail
    assert trail is not None
    assert trail.previous is not None
    assert trail.previous.previous is None
    first, second = branches(trail)
    assert (first.reads, second.reads) == (True, True)
    assert first.span < second.span


def test_trail_tells_a_range_loop_from_a_question() -> None:
    (last,) = [e for e in exits("for range n { if a { one(); return } }") if e.state.fact.calls]
    assert [(isinstance(b.atom, IsDrained), b.holds) for b in branches(last.state.trail)] == [
        (True, False),
        (False, True),
    ]


def branches(trail: Trail | None) -> list[Branch]:
    """The branches of a way, first to last."""
    if trail is None:
        return []
    assert isinstance(trail.branch, Branch)
    return [*branches(trail.previous), trail.branch]


def test_dropped_fact_goes_no_further_than_its_block() -> None:
    cfg = graph_of("one()\nif a { two() }", SIGNATURE)
    starts = [(0, State(Knowledge(), None))]
    assert explore(cfg, starts, Calls(), lambda fact: "one" not in fact.calls) == []


def test_each_fact_taken_at_a_block_is_seen() -> None:
    cfg = graph_of("if a { one() }", SIGNATURE)
    taken: list[tuple[int, Knowledge]] = []
    explore(cfg, [(0, State(Knowledge(), None))], Calls(), lambda fact: True, lambda b, f: taken.append((b, f)))
    assert taken[0] == (0, Knowledge())
    assert len(taken) == len(set(taken))


def test_facts_are_joined_beyond_the_number_that_is_kept_apart() -> None:
    semantics = Calls()
    questions = "abcdegh"
    assert 2 ** len(questions) > APART
    body = "\n".join(f"if {q} {{ one_{q}() }}" for q in questions)
    found = exits(body, semantics)
    assert semantics.joins > 0
    # What a join forgets only makes the outcome larger.
    assert any(e.state.fact.calls == frozenset(f"one_{q}" for q in questions) for e in found)


def test_facts_of_different_keys_are_never_joined() -> None:
    body = "fork()\n" + "\n".join(f"if {q} {{ one_{q}() }}" for q in "abcdegh")
    assert {e.state.fact.state for e in exits(body)} == {"left", "right"}


def joined(body: str) -> tuple[int, list[frozenset[str]]]:
    """How often facts are joined, and the calls made at the exits."""
    semantics = Calls()
    found = exits(body, semantics)
    return semantics.joins, [e.state.fact.calls for e in found]


def test_facts_up_to_the_number_that_is_kept_apart_are_not_joined() -> None:
    cases = "; ".join(f"case {i}: one_{i}()" for i in range(APART - 1))
    assert joined(f"switch n {{ {cases}; default: other() }}")[0] == 0
    assert joined(f"switch n {{ {cases}; case 100: more(); default: other() }}")[0] == APART


def test_the_joined_fact_stands_for_all_and_goes_on_once() -> None:
    cases = "; ".join(f"case {i}: one_{i}()" for i in range(APART))
    _, found = joined(f"switch n {{ {cases}; default: other() }}")
    alone = [frozenset({f"one_{i}"}) for i in range(APART)]
    assert found == [*alone, frozenset().union(*alone, {"other"})]


def test_what_a_known_fact_covers_is_not_explored_again() -> None:
    semantics = Calls(remembers=False)
    assert len(exits("if a { one() } else { one() }", semantics)) == 1
    assert len(exits("if a { one() } else { two() }", Calls(remembers=False))) == 2


def test_states_that_multiply_within_a_block_are_joined_there() -> None:
    class Forking(Calls):
        def transfer(
            self, instruction: Instruction, state: State[Knowledge]
        ) -> Iterable[State[Knowledge] | Exit[Knowledge]]:
            name = called(instruction)
            if name is None:
                return [state]
            return [
                State(replace(state.fact, calls=state.fact.calls | {f"{name}{way}"}), state.trail) for way in range(4)
            ]

    semantics = Forking()
    found = exits("one()", semantics)
    assert [sorted(e.state.fact.calls) for e in found] == [[f"one{i}"] for i in range(4)]
    assert semantics.joins == 0
    found = exits("one(); two()", semantics)
    # Sixteen ways: six are kept, the seventh is joined with them, and so on.
    assert semantics.joins > 0
    assert len(found) <= APART
    assert frozenset().union(*(e.state.fact.calls for e in found)) == {
        f"{c}{i}" for c in ("one", "two") for i in range(4)
    }


def test_states_of_different_keys_that_multiply_within_a_block_stay_apart() -> None:
    class Keyed(Calls):
        def transfer(
            self, instruction: Instruction, state: State[Knowledge]
        ) -> Iterable[State[Knowledge] | Exit[Knowledge]]:
            if called(instruction) is None:
                return [state]
            return [State(replace(state.fact, state=f"{state.fact.state}{way}"), state.trail) for way in "abc"]

    found = exits("one(); two()", Keyed())
    assert [e.state.fact.state for e in found] == [a + b for a in "abc" for b in "abc"]


def test_covered_states_within_a_block_are_dropped() -> None:
    class Repeating(Calls):
        def transfer(
            self, instruction: Instruction, state: State[Knowledge]
        ) -> Iterable[State[Knowledge] | Exit[Knowledge]]:
            return [state] * (APART + 2) if called(instruction) is not None else [state]

    assert len(exits("one()", Repeating())) == 1


def test_what_starts_at_a_block_is_explored_from_there() -> None:
    cfg = graph_of("one()\nif a { two() }\nthree()", SIGNATURE)
    middle = next(b.index for b in cfg.blocks if any(called(i) == "two" for i in b.instructions))
    found = explore(cfg, [(middle, State(Knowledge(), None))], Calls(), lambda fact: True)
    assert [e.state.fact.calls for e in found] == [frozenset({"two", "three"})]


def test_the_first_to_reach_an_exit_has_taken_the_fewest_blocks() -> None:
    body = "if a { one(); if b { two(); if c { three() } } }\nlast()"
    sizes = [len(e.state.fact.calls) for e in exits(body)]
    assert sizes == sorted(sizes)
    assert sizes == [1, 2, 3, 4]


def test_an_exit_names_the_instruction_that_ends_its_block() -> None:
    (only,) = exits("one(); exit()")
    assert only.at is not None
    assert called(only.at) == "exit"
    assert only.ending is Ending.PROCESS
    (endless,) = explore(graph_of("select {}"), [(0, State(Knowledge(), None))], Calls(), lambda fact: True)
    assert endless.ending is Ending.BLOCKED


def test_time_is_linear_in_the_branches_where_nothing_is_remembered() -> None:
    semantics, count = Calls(remembers=False), 500
    exits("\n".join(f"if n == {i} {{ one() }}" for i in range(count)), semantics)
    assert semantics.transfers <= APART * count


def test_time_is_polynomial_in_what_is_remembered() -> None:
    semantics, count = Calls(), 60
    exits("\n".join(f"if n == {i} {{ one() }}" for i in range(count)), semantics)
    assert semantics.transfers <= APART * count * count


def test_time_is_polynomial_where_a_block_forks_again_and_again() -> None:
    semantics, count = Calls(), 40
    found = exits("split()\n" * count, semantics)
    assert semantics.transfers <= (2 * APART + 1) * (count + 1)
    # All that may have been done is in one of the facts at least.
    assert max(len(e.state.fact.calls) for e in found) == count


def impatient() -> AbstractContextManager[object]:
    """Exploration that takes nothing by itself once a join covers it."""
    return patch.multiple(exploration, PATIENCE=0, _FEW=0)


def test_once_patience_ends_what_a_join_covers_is_not_taken() -> None:
    body = "\n".join(f"if n == {i} {{ one() }} else {{ two(); if a {{ three() }} }}" for i in range(30))
    patient, hasty = Calls(), Calls()
    exits(body, patient)
    with impatient():
        found = exits(body, hasty)
    assert hasty.transfers < patient.transfers
    assert any(e.state.fact.calls == {"one", "two", "three"} for e in found)


def graph_with_cycle() -> Cfg:
    return graph_of("for { if a { one() } }", SIGNATURE)


def test_endless_loop_has_no_exit_and_ends() -> None:
    assert explore(graph_with_cycle(), [(0, State(Knowledge(), None))], Calls(), lambda fact: True) == []


Way = tuple[Ending, Knowledge, list[Branch], int]


def ways(cfg: Cfg, block: int, fact: Knowledge, taken: list[Branch], blocks: int) -> Iterator[Way]:
    """Every way through a graph without cycles that its own facts do not contradict, one by one."""
    semantics, here = Calls(), cfg.blocks[block]
    facts = [fact]
    for instruction in here.instructions:
        after = [a for f in facts for a in semantics.transfer(instruction, State(f, None))]
        facts = [a.fact for a in after if isinstance(a, State)]
        yield from ((a.ending, a.state.fact, taken, blocks) for a in after if isinstance(a, Exit))
    for known in facts:
        if here.ending is not None:
            yield here.ending, known, taken, blocks
        for edge in here.edges:
            passed = known if edge.condition is None else semantics.assume(edge.condition, known)
            if passed is not None:
                yield from ways(
                    cfg, edge.target, passed, taken + ([edge.condition] if edge.condition else []), blocks + 1
                )


def acyclic_bodies() -> st.SearchStrategy[str]:
    simple = st.sampled_from(["one()", "two()", "three()", "return", "stop()", "fork()"])
    conditions = st.sampled_from(["a", "!a", "b", "a && b", "b || c", "!(c && d)", "n > 3", "n == 1"])

    def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        listed = st.lists(inner, max_size=3).map("\n".join)
        return st.one_of(
            st.tuples(conditions, listed).map(lambda s: f"if {s[0]} {{\n{s[1]}\n}}"),
            st.tuples(conditions, listed, listed).map(lambda s: f"if {s[0]} {{\n{s[1]}\n}} else {{\n{s[2]}\n}}"),
            st.tuples(listed, listed).map(lambda s: f"switch n {{\ncase 1:\n{s[0]}\ncase 2, 3:\n{s[1]}\n}}"),
        )

    return st.lists(st.recursive(simple, nested, max_leaves=6), max_size=5).map("\n".join)


def covers_every_way(found: list[Exit[Knowledge]], possible: list[Way]) -> bool:
    semantics = Calls()
    return all(
        any(
            e.ending is ending
            and semantics.key(e.state.fact) == semantics.key(fact)
            and semantics.covers(e.state.fact, fact)
            for e in found
        )
        for ending, fact, _, _ in possible
    )


@settings(max_examples=80, deadline=None)
@given(acyclic_bodies())
def test_exits_cover_every_way_that_can_be_taken_and_begin_with_a_shortest(body: str) -> None:
    cfg, semantics = graph_of(body, SIGNATURE), Calls()
    found = explore(cfg, [(0, State(Knowledge(), None))], semantics, lambda fact: True)
    possible = list(ways(cfg, 0, Knowledge(), [], 0))
    assert covers_every_way(found, possible)
    with impatient():
        assert covers_every_way(explore(cfg, [(0, State(Knowledge(), None))], Calls(), lambda fact: True), possible)
    shortest = min(blocks for _, _, _, blocks in possible)
    assert branches(found[0].state.trail) in [taken for _, _, taken, blocks in possible if blocks == shortest]
