"""A callee's inputs and outputs in its caller's words, and the functions that a call may run."""

from __future__ import annotations

import pytest
from analysed import Analysed
from gocode import called

from rowsclose.finding import Confidence
from rowsclose.go import types as t
from rowsclose.go.ir import ELEMENT, NIL, Call, Input, Operand, Output, Place, Variable, VariableKind
from rowsclose.go.typing import Target, TargetKind
from rowsclose.ownership.callees.places import (
    arguments_by_input,
    first_argument_input,
    in_caller,
    input_operand,
    input_place,
    output_index,
    output_place,
    receiver_place,
    result_count,
)
from rowsclose.ownership.callees.unknown import confidence_once_given, hands_out

TEXT = """
type base struct{ name string }
func (b *base) log(rows *sql.Rows, rest ...int) {}
type service struct{ base; rows *sql.Rows }
func (s *service) read(ctx int, rows *sql.Rows) (int, error) { return 0, nil }
func pair() (*sql.Rows, error) { return nil, nil }
func take(rows *sql.Rows, err error) {}
func each(n int, rest ...*sql.Rows) (a, b int, c error) { return }
func none() {}
func f(s *service, ctx int, rows, more *sql.Rows) {
	n, err := s.read(ctx, rows)
	s.log(rows, 1, 2)
	s.take(pair())
	take(pair())
	_, x, _ := each(1, rows, more)
	each(2)
	all := []*sql.Rows{rows}
	each(3, all...)
	none()
	take(nil, nil)
}
func (s *service) take(rows *sql.Rows, err error) {}
func g() (int, int, error) { return each(1) }
"""


class Calls:
    """The calls in ``f``, by what is called."""

    def __init__(self) -> None:
        self.analysed = Analysed(TEXT)
        self.typing = self.analysed.typing()
        function = self.analysed.function()
        self.variables = {v.name: v for v in function.parameters}

    def of(self, name: str, number: int = 0) -> tuple[Call, Target]:
        found = [c for c in self.analysed.calls() if name in (called(c), getattr(c.callee, "name", None))]
        return found[number], self.typing.target(found[number])

    def place(self, name: str, *path: str) -> Place:
        return Place(self.variables[name], path)


@pytest.fixture(scope="module")
def calls() -> Calls:
    return Calls()


def names(operand: Operand | None) -> str:
    """How an operand is written; of a temporary only its path, behind a dot."""
    if not isinstance(operand, Place):
        return repr(operand) if operand is not None else "-"
    return operand.written or ".".join(("", *operand.path))


# Results ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "number", "count"), [("read", 0, 2), ("log", 0, 0), ("each", 0, 3), ("none", 0, 0), ("pair", 0, 2)]
)
def test_how_many_results_a_call_has(calls: Calls, name: str, number: int, count: int) -> None:
    assert result_count(*calls.of(name, number)) == count


def test_a_callee_that_nobody_knows_has_as_many_results_as_are_used() -> None:
    analysed = Analysed("func f() { a, b := far.Away(); far.Gone(); _ = far.One() }", "example.com/far")
    counts = [result_count(c, analysed.typing().target(c)) for c in analysed.calls()]
    assert counts == [2, 1, 1]


def test_where_results_go(calls: Calls) -> None:
    read, _ = calls.of("read")
    assert [names(output_place(read, i, 2)) for i in (-1, 0, 1, 2)] == ["-", "n", "err", "-"]
    blank, _ = calls.of("each")
    assert [names(output_place(blank, i, 3)) for i in range(3)] == ["-", "x", "-"]
    spread, _ = calls.of("pair")
    assert [names(output_place(spread, i, 2)) for i in range(2)] == [".#0", ".#1"]
    assert names(output_place(spread, 0, 1)) == ""  # of one result the temporary is all
    dropped, _ = calls.of("each", 1)
    assert output_place(dropped, 0, 3) is None


# Inputs -------------------------------------------------------------------------------------------


def test_the_receiver_is_the_first_input_of_a_method(calls: Calls) -> None:
    call, target = calls.of("read")
    assert first_argument_input(target) == 1
    assert [names(input_operand(call, target, i)) for i in range(4)] == ["s", "ctx", "rows", "-"]
    call, target = calls.of("take", 1)
    assert first_argument_input(target) == 0
    call, target = calls.of("take", 2)
    assert [input_operand(call, target, i) for i in range(3)] == [NIL, NIL, None]
    assert input_operand(call, target, -1) is None
    assert input_place(call, target, calls.typing, 0) is None


def test_embedded_fields_lie_on_the_way_to_the_receiver(calls: Calls) -> None:
    call, target = calls.of("log")
    assert receiver_place(call, target) == calls.place("s", "base")
    assert input_operand(call, target, 0) == calls.place("s", "base")
    call, target = calls.of("read")
    assert receiver_place(call, target) == calls.place("s")
    call, target = calls.of("none")
    assert receiver_place(call, target) is None


def test_results_of_one_call_are_all_arguments_of_another(calls: Calls) -> None:
    call, target = calls.of("take", 1)
    assert [names(input_place(call, target, calls.typing, i)) for i in range(2)] == [".#0", ".#1"]
    inputs = [
        (to.index, within, names(operand)) for to, within, operand in arguments_by_input(call, target, calls.typing)
    ]
    assert inputs == [(0, (), ".#0"), (1, (), ".#1")]


def test_of_a_method_the_receiver_is_not_among_them(calls: Calls) -> None:
    call, target = calls.of("take", 0)
    assert input_place(call, target, calls.typing, 0) == calls.place("s")
    assert [names(input_place(call, target, calls.typing, i)) for i in (1, 2)] == [".#0", ".#1"]
    inputs = [(to.index, names(operand)) for to, _, operand in arguments_by_input(call, target, calls.typing)]
    assert inputs == [(1, ".#0"), (2, ".#1")]


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("read", 0, [(1, (), "ctx"), (2, (), "rows")]),
        ("log", 0, [(1, (), "rows"), (2, (ELEMENT,)), (2, (ELEMENT,))]),
        ("each", 0, [(0, ()), (1, (ELEMENT,), "rows"), (1, (ELEMENT,), "more")]),
        ("each", 1, [(0, ())]),
        ("none", 0, []),
    ],
)
def test_arguments_by_input(calls: Calls, name: str, number: int, expected: list[tuple[object, ...]]) -> None:
    call, target = calls.of(name, number)
    found = [
        (to.index, within, operand.written) if isinstance(operand, Place) else (to.index, within)
        for to, within, operand in arguments_by_input(call, target, calls.typing)
    ]
    assert found == expected


def test_places_of_a_summary_in_the_callers_words(calls: Calls) -> None:
    call, target = calls.of("read")
    here = {
        Place(Input(0), ("rows",)): "s.rows",
        Place(Input(1)): "ctx",
        Place(Input(2), ("a", "b")): "rows.a.b",
        Place(Input(3)): "-",
        Place(Output(0)): "n",
        Place(Output(1), ("x",)): "err.x",
        Place(Output(2)): "-",
        Place(Variable("v", VariableKind.LOCAL, None, call.span)): "-",
    }
    assert {p: names(in_caller(p, call, target, calls.typing)) for p in here} == here
    call, target = calls.of("log")
    assert names(in_caller(Place(Input(0), ("name",)), call, target, calls.typing)) == "s.base.name"


def test_the_output_that_a_place_lies_in() -> None:
    assert output_index(Place(Output(2), ("x",))) == 2
    assert output_index(Place(Input(2))) is None


# Implementations ----------------------------------------------------------------------------------

BEHIND = """
type reader interface{ read(n int) error; close() }
type one struct{}
func (one) read(n int) error { println(n); return nil }
func (one) close() {}
type two struct{ one }
func (*two) read(n int) error { return nil }
type half struct{}
func (half) read(n int) error { println(n); return nil }
type other struct{}
func (other) read(n, m int) error { println(n); return nil }
func (other) close() {}
type embedding struct{ far.Away }
func (embedding) read(n int) error { println(n); return nil }
type stubbed struct{ *sql.Rows }
func (stubbed) read(n int) error { println(n); return nil }
func direct(n int) error { return nil }
func f(r reader, x one) { r.read(1); direct(2); x.close(); r.close() }
"""


def behind(name: str, number: int = 0) -> tuple[list[str], list[str]]:
    """The functions that a call in ``f`` may run, and those that count."""
    analysed = Analysed(BEHIND, "example.com/far")
    target = analysed.target(name)
    implementations = analysed.analysis.summaries.implementations
    of, counting = implementations.of(target), implementations.that_count(target)
    return [d.shown_name for d in of], [d.shown_name for d in counting]


def test_a_function_stands_for_itself() -> None:
    assert behind("direct") == (["direct"], ["direct"])
    assert behind("close") == (["one.close"], ["one.close"])


def test_behind_an_interface_stand_methods_of_types_that_implement_it() -> None:
    # `half` has no close, `other` other parameters; what is embedded from out of reach, or from a library that only a
    # stub describes, may have it.
    may_run, counting = behind("read")
    assert may_run == ["one.read", "(*two).read", "embedding.read", "stubbed.read"]
    assert counting == ["one.read", "embedding.read", "stubbed.read"]  # that of two does nothing


def test_where_none_does_anything_all_count() -> None:
    text = "type i interface{ m() int }\ntype a struct{}\nfunc (a) m() int { return 1 }\nfunc f(x i) { x.m() }"
    analysed = Analysed(text)
    found = analysed.analysis.summaries.implementations.that_count(analysed.target("m"))
    assert [d.shown_name for d in found] == ["a.m"]


def test_nobody_knows_who_stands_behind_a_librarys_interface() -> None:
    analysed = Analysed(
        "type a struct{}\nfunc (a) LastInsertId() (int64, error)\nfunc f(x sql.Result) { x.LastInsertId() }"
    )
    assert list(analysed.analysis.summaries.implementations.of(analysed.target("LastInsertId"))) == []


# Unknown code -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("results", "hands"),
    [
        ((t.INT,), True),
        ((t.INT, t.BOOL), True),
        ((t.INT, t.ERROR), False),
        ((t.INT, t.BOOL, t.ERROR), False),
        ((), False),
    ],
)
def test_what_cannot_fail_hands_out_what_it_has(results: tuple[t.Type, ...], hands: bool) -> None:
    signature = t.Signature((), tuple(t.Parameter("", r) for r in results))
    assert hands_out(Target(TargetKind.FUNCTION, signature=signature)) is hands
    assert not hands_out(Target(TargetKind.UNKNOWN))


def test_what_is_lent_is_more_certain_to_be_the_callers() -> None:
    assert confidence_once_given(is_lent=True) is Confidence.MEDIUM
    assert confidence_once_given(is_lent=False) is Confidence.LOW
