"""Work grows little faster than the code, whatever it is made of; where it does, the budget puts an end to it.

``make growth`` measures all shapes by the clock; these count calls, so that they say the same on every machine.
"""

from __future__ import annotations

import pytest
from checking import checked_text
from growth.measuring import MOST, OPTIONS, exponent
from growth.shapes import Shape, shapes

from rowsclose.finding import NoticeKind
from rowsclose.values import replace

SHAPES = {shape.name: shape for shape in shapes()}

# Every acquisition is followed to the end of its function, past all the others.
SQUARE = ("repeated: open", "repeated: closed", "repeated: deferred")
# One of each way in which work has grown too fast once, and what is most usual.
LINEAR = (
    "repeated: the same guard",
    "repeated: named flag",
    "repeated: conditional close",
    "nested: if",
    "nested: else if",
    "nested: deferred literals",
    "condition: and, or",
    "expression: parentheses",
    "type: type arguments",
    "chain: helpers",
    "chain: wrappers",
    "chain: aliases",
    "chain: constants that double",
    "chain: growing generics",
    "web: queries, each in a function",
    "used: implementations, called",
    "used: alias of a parameter",
    "used: named type of a parameter",
    "used: constraint",
    "used: directives",
    "listed: literals in a table",
    "listed: cases",
)


@pytest.mark.parametrize("name", LINEAR)
def test_work_grows_with_the_length(name: str) -> None:
    assert exponent(SHAPES[name], 8, 32) <= MOST


def _circle_of_aliases(n: int) -> str:
    aliases = "".join(f"type A{i} = A{(i + 1) % n}\n" for i in range(n))
    users = "".join(f'func f{i}(a A{i}) {{ rows, err := a.Query("SELECT 1"); use(rows, err) }}\n' for i in range(n))
    return f'package p\n\nimport "database/sql"\n\nvar _ *sql.DB\n\n{aliases}{users}'


def test_work_on_aliases_in_a_circle_grows_with_the_length() -> None:
    assert exponent(Shape("aliases in a circle, used", _circle_of_aliases), 20, 80) <= MOST


def test_work_on_wrappers_that_return_each_other_grows_with_the_length() -> None:
    assert exponent(SHAPES["web: functions that return each other"], 4, 16) <= MOST


@pytest.mark.parametrize("name", SQUARE)
def test_work_on_many_acquisitions_in_one_function_grows_with_the_square_until_the_budget_is_spent(name: str) -> None:
    shape = SHAPES[name]
    assert exponent(shape, 8, 32) <= 2
    run = checked_text(shape.text(32), options=replace(OPTIONS, max_steps=2_000))
    assert [n.kind for n in run.notices] == [NoticeKind.BUDGET]


def test_work_on_a_wide_interface_grows_with_the_square_until_nothing_is_known_of_it() -> None:
    assert exponent(SHAPES["used: wide interface"], 8, 32) <= 2
    assert exponent(SHAPES["used: wide interface"], 64, 256) <= 1


@pytest.mark.parametrize("name", ["repeated: conditional defer", "repeated: conditional deferred literal"])
def test_twenty_conditional_defers_are_analysed(name: str) -> None:
    run = checked_text(SHAPES[name].text(20), options=OPTIONS)
    assert run.notices == ()
    assert [f.rule_id for f in run.findings] == ["rows-not-closed"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("chain: wrappers", ["rows-not-closed"]),
        ("chain: aliases", ["rows-not-closed"]),
        ("chain: constants that double", ["rows-not-closed"]),
        ("expression: concatenation", ["rows-not-closed"]),
        ("nested: else if", ["rows-not-closed"]),
    ],
)
def test_flat_code_of_any_length_is_no_nesting(name: str, found: list[str]) -> None:
    run = checked_text(SHAPES[name].text(1_000), options=OPTIONS)
    assert run.notices == ()
    assert sorted({f.rule_id for f in run.findings}) == found


def test_every_shape_has_a_name_of_its_own_and_grows() -> None:
    every = list(shapes())
    assert len({shape.name for shape in every}) == len(every)
    assert all(grows(shape) for shape in every)


def grows(shape: Shape) -> bool:
    return len(shape.text(4)) < len(shape.text(8)) < len(shape.text(16))
