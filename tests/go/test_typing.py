"""Types of places and calls, with nothing but source in reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from gocode import function_of, lowered, program_of, typed, variables_named
from goshown import shown_type

from rowsclose.go.ir import Call, Place
from rowsclose.go.typing import TargetKind
from rowsclose.go.walk import instructions_of

HEAD = """
type Base struct{ id int; rows *Rows }
type Rows struct{}
func (r *Rows) Next() bool { return false }
func (b *Base) Rows() *Rows { return b.rows }
func (b Base) Name() string { return "" }
type Middle struct{ *Base }
type Outer struct{ Middle; name string }
type Alias = Outer
type Defined Outer
type Store interface{ Fetch(id int) (*Rows, error); Closer }
type Closer interface{ Close() error }
type Embeds struct{ Store }
type Pair[K comparable, V any] struct{ key K; value V }
func (p Pair[K, V]) Value() V { return p.value }
type List[T any] []T
func first[T any](xs []T) T { return xs[0] }
func keys[K comparable, V any](m map[K]V) []K { return nil }
func apply[A, B any](a A, f func(A) B) B { return f(a) }
func whole[T any](p Pair[string, T]) T { return p.value }
func next[T any](c chan T) T { return <-c }
func behind[T any](p *T) T { return *p }
func call[T any](f func() (T, error)) T { v, _ := f(); return v }
func pass[T any](v T, err error) T { return v }
func two() (*Rows, error) { return nil, nil }
func each(yield func(int, *Rows) bool) {}
var shared = Outer{}
var handler func(int) *Rows
var later, lateErr = two()
"""
SIGNATURE = (
    "f(o Outer, po *Outer, al Alias, st Store, em Embeds, pr Pair[string, *Rows], xs []*Rows, "
    "m map[string]Outer, ch chan *Rows, a any, s string, g func() (*Rows, error), pp **Outer, li List[Rows])"
)

TYPES = {
    "field": ("v := o.name", "string"),
    "promoted field through two embeddings": ("v := o.id", "int"),
    "promoted field of a pointer": ("v := po.rows", "*Rows"),
    "promoted method of an embedded pointer": ("v := o.Rows()", "*Rows"),
    "promoted value method": ("v := po.Name()", "string"),
    "embedded struct by its type's name": ("v := o.Middle", "Middle"),
    "alias has what it stands for": ("v := al.Rows()", "*Rows"),
    "defined type keeps fields": ("v := Defined(o).name", "string"),
    "method of an interface": ("v, err := st.Fetch(1)\nuse(err)", "*Rows"),
    "second result": ("r, v := st.Fetch(1)\nuse(r)", "error"),
    "method of an embedded interface": ("v := st.Close()", "error"),
    "method of an interface embedded in a struct": ("v, _ := em.Fetch(1)", "*Rows"),
    "field of a generic type": ("v := pr.value", "*Rows"),
    "other field of a generic type": ("v := pr.key", "string"),
    "method of a generic type": ("v := pr.Value()", "*Rows"),
    "inferred type argument": ("v := first(xs)", "*Rows"),
    "given type argument": ("v := first[Outer](nil)", "Outer"),
    "inferred from a map": ("v := keys(m)", "[]string"),
    "inferred from a type argument": ("v := whole(pr)", "*Rows"),
    "inferred from a channel": ("v := next(ch)", "*Rows"),
    "inferred from a pointer": ("v := behind(po)", "Outer"),
    "inferred from a function's results": ("v := call(g)", "*Rows"),
    "inferred from a call's results": ("v := pass(two())", "*Rows"),
    "inferred from nothing": ("v := first(nowhere())", "T"),
    "inferred from a literal": ("v := apply(1, func(n int) *Rows { return nil })", "*Rows"),
    "element of a slice": ("v := xs[0]", "*Rows"),
    "element of a generic slice": ("v := li[0]", "Rows"),
    "element of a map": ("v := m[s]", "Outer"),
    "element of a map with ok": ("v, ok := m[s]\nuse(ok)", "Outer"),
    "ok is a bool": ("x, v := m[s]\nuse(x)", "bool"),
    "slice of a slice": ("v := xs[1:]", "[]*Rows"),
    "received": ("v := <-ch", "*Rows"),
    "asserted": ("v := a.(*Rows)", "*Rows"),
    "asserted with ok": ("v, ok := a.(Store)\nuse(ok)", "Store"),
    "ok of an assertion": ("x, v := a.(Store)\nuse(x)", "bool"),
    "range over a slice": ("for _, v := range xs { use(v) }", "*Rows"),
    "index of a slice": ("for v := range xs { use(v) }", "int"),
    "range over a map's values": ("for _, v := range m { use(v) }", "Outer"),
    "range over a map's keys": ("for v := range m { use(v) }", "string"),
    "range over a channel": ("for v := range ch { use(v) }", "*Rows"),
    "range over a string": ("for _, v := range s { use(v) }", "rune"),
    "range over an iterator function": ("for _, v := range each { use(v) }", "*Rows"),
    "address": ("v := &o", "*Outer"),
    "dereference": ("v := *po", "Outer"),
    "selector through two pointers": ("v := (*pp).id", "int"),
    "composite literal": ("v := Outer{}", "Outer"),
    "address of a composite literal": ("v := &Outer{}", "*Outer"),
    "new": ("v := new(Outer)", "*Outer"),
    "make": ("v := make(map[string]*Rows)", "map[string]*Rows"),
    "append": ("v := append(xs, nil)", "[]*Rows"),
    "len": ("v := len(xs)", "int"),
    "cap": ("v := cap(xs)", "int"),
    "copy": ("v := copy(xs, nil)", "int"),
    "new of a field": ("v := new(o.name)", "*string"),
    "new of a variable": ("v := new(o)", "*Outer"),
    "new of a variable in parentheses": ("v := new((xs))", "*[]*Rows"),
    "new of an element": ("v := new(m[s])", "*Outer"),
    "new of an element by a number": ("v := new(xs[0])", "**Rows"),
    "new of what a pointer points to": ("v := new(*po)", "*Outer"),
    "new of a field of a field": ("v := new(o.Middle.Base)", "**Base"),
    "new of a call": ("v := new(o.Name())", "*string"),
    "new of a generic type": ("v := new(List[Rows])", "*List[Rows]"),
    "new of a pointer type": ("v := new((*Rows))", "**Rows"),
    "new of a local type": ("type L struct{}\nv := new(L)", "*struct{}"),
    "least of several": ("v := min(o.id, 2)", "int"),
    "append to an element": ("v := append(map[string][]Outer{}[s], o)", "[]Outer"),
    "string constant": ('v := "x"', "string"),
    "conversion": ("v := Defined(o)", "Defined"),
    "conversion to a pointer": ("v := (*Rows)(nil)", "*Rows"),
    "function": ("v, err := two()\nuse(err)", "*Rows"),
    "function value": ("v, err := g()\nuse(err)", "*Rows"),
    "function literal": ("v := func() *Rows { return nil }", "func() (*Rows)"),
    "called literal": ("v := func() *Rows { return nil }()", "*Rows"),
    "closure bound to a variable": ("h := func() (int, *Rows) { return 1, nil }\n_, v := h()", "*Rows"),
    "package variable": ("v := shared.name", "string"),
    "package variable of function type": ("v := handler(1)", "*Rows"),
    "package variable by its initialiser": ("v := later", "*Rows"),
    "switch binds the type of a clause": ("switch v := a.(type) { case *Rows: use(v) }", "*Rows"),
    "select binds what is received": ("select { case v := <-ch: use(v) }", "*Rows"),
    "variable with a type": ("var v Store", "Store"),
    "variable of a local type": ("type L struct{ rows *Rows }\nvar l L\nv := l.rows", "*Rows"),
    "reassigned variable keeps its type": ("v := xs[0]\nv = nil", "*Rows"),
    "unknown function": ("v := nowhere()", "?"),
    "unknown package": ("v := lib.Open()", "?"),
    "unknown field": ("v := o.nothing", "?"),
}


@pytest.mark.parametrize(("body", "expected"), TYPES.values(), ids=TYPES)
def test_variable_v_has_the_type(body: str, expected: str) -> None:
    function, typing = typed({"p.go": f"package p\n{HEAD}\nfunc {SIGNATURE} {{\n{body}\n}}\n"})
    (variable,) = variables_named(function, "v")
    assert shown_type(typing.type_of(Place(variable))) == expected


TARGETS = {
    "function": ("two()", TargetKind.FUNCTION, "two"),
    "method": ("o.Rows()", TargetKind.METHOD, "Rows"),
    "method of an interface": ("st.Close()", TargetKind.METHOD, "Close"),
    "built-in": ("panic(1)", TargetKind.BUILTIN, "panic"),
    "conversion": ("Defined(o)", TargetKind.CONVERSION, ""),
    "function value": ("g()", TargetKind.VALUE, ""),
    "package variable": ("handler(1)", TargetKind.VALUE, "handler"),
    "literal": ("func() {}()", TargetKind.LITERAL, ""),
    "unknown": ("nowhere()", TargetKind.UNKNOWN, "nowhere"),
    "method expression": ("Base.Name(*o.Base)", TargetKind.FUNCTION, "Name"),
    "method expression of nothing": ("Base.Nothing(o)", TargetKind.UNKNOWN, "Nothing"),
    "field of function type": ("struct{ h func() }{}.h()", TargetKind.VALUE, "h"),
    "closure declared first, bound later": ("var h func()\nh = func() { h() }\nh()", TargetKind.LITERAL, ""),
    "closure that may be another": ("h := func() {}\nh = later2\nh()", TargetKind.VALUE, ""),
    "closure bound twice": ("h := func() {}\nh = func() { use(1) }\nh()", TargetKind.VALUE, ""),
    "conversion to a predeclared type": ("string(s)", TargetKind.CONVERSION, ""),
    "conversion to a composite type": ("[]byte(s)", TargetKind.CONVERSION, ""),
    "function of an unknown package": ("lib.Open()", TargetKind.UNKNOWN, "Open"),
}


@pytest.mark.parametrize(("body", "kind", "name"), TARGETS.values(), ids=TARGETS)
def test_call_calls_what_it_names(body: str, kind: TargetKind, name: str) -> None:
    function, typing = typed({"p.go": f"package p\n{HEAD}\nfunc {SIGNATURE} {{\n{body}\n}}\n"})
    call = [i for i in instructions_of(function) if isinstance(i, Call)][-1]
    target = typing.target(call)
    assert (target.kind, target.name) == (kind, name)


def test_promoted_method_names_its_owner_and_the_way_to_it() -> None:
    function, typing = typed({"p.go": f"package p\n{HEAD}\nfunc {SIGNATURE} {{\no.Rows()\n}}\n"})
    (call,) = (i for i in instructions_of(function) if isinstance(i, Call))
    target = typing.target(call)
    assert target.owner is not None
    assert (target.owner.name, target.via) == ("Base", ("Middle", "Base"))


def test_local_name_hides_a_built_in() -> None:
    source = 'package p\nfunc panic(x int) string { return "" }\nfunc f() {\nv := panic(1)\nuse(v)\n}\n'
    function, typing = typed({"p.go": source})
    (variable,) = variables_named(function, "v")
    assert shown_type(typing.type_of(Place(variable))) == "string"


def test_variable_defined_by_itself_has_no_type() -> None:
    function, typing = typed({"p.go": "package p\nvar a1 = b1\nvar b1 = a1\nfunc f() { v := a1; use(v) }\n"})
    (variable,) = variables_named(function, "v")
    assert typing.type_of(Place(variable)) is None


def test_type_that_embeds_itself_ends() -> None:
    head = "package p\ntype T struct{ *T }\ntype A = B\ntype B = A\n"
    function, typing = typed({"p.go": f"{head}func f(x T, y A) {{ v := x.no; w := y.no; use(v, w) }}\n"})
    assert {typing.type_of(Place(v)) for name in "vw" for v in variables_named(function, name)} == {None}


@pytest.mark.parametrize("first", ["abc", "cab", "bca"])
def test_aliases_in_a_circle_stand_for_one_of_them_whichever_is_asked_for_first(first: str) -> None:
    head = "package p\ntype A = B\ntype B = C\ntype C = A\ntype D = B\n"
    function, typing = typed({"p.go": f"{head}func f() {{\nvar a A\nvar b B\nvar c C\nvar d D\nuse(a, b, c, d)\n}}\n"})
    for name in [*first, "d"]:
        (variable,) = variables_named(function, name)
        resolved = typing.universe.resolve(typing.type_of(Place(variable)))
        assert shown_type(resolved) == shown_type(typing.universe.underlying(resolved))
        assert shown_type(resolved).endswith("A")


@pytest.mark.parametrize(
    ("imports", "body", "expected"),
    [
        ('import "database/sql"', "v := &sql.DB{}", "*database/sql.DB"),
        ('import db "database/sql"', "v := &db.DB{}", "*database/sql.DB"),
        ('import "database/sql"', "var x *sql.DB\nv, err := x.Query(k)\nuse(err)", "*database/sql.Rows"),
        ('import . "database/sql"', "var x *DB\nv, err := x.Query(k)\nuse(err)", "*database/sql.Rows"),
        ('import "github.com/jmoiron/sqlx"', "var x *sqlx.DB\nv, err := x.Query(k)\nuse(err)", "*database/sql.Rows"),
        (
            'import "github.com/jmoiron/sqlx"',
            "var x *sqlx.DB\nv, err := x.Queryx(k)\nuse(err)",
            "*github.com/jmoiron/sqlx.Rows",
        ),
        ('import "example.com/unknown/v3"', "var x unknown.T\nv := x", "example.com/unknown/v3.T"),
    ],
)
def test_types_of_libraries_come_from_stubs(imports: str, body: str, expected: str) -> None:
    function, typing = typed({"p.go": f"package p\n{imports}\nfunc f(k string) {{\n{body}\n}}\n"})
    (variable,) = variables_named(function, "v")
    assert shown_type(typing.type_of(Place(variable))) == expected


def test_types_are_followed_through_packages_of_the_module(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.com/m\n",
        "store/store.go": 'package store\nimport "example.com/m/model"\ntype Store struct{ model.Base }\n',
        "model/base.go": "package model\ntype Base struct{ Rows *Rows }\ntype Rows struct{}\n",
        "main.go": 'package main\nimport "example.com/m/store"\nfunc f(s *store.Store) { v := s.Rows; use(v) }\n',
    }
    function, typing = typed(files, root=tmp_path)
    (variable,) = variables_named(function, "v")
    assert shown_type(typing.type_of(Place(variable))) == "*example.com/m/model.Rows"


def test_lowering_is_done_once() -> None:
    program = program_of({"p.go": "package p\nfunc f() { use(1) }\n"})
    assert lowered(program) is lowered(program)
    assert program.typing(lowered(program)) is program.typing(lowered(program))


def test_constants_have_the_types_of_truth_and_text() -> None:
    function = function_of('use(true, "x", nil)')
    (call,) = (i for i in instructions_of(function) if isinstance(i, Call))
    program = program_of({"p.go": "package p\n"})
    typing = program.typing(function)
    assert [shown_type(typing.type_of(a)) for a in call.arguments] == ["bool", "string", "?"]
