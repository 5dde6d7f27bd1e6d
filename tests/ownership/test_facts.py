"""The algebra of what is known of a resource: an order (``covers``), a join, and what learning does."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rowsclose.go.ir import (
    ELEMENT,
    NIL,
    Atom,
    Constant,
    ConstantKind,
    Global,
    Holds,
    IsDrained,
    IsEqual,
    IsNil,
    IsTrue,
    Place,
    Root,
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
    constant_answer,
    is_of_many,
    mentions,
    moved,
    roots_of,
)
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.facts.typestate import APART, MAY, MUST, Mark, Release, Typestate
from rowsclose.source import Span
from rowsclose.values import replace

ROWS, ERR, OTHER_ERR, S = (Variable(name, VariableKind.LOCAL, None, Span(0, 0)) for name in ("rows", "err", "e", "s"))
ROOTS: tuple[Root, ...] = (ROWS, ERR, OTHER_ERR, S, Global("p", "all"))
TRUE, FALSE = Constant(ConstantKind.TRUE), Constant(ConstantKind.FALSE)

places = st.builds(
    Place, st.sampled_from(ROOTS), st.lists(st.sampled_from(["rows", "#0", ELEMENT]), max_size=2).map(tuple)
)
operands = st.one_of(places, st.sampled_from([TRUE, FALSE, NIL, Constant(ConstantKind.STRING, "x")]))
atoms: st.SearchStrategy[Atom] = st.one_of(
    places.map(IsNil),
    places.map(IsTrue),
    st.builds(IsEqual, operands, operands),
    places.map(IsDrained),
    st.builds(
        Holds, st.sampled_from(["n>0", "len(s)==1"]), st.frozensets(st.sampled_from(ROOTS), min_size=1, max_size=2)
    ),
    st.just(Unknown()),
)
consequences: st.SearchStrategy[Consequence] = st.one_of(
    st.just(FAILED),
    st.builds(Settle, st.sampled_from(Typestate), st.sampled_from([None, *Release]), st.booleans()),
    st.builds(Claim, atoms, st.booleans()),
)
claims = st.dictionaries(atoms, st.booleans(), max_size=3).map(lambda d: frozenset(Claim(*c) for c in d.items()))
implied = st.frozensets(st.builds(Implication, st.builds(Claim, atoms, st.booleans()), consequences), max_size=3)
facts = st.builds(
    Fact,
    st.just(Typestate.OPEN),
    st.none(),
    st.frozensets(places, max_size=3),
    claims,
    implied,
    marks=st.frozensets(st.sampled_from(sorted(MAY | MUST, key=lambda mark: mark.value))),
)


def same(left: Fact, right: Fact) -> bool:
    """Whether each covers the other."""
    return left.covers(right) and right.covers(left)


@given(facts)
def test_a_fact_covers_itself_and_joining_it_with_itself_changes_nothing(fact: Fact) -> None:
    assert fact.covers(fact)
    assert fact.join(fact) == fact


@given(facts, facts, facts)
def test_covering_is_transitive(a: Fact, b: Fact, c: Fact) -> None:
    # Generated facts rarely cover each other: joins make such that do.
    middle, top = a.join(b), a.join(b).join(c)
    assert middle.covers(a)
    assert top.covers(middle)
    assert top.covers(a)


@given(facts, facts)
def test_join_covers_both(a: Fact, b: Fact) -> None:
    assert a.join(b).covers(a)
    assert a.join(b).covers(b)


@given(facts, facts)
def test_join_is_commutative(a: Fact, b: Fact) -> None:
    assert same(a.join(b), b.join(a))


@given(facts, facts, facts)
def test_join_is_associative(a: Fact, b: Fact, c: Fact) -> None:
    assert same(a.join(b).join(c), a.join(b.join(c)))


@given(facts, facts)
def test_join_is_the_least_that_covers_both(a: Fact, b: Fact) -> None:
    if a.covers(b):
        assert same(a.join(b), a)
    assert a.join(b).key() == a.key()


@given(facts, facts)
def test_facts_that_cover_each_other_say_the_same(a: Fact, b: Fact) -> None:
    if same(a, b):
        assert a == b


@given(facts, st.lists(facts, max_size=8))
def test_repeated_joins_end(start: Fact, others: list[Fact]) -> None:
    def size(fact: Fact) -> int:
        return len(fact.aliases) + len(fact.claims) + len(fact.implied)

    at = start
    for other in others:
        joined = at.join(other)
        assert size(joined) <= size(at)
        at = joined
    assert all(at.join(other) == at for other in [start, *others])


# Learning -------------------------------------------------------------------------------------------


def open_with(**known: bool) -> Fact:
    by_name = {"err": IsNil(Place(ERR)), "rows": IsNil(Place(ROWS))}
    return Fact(Typestate.OPEN, claims=frozenset(Claim(by_name[name], holds) for name, holds in known.items()))


@given(facts, atoms, st.booleans())
def test_learning_the_opposite_is_a_contradiction(fact: Fact, atom: Atom, holds: bool) -> None:
    assume(not isinstance(atom, Unknown) and (not is_of_many(atom) or constant_answer(atom) is not None))
    learned = fact.learn(atom, holds)
    if learned is not None:
        assert learned.learn(atom, not holds) is None
        assert learned.learn(atom, holds) == learned


@given(facts, atoms, st.booleans())
def test_what_is_learned_is_known(fact: Fact, atom: Atom, holds: bool) -> None:
    learned = fact.learn(atom, holds)
    if learned is not None and not isinstance(atom, Unknown) and constant_answer(atom) is None and not is_of_many(atom):
        assert learned.answer(atom) is holds
        assert learned.claims >= fact.claims


elements = places.map(lambda place: place.child(ELEMENT))


@given(facts, st.one_of(st.builds(IsNil, elements), st.builds(IsTrue, elements)), st.booleans())
def test_nothing_is_learned_of_an_element_from_another(fact: Fact, atom: Atom, holds: bool) -> None:
    if fact.answer(atom) is None:
        assert fact.learn(atom, holds) == fact


@given(facts, st.booleans())
def test_nothing_is_learned_from_what_cannot_be_told(fact: Fact, holds: bool) -> None:
    if fact.answer(Unknown()) is None:
        assert fact.learn(Unknown(), holds) == fact


def test_contradictory_knowledge_is_no_fact() -> None:
    assert open_with(err=True).learn(IsNil(Place(ERR)), False) is None


def test_constants_are_compared_at_once() -> None:
    fact = Fact(Typestate.OPEN)
    assert fact.learn(IsEqual(TRUE, TRUE), True) == fact
    assert fact.learn(IsEqual(FALSE, TRUE), True) is None
    assert fact.learn(IsEqual(FALSE, TRUE), False) == fact


def test_error_that_is_not_nil_voids_the_obligation() -> None:
    acquired = Fact(Typestate.OPEN).imply(Implication(Claim(IsNil(Place(ERR)), False), FAILED))
    failed = acquired.learn(IsNil(Place(ERR)), False)
    assert failed is not None
    assert failed.state is Typestate.VOID
    succeeded = acquired.learn(IsNil(Place(ERR)), True)
    assert succeeded is not None
    assert (succeeded.state, succeeded.may_be_void()) == (Typestate.OPEN, False)


def test_a_resource_that_is_there_tells_its_error_and_the_other_way_round() -> None:
    acquired = Fact(Typestate.OPEN).imply(Implication(Claim(IsNil(Place(ERR)), False), FAILED))
    succeeded, failed = acquired.succeed(), acquired.fail()
    assert succeeded is not None
    assert failed is not None
    assert (succeeded.state, succeeded.may_be_void()) == (Typestate.OPEN, False)
    assert succeeded.answer(IsNil(Place(ERR))) is True
    assert (failed.state, failed.answer(IsNil(Place(ERR)))) == (Typestate.VOID, False)


def test_a_resource_cannot_be_there_where_its_error_is_known_to_say_otherwise() -> None:
    failing = Implication(Claim(IsNil(Place(ERR)), False), FAILED)
    assert replace(open_with(err=False), implied=frozenset({failing})).succeed() is None
    assert replace(open_with(err=True), implied=frozenset({failing})).fail() is None


def test_a_release_ends_what_is_held() -> None:
    held = Fact(Typestate.RELEASED, Release.DEFERRED).mark(Mark.HELD)
    assert held.join(held.unmark(Mark.HELD)).has(Mark.HELD)
    ended = Fact(Typestate.OPEN).mark(Mark.ENDED)
    assert ended.key() != Fact(Typestate.OPEN).key()


def test_consequence_of_a_consequence_follows() -> None:
    fact = (
        Fact(Typestate.OPEN)
        .imply(Implication(Claim(IsTrue(Place(S)), True), Claim(IsNil(Place(ERR)), False)))
        .imply(Implication(Claim(IsNil(Place(ERR)), False), FAILED))
    )
    learned = fact.learn(IsTrue(Place(S)), True)
    assert learned is not None
    assert (learned.state, learned.answer(IsNil(Place(ERR)))) == (Typestate.VOID, False)


def test_consequence_that_contradicts_makes_the_way_impossible() -> None:
    fact = open_with(err=True).imply(Implication(Claim(IsTrue(Place(S)), True), Claim(IsNil(Place(ERR)), False)))
    assert fact.learn(IsTrue(Place(S)), True) is None


def test_only_an_open_obligation_is_settled() -> None:
    released = Fact(Typestate.RELEASED, Release.CALL).imply(Implication(Claim(IsNil(Place(ERR)), False), FAILED))
    learned = released.learn(IsNil(Place(ERR)), False)
    assert learned is not None
    assert (learned.state, learned.release) == (Typestate.RELEASED, Release.CALL)


@pytest.mark.parametrize("mark", [m for m in Mark if m in MUST])
def test_a_mark_that_must_hold_holds_behind_a_join_only_where_both_paths_have_it(mark: Mark) -> None:
    plain, marked = Fact(Typestate.OPEN), Fact(Typestate.OPEN).mark(mark)
    assert not plain.join(marked).has(mark)
    assert marked.join(marked).has(mark)
    assert plain.covers(marked)
    assert not marked.covers(plain)


@pytest.mark.parametrize("mark", [m for m in Mark if m in MAY])
def test_a_mark_that_may_hold_holds_behind_a_join_where_one_path_has_it(mark: Mark) -> None:
    plain, marked = Fact(Typestate.OPEN), Fact(Typestate.OPEN).mark(mark)
    assert plain.join(marked).has(mark)
    assert marked.covers(plain)
    assert not plain.covers(marked)


def test_every_mark_is_of_one_sort() -> None:
    assert sorted(mark.value for mark in (*MAY, *MUST, *APART)) == sorted(mark.value for mark in Mark)


# Assignment -----------------------------------------------------------------------------------------


def test_error_that_is_assigned_again_says_nothing_of_the_rows() -> None:
    acquired = Fact(Typestate.OPEN).imply(Implication(Claim(IsNil(Place(ERR)), False), FAILED)).forget(Place(ERR))
    learned = acquired.learn(IsNil(Place(ERR)), False)
    assert learned is not None
    assert learned.state is Typestate.OPEN


@given(facts, places)
def test_nothing_of_a_forgotten_place_is_kept(fact: Fact, place: Place) -> None:
    forgotten = fact.forget(place)
    assert not any(alias.starts_with(place) for alias in forgotten.aliases)
    assert not any(mentions(atom, place) for atom, _ in forgotten.claims)
    assert not any(mentions(atom, place) for (atom, _), _ in forgotten.implied)
    assert forgotten.forget(place) == forgotten
    assert forgotten.covers(fact)


@given(facts, st.sampled_from(ROOTS), places)
def test_copy_knows_of_the_target_what_it_knows_of_the_source(fact: Fact, root: Root, source: Place) -> None:
    target = Place(root)
    assume(not source.starts_with(target) and not target.starts_with(source))
    copied = fact.forget(target).copy(target, source)
    assert copied.holds_resource(target) == fact.forget(target).holds_resource(source)
    assert copied.answer(IsNil(target)) == fact.forget(target).answer(IsNil(source))
    assert fact.forget(target).aliases <= copied.aliases


@settings(max_examples=50)
@given(facts, st.frozensets(st.sampled_from([ROWS, ERR, OTHER_ERR, S]), max_size=2))
def test_variables_out_of_scope_leave_nothing_behind(fact: Fact, gone: frozenset[Variable]) -> None:
    kept = fact.without_roots(gone)
    assert not any(alias.root in gone for alias in kept.aliases)
    assert not any(roots_of(atom) & gone for atom, _ in kept.claims if not isinstance(atom, IsDrained))


@pytest.mark.parametrize(
    ("atom", "expected"),
    [
        (IsNil(Place(ERR)), True),
        (IsNil(Place(ERR, ("x",))), True),
        (IsNil(Place(ROWS)), False),
        (IsTrue(Place(ERR)), True),
        (IsEqual(Place(ROWS), Place(ERR)), True),
        (IsEqual(TRUE, NIL), False),
        (IsDrained(Place(ERR)), True),
        (IsDrained(NIL), False),
        (Holds("err>0", frozenset({ERR})), True),
        (Holds("rows>0", frozenset({ROWS})), False),
        (Unknown(), False),
    ],
)
def test_assignment_changes_the_atoms_that_mention_the_place(atom: Atom, expected: bool) -> None:
    assert mentions(atom, Place(ERR)) is expected
    assert (ERR in roots_of(atom)) is expected


def test_atom_moves_with_the_value_it_is_about() -> None:
    assert moved(IsNil(Place(S, ("rows",))), Place(S), Place(ROWS)) == IsNil(Place(ROWS, ("rows",)))
    assert moved(IsNil(Place(S)), Place(ROWS), Place(ERR)) is None
    assert moved(Unknown(), Place(ROWS), Place(ERR)) is None


# Dead variables, and facts of different keys -----------------------------------------------------------


def test_answers_about_dead_variables_are_dropped() -> None:
    about_s, about_err = Claim(IsNil(Place(S)), True), Claim(IsNil(Place(ERR)), False)
    fact = Fact(Typestate.PENDING, claims=frozenset({about_s, about_err}))
    assert fact.forget_dead(lambda roots: {*roots} & {S}).claims == {about_err}
    assert fact.forget_dead(lambda roots: set()) is fact


def test_an_answer_with_a_consequence_is_kept_though_nobody_reads_its_variable() -> None:
    failed = Implication(Claim(IsNil(Place(ERR)), False), FAILED)
    told = Implication(Claim(IsTrue(Place(S)), True), Claim(IsNil(Place(OTHER_ERR)), False))
    chained = Implication(Claim(IsNil(Place(OTHER_ERR)), False), Claim(IsNil(Place(ERR)), False))
    fact = Fact(Typestate.OPEN, implied=frozenset({failed, told, chained}))
    assert fact.forget_dead(lambda roots: {*roots} & {ERR, OTHER_ERR}) is fact
    assert fact.forget_dead(set).implied == {failed}


@given(facts, facts)
def test_a_merged_fact_says_no_more_than_either(one: Fact, other: Fact) -> None:
    other = replace(other, state=one.state, release=one.release, confidence=one.confidence)
    assume(one.family() == other.family())
    merged = one.merge(other)
    assert merged.claims <= one.claims & other.claims
    assert merged.aliases <= one.aliases & other.aliases
    assert merged.merge(one) == merged
    assert merged.merge(other) == merged


@given(facts)
def test_a_widened_fact_covers_the_one_it_comes_from(fact: Fact) -> None:
    assert fact.widen().covers(fact)
    assert fact.widen().key() == fact.key()
    assert set(fact.widen().failures()) == set(fact.failures())
