"""Where no caller gets an error, the failure of reading is taken as that of the call is, if somebody asks for that."""

from __future__ import annotations

import pytest

from fixes.mended import after, reasons
from rowsclose.remedy import Safety

READ = "\tdefer rows.Close()\n\tfor rows.Next() {\n\t\tprintln()\n\t}\n"
FAILURES = ("log(q, err)\n\t\treturn 0", 'log("it failed: " +\n\t\t\terr.Error())\n\t\tpanic(q)')


def function(failure: str, rest: str = READ, before: str = "") -> str:
    """A function without an error among its results."""
    body = f"{before}\trows, err := db.Query(q)\n\tif err != nil {{\n\t\t{failure}\n\t}}\n{rest}\treturn 1\n"
    return f"func count(db *sql.DB, q string) int {{\n{body}}}\n"


@pytest.mark.parametrize("failure", FAILURES)
def test_the_failure_of_reading_is_taken_as_that_of_the_call(failure: str) -> None:
    wanted = f"{READ}\tif err := rows.Err(); err != nil {{\n\t\t{failure}\n\t}}\n"
    assert after(function(failure), Safety.UNSAFE) == function(failure, wanted)


@pytest.mark.parametrize("failure", FAILURES)
def test_that_is_done_only_if_somebody_asks_for_it(failure: str) -> None:
    assert after(function(failure)) == function(failure)
    assert reasons(function(failure)) == ["--unsafe-fixes knows another way"]


@pytest.mark.parametrize(
    "unlike",
    [
        function("println(err)"),  # it goes on
        function("func() { println(err) }()\n\t\treturn 0"),
        function("log(`a\n\t\tb`, err)\n\t\treturn 0"),
        function("println(rows)\n\t\treturn 0"),
        function("return 0", READ).replace("err != nil", 'q == "" || err != nil', 1),
        function("return 0", READ).replace("\treturn 0\n\t}", "\treturn 0\n\t} else {\n\t\tprintln(q)\n\t}"),
        function("log(n)\n\t\treturn 0", f'\tif q != "" {{\n\t\tn := 2\n\t\tprintln(n)\n{READ}\t}}\n', "\tn := 1\n"),
        function("return 0", READ).replace("\tif err != nil", "\tprintln()\n\tif err != nil"),
    ],
)
def test_what_would_not_mean_the_same_is_left_to_a_person(unlike: str) -> None:
    assert "rows.Err()" not in after(unlike, Safety.UNSAFE)
    assert reasons(unlike, Safety.UNSAFE)


# The round is made a function by another fix.
@pytest.mark.parametrize(
    ("jump", "there"), [("continue", "return"), ("break", "return true"), ("continue all", "return true")]
)
def test_a_round_is_left_where_the_call_would_leave_it(jump: str, there: str) -> None:
    reading = "\t\tfor rows.Next() {\n\t\t\tprintln()\n\t\t}\n"
    head = "func each(db *sql.DB, qs []string) {\nall:\n\tfor _, q := range qs {\n\t\trows, err := db.Query(q)\n"
    check = f"\t\tif err != nil {{\n\t\t\t{jump}\n\t\t}}\n"
    text = head.replace("all:\n", "all:\n" if jump.endswith("all") else "") + check + reading + "\t}\n}\n"
    mended = after(text, Safety.UNSAFE)
    taken = mended.partition("if err := rows.Err(); err != nil {\n")[2]
    assert taken.strip().partition("\n")[0] == there


def test_an_error_of_a_type_of_its_own_is_not_that_of_reading() -> None:
    head = "func list(db asker) (int, failure) {\n\trows, err := db.Ask()\n\tif err != nil {\n\t\treturn 0, err\n\t}\n"
    head += "\tdefer rows.Close()\n"
    own = "\ntype failure interface {\n\terror\n\tCode() int\n}\n\ntype asker interface{ Ask() (*sql.Rows, failure) }\n"
    text = f"{head}{READ}\treturn 1, nil\n}}\n{own}"
    assert after(text, Safety.UNSAFE) == text
    assert "rows.Err()" in after(text.replace("return 0, err", "return 0, nil"), Safety.UNSAFE)
