# ruff: noqa: E501  (Go, as it is written)
"""What each remedy writes, to the byte."""

from __future__ import annotations

import pytest

from fixes.mended import after, reasons
from rowsclose.remedy import Safety

QUERY = "rows, err := db.Query(q)\n"
CHECK = "\tif err != nil {\n\t\treturn nil, err\n\t}\n"
READ = "\tfor rows.Next() {\n\t\tif err := rows.Scan(); err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t}\n"
LOOK = "\tif err := rows.Err(); err != nil {\n\t\treturn nil, err\n\t}\n"
DEFER = "\tdefer rows.Close()\n"


def function(body: str, results: str = "([]string, error)") -> str:
    return f"func list(ctx context.Context, db *sql.DB, q string) {results} {{\n\t{body}}}\n"


def swapped(text: str, *pairs: tuple[str, str]) -> str:
    """The text with each first part in place of the second, which it must have."""
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


LEAKING = function(QUERY + CHECK + READ + "\treturn nil, rows.Err()\n")


def test_the_release_is_deferred_behind_the_check() -> None:
    assert after(LEAKING) == function(QUERY + CHECK + DEFER + READ + "\treturn nil, rows.Err()\n")


def test_what_is_mended_stays_as_it_is() -> None:
    once = after(LEAKING)
    assert after(once) == once


def test_line_ends_and_comments_stay() -> None:
    noted = LEAKING.replace("\t}\n\tfor", "\t} // so be it\n\n\t// all of them\n\tfor", 1)
    wanted = (
        after(LEAKING)
        .replace("\t}\n\tdefer", "\t} // so be it\n\tdefer", 1)
        .replace("()\n\tfor", "()\n\n\t// all of them\n\tfor", 1)
    )
    assert after(noted) == wanted


def test_a_defer_goes_where_the_error_is_nil() -> None:
    within = function(
        QUERY + "\tif err == nil {\n\t\tif rows.Next() {\n\t\t\treturn nil, nil\n\t\t}\n\t}\n\treturn nil, err\n"
    )
    assert "\tif err == nil {\n\t\tdefer rows.Close()\n" in after(within)
    beside = function(
        QUERY
        + "\tif err != nil {\n\t\tprintln(err)\n\t} else {\n\t\tif rows.Next() {\n\t\t\treturn nil, nil\n\t\t}\n\t}\n\treturn nil, err\n"
    )
    assert "\t} else {\n\t\tdefer rows.Close()\n" in after(beside)
    own = function(
        "if rows, err := db.Query(q); err == nil {\n\t\tif rows.Next() {\n\t\t\treturn nil, nil\n\t\t}\n\t}\n\treturn nil, nil\n"
    )
    assert "err == nil {\n\t\tdefer rows.Close()\n" in after(own)


def test_a_defer_waits_for_the_check_that_excludes_every_error() -> None:
    first = "\tif err == sql.ErrConnDone {\n\t\treturn nil, nil\n\t}\n"
    assert after(function(QUERY + first + CHECK + READ + "\treturn nil, rows.Err()\n")) == function(
        QUERY + first + CHECK + DEFER + READ + "\treturn nil, rows.Err()\n"
    )
    switch = "\tswitch {\n\tcase err == sql.ErrConnDone:\n\t\treturn nil, nil\n\tcase err != nil:\n\t\treturn nil, err\n\t}\n"
    assert switch + DEFER in after(function(QUERY + switch + READ + "\treturn nil, rows.Err()\n"))


def test_no_defer_goes_where_the_rows_may_be_nil() -> None:
    logged = "\tif err != nil {\n\t\tprintln(err)\n\t}\n"
    passed = function(QUERY + logged + '\tif q != "" {\n\t\treturn nil, nil\n\t}\n\treturn nil, err\n')
    assert after(passed) == passed.replace(logged, "\tif err == nil {\n\t\tdefer rows.Close()\n\t}\n" + logged)
    # A method called on all ways would panic anyway.
    used = function(QUERY + logged + READ + "\treturn nil, rows.Err()\n")
    assert logged + DEFER in after(used)


def test_an_assertion_is_a_check() -> None:
    test = "func TestList(t *testing.T) {\n\tdb := open()\n\trows, err := db.Query(`SELECT 1`)\n\trequire.NoError(t, err)\n\tshow(rows)\n}\n\nfunc open() *sql.DB\n\nfunc show(rows *sql.Rows) {\n\tprintln(rows.Next())\n}\n"
    assert "\trequire.NoError(t, err)\n\tdefer rows.Close()\n" in after(test)


def test_one_defer_behind_a_choice_of_two_queries() -> None:
    chosen = 'var rows *sql.Rows\n\tvar err error\n\tif q == "" {\n\t\trows, err = db.Query("SELECT 1")\n\t} else {\n\t\trows, err = db.Query(q)\n\t}\n'
    assert after(function(chosen + CHECK + READ + "\treturn nil, rows.Err()\n")) == function(
        chosen + CHECK + DEFER + READ + "\treturn nil, rows.Err()\n"
    )


def test_a_name_that_means_something_else_is_not_closed() -> None:
    hidden = function(
        "{\n\t\trows, err := db.Query(q)\n\t\tprintln(rows, err)\n\t}\n\tvar err error\n"
        + CHECK
        + "\treturn nil, nil\n"
    )
    own = "\t\tif err == nil {\n\t\t\tdefer rows.Close()\n\t\t}\n"
    assert after(hidden) == hidden.replace("\t\tprintln", own + "\t\tprintln")


def test_a_defer_that_comes_too_early_moves() -> None:
    early = function(QUERY + DEFER + CHECK + READ + "\treturn nil, rows.Err()\n")
    assert after(early) == function(QUERY + CHECK + DEFER + READ + "\treturn nil, rows.Err()\n")
    literal = "\tdefer func() {\n\t\trows.Close()\n\t}()\n"
    assert after(early.replace(DEFER, literal)) == function(
        QUERY + CHECK + literal + READ + "\treturn nil, rows.Err()\n"
    )


def test_an_error_that_is_dropped_is_checked_first() -> None:
    dropped = function("rows, _ := db.Query(q)\n" + DEFER + READ + "\treturn nil, rows.Err()\n")
    assert after(dropped) == function(QUERY + CHECK + DEFER + READ + "\treturn nil, rows.Err()\n")
    assert after(dropped.replace(DEFER, "")) == after(dropped)
    silent = swapped(
        dropped, ("([]string, error)", "int"), ("return nil, err", "return 0"), ("return nil, rows.Err()", "return 1")
    )
    assert after(silent) == silent
    assert set(reasons(silent)) == {"the function returns no error", "--unsafe-fixes knows another way"}


@pytest.mark.parametrize(
    ("results", "zeros"),
    [
        ("error", "err"),
        ("(int, error)", "0, err"),
        ("(*user, map[string]int, []user, error)", "nil, nil, nil, err"),
        ("(string, bool, user, error)", '"", false, user{}, err'),
        ("(n int, all []string, err error)", "0, nil, err"),
        ("(a, b float64, err error)", "0, 0, err"),
        ("(sql.NullString, error)", "*new(sql.NullString), err"),
        ("([2]int, error)", "*new([2]int), err"),
    ],
)
def test_the_error_of_reading_is_returned_with_zero_values(results: str, zeros: str) -> None:
    body = f"rows, _ := pool(ctx).Query(ctx, q)\n\tdefer rows.Close()\n\tfor rows.Next() {{\n\t}}\n\treturn {zeros.replace('err', 'nil')}\n"
    looked = f"\tfor rows.Next() {{\n\t}}\n\tif err := rows.Err(); err != nil {{\n\t\treturn {zeros}\n\t}}\n"
    helper = "\nfunc pool(ctx context.Context) *pgx.Conn\n"
    assert (
        after(function(body, results) + helper)
        == swapped(function(body, results), ("\tfor rows.Next() {\n\t}\n", looked)) + helper
    )


def test_a_zero_value_is_written_as_the_function_writes_it() -> None:
    body = (
        QUERY
        + "\tif err != nil {\n\t\treturn sql.NullString{}, err\n\t}\n"
        + DEFER
        + "\tfor rows.Next() {\n\t}\n\treturn sql.NullString{}, nil\n"
    )
    assert "rows.Err(); err != nil {\n\t\treturn sql.NullString{}, err\n" in after(
        function(body, "(sql.NullString, error)")
    )


def test_the_look_stands_where_next_gave_false() -> None:
    one = function(
        QUERY + CHECK + DEFER + "\tif !rows.Next() {\n\t\treturn nil, sql.ErrNoRows\n\t}\n\treturn nil, nil\n"
    )
    assert (
        "\tif !rows.Next() {\n\t\tif err := rows.Err(); err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t\treturn"
        in after(one)
    )
    either = function(
        QUERY
        + CHECK
        + DEFER
        + "\tif rows.Next() {\n\t\treturn nil, nil\n\t} else {\n\t\tprintln()\n\t}\n\treturn nil, nil\n"
    )
    assert "\t} else {\n\t\tif err := rows.Err(); err != nil {\n" in after(either)
    labelled = function(QUERY + CHECK + DEFER + "all:\n\tfor rows.Next() {\n\t\tcontinue all\n\t}\n\treturn nil, nil\n")
    assert "\t}\n" + LOOK + "\treturn nil, nil\n" in after(labelled)


def test_a_test_fails_by_its_handle() -> None:
    body = "rows, err := db.Query(`SELECT 1`)\n\trequire.NoError(t, err)\n\tdefer rows.Close()\n\tn := 0\n"
    test = f"func count(t *testing.T, db *sql.DB) int {{\n\t{body}\tfor rows.Next() {{\n\t\tn++\n\t}}\n\treturn n\n}}\n"
    assert "\tif err := rows.Err(); err != nil {\n\t\tt.Fatal(err)\n\t}\n\treturn n" in after(test)


def test_a_statement_without_rows_is_executed() -> None:
    told = "rows, err := db.Query(`DELETE FROM users`)\n"
    wanted = function("_, err := db.Exec(`DELETE FROM users`)\n" + CHECK + "\treturn nil, nil\n")
    assert after(function(told + CHECK + DEFER + "\treturn nil, nil\n")) == wanted
    assert after(function(told + CHECK + "\treturn nil, nil\n")) == wanted  # it leaks as well
    assert (
        after(
            function(told + CHECK + "\treturn nil, nil\n").replace("return nil, nil", "rows.Close()\n\treturn nil, nil")
        )
        == wanted
    )
    plain = swapped(function(told + CHECK + "\treturn rows.Close()\n", "error"), ("return nil, err", "return err"))
    assert after(plain).endswith("\t\treturn err\n\t}\n\treturn nil\n}\n")


def test_an_error_that_is_declared_already_is_assigned() -> None:
    known = function(
        "err := db.Ping()\n"
        + CHECK
        + "\trows, err := db.QueryContext(ctx, `DELETE FROM users`)\n"
        + CHECK
        + "\treturn nil, rows.Close()\n"
    )
    assert "\t_, err = db.ExecContext(ctx, `DELETE FROM users`)\n" in after(known)
    named = function(
        "rows, err := db.Query(`DELETE FROM users`)\n\tif err != nil {\n\t\treturn\n\t}\n\trows.Close()\n\treturn\n",
        "(err error)",
    )
    assert "\t_, err = db.Exec(`DELETE FROM users`)\n" in after(named)
    inner = function(
        "if rows, err := db.Query(`DELETE FROM users`); err == nil {\n\t\trows.Close()\n\t}\n\treturn nil\n",
        "(err error)",
    )
    assert "\tif _, err := db.Exec(`DELETE FROM users`); err == nil {\n\t}\n" in after(inner)


def test_what_is_dropped_is_executed_or_kept() -> None:
    assert after(function("_, err := db.Query(`DELETE FROM users`)\n\treturn nil, err\n")) == function(
        "_, err := db.Exec(`DELETE FROM users`)\n\treturn nil, err\n"
    )
    assert after(function("db.Query(q)\n\treturn nil, nil\n")) == function(
        "if rows, err := db.Query(q); err == nil {\n\t\trows.Close()\n\t}\n\treturn nil, nil\n"
    )
    assert after(function("_, err := db.Query(q)\n\treturn nil, err\n")) == function(
        QUERY + "\tif err == nil {\n\t\trows.Close()\n\t}\n\treturn nil, err\n"
    )
    assert after(function("_, err := db.Query(q)\n" + CHECK + "\treturn nil, nil\n")) == function(
        QUERY + CHECK + DEFER + "\treturn nil, nil\n"
    )
    assert after(
        function("if _, err := db.Query(q); err != nil {\n\t\treturn nil, err\n\t}\n\treturn nil, nil\n")
    ) == function(
        "if rows, err := db.Query(q); err != nil {\n\t\treturn nil, err\n\t} else {\n\t\trows.Close()\n\t}\n\treturn nil, nil\n"
    )


def test_an_error_of_a_scope_around_gets_what_the_kept_call_has_given() -> None:
    inner = 'if q == "" {{\n\t\t{call}\n\t\tif err != nil {{\n\t\t\tprintln(q)\n\t\t}}\n\t}}\n\treturn nil, err\n'
    kept = "rows, queryErr := db.Query(q)\n\t\tif queryErr == nil {\n\t\t\trows.Close()\n\t\t}\n\t\terr = queryErr"
    for head in ("var err error\n\t", "err := ping(db)\n\t"):
        dropped = function(head + inner.format(call="_, err = db.Query(q)"))
        assert after(dropped) == function(head + inner.format(call=kept))
    taken = function("queryErr := ping(db)\n\t" + head + inner.format(call="_, err = db.Query(q)"))
    assert reasons(taken) == ["a new variable would hide the error's"]


def test_a_row_is_scanned_or_its_statement_executed() -> None:
    assert after(function("_ = db.QueryRow(q)\n\treturn nil, nil\n")) == function(
        "_ = db.QueryRow(q).Scan()\n\treturn nil, nil\n"
    )
    assert after(function("db.QueryRow(q)\n\treturn nil, nil\n")) == function(
        "_ = db.QueryRow(q).Scan()\n\treturn nil, nil\n"
    )
    assert after(function("err := db.QueryRow(`DELETE FROM users`).Err()\n\treturn nil, err\n")) == function(
        "_, err := db.Exec(`DELETE FROM users`)\n\treturn nil, err\n"
    )
    early = function('row := db.QueryRow(q)\n\tif q == "" {\n\t\treturn nil, nil\n\t}\n\treturn nil, row.Scan()\n')
    assert '\tif q == "" {\n\t\t_ = row.Scan()\n\t\treturn nil, nil\n' in after(early)


OPENING = "func open(db *sql.DB, q string) (*sql.Rows, error) {\n\t{body}}\n"


def test_what_the_caller_gets_is_closed_before_the_return_that_fails() -> None:
    failing = "\tif len(q) > 9 {\n\t\t// not of this kind\n\t\treturn nil, sql.ErrNoRows\n\t}\n"
    opening = OPENING.replace("{body}", QUERY + CHECK + failing + "\treturn rows, nil\n")
    assert after(opening) == opening.replace("\t\t// not", "\t\trows.Close()\n\t\t// not")
    closed = OPENING.replace("{body}", QUERY + CHECK + DEFER + failing + "\treturn rows, nil\n")
    assert after(closed) == after(opening)
    checked = '\tif q == "" || err != nil {\n\t\treturn nil, err\n\t}\n'  # here the query may have failed
    mixed = OPENING.replace("{body}", QUERY + checked + "\treturn rows, nil\n")
    guarded = "\t\tif err == nil {\n\t\t\trows.Close()\n\t\t}\n"
    assert after(mixed) == mixed.replace("\t\treturn nil, err\n", guarded + "\t\treturn nil, err\n")


SHADOWED = "\tif err := ping(db); err != nil {\n\t\treturn nil, err\n\t}\n"
PLAIN = '\tif q == "" {\n\t\treturn nil, nil\n\t}\n'


@pytest.mark.parametrize(
    ("between", "is_guarded"),
    [
        (PLAIN, True),
        (SHADOWED.replace("return nil, err", "println(err)") + PLAIN, True),  # another error, within the `if` alone
        ("\tn, more := count(db)\n\tprintln(n, more)\n" + PLAIN, True),
        (SHADOWED, False),
        ("\tn, err := count(db)\n\tprintln(n)\n" + PLAIN, False),
        ("\tset(&err)\n" + PLAIN, False),
        (
            '\tfor i := 0; i < 3; i++ {\n\t\tif q == "" {\n\t\t\treturn nil, nil\n\t\t}\n\t\terr = ping(db)\n\t}\n',
            False,
        ),
    ],
)
def test_a_release_before_the_check_asks_the_error_itself(between: str, is_guarded: bool) -> None:
    opening = OPENING.replace("{body}", QUERY + between + CHECK + "\treturn rows, nil\n")
    assert ("if err == nil {\n" in after(opening)) is is_guarded
    assert is_guarded or after(opening) == opening


@pytest.mark.parametrize("between", [SHADOWED, "\tn, err := count(db)\n\tprintln(n)\n" + PLAIN])
def test_where_the_error_has_no_name_any_more_it_is_checked_at_once(between: str) -> None:
    opening = OPENING.replace("{body}", QUERY + between + CHECK + "\treturn rows, nil\n")
    mended = after(opening, Safety.UNSAFE)
    assert QUERY + CHECK + between[: between.index("return")] + "rows.Close()\n" in mended


def test_a_release_that_wants_a_context_gets_the_one_at_hand() -> None:
    body = 'tx, err := c.Begin(ctx)\n\tif err != nil {\n\t\treturn err\n\t}\n\tif q == "" {\n\t\treturn nil\n\t}\n\treturn tx.Commit(ctx)\n'
    function = f"func move(ctx context.Context, c *pgx.Conn, q string) error {{\n\t{body}}}\n"
    assert "\t}\n\tdefer tx.Rollback(ctx)\n\tif q" in after(function)


def test_a_transaction_that_nothing_ends_is_rolled_back_only_where_that_is_asked_for() -> None:
    begun = "tx, err := db.Begin()\n\tif err != nil {\n\t\treturn err\n\t}\n"
    text = function(f"{begun}\t_, err = tx.Exec(q)\n\treturn err\n", "error")
    assert after(text) == text
    assert reasons(text) == ["it takes a person to decide what is right; --unsafe-fixes knows another way"]
    assert after(text, Safety.UNSAFE) == text.replace(begun, begun + "\tdefer tx.Rollback()\n")


def test_code_that_shares_a_line_is_left_alone() -> None:
    tight = "func f(db *sql.DB, q string) error { rows, err := db.Query(q); if err != nil { return err }; println(rows.Next()); return nil }\n"
    assert after(tight) == tight
    assert reasons(tight)


def test_carriage_returns_and_a_missing_last_line_end_stay() -> None:
    from fixes.mended import go_file, mended_text

    raw = go_file(LEAKING).replace("\n", "\r\n").removesuffix("\r\n").encode()
    (change,) = mended_text(raw).changes
    assert change.mended.new == go_file(after(LEAKING)).replace("\n", "\r\n").removesuffix("\r\n").encode()


def test_several_findings_in_one_function_are_mended_together() -> None:
    twice = function(
        QUERY
        + CHECK
        + "\tfor rows.Next() {\n\t}\n\tmore, err := db.Query(q)\n"
        + CHECK
        + "\tif more.Next() {\n\t\treturn nil, nil\n\t}\n\treturn nil, nil\n"
    )
    text = after(twice)
    assert text.count("defer rows.Close()") == text.count("defer more.Close()") == 1
    assert "rows.Err()" in text
    assert reasons(text) == []


# Loops --------------------------------------------------------------------------------------------

PREPARED = """func each(ctx context.Context, db *sql.DB, all []string) error {
	for _, q := range all {
		stmt, err := db.Prepare(q)
		if err != nil {
			return err
		}
		if q == "" {
			continue
		}
		if _, err := stmt.Exec(); err != nil {
			return err
		}
	}
	return nil
}
"""
READING = PREPARED.replace("stmt, err := db.Prepare(q)", "rows, err := db.Query(q)").replace(
    "_, err := stmt.Exec()", "err := rows.Scan()"
)
AS_FUNCTION = """func each(ctx context.Context, db *sql.DB, all []string) error {
	for _, q := range all {
		if err := func() error {
			rows, err := db.Query(q)
			if err != nil {
				return err
			}
			defer rows.Close()
			if q == "" {
				return nil
			}
			if err := rows.Scan(); err != nil {
				return err
			}
			return nil
		}(); err != nil {
			return err
		}
	}
	return nil
}
"""


def test_a_release_stands_before_each_way_out_of_the_round() -> None:
    assert after(PREPARED) == swapped(
        PREPARED,
        ("\t\t\tcontinue\n", "\t\t\tstmt.Close()\n\t\t\tcontinue\n"),
        (
            "err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n",
            "err != nil {\n\t\t\tstmt.Close()\n\t\t\treturn err\n\t\t}\n\t\tstmt.Close()\n\t}\n",
        ),
    )
    deferred = PREPARED.replace('\t\tif q == ""', '\t\tdefer stmt.Close()\n\t\tif q == ""')
    assert after(deferred) == after(PREPARED)


def test_a_plain_close_of_rows_would_be_a_finding_of_its_own() -> None:
    assert after(READING) == READING
    assert reasons(READING) == ["rows-close-not-deferred would come in its place; --unsafe-fixes knows another way"]


def test_a_round_is_made_a_function_only_where_that_is_asked_for() -> None:
    assert after(READING, Safety.UNSAFE) == AS_FUNCTION
    deferred = READING.replace('\t\tif q == ""', '\t\tdefer rows.Close()\n\t\tif q == ""')
    assert after(deferred, Safety.UNSAFE) == AS_FUNCTION


OPEN_ENDS = [
    'if err := rows.Scan(); err != nil {\n\t\t\treturn err\n\t\t} else if q == "a" {\n\t\t\treturn sql.ErrNoRows\n\t\t}\n',
    'if q == "a" {\n\t\t\tcontinue\n\t\t} else if q == "b" {\n\t\t\treturn sql.ErrNoRows\n\t\t} else if q == "c" {\n\t\t\tpanic(q)\n\t\t}\n',
]
NOT_SEEN_BY_COMPILERS = [
    'if err := rows.Scan(); err != nil {\n\t\t\treturn err\n\t\t}\n\t\tlog.Fatal("unreachable")\n',
    "if err := rows.Scan(); err != nil {\n\t\t\treturn err\n\t\t} else {\n\t\t\tos.Exit(1)\n\t\t}\n",
]
CLOSED_ENDS = [
    'if q == "a" {\n\t\t\tcontinue\n\t\t} else if q == "b" {\n\t\t\treturn sql.ErrNoRows\n\t\t} else {\n\t\t\tpanic(q)\n\t\t}\n',
    "if err := rows.Scan(); err == nil {\n\t\t\tcontinue\n\t\t} else {\n\t\t\treturn err\n\t\t}\n",
]


def round_that_ends_by(end: str, acquired: str) -> str:
    body = f"{acquired}\n\t\tif err != nil {{\n\t\t\treturn err\n\t\t}}\n\t\t{end}"
    return (
        f"func each(db *sql.DB, all []string) error {{\n\tfor _, q := range all {{\n\t\t{body}\t}}\n\treturn nil\n}}\n"
    )


@pytest.mark.parametrize("end", OPEN_ENDS)
def test_a_round_goes_on_behind_an_if_without_a_last_else(end: str) -> None:
    text = after(round_that_ends_by(end, "rows, err := db.Query(q)"), Safety.UNSAFE)
    assert "\t\t\t}\n\t\t\treturn nil\n\t\t}(); err != nil {\n" in text
    if "Scan" not in end:
        text = after(round_that_ends_by(end, "stmt, err := db.Prepare(q)"))
        assert "\t\t}\n\t\tstmt.Close()\n\t}\n\treturn nil\n" in text


@pytest.mark.parametrize("end", NOT_SEEN_BY_COMPILERS)
def test_a_round_that_only_a_call_ends_has_a_return_behind_it(end: str) -> None:
    text = after(round_that_ends_by(end, "rows, err := db.Query(q)"), Safety.UNSAFE)
    assert "\n\t\t\treturn nil\n\t\t}(); err != nil {\n" in text


@pytest.mark.parametrize("end", CLOSED_ENDS)
def test_a_round_of_which_each_branch_ends_gets_nothing_at_its_end(end: str) -> None:
    text = after(round_that_ends_by(end, "rows, err := db.Query(q)"), Safety.UNSAFE)
    assert "\t\t\t}\n\t\t}(); err != nil {\n" in text
    if "Scan" not in end:
        text = after(round_that_ends_by(end, "stmt, err := db.Prepare(q)"))
        assert "\t\t}\n\t}\n\treturn nil\n" in text


def test_what_stands_in_a_raw_string_is_not_indented() -> None:
    text = READING.replace("db.Query(q)", "db.Query(`SELECT\n\t1`)")
    assert "\t\t\trows, err := db.Query(`SELECT\n\t1`)\n" in after(text, Safety.UNSAFE)


def test_a_round_may_return_another_error() -> None:
    text = READING.replace("\t\t\tcontinue\n", "\t\t\treturn sql.ErrNoRows\n")
    mended = AS_FUNCTION.replace("\t\t\t\treturn nil\n", "\t\t\t\treturn sql.ErrNoRows\n", 1)
    assert after(text, Safety.UNSAFE) == mended


@pytest.mark.parametrize("jump", ["goto end", "return call(q)"])
def test_a_round_that_is_left_otherwise_stays(jump: str) -> None:
    text = READING.replace("\t\t\tcontinue\n", f"\t\t\t{jump}\n").replace("\treturn nil\n}", "end:\n\treturn nil\n}")
    assert after(text, Safety.UNSAFE) == text


@pytest.mark.parametrize("jump", ["break", "continue outer", "break outer", "return nil"])
def test_the_loop_is_told_of_one_other_way_out_of_the_round(jump: str) -> None:
    head = "outer:\n\tfor" if "outer" in jump else "\tfor"
    text = READING.replace("\t\t\tcontinue\n", f"\t\t\t{jump}\n").replace("\tfor", head, 1)
    mended = after(text, Safety.UNSAFE)
    assert f"{head} _, q := range all {{\n\t\tif done, err := func() (bool, error) {{\n" in mended
    assert '\t\t\tif q == "" {\n\t\t\t\treturn true, nil\n' in mended
    assert mended.count("\t\t\t\treturn false, err\n") == 2
    tail = "\t\t\treturn false, nil\n\t\t}(); err != nil {\n\t\t\treturn err\n\t\t} else if done {\n"
    assert f"{tail}\t\t\t{jump}\n\t\t}}\n\t}}\n" in mended
    assert reasons(mended, Safety.UNSAFE) == []


@pytest.mark.parametrize("jump", ["break", "return"])
def test_a_round_that_gives_no_error_tells_only_that_it_is_done(jump: str) -> None:
    text = READING.replace(") error {", ") {").replace("return err\n", f"{jump}\n").replace("\treturn nil\n", "")
    mended = after(text, Safety.UNSAFE)
    assert "\t\tif done := func() bool {\n" in mended
    assert mended.count("return true\n") == 2
    assert mended.count("return false\n") == 2
    assert f"\t\t}}(); done {{\n\t\t\t{jump}\n\t\t}}\n" in mended


def test_a_round_that_knows_what_it_returns_stays() -> None:
    returns = "\t\tif err := rows.Scan(); err != nil {\n\t\t\treturn found, err\n\t\t}\n"
    text = READING.replace(") error {", ") (string, error) {").replace("return err", 'return "", err')
    text = text.replace("return nil", 'return "", nil')
    own = text.replace("\t\tif err := rows", "\t\tfound := q\n\t\tif err := rows").replace(
        'Scan(); err != nil {\n\t\t\treturn ""', "Scan(); err != nil {\n\t\t\treturn found"
    )
    assert returns in own
    assert after(own, Safety.UNSAFE) == own
    assert "return false, err" not in after(text.replace('return "", err', "return q, err"), Safety.UNSAFE)
    assert '\t\t}(); err != nil {\n\t\t\treturn "", err\n' in after(text, Safety.UNSAFE)


def test_a_return_that_may_give_no_error_is_not_taken_for_a_failure() -> None:
    text = READING.replace("\t\t\tcontinue\n", "\t\t\treturn rows.Err()\n")
    assert after(text, Safety.UNSAFE) == text
    wrapped = READING.replace("\t\t\tcontinue\n", '\t\t\treturn errors.New("empty")\n')
    assert 'return errors.New("empty")' in after(wrapped, Safety.UNSAFE)


def test_what_a_branch_of_the_round_acquires_ends_with_the_branch() -> None:
    asks = '\t\tif q != "" {\n\t\t\tstmt, err := db.Prepare(q)\n\t\t\tif err != nil {\n\t\t\t\treturn err\n\t\t\t}\n'
    leaves = "\t\t\tif _, err := stmt.Exec(); err != nil {\n\t\t\t\tbreak\n\t\t\t}\n"
    head, tail = (
        "func each(db *sql.DB, all []string) error {\n\tfor _, q := range all {\n",
        "\t\t}\n\t}\n\treturn nil\n}\n",
    )
    closed = leaves.replace("\t\t\t\tbreak", "\t\t\t\tstmt.Close()\n\t\t\t\tbreak")
    assert after(head + asks + leaves + tail) == head + asks + closed + "\t\t\tstmt.Close()\n" + tail
    one = head + asks + leaves + "\t\t\tstmt.Close()\n" + tail
    assert after(one) == head + asks + closed + "\t\t\tstmt.Close()\n" + tail
    shared = one.replace("\t\tif q", "\t\tvar stmt *sql.Stmt\n\t\tvar err error\n\t\tif q").replace(
        "stmt, err :=", "stmt, err ="
    )
    assert after(shared) == shared


def test_an_error_that_is_checked_with_something_else_is_checked_once_more() -> None:
    joined = '\tif err != nil || q == "" {\n\t\treturn nil, err\n\t}\n'
    own = "\tif err == nil {\n\t\tdefer rows.Close()\n\t}\n"
    assert after(function(QUERY + joined + DEFER + READ + "\treturn nil, rows.Err()\n")) == function(
        QUERY + own + joined + DEFER + READ + "\treturn nil, rows.Err()\n"
    )


def test_a_transaction_that_is_dropped_is_left_to_a_person() -> None:
    assert reasons(function("db.Begin()\n\treturn nil, nil\n")) == ["it takes a person to decide what is right"]
