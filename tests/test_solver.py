"""The solver on integer graphs: least fixpoints, the same whoever asks first, and nothing provisional kept."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsclose.solver import DEEPEST, MOST_ROUNDS, Derived, Solver, Table

Graph = Mapping[int, tuple[int, ...]]

graphs: st.SearchStrategy[Graph] = st.integers(1, 9).flatmap(
    lambda size: st.fixed_dictionaries(
        {node: st.lists(st.integers(0, size - 1), max_size=4).map(tuple) for node in range(size)}
    )
)


def reachable(graph: Graph, node: int) -> frozenset[int]:
    found, pending = {node}, [node]
    while pending:
        for target in graph[pending.pop()]:
            if target not in found:
                found.add(target)
                pending.append(target)
    return frozenset(found)


def reachability(graph: Graph) -> Table[int, frozenset[int]]:
    """What can be reached: the least sets that hold each node itself and all that its targets reach."""

    def work_out(node: int) -> frozenset[int]:
        return frozenset({node}).union(*(table.of(target) for target in graph[node]))

    table = Table[int, frozenset[int]](Solver(), work_out, lambda _: frozenset())
    return table


@given(graphs, st.randoms(use_true_random=False))
def test_monotone_equations_get_their_least_fixpoint(graph: Graph, order: random.Random) -> None:
    table = reachability(graph)
    for node in order.sample(sorted(graph), len(graph)):
        assert table.of(node) == reachable(graph, node)


def wayward(graph: Graph, functions: Mapping[int, int]) -> Table[int, int]:
    """Equations that no order could like: not monotone, and which question is asked depends on an answer."""

    def work_out(node: int) -> int:
        total = functions[node]
        for target in graph[node]:
            if (total + target) % 3:
                total = (total * 5 + table.of(target) + 1) % 7
        return total

    table = Table[int, int](Solver(), work_out, lambda node: node % 2)
    return table


@given(graphs, st.lists(st.integers(0, 6), min_size=9, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_asking_does_not_matter_whatever_the_equations_do(
    graph: Graph, constants: list[int], order: random.Random
) -> None:
    functions = dict(enumerate(constants))
    one, other = wayward(graph, functions), wayward(graph, functions)
    nodes = sorted(graph)
    first = {node: one.of(node) for node in nodes}
    second = {node: other.of(node) for node in order.sample(nodes, len(nodes))}
    assert first == second
    assert {node: one.of(node) for node in nodes} == first
    alone = {node: wayward(graph, functions).of(node) for node in nodes}
    assert alone == first


def test_a_chain_is_worked_out_once_each() -> None:
    worked_out: list[int] = []

    def work_out(number: int) -> int:
        worked_out.append(number)
        return table.of(number - 1) + 1 if number else 0

    table = Table[int, int](Solver(), work_out, lambda _: 0)
    assert table.of(40) == 40
    assert table.of(20) == 20
    assert worked_out == list(range(40, -1, -1))


def test_a_question_beside_a_component_is_not_worked_out_again_with_it() -> None:
    worked_out: list[str] = []
    asks = {"even": ("odd", "zero"), "odd": ("even", "zero"), "zero": ()}

    def work_out(name: str) -> frozenset[str]:
        worked_out.append(name)
        return frozenset({name}).union(*(table.of(n) for n in asks[name]))

    table = Table[str, frozenset[str]](Solver(), work_out, lambda _: frozenset())
    assert table.of("even") == table.of("odd") == {"even", "odd", "zero"}
    assert worked_out.count("zero") == 1


def test_two_tables_rest_on_each_other() -> None:
    solver = Solver()
    even = Table[int, bool](solver, lambda n: n == 0 or odd.of(n - 1), lambda _: False)
    odd = Table[int, bool](solver, lambda n: n != 0 and even.of(n - 1), lambda _: False)
    assert [even.of(n) for n in range(5)] == [True, False, True, False, True]
    assert odd.of(7)


def test_a_component_that_never_settles_ends_with_its_last_round() -> None:
    rounds: list[int] = []

    def work_out(_: str) -> int:
        rounds.append(1)
        return table.of("liar") + 1

    table = Table[str, int](Solver(), work_out, lambda _: 0)
    assert table.of("liar") == table.of("liar") == MOST_ROUNDS
    assert len(rounds) == MOST_ROUNDS


def test_the_inner_of_two_nested_circles_is_settled_with_the_outer_one() -> None:
    graph = {0: (1,), 1: (2, 0), 2: (1, 3), 3: (2, 4), 4: ()}
    for first in graph:
        table = reachability(graph)
        table.of(first)
        assert {node: table.of(node) for node in graph} == {node: reachable(graph, node) for node in graph}


def test_a_question_that_comes_up_late_joins_its_component() -> None:
    # `late` is asked only once `head` has a second member in its answer.
    def work_out(name: str) -> frozenset[str]:
        match name:
            case "head":
                found = table.of("other")
                return found | {"head"} | (table.of("late") if "other" in found else frozenset())
            case "other":
                return table.of("head") | {"other"}
            case _:
                return table.of("head") | {"late"}

    for first in ("head", "other", "late"):
        table = Table[str, frozenset[str]](Solver(), work_out, lambda _: frozenset())
        table.of(first)
        assert all(table.of(n) == {"head", "other", "late"} for n in ("head", "other", "late"))


def failing(solver: Solver, fail: Callable[[], bool]) -> Table[str, int]:
    def work_out(name: str) -> int:
        if name == "bad" and fail():
            raise ValueError(name)
        return 1 + (table.of("bad") if name == "good" else table.of("good") if name == "bad" else 0) % 2

    table = Table[str, int](solver, work_out, lambda _: 0)
    return table


def test_a_failure_leaves_nothing_behind() -> None:
    failures = iter([True, False, False, False, False])
    table = failing(Solver(), lambda: next(failures, False))
    with pytest.raises(ValueError, match="bad"):
        table.of("good")
    assert table.of("good") == failing(Solver(), lambda: False).of("good")


def test_what_is_derived_is_kept_only_once_its_answers_stand() -> None:
    solver = Solver()
    made: list[str] = []

    def work_out(name: str) -> frozenset[str]:
        return frozenset(derived.of(name, lambda: make(name)).split()) | {name}

    def make(name: str) -> str:
        made.append(name)
        return " ".join(sorted(table.of("b" if name == "a" else "a")))

    table = Table[str, frozenset[str]](solver, work_out, lambda _: frozenset())
    derived = Derived[str, str](solver)
    assert table.of("a") == table.of("b") == {"a", "b"}
    made.clear()
    assert derived.of("a", lambda: make("a")) == derived.of("a", lambda: make("a")) == "a b"
    assert made == ["a"]
    derived.clear()
    assert derived.of("a", lambda: make("a")) == "a b"
    assert made == ["a", "a"]


def test_within_one_evaluation_what_is_derived_is_made_once() -> None:
    solver = Solver()
    made: list[int] = []

    def work_out(number: int) -> int:
        return min(sum(derived.of(number, lambda: make(number)) for _ in range(3)), 5)

    def make(number: int) -> int:
        made.append(number)
        return table.of(number) + 1

    table = Table[int, int](solver, work_out, lambda _: 0)
    derived = Derived[int, int](solver)
    assert table.of(3) == 5
    assert len(made) == 3  # one a round: from 0, from 3, from 5


def deep(size: int) -> Graph:
    return {node: ((node + 1) % size, 0) for node in range(size)}


def test_a_long_circle_settles() -> None:
    graph = deep(25)
    assert reachability(graph).of(7) == frozenset(graph)


def test_a_failure_of_what_is_derived_leaves_nothing_behind() -> None:
    derived = Derived[str, int](Solver())

    def fail() -> int:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        derived.of("a", fail)
    assert derived.of("a", lambda: 1) == derived.of("a", lambda: 2) == 1


def test_what_is_derived_from_answers_that_are_open_is_made_anew_and_counts_as_asking() -> None:
    # The answer of `a` is seen by `b` only through what is derived; `b` must not be final before `a` is.
    solver = Solver()

    def work_out(name: str) -> int:
        if name == "b":
            return derived.of("of a", lambda: table.of("a")) + derived.of("of a", lambda: table.of("a"))
        return min(table.of("b") + 1, 9)

    table = Table[str, int](solver, work_out, lambda _: 0)
    derived = Derived[str, int](solver)
    assert table.of("a") == 9
    assert table.of("b") == 18
    assert derived.of("of a", lambda: table.of("a")) == 9


def test_a_failure_in_the_middle_of_a_component_lets_go_of_all_of_it() -> None:
    failing_now = [True]

    def work_out(name: str) -> frozenset[str]:
        if name == "c" and failing_now[0]:
            raise ValueError(name)
        return frozenset({name}).union(*(table.of(n) for n in {"a": "b", "b": "ac", "c": "a"}[name]))

    table = Table[str, frozenset[str]](Solver(), work_out, lambda _: frozenset())
    for first in "abc":
        with pytest.raises(ValueError, match="c"):
            table.of(first)
    failing_now[0] = False
    assert table.of("b") == table.of("c") == table.of("a") == {"a", "b", "c"}


def test_what_is_derived_cannot_be_asked_as_a_question() -> None:
    solver = Solver()
    Derived[str, int](solver)
    with pytest.raises(AssertionError):
        solver.ask((0, "a"))


def test_a_chain_of_any_length_is_no_nesting() -> None:
    solver = Solver()
    table = Table[int, int](solver, lambda n: 0 if n == 20_000 else table.of(n + 1) + 1, lambda _: 0)
    assert table.of(0) == 20_000
    assert table.of(15_000) == 5_000


def test_a_question_is_worked_out_a_few_times_however_deep_it_lies() -> None:
    solver = Solver()
    asked: Counter[int] = Counter()

    def work_out(n: int) -> int:
        asked[n] += 1
        return 0 if n == 1_000 else table.of(n + 1) + 1

    table = Table[int, int](solver, work_out, lambda _: 0)
    assert table.of(0) == 1_000
    assert max(asked.values()) <= 2


def test_a_circle_longer_than_questions_may_nest_is_worked_out_as_a_whole() -> None:
    length = 3 * DEEPEST
    solver = Solver()
    table = Table[int, bool](solver, lambda n: n == 7 or table.of((n + 1) % length), lambda _: False)
    assert table.of(8)
    assert all(table.of(n) for n in range(length))


def test_a_deep_question_that_is_derived_from_is_worked_out_first() -> None:
    solver = Solver()
    table = Table[int, int](solver, lambda n: 0 if n == 500 else table.of(n + 1) + 1, lambda _: 0)
    derived = Derived[str, int](solver)
    assert derived.of("made", lambda: table.of(0)) == 500
