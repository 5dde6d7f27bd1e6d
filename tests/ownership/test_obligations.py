"""Which types carry an obligation, and what their methods do to it."""

from __future__ import annotations

import pytest
from analysed import ROWS, TX, Analysed

from rowsclose.go import types as t
from rowsclose.go.ir import Method
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.models.model import Acquires
from rowsclose.ownership.obligations.obligation import (
    BORROWS,
    Behaviour,
    Evidence,
    Obligation,
    acquired,
    by_custom,
    used,
)
from rowsclose.values import replace

ROWS_KIND, TX_KIND = ResourceKind.ROWS, ResourceKind.TRANSACTION


def of(
    text: str, name: str = "T", *imports: str
) -> tuple[ResourceKind, frozenset[str], Evidence, tuple[str, ...]] | None:
    """Kind, releasing methods, evidence and inner fields of a declared type's obligation."""
    found = Analysed(text, *imports).obligation(name)
    return None if found is None else (found.kind, found.releases, found.evidence, found.inner)


def wrapped(*inner: str, by: str = "Close", kind: ResourceKind = ROWS_KIND) -> object:
    return (kind, frozenset(by.split()), Evidence.WRAPPED, inner)


def shaped(by: str, kind: ResourceKind) -> object:
    return (kind, frozenset(by.split()), Evidence.SHAPED, ())


# Declared -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "releases"),
    [
        ("Rows", ROWS_KIND, {"Close"}),
        ("Stmt", ResourceKind.STATEMENT, {"Close"}),
        ("Conn", ResourceKind.CONNECTION, {"Close"}),
        ("Tx", TX_KIND, {"Commit", "Rollback"}),
    ],
)
def test_types_of_a_library_are_declared_by_its_stub(name: str, kind: ResourceKind, releases: set[str]) -> None:
    type_ = t.Named("database/sql", name)
    expected = Obligation(kind, frozenset(releases), Evidence.DECLARED, type_)
    analysed = Analysed("")
    assert analysed.obligation(type_) == expected
    assert analysed.obligation(t.Pointer(t.Pointer(type_))) == expected
    assert analysed.obligation(t.Named("database/sql", "DB")) is None
    assert analysed.obligation(t.Sequence(t.Pointer(type_))) is None


def test_a_directive_declares_a_type_of_the_program() -> None:
    text = "//rowsclose:must-call End|Drop\n//rowsclose:resource conn\ntype T struct{}"
    assert of(text) == (ResourceKind.CONNECTION, frozenset({"End", "Drop"}), Evidence.DECLARED, ())
    assert of("type T struct{}") is None
    assert of("type T int") is None


def test_an_alias_is_what_it_stands_for_and_a_new_name_is_not() -> None:
    analysed = Analysed("type A = sql.Rows\ntype B sql.Rows")
    assert analysed.obligation("A") == analysed.obligation(ROWS)
    assert analysed.obligation("B") is None


# Wrapped ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("type T struct{ rows *sql.Rows }\nfunc (x *T) Close() error { return x.rows.Close() }", wrapped("rows")),
        ("type T struct{ *sql.Rows }", wrapped("Rows")),
        ("type T struct{ Rows *sql.Rows }", wrapped("Rows", by="")),  # whoever gets it can close the field
        ("type T struct{ rows *sql.Rows }", None),
        ("type T struct{ rows *sql.Rows }\nfunc (x *T) Close() error { return nil }", None),
        (
            "type T struct{ rows *sql.Rows }\nfunc (x *T) End() { if x.rows != nil { x.rows.Close() } }",
            wrapped("rows", by="End"),
        ),
        ("type T struct{ rows *sql.Rows }\nfunc (x *T) Finally() { x.rows.Close() }", wrapped("rows", by="Finally")),
        # One of a name that is not customary has to be certain to.
        ("type T struct{ rows *sql.Rows }\nfunc (x *T) Finally(all bool) { if all { x.rows.Close() } }", None),
        ("type T struct{ rows *sql.Rows }\nfunc (x *T) Close(all bool) { if all { x.rows.Close() } }", wrapped("rows")),
        ("type T struct{ rows *sql.Rows }\nfunc (x *T) Next() bool { return x.rows.Next() }", wrapped("rows", by="")),
        ("type T struct{ rows *sql.Rows }\nfunc (x *T) Next() bool { return x.rows != nil }", None),
        (
            "type T struct{ in U }\ntype U struct{ *sql.Rows }\nfunc (x *T) Close() { x.in.Close() }",
            wrapped("in", "Rows"),
        ),
        (
            "type T struct{ U }\ntype U struct{ rows *sql.Rows }\nfunc (x *U) Close() { x.rows.Close() }",
            wrapped("U", "rows"),
        ),
        ("type T struct{ n int; rows []*sql.Rows }\nfunc (x *T) Close() {}", None),
        ("type T struct{ tx *sql.Tx }\nfunc (x *T) Done() { x.tx.Rollback() }", wrapped("tx", by="Done", kind=TX_KIND)),
        ("type T struct{ *sql.Tx }", wrapped("Tx", by="Commit Rollback", kind=TX_KIND)),
        # A struct with a statement or a connection is mostly a service: only embedding says that it is one.
        ("type T struct{ st *sql.Stmt }\nfunc (x *T) Close() { x.st.Close() }", None),
        ("type T struct{ *sql.Stmt }", wrapped("Stmt", kind=ResourceKind.STATEMENT)),
        ("type T struct{ c *sql.Conn }\nfunc (x *T) Close() { x.c.Close() }", None),
        ("type T struct{ *sql.Conn }", wrapped("Conn", kind=ResourceKind.CONNECTION)),
    ],
)
def test_struct_that_holds_a_resource(text: str, expected: object) -> None:
    assert of(text) == expected


def test_the_first_field_that_makes_a_wrapper_counts() -> None:
    text = """
type T struct { first, second *sql.Rows }
func (x *T) Close() { x.second.Close() }
"""
    assert of(text) == wrapped("second")
    assert of(text.replace("x.second", "x.first.Close(); x.second")) == wrapped("first")


@pytest.mark.parametrize(
    ("fields_of_a", "fields_of_b", "a", "b"),
    [
        ("b *B; rows *sql.Rows", "a *A", wrapped("rows"), wrapped("a", "rows")),
        ("rows *sql.Rows; b *B", "a *A", wrapped("rows"), wrapped("a", "rows")),
        ("b *B", "a *A", None, None),
        ("a *A", "b *B", None, None),
    ],
)
def test_types_that_hold_each_other(fields_of_a: str, fields_of_b: str, a: object, b: object) -> None:
    ends = "x.rows.Close()" if "rows" in fields_of_a else ""
    text = f"""
type A struct {{ {fields_of_a} }}
func (x *A) Close() {{ {ends} }}
type B struct {{ {fields_of_b} }}
func (x *B) Close() {{ x.a.Close() }}
"""
    for order in (("A", "B"), ("B", "A")):
        analysed = Analysed(text)
        found = {name: analysed.obligation(name) for name in order}
        shown = {n: None if o is None else (o.kind, o.releases, o.evidence, o.inner) for n, o in found.items()}
        assert shown == {"A": a, "B": b}


# Shaped -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("methods", "expected"),
    [
        ("Next() bool; Scan(...any) error; Close() error", shaped("Close", ROWS_KIND)),
        ("Next() bool; Scan(x any) error; Close()", shaped("Close", ROWS_KIND)),
        ("Next() bool; Scan(...any) error", None),
        ("Next() (int, bool); Scan(...any) error; Close() error", None),
        ("Next(n int) bool; Scan(...any) error; Close() error", None),
        ("Next() bool; Scan() error; Close() error", None),
        ("Next() bool; Scan(...any) error; Close(force bool) error", None),
        ("Commit() error; Rollback() error", shaped("Commit Rollback", TX_KIND)),
        ("Commit(); Rollback()", None),
        ("Commit() error; Rollback()", shaped("Commit Rollback", TX_KIND)),
        ("Commit(ctx int) error; Rollback(ctx int) error", shaped("Commit Rollback", TX_KIND)),
        ("Commit(a, b int) error; Rollback() error", None),
        ("Commit() bool; Rollback() error", None),
        ("Commit() error", None),
        (
            "Commit() error; Rollback() error; RollbackUnlessCommitted(); Exec()",
            shaped("Commit Rollback RollbackUnlessCommitted", TX_KIND),
        ),
        (
            "Commit() error; Rollback() error; Discard(); Dispose(); Keep()",
            shaped("Commit Rollback Discard Dispose", TX_KIND),
        ),
        # A handle has such methods too, and what gives one may have begun nothing.
        ("Commit() error; Rollback() error; Begin() error", None),
        ("Commit() error; Rollback() error; MustBegin()", None),
        ("Commit() error; Rollback() error; Close()", shaped("Commit Rollback Close", TX_KIND)),
    ],
)
def test_interface_of_the_program(methods: str, expected: object) -> None:
    assert of(f"type T interface{{ {methods} }}") == expected


def test_methods_of_embedded_interfaces_count() -> None:
    text = "type T interface{ U; Rollback() error }\ntype U interface{ Commit() error; Abort() }"
    assert of(text) == shaped("Abort Commit Rollback", TX_KIND)


@pytest.mark.parametrize(
    ("method", "begins"),
    [
        ("Begin", True),
        ("BeginTx", True),
        ("MustBegin", True),
        ("StartTransaction", True),
        ("Commit", False),
        ("Open", False),
    ],
)
def test_what_a_method_called_like_begin_gives_is_a_transaction(method: str, begins: bool) -> None:
    analysed = Analysed(
        "type T interface{ Begin() T; Commit() error; Rollback() error }\ntype S struct{}\ntype U interface{ Begin() }"
    )
    obligations = analysed.analysis.view.obligations
    handle = analysed.named("T")
    expected = Obligation(TX_KIND, frozenset({"Commit", "Rollback"}), Evidence.SHAPED, handle)
    assert obligations.of(handle) is None
    assert obligations.begun(method, handle) == (expected if begins else None)
    assert obligations.begun(method, analysed.named("S")) is None
    assert obligations.begun(method, analysed.named("U")) is None
    assert obligations.begun(method, None) is None


# Values -------------------------------------------------------------------------------------------


def test_obligation_of_what_a_directive_says_is_acquired() -> None:
    said = Acquires(TX_KIND, frozenset({"End"}), "Err", None)  # type: ignore[arg-type]
    assert acquired(said, t.INT) == Obligation(TX_KIND, frozenset({"End"}), Evidence.ACQUIRED, t.INT, failed_by="Err")


def test_obligation_that_only_uses_speak_for() -> None:
    assert used(TX_KIND) == Obligation(TX_KIND, frozenset({"Commit", "Rollback"}), Evidence.USED, None)
    for kind in (ROWS_KIND, ResourceKind.STATEMENT, ResourceKind.CONNECTION):
        assert used(kind) == Obligation(kind, frozenset({"Close"}), Evidence.USED, None)
    declared = Obligation(ROWS_KIND, frozenset({"End"}), Evidence.DECLARED, t.INT, ("in",), "Err")
    assert declared.by_use() == Obligation(ROWS_KIND, frozenset({"End"}), Evidence.USED, t.INT, ("in",))


def test_customary_names_stand_first() -> None:
    names = ["Zap", "Abort", "Rollback", "Close", "Alpha", "Stop", "Commit"]
    assert sorted(names, key=by_custom) == ["Close", "Stop", "Commit", "Rollback", "Abort", "Alpha", "Zap"]


# Methods ------------------------------------------------------------------------------------------


def behaviour_of(text: str, obligation: str | t.Type, method: str = "") -> Behaviour:
    """What the first method call in ``f`` does to what carries an obligation."""
    analysed = Analysed(text)
    found = analysed.obligation(obligation)
    assert found is not None
    call = next(c for c in analysed.calls() if isinstance(c.callee, Method) and method in ("", c.callee.name))
    return analysed.analysis.view.obligations.behaviour(found, analysed.typing().target(call))


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("Close()", Behaviour(releases=True)),
        ("Next()", Behaviour(closes_when_false=True, closes_when_false_unless="NextResultSet")),
        ("NextResultSet()", Behaviour(closes_when_false=True)),
        ("Err()", Behaviour(checks_error=True, closes_when_error=True)),
        ("Scan(&x)", BORROWS),
    ],
)
def test_methods_of_a_result_set_behind_an_interface(call: str, expected: Behaviour) -> None:
    text = """
type T interface{ Next() bool; NextResultSet() bool; Scan(...any) error; Close() error; Err() error }
func f(x T) { x.%s }
"""
    assert behaviour_of(text % call, "T") == expected
    of_rows = behaviour_of(f"func f(x *sql.Rows) {{ x.{call} }}", ROWS)
    # Of database/sql's own rows a stub says the same, but for the error that shows that they are closed.
    assert (of_rows.releases, of_rows.closes_when_false, of_rows.checks_error) == (
        expected.releases,
        expected.closes_when_false,
        expected.checks_error,
    )


def test_methods_of_other_kinds_have_no_custom() -> None:
    text = "type T interface{ Commit() error; Rollback() error; Next() bool; Err() error }\nfunc f(x T) { x.%s() }"
    assert behaviour_of(text % "Next", "T") == BORROWS
    assert behaviour_of(text % "Err", "T") == BORROWS
    assert behaviour_of(text % "Rollback", "T") == Behaviour(releases=True)


def test_a_directive_speaks_for_a_method_before_its_name_does() -> None:
    text = """
//rowsclose:must-call Close
type T struct{}
func (T) Close() {}
//rowsclose:closes
func (T) Finish() {}
//rowsclose:closes-when-error
//rowsclose:checks-error
func (T) Read() error
//rowsclose:closes-when-nil
func (T) All() error
//rowsclose:closes-when-zero
func (T) ID() int
//rowsclose:nil-safe
func (T) Nothing()
func f(x T) { x.%s() }
"""
    expected = {
        "Close": Behaviour(releases=True),
        "Finish": Behaviour(releases=True),
        "Read": Behaviour(closes_when_error=True, checks_error=True),
        "All": Behaviour(closes_when_nil=True),
        "ID": Behaviour(closes_when_zero=True),
        "Nothing": BORROWS,
    }
    assert {name: behaviour_of(text % name, "T") for name in expected} == expected


def test_a_method_of_a_declared_type_without_a_directive_borrows() -> None:
    text = "//rowsclose:must-call End\ntype T struct{}\nfunc (T) Next() bool\nfunc (T) End()\nfunc f(x T) { x.%s() }"
    assert behaviour_of(text % "Next", "T") == BORROWS
    assert behaviour_of(text % "End", "T") == Behaviour(releases=True)


def test_through_an_interface_it_is_still_the_resources_method() -> None:
    text = "type nexter interface{ Next() bool }\nfunc f(x nexter) { x.Next() }"
    assert behaviour_of(text, ROWS).closes_when_false


# Questions about an obligation --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("type T interface{ Next() bool; Scan(...any) error; Close() error; Err() error }", True),
        ("type T interface{ Next() bool; Scan(...any) error; Close() error }", False),
        ("//rowsclose:must-call Close\ntype T struct{}\nfunc (T) Err() error", True),
        ("//rowsclose:must-call Close\ntype T struct{ Err error }", False),
        ("//rowsclose:must-call Close\ntype T struct{}\nfunc (T) Close() error", False),
        ("//rowsclose:must-call Close\ntype T struct{}\n//rowsclose:checks-error\nfunc (T) Close() error", True),
        ("type T struct{ *sql.Rows }", True),
    ],
)
def test_whether_something_tells_the_error_that_ended_the_iteration(text: str, tells: bool) -> None:
    analysed = Analysed(text)
    found = analysed.obligation("T")
    assert found is not None
    assert analysed.analysis.view.obligations.tells_error(found) is tells
    assert analysed.analysis.view.obligations.tells_error(used(ROWS_KIND))


def test_release_that_does_no_harm_on_nil() -> None:
    text = """
//rowsclose:must-call Close|End
type Safe struct{}
func (*Safe) Close()
//rowsclose:nil-safe
func (*Safe) End()
//rowsclose:must-call Close
type Harmful struct{}
func (*Harmful) Close()
type Wrapper struct{ *sql.Rows }
"""
    analysed = Analysed(text)
    obligations = analysed.analysis.view.obligations

    def is_safe(name: str) -> bool:
        found = obligations.of(analysed.named(name))
        assert found is not None
        return obligations.release_is_nil_safe(found)

    assert is_safe("Safe")
    assert not is_safe("Harmful")
    assert is_safe("Wrapper")  # nobody knows
    assert not obligations.release_is_nil_safe(analysed.rows)


def test_who_tells_the_error() -> None:
    obligations = Analysed("").analysis.view.obligations
    assert obligations.tells_error_by(t.Pointer(ROWS), "Err")
    assert not obligations.tells_error_by(t.Pointer(ROWS), "Next")
    assert not obligations.tells_error_by(None, "Err")


@pytest.mark.parametrize(
    ("text", "cannot"),
    [
        ("type T interface{ Next() bool; Scan(...any) error }", True),
        ("type T interface{ Scan(...any) error; Close() error }", False),
        ("type T interface{ U }\ntype U interface{ Close() error }", False),
        ("type T interface{ U }\ntype U interface{ Scan(...any) error }", True),
        ("type T interface{ far.Away; Scan(...any) error }", False),
        ("type T interface{}", False),
        ("type T struct{}", False),
    ],
)
def test_through_some_interfaces_nobody_can_release(text: str, cannot: bool) -> None:
    analysed = Analysed(text, "example.com/far")
    obligations = analysed.analysis.view.obligations
    assert obligations.cannot_be_released_through(analysed.named("T"), analysed.rows) is cannot
    assert not obligations.cannot_be_released_through(analysed.named("T"), None)


def test_an_interface_with_another_releasing_method_can_release() -> None:
    analysed = Analysed("type T interface{ Commit() error }\ntype U interface{ Close() }")
    obligations = analysed.analysis.view.obligations
    tx = obligations.of(TX)
    assert not obligations.cannot_be_released_through(analysed.named("T"), tx)
    assert obligations.cannot_be_released_through(analysed.named("T"), analysed.rows)
    assert not obligations.cannot_be_released_through(analysed.named("U"), tx)  # a Close may end it
    assert tx is not None
    assert obligations.cannot_be_released_through(analysed.named("T"), replace(tx, releases=frozenset({"End"})))
