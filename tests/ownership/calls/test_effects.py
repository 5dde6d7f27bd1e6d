"""How the ways that a call goes are bound to its targets."""

from __future__ import annotations

from ownership.frames import Scene, acquired
from rowsclose.flow.exploration import State
from rowsclose.ownership.facts.claims import Implication
from rowsclose.ownership.facts.events import Event
from rowsclose.ownership.facts.typestate import Release, Typestate
from rowsclose.ownership.transfer.calls.effects import RAN_OUT, Effect, Gives, Said, bound, last_is_nil, read_to_the_end

HEAD = (
    "type page struct { rows *sql.Rows }\nvar last *sql.Rows\nfunc two(rows *sql.Rows, err error) (*sql.Rows, error)\n"
)


def bound_to(made: Scene, text: str, before: str, *said: Said) -> tuple[list[str], list[str]]:
    journal: list[Event] = []
    frame = made.in_frame(journal=journal).frame
    call = made.call(text)
    fact = made.fact(before)
    results = bound(frame, call, frame.typing.target(call), Effect(fact, said), State(fact, None))
    return made.shown_results(results), [e.kind.value for e in journal]


def gives(made: Scene, output: int, source: str, *path: str) -> Gives:
    return Gives(output, path, made.place(source))


def test_targets_get_what_results_are() -> None:
    made = acquired("a, b := two(rows, err)\n_, _ = a, b", HEAD)
    assert bound_to(made, "two(rows, err)", "open at rows; a is nil: yes", gives(made, 0, "rows")) == (
        ["open at a, rows"],
        [],
    )
    assert bound_to(made, "two(rows, err)", "open at rows", gives(made, 1, "rows", "rows")) == (
        ["open at b.rows, rows"],
        [],
    )


def test_what_is_given_is_read_before_a_target_is_written() -> None:
    made = acquired("rows, err = two(rows, err)", HEAD)
    before = "open at rows; err is nil: no => void"
    assert bound_to(made, "two(rows, err)", before, gives(made, 0, "rows")) == (["open at rows"], [])
    assert bound_to(made, "two(rows, err)", before, gives(made, 0, "rows"), gives(made, 1, "err")) == (
        ["open at rows; err is nil: no => void"],
        [],
    )


def test_a_target_that_gets_something_else_loses_the_resource() -> None:
    made = acquired("rows, err = two(rows, err)", HEAD)
    assert bound_to(made, "two(rows, err)", "open at rows") == ([], ["overwritten"])


def test_a_target_that_is_declared_lets_go_of_the_last_round() -> None:
    made = acquired("for { a, b := two(rows, err); _, _ = a, b }", HEAD)
    assert bound_to(made, "two(rows, err)", "open at a; b is nil: no") == (["open"], [])


def test_what_a_blank_target_would_get_is_nobodys() -> None:
    made = acquired("_, b := two(rows, err)\n_ = b", HEAD)
    assert bound_to(made, "two(rows, err)", "open at rows", gives(made, 0, "rows")) == (["open at rows"], [])


def test_what_a_longer_life_gets_is_handed_over() -> None:
    made = acquired("last, err = two(rows, err)", HEAD)
    assert bound_to(made, "two(rows, err)", "open at rows", gives(made, 0, "rows")) == (
        ["escaped at @last, rows"],
        ["handed over"],
    )


def test_claims_and_implications_are_said_in_the_callers_words() -> None:
    made = acquired("a, b := two(rows, err)\n_, _ = a, b", HEAD)
    said = (
        made.claim("out 1 is nil: no"),
        made.claim("in 1 is nil: no"),
        Implication(made.claim("out 0 is nil: yes"), made.claim("in 1 is nil: yes")),
        Implication(made.claim("out 0 is nil: no"), RAN_OUT),
        Implication(made.claim("err is nil: yes"), made.claim("out 1 is nil: yes")),
    )
    assert bound_to(made, "two(rows, err)", "open at rows", *said[:1]) == (["open at rows; b is nil: no"], [])
    assert bound_to(made, "two(rows, err)", "open at rows", *said[2:]) == (
        [
            "open at rows; a is nil: no => released by drained ends loop; a is nil: yes => err is nil: yes; "
            "err is nil: yes => b is nil: yes"
        ],
        [],
    )
    assert bound_to(made, "two(rows, err)", "void at rows", *said[:2]) == (
        ["void at rows; b is nil: no; err is nil: no"],
        [],
    )


def test_what_the_caller_has_no_place_for_is_not_said() -> None:
    made = acquired("a, b := two(nil, nil)\n_, _ = a, b", HEAD)
    said = (
        made.claim("in 0 is nil: no"),
        Implication(made.claim("in 0 is nil: no"), made.claim("out 0 is nil: no")),
        Implication(made.claim("out 0 is nil: no"), made.claim("in 1 is nil: no")),
    )
    assert bound_to(made, "two(nil, nil)", "open at rows", *said) == (["open at rows"], [])


def test_a_result_that_nobody_gets_says_something_all_the_same_and_leaves_nothing_behind() -> None:
    made = acquired("two(rows, err)", HEAD)
    answered = Implication(made.claim("out 1 is nil: no"), made.claim("err is nil: no"))
    assert bound_to(made, "two(rows, err)", "open at rows", answered, made.claim("out 1 is nil: no")) == (
        ["open at rows; err is nil: no"],
        [],
    )
    assert bound_to(
        made, "two(rows, err)", "open at rows; err is nil: yes", answered, made.claim("out 1 is nil: no")
    ) == (
        [],
        [],
    )


def test_a_way_that_contradicts_what_is_known_is_none() -> None:
    made = acquired("a, b := two(rows, err)\n_, _ = a, b", HEAD)
    said = (made.claim("out 1 is nil: no"), made.claim("out 1 is nil: yes"))
    assert bound_to(made, "two(rows, err)", "open at rows", *said, gives(made, 0, "rows")) == ([], [])


def test_the_last_result_is_the_error_by_custom() -> None:
    made = acquired("_ = err", HEAD)
    assert [last_is_nil(count, True) for count in (0, 1, 3)] == [
        made.claim(f"out {index} is nil: yes") for index in (0, 0, 2)
    ]
    assert read_to_the_end(2) == Implication(made.claim("out 1 is nil: yes"), RAN_OUT)
    assert (RAN_OUT.state, RAN_OUT.release, RAN_OUT.ends_loop) == (Typestate.RELEASED, Release.DRAINED, True)
