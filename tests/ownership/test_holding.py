"""Which operands hold the resource or lead to it, and which places outlive the function."""

from __future__ import annotations

import pytest

from ownership.frames import Scene, acquired, following, summarising
from rowsclose.go.ir import NIL, FunctionLiteral, Place
from rowsclose.ownership.facts.fact import Fact
from rowsclose.ownership.transfer import holding

WRAPPER = """
type cursor struct { *sql.Rows; name string }
type page struct { cursor *cursor; rows *sql.Rows }
var last *sql.Rows
"""


def scene_with(body: str = "") -> Scene:
    head = WRAPPER
    declared = (
        "var p page\nvar s cursor\nother := rows\nend := func() { rows.Close() }\nclean := func() { println(1) }\n"
    )
    return acquired(f"{declared}{body}\n_, _, _, _ = p, s, other, end", head)


# The resource itself ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aliases", "operand", "expected"),
    [
        ("rows", "rows", True),
        ("other, rows", "other", True),
        ("rows", "other", False),
        ("p.rows", "p.rows", True),
        ("p.rows", "p", False),
        ("p.cursor", "p.cursor.Rows", True),  # the part of a wrapper that embeds it
        ("p.cursor", "p.cursor.name", False),
    ],
)
def test_an_operand_refers_to_the_resource_where_it_is_it_or_a_part_of_it_with_an_obligation(
    aliases: str, operand: str, expected: bool
) -> None:
    scene = scene_with()
    fact = scene.fact(f"open at {aliases}")
    assert holding.refers(scene.frame, fact, scene.place(operand)) is expected


def test_constants_and_literals_refer_to_nothing() -> None:
    scene = scene_with()
    assert not holding.refers(scene.frame, scene.fact("open at rows"), NIL)
    assert not holding.refers(scene.frame, scene.fact("open at rows"), FunctionLiteral(scene.literal()))


OPENED = """
func open(db *sql.DB) (*cursor, error) { rows, err := db.Query("q"); return &cursor{Rows: rows}, err }
"""


def test_the_value_is_the_wrapper_that_was_acquired_or_the_resource_in_it() -> None:
    scene = following("c, err := open(db)\n_, _ = c, err", WRAPPER + OPENED)
    fact = scene.fact("open at c.Rows")
    assert holding.is_value(scene.frame, fact, scene.place("c"))
    assert holding.is_value(scene.frame, fact, scene.place("c.Rows"))
    assert not holding.is_value(scene.frame, fact, scene.place("err"))
    assert not holding.is_value(scene.in_frame(obligation=None).frame, scene.fact("open at c"), scene.place("err"))


# Ways to it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aliases", "operand", "expected"),
    [
        ("rows", "rows", True),
        ("p.rows", "p", True),
        ("rows", "p", False),
        ("rows", "rows.Close", True),
        ("rows", "rows.Next", False),
        ("rows", "end", True),  # a variable that a literal is bound to, which captures it
        ("rows", "clean", False),
        ("other", "end", False),
    ],
)
def test_an_operand_carries_what_its_owner_can_reach(aliases: str, operand: str, expected: bool) -> None:
    scene = scene_with()
    assert holding.carries(scene.frame, scene.fact(f"open at {aliases}"), scene.place(operand)) is expected


def test_a_literal_carries_what_it_captures_and_a_constant_carries_nothing() -> None:
    scene = scene_with()
    ends, cleans = FunctionLiteral(scene.literal(0)), FunctionLiteral(scene.literal(1))
    assert holding.carries(scene.frame, scene.fact("open at rows"), ends)
    assert not holding.carries(scene.frame, scene.fact("open at other"), ends)
    assert not holding.carries(scene.frame, scene.fact("open at rows"), cleans)
    assert not holding.carries(scene.frame, scene.fact("open at rows"), NIL)


@pytest.mark.parametrize(
    ("before", "operand", "expected"),
    [
        ("open at rows", "rows.Close", True),
        ("open at p.rows", "p.Close", True),  # a method of that name of what holds it
        ("open at rows", "rows.Next", False),
        ("open at rows", "other.Close", False),
        ("open at end.()!", "end", True),
        ("open at end.()", "end", False),
        ("released by call at rows", "rows.Close", False),
        ("released by call at end.()!", "end", False),
        ("open at rows", "rows", False),
    ],
)
def test_a_releaser_is_a_releasing_method_or_what_has_been_made_one(before: str, operand: str, expected: bool) -> None:
    scene = scene_with()
    assert holding.is_releaser(scene.frame, scene.fact(before), scene.place(operand)) is expected


def test_where_nothing_is_followed_there_is_no_releaser() -> None:
    scene = scene_with().in_frame(obligation=None)
    assert not holding.is_releaser(scene.frame, scene.fact("open at rows"), scene.place("rows.Close"))


@pytest.mark.parametrize(
    ("aliases", "operand", "expected"),
    [
        ("rows", "rows", [()]),
        ("rows", "other", []),
        ("p.rows, p.cursor.Rows", "p", [("cursor", "Rows"), ("rows",)]),
        ("p.cursor", "p.cursor.Rows", [()]),
    ],
)
def test_paths_lead_from_an_operand_to_the_resource(
    aliases: str, operand: str, expected: list[tuple[str, ...]]
) -> None:
    scene = scene_with()
    assert holding.paths_from(scene.frame, scene.fact(f"open at {aliases}"), scene.place(operand)) == expected


def test_a_literal_has_no_path_for_it_has_run() -> None:
    scene = scene_with()
    assert holding.paths_from(scene.frame, scene.fact("open at rows"), FunctionLiteral(scene.literal())) == []


# Forgetting ---------------------------------------------------------------------------------------


def forgotten(before: str, place: str) -> list[str]:
    scene = scene_with()
    fact: Fact = scene.fact(before)
    return scene.shown(holding.forget(scene.frame, fact, scene.place(place)))


def test_forgetting_a_variable_forgets_the_literals_that_capture_it() -> None:
    assert forgotten("open at end.()!, other, rows; rows is nil: no", "rows") == ["open at other"]


def test_forgetting_a_field_keeps_literals() -> None:
    assert forgotten("open at end.()!, p.rows", "p.rows") == ["open at end.()!"]


def test_forgetting_another_variable_keeps_literals() -> None:
    assert forgotten("open at end.()!, rows", "other") == ["open at end.()!, rows"]


def test_the_method_value_in_a_variable_is_no_literal_and_stays() -> None:
    assert forgotten("open at other.()!, rows", "rows") == ["open at other.()!"]


# What outlives the function -----------------------------------------------------------------------


OWNERS = """
built := page{}
made := new(page)
copied := made
zero := (*page)(nil)
var declared page
declared = built
got := give()
picked := pages[0]
grown := append(pages, got)
_, _, _, _, _, _, _ = built, made, copied, zero, picked, grown, declared
func() { inner := page{}; inner.rows = rows; built.rows = rows }()
"""


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("@last", True),
        ("built", False),
        ("built.rows", False),
        ("made.rows", False),
        ("copied.rows", False),
        ("declared.rows", False),
        ("got", False),
        ("got.rows", True),
        ("picked.rows", True),
        ("param", False),
        ("param.rows", True),
        ("grown.[]", False),
        ("rows.#0", False),
    ],
)
def test_what_is_stored_in_a_part_of_something_that_was_not_made_here_outlives_the_function(
    place: str, expected: bool
) -> None:
    head = WRAPPER + "func give() *page { return shared }\nvar shared *page"
    scene = acquired(OWNERS, head, "f(db *sql.DB, param *page, pages []*page)")
    assert holding.outlives(scene.frame, scene.place(place)) is expected


def test_in_a_summary_parts_of_parameters_do_not_outlive_the_function_for_callers_are_told() -> None:
    scene = summarising("param.rows = rows", WRAPPER, "f(param *page, rows *sql.Rows)")
    assert not holding.outlives(scene.frame, scene.place("param.rows"))


def test_a_captured_variable_outlives_the_literal_that_is_followed() -> None:
    body = 'var kept *sql.Rows\ngo func() { rows, err := db.Query("q"); kept = rows; _ = err }()\n_ = kept'
    scene = following(body)
    literal = scene.literal()
    home = scene.in_frame(home=literal)
    assert holding.outlives(home.frame, Place(scene.place("kept").root))
    assert not holding.outlives(home.frame, scene.place("rows"))


def test_an_input_or_output_is_no_place_that_outlives() -> None:
    scene = scene_with()
    assert not holding.outlives(scene.frame, scene.place("in 0"))
