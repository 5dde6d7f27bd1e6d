"""Where values come from, what is returned, whose it is, and what it hides."""

from __future__ import annotations

import pytest
from analysed import ROWS, Analysed

from rowsclose.go import types as t
from rowsclose.go.ir import Assert, Build, Call, Constant, Instruction, Iterate, Operand, Place, Variable
from rowsclose.go.walk import instructions_of, targets_of
from rowsclose.ownership.callees.pointers import pointed_to
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.obligations.obligation import Evidence
from rowsclose.ownership.provenance.returned import returned_values
from rowsclose.ownership.provenance.sources import (
    Given,
    Handed,
    Made,
    Part,
    Source,
    is_made_here,
    literal_of,
    sources_of,
)
from rowsclose.ownership.provenance.statement import Statement, statement_of
from rowsclose.ownership.provenance.whose import Whose

# Sources ------------------------------------------------------------------------------------------

HEAD = """
type s struct { rows *sql.Rows; next *s }
var shared *sql.Rows
func get() *sql.Rows
func both() (int, *sql.Rows)
"""


def shown(source: Source) -> str:
    match source:
        case Made(by, output):
            return f"{_MADE[type(by)]} {output}"
        case Handed(place):
            return f"handed {place.written}"
        case Part(place, of_built):
            return f"part {place.written}{' of built' if of_built else ''}"
        case Given(operand):
            return "constant" if isinstance(operand, Constant) else "literal"


_MADE: dict[type[Instruction], str] = {Call: "call", Build: "built", Assert: "assert", Iterate: "range"}


def first_return(analysed: Analysed, name: str = "f") -> Operand:
    return next(iter(returned_values(analysed.function(name), 0)))[1]


def leaves(body: str, parameters: str = "x *sql.Rows, v *s, ok bool") -> list[str]:
    """The sources of what a function returns, sorted."""
    analysed = Analysed(f"{HEAD}func f({parameters}) any {{ {body} }}")
    found = sources_of(first_return(analysed), analysed.function(), analysed.typing())
    return sorted(map(shown, found.leaves))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return x", ["handed x"]),
        ("return v.rows", ["handed v.rows"]),
        ("return shared", ["handed shared"]),
        ("return nil", ["constant"]),
        ("return func() {}", ["literal"]),
        ("return get()", ["call 0"]),
        ("r := get(); return r", ["call 0"]),
        ("_, r := both(); return r", ["call 1"]),
        ("n, _ := both(); return n", ["call 0"]),
        ("r := x; q := r; return q", ["handed x"]),
        ("var r *sql.Rows; if ok { r = get() } else { r = x }; return r", ["call 0", "constant", "handed x"]),
        ("r := get(); r = x; return r", ["call 0", "handed x"]),
        ("r := get(); q := r; r = q; return r", ["call 0"]),
        ("w := &s{rows: x}; return w", ["built 0"]),
        ("return s{rows: x}.rows", ["part  of built"]),
        ("w := v; return w.rows", ["part w.rows"]),
        ("r, _ := any(x).(*sql.Rows); return r", ["assert 0"]),
        ("for _, r := range []*sql.Rows{x} { return r }; return nil", ["range 0"]),
    ],
)
def test_sources(body: str, expected: list[str]) -> None:
    assert leaves(body) == expected


def test_what_a_literal_captures_is_handed_to_it() -> None:
    analysed = Analysed(f"{HEAD}func f(x *sql.Rows) {{ y := get(); g := func() any {{ return y }}; g() }}")
    function = analysed.function()
    (literal,) = function.literals
    value = next(iter(returned_values(literal, 0)))[1]
    found = sources_of(value, literal, analysed.typing())
    assert [shown(s) for s in found.leaves] == ["handed y"]


def test_the_variables_that_a_value_goes_through_as_a_whole() -> None:
    analysed = Analysed(f"{HEAD}func f(v *s) any {{ a := get(); b := a; c := &s{{rows: b}}; return c.rows }}")
    assert sources_of(first_return(analysed), analysed.function(), analysed.typing()).through == ()
    analysed = Analysed(f"{HEAD}func f(v *s) any {{ a := get(); b := a; return b }}")
    found = sources_of(first_return(analysed), analysed.function(), analysed.typing())
    assert [v.name for v in found.through if not v.is_temporary] == ["b", "a"]


# Returned -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signature", "body", "expected"),
    [
        ("(a int, b error)", "return 1, nil", ["1", "nil"]),
        ("(a int, b error)", "a = 1; return", ["a", "b"]),
        ("(int, error)", "return pair()", ["#0", "#1"]),
        ("int", "return 1", ["1", None]),
        ("", "return", [None, None]),
        ("", "", [None, None]),
    ],
)
def test_what_a_return_statement_gives(signature: str, body: str, expected: list[str | None]) -> None:
    analysed = Analysed(f"func f() {signature} {{ {body} }}\nfunc pair() (int, error)")
    found: list[str | None] = []
    for index in (0, 1):
        values = [v for _, v in returned_values(analysed.function(), index)]
        found.append(written(values[0]) if values else None)
    assert found == expected


def written(operand: Operand) -> str:
    if isinstance(operand, Place):
        return operand.written or operand.path[-1]
    return operand.text or operand.kind.value if isinstance(operand, Constant) else "func"


def test_returns_of_literals_are_theirs() -> None:
    analysed = Analysed("func f(x int) int { g := func() int { return 2 }; if x > 0 { return g() }; return x }")
    assert len([r for r, _ in returned_values(analysed.function(), 0) if not r.implicit]) == 2


# Literals and variables ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "is_literal"),
    [
        ("use(func() {})", True),
        ("g := func() {}; use(g)", True),
        ("var g func(); g = func() {}; use(g)", True),
        ("g := func() {}; g = func() {}; use(g)", False),
        ("use(p)", False),
        ("use(nil)", False),
        ("use(s.g)", False),
    ],
)
def test_function_literal_behind_an_operand(body: str, is_literal: bool) -> None:
    analysed = Analysed(f"func f(p func(), s struct{{ g func() }}) {{ {body} }}\nfunc use(g func())")
    (argument,) = analysed.call("use").arguments
    found = literal_of(argument, analysed.typing())
    assert found is (analysed.function().literals[0] if is_literal else None)


@pytest.mark.parametrize(
    ("body", "made_here"),
    [
        ("x := &s{}", True),
        ("x := s{rows: rows}", True),
        ("x := new(s)", True),
        ("x := make([]int, 3)", True),
        ("var x *s", True),
        ("var x *s; x = nil", True),
        ("y := &s{}; x := y", True),
        ("x := []int{}; x = append(x, 1)", True),
        ("y := p; x := y", False),
        ("x := p", False),
        ("x := p.next", False),
        ("x := open()", False),
        ("x := &s{}; x = open()", False),
        ("x := shared", False),
        ("x := len(rows)", False),
        ("x, _ := any(p).(*s)", False),
    ],
)
def test_whether_a_function_has_made_what_a_variable_holds(body: str, made_here: bool) -> None:
    text = "type s struct { rows []int; next *s }\nvar shared *s\nfunc open() *s"
    analysed = Analysed(f"{text}\nfunc f(p *s, rows []int) {{ {body}; _ = x }}")
    assert is_made_here(variable(analysed, "x"), analysed.typing()) is made_here


def variable(analysed: Analysed, name: str) -> Variable:
    for instruction in instructions_of(analysed.function()):
        for place in targets_of(instruction):
            if isinstance(place.root, Variable) and place.root.name == name:
                return place.root
    raise AssertionError(name)


def test_a_parameter_is_not_made_here() -> None:
    analysed = Analysed("func f(x int) { x = 1 }")
    assert not is_made_here(analysed.function().parameters[0], analysed.typing())


def test_what_an_address_points_to() -> None:
    analysed = Analysed("func f(q *int) { var x int; use(&x); p := &x; use(p); use(q) }\nfunc use(p *int)")
    arguments = [c.arguments[0] for c in analysed.calls()]
    found = [pointed_to(a, analysed.typing()).written for a in arguments if isinstance(a, Place)]
    assert found == ["x", "p", "q"]  # a pointer is its own


# Whose --------------------------------------------------------------------------------------------

OWNERS = """
type iter struct { rows *sql.Rows; n int }
func (i *iter) Close() { i.rows.Close() }
type store struct { db *sql.DB; rows *sql.Rows; stmts map[string]*sql.Stmt; stmt *sql.Stmt; ready bool }
func wrap(rows *sql.Rows) *iter { return &iter{rows: rows} }
func (s *store) keep(rows *sql.Rows) { s.rows = rows }
func (s *store) look(rows *sql.Rows) { rows.Next() }
var global *sql.Rows
"""


def whose(function: str, index: int = 0, *imports: str) -> Whose:
    analysed = Analysed(f"{OWNERS}func {function}\nfunc caller(s *store) {{ s.g() }}", *imports)
    target = analysed.target("g", "caller")
    return analysed.analysis.ownership.of(target, index)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('rows, _ := s.db.Query("q"); return rows', Whose.CALLER),
        ("return s.rows", Whose.SOMEBODY),
        ("return global", Whose.SOMEBODY),
        ("return nil", Whose.NOTHING),
        ('if s.ready { return s.rows }; rows, _ := s.db.Query("q"); return rows', Whose.CALLER),
        ('rows, _ := s.db.Query("q"); s.rows = rows; return rows', Whose.SOMEBODY),
        ('rows, _ := s.db.Query("q"); global = rows; return rows', Whose.SOMEBODY),
        ('rows, _ := s.db.Query("q"); s.keep(rows); return rows', Whose.SOMEBODY),
        ('rows, _ := s.db.Query("q"); s.look(rows); return rows', Whose.CALLER),
        ("return new(sql.Rows)", Whose.NOTHING),
        ("return s.g()", Whose.NOTHING),
        ("return any(s.rows).(*sql.Rows)", Whose.SOMEBODY),
        ('panic("x"); rows, _ := s.db.Query("q"); return rows', Whose.NOTHING),
        ("var found *sql.Rows; found = s.rows; return found", Whose.SOMEBODY),
    ],
)
def test_whose_rows_are_returned(body: str, expected: Whose) -> None:
    assert whose(f"(s *store) g() *sql.Rows {{ {body} }}") is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('rows, _ := s.db.Query("q"); return &iter{rows: rows}', Whose.CALLER),
        ('rows, _ := s.db.Query("q"); return &iter{rows, 1}', Whose.CALLER),
        ("return &iter{rows: s.rows}", Whose.SOMEBODY),
        ("return &iter{s.rows, 1}", Whose.SOMEBODY),
        ("return &iter{n: 1}", Whose.NOTHING),
        ("return &iter{}", Whose.NOTHING),
        ('i := &iter{}; i.rows, _ = s.db.Query("q"); return i', Whose.CALLER),
        ("i := &iter{}; i.n = 3; return i", Whose.NOTHING),
        ("i := &iter{}; i.rows = s.rows; return i", Whose.CALLER),
        ('rows, _ := s.db.Query("q"); return wrap(rows)', Whose.CALLER),
        ("return wrap(s.rows)", Whose.SOMEBODY),
    ],
)
def test_whose_a_wrapper_is(body: str, expected: Whose) -> None:
    assert whose(f"(s *store) g() *iter {{ {body} }}") is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('st, _ := s.db.Prepare("q"); return st', Whose.CALLER),
        # What looks one up first, and makes one at need, keeps it.
        ('if st, ok := s.stmts["q"]; ok { return st }; st, _ := s.db.Prepare("q"); return st', Whose.SOMEBODY),
        ('if s.ready { return s.stmt }; st, _ := s.db.Prepare("q"); return st', Whose.SOMEBODY),
    ],
)
def test_whose_a_statement_is(body: str, expected: Whose) -> None:
    assert whose(f"(s *store) g() *sql.Stmt {{ {body} }}") is expected


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("(s *store) g() (*sql.Rows, error)", Whose.CALLER),
        ("(s *store) g() *sql.Rows", Whose.SOMEBODY),
        ("(s *store) g() (*sql.Rows, bool)", Whose.SOMEBODY),
        ("(s *store) g() (*sql.Rows, bool, error)", Whose.CALLER),
    ],
)
def test_what_can_fail_has_acquired_where_its_code_is_out_of_sight(function: str, expected: Whose) -> None:
    assert whose(function) is expected


def test_directives_say_whose_it_is() -> None:
    for verb, expected in (
        ("not-acquired", Whose.SOMEBODY),
        ("alias 0 x", Whose.SOMEBODY),
        ("acquires rows Close", Whose.CALLER),
    ):
        text = f"{OWNERS}//rowsclose:{verb}\nfunc g(x *sql.Rows) *sql.Rows {{ return x }}\nfunc f() {{ g(nil) }}"
        analysed = Analysed(text)
        assert analysed.analysis.ownership.of(analysed.target("g"), 0) is expected
        assert analysed.analysis.ownership.is_callers(analysed.target("g"), 0, analysed.typing()) is (
            expected is Whose.CALLER
        )


def test_of_a_library_its_stub_says_whose_it_is() -> None:
    analysed = Analysed('func f(db *sql.DB, tx *sql.Tx, st *sql.Stmt) { db.Query("q"); tx.Stmt(st); db.Driver() }')
    ownership = analysed.analysis.ownership
    assert ownership.of(analysed.target("Query"), 0) is Whose.CALLER
    assert ownership.of(analysed.target("Stmt"), 0) is Whose.SOMEBODY


def test_each_result_is_asked_for_by_itself() -> None:
    body = '(s *store) g() (*sql.Rows, *sql.Rows) { rows, _ := s.db.Query("q"); return s.rows, rows }'
    assert [whose(body, i) for i in (0, 1)] == [Whose.SOMEBODY, Whose.CALLER]


def test_what_is_given_to_the_end_of_a_test_is_kept() -> None:
    kept = "t.Cleanup(func() { rows.Close() })"
    body = f'(s *store) g(t *testing.T) *sql.Rows {{ rows, _ := s.db.Query("q"); {kept}; return rows }}'
    assert whose(body, 0, "testing") is Whose.SOMEBODY
    assert whose(body.replace("t.Cleanup", "s.run"), 0, "testing") is Whose.CALLER


# Hidden -------------------------------------------------------------------------------------------

GORM = "gorm.io/gorm"


@pytest.mark.parametrize(
    ("body", "hides"),
    [
        ("return db.Begin()", True),
        ("tx := db.Begin(); return tx", True),
        ("return db.Begin().Debug()", True),
        ("tx := db.Begin(); tx = tx.Debug(); return tx", True),
        ("return inner(db)", True),
        ("if ok { return nil }; return db.Begin()", True),
        ("return db", False),
        ("return db.Debug()", False),
        ("if ok { return db }; return db.Begin()", False),
        ("return nil", False),
    ],
)
def test_transaction_behind_the_type_of_any_handle(body: str, hides: bool) -> None:
    text = f"""
func begin(db *gorm.DB, ok bool) *gorm.DB {{ {body} }}
func inner(db *gorm.DB) *gorm.DB {{ return db.Begin() }}
func f(db *gorm.DB) {{ begin(db, true) }}
"""
    analysed = Analysed(text, GORM)
    found = analysed.acquisitions()
    assert [(a.obligation.kind, a.obligation.evidence, a.result) for a in found] == (
        [(ResourceKind.TRANSACTION, Evidence.ACQUIRED, 0)] if hides else []
    )


ITERATOR = """
type Iterator interface{ Read() (string, error); Close() error }
type NoClose interface{ Read() (string, error) }
type wrapper struct { rows *sql.Rows }
func (w *wrapper) Read() (string, error) { return "", nil }
func (w *wrapper) Close() error { return w.rows.Close() }
type empty struct{}
func (empty) Read() (string, error) { return "", nil }
func (empty) Close() error { return nil }
type source struct { db *sql.DB; w *wrapper }
func open(db *sql.DB) (*wrapper, error) { rows, err := db.Query("q"); return &wrapper{rows}, err }
"""


@pytest.mark.parametrize(
    ("result", "body", "hides"),
    [
        ("Iterator", 'rows, err := s.db.Query("q"); return &wrapper{rows}, err', True),
        ("Iterator", "w, err := open(s.db); return w, err", True),
        ("Iterator", "return open(s.db)", True),
        ("Iterator", "if s.w == nil { return nil, nil }; return open(s.db)", True),
        ("Iterator", "return s.w, nil", False),
        ("Iterator", "if s.w != nil { return empty{}, nil }; return open(s.db)", False),
        ("Iterator", "return empty{}, nil", False),
        ("Iterator", "return nil, nil", False),
        ("NoClose", "return open(s.db)", False),
        ("any", "return open(s.db)", False),
    ],
)
def test_result_set_behind_an_interface_without_its_shape(result: str, body: str, hides: bool) -> None:
    text = f"{ITERATOR}func (s *source) get() ({result}, error) {{ {body} }}\nfunc f(s *source) {{ s.get() }}"
    analysed = Analysed(text)
    found = [(a.obligation.kind, a.obligation.releases, a.obligation.evidence) for a in analysed.acquisitions()]
    assert found == ([(ResourceKind.ROWS, frozenset({"Close"}), Evidence.SHAPED)] if hides else [])


def test_what_is_handed_on_hides_what_it_did() -> None:
    text = f"""{ITERATOR}
func (s *source) get() (Iterator, error) {{ return open(s.db) }}
func (s *source) again() (Iterator, error) {{ return s.get() }}
func f(s *source) {{ s.again() }}
"""
    assert [a.obligation.type for a in Analysed(text).acquisitions()] == [Analysed(text).named("Iterator")]


def test_nothing_is_hidden_where_one_of_several_implementations_hides_nothing() -> None:
    text = f"""{ITERATOR}
type getter interface{{ get() (Iterator, error) }}
func (s *source) get() (Iterator, error) {{ return open(s.db) }}
type none struct{{}}
func (none) get() (Iterator, error) {{ return %s }}
func f(g getter) {{ g.get() }}
"""
    assert len(Analysed(text % "open(nil)").acquisitions()) == 1
    assert Analysed(text % "empty{}, nil").acquisitions() == []
    assert Analysed(text % "nil, nil").acquisitions() == []


# Statements ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('db.Query("SELECT 1")', Statement("SELECT 1", True)),
        ("db.Query(`SELECT\n1`)", Statement("SELECT\n1", True)),
        ('q := "SELECT 1"; db.Query(q)', Statement("SELECT 1", True)),
        ("db.Query(query)", Statement("SELECT id", True)),
        ('db.Query(query + " FROM t")', Statement("SELECT id FROM t", True)),
        ('db.Query("SELECT " + column + " FROM t")', Statement("SELECT   FROM t", False)),
        ('db.Query(column + " FROM t")', None),
        ('db.Query(fmt.Sprintf("SELECT %s", column))', Statement("SELECT  ", False)),
        ("db.Query(fmt.Sprint(query))", None),
        ("db.Query(string(query))", Statement("SELECT id", True)),
        ('q := "SELECT 1"; if column > "" { q = "DELETE" }; db.Query(q)', None),
        ("db.Query(column)", None),
        ('db.Query("  ")', None),
        ('db.QueryContext(ctx, "SELECT 2", "not this")', Statement("SELECT 2", True)),
        ('db.QueryContext(ctx, column, "not this")', None),
    ],
)
def test_text_of_the_statement_that_is_sent(body: str, expected: Statement | None) -> None:
    text = f'const query = "SELECT id"\nfunc f(ctx context.Context, db *sql.DB, column string) {{ {body} }}'
    analysed = Analysed(text, "context", "fmt")
    call = next(c for c in analysed.calls() if getattr(c.callee, "name", "") in ("Query", "QueryContext"))
    assert statement_of(call, analysed.typing(), analysed.program.constant_text) == expected


def test_rows_of_the_package_are_what_they_are() -> None:
    assert Analysed("").rows.type == ROWS
    assert Analysed("").obligation(t.Pointer(ROWS)) == Analysed("").rows
