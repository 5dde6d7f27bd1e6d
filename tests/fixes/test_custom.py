"""A return that is put in ends what the function's other failing returns end."""

from __future__ import annotations

import pytest

from fixes.mended import after

CHECK = "\tif err != nil {\n\t\t{end}\n\t\treturn nil, err\n\t}\n"
BODY = (
    "\trows, err := tx.QueryContext(ctx, q)\n"
    + CHECK
    + "\tdefer rows.Close()\n\tfor rows.Next() {\n\t\terr = rows.Scan()\n"
    + CHECK.replace("\t", "\t\t").replace("\t\t\t\t", "\t\t\t")
    + "\t}\n\treturn nil, nil\n"
)


def helper(end: str, body: str = BODY) -> str:
    """A function that is given a transaction, and does something before it returns an error."""
    return (
        f"func list(ctx context.Context, tx *sql.Tx, q string) ([]string, error) {{\n{body.replace('{end}', end)}}}\n"
    )


LOOK = "\tif err := rows.Err(); err != nil {\n\t\treturn nil, err\n\t}\n"


@pytest.mark.parametrize("end", ["tx.Rollback()", "_ = q\n\t\ttx.Rollback()\n\t\tprintln(q)"])
def test_a_given_transaction_is_rolled_back_as_before_the_other_returns(end: str) -> None:
    assert LOOK.replace("\t\treturn", "\t\ttx.Rollback()\n\t\treturn") in after(helper(end))


def test_where_some_returns_hand_on_the_error_of_who_has_rolled_back_most_of_them_count() -> None:
    first = "\tif err := other(tx); err != nil {\n\t\treturn nil, err\n\t}\n"
    mended = after(helper("tx.Rollback()", first + BODY))
    assert LOOK.replace("\t\treturn", "\t\ttx.Rollback()\n\t\treturn") in mended


@pytest.mark.parametrize(
    ("end", "body"),
    [
        ("println(q)", BODY),
        ("tx.Rollback()", BODY.replace("{end}", "println(q)", 1)),  # one of two
        ("o := q\n\t\tend(o)\n\t\tclosing.Close(o)", BODY),  # a variable of the branch
        ("other.Close()", "\tother := open()\n" + BODY),  # not given to the function
        ("rows.Close()", BODY.replace("\tdefer rows.Close()\n", "")),  # the resource itself
        ("if q == q {\n\t\t\ttx.Rollback()\n\t\t}", BODY),
    ],
)
def test_nothing_else_is_done_before_a_return(end: str, body: str) -> None:
    assert LOOK in after(helper(end, body))
