"""What is never nil: values by what they are, package names, and what a call tells its callee of that."""

from __future__ import annotations

import pytest
from analysed import Analysed

from rowsclose.go import types as t
from rowsclose.go.ir import Global, Input, IsNil, IsTrue, Place
from rowsclose.ownership.callees.nilness import cannot_be_nil, is_never_nil
from rowsclose.ownership.callees.places import given_claims
from rowsclose.ownership.facts.claims import Claim
from rowsclose.ownership.provenance.constants import are_different_constants

HEAD = """
type page struct { rows *sql.Rows; then func() }
func (p *page) Close() error
func take(x any)
func made() *page
var shared func()
"""


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("func() {}", True),
        ("made", True),  # a function of the package
        ("&page{}", True),
        ("page{}", True),
        ("&rows", True),
        ("rows.Close", True),  # a method that is not called
        ("p.Close", True),
        ("rows", False),
        ("p.then", False),  # a field of a function type
        ("shared", False),
        ("made()", False),
        ("nil", False),
    ],
)
def test_values_that_are_never_nil(argument: str, expected: bool) -> None:
    analysed = Analysed(f"{HEAD}func f(rows *sql.Rows, p *page) {{ take({argument}) }}")
    (given,) = analysed.call("take").arguments
    assert is_never_nil(given, analysed.typing()) is expected


@pytest.mark.parametrize(
    ("type_", "expected"),
    [("code", True), ("text", True), ("wide", True), ("pointed", False), ("shape", False), ("called", False)],
)
def test_types_without_nil(type_: str, expected: bool) -> None:
    analysed = Analysed(
        "type code int\ntype text string\ntype wide struct { n int }\ntype pointed *wide\n"
        "type shape interface { Error() string }\ntype called func()"
    )
    universe = analysed.program.universe
    assert cannot_be_nil(analysed.named(type_), universe) is expected
    assert cannot_be_nil(t.ERROR, universe) is False
    assert cannot_be_nil(None, universe) is False


# What a call tells its callee -----------------------------------------------------------------------


def nil(index: int, holds: bool) -> Claim:
    return Claim(IsNil(Place(Input(index))), holds)


def true(index: int, holds: bool) -> Claim:
    return Claim(IsTrue(Place(Input(index))), holds)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("take(rows, true, nil)", (true(1, True), nil(2, True))),
        ("take(rows, false, func() {})", (true(1, False), nil(2, False))),
        ("take(rows, all, rows.Close)", (nil(2, False),)),
        ("take(rows, all, then)", ()),
        ("take(&page{}, all, then)", (nil(0, False),)),
        ("p.take(nil)", (nil(1, True),)),  # the receiver is the first input
        ("many(nil, nil)", ()),  # elements of one input
    ],
)
def test_arguments_tell_what_they_are(call: str, expected: tuple[Claim, ...]) -> None:
    head = f"{HEAD}func (p *page) take(x any)\nfunc many(x ...any)\n".replace(
        "take(x any)\nfunc made", "take(x, y, z any)\nfunc made"
    )
    analysed = Analysed(f"{head}func f(rows *sql.Rows, all bool, then func(), p *page) {{ {call} }}")
    (last,) = [c for c in analysed.calls() if c.span.end - c.span.start == len(call)]
    typing = analysed.typing()
    assert given_claims(last, typing.target(last), typing) == expected


# Package names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ('var name = errors.New("x")', True),
        ('var name = fmt.Errorf("x %d", 1)', True),
        ("const name = code(1)", True),
        ("var name = code(1)", True),
        ("var name = &wide{}", True),
        ("var name error", False),
        ("var name error = nil", False),
        ("var name = find()", False),
    ],
)
def test_package_names_that_are_never_nil(declared: str, expected: bool) -> None:
    head = "type code int\nfunc (c code) Error() string\ntype wide struct{}\nfunc find() error\n"
    analysed = Analysed(f"{head}{declared}", "errors", "fmt")
    assert analysed.analysis.summaries.is_never_nil(Global(analysed.path, "name")) is expected


@pytest.mark.parametrize(
    ("package", "name", "expected"),
    [
        ("database/sql", "ErrNoRows", True),
        ("example.com/far", "ErrGone", True),
        ("io", "EOF", True),
        ("context", "Canceled", True),
        ("example.com/far", "Erratic", False),
        ("example.com/far", "Last", False),
    ],
)
def test_names_out_of_reach_are_told_by_how_errors_are_called(package: str, name: str, expected: bool) -> None:
    analysed = Analysed("", package) if package != "database/sql" else Analysed("")
    assert analysed.analysis.summaries.is_never_nil(Global(package, name)) is expected


# Constants ------------------------------------------------------------------------------------------

CONSTANTS = """
const ( first = iota; second; third )
const ( one = "1"; two = "2"; uno = "1"; again = one )
const computed = len("a")
var varied = 2
"""


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("first", "second", True),
        ("second", "third", True),  # written by nobody: they count on
        ("first", "first", False),
        ("one", "two", True),
        ("one", "uno", False),
        ("one", "again", False),
        ("one", "computed", False),
        ("one", "varied", False),
        ("varied", "varied", False),
        ("1", "2", True),
        ("1", "1", False),
        ('"a"', '"b"', True),
        ('"a"', '"a"', False),
        ('"1"', "1", False),  # of two kinds: they are never compared
        ("nil", "1", False),
    ],
)
def test_constants_that_differ(left: str, right: str, expected: bool) -> None:
    analysed = Analysed(f"{CONSTANTS}\nfunc take(x, y any)\nfunc f() {{ take({left}, {right}) }}")
    one, other = analysed.call("take").arguments
    universe = analysed.program.universe
    assert are_different_constants(one, other, universe) is expected
    assert are_different_constants(other, one, universe) is expected
