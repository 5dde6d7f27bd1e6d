"""What a branch that is taken tells of the resource."""

from __future__ import annotations

import pytest

from ownership.frames import Scene, acquired
from rowsclose.flow.graph import Branch
from rowsclose.go.ir import OTHER, Atom, Global, IsDrained, IsEqual, Place, Unknown
from rowsclose.ownership.facts.events import Event, EventKind
from rowsclose.ownership.facts.typestate import Release
from rowsclose.ownership.transfer.branches import assume, suppose
from rowsclose.source import Span

BODY = """
other := rows
all := []*sql.Rows{rows}
done := err != nil
if done { return }
if err != nil { return }
for _, r := range all { _ = r }
if done { return }
_ = other
"""
SENTINEL = Place(Global("database/sql", "ErrNoRows"))


def scene() -> Scene:
    return acquired(BODY)


def supposed(claim: str, before: str) -> list[str]:
    made = scene()
    return made.shown(suppose(made.frame, *made.claim(claim), made.fact(before)))


# The resource is nil ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "before", "after"),
    [
        # A resource that is nil was not acquired, which it must have been where its error is known to be nil.
        ("yes", "open at rows; err is nil: no => void", "void at rows; err is nil: no"),
        ("yes", "open at rows", "none"),
        ("no", "open at rows; err is nil: no => void", "open at rows; err is nil: yes; rows is nil: no"),
        ("yes", "released by call at rows", "released by call at rows; rows is nil: yes"),
        ("no", "released by call at rows", "released by call at rows; rows is nil: no"),
        ("yes", "open at other", "open at other; rows is nil: yes"),
        ("yes", "open at rows; rows is nil: no", "none"),
        ("no", "open at rows; rows is nil: no", "open at rows; rows is nil: no"),
    ],
)
def test_asking_whether_the_resource_is_nil_tells_whether_it_was_acquired(answer: str, before: str, after: str) -> None:
    assert supposed(f"rows is nil: {answer}", before) == [after]


# Errors -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        ("no", "void at rows; err is nil: no"),
        ("yes", "open at rows; err is nil: yes"),
    ],
)
def test_the_error_beside_the_resource_tells_whether_it_was_acquired(answer: str, after: str) -> None:
    assert supposed(f"err is nil: {answer}", "open at rows; err is nil: no => void") == [after]


def test_what_equals_a_sentinel_is_not_nil() -> None:
    made = scene()
    err = made.place("err")
    for atom in (IsEqual(err, SENTINEL), IsEqual(SENTINEL, err)):
        after = suppose(made.frame, atom, True, made.fact("open at rows; err is nil: no => void"))
        assert made.shown(after and after.forget(SENTINEL)) == ["void at rows; err is nil: no"]
        assert suppose(made.frame, atom, True, made.fact("open at rows; err is nil: yes")) is None


def test_what_differs_from_a_sentinel_may_be_nil() -> None:
    made = scene()
    before = made.fact("open at rows; err is nil: no => void")
    after = suppose(made.frame, IsEqual(made.place("err"), SENTINEL), False, before)
    assert after is not None
    assert after.forget(SENTINEL) == before


def test_two_variables_that_are_equal_may_both_be_nil() -> None:
    made = scene()
    before = made.fact("open at rows; err is nil: no => void")
    other = made.place("other")
    after = suppose(made.frame, IsEqual(made.place("err"), other), True, before)
    assert after is not None
    assert after.forget(other) == before


def test_a_contradicted_question_has_no_fact() -> None:
    assert supposed("err is nil: yes", "open at rows; err is nil: no") == ["none"]


@pytest.mark.parametrize("holds", [True, False])
def test_what_nobody_can_tell_changes_nothing(holds: bool) -> None:
    made = scene()
    before = made.fact("open at rows; err is nil: no => void")
    assert suppose(made.frame, Unknown(), holds, before) == before


# Loops --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("open at all.[]", "none"),  # the element that holds it is still to be visited
        ("open at all.[v]", "open at all.[]"),
        ("open at all.[v].rows, r", "open at all.[].rows, r"),
        ("open at rows", "open at rows"),
        ("open at all.[v], all.[]", "none"),
    ],
)
def test_a_loop_ends_only_once_it_has_visited_what_holds_the_resource(before: str, after: str) -> None:
    made = scene()
    drained = IsDrained(made.place("all"))
    assert made.shown(suppose(made.frame, drained, True, made.fact(before))) == [after]
    assert made.shown(suppose(made.frame, drained, False, made.fact(before))) == made.shown(made.fact(before))


def test_a_loop_over_a_number_says_nothing_when_it_ends() -> None:
    made = scene()
    fact = made.fact("open at all.[]")
    assert suppose(made.frame, IsDrained(OTHER), True, fact) == fact


# What is noted, and what is kept --------------------------------------------------------------------


def test_running_out_is_noted_where_it_closes() -> None:
    made = scene()
    journal: list[Event] = []
    fact = made.fact("open at rows; done is true: no => released by drained ends loop; exposed")
    frame = made.in_frame(journal=journal).frame
    after = suppose(frame, *made.claim("done is true: no"), fact, Span(10, 12))
    assert made.shown(after) == ["released by drained at rows; done is true: no; drained; exposed"]
    assert [(e.kind, e.release, e.span, e.exposed) for e in journal] == [
        (EventKind.RELEASED, Release.DRAINED, Span(10, 12), True),
        (EventKind.DRAINED, None, Span(10, 12), True),
    ]


def test_what_has_run_out_before_is_not_noted_again() -> None:
    made = scene()
    journal: list[Event] = []
    fact = made.fact("released by call at rows; done is true: no => released by drained ends loop; drained")
    suppose(made.in_frame(journal=journal).frame, *made.claim("done is true: no"), fact)
    assert journal == []


def branch(atom: Atom, holds: bool) -> Branch:
    return Branch(atom, holds, Span(0, 0), holds)


def test_an_answer_that_nobody_asks_for_again_is_not_kept() -> None:
    made = scene()
    fact = made.fact("open at rows")
    asked_twice = made.claim("done is true: yes")
    assert made.shown(assume(made.frame, branch(*asked_twice), fact)) == ["open at rows; done is true: yes"]
    asked_once = made.claim("other.next is nil: yes")
    assert assume(made.frame, branch(*asked_once), fact) == fact


def test_an_answer_that_was_known_before_stays() -> None:
    made = scene()
    known = made.fact("open at rows; other.next is nil: yes")
    assert assume(made.frame, branch(*made.claim("other.next is nil: yes")), known) == known


def test_a_branch_that_contradicts_what_is_known_is_not_taken() -> None:
    made = scene()
    known = made.fact("open at rows; other.next is nil: yes")
    assert assume(made.frame, branch(*made.claim("other.next is nil: no")), known) is None
