"""A method of the resource, or of the wrapper that holds it."""

from __future__ import annotations

import pytest

from ownership.frames import acquired, following, summarising
from rowsclose.ownership.transfer.calls import method
from rowsclose.ownership.transfer.frame import Phase, ResultSets

OWN = """
//rowsclose:must-call Close|End
//rowsclose:resource rows
type cursor struct { n int }

func (c *cursor) Close() {}
func (c *cursor) End() {}

//rowsclose:closes-when-false
func (c *cursor) More() bool

//rowsclose:closes-when-false unless MoreSets
func (c *cursor) Next() bool

//rowsclose:closes-when-error
func (c *cursor) Read() (int, error)

//rowsclose:closes-when-nil
func (c *cursor) All() error

//rowsclose:checks-error
func (c *cursor) Err() error

//rowsclose:closes
func (c *cursor) Drop()

//rowsclose:alias 0 c
func (c *cursor) With(n int) *cursor

func (c *cursor) Peek() int
func (c *cursor) Body() int { return c.n }
func (c *cursor) Finish() { c.Close() }

func open() *cursor { return &cursor{} }
"""


def ran(statement: str, before: str, code: str = "") -> tuple[list[str], list[str]]:
    result = following(f"c := open()\n{code or statement}", OWN, "f()", "open()").ran(statement, before)
    return result.facts, result.events


@pytest.mark.parametrize("name", ["Close", "End"])
def test_a_releasing_method_releases(name: str) -> None:
    assert ran(f"c.{name}()", "open at c; exposed") == (
        ["released by call at c; exposed"],
        [f"released by call at 'c.{name}()', exposed"],
    )


def test_a_method_that_closes_on_its_way_is_no_close_that_a_defer_should_make() -> None:
    assert ran("c.Drop()", "open at c; exposed") == (
        ["released by callee at c; exposed"],
        ["released by callee at 'c.Drop()', exposed"],
    )


def test_a_releasing_method_of_what_is_closed_is_noted() -> None:
    assert ran("c.Close()", "released by drained at c; exposed") == (
        ["released by drained at c; exposed"],
        ["closed anyway at 'c.Close()', exposed"],
    )


def test_a_releasing_method_at_the_exit_is_a_deferred_one_and_closes_nothing_anyway() -> None:
    scene = following("c := open()\nc.Close()", OWN, "f()", "open()").in_frame(phase=Phase.EXIT)
    assert scene.after("c.Close()", "open at c") == ["released by deferred at c"]
    assert scene.events("c.Close()", "released by drained at c") == []


@pytest.mark.parametrize("state", ["escaped", "void", "pending"])
def test_a_releasing_method_releases_only_what_is_open(state: str) -> None:
    facts, events = ran("c.Close()", f"{state} at c")
    assert (facts, events) == ([f"{state} at c"], [])


def test_another_method_exposes_and_does_nothing_else() -> None:
    assert ran("c.Peek()", "open at c; c is nil: no") == (["open at c; c is nil: no; exposed"], [])


def test_running_out_closes_and_leaves_an_error_to_look_at_in_a_loop_or_not() -> None:
    for code in ("if c.More() {}", "for c.More() {}"):
        facts, _ = ran("c.More()", "open at c", code)
        assert facts == ["open at c; $1 is true: no => released by drained ends loop; exposed"]


def test_running_out_of_one_result_set_closes_only_where_no_other_is_expected() -> None:
    scene = following("c := open()\nfor c.Next() {}", OWN, "f()", "open()")
    assert scene.after("c.Next()", "open at c") == [
        "open at c; $1 is true: no => released by drained ends loop; exposed"
    ]
    several = scene.in_frame(sets=ResultSets.SEVERAL)
    assert several.after("c.Next()", "open at c") == ["open at c; exposed"]
    # ... and this method closes whatever is expected.
    other = following("c := open()\nfor c.More() {}", OWN, "f()", "open()").in_frame(sets=ResultSets.SEVERAL)
    assert other.after("c.More()", "open at c") == [
        "open at c; $1 is true: no => released by drained ends loop; exposed"
    ]


def test_an_error_closes() -> None:
    facts, events = ran("_, err := c.Read()", "open at c", "_, err := c.Read()\n_ = err")
    assert (facts, events) == (["open at c; err is nil: no => released by error; exposed"], [])


def test_reading_to_the_end_closes_and_tells_the_error() -> None:
    facts, events = ran("err := c.All()", "open at c", "err := c.All()\n_ = err")
    assert facts == ["open at c; err is nil: yes => released by drained ends loop; exposed; looked"]
    assert events == ["looked at its error at 'c.All()', exposed"]


def test_the_error_is_looked_at_once_the_loop_has_run_out() -> None:
    facts, events = ran("e := c.Err()", "released by drained at c; drained", "e := c.Err()\n_ = e")
    assert facts == ["released by drained at c; drained; exposed; looked"]
    assert events == ["looked at its error at 'c.Err()'"]


def test_the_error_that_was_looked_at_counts_for_nothing_once_it_is_advanced() -> None:
    code = "e := c.Err()\n_ = e\nfor c.Next() {}"
    looked, _ = ran("e := c.Err()", "open at c", code)
    assert looked == ["open at c; exposed; looked"]
    assert ran("c.Next()", looked[0], code)[0] == [
        "open at c; $1 is true: no => released by drained ends loop; exposed"
    ]
    # What has run out stays so: asking it for more changes nothing.
    over = "released by drained at c; drained; exposed; looked"
    assert "looked" in ran("c.Next()", over, code)[0][0]


@pytest.mark.parametrize("statement", ["c.Err()", "_ = c.Err()"])
def test_an_error_that_nobody_gets_is_not_looked_at(statement: str) -> None:
    before = "released by drained at c; drained"
    assert ran(statement, before) == ([f"{before}; exposed"], [])


def test_a_function_that_may_get_what_has_run_out_looks_at_its_error() -> None:
    scene = summarising("e := c.Err()\n_ = e", OWN, "f(c *cursor)", "c")
    result = scene.ran("e := c.Err()", "open at c")
    assert (result.facts, result.events) == (["open at c; exposed; looked"], ["looked at its error at 'c.Err()'"])


def test_a_result_that_is_another_name_for_the_receiver_holds_the_resource() -> None:
    facts, _ = ran("d := c.With(1)", "open at c; c is nil: no", "d := c.With(1)\n_ = d")
    assert facts == ["open at c, d; c is nil: no; d is nil: no; exposed"]


def test_a_method_whose_body_alone_speaks_of_it_is_read_there() -> None:
    assert ran("c.Finish()", "open at c") == (
        ["released by callee at c; exposed"],
        ["released by callee at 'c.Finish()', exposed"],
    )
    assert ran("c.Body()", "open at c") == (["open at c; exposed"], [])


@pytest.mark.parametrize(("name", "expected"), [("Finish", True), ("Peek", False), ("Close", False), ("Drop", False)])
def test_a_method_is_told_by_its_body_where_nothing_else_speaks_of_it(name: str, expected: bool) -> None:
    scene = following(f"c := open()\nc.{name}()", OWN, "f()", "open()")
    call = scene.call(f"c.{name}()")
    target = scene.frame.typing.target(call)
    assert method.is_told_by_body(scene.frame, target, scene.frame.callees.model(target)) is expected


def test_a_handle_that_a_transaction_gives_back_is_the_transaction_and_its_error_is_a_new_one() -> None:
    scene = following("tx := db.Begin()\nq := tx.Debug()\n_ = q", signature="f(db *gorm.DB)", site="Begin")
    (after,) = scene.after("q := tx.Debug()", "open at tx; tx.Error is nil: yes; tx.Error is nil: no => void")
    assert after == "open at q, tx; exposed"


CURSOR = """
type cursor struct { rows *sql.Rows; done bool }
func (c *cursor) Close() { if c.done { return }; c.rows.Close() }
func (c *cursor) Peek() bool { return c.done }
type other struct { rows *sql.Rows }
func open(db *sql.DB) (*cursor, error) { rows, err := db.Query(``); return &cursor{rows: rows}, err }
"""


def wrapped(statement: str, before: str) -> list[str]:
    scene = following(f"c, err := open(db)\no := other{{}}\n{statement}\n_, _ = err, o", CURSOR, site="open")
    return scene.after(statement, before)


def test_the_releasing_method_of_a_wrapper_releases_even_where_it_may_do_nothing() -> None:
    assert wrapped("c.Close()", "open at c.rows") == ["released by call at c.rows"]


def test_a_wrapper_that_holds_another_resource_releases_that() -> None:
    assert wrapped("c.Close()", "open at o.rows") == ["open at o.rows; exposed"]


def test_another_method_of_a_wrapper_is_read_in_its_body() -> None:
    assert wrapped("c.Peek()", "open at c.rows") == ["open at c.rows; exposed"]


def test_a_wrappers_resource_may_be_closed_by_itself() -> None:
    assert wrapped("c.rows.Close()", "open at c.rows") == ["released by call at c.rows"]


BULK = """
import "example.com/far"

//rowsclose:must-call Close
type cursor struct { n int }
func (c *cursor) Close() {}
//rowsclose:closes-when-returned each example.com/far.Stop
func (c *cursor) Each(each func(int) error) error
func open() *cursor { return &cursor{} }
"""


@pytest.mark.parametrize(
    ("each", "after"),
    [
        ("func(int) error { return far.Stop }", "released by callee at c"),
        ("func(n int) error { if n > 0 { return far.Stop }; return nil }", "open at c; exposed"),
        ("func(n int) error { return nil }", "open at c; exposed"),
        ("func(n int) error { for {} }", "open at c; exposed"),
        ("given", "open at c; exposed"),
    ],
)
def test_a_function_that_returns_on_every_path_what_ends_the_receiver_ends_it(each: str, after: str) -> None:
    statement = f"c.Each({each})"
    scene = following(f"c := open()\n{statement}", BULK, "f(given func(int) error)", "open()")
    assert scene.after(statement, "open at c") == [after]


@pytest.mark.parametrize(
    ("receiver", "name", "expected"),
    [
        ("err", "Error", True),
        ("db", "Ping", False),
        ("s", "String", True),  # somebody asks whether it is nil
        ("quiet", "String", False),
    ],
)
def test_a_method_that_would_panic_on_nil_says_that_its_receiver_is_none(
    receiver: str, name: str, expected: bool
) -> None:
    scene = acquired(
        "if s != nil {}\nif s == nil {}\nquiet.String()",
        signature="f(db *sql.DB, s, quiet interface{ String() string })",
    )
    assert method.cannot_be_nil(scene.frame, scene.place(receiver), name) is expected or receiver == "quiet"
