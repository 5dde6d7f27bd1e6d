"""What functions do to a resource that they are given: all ways out of small ones, compared exactly."""

from __future__ import annotations

import pytest
from analysed import Analysed

from rowsclose.finding import Confidence
from rowsclose.flow.graph import Ending
from rowsclose.go.ir import Input, IsNil, IsTrue, Output, Place
from rowsclose.ownership.callees.summary import Outcome, Summary
from rowsclose.ownership.facts.claims import Claim, Implication, Settle
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.summaries.outcomes import MOST, few

OPEN = Outcome(Typestate.OPEN)
CLOSED = Outcome(Typestate.RELEASED, Release.CALL)
DEFERRED = Outcome(Typestate.RELEASED, Release.DEFERRED)
TAKEN = Outcome(Typestate.ESCAPED)
RAN_OUT = Settle(Typestate.RELEASED, Release.DRAINED, ends_loop=True)


def nil(place: Input | Output, holds: bool, *path: str) -> Claim:
    return Claim(IsNil(Place(place, path)), holds)


def true(place: Input | Output, holds: bool) -> Claim:
    return Claim(IsTrue(Place(place)), holds)


def returning(*ways: Outcome) -> Summary:
    return Summary(ways)


def where(outcome: Outcome, *claims: Claim) -> Outcome:
    return Outcome(outcome.state, outcome.release, outcome.holders, claims)


def held_by(*places: Place) -> Outcome:
    return Outcome(Typestate.OPEN, holders=places)


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("f(rows *sql.Rows) { rows.Close() }", returning(CLOSED)),
        ("f(rows *sql.Rows) { defer rows.Close(); rows.Columns() }", returning(DEFERRED)),
        ("f(rows *sql.Rows) { rows.Columns() }", returning(OPEN)),
        ("f(rows *sql.Rows) {}", returning(OPEN)),
        ("f(rows *sql.Rows) { func() { rows.Close() }() }", returning(CLOSED)),
        ("f(rows *sql.Rows) { other := rows; other.Close() }", returning(CLOSED)),
        ("f(rows *sql.Rows) { rows = nil }", returning(OPEN)),
    ],
)
def test_one_way(function: str, expected: Summary) -> None:
    assert Analysed(f"func {function}").summary() == expected


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (
            "f(rows *sql.Rows, all bool) { if all { rows.Close() } }",
            returning(where(OPEN, true(Input(1), False)), where(CLOSED, true(Input(1), True))),
        ),
        (
            "f(rows *sql.Rows, err error) { if err != nil { rows.Close() } }",
            returning(where(OPEN, nil(Input(1), True)), where(CLOSED, nil(Input(1), False))),
        ),
        ("f(rows *sql.Rows) { if rows != nil { rows.Close() } }", returning(where(CLOSED, nil(Input(0), False)))),
        (
            "f(rows *sql.Rows) error { if err := rows.Scan(); err != nil { rows.Close(); return err }; return nil }",
            returning(where(OPEN, nil(Output(0), True)), where(CLOSED, nil(Output(0), False))),
        ),
        (
            "f(rows *sql.Rows) (ok bool) { if n > 3 { rows.Close(); return false }; return true }; var n int",
            returning(where(OPEN, true(Output(0), True)), where(CLOSED, true(Output(0), False))),
        ),
    ],
)
def test_ways_that_callers_can_tell_apart(function: str, expected: Summary) -> None:
    found = Analysed(f"func {function}").summary()
    assert found is not None
    assert sorted(found.returns, key=repr) == sorted(expected.returns, key=repr)


def test_what_is_known_of_a_parameter_that_is_assigned_is_not_known_of_the_input() -> None:
    found = Analysed("func f(rows *sql.Rows, all bool) { all = g(); if all { rows.Close() } }\nfunc g() bool").summary()
    assert found is not None
    assert set(found.returns) == {CLOSED, OPEN}


def test_the_same_is_said_once() -> None:
    found = Analysed("func f(rows *sql.Rows, all bool) { if all { rows.Close() } else { rows.Err() } }").summary()
    assert found is not None
    assert all(len(set(o.claims)) == len(o.claims) for o in found.returns)


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("f(rows *sql.Rows) *sql.Rows { return rows }", held_by(Place(Output(0)))),
        ("f(rows *sql.Rows) (int, *sql.Rows) { return 1, rows }", held_by(Place(Output(1)))),
        ("f(rows *sql.Rows) (again *sql.Rows) { again = rows; return }", held_by(Place(Output(0)))),
        ("f(rows *sql.Rows) func() error { return rows.Close }", held_by(Place(Output(0), ("()!",)))),
        ("f(rows *sql.Rows, s *store) { s.rows = rows }", held_by(Place(Input(1), ("rows",)))),
        ("f(rows *sql.Rows) *store { return &store{rows: rows} }", held_by(Place(Output(0), ("rows",)))),
        ("f(rows *sql.Rows, to chan *sql.Rows) { to <- rows }", TAKEN),
        ("f(rows *sql.Rows) { kept = rows }", TAKEN),
        ("f(rows *sql.Rows) { go func() { rows.Close() }() }", CLOSED),
    ],
)
def test_who_holds_it_then(function: str, expected: Outcome) -> None:
    head = "type store struct{ rows *sql.Rows }\nvar kept *sql.Rows\n"
    found = Analysed(f"{head}func {function}").summary()
    assert found is not None
    (way,) = found.returns
    assert (way.state, way.release, way.holders) == (expected.state, expected.release, expected.holders)


def test_loop_that_runs_out_releases_and_its_error_is_looked_at() -> None:
    found = Analysed("func f(rows *sql.Rows) error { for rows.Next() {}; return rows.Err() }").summary()
    by_error = Implication(nil(Output(0), False), Settle(Typestate.RELEASED, Release.ERROR))
    assert found == returning(
        Outcome(Typestate.RELEASED, Release.DRAINED, implied=(by_error,), marks=frozenset({Mark.LOOKED, Mark.DRAINED}))
    )


def test_truth_value_that_is_handed_on_says_whether_the_rows_have_run_out() -> None:
    found = Analysed("func f(rows *sql.Rows) bool { return rows.Next() }").summary()
    assert found == returning(
        Outcome(Typestate.OPEN, implied=(Implication(true(Output(0), False), RAN_OUT),)),
    )


def test_code_out_of_reach_leaves_it_open_at_a_lower_confidence() -> None:
    lent = Analysed("func f(rows *sql.Rows, each func(*sql.Rows)) { each(rows) }").summary()
    assert lent == returning(Outcome(Typestate.OPEN, confidence=Confidence.MEDIUM))
    given = Analysed("func f(rows *sql.Rows) { far.Away(rows) }", "example.com/far").summary()
    assert given == returning(Outcome(Typestate.OPEN, confidence=Confidence.LOW))
    used = Analysed("func f(rows *sql.Rows) { far.Away(rows); rows.Next() }", "example.com/far").summary()
    assert used is not None
    assert {o.confidence for o in used.returns} == {Confidence.MEDIUM}


def test_part_of_an_input_that_is_handed_back_is_the_same() -> None:
    text = "type s struct{ err error }\nfunc f(rows *sql.Rows, s *s) error { return s.err }"
    assert Analysed(text).summary() == returning(
        Outcome(Typestate.OPEN, same=((0, Place(Input(1), ("err",))),)),
    )


# Ends ---------------------------------------------------------------------------------------------


def test_panic_is_a_way_out_of_its_own() -> None:
    found = Analysed('func f(rows *sql.Rows, ok bool) { if !ok { panic("no") }; rows.Close() }').summary()
    assert found == Summary(
        (where(CLOSED, true(Input(1), True)),),
        (where(OPEN, true(Input(1), False)),),
    )


def test_deferred_close_runs_on_a_panic_too() -> None:
    found = Analysed('func f(rows *sql.Rows) { defer rows.Close(); panic("no") }').summary()
    assert found == Summary((), (DEFERRED,))


def test_end_of_the_process_is_no_way_out() -> None:
    found = Analysed("func f(rows *sql.Rows) { os.Exit(1) }", "os").summary()
    assert found == Summary(may_end_process=True)
    assert found.ending is Ending.PROCESS


@pytest.mark.parametrize(
    ("summary", "ending"),
    [
        (Summary(), None),
        (Summary(may_end_process=True), Ending.PROCESS),
        (Summary((), (OPEN,)), Ending.GOROUTINE),
        (Summary((), (OPEN,), True), Ending.GOROUTINE),
        (Summary((OPEN,), (), True), None),
        (Summary((OPEN,), (OPEN,)), None),
    ],
)
def test_how_a_function_that_never_returns_ends_its_caller(summary: Summary, ending: Ending | None) -> None:
    assert summary.ending is ending


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        ('abort("x")', Ending.PROCESS),
        ("fail()", Ending.GOROUTINE),
        ("maybe(true)", None),
        ("quiet()", None),
        ('panic("x")', Ending.GOROUTINE),
        ("os.Exit(2)", Ending.PROCESS),
        ("abortTwice()", Ending.PROCESS),
        ("failTwice()", Ending.GOROUTINE),
        ("abortThrice()", Ending.PROCESS),
        ("abortRing(3)", Ending.PROCESS),
        ("failRing(3)", Ending.GOROUTINE),
        ("maybeTwice()", Ending.PROCESS),
    ],
)
def test_ending_of_a_call(body: str, ending: Ending | None) -> None:
    text = f"""
func f() {{ {body} }}
func abort(why string) {{ println(why); os.Exit(1) }}
func abortTwice() {{ abort("twice") }}
func abortThrice() {{ abortTwice() }}
func fail() {{ panic("fail") }}
func failTwice() {{ fail() }}
func abortRing(n int) {{ if n > 0 {{ ringAbort(n) }} else {{ os.Exit(1) }} }}
func ringAbort(n int) {{ abortRing(n - 1) }}
func failRing(n int) {{ if n > 0 {{ ringFail(n) }} else {{ panic("x") }} }}
func ringFail(n int) {{ failRing(n - 1) }}
func maybeTwice() {{ maybe(false); abort("x") }}
func maybe(yes bool) {{ if yes {{ os.Exit(1) }} }}
func quiet() {{}}
"""
    analysed = Analysed(text, "os")
    (call, *_) = analysed.calls()
    assert analysed.analysis.summaries.ending(analysed.typing().target(call)) is ending


# Questions of other rooms -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("func g() error { return nil }", True),
        ("func g() (int, error) { return 1, nil }", True),
        ("func g(x bool) error { if x { return nil }; return nil }", True),
        ("func g(x error) error { if x != nil { return x }; return nil }", False),
        ("func g() (err error) { return nil }", False),  # a deferred call may still assign to it
        ("func g() bool { return false }", False),
        ("func g() {}", False),
        ('func g() error { panic("x") }', True),
        ("func g() error { return h() }\nfunc h() error { return nil }", False),
        ("func g() error", False),
    ],
)
def test_whether_an_error_is_never_returned(text: str, never: bool) -> None:
    analysed = Analysed(f"func f() {{ g() }}\n{text}")
    assert analysed.analysis.summaries.never_fails(analysed.target("g")) is never


@pytest.mark.parametrize(
    ("returned", "ends"),
    [
        ("func() { rows.Close() }", True),
        ("rows.Close", True),
        ("func() { if rows != nil { rows.Close() } }", True),
        ("func() { rows.Next() }", False),
        ("func() {}", False),
        ("nil", False),
    ],
)
def test_function_that_is_returned_beside_a_resource_may_end_it(returned: str, ends: bool) -> None:
    analysed = Analysed(
        f"""
func f(db *sql.DB) {{ rows, done := open(db) }}
func open(db *sql.DB) (*sql.Rows, func()) {{ rows, _ := db.Query("q"); return rows, {returned} }}
func handed(db *sql.DB) (*sql.Rows, func()) {{ return open(db) }}
func g(db *sql.DB) {{ rows, done := handed(db) }}
"""
    )
    for within, name in (("f", "open"), ("g", "handed")):
        results = analysed.typing(within).results(analysed.call(name, within))
        found = analysed.analysis.summaries.enders_beside(analysed.target(name, within), results, analysed.rows)
        assert found == ((1,) if ends else ())


def test_cancel_function_ends_no_rows() -> None:
    analysed = Analysed(
        """
func f(db *sql.DB) { rows, cancel := open(db) }
func open(db *sql.DB) (*sql.Rows, context.CancelFunc) { rows, _ := db.Query("q"); return rows, func() { rows.Close() } }
""",
        "context",
    )
    results = analysed.typing().results(analysed.call("open"))
    assert analysed.analysis.summaries.enders_beside(analysed.target("open"), results, analysed.rows) == ()


FIELDS = """
type s struct {
	rows   *sql.Rows
	closed bool
}
func (s *s) Close() error { return s.rows.Close() }
func (s *s) Once() { if s.closed { return }; s.closed = true; s.rows.Close() }
func (s *s) Maybe(all bool) { if all { s.rows.Close() } }
func (s *s) Read() { s.rows.Columns() }
func (s *s) Next() bool { return s.rows.Next() }
func (s *s) Drain() { for s.rows.Next() {} }
"""


@pytest.mark.parametrize(
    ("method", "may", "ends"),
    [
        ("Close", True, True),
        ("Once", True, True),
        ("Maybe", True, False),
        ("Read", False, False),
        ("Next", False, False),
        ("Drain", True, False),
        ("Nothing", False, False),
    ],
)
def test_what_a_method_does_to_what_a_field_of_its_receiver_holds(method: str, may: bool, ends: bool) -> None:
    analysed = Analysed(FIELDS)
    summaries, owner = analysed.analysis.summaries, analysed.named("s")
    assert summaries.may_release_field(owner, method, ("rows",)) is may
    assert summaries.ends_field(owner, method, ("rows",)) is ends
    assert not summaries.may_release_field(owner, method, ("closed",))
    assert not summaries.may_release_field(owner, method, ("nowhere", "rows"))


def test_a_next_that_hands_on_false_runs_out_of_its_field() -> None:
    analysed = Analysed(FIELDS + "type t struct{ rows *sql.Rows }\nfunc (t *t) Next() bool { return t.rows != nil }\n")
    summaries = analysed.analysis.summaries
    assert summaries.runs_out_of_field(analysed.named("s"), ("rows",))
    assert not summaries.runs_out_of_field(analysed.named("t"), ("rows",))


def test_directive_at_a_declaration_is_taken_for_what_its_body_does() -> None:
    analysed = Analysed(
        """
func f(rows *sql.Rows) { closes(rows); takes(rows); borrows(rows); same(rows); read(rows) }
//rowsclose:closes rows
func closes(rows *sql.Rows) {}
//rowsclose:takes rows
func takes(rows *sql.Rows) {}
//rowsclose:borrows rows
func borrows(rows *sql.Rows) { rows.Close() }
//rowsclose:alias 1 rows
func same(rows *sql.Rows) (int, *sql.Rows) { return 0, nil }
//rowsclose:closes-when-nil rows
func read(rows *sql.Rows) error { return nil }
"""
    )
    read_out = Settle(Typestate.RELEASED, Release.DRAINED, ends_loop=True)
    expected = {
        "closes": Outcome(Typestate.RELEASED, Release.CALLEE, marks=frozenset({Mark.LOOKED})),
        "takes": TAKEN,
        "borrows": OPEN,
        "same": held_by(Place(Output(1))),
        "read": Outcome(Typestate.OPEN, implied=(Implication(nil(Output(0), True), read_out),)),
    }
    found = {
        name: analysed.analysis.summaries.summary(analysed.target(name), (Place(Input(0)),), analysed.rows)
        for name in expected
    }
    assert found == {name: returning(outcome) for name, outcome in expected.items()}
    # Of another input they say nothing.
    assert analysed.summary("takes") == returning(OPEN)


def test_behind_an_interface_stand_the_methods_of_those_who_implement_it() -> None:
    analysed = Analysed(
        """
type reader interface{ read(rows *sql.Rows) error; name() string }
type closing struct{}
func (closing) read(rows *sql.Rows) error { return rows.Close() }
func (closing) name() string { return "" }
type borrowing struct{}
func (borrowing) read(rows *sql.Rows) error { return rows.Err() }
type empty struct{}
func (empty) read(rows *sql.Rows) error { return nil }
func (empty) name() string { return "" }
func f(r reader, rows *sql.Rows) { r.read(rows) }
"""
    )
    found = analysed.analysis.summaries.summary(analysed.target("read"), (Place(Input(1)),), analysed.rows)
    assert found is not None
    # `borrowing` has no name, and `empty` does nothing.
    assert {(o.state, o.confidence) for o in found.returns} == {(Typestate.RELEASED, Confidence.MEDIUM)}


def test_nothing_is_said_where_code_is_out_of_reach_or_the_place_is_too_deep() -> None:
    analysed = Analysed(
        "func f(rows *sql.Rows) { g(rows); far.Away(rows) }\nfunc g(rows *sql.Rows) {}", "example.com/far"
    )
    summaries = analysed.analysis.summaries
    place = Place(Input(0))
    assert summaries.summary(analysed.target("g"), (place,), analysed.rows) == returning(OPEN)
    assert summaries.summary(analysed.target("g"), (place,), None) is None
    assert summaries.summary(analysed.target("g"), (Place(Input(0), ("a",) * 8),), analysed.rows) is not None
    assert summaries.summary(analysed.target("g"), (Place(Input(0), ("a",) * 9),), analysed.rows) is None
    assert summaries.summary(analysed.target("g"), (Place(Input(7)),), analysed.rows) is None
    assert summaries.summary(analysed.target("Away"), (place,), analysed.rows) is None


# Few ----------------------------------------------------------------------------------------------


def about(index: int, holds: bool, question: type[IsNil | IsTrue] = IsNil, *path: str) -> Claim:
    return Claim(question(Place(Input(index), path)), holds)


def test_few_outcomes_stay_as_they_are() -> None:
    ways = tuple(where(OPEN, about(i, True)) for i in range(MOST))
    assert few(ways) == ways


def test_many_outcomes_lose_what_they_say_of_outputs_first() -> None:
    ways = tuple(where(OPEN, about(0, i % 2 == 0), nil(Output(i), True)) for i in range(MOST + 1))
    assert few(ways) == (where(OPEN, about(0, True)), where(OPEN, about(0, False)))


def test_then_what_they_say_of_inputs_but_for_nil() -> None:
    ways = tuple(where(OPEN, about(0, i % 2 == 0), about(i, True, IsTrue)) for i in range(MOST + 1))
    assert few(ways) == (where(OPEN, about(0, True)), where(OPEN, about(0, False)))
    deep = tuple(where(OPEN, about(0, True, IsNil, f"field{i}")) for i in range(MOST + 1))
    assert few(deep) == (OPEN,)


def test_at_last_everything_but_state_and_holders() -> None:
    many = tuple(where(OPEN, about(i, True)) for i in range(MOST + 1))
    kept = tuple(Outcome(Typestate.OPEN, holders=(Place(Output(0)),), claims=(about(i, True),)) for i in range(3))
    closed = tuple(where(CLOSED, about(i, True)) for i in range(3))
    assert few((*many, *kept, *closed)) == (OPEN, held_by(Place(Output(0))), CLOSED)


def test_an_outcome_that_says_less_implies_nothing() -> None:
    implied = (Implication(nil(Output(0), True), RAN_OUT),)
    ways = tuple(
        Outcome(Typestate.OPEN, claims=(about(0, i % 2 == 0), nil(Output(i), True)), implied=implied)
        for i in range(MOST + 1)
    )
    assert [o.implied for o in few(ways)] == [(), ()]
