"""Value classes: made at little cost, and yet what ``dataclass(frozen=True, slots=True)`` would make of them."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowsclose.finding import Notice, NoticeKind
from rowsclose.source import Position, Span

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
