"""The language of conditions: both ways, constants, elements, and one function's words in another's."""

from __future__ import annotations

import pytest

from rowsclose.go.ir import (
    ELEMENT,
    NIL,
    OTHER,
    Atom,
    Constant,
    ConstantKind,
    Holds,
    Input,
    IsDrained,
    IsEqual,
    IsNil,
    IsTrue,
    Operand,
    Place,
    Unknown,
    Variable,
    VariableKind,
)
from rowsclose.ownership.facts.claims import (
    FAILED,
    Claim,
    Consequence,
    Implication,
    Settle,
    both_ways,
    constant_answer,
    implication_mentions,
    is_of_many,
    moved,
    roots_of,
    same_answer,
    translated,
)
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.source import Span

ROWS, ERR, S = (Variable(name, VariableKind.LOCAL, None, Span(0, 0)) for name in ("rows", "err", "s"))
TRUE, FALSE = Constant(ConstantKind.TRUE), Constant(ConstantKind.FALSE)
ONE, TWO = Constant(ConstantKind.OTHER, "1"), Constant(ConstantKind.OTHER, "2")
A, B = Constant(ConstantKind.STRING, "a"), Constant(ConstantKind.STRING, "b")


def test_each_answer_tells_another_with_the_same_or_the_opposite() -> None:
    asked, other = IsTrue(Place(S)), IsNil(Place(ERR))
    assert both_ways(asked, other) == (
        Implication(Claim(asked, True), Claim(other, True)),
        Implication(Claim(asked, False), Claim(other, False)),
    )
    assert both_ways(asked, other, same=False) == (
        Implication(Claim(asked, True), Claim(other, False)),
        Implication(Claim(asked, False), Claim(other, True)),
    )


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (TRUE, TRUE, True),
        (TRUE, FALSE, False),
        (FALSE, FALSE, True),
        (A, A, True),
        (A, B, False),
        (ONE, ONE, True),
        (ONE, TWO, False),
        (ONE, A, None),  # of different kinds: nothing is known of their values
        (OTHER, OTHER, None),  # without a text
        (NIL, NIL, None),
        (TRUE, ONE, None),
        (Place(S), ONE, None),
    ],
)
def test_constants_are_compared_where_they_can_be(left: Operand, right: Operand, expected: bool | None) -> None:
    assert constant_answer(IsEqual(left, right)) is expected


def test_only_a_comparison_is_answered_by_constants() -> None:
    assert constant_answer(IsNil(Place(S))) is None
    assert constant_answer(Unknown()) is None


@pytest.mark.parametrize(
    ("atom", "operand", "expected"),
    [
        (IsTrue(Place(S)), TRUE, True),
        (IsTrue(Place(S)), FALSE, False),
        (IsTrue(Place(S)), OTHER, None),
        (IsNil(Place(S)), NIL, True),
        (IsNil(Place(S)), A, False),
        (IsNil(Place(S)), Place(ERR), None),
        (Unknown(), NIL, None),
    ],
)
def test_a_constant_answers_the_question_about_its_place(atom: Atom, operand: Operand, expected: bool | None) -> None:
    assert same_answer(atom, operand) is expected


ONE_OF_MANY = Place(S, (ELEMENT,))


@pytest.mark.parametrize(
    ("atom", "expected"),
    [
        (IsNil(ONE_OF_MANY), True),
        (IsTrue(ONE_OF_MANY), True),
        (IsEqual(Place(S), ONE_OF_MANY), True),
        (IsEqual(ONE_OF_MANY, NIL), True),
        (IsNil(Place(S)), False),
        (IsEqual(Place(S), NIL), False),
        (IsDrained(ONE_OF_MANY), False),
        (Holds("s[0]", frozenset({S})), False),
    ],
)
def test_a_question_about_an_element_is_one_of_many(atom: Atom, expected: bool) -> None:
    assert is_of_many(atom) is expected


@pytest.mark.parametrize(
    ("atom", "expected"),
    [
        (IsEqual(Place(S), Place(ERR)), {S, ERR}),
        (IsEqual(Place(S), NIL), {S}),
        (IsDrained(NIL), set()),
        (IsDrained(Place(S)), {S}),
        (Holds("x", frozenset({S, ERR})), {S, ERR}),
        (Unknown(), set()),
    ],
)
def test_the_variables_of_a_question(atom: Atom, expected: set[Variable]) -> None:
    assert roots_of(atom) == expected


def test_questions_move_with_the_part_they_are_about() -> None:
    part = Place(S, ("rows", "x"))
    for question in (IsNil, IsTrue):
        assert moved(question(part), Place(S, ("rows",)), Place(ROWS, ("y",))) == question(Place(ROWS, ("y", "x")))
        assert moved(question(Place(S)), Place(S, ("rows",)), Place(ROWS)) is None
    assert moved(IsEqual(Place(S), NIL), Place(S), Place(ROWS)) is None


def test_a_claim_is_said_in_another_functions_words() -> None:
    inputs = {Place(S): Place(Input(0))}
    assert translated(Claim(IsNil(Place(S)), False), inputs.get) == Claim(IsNil(Place(Input(0))), False)
    assert translated(Claim(IsTrue(Place(S)), True), inputs.get) == Claim(IsTrue(Place(Input(0))), True)
    assert translated(Claim(IsNil(Place(ERR)), False), inputs.get) is None
    two = Constant(ConstantKind.OTHER, "2")
    assert translated(Claim(IsEqual(two, Place(S)), True), inputs.get) == Claim(IsEqual(two, Place(Input(0))), True)
    assert translated(Claim(IsEqual(Place(S), two), True), inputs.get) == Claim(IsEqual(Place(Input(0)), two), True)
    assert translated(Claim(IsEqual(Place(S), Place(ERR)), True), inputs.get) is None
    assert translated(Claim(Holds("s > 2", frozenset({S})), True), inputs.get) is None


def test_what_is_known_of_a_value_may_be_forgotten_without_its_parts() -> None:
    part = IsTrue(Place(S, ("done",)))
    fact = Fact(Typestate.OPEN).learn(IsNil(Place(S)), False)
    assert fact is not None
    known = fact.learn(part, True)
    assert known is not None
    assert known.forget_value(Place(S)).claims == {Claim(part, True)}


@pytest.mark.parametrize(
    ("implication", "expected"),
    [
        (Implication(Claim(IsNil(Place(ERR)), False), FAILED), True),
        (Implication(Claim(IsNil(Place(S)), False), FAILED), False),
        (Implication(Claim(IsNil(Place(S)), False), Claim(IsNil(Place(ERR, ("x",))), True)), True),
        (Implication(Claim(IsNil(Place(S)), False), Claim(IsNil(Place(ROWS)), True)), False),
    ],
)
def test_assignment_makes_an_implication_wrong_by_either_side(implication: Implication, expected: bool) -> None:
    assert implication_mentions(implication, Place(ERR)) is expected


# Facts that follow ------------------------------------------------------------------------------------

NOT_NIL = Claim(IsNil(Place(ERR)), False)
NO_MORE = Claim(IsTrue(Place(S)), False)


@pytest.mark.parametrize(
    ("consequence", "state", "release", "drained"),
    [
        (FAILED, Typestate.VOID, None, False),
        (Settle(Typestate.RELEASED, Release.DRAINED, True), Typestate.RELEASED, Release.DRAINED, True),
        (Settle(Typestate.RELEASED, Release.ERROR), Typestate.RELEASED, Release.ERROR, False),
    ],
)
def test_what_follows_settles_what_is_open(
    consequence: Consequence, state: Typestate, release: Release | None, drained: bool
) -> None:
    learned = Fact(Typestate.OPEN).imply(Implication(NO_MORE, consequence)).learn(*NO_MORE)
    marks = frozenset({Mark.DRAINED}) if drained else frozenset()
    assert learned == Fact(state, release, claims=frozenset({NO_MORE}), marks=marks)


def test_a_loop_that_runs_out_is_drained_whatever_the_state_is() -> None:
    fact = Fact(Typestate.RELEASED, Release.CALL).imply(
        Implication(NO_MORE, Settle(Typestate.RELEASED, Release.DRAINED, True))
    )
    assert fact.learn(*NO_MORE) == Fact(
        Typestate.RELEASED, Release.CALL, claims=frozenset({NO_MORE}), marks=frozenset({Mark.DRAINED})
    )


@pytest.mark.parametrize(
    ("one", "other", "state"),
    [
        (FAILED, Settle(Typestate.RELEASED, Release.ERROR), Typestate.VOID),
        (FAILED, Settle(Typestate.ESCAPED), Typestate.VOID),
        (Settle(Typestate.ESCAPED), Settle(Typestate.RELEASED), Typestate.RELEASED),
        (Settle(Typestate.OPEN, Release.CALL), Settle(Typestate.ESCAPED), Typestate.ESCAPED),
    ],
)
def test_of_two_consequences_a_failed_acquisition_comes_first(
    one: Consequence, other: Consequence, state: Typestate
) -> None:
    for first, second in ((one, other), (other, one)):
        fact = Fact(Typestate.OPEN).imply(Implication(NOT_NIL, first)).imply(Implication(NOT_NIL, second))
        learned = fact.learn(*NOT_NIL)
        assert learned is not None
        assert learned.state is state


def test_claims_follow_before_the_state_is_settled() -> None:
    impossible = Implication(NOT_NIL, Claim(IsTrue(Place(S)), True))
    fact = Fact(Typestate.OPEN, claims=frozenset({NO_MORE})).imply(impossible, Implication(NOT_NIL, FAILED))
    assert fact.learn(*NOT_NIL) is None


def test_an_error_that_is_nil_means_success_for_copies_of_it_too() -> None:
    copy = Implication(Claim(IsNil(Place(S)), False), FAILED)
    fact = Fact(Typestate.OPEN).imply(Implication(NOT_NIL, FAILED), copy)
    assert fact.learn(IsNil(Place(ERR)), True) == Fact(
        Typestate.OPEN, claims=frozenset({Claim(IsNil(Place(ERR)), True)})
    )


def test_what_voids_by_a_release_is_not_the_error_exactly() -> None:
    other = Settle(Typestate.VOID, Release.CALL)
    fact = Fact(Typestate.OPEN).imply(Implication(NOT_NIL, other), Implication(NO_MORE, FAILED))
    learned = fact.learn(IsNil(Place(ERR)), True)
    assert learned is not None
    assert learned.may_be_void()
    assert not fact.tells_failure(IsNil(Place(ERR)))
    assert fact.tells_failure(IsTrue(Place(S)))
    assert not fact.tells_failure(IsNil(Place(S)))
    assert set(fact.failures()) == {NOT_NIL, NO_MORE}


# Facts that are written -------------------------------------------------------------------------------


def test_elements_hold_the_resource_but_nothing_is_known_of_them() -> None:
    known = Claim(IsNil(Place(ROWS)), False)
    implied = Implication(Claim(IsNil(Place(ROWS)), True), FAILED)
    fact = Fact(
        Typestate.OPEN, aliases=frozenset({Place(ROWS)}), claims=frozenset({known}), implied=frozenset({implied})
    )
    copied = fact.copy(ONE_OF_MANY, Place(ROWS))
    assert copied == Fact(
        Typestate.OPEN,
        aliases=frozenset({Place(ROWS), ONE_OF_MANY}),
        claims=frozenset({known}),
        implied=frozenset({implied}),
    )
    to = Place(S, ("rows",))
    assert fact.copy(to, Place(ROWS)) == Fact(
        Typestate.OPEN,
        aliases=frozenset({Place(ROWS), to}),
        claims=frozenset({known, Claim(IsNil(to), False)}),
        implied=frozenset({implied, Implication(Claim(IsNil(to), True), FAILED)}),
    )


def test_copying_what_nothing_is_known_of_changes_nothing() -> None:
    fact = Fact(Typestate.OPEN, aliases=frozenset({Place(ROWS)}))
    assert fact.copy(Place(S), Place(ERR)) is fact
    assert Fact(Typestate.PENDING).forget(Place(S)) == Fact(Typestate.PENDING)


def test_variables_that_others_may_assign_keep_their_aliases() -> None:
    fact = Fact(
        Typestate.OPEN,
        aliases=frozenset({Place(ROWS), Place(S)}),
        claims=frozenset({Claim(IsNil(Place(ROWS)), False), NO_MORE}),
        implied=frozenset({Implication(NOT_NIL, FAILED)}),
    )
    assert fact.forget_roots([ROWS, ERR]) == Fact(
        Typestate.OPEN, aliases=fact.aliases, claims=frozenset({NO_MORE}), implied=frozenset()
    )
    assert fact.without_roots(frozenset({ROWS, ERR})) == Fact(
        Typestate.OPEN, aliases=frozenset({Place(S)}), claims=frozenset({NO_MORE})
    )
    assert fact.without_roots(frozenset()) is fact


def test_marks_are_set_and_taken_away() -> None:
    fact = Fact(Typestate.OPEN).mark(Mark.EXPOSED, Mark.LOOKED)
    assert fact.marks == {Mark.EXPOSED, Mark.LOOKED}
    assert fact.mark(Mark.EXPOSED) is fact
    assert fact.mark(Mark.EXPOSED, Mark.FAILED).marks == {Mark.EXPOSED, Mark.LOOKED, Mark.FAILED}
    assert fact.unmark(Mark.EXPOSED).marks == {Mark.LOOKED}
    assert fact.has(Mark.LOOKED)
    assert not fact.has(Mark.FAILED)


@pytest.mark.parametrize(
    "other",
    [
        Fact(Typestate.RELEASED),
        Fact(Typestate.OPEN, Release.CALL),
        Fact(Typestate.OPEN, marks=frozenset({Mark.DRAINED})),
        Fact(Typestate.OPEN, marks=frozenset({Mark.EARLIER})),
        Fact(Typestate.OPEN, marks=frozenset({Mark.FAILED})),
    ],
)
def test_facts_that_differ_in_what_keeps_apart_have_different_keys(other: Fact) -> None:
    assert Fact(Typestate.OPEN).key() != other.key()


def test_facts_that_differ_in_what_is_joined_have_one_key() -> None:
    one = Fact(Typestate.OPEN, aliases=frozenset({Place(S)}), claims=frozenset({NO_MORE}))
    assert (
        one.key() == one.mark(Mark.EXPOSED, Mark.COVERED, Mark.LOOKED, Mark.CHECKED).key() == Fact(Typestate.OPEN).key()
    )
