"""Lowering of each statement form, by its effect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from gocode import function_of, lowered, program_of, variables_named
from goshown import shown

from rowsclose.go import ir
from rowsclose.go.ir import If, Place, Return, VariableKind
from rowsclose.go.walk import functions_within
from rowsclose.syntax.parser import parse

if TYPE_CHECKING:
    from tree_sitter import Node

SIGNATURE = "f(r *R, a any, m map[string]int, k string, ch chan int, p bool, n int, xs []*R)"

FORMS = {
    "error of an if statement is in scope in it": (
        "if v, err := g(); err != nil { use(v) }",
        ["v, err := g()", "if !(err is nil) {", "use(v)", "}"],
    ),
    "name of an if statement shadows, and ends with it": (
        "if err := g(); err != nil { use(err) } else if n := h(); n > 0 { use(n) }\nuse(err)",
        [
            "err := g()",
            "if !(err is nil) {",
            "use(err)",
            "} else {",
            "n := h()",
            "if `n>0` {",
            "use(n)",
            "}",
            "}",
            "use(err^)",
        ],
    ),
    "parallel assignment reads before it writes": ("p, q = q, p", ["$1 = q^", "$2 = p", "p = $1", "q^ = $2"]),
    "method value is a place": ("c := r.Close\nc()", ["c := r.Close", "(c)()"]),
    "inner scope shadows": (
        "x := 1\nif p { x := 2; use(x) }\nuse(x)",
        ["x := 1", "if p {", "x' := 2", "use(x')", "}", "use(x)"],
    ),
    "short declaration declares only what is new": (
        "x, err := g()\ny, err := g()\nuse(x, y, err)",
        ["x, err := g()", "y, err := g()", "use(x, y, err)"],
    ),
    "right side is evaluated before the name is declared": ("x := x\nuse(x)", ["x := x^", "use(x)"]),
    "range over an integer": ("for i := range 3 { use(i) }", ["for i range 3 {", "use(i)", "}"]),
    "range variable copied in the body": (
        "for i, r := range xs { r := r; use(i, r) }",
        ["for i, r range xs {", "r' := r", "use(i, r')", "}"],
    ),
    "range assigns without declaring": ("for i = range xs {}", ["for i^ range xs {", "}"]),
    "range over a channel": ("for range ch {}", ["for range ch {", "}"]),
    "loop with three parts": (
        "for i := 0; i < n; i++ { if p { continue } }",
        ["i := 0", "for `i<n` {", "if p {", "continue", "}", "} post {", "i = of(i)", "}"],
    ),
    "endless loop": ("for {}", ["for {", "}"]),
    "deferred receiver is evaluated at once": ("defer r.Close()\nr = nil", ["$1 = r", "defer $1->Close()", "r = nil"]),
    "deferred literal captures the variable": ("defer func() { r.Close() }()", ["defer (func { r->Close() })()"]),
    "operands of go are evaluated at once": ("go h(r)", ["$1 = r", "go h($1)"]),
    "type switch binds one variable a clause": (
        "switch v := a.(type) { case int: use(v); case R, *R: use(v); default: use(v) }",
        [
            "switch {",
            "case a == int^:",
            "v = a.(int)",
            "use(v)",
            "case a == R^ | a == *R^:",
            "v' = a.(?)",
            "use(v')",
            "default:",
            "v'' = a.(?)",
            "use(v'')",
            "}",
        ],
    ),
    "fallthrough": (
        "switch n { case 1, 2: use(1); fallthrough; default: use(2) }",
        ["switch {", "case n == 1 | n == 2:", "use(1)", "fallthrough", "default:", "use(2)", "}"],
    ),
    "switch without a tag": ("switch { case r != nil: use(1) }", ["switch {", "case !(r is nil):", "use(1)", "}"]),
    "switch with a statement": ("switch x := g(); x { case nil: }", ["x := g()", "switch {", "case x is nil:", "}"]),
    "switch on an error": (
        "switch err { case nil: use(1); case E: use(2) }",
        ["switch {", "case err^ is nil:", "use(1)", "case err^ == E^:", "use(2)", "}"],
    ),
    "fields and elements are paths": ("r.y.z[1] = 3", ["r.y.z.[] = 3"]),
    "assignment through a pointer": ("*r = q", ["r.* = q^"]),
    "presence in a map": ("v, ok := m[k]", ["v := m.[]", "ok = of()"]),
    "receive with ok": ("v, ok := <-ch", ["$1 = <-ch", "v := $1", "ok = of()"]),
    "assertion with ok": ("v, ok := a.(R)", ["$1, $2 = a.(R)", "v := $1", "ok := $2"]),
    "assertion that panics": ("v := a.(R)", ["$1 = a.(R)", "v := $1"]),
    "select": (
        "select { case v := <-ch: use(v)\ncase ch <- 1:\ndefault: return }",
        ["select {", "case:", "$1 = <-ch", "v := $1", "use(v)", "case:", "ch <- 1", "case:", "return", "}"],
    ),
    "composite literal behind a pointer": (
        "w := &T{a: 1, B: g()}\nuse(w)",
        ["$1 = g()", "$2 = T{a: 1, B: $1}", "$3 = &$2", "w := $3", "use(w)"],
    ),
    "elided element types": ("w := []R{r, {}}\nuse(w)", ["$1 = R{}", "$2 = []R{[]: r, []: $1}", "w := $2", "use(w)"]),
    "send": ("ch <- r", ["ch <- r"]),
    "increment": ("n++", ["n = of(n)"]),
    "assignment with an operator": ("n += g()", ["$1 = g()", "n = of(n, $1)"]),
    "spread of a call's results": ("f1(g()...)", ["$1 = g()", "f1($1...)"]),
    "call of a call's result": ("f1(g()(1))", ["$2 = g()", "$1 = ($2)(1)", "f1($1)"]),
    "blank result": ("_ = g()", ["_ = g()"]),
    "dropped result": ("g()", ["g()"]),
    "var with several results": ("var v, w = g()", ["v, w := g()"]),
    "zero value of an error is nil": ("var v error", ["v := nil"]),
    "zero value of a struct": ("var v R", ["v := zero"]),
    "var with a value each": ("var v, w = 1, g()", ["$1 = g()", "$2 = $1", "v := 1", "w := $2"]),
    "constant": ("const k1 = 1", ["k1 := 1"]),
    "local type": ("type L struct{}\nvar l L", ["l := zero"]),
    "label and break": ("lbl:\nfor { break lbl }", ["lbl:", "for lbl {", "break lbl", "}"]),
    "goto": ("goto end\nend:\nuse(1)", ["goto end", "end:", "use(1)"]),
    "bare end": ("return", ["return"]),
    "short circuits stay split": (
        "if p && !(q == nil || g()) { use(1) }",
        ["if (p && !((q^ is nil || $1 = g(); $1))) {", "use(1)", "}"],
    ),
    "comparisons are one atom and its negation": (
        "if n > 3 && n <= 5 { use(1) }",
        ["if (`n>3` && !(`n>5`)) {", "use(1)", "}"],
    ),
    "comparison with a string": ('if s := g(); s == "a" { use(s) }', ["s := g()", 'if s == "a" {', "use(s)", "}"]),
    "length": ("if len(xs) == 0 { use(1) }", ["if $1 = len(xs); `len(xs)==0` {", "use(1)", "}"]),
    "nil on the left": ("if nil == r {}", ["if r is nil {", "}"]),
    "compared with true": ("if p == true {}", ["if p {", "}"]),
    "compared with not false": ("if p != false {}", ["if p {", "}"]),
    "elements by fields, twice": ("xs[r.a][r.b] = k", ["xs.[].[] = k"]),
    "elements of a field by fields, twice": ("use(r.xs[r.a][r.b])", ["use(r.xs.[].[])"]),
    "conversion by a predeclared name": ("t := string(k)\nuse(t)", ["t := string(k)", "use(t)"]),
    "conversion to a composite type": ("t := []byte(k)\nuse(t)", ["t := type []byte(k)", "use(t)"]),
    "conversion to a pointer type": ("t := (*R)(a)\nuse(t)", ["t := type *R(a)", "use(t)"]),
    "instantiated function": ("t := g[int](n)\nuse(t)", ["t := g(n)", "use(t)"]),
    "parentheses around a receiver": ("(r).Close()", ["r->Close()"]),
    "method of a dereferenced pointer": ("(*r).Close()", ["$1 = *r", "$1->Close()"]),
    "method of a field": ("r.a.b.Close()", ["r.a.b->Close()"]),
    "condition stored in a variable": ("ok := r != nil\nuse(ok)", ["$1 = of(r, nil)", "ok := $1", "use(ok)"]),
    "short circuit stored in a variable": (
        "ok := r != nil && p\nuse(ok)",
        ["if (!(r is nil) && p) {", "$1 = true", "} else {", "$1 = false", "}", "ok := $1", "use(ok)"],
    ),
    "short circuit within a question": (
        "if is(r != nil && p) { done() }",
        ["if $2 = of(r, nil, p); $1 = is($2); $1 {", "done()", "}"],
    ),
    "negation stored in a variable": ("u := !p\nuse(u)", ["$1 = of(p)", "u := $1", "use(u)"]),
    "slice of a slice": ("w := xs[1:2]\nuse(w)", ["w := xs", "use(w)"]),
    "closure": (
        "f2 := func(x int) int { return x + n }\nuse(f2(1))",
        ["f2 := func { $1 = of(x, n); return $1 }", "$1' = (f2)(1)", "use($1')"],
    ),
    "recursive closure": ("var f3 func()\nf3 = func() { f3() }", ["f3 := nil", "f3 = func { (f3)() }"]),
    "block": ("{ x := 1; use(x) }", ["x := 1", "use(x)"]),
    "name of an if statement in its else": (
        "if x := g(); p {\n} else { use(x) }",
        ["x := g()", "if p {", "} else {", "use(x)", "}"],
    ),
    "method expression": ("R.Close(r)", ["R^->Close(r)"]),
    "function of a package": ("pkg.Do(r)", ["pkg^->Do(r)"]),
    "positional literal of a struct": ("w := struct{ r R }{r}\nuse(w)", ["$1 = struct{r}{#0: r}", "w := $1", "use(w)"]),
    "index with an effect": ("xs[g()] = h()", ["$1 = g()", "xs.[] = h()"]),
    "new of a type": ("w := new(R)\nuse(w)", ["w := new()", "use(w)"]),
    "new of a variable": ("w := new(r)\nuse(w)", ["w := new(r)", "use(w)"]),
    "new of a pointer's value": ("w := new(*r)\nuse(w)", ["$1 = *r", "w := new($1)", "use(w)"]),
    "new of an element": ("w := new(m[k])\nuse(w)", ["w := new(m.[])", "use(w)"]),
    "make": ("w := make([]R, n)\nuse(w)", ["w := make(n)", "use(w)"]),
    "literal called in place": ("(func() { use(1) })()", ["(func { use(1) })()"]),
}
"""What each form becomes; ``x^`` is a name of the package, ``x'`` a second variable ``x``."""


@pytest.mark.parametrize(("body", "expected"), FORMS.values(), ids=FORMS)
def test_statement_becomes_its_effect(body: str, expected: list[str]) -> None:
    assert shown(function_of(body, signature=SIGNATURE)) == expected


@pytest.mark.parametrize(("body", "expected"), FORMS.values(), ids=FORMS)
def test_comments_between_any_two_tokens_change_nothing(body: str, expected: list[str]) -> None:
    assert shown(function_of(commented(body), signature=SIGNATURE)) == expected


def commented(body: str) -> str:
    """The same statements with a comment before each token."""
    head = "package p\nfunc f() {\n"
    text = f"{head}{body}\n}}\n".encode()
    starts = sorted({at for at in token_starts(parse(text).root) if len(head) <= at < len(text) - 2}, reverse=True)
    for at in starts:
        text = text[:at] + b" /* c */ " + text[at:]
    return text[len(head) : -2].decode()


def token_starts(node: Node) -> Iterator[int]:
    if node.child_count == 0 or node.type in ("interpreted_string_literal", "raw_string_literal"):
        yield node.start_byte
    for child in node.children if node.type != "interpreted_string_literal" else ():
        yield from token_starts(child)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("n  >\n3", "n>3", True),
        ("n /* many */ > 3", "n > 3", True),
        ('k == "a b"', 'k == "ab"', False),
        ('k == "a  b"', 'k == "a b"', False),
        ("k == `a // b`", "k == `a `", False),
        ("n == ' '", "n == '\\n'", False),
    ],
)
def test_questions_are_the_same_where_their_tokens_are(one: str, other: str, same: bool) -> None:
    function = function_of(f"if {one} {{ use(1) }}\nif {other} {{ use(2) }}", signature=SIGNATURE)
    first, second = (s.condition for s in function.body if isinstance(s, If))
    assert isinstance(first, ir.Test)
    assert isinstance(second, ir.Test)
    assert (first.atom == second.atom) is same


def test_shadowed_variables_are_different_variables() -> None:
    function = function_of("x := 1\n{ x := 2; use(x) }\nif x := 3; x > 0 { x = 4 }\nx = 5", signature=SIGNATURE)
    assert len(variables_named(function, "x")) == 3


def test_short_declaration_in_an_inner_scope_declares_anew() -> None:
    function = function_of("x, err := g()\nif p { y, err := g(); use(y, err) }\nuse(x, err)", signature=SIGNATURE)
    assert len(variables_named(function, "err")) == 2


def test_case_and_communication_clauses_have_scopes_of_their_own() -> None:
    body = "switch { case p: x := 1; use(x); default: x := 2; use(x) }\nselect { case x := <-ch: use(x) }"
    assert len(variables_named(function_of(body, signature=SIGNATURE), "x")) == 3


def test_bare_return_gives_the_named_results() -> None:
    function = function_of("if p { return }\nreturn 1, nil", signature="f(p bool) (n int, err error)")
    count, error = function.results
    assert [result.kind for result in function.results] == [VariableKind.RESULT] * 2
    returns = [s for s in function.body if isinstance(s, Return)]
    assert [(r.bare, r.implicit, len(r.values)) for r in returns] == [(False, False, 2), (True, True, 2)]
    assert returns[-1].values == (Place(count), Place(error))


def test_unnamed_results_return_nothing_at_the_closing_brace() -> None:
    function = function_of("use(1)", signature="f() error")
    assert [r.name for r in function.results] == [""]
    assert function.body[-1] == Return((), function.end, bare=True, implicit=True)


def test_captured_variables_are_those_of_enclosing_functions() -> None:
    function = function_of(
        "x := 1\ng1 := func() { y := x; h1 := func() { use(n, y) }; h1() }\ng1()", signature=SIGNATURE
    )
    outer, literal, inner = functions_within(function)
    assert outer.captured == frozenset()
    assert {v.name for v in literal.captured} == {"x", "n"}
    assert {v.name for v in inner.captured} == {"n", "y"}
    assert [f.name for f in (outer, literal, inner)] == ["f", "f.func", "f.func.func"]


def test_receiver_is_the_first_parameter() -> None:
    function = lowered(program_of({"p.go": "package p\ntype S struct{}\nfunc (s *S) f(n int) { use(s, n) }\n"}))
    assert (function.name, function.has_receiver) == ("(*S).f", True)
    assert [p.name for p in function.parameters] == ["s", "n"]
    assert {p.kind for p in function.parameters} == {VariableKind.PARAMETER}


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("f(a, b int, c string)", (["a", "b", "c"], False)),
        ("f(xs ...int)", (["xs"], True)),
        ("f(int, string)", (["", ""], False)),
        ("f(_ int, b int)", (["_", "b"], False)),
        ("f[T any](x T)", (["x"], False)),
    ],
)
def test_parameters_are_listed_one_by_one(signature: str, expected: tuple[list[str], bool]) -> None:
    function = function_of("", signature=signature)
    assert ([p.name for p in function.parameters], function.variadic) == expected


def test_function_that_does_not_parse_has_no_body() -> None:
    program = program_of({"p.go": "package p\nfunc f() { x := ( }\nfunc g() { use(1) }\n"})
    with pytest.raises(AssertionError):
        lowered(program, "f")
    assert shown(lowered(program, "g")) == ["use(1)"]
