"""Places lose what they held and get what another holds: escapes, what defers secure, what a loop declares anew."""

from __future__ import annotations

import pytest

from ownership.frames import Scene, acquired, before_acquiring
from rowsclose.flow.exploration import State
from rowsclose.go.ir import ELEMENT, Call, Place
from rowsclose.ownership.facts.events import Event
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.transfer import writing
from rowsclose.source import Span
from rowsclose.values import replace

AT = Span(0, 4)
HEAD = "type page struct { rows *sql.Rows }\nvar last *sql.Rows"


def scene(body: str, signature: str = "f(db *sql.DB, p *page)") -> Scene:
    return acquired(body, HEAD, signature)


def deferring(made: Scene, fact: Fact, *calls: str) -> Fact:
    """The fact with calls that are deferred in the scene's source."""
    found = [made.call(text) for text in calls]
    assert all(isinstance(call, Call) for call in found)
    return replace(fact, deferred=tuple(found))


# Giving -------------------------------------------------------------------------------------------


def given(made: Scene, target: str, source: str, before: str) -> list[str]:
    return made.shown(writing.give(made.frame, made.fact(before), made.place(target), made.place(source), AT))


def test_a_releaser_given_to_what_outlives_the_function_is_an_escape() -> None:
    made = scene("other := rows\n_ = other")
    assert given(made, "other", "rows.Close", "open at rows") == ["open at other.()!, rows"]
    assert given(made, "p.end", "rows.Close", "open at rows") == ["escaped at p.end.()!, rows; stored"]


def test_a_place_given_to_what_outlives_the_function_is_an_escape() -> None:
    made = scene("other := rows\n_ = other")
    assert given(made, "@last", "rows", "open at rows") == ["escaped at @last, rows"]
    assert given(made, "@last", "other", "open at rows") == ["open at rows"]
    assert given(made, "@last", "rows", "released by call at rows") == ["released by call at @last, rows"]


# Storing under a deferred release -------------------------------------------------------------------

LATE = "var kept *sql.Rows\ndefer func() { if kept != nil { kept.Close() } }()\nkept = rows\n_ = err"


def test_what_is_stored_where_a_deferred_literal_closes_it_is_covered() -> None:
    made = scene(LATE)
    fact = deferring(
        made, made.fact("open at kept, rows; kept is nil: no"), "defer func() { if kept != nil { kept.Close() } }()"
    )
    covered = writing.store(made.frame, fact, made.place("kept"), AT)
    assert covered.marks - fact.marks == made.fact("open; covered").marks
    assert writing.store(made.frame, covered, made.place("kept"), AT) == covered
    assert writing.store(made.frame, fact, made.place("err"), AT) == fact  # it got nothing


def test_what_is_stored_where_no_deferred_call_closes_it_is_not_covered() -> None:
    made = scene("var kept *sql.Rows\ndefer func() { println(kept) }()\nkept = rows")
    fact = deferring(made, made.fact("open at kept, rows"), "defer func() { println(kept) }()")
    assert writing.store(made.frame, fact, made.place("kept"), AT) == fact


# Overwriting --------------------------------------------------------------------------------------


def overwritten(made: Scene, target: str, before: str, keep: str | None = None) -> tuple[list[str], list[str]]:
    journal: list[Event] = []
    frame = made.in_frame(journal=journal).frame
    kept = made.place(keep) if keep is not None else None
    after = writing.overwrite(frame, State(made.fact(before), None), made.place(target), AT, kept)
    return made.shown(after), [e.kind.value for e in journal]


@pytest.mark.parametrize(
    ("target", "before", "keep", "after", "events"),
    [
        ("rows", "open at rows", None, "none", ["overwritten"]),
        ("rows", "open at rows; failed", None, "none", []),
        ("rows", "open at rows", "rows", "open", []),  # the value has only moved
        ("rows", "open at other, rows", None, "open at other", []),
        ("rows", "open", None, "open", []),  # nothing led to it before
        ("rows", "pending", None, "pending", []),
        ("other.[]", "open at other.[]", None, "open at other.[]", []),  # one element of several
        ("rows.next", "open at rows.next", None, "none", ["overwritten"]),
        ("rows", "void at rows; rows is nil: yes; err is nil: no", None, "void; err is nil: no", []),
    ],
)
def test_the_last_way_to_an_open_resource_is_not_overwritten_unnoticed(
    target: str, before: str, keep: str | None, after: str, events: list[str]
) -> None:
    made = scene("other := rows\n_, _ = other, err")
    assert overwritten(made, target, before, keep) == ([after], events)


# Declaring ----------------------------------------------------------------------------------------


def test_an_element_is_no_variable_that_is_declared() -> None:
    made = scene("other := rows\n_ = other")
    fact = made.fact("open at other.[]")
    assert writing.declare(made.frame, fact, Place(made.place("other").root, (ELEMENT,))) == fact


LOOP = """
for {
	kept := rows
	defer func() { kept.Close() }()
	kept.Next()
}
"""


def test_what_a_round_left_to_a_deferred_literal_is_released_when_the_next_declares_anew() -> None:
    made = scene(LOOP)
    fact = deferring(made, made.fact("open at kept"), "defer func() { kept.Close() }()")
    after = writing.declare(made.frame, fact, made.place("kept"))
    assert made.shown(after) == ["released by deferred; deferred func() { kept.Close() }()"]


def test_rounds_that_share_the_variable_see_what_the_last_one_put_there() -> None:
    closing = "defer func() { println(n); kept.Close() }()"
    for first, assigned, expected in (("var kept *sql.Rows", "kept = rows", False), ("", "kept := rows", True)):
        made = scene(f"{first}\nfor {{\n\tn := 1\n\t{assigned}\n\t{closing}\n}}")
        fact = deferring(made, made.fact("open at kept"), closing)
        assert writing.is_left_to_defers(made.frame, fact, made.place("n")) is expected


def test_a_function_that_leads_to_the_resource_is_not_the_variable_that_rounds_share() -> None:
    closing = "defer func() { println(end); kept.Close() }()"
    made = scene(f"var end func() error\nfor {{\n\tkept := rows\n\tend = kept.Close\n\t{closing}\n}}")
    fact = deferring(made, made.fact("open at end.()!, kept"), closing)
    assert writing.is_left_to_defers(made.frame, fact, made.place("kept"))


@pytest.mark.parametrize("before", ["released by call at kept", "pending"])
def test_only_what_is_open_is_left_to_defers(before: str) -> None:
    made = scene(LOOP)
    fact = deferring(made, made.fact(before), "defer func() { kept.Close() }()")
    assert not writing.is_left_to_defers(made.frame, fact, made.place("kept"))


def test_a_literal_that_does_not_capture_the_variable_leaves_nothing_to_it() -> None:
    made = scene(LOOP)
    fact = deferring(made, made.fact("open at kept"), "defer func() { kept.Close() }()")
    assert not writing.is_left_to_defers(made.frame, fact, made.place("rows"))


def test_nothing_is_known_of_constants_given_to_a_variable_with_a_pointer_to_it() -> None:
    made = before_acquiring("done := true\np := &done\nother := false\n_, _ = p, other")
    assert made.after("done := true", "pending") == ["pending"]
    assert made.after("other := false", "pending") == ["pending; other is true: no"]
