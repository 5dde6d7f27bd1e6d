"""Value classes: made at little cost, and yet what ``dataclass(frozen=True, slots=True)`` would make of them."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsclose.finding import Notice, NoticeKind
from rowsclose.source import Position, Span
from rowsclose.values import hashed_value, replace, value


@value(order=True)
class Pair:
    left: int
    right: int = 7


@hashed_value
class Couple:
    right: int
    left: int = 7


@dataclass(frozen=True, slots=True, order=True)
class AsPair:
    left: int
    right: int = 7


@dataclass(frozen=True, slots=True)
class AsCouple:
    right: int
    left: int = 7


@value
class Nothing:
    pass


SPANS = st.builds(Span, st.integers(0, 9), st.integers(0, 9))


@given(SPANS, SPANS)
def test_an_ordered_value_compares_as_the_tuple_of_its_fields(one: Span, other: Span) -> None:
    mine, theirs = (one.start, one.end), (other.start, other.end)
    assert (one < other, one <= other, one > other, one >= other) == (
        mine < theirs,
        mine <= theirs,
        mine > theirs,
        mine >= theirs,
    )
    assert (one == other) is (mine == theirs)


def test_values_of_different_classes_have_no_order() -> None:
    with pytest.raises(TypeError):
        _ = Span(1, 2) < Position(1, 3)  # type: ignore[operator]


def test_notices_are_sorted_by_place_and_then_by_message() -> None:
    def notice(path: str, line: int, message: str) -> Notice:
        return Notice(path, line, 1, NoticeKind.SYNTAX, message)

    first, second, third = notice("a.go", 1, "z"), notice("a.go", 2, "a"), notice("a.go", 2, "b")
    assert sorted([third, notice("b.go", 1, "a"), second, first])[:3] == [first, second, third]


@given(SPANS)
def test_a_value_survives_its_pickle(span: Span) -> None:
    assert pickle.loads(pickle.dumps(span)) == span


@pytest.mark.parametrize(("made", "model"), [(Pair, AsPair), (Couple, AsCouple)])
@pytest.mark.parametrize(
    ("by_place", "by_name"), [((1,), {}), ((1, 2), {}), ((), {"left": 1, "right": 2}), ((1, 2, 3), {}), ((), {})]
)
def test_classes_with_as_many_fields_keep_their_own_names_and_defaults(
    made: type[Any], model: type[Any], by_place: tuple[int, ...], by_name: dict[str, int]
) -> None:
    try:
        expected = model(*by_place, **by_name)
    except TypeError:
        with pytest.raises(TypeError):
            made(*by_place, **by_name)
        return
    found = made(*by_place, **by_name)
    assert (found.left, found.right) == (expected.left, expected.right)
    assert repr(found) == repr(expected).replace("As", "")
    assert hash(found) == hash(expected)


@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
def test_values_are_equal_where_their_fields_and_their_classes_are(a: int, b: int, c: int, d: int) -> None:
    assert (Pair(a, b) == Pair(c, d)) is ((a, b) == (c, d))
    assert (Couple(a, b) == Couple(c, d)) is ((a, b) == (c, d))
    couple: object = Couple(a, b)
    assert Pair(a, b) != couple


def test_a_value_without_fields_is_equal_to_another() -> None:
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1


def test_a_copy_has_the_fields_that_are_given_and_the_rest() -> None:
    assert replace(Pair(1, 2), right=None) == Pair(1, None)  # type: ignore[arg-type]
    assert replace(Pair(1, 2)) == Pair(1, 2)
    assert replace(Nothing()) == Nothing()
    with pytest.raises(TypeError):
        replace(Pair(1, 2), middle=3)
