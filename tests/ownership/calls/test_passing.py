"""The resource is passed on: to code that is known, described by directives, or out of reach."""

from __future__ import annotations

import pytest

from ownership.frames import acquired, before_acquiring, following, summarising
from rowsclose.flow.exploration import State
from rowsclose.ownership.callees.summary import Outcome, Summary
from rowsclose.ownership.facts.typestate import Mark, Release, Typestate
from rowsclose.ownership.transfer.calls.passing import Passing, by_summary, carried_by, releasers_given
from rowsclose.ownership.transfer.frame import Results

HEAD = """
type page struct { rows *sql.Rows; err error }
type scanner interface { Scan(to ...any) error }
type closer interface { Close() error }

//rowsclose:closes rows
func ends(rows *sql.Rows) error

//rowsclose:closes-when-nil rows
func reads(rows *sql.Rows) error

//rowsclose:takes rows
func takes(rows *sql.Rows)

//rowsclose:borrows rows
func borrows(rows *sql.Rows)

//rowsclose:alias 1 rows
func named(rows *sql.Rows) (error, *sql.Rows)

func unknown(rows *sql.Rows)
func scans(s scanner)
func closes(c closer)
func anything(v any)

func closing(rows *sql.Rows) { rows.Close() }
func looking(rows *sql.Rows) bool { return rows.Next() }
func sometimes(rows *sql.Rows, ok bool) error { if ok { return rows.Close() }; return nil }
func drained(rows *sql.Rows) error { for rows.Next() {}; return rows.Err() }
func handing(rows *sql.Rows) *sql.Rows { return rows }
func wrapping(rows *sql.Rows) *page { return &page{rows: rows} }
func throws(rows *sql.Rows) { println(rows); panic(1) }
func tired(rows *sql.Rows, ok bool) { if !ok { panic(rows) }; rows.Close() }
func giving(rows *sql.Rows) { kept = rows }
func passing(rows *sql.Rows) { far.Take(rows) }
func ending(end func() error) { end() }
func ignoring(end func() error) {}
func (p *page) keep(rows *sql.Rows) { p.rows = rows }
func (p *page) all() error { return p.rows.Err() }
func spread(rows ...*sql.Rows) { for _, r := range rows { r.Close() } }
func pair(rows *sql.Rows, err error) { rows.Close() }
func open(db *sql.DB) (*sql.Rows, error) { return db.Query("p") }

var kept *sql.Rows
"""
SIGNATURE = "f(db *sql.DB, ok bool, lend func(*sql.Rows))"


def ran(statement: str, before: str, code: str = "") -> tuple[list[str], list[str]]:
    result = acquired(code or statement, HEAD, SIGNATURE).ran(statement, before)
    return result.facts, [e.partition(" at ")[0] for e in result.events]


# Built-in functions and conversions ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "before", "after"),
    [
        ("x := append(all, rows)", "open at rows", "open at rows, x.[]; gathered"),
        ("x := append(all, rows)", "open at all.[]", "open at all.[], x.[]; gathered"),
        ("x := append(all, all...)", "open at all.[]", "open at all.[], x.[]; gathered"),
        ("x := len(all)", "open at all.[]", "open at all.[]"),
        ("x := any(rows)", "open at rows; rows is nil: no", "open at rows, x; rows is nil: no; x is nil: no"),
    ],
)
def test_built_in_functions_and_conversions_hand_on_what_they_get(statement: str, before: str, after: str) -> None:
    code = f"var all []*sql.Rows\n{statement}\n_, _ = all, x"
    assert ran(statement, before, code) == ([after], [])


# Directives -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "after", "events"),
    [
        (
            "x := ends(rows)",
            "released by callee at rows; looked",
            ["looked", "released by callee"],
        ),
        (
            "x := reads(rows)",
            "open at rows; x is nil: yes => released by drained ends loop; exposed; looked",
            ["looked"],
        ),
        ("takes(rows)", "escaped at rows", ["handed over"]),
        ("borrows(rows)", "open at rows", []),
        ("e, x := named(rows)", "open at rows, x", []),
    ],
)
def test_directives_say_what_is_done_to_an_argument(statement: str, after: str, events: list[str]) -> None:
    code = f"{statement}\n_ = x" if "x :=" in statement else statement
    assert ran(statement, "open at rows", code) == ([after], events)


def test_the_first_rule_about_what_is_carried_counts() -> None:
    assert ran("takes(other)", "open at rows", "var other *sql.Rows\ntakes(other)") == (["open at rows; exposed"], [])


# Code out of reach --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "more", "after", "events"),
    [
        ("unknown(rows)", "", "open at rows; low; exposed", ["handed over"]),
        ("unknown(rows)", "rows.Next()", "open at rows; medium; exposed", ["handed over"]),
        ("unknown(rows)", "println(rows)", "open at rows; low; exposed", ["handed over"]),
        ("lend(rows)", "", "open at rows; medium; exposed", ["handed over"]),
        ("db.Take(rows)", "", "open at rows; medium; exposed", ["handed over"]),
        ("scans(rows)", "", "open at rows; exposed", []),
        ("closes(rows)", "", "open at rows; low; exposed", ["handed over"]),
        ("anything(rows)", "", "open at rows; low; exposed", ["handed over"]),
        ("far.Take(page{rows: rows})", "", "open at $1.rows, rows; low; exposed", ["handed over"]),
        ("far.Take(1)", "", "open at rows; exposed", []),
    ],
)
def test_code_out_of_reach_may_own_what_it_is_given(statement: str, more: str, after: str, events: list[str]) -> None:
    facts, noted = ran(statement, "open at rows", f"{statement}\n{more}")
    assert (facts, noted) == ([after], events)


def test_what_is_uncertain_stays_so() -> None:
    assert ran("unknown(rows)", "open at rows; low", "unknown(rows)\nrows.Next()")[0] == ["open at rows; low; exposed"]


@pytest.mark.parametrize("state", ["released by call at rows", "escaped at rows"])
def test_what_is_not_open_is_given_away_as_it_is(state: str) -> None:
    assert ran("takes(rows)", state)[0] == ["escaped at rows"]
    assert ran("unknown(rows)", state)[0] == [f"{state}; low"]


def test_nothing_is_passed_where_nothing_is_held() -> None:
    assert ran("unknown(rows)", "open")[0] == ["open; exposed"]
    assert ran("unknown(rows)", "pending")[0] == ["pending"]
    assert ran("unknown(rows)", "void at rows")[0] == ["void at rows"]


# Code whose summary is known --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "before", "facts", "events"),
    [
        ("closing(rows)", "open at rows", ["released by callee at rows"], ["released by callee"]),
        (
            "closing(rows)",
            "open at rows; exposed",
            ["released by callee at rows; exposed"],
            ["released by callee"],
        ),
        ("_ = looking(rows)", "open at rows", ["open at rows; exposed"], []),
        ("giving(rows)", "open at rows", ["escaped at rows; exposed"], ["handed over"]),
        (
            "x := handing(rows)",
            "open at rows",
            ["open at rows, x; x is nil: no => rows is nil: no; x is nil: yes => rows is nil: yes; exposed"],
            [],
        ),
        ("x := wrapping(rows)", "open at rows", ["open at rows, x.rows; x is nil: no; x.err is nil: yes; exposed"], []),
        ("passing(rows)", "open at rows", ["open at rows; low; exposed"], ["handed over"]),
        ("p.keep(rows)", "open at rows", ["open at p.rows, rows; exposed"], []),
        ("spread(rows)", "open at rows", ["released by callee at rows"], ["released by callee"]),
        ("throws(rows)", "open at rows", ["goroutine: open at rows"], []),
        (
            "tired(rows, ok)",
            "open at rows",
            ["released by callee at rows; ok is true: yes", "goroutine: open at rows; ok is true: no"],
            ["released by callee"],
        ),
        ("tired(rows, true)", "open at rows", ["released by callee at rows"], ["released by callee"]),
        ("tired(rows, false)", "open at rows", ["goroutine: open at rows"], []),
    ],
)
def test_a_callee_does_what_its_body_does(statement: str, before: str, facts: list[str], events: list[str]) -> None:
    code = f"p := &page{{}}\n{statement}\nprintln(p)" + ("\n_ = x" if "x :=" in statement else "")
    assert ran(statement, before, code) == (facts, events)


def test_a_callee_that_closes_under_a_condition_has_a_way_for_each_answer() -> None:
    code = "err = sometimes(rows, ok)\n_ = err"
    facts, events = ran("err = sometimes(rows, ok)", "open at rows", code)
    assert sorted(facts) == [
        "open at rows; err is nil: yes; ok is true: no; exposed",
        "released by callee at rows; ok is true: yes",
    ]
    assert events == ["released by callee"]
    assert ran("err = sometimes(rows, ok)", "open at rows; ok is true: no", code)[0] == [
        "open at rows; err is nil: yes; ok is true: no; exposed"
    ]


def test_a_callee_that_reads_to_the_end_looks_at_the_error() -> None:
    code = "x := drained(rows)\n_ = x"
    assert ran("x := drained(rows)", "open at rows", code) == (
        ["released by drained at rows; x is nil: no => released by error; drained; looked"],
        ["drained", "looked", "released by drained"],
    )


def test_what_the_caller_goes_on_to_use_was_not_taken_over() -> None:
    assert ran("passing(rows)", "open at rows", "passing(rows)\nrows.Next()")[0] == ["open at rows; medium; exposed"]


def test_a_holder_that_outlives_the_caller_owns_what_its_method_keeps() -> None:
    scene = acquired("p.keep(rows)", HEAD, "f(db *sql.DB, p *page)")
    result = scene.ran("p.keep(rows)", "open at rows")
    assert result.facts == ["escaped at p.rows, rows; exposed; stored"]
    assert result.events == ["handed over at 'p.keep(rows)', exposed"]


def test_all_results_of_a_call_are_passed_by_their_parts() -> None:
    scene = following("pair(open(db))", HEAD, "f(db *sql.DB)", site="open(db)")
    assert scene.after("pair(open(db))", "pending") == ["released by callee at $1.#0"]


# Releasing methods as values --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "after", "events"),
    [
        ("ending(rows.Close)", "released by callee at rows", ["released by callee"]),
        ("ignoring(rows.Close)", "open at rows; exposed", []),
        ("far.Run(rows.Close)", "released by callee at rows", ["released by callee"]),
        ("far.Run(rows.Next)", "open at rows; exposed", []),
        ("end()", "released by callee at end.()!, rows", ["released by callee"]),
    ],
)
def test_a_releasing_method_that_is_passed_on_is_run(statement: str, after: str, events: list[str]) -> None:
    before = "open at rows" if "end()" not in statement else "open at end.()!, rows"
    code = f"end := rows.Close\n{statement}\n_ = end"
    facts, noted = ran(statement, before, code)
    assert (facts, noted) == ([after], events)


# Words ------------------------------------------------------------------------------------------------


def test_inputs_by_which_a_callee_reaches_the_resource() -> None:
    scene = acquired("p := page{}\np.keep(rows)\nspread(rows, rows)", HEAD)
    call = scene.call("p.keep(rows)")
    target = scene.frame.typing.target(call)
    fact = scene.fact("open at p.rows, rows")
    shown = [scene.shown_place(place) for place, _ in carried_by(scene.frame, call, target, fact)]
    assert shown == ["in 0.rows", "in 1"]
    call = scene.call("spread(rows, rows)")
    target = scene.frame.typing.target(call)
    shown = [scene.shown_place(place) for place, _ in carried_by(scene.frame, call, target, fact)]
    assert shown == ["in 0.[]", "in 0.[]"]


def test_inputs_that_get_a_releaser() -> None:
    scene = acquired("ending(rows.Close)\nending(nil)", HEAD)
    for text, expected in (("ending(rows.Close)", ["in 0.()!"]), ("ending(nil)", [])):
        call = scene.call(text)
        given = releasers_given(scene.frame, call, scene.frame.typing.target(call), scene.fact("open at rows"))
        assert [scene.shown_place(p) for p in given] == expected


def test_in_a_summary_what_a_parameter_gets_stays_with_it() -> None:
    scene = summarising("p.keep(rows)", HEAD, "f(p *page, rows *sql.Rows)")
    assert scene.after("p.keep(rows)", "open at rows") == ["open at p.rows, rows; exposed"]


def test_marks_of_an_outcome_come_with_it() -> None:
    scene = acquired("looking(rows)", HEAD)
    call = scene.call("looking(rows)")
    target = scene.frame.typing.target(call)
    passing = Passing(call, target, scene.frame.callees.model(target), (), ())
    outcomes = (
        Outcome(Typestate.RELEASED, Release.DRAINED, marks=frozenset({Mark.DRAINED, Mark.FAILED})),
        Outcome(Typestate.OPEN),
    )
    summary = Summary(outcomes, (Outcome(Typestate.RELEASED), Outcome(Typestate.OPEN)))
    out: Results = []
    state = State(scene.fact("open at rows"), None)
    effects = list(by_summary(scene.frame, passing, summary, state, out))
    assert scene.shown(*(e.fact for e in effects)) == [
        "released by drained at rows; drained; failed",
        "open at rows; exposed",
    ]
    assert scene.shown_results(out) == ["goroutine: open at rows"]  # a panic with it released leaks nothing


def test_before_the_acquisition_nothing_is_passed() -> None:
    scene = before_acquiring("unknown(other)", HEAD, "f(other *sql.Rows)")
    assert scene.after("unknown(other)", "pending") == ["pending"]


CURSOR = """
type cursor struct { *sql.Rows; name string }
func shut(rows *sql.Rows) { rows.Close() }
func peek(rows *sql.Rows) { rows.Next() }
func open(db *sql.DB) (*cursor, error) { rows, err := db.Query("q"); return &cursor{Rows: rows}, err }
"""


@pytest.mark.parametrize(
    ("statement", "after"),
    [
        ("shut(c.Rows)", "released by callee at c"),
        ("peek(c.Rows)", "open at c; exposed"),
    ],
)
def test_the_part_of_a_resource_that_is_passed_has_an_obligation_of_its_own(statement: str, after: str) -> None:
    scene = following(f"c, err := open(db)\n{statement}\n_ = err", CURSOR, site="open(db)")
    assert scene.after(statement, "open at c") == [after]


def test_a_stub_borrows_unless_it_says_otherwise() -> None:
    scene = acquired("_ = errors.Is(rows, nil)\n_ = err", HEAD)
    assert scene.after("_ = errors.Is(rows, nil)", "open at rows") == ["open at rows; exposed"]


@pytest.mark.parametrize(
    ("statement", "after"),
    [
        ("far.Scan(rows)", "open at rows; low; exposed"),  # its parameters are not known
        ("scans(page{rows: rows}.rows)", "open at $1.rows, rows; exposed"),
        ("many(1, 2, rows)", "open at rows; low; exposed"),
    ],
)
def test_only_a_parameter_whose_type_is_known_borrows(statement: str, after: str) -> None:
    head = HEAD + "func many(rest ...scanner)\n"
    assert acquired(f"{statement}\n_ = err", head).after(statement, "open at rows")[0] in (
        after,
        "open at rows; exposed",
    )
