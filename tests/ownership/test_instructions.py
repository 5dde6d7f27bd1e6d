"""What each instruction but calls does to what is known: assignments, literals, assertions, loops, returns."""

from __future__ import annotations

import pytest

from ownership.frames import acquired, before_acquiring, following, summarising
from rowsclose.flow.exploration import State
from rowsclose.go.ir import NIL, Assert, IsNil, IsTrue
from rowsclose.ownership.transfer.instructions import transfer
from rowsclose.values import replace

STORE = "type store struct { rows *sql.Rows; err error; name string; open bool; others []int }\nvar last *sql.Rows"


# Assignments --------------------------------------------------------------------------------------


def test_copy_is_one_more_alias_and_knows_what_its_source_knows() -> None:
    scene = acquired("other := rows\n_ = other")
    before = "open at rows; rows is nil: no; rows is nil: yes => void; exposed"
    after = (
        "open at other, rows; other is nil: no; rows is nil: no; "
        "other is nil: yes => void; rows is nil: yes => void; exposed"
    )
    assert scene.after("other := rows", before) == [after]


def test_copy_of_a_copy_of_an_error_voids_too() -> None:
    scene = acquired("failed := err\n_ = failed")
    assert scene.after("failed := err", "open at rows; err is nil: no => void") == [
        "open at rows; err is nil: no => void; failed is nil: no => void"
    ]


def test_part_of_what_holds_the_resource_moves_by_its_path() -> None:
    scene = acquired("var s store\ns.rows = rows\nt := s\n_ = t", STORE)
    assert scene.after("t := s", "open at s.rows") == ["open at s.rows, t.rows"]


def test_assigning_a_constant_to_the_only_alias_loses_the_resource() -> None:
    scene = acquired("rows = nil")
    ran = scene.ran("rows = nil", "open at rows; exposed")
    assert (ran.facts, ran.events) == ([], ["overwritten at 'rows = nil', exposed"])


def test_assigning_to_one_of_two_aliases_keeps_the_other() -> None:
    scene = acquired("other := rows\nrows = nil\n_ = other")
    ran = scene.ran("rows = nil", "open at other, rows; rows is nil: no")
    assert (ran.facts, ran.events) == (["open at other; rows is nil: yes"], [])


@pytest.mark.parametrize("state", ["released by call", "escaped", "void"])
def test_states_that_are_not_open_lose_nothing_when_the_alias_is_overwritten(state: str) -> None:
    ran = acquired("rows = nil").ran("rows = nil", f"{state} at rows")
    assert (ran.facts, ran.events) == ([f"{state}; rows is nil: yes"], [])


def test_a_failed_test_loses_the_resource_silently() -> None:
    ran = acquired("rows = nil").ran("rows = nil", "open at rows; failed")
    assert (ran.facts, ran.events) == ([], [])


def test_assigning_a_variable_to_itself_changes_nothing() -> None:
    before = "open at rows; err is nil: no => void"
    assert acquired("rows = rows").after("rows = rows", before) == [before]


def test_value_is_read_before_its_target_is_written() -> None:
    scene = acquired("s := &node{rows: rows}\ns = s.next", "type node struct { rows *sql.Rows; next *node }")
    assert scene.after("s = s.next", "open at rows, s.next.rows") == ["open at rows, s.rows"]


def test_swap_through_two_variables_loses_nothing() -> None:
    scene = acquired("var other *sql.Rows\nother, rows = rows, other\n_ = other")
    ran = scene.ran("other, rows = rows, other", "open at rows")
    assert ran.events == []
    assert [f.partition(" at ")[2].split(", ")[-1] for f in ran.facts] == ["other"]


@pytest.mark.parametrize(
    ("value", "after"),
    [
        ("nil", "open at rows; p is nil: yes"),
        ("rows", "open at p, rows"),
    ],
)
def test_constants_and_places_are_given_to_a_variable(value: str, after: str) -> None:
    scene = acquired(f"p = {value}", signature="f(db *sql.DB, p *sql.Rows)")
    assert scene.after(f"p = {value}", "open at rows") == [after]


@pytest.mark.parametrize(("value", "answer"), [("true", "yes"), ("false", "no")])
def test_truth_values_are_known_of_the_variable_they_are_given_to(value: str, answer: str) -> None:
    scene = acquired(f"done := {value}\n_ = done")
    assert scene.after(f"done := {value}", "open at rows") == [f"open at rows; done is true: {answer}"]


def test_nothing_stays_known_of_a_variable_with_a_pointer_to_it() -> None:
    scene = acquired("done := true\np := &done\n_ = p")
    assert scene.after("done := true", "open at rows") == ["open at rows"]


def test_other_constants_say_nothing() -> None:
    assert acquired('s := "x"\n_ = s').after('s := "x"', "open at rows") == ["open at rows"]


def test_declaring_a_variable_lets_go_of_its_last_round_without_a_word() -> None:
    ran = acquired("for { other := rows; _ = other }").ran("other := rows", "open at other, rows; other is nil: no")
    assert (ran.facts, ran.events) == (["open at other, rows"], [])


def test_assigning_to_an_element_keeps_the_others() -> None:
    scene = acquired("all := make([]*sql.Rows, 2)\nall[0] = nil\n_ = all")
    assert scene.after("all[0] = nil", "open at all.[]") == ["open at all.[]"]


def test_receiving_takes_what_a_channel_holds() -> None:
    scene = acquired("ch := make(chan *sql.Rows, 1)\nch <- rows\nother := <-ch\n_ = other")
    assert scene.after("other := <-ch", "open at ch.[]") == ["open at $1, ch.[], other"]


@pytest.mark.parametrize(
    ("statement", "head", "signature"),
    [
        ("last = rows", STORE, "f(db *sql.DB)"),
        ("s.rows = rows", STORE, "f(db *sql.DB, s *store)"),
        ("*p = rows", "", "f(db *sql.DB, p **sql.Rows)"),
    ],
)
def test_storing_in_what_outlives_the_function_is_an_escape(statement: str, head: str, signature: str) -> None:
    ran = acquired(statement, head, signature).ran(statement, "open at rows; exposed")
    (after,) = ran.facts
    assert after.startswith("escaped at ")
    assert ran.events == [f"handed over at {statement!r}, exposed"]


def test_storing_in_a_field_of_what_is_made_here_is_no_escape() -> None:
    scene = acquired("s := &store{}\ns.rows = rows\n_ = s", STORE)
    assert scene.after("s.rows = rows", "open at rows") == ["open at rows, s.rows"]


def test_a_parameter_that_is_a_variable_of_this_function_does_not_outlive_it() -> None:
    scene = acquired("other = rows", signature="f(db *sql.DB, other *sql.Rows)")
    assert scene.after("other = rows", "open at rows") == ["open at other, rows"]


def test_in_a_summary_a_field_of_a_parameter_holds_what_is_stored_in_it() -> None:
    scene = summarising("s.rows = rows", STORE, "f(s *store, rows *sql.Rows)")
    assert scene.after("s.rows = rows", "open at rows") == ["open at rows, s.rows"]


def test_in_a_summary_an_error_parameter_that_is_kept_is_asked_by_what_keeps_it() -> None:
    scene = summarising("s.err = err", STORE, "f(s *store, rows *sql.Rows, err error)")
    assert scene.after("s.err = err", "open at rows") == [
        "open at rows; s.err is nil: no => err is nil: no; s.err is nil: yes => err is nil: yes"
    ]


@pytest.mark.parametrize("statement", ["s.err = e", "s.name = name"])
def test_in_a_summary_only_an_error_that_is_a_parameter_is_asked_by_what_keeps_it(statement: str) -> None:
    scene = summarising(f"var e error\n{statement}", STORE, "f(s *store, rows *sql.Rows, name string)")
    assert scene.after(statement, "open at rows") == ["open at rows"]


def test_outside_of_a_summary_a_kept_error_says_nothing_of_its_parameter() -> None:
    scene = acquired("s := store{}\ns.err = e\n_ = s", STORE, "f(db *sql.DB, e error)")
    assert scene.after("s.err = e", "open at rows") == ["open at rows"]


CURSOR = """
type conn struct{ n int }

//rowsclose:must-call Close
type cursor struct { link *conn; text string }

func (c *cursor) Close() {}

func open() *cursor { return &cursor{} }

type holder struct { at *conn; text string; cursor *cursor }
"""


@pytest.mark.parametrize(
    ("statement", "after"),
    [
        ("h.at = c.link", "escaped at c"),  # who has the link may end it
        ("h.text = c.text", "open at c"),  # a string ends nothing
        ("link = c.link", "open at c"),
    ],
)
def test_a_part_of_the_resource_that_is_lent_to_a_longer_life_is_an_escape(statement: str, after: str) -> None:
    scene = following(f"c := open()\nvar link *conn\n{statement}\n_ = link", CURSOR, "f(h *holder)")
    assert scene.after(statement, "open at c") == [after]


def test_a_part_of_what_is_closed_or_of_something_else_is_no_escape() -> None:
    scene = following("c := open()\nh.at = c.link", CURSOR, "f(h *holder)")
    assert scene.after("h.at = c.link", "released by call at c") == ["released by call at c"]
    assert scene.after("h.at = c.link", "open at h.cursor") == ["open at h.cursor"]


def test_the_method_that_tells_the_error_is_asked_later() -> None:
    ran = acquired("reason := rows.Err\n_ = reason").ran("reason := rows.Err", "open at rows; drained")
    assert (ran.facts, ran.events) == (["open at rows; drained"], ["looked at its error at 'reason := rows.Err'"])


@pytest.mark.parametrize("method", ["Next", "Columns"])
def test_other_methods_as_values_tell_no_error(method: str) -> None:
    ran = acquired(f"m := rows.{method}\n_ = m").ran(f"m := rows.{method}", "open at rows")
    assert (ran.facts, ran.events) == (["open at rows"], [])


def test_the_releasing_method_as_a_value_is_a_releaser() -> None:
    ran = acquired("done := rows.Close\n_ = done").ran("done := rows.Close", "open at rows")
    assert (ran.facts, ran.events) == (["open at done.()!, rows"], [])


def test_a_copy_of_a_releaser_is_a_releaser() -> None:
    scene = acquired("done := rows.Close\nend := done\n_ = end")
    assert scene.after("end := done", "open at done.()!, rows") == ["open at done.()!, end.()!, rows"]


def test_a_releasing_method_of_what_is_closed_is_none() -> None:
    scene = acquired("done := rows.Close\n_ = done")
    assert scene.after("done := rows.Close", "released by call at rows") == ["released by call at rows"]


@pytest.mark.parametrize(
    ("literal", "segment"),
    [
        ("func() { rows.Close() }", "()!"),
        ("func() { if rows != nil { rows.Close() } }", "()!"),
        ("func() { if len(x) > 0 { rows.Close() } }", "()"),
        ("func() { rows.Next() }", "()"),
    ],
)
def test_a_literal_is_a_releaser_where_it_is_certain_to_release(literal: str, segment: str) -> None:
    scene = acquired(f"end := {literal}\n_ = end", signature="f(db *sql.DB, x string)")
    assert scene.after(f"end := {literal}", "open at rows; rows is nil: no") == [
        f"open at end.{segment}, rows; rows is nil: no"
    ]


@pytest.mark.parametrize("state", ["pending", "released by call at rows", "void at rows"])
def test_a_literal_is_no_way_to_what_is_not_open(state: str) -> None:
    scene = acquired("end := func() { rows.Close() }\n_ = end")
    assert scene.after("end := func() { rows.Close() }", state) == [state]


def test_a_literal_that_captures_nothing_of_it_is_no_way_to_the_resource() -> None:
    scene = acquired("end := func() { println(1) }\n_ = end")
    assert scene.after("end := func() { println(1) }", "open at rows") == ["open at rows"]


def test_a_variable_that_gets_another_value_makes_its_literals_no_way_to_the_last_one() -> None:
    scene = acquired("end := func() { rows.Close() }\nrows = nil\n_ = end")
    ran = scene.ran("rows = nil", "open at end.()!, rows")
    assert (ran.facts, ran.events) == ([], ["overwritten at 'rows = nil'"])


# Composite literals -------------------------------------------------------------------------------


def test_a_literal_holds_what_it_is_made_of_and_its_other_fields_are_zero() -> None:
    scene = acquired("s := store{rows: rows}\n_ = s", STORE)
    (after,) = scene.after("store{rows: rows}", "open at rows")
    assert after == (
        "open at $1.rows, rows; $1 is nil: no; $1.err is nil: yes; $1.open is true: no; $1.others is nil: yes"
    )


def test_a_literal_by_position_names_no_zero_field() -> None:
    scene = acquired('s := store{rows, err, "", true, nil}\n_ = s', STORE)
    (after,) = scene.after('store{rows, err, "", true, nil}', "open at rows; err is nil: no => void")
    assert after == (
        "open at $1.rows, rows; $1 is nil: no; $1.open is true: yes; $1.others is nil: yes; "
        "$1.err is nil: no => void; err is nil: no => void"
    )


def test_a_literal_of_a_type_out_of_reach_knows_no_field() -> None:
    scene = acquired("s := far.Store{rows}\n_ = s")
    assert scene.after("far.Store{rows}", "open at rows") == ["open at $1.#0, rows; $1 is nil: no"]


def test_an_element_of_a_slice_holds_the_resource() -> None:
    scene = acquired("all := []*sql.Rows{rows}\n_ = all")
    assert scene.after("[]*sql.Rows{rows}", "open at rows") == ["open at $1.[], rows; $1 is nil: no; gathered"]


# Channels, assertions, truth values -----------------------------------------------------------------


def test_sending_the_resource_is_an_escape_and_sending_something_else_is_not() -> None:
    scene = acquired("ch <- rows\nn <- 1", signature="f(db *sql.DB, ch chan *sql.Rows, n chan int)")
    ran = scene.ran("ch <- rows", "open at rows")
    assert (ran.facts, ran.events) == (["escaped at rows"], ["handed over at 'ch <- rows'"])
    assert scene.after("n <- 1", "open at rows") == ["open at rows"]


def test_sending_what_holds_it_or_a_literal_that_captures_it_is_an_escape() -> None:
    scene = acquired(
        "s := store{rows: rows}\nch <- s\nrun <- func() { rows.Close() }",
        STORE,
        "f(db *sql.DB, ch chan store, run chan func())",
    )
    assert scene.after("ch <- s", "open at s.rows") == ["escaped at s.rows"]
    assert scene.after("run <- func() { rows.Close() }", "open at rows") == ["escaped at rows"]


ANY = "type scanner interface { Scan(...any) error }\ntype other struct{}"


def test_an_assertion_copies_what_it_asserts_and_is_meant_to_hold() -> None:
    scene = acquired("var v any = rows\nr, ok := v.(*sql.Rows)\n_, _ = r, ok", ANY)
    assert scene.after("r, ok := v.(*sql.Rows)", "open at rows, v; r is nil: yes") == [
        "open at $1, r, rows, v; ok is true: yes; r is nil: no; v is nil: no"
    ]


def test_an_assertion_to_another_type_does_not_hold() -> None:
    scene = acquired("var v any = rows\nr, ok := v.(*other)\n_, _ = r, ok", ANY)
    assert scene.after("r, ok := v.(*other)", "open at rows, v; ok is true: yes") == ["open at rows, v; ok is true: no"]


def test_control_does_not_get_past_an_assertion_to_another_type_without_ok() -> None:
    scene = acquired("var v any = rows\nr := v.(*other)\n_ = r", ANY)
    assert scene.after("v.(*other)", "open at rows, v") == []


def test_an_assertion_to_an_interface_or_a_type_out_of_reach_may_hold() -> None:
    scene = acquired("var v any = rows\nr := v.(scanner)\nx := v.(far.T)\n_, _ = r, x", ANY)
    for got, assertion in (("$1", "v.(scanner)"), ("$2", "v.(far.T)")):
        (after,) = scene.after(assertion, "open at rows, v")
        assert after == f"open at {got}, rows, v; {got} is nil: no; v is nil: no"


def test_an_assertion_of_what_is_closed_says_nothing_of_its_type() -> None:
    scene = acquired("var v any = rows\nr := v.(*other)\n_ = r", ANY)
    (after,) = scene.after("v.(*other)", "released by call at rows, v")
    assert after == "released by call at $1, rows, v; $1 is nil: no; v is nil: no"


def test_an_assertion_with_ok_of_something_else_says_that_it_was_not_nil_where_it_holds() -> None:
    scene = acquired("_, ok := e.(*other)\n_ = ok", ANY, "f(db *sql.DB, e error)")
    (after,) = scene.after("_, ok := e.(*other)", "open at rows; ok is true: yes")
    assert after == "open at rows; ok is true: yes => e is nil: no"


def test_an_assertion_contradicts_what_is_known_to_be_nil() -> None:
    scene = acquired("r := e.(*other)\n_ = r", ANY, "f(db *sql.DB, e error)")
    assert scene.after("e.(*other)", "open at rows; e is nil: yes") == []


@pytest.mark.parametrize(
    ("condition", "implied"),
    [
        ("err != nil", "failed is true: no => err is nil: yes; failed is true: yes => err is nil: no"),
        ("err == nil", "failed is true: no => err is nil: no; failed is true: yes => err is nil: yes"),
        ("(err != nil) == false", "failed is true: no => err is nil: no; failed is true: yes => err is nil: yes"),
        ("(err == nil) == false", "failed is true: no => err is nil: yes; failed is true: yes => err is nil: no"),
    ],
)
def test_a_truth_value_says_the_question_it_was_computed_from(condition: str, implied: str) -> None:
    scene = acquired(f"failed := {condition}\n_ = failed")
    (after,) = scene.after(f"failed := {condition}", "open at rows; failed is true: yes")
    told = [part for part in after.split("; ") if not part.startswith("$")]
    assert told == ["open at rows", *implied.split("; ")]


@pytest.mark.parametrize("condition", ["err != nil && db != nil", "rows.Next()"])
def test_a_truth_value_of_several_questions_says_none(condition: str) -> None:
    scene = acquired(f"failed := {condition}\n_ = failed")
    (after,) = scene.after(f"failed := {condition}", "pending; failed is true: yes")
    assert "err is nil" not in after


def test_a_computed_value_that_is_no_truth_value_forgets_what_was_known() -> None:
    scene = acquired("n := 1 + 2\n_ = n")
    assert scene.after("n := 1 + 2", "open at rows; n is nil: yes") == ["open at rows"]


# Range loops ----------------------------------------------------------------------------------------


def test_a_round_of_a_loop_visits_the_element_that_holds_the_resource() -> None:
    scene = acquired("all := []*sql.Rows{rows}\nfor _, r := range all { r.Close() }")
    assert scene.after("_, r := range all", "open at all.[]; r is nil: yes") == ["open at all.[v], r"]


def test_what_lies_within_an_element_is_visited_with_it() -> None:
    scene = acquired("all := []store{{rows: rows}}\nfor _, s := range all { s.rows.Close() }", STORE)
    assert scene.after("_, s := range all", "open at all.[].rows") == ["open at all.[v].rows, s.rows"]


def test_a_loop_over_keys_visits_and_gets_nothing() -> None:
    scene = acquired("all := []*sql.Rows{rows}\nfor i := range all { all[i].Close() }")
    assert scene.after("i := range all", "open at all.[]") == ["open at all.[v]"]


def test_a_loop_over_a_channel_gets_the_element() -> None:
    scene = acquired("ch := make(chan *sql.Rows, 1)\nch <- rows\nfor r := range ch { r.Close() }")
    assert scene.after("r := range ch", "open at ch.[]") == ["open at ch.[v], r"]


def test_a_loop_over_something_else_only_forgets_its_variables() -> None:
    scene = acquired("for _, x := range xs { _ = x }", signature="f(db *sql.DB, xs []error)")
    assert scene.after("_, x := range xs", "open at rows; x is nil: no; x is nil: no => void") == ["open at rows"]


def test_a_loop_over_a_number_visits_nothing() -> None:
    assert acquired("for i := range 3 { _ = i }").after("i := range 3", "open at rows") == ["open at rows"]


# Returns --------------------------------------------------------------------------------------------


def test_results_get_what_is_returned() -> None:
    scene = acquired("return rows, err", signature="f(db *sql.DB) (*sql.Rows, error)")
    assert scene.after("return rows, err", "open at rows; err is nil: no => void") == [
        "open at result, rows; err is nil: no => void; result' is nil: no => void"
    ]


def test_a_returned_nil_is_known_of_the_result() -> None:
    scene = acquired("return nil, err", signature="f(db *sql.DB) (*sql.Rows, error)")
    assert scene.after("return nil, err", "void at rows; err is nil: no") == [
        "void at rows; err is nil: no; result is nil: yes; result' is nil: no"
    ]


def test_a_bare_return_gives_named_results_as_they_stand() -> None:
    scene = acquired("out = rows\nreturn", signature="f(db *sql.DB) (out *sql.Rows)")
    assert scene.after("return", "open at out, rows") == ["open at out, rows"]


def test_a_result_returned_as_itself_stays() -> None:
    scene = acquired("out = rows\nreturn out", signature="f(db *sql.DB) (out *sql.Rows)")
    assert scene.after("return out", "open at out, rows; out is nil: no") == ["open at out, rows; out is nil: no"]


def test_results_of_one_call_are_returned_by_their_parts() -> None:
    head = "func pair(r *sql.Rows) (*sql.Rows, error) { return r, nil }"
    scene = acquired("return pair(rows)", head, "f(db *sql.DB) (*sql.Rows, error)")
    (after,) = scene.after("return pair(rows)", "open at rows; exposed")
    *known, exposed = after.split("; ")
    assert known[:3] == ["open at $1.#0, result, rows", "$1.#1 is nil: yes", "result' is nil: yes"]
    # The result is what was given: nil where that is.
    assert known[3:] == [
        f"{x} is nil: {is_} => rows is nil: {is_}" for x in ("$1.#0", "result") for is_ in ("no", "yes")
    ]
    assert exposed == "exposed"


@pytest.mark.parametrize(
    ("closing", "after"),
    [
        ("defer rows.Close()", "open at result.()!, rows"),
        ("if len(x) > 0 { rows.Close() }", "open at rows"),
    ],
)
def test_an_iterator_holds_the_resource_only_where_it_cannot_end_with_it_open(closing: str, after: str) -> None:
    body = f"return func(yield func(int) bool) {{\n{closing}\nfor rows.Next() {{ if !yield(1) {{ return }} }} }}"
    scene = acquired(body, signature="f(db *sql.DB, x string) iter.Seq[int]")
    assert scene.after(body, "open at rows")[-1:] == [after]


def test_a_literal_that_is_no_iterator_holds_what_it_captures() -> None:
    scene = acquired("return func() { rows.Next() }", signature="f(db *sql.DB) func()")
    assert scene.after("return func() { rows.Next() }", "open at rows")[-1:] == ["open at result.(), rows"]


def test_what_contradicts_a_returned_constant_does_not_return() -> None:
    scene = before_acquiring("return nil", signature="f() (err error)")
    assert scene.after("return nil", "pending; err is nil: no") == ["pending; err is nil: yes"]


def test_what_contradicts_a_returned_literals_zero_fields_or_elements_does_not_go_on() -> None:
    scene = acquired("s := store{open: true}\n_ = s", STORE)
    assert scene.after("store{open: true}", "open at rows; $1.open is true: no") == [
        "open at rows; $1 is nil: no; $1.err is nil: yes; $1.open is true: yes; $1.others is nil: yes; $1.rows is nil: yes"
    ]


@pytest.mark.parametrize("code", ["x, ok := e.(*other)\n_, _ = x, ok", "x := e.(*other)\n_ = x"])
def test_an_assertion_of_what_is_no_place_forgets_its_targets(code: str) -> None:
    scene = acquired(code, ANY, "f(db *sql.DB, e any)")
    (asserted,) = [i for i in scene.instructions(code.split("\n")[0]) if isinstance(i, Assert)]
    fact = scene.fact("open at rows").learn(IsNil(asserted.target), True)
    assert fact is not None
    if asserted.ok is not None:
        fact = fact.learn(IsTrue(asserted.ok), False)
        assert fact is not None
    after = transfer(scene.frame, replace(asserted, source=NIL), State(fact, None))
    assert after == scene.fact("open at rows")


def test_other_instructions_change_nothing() -> None:
    scene = acquired("defer rows.Close()")
    instruction = scene.instructions("defer rows.Close()")[-1]
    fact = scene.fact("open at rows")
    assert transfer(scene.frame, instruction, State(fact, None)) == fact
