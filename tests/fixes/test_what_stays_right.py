# ruff: noqa: E501  (Go, as it is written)
"""What a fix must not change beside the finding: the errors of others, locks, names, the way gofmt writes it."""

from __future__ import annotations

import pytest

from fixes.mended import after, reasons
from rowsclose.remedy import Safety

READ = "\tfor rows.Next() {\n\t\tprintln()\n\t}\n"
LOOK = "if err := rows.Err(); err != nil {"


def function(body: str, head: str = "func f(db *sql.DB) error") -> str:
    return f"{head} {{\n{body}}}\n"


@pytest.mark.parametrize(
    ("name", "before", "behind"),
    [
        ("err", "", "return rows.Err()"),
        ("err", '\t_, err := db.Exec("x")\n\tprintln(err)\n', "return rows.Err()"),
        ("err", '\t_, err := db.Exec("x")\n\tprintln(err)\n', "err = rows.Err()\n\treturn err"),
        ("err", "", "if err := rows.Err(); err != nil {\n\t\treturn err\n\t}\n\treturn nil"),
        ("queryErr", '\t_, err := db.Exec("x")\n', "if err != nil {\n\t\treturn err\n\t}\n\treturn rows.Err()"),
        ("queryErr", '\t_, err := db.Exec("x")\n', "for err == nil {\n\t\terr = rows.Err()\n\t}\n\treturn err"),
    ],
)
def test_an_error_that_somebody_still_wants_is_not_written_over(name: str, before: str, behind: str) -> None:
    mended = after(function(f'{before}\trows, _ := db.Query("SELECT 1")\n{READ}\t{behind}\n'))
    assert f'rows, {name} := db.Query("SELECT 1")\n\tif {name} != nil {{\n\t\treturn {name}\n' in mended


@pytest.mark.parametrize(
    ("name", "behind"),
    [
        ("err", "\t\tprintln()\n"),
        ("queryErr", "\t\terr = rows.Err()\n"),
        ("queryErr", "\t\tif db == nil {\n\t\t\treturn\n\t\t}\n"),
    ],
)
def test_a_result_of_the_function_is_not_hidden_from_who_sets_or_returns_it(name: str, behind: str) -> None:
    body = f'\tif db != nil {{\n\t\trows, _ := db.Query("SELECT 1")\n\t\tdefer rows.Close()\n\t\tprintln(rows.Next(), rows.Err())\n{behind}\t}}\n\treturn\n'
    mended = after(function(body, "func f(db *sql.DB) (err error)"))
    assert f"rows, {name} := db.Query" in mended


def test_an_error_in_a_loop_is_not_the_one_of_the_round_before() -> None:
    body = '\tvar err error\n\tfor i := 0; i < 3; i++ {\n\t\tif err != nil {\n\t\t\tbreak\n\t\t}\n\t\trows, _ := db.Query("SELECT 1")\n\t\tprintln(rows.Next(), rows.Err())\n\t\trows.Close()\n\t}\n\treturn err\n'
    assert "rows, err :=" not in after(function(body))


def test_a_return_does_not_skip_an_unlock() -> None:
    head = "\tmu.Lock()\n"
    query = '\trows, err := db.Query("SELECT 1")\n\tif err != nil {\n\t\tmu.Unlock()\n\t\treturn err\n\t}\n\tdefer rows.Close()\n'
    directly = function(f"{head}{query}{READ}\tmu.Unlock()\n\treturn nil\n", "func f(db *sql.DB, mu lock) error")
    assert f"\tmu.Unlock()\n\t{LOOK}" in after(directly)
    later = function(
        f"{head}{query}{READ}\tprintln()\n\tmu.Unlock()\n\treturn nil\n", "func f(db *sql.DB, mu lock) error"
    )
    assert after(later) == later
    assert reasons(later) == ["a return there would skip `mu.Unlock()`"]
    dropped = function(
        f'{head}\trows, _ := db.Query("SELECT 1")\n\tmu.Unlock()\n{READ}\treturn rows.Err()\n',
        "func f(db *sql.DB, mu lock) error",
    )
    assert "return err" not in after(dropped)


@pytest.mark.parametrize(
    "behind", ["\tmu.Lock()\n\tprintln()\n\tmu.Unlock()\n", "\tfile := open()\n\tprintln()\n\tfile.Close()\n"]
)
def test_what_is_taken_behind_the_return_is_not_skipped_by_it(behind: str) -> None:
    query = '\trows, err := db.Query("SELECT 1")\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer rows.Close()\n'
    sample = function(f"{query}{READ}{behind}\treturn nil\n", "func f(db *sql.DB, mu lock) error")
    assert f"\t}}\n\t{LOOK}" in after(sample)


def test_context_is_the_package_or_nothing_is_written() -> None:
    body = "\ttx, err := conn.Begin(nil)\n\tif err != nil {\n\t\treturn err\n\t}\n\tif _, err := tx.Exec(nil, q); err != nil {\n\t\treturn err\n\t}\n\treturn tx.Commit(nil)\n"
    assert "defer tx.Rollback(context.Background())" in after(function(body, "func f(conn *pgx.Conn, q string) error"))
    hidden = function(body, "func f(conn *pgx.Conn, q string, context int) error")
    assert after(hidden) == hidden


def test_a_check_in_an_if_declares_what_it_names() -> None:
    new = function('\tif _, err := db.Query("SELECT 1"); err != nil {\n\t\treturn err\n\t}\n\treturn nil\n')
    assert 'if rows, err := db.Query("SELECT 1"); err != nil {' in after(new)
    old = function(
        '\tvar err error\n\tif _, err = db.Query("SELECT 1"); err != nil {\n\t\treturn err\n\t}\n\treturn nil\n'
    )
    assert after(old) == old


@pytest.mark.parametrize(
    ("declared", "given"),
    [
        ("type options struct{ size int }", "options{}"),
        ("type (\n\toptions struct {\n\t\tsize int\n\t}\n)", "options{}"),
        ("type holder struct {\n\toptions struct{ size int }\n}\n\ntype options int", "*new(options)"),
    ],
)
def test_the_value_beside_an_error_is_of_its_type(declared: str, given: str) -> None:
    body = '\trows, err := db.Query("SELECT 1")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tdefer rows.Close()\n' + READ
    sample = function(body + "\treturn made(), nil\n", "func f(db *sql.DB) (options, error)") + f"\n{declared}\n"
    assert f"return {given}, err" in after(sample)


def test_the_value_beside_an_error_is_the_variable_that_other_returns_give() -> None:
    scan = "\tfor rows.Next() {\n\t\tif err := rows.Scan(&all); err != nil {\n\t\t\treturn all, err\n\t\t}\n\t}\n"
    query = '\trows, err := db.Query("SELECT 1")\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\tdefer rows.Close()\n'
    head = "func f(db *sql.DB) (other.List, error)"
    assert f"{LOOK}\n\t\treturn all, err" in after(
        function(f"\tvar all other.List\n{query}{scan}\treturn all, nil\n", head)
    )
    hidden = scan.replace("\t\tif err", "\t\tvar all other.List\n\t\tif err")
    assert f"{LOOK}\n\t\treturn *new(other.List), err" in after(
        function(f"{query}{hidden}\treturn made(), nil\n", head)
    )


def test_the_error_of_what_has_read_comes_first() -> None:
    query = '\trows, err := db.Query("SELECT 1")\n\tif err != nil {\n\t\treturn err\n\t}\n\tdefer rows.Close()\n'
    read = "\t_, err = read(rows)\n\tif err != nil {\n\t\treturn err\n\t}\n"
    helper = "\nfunc read(rows *sql.Rows) (n int, err error) {\n\tfor rows.Next() {\n\t\tn++\n\t}\n\treturn n, nil\n}\n"
    assert f"{read}\t{LOOK}" in after(function(f"{query}{read}\treturn nil\n") + helper)


def test_a_return_that_leaves_a_transaction_open_comes_with_its_rollback() -> None:
    begin = "\ttx, err := db.Begin()\n\tif err != nil {\n\t\treturn err\n\t}\n"
    query = '\trows, err := tx.Query("SELECT 1")\n\tif err != nil {\n\t\ttx.Rollback()\n\t\treturn err\n\t}\n\tdefer rows.Close()\n'
    one = function(f"{begin}{query}{READ}\treturn tx.Commit()\n")
    mended = one.replace(begin, begin + "\tdefer tx.Rollback()\n").replace(
        READ, f"{READ}\t{LOOK}\n\t\treturn err\n\t}}\n"
    )
    assert after(one) == mended
    assert after(mended) == mended
    other = one.replace("func f", "func g")
    plain = function(
        f"{query.replace('tx.Query', 'db.Query').replace('tx.Rollback()', 'println()')}{READ}\treturn nil\n"
    )
    assert after(one + other + plain).count("defer tx.Rollback()") == 2
    kept = function(f"{query.replace('tx.Rollback()', 'println()')}{READ}\treturn nil\n", "func f(tx *sql.Tx) error")
    assert "Rollback" not in after(kept)


def test_a_release_before_the_check_is_the_last_choice() -> None:
    body = '\trows, err := tx.Query(nil, "SELECT 1")\n\tif err != nil {\n\t\ttx.Rollback(nil)\n\t\treturn err\n\t}\n\tfor rows.Next() {\n\t\tif err := rows.Scan(); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn rows.Err()\n'
    assert "\t\treturn err\n\t}\n\tdefer rows.Close()\n" in after(function(body, "func f(tx pgx.Tx) error"))


@pytest.mark.parametrize("check", ["must(t, err)", "if err != nil {\n\t\tmust(t, err)\n\t}"])
def test_no_defer_stands_before_what_may_end_the_test_with_nil_in_the_variable(check: str) -> None:
    body = f'\tdb := open()\n\trows, err := db.Query("SELECT 1")\n\t{check}\n\tif rows.Next() {{\n\t\treturn\n\t}}\n\tmust(t, rows.Err())\n'
    sample = (
        function(body, "func TestF(t *testing.T)") + "\nfunc open() *sql.DB\n\nfunc must(t *testing.T, err error)\n"
    )
    assert f"\t{check}\n\tdefer rows.Close()\n" in after(sample)


def test_comments_that_a_new_line_parts_are_aligned_by_themselves() -> None:
    sample = function(
        '\trows, err := db.Query("SELECT 1") // a\n\tif err != nil {                   // b\n\t\treturn err\n\t}\n\tn, longer := 0, 1 // c\n\tfor rows.Next() { // d\n\t\tif n > longer {\n\t\t\treturn nil\n\t\t}\n\t}\n\treturn rows.Err()\n'
    )
    assert after(sample) == sample.replace("\tn, longer", "\tdefer rows.Close()\n\tn, longer")
    joined = function(
        '\tvar rows, err = db.Query("SELECT 1") // a\n\trequire.NoError(t, err)              // b\n\tn := 0                               // c\n\tfor rows.Next() {\n\t\tif n > 1 {\n\t\t\treturn\n\t\t}\n\t}\n\trequire.NoError(t, rows.Err())\n',
        "func TestF(t *testing.T)",
    )
    joined = joined.replace("{\n", "{\n\tdb := open()\n\n", 1) + "\nfunc open() *sql.DB\n"
    assert "\trequire.NoError(t, err)              // b\n\tdefer rows.Close()\n\tn := 0 // c\n" in after(joined)


def test_a_round_whose_returns_give_no_error_is_no_function_that_gives_one() -> None:
    rounds = "\tfor i := range 3 {\n\t\trows, err := db.Query(q)\n\t\tif err != nil {\n\t\t\treturn %s\n\t\t}\n\t\tdefer rows.Close()\n\t\tif i == 1 {\n\t\t\tprintln(rows.Next(), rows.Err())\n\t\t\treturn keep(rows, %s)\n\t\t}\n\t\tprintln(rows.Next(), rows.Err())\n\t}\n\treturn %s\n"
    for head, first, last in (
        ("func f(db *sql.DB, q string) int", "1", "0"),
        ("func f(db *sql.DB, q string) (int, error)", "1, err", "0, nil"),
    ):
        sample = function(rounds % (first, last, last), head)
        assert "func() error" not in after(sample, Safety.UNSAFE)
