"""What would become of the resource: trials, literals that run, deferred calls at an exit."""

from __future__ import annotations

from itertools import combinations

import pytest

from ownership.frames import Scene, acquired, before_acquiring
from rowsclose.flow.exploration import Exit, State
from rowsclose.flow.graph import Ending
from rowsclose.go.ir import Return
from rowsclose.ownership.facts.events import Event
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.transfer import literals, trials
from rowsclose.ownership.transfer.frame import Mode, Results
from rowsclose.values import replace

SIGNATURE = "f(db *sql.DB, x string, stop bool) (n int, failed error)"
HEAD = "var other *sql.Rows"


def with_literal(body: str) -> Scene:
    """A scene whose first literal has this body."""
    return acquired(f"end := func() {{ {body} }}\n_ = end\nreturn 0, err", HEAD, SIGNATURE)


# Trials -------------------------------------------------------------------------------------------

CLOSES = "rows.Close()"
MAY_CLOSE = 'if x == "" { rows.Close() }'
READS = "rows.Next()"
PANICS = "panic(x)"
PANICS_WITH_IT = "panic(rows)"
CLOSES_OR_PANICS = "if stop { panic(x) }; rows.Close()"
GIVES_AWAY = "other = rows"


@pytest.mark.parametrize(
    ("body", "would", "may", "may_leave_open"),
    [
        (CLOSES, True, True, False),
        (MAY_CLOSE, False, True, True),
        (READS, False, False, True),
        (PANICS, False, False, True),  # it has nothing to do with the resource, and is passed over
        (PANICS_WITH_IT, False, False, False),
        (CLOSES_OR_PANICS, True, True, False),
        (GIVES_AWAY, False, False, False),
    ],
)
def test_a_literal_is_tried_out(body: str, would: bool, may: bool, may_leave_open: bool) -> None:
    made = with_literal(body)
    journal: list[Event] = []
    frame, literal, fact = made.in_frame(journal=journal).frame, made.literal(), made.fact("open at rows")
    assert trials.would_release(frame, literal, fact) is would
    assert trials.may_release(frame, literal, fact) is may
    assert trials.may_leave_open(frame, literal, fact) is may_leave_open
    assert journal == []


DEFERRED = """
kept := rows
defer func() { kept.Close() }()
defer func() { println(x) }()
defer func() { if x == "" { kept.Close() } }()
defer func() { other = kept }()
defer func() { if x == "" { kept.Close() } else { other = kept } }()
defer kept.Close()
return 0, err
"""
CLOSING = "defer func() { kept.Close() }()"
PRINTING = "defer func() { println(x) }()"
SOMETIMES = 'defer func() { if x == "" { kept.Close() } }()'
GIVING = "defer func() { other = kept }()"
EITHER = 'defer func() { if x == "" { kept.Close() } else { other = kept } }()'


def scene_of_defers() -> Scene:
    return acquired(DEFERRED, HEAD, SIGNATURE)


def deferred(made: Scene, before: str, *texts: str) -> Fact:
    return replace(made.fact(before), deferred=tuple(made.call(text) for text in texts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [(CLOSING, True), (PRINTING, False), (SOMETIMES, False), (GIVING, False), (EITHER, True)],
)
def test_a_deferred_call_would_release_where_it_settles_on_every_path_and_releases_on_one(
    text: str, expected: bool
) -> None:
    made = scene_of_defers()
    assert trials.call_would_release(made.frame, made.call(text), made.fact("open at kept")) is expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ((), False),
        ((PRINTING,), False),
        ((CLOSING,), True),
        ((SOMETIMES,), False),
        ((GIVING,), True),
        ((PRINTING, CLOSING), True),
        ((CLOSING, PRINTING), True),
        ((SOMETIMES, CLOSING), True),
    ],
)
def test_deferred_calls_secure_what_they_are_certain_to_settle_together(texts: tuple[str, ...], expected: bool) -> None:
    made = scene_of_defers()
    assert trials.secured_by_defers(made.frame, deferred(made, "open at kept", *texts)) is expected


def test_what_is_secured_is_asked_as_if_it_were_open() -> None:
    made = scene_of_defers()
    assert trials.secured_by_defers(made.frame, deferred(made, "released by call at kept", CLOSING))
    assert not trials.secured_by_defers(made.frame, deferred(made, "released by call at kept", PRINTING))


@pytest.mark.parametrize(("mode", "expected"), [(Mode.FOLLOWS, True), (Mode.SUMMARISES, False)])
def test_only_who_took_an_obligation_on_asks_whether_defers_cover_it(mode: Mode, expected: bool) -> None:
    made = scene_of_defers()
    frame = made.in_frame(mode=mode).frame
    assert trials.is_covered_by_defers(frame, deferred(made, "open at kept", CLOSING)) is expected


# Literals that run --------------------------------------------------------------------------------


def run(made: Scene, before: str) -> list[str]:
    return made.shown_results(made.frame.runner.run(made.frame, made.literal(), State(made.fact(before), None)))


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        (CLOSES, "open at rows", ["released by call at rows"]),
        (PANICS, "open at rows", ["open at rows"]),  # it has nothing to do with the resource
        (
            CLOSES_OR_PANICS,
            "open at rows",
            ["goroutine: open at rows; stop is true: yes", "released by call at rows; stop is true: no"],
        ),
        ("n = 1", "open at rows; n is nil: no", ["open at rows"]),
        ("rows.Next()", "open at rows; rows is nil: no => void", ["open at rows; rows is nil: no => void; exposed"]),
        ("_ = rows; for { }", "open at rows", []),
    ],
)
def test_a_literal_runs_with_the_fact_as_it_stands(body: str, before: str, after: list[str]) -> None:
    made = with_literal(body)
    assert sorted(run(made, before)) == after


def test_a_literal_that_is_running_is_not_entered_again() -> None:
    made = with_literal(CLOSES).inside()
    assert run(made, "open at rows") == ["open at rows"]


def test_literals_are_not_run_deeper_than_the_deepest() -> None:
    made = with_literal(CLOSES)
    others = [with_literal(CLOSES).literal() for _ in range(literals.DEEPEST + 1)]
    others = [replace(o, name=f"g{i}") for i, o in enumerate(others)]
    for depth, after in ((-1, "released by call at rows"), (0, "open at rows"), (1, "open at rows")):
        running = tuple(others[: literals.DEEPEST + depth])
        assert run(made.in_frame(literals=running), "open at rows") == [after]


def nested(depth: int) -> str:
    """Literals within each other, called in place, the innermost of which closes."""
    return "rows.Close()" if depth == 0 else f"func() {{ {nested(depth - 1)} }}()"


def test_what_is_called_in_literals_within_literals_is_followed_to_the_deepest() -> None:
    def after(depth: int) -> list[str]:
        made = acquired(nested(depth))
        return made.after(nested(depth), "open at rows")

    assert after(literals.DEEPEST) == ["released by call at rows"]
    assert after(literals.DEEPEST + 1) == ["open at rows"]


@pytest.mark.parametrize(
    ("body", "before", "expected"),
    [
        (CLOSES, "open at rows", True),
        (CLOSES, "open at n", False),
        ("println(err)", "open at rows; err is nil: no => void", True),
        ("println(stop)", "open at rows; stop is true: no => void", True),
        ("println(1)", "open at rows; err is nil: no => void", False),
    ],
)
def test_a_literal_is_relevant_where_it_captures_what_is_held_or_asked(body: str, before: str, expected: bool) -> None:
    made = with_literal(body)
    assert literals.is_relevant(made.frame, made.literal(), made.fact(before)) is expected


def test_a_literal_with_the_acquiring_call_in_it_is_relevant() -> None:
    made = acquired("_ = err")
    inner = before_acquiring("g := func() { println(1) }\ng()")
    assert not literals.is_relevant(inner.frame, inner.literal(), inner.fact("pending"))
    site = inner.call("println(1)")
    assert literals.is_relevant(inner.in_frame(site=site).frame, inner.literal(), inner.fact("pending"))
    assert made.frame.site is not None


def called(body: str, before: str) -> list[str]:
    made = with_literal(body)
    results: Results = literals.called(made.frame, made.literal(), State(made.fact(before), None))
    return made.shown_results(results)


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("println(1)", ["open at rows"]),
        ("panic(x)", ["goroutine: open at rows"]),  # it ends this function too
        ("if stop { panic(x) }", ["open at rows"]),
        ("for { }", []),
        (CLOSES, ["released by call at rows"]),
    ],
)
def test_a_literal_that_never_returns_ends_its_caller(body: str, after: list[str]) -> None:
    assert called(body, "open at rows") == after


def test_what_a_literal_leaves_behind_is_told_apart_by_facts_alone() -> None:
    made = with_literal('if x == "a" { rows.Close() } else if x == "b" { rows.Close() } else { println(x) }')
    assert sorted(run(made, "open at rows")) == ["open at rows", "released by call at rows"]


def test_the_callers_deferred_calls_do_not_run_when_a_literal_returns() -> None:
    made = acquired("kept := rows\ndefer func() { kept.Close() }()\nfunc() { println(rows) }()")
    before = deferred(made, "open at kept, rows", "defer func() { kept.Close() }()")
    results = made.frame.runner.run(made.frame, made.literal(1), State(before, None))
    assert made.shown_results(results) == ["open at kept, rows; deferred func() { kept.Close() }()"]


def test_variables_of_a_literal_are_gone_once_it_has_returned() -> None:
    made = with_literal("inner := rows; _ = inner")
    fact = made.fact("open at inner, rows; inner is nil: no; rows is nil: no")
    assert made.shown(literals.without_locals(made.frame, fact, made.literal())) == ["open at rows; rows is nil: no"]


# Deferred calls at an exit ------------------------------------------------------------------------


def concluded(made: Scene, ending: Ending, fact: Fact) -> list[str]:
    at = Return((), made.function.end)
    exits = literals.conclude(made.frame, [Exit(ending, State(fact, None), at)])
    assert all(e.at is at for e in exits)
    return made.shown_results([*exits])


@pytest.mark.parametrize("ending", [Ending.RETURN, Ending.GOROUTINE])
def test_deferred_calls_run_where_the_goroutine_ends_or_the_function_returns(ending: Ending) -> None:
    made = scene_of_defers()
    assert concluded(made, ending, deferred(made, "open at kept", CLOSING)) == [
        f"{ending.value}: released by deferred at kept"
    ]


@pytest.mark.parametrize("ending", [Ending.PROCESS, Ending.BLOCKED])
def test_nothing_runs_where_the_process_ends(ending: Ending) -> None:
    made = scene_of_defers()
    assert concluded(made, ending, deferred(made, "open at kept", CLOSING)) == [
        f"{ending.value}: open at kept; deferred func() {{ kept.Close() }}()"
    ]


def test_deferred_calls_run_last_in_first_out() -> None:
    made = scene_of_defers()
    after = concluded(made, Ending.RETURN, deferred(made, "open at kept", GIVING, CLOSING))
    assert after == ["return: released by deferred at @other, kept"]
    after = concluded(made, Ending.RETURN, deferred(made, "open at kept", CLOSING, GIVING))
    assert after == ["return: escaped at @other, kept"]


def test_what_was_closed_by_a_call_that_defers_had_secured_is_covered() -> None:
    made = scene_of_defers()
    for release in ("call", "drained"):
        after = concluded(made, Ending.RETURN, deferred(made, f"released by {release} at kept", CLOSING))
        assert after == [f"return: released by {release} at kept; covered"]
    assert concluded(made, Ending.RETURN, deferred(made, "released by call at kept", PRINTING)) == [
        "return: released by call at kept"
    ]
    assert concluded(made, Ending.RETURN, deferred(made, "released by callee at kept", CLOSING)) == [
        "return: released by callee at kept"
    ]


def test_many_states_at_one_way_out_are_joined_for_a_summary_and_not_for_a_witness() -> None:
    made = scene_of_defers()
    at = next(i for i in made.instructions("return 0, err") if isinstance(i, Return))
    before = [
        "open at kept" + "".join(f"; {v} is true: yes" for v in some) for some in powerset("err", "stop", "x", "n")
    ]
    exits = [Exit(Ending.RETURN, State(deferred(made, text, PRINTING), None), at) for text in before]
    for mode, few in ((Mode.FOLLOWS, False), (Mode.SUMMARISES, True)):
        after = literals.conclude(made.in_frame(mode=mode).frame, exits)
        assert {e.at for e in after} == {at}
        assert (len(after) < len(exits)) is few


def powerset(*names: str) -> list[tuple[str, ...]]:
    return [some for count in range(len(names) + 1) for some in combinations(names, count)]
