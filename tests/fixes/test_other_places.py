# ruff: noqa: E501  (Go, as it is written)
"""Releases that stand elsewhere than behind the check or before a return: asked for nil, in goroutines, before what loses them."""

from __future__ import annotations

import pytest

from fixes.mended import after, reasons
from rowsclose.remedy import Safety

CHECK = "\tif err != nil {\n\t\treturn err\n\t}\n"
BEGUN = """
func begun(db *sql.DB, late bool) (*sql.Tx, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	if late {
		return tx, sql.ErrTxDone
	}
	return tx, nil
}
"""
LITERAL = (
    "\tdefer func() {\n\t\tif err == nil {\n\t\t\terr = tx.Commit()\n\n\t\t\treturn\n\t\t}\n\t\ttx.Rollback()\n\t}()\n"
)
GUARDED = "\tif tx != nil {\n\t\tdefer func() {\n\t\t\tif err == nil {\n\t\t\t\terr = tx.Commit()\n\n\t\t\t\treturn\n\t\t\t}\n\t\t\ttx.Rollback()\n\t\t}()\n\t}\n"


def function(body: str, head: str = "func f(db *sql.DB, q string) error") -> str:
    return f"{head} {{\n{body}}}\n"


# Nil ----------------------------------------------------------------------------------------------


def test_where_nil_tells_the_defer_asks_for_it() -> None:
    asks = "\trows, err := db.Query(q)\n\tif rows == nil {\n\t\treturn err\n\t}\n\tif rows.Next() {\n\t\treturn nil\n\t}\n\treturn rows.Err()\n"
    mended = after(function(asks))
    assert "\tif rows != nil {\n\t\tdefer rows.Close()\n\t}\n" in mended
    assert reasons(mended) == []


def test_a_defer_that_comes_too_early_asks_for_nil() -> None:
    rest = "\tif err != nil {\n\t\treturn err\n\t}\n\t_, err = tx.Exec(q)\n\treturn err\n"
    text = function(f"\ttx, err := begun(db, true)\n{LITERAL}{rest}") + BEGUN
    assert after(text) == text.replace(LITERAL, GUARDED)
    raw = text.replace("tx.Rollback()\n\t}()", "tx.Rollback()\n\t\tlog(`a\nb`)\n\t}()")
    assert after(raw) == raw


def test_where_nobody_checks_the_error_a_check_is_put_before_the_defer() -> None:
    rest = "\tfor range q {\n\t\tif _, err := tx.Exec(q); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn nil\n"
    text = function(f"\ttx, err := db.Begin()\n{LITERAL}{rest}")
    assert after(text) == text
    assert after(text, Safety.UNSAFE) == text.replace(LITERAL, CHECK + LITERAL)


# No error to give ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("results", "given"), [("(n int)", "return 0"), ("bool", "return false"), ("", "return")])
def test_a_function_without_errors_is_left_where_the_dropped_one_is_not_nil(results: str, given: str) -> None:
    end = {"(n int)": "\treturn n\n", "bool": "\treturn true\n", "": ""}[results]
    read = f"\tdefer rows.Close()\n\tfor rows.Next() {{\n\t}}\n\tprintln(rows.Err())\n{end}"
    text = function(f"\trows, _ := db.Query(q)\n{read}", f"func f(db *sql.DB, q string) {results}".rstrip())
    assert after(text) == text
    check = f"\trows, err := db.Query(q)\n\tif err != nil {{\n\t\t{given}\n\t}}\n"
    assert after(text, Safety.UNSAFE) == text.replace("\trows, _ := db.Query(q)\n", check)


def test_a_loop_is_not_left_for_an_error_that_nobody_looks_at() -> None:
    body = "\tfor range q {\n\t\trows, _ := db.Query(q)\n\t\tif rows != nil {\n\t\t\trows.Next()\n\t\t}\n\t}\n"
    text = function(body, "func f(db *sql.DB, q string)")
    one = "\t\tfunc() {\n\t\t\trows, err := db.Query(q)\n\t\t\tif err != nil {\n\t\t\t\treturn\n\t\t\t}\n\t\t\tdefer rows.Close()\n"
    assert one in after(text, Safety.UNSAFE)
    last = text.replace("\t\tif rows", "\t\tif q != q {\n\t\t\tgoto end\n\t\t}\n\t\tif rows").replace(
        "\t}\n}", "\t}\nend:\n}"
    )
    assert "return" not in after(last, Safety.UNSAFE)


# Goroutines ---------------------------------------------------------------------------------------


def test_what_a_goroutine_goes_on_with_is_released_at_its_head() -> None:
    query = f"\trows, err := db.Query(q)\n{CHECK}"
    started = (
        "\tgo func() {\n\t\tif rows.Next() {\n\t\t\tto <- true\n\t\t}\n\t\tprintln(rows.Err())\n\t}()\n\treturn nil\n"
    )
    text = function(query + started, "func f(db *sql.DB, q string, to chan<- bool) error")
    assert after(text) == text.replace("\tgo func() {\n", "\tgo func() {\n\t\tdefer rows.Close()\n")
    elsewhere = text.replace(started, "\tgo send(rows, to)\n\treturn nil\n")
    elsewhere += "\nfunc send(rows *sql.Rows, to chan<- bool) {\n\tif rows.Next() {\n\t\tto <- true\n\t}\n\tprintln(rows.Err())\n}\n"
    assert after(elsewhere) == elsewhere
    assert reasons(elsewhere) == ["the goroutine runs no function literal"]


# Assignments, and other statements ----------------------------------------------------------------

OWNER = "\ntype page struct {\n\tdb   *sql.DB\n\trows *sql.Rows\n}\n"
METHOD = "func (p *page) f(q string) (err error)"


def test_what_an_assignment_would_lose_is_released_before_it() -> None:
    first = "\tp.rows, err = p.db.Query(q)\n\tif err != nil {\n\t\treturn err\n\t}\n"
    second = "\tp.rows, err = p.db.Query(q + q)\n\treturn err\n"
    text = function(first + second, METHOD) + OWNER
    assert after(text) == text.replace(second, "\tp.rows.Close()\n" + second)
    used = text.replace("Query(q + q)", "Query(q, p.rows)")
    assert "Close" not in after(used)


def test_a_connection_is_made_free_for_the_next_statement() -> None:
    head = "func f(ctx context.Context, tx pgx.Tx, q string) error"
    query = f"\trows, err := tx.Query(ctx, q)\n{CHECK}\tdefer rows.Close()\n"
    one = "\tif !rows.Next() {\n\t\treturn rows.Err()\n\t}\n"
    busy = "\t_, err = tx.Exec(ctx, q)\n"
    text = function(f"{query}{one}{busy}\treturn err\n", head)
    assert after(text) == text.replace(busy, "\trows.Close()\n" + busy)
    wanted = text.replace("\treturn err\n}", "\trows.Next()\n\treturn err\n}")
    assert after(wanted) == wanted
    each = function(f"{query}\tfor rows.Next() {{\n\t{busy}\t\tprintln(err)\n\t}}\n\treturn rows.Err()\n", head)
    assert after(each) == each
    assert reasons(each) == ["`rows` is still read then"]


def test_a_return_that_hands_the_resource_on_gets_no_release() -> None:
    query = f"\trows, err := db.Query(q)\n{CHECK}"
    text = function(query + '\tif q == "" {\n\t\treturn sql.ErrNoRows\n\t}\n\treturn far.Read(rows)\n')
    text = text.replace("func f", "func f", 1)
    assert "\treturn far.Read(rows)" in after(text)
    assert "rows.Close()\n\treturn far" not in after(text)


def test_a_type_of_the_programs_own_may_be_the_context_at_hand() -> None:
    body = f'\ttx, err := db.Begin(ctx)\n{CHECK}\tif q == "" {{\n\t\treturn nil\n\t}}\n\treturn tx.Commit(ctx)\n'
    text = function(body, "func f(db *pgx.Conn, q string, ctx *request) error")
    own = "\ntype request struct{ context.Context }\n"
    assert "\tdefer tx.Rollback(ctx)\n" in after(text + own)
    assert "\tdefer tx.Rollback(context.Background())\n" in after(text.replace("*request", "far.Request"))


def test_what_is_dropped_gets_a_name_of_its_own() -> None:
    kept = f"\trows, err := db.Query(q)\n{CHECK}\tdefer rows.Close()\n"
    text = function(f"{kept}\t_, err = db.Query(q)\n{CHECK}\tdb.Query(q)\n\treturn rows.Err()\n")
    mended = after(text)
    assert f"\trows2, err := db.Query(q)\n{CHECK}\tdefer rows2.Close()\n" in mended
    assert "\tif rows3, err := db.Query(q); err == nil {\n\t\trows3.Close()\n\t}\n" in mended


# Readers ------------------------------------------------------------------------------------------

SCAN_ALL = """
func scanAll(n int, all *sql.Rows) (out []string, err error) {
	for all.Next() {
		out = append(out, "")
	}
	return out, nil
}
"""


def test_what_a_return_has_read_elsewhere_is_looked_at_there() -> None:
    query = "\tfound, err := db.Query(q)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n\tdefer found.Close()\n"
    caller = function(f"{query}\treturn scanAll(1, found)\n", "func f(db *sql.DB, q string) ([]string, error)")
    look = "\tif err := all.Err(); err != nil {\n\t\treturn nil, err\n\t}\n\treturn out"
    both = caller + caller.replace("func f", "func g") + SCAN_ALL
    assert after(both) == both.replace("\treturn out", look)
    quiet = caller + SCAN_ALL.replace("(out []string, err error)", "([]string, bool)")
    assert after(quiet) == quiet
    apart = (
        caller.replace("scanAll(1, found)", "reader.scanAll(1, found)")
        + SCAN_ALL
        + SCAN_ALL.replace("func scan", "func (u user) scan")
    )
    assert "all.Err()" not in after(apart)


def test_what_another_fix_makes_mendable_is_mended_in_the_same_run() -> None:
    outer = f"\tall, err := db.Query(q)\n{CHECK}\tdefer all.Close()\n\tfor all.Next() {{\n"
    inner = "\t\trows, err := db.Query(q)\n\t\tif err != nil {\n\t\t\treturn err\n\t\t}\n\t\tif rows.Next() {\n\t\t\tprintln()\n\t\t}\n"
    text = function(f"{outer}{inner}\t}}\n\tall.Close()\n\treturn all.Err()\n")
    mended = after(text, Safety.UNSAFE)
    assert mended.count("rows.Err()") == 1
    assert after(mended, Safety.UNSAFE) == mended


ASKED = "\ntype asker interface {\n\tQuery(q string, arguments ...any) (*sql.Rows, error)\n}\n"


def test_an_interface_of_ones_own_may_give_nothing_without_an_error() -> None:
    behind = function(f"\t_, err := db.Query(q)\n{CHECK}\treturn nil\n", "func f(db asker, q string) error")
    kept = f"\trows, err := db.Query(q)\n{CHECK}"
    guarded = "\tif rows != nil {\n\t\tdefer rows.Close()\n\t}\n"
    assert kept + guarded in after(behind + ASKED)
    alone = function("\tdb.Query(q)\n", "func f(db asker, q string)")
    assert "\tif rows, err := db.Query(q); err == nil && rows != nil {\n" in after(alone + ASKED)
    branch = function(
        f"\tif _, err := db.Query(q); err != nil {{\n\t{CHECK[1:].partition('{')[2][1:]}\treturn nil\n",
        "func f(db asker, q string) error",
    )
    assert "\t} else if rows != nil {\n\t\trows.Close()\n\t}\n" in after(branch + ASKED)
    assert kept + "\tdefer rows.Close()\n" in after(behind.replace("db asker", "db *sql.DB"))
