"""``explain --at FILE:LINE``: what is known of what is acquired on a line, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import write_tree

from rowsclose.cli.commands import rowsclose

STORE = """\
package store

import (
	"database/sql"
	"io"

	"example.com/elsewhere"
)

func closed(db *sql.DB) error {
	rows, err := db.Query("SELECT 1") // closed
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

func leaking(db *sql.DB) error {
	rows, err := db.Query("SELECT 1") // leaking
	if err != nil {
		return err
	}
	if rows.Next() {
		return io.EOF
	}
	return rows.Close()
}

func open(db *sql.DB) (*sql.Rows, error) {
	return db.Query("SELECT 1") // given
}

func dropped(db *sql.DB) {
	open(db) // dropped
}

func silent(db *sql.DB) {
	//rowsclose:ignore rows-not-closed -- ends with the process
	rows, _ := open(db) // silent
	rows.Next()
}

func handed(db *sql.DB, into elsewhere.Sink) {
	rows, err := open(db) // handed
	if err == nil {
		into.Take(rows)
	}
}

func plain(db *sql.DB) error {
	return db.Ping() // plain
}

func unknown(client *elsewhere.Client) error {
	found := client.Find("x") // unknown
	return found.Error
}

func row(db *sql.DB) (n int, err error) {
	err = db.QueryRow("SELECT 1").Scan(&n) // row
	return n, err
}

var literal = func(db *sql.DB) {
	rows, _ := open(db) // literal
	rows.Next()
}
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_tree(tmp_path, {"go.mod": "module example.com/shop\n", "store.go": STORE})


def at(place: str) -> Result:
    return CliRunner().invoke(rowsclose, ["explain", "--at", place])


def page(mark: str) -> list[str]:
    """What is said of the line that ends in a comment."""
    (line,) = [n for n, text in enumerate(STORE.splitlines(), 1) if text.endswith(f"// {mark}")]
    done = at(f"store.go:{line}")
    assert (done.exit_code, done.stderr) == (0, "")
    return [text.replace(f"store.go:{line}:", "HERE:") for text in done.stdout.splitlines()]


def test_what_is_closed_on_every_path(tree: Path) -> None:
    assert page("closed") == [
        "HERE:15: db.Query acquires a result set in closed",
        "  it has to be released by rows.Close(): its type sql.Rows declares that",
        "  its owner is `rows`",
        "  line 15: a deferred call is to release it: defer rows.Close()",
        "  line 16: a loop over it has run out: rows.Next()",
        "  line 18: somebody looks at its error: rows.Err()",
        "  at the return on line 13: there is nothing to release, for the call failed",
        "    where `err != nil` is true",
        "  at the return on line 18: released; a deferred call releases it",
        "    where `err != nil` is false, `rows.Next()` is false",
        "  nothing is reported",
    ]


def test_what_leaks_on_a_path(tree: Path) -> None:
    said = page("leaking")
    assert "  at the return on line 27: still open" in said
    assert "    where `err != nil` is false, `rows.Next()` is true" in said
    assert "  at the return on line 29: released; running out releases it" in said
    assert said[-1].startswith("  error rows-not-closed: `rows` is not closed")


def test_what_the_caller_gets(tree: Path) -> None:
    said = page("given")
    assert said[2] == "  its owner is this expression, and then the caller"
    assert "  at the return on line 33: the caller gets it" in said


def test_what_is_dropped(tree: Path) -> None:
    said = page("dropped")
    assert said[2] == "  its owner is nobody: it is dropped where it is given"
    assert said[-1].startswith("  error rows-discarded: ")


def test_what_a_comment_silences(tree: Path) -> None:
    assert any(
        line.startswith("  error rows-not-closed: ")
        and line.endswith("; the comment on line 41 silences it: ends with the process")
        for line in page("silent")
    )


def test_what_code_out_of_reach_may_keep(tree: Path) -> None:
    said = page("handed")
    assert any(line.endswith("into.Take(rows)") and "somebody else may own it" in line for line in said)
    assert any(line.startswith("  assumed: ") for line in said)


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("plain", ["HERE:9: db.Ping acquires nothing: it gives error: nothing that has to be closed"]),
        (
            "unknown",
            [
                "HERE:11: client.Find acquires nothing: its type is out of reach, and what is done with its result does "
                "not show that anything has to be closed"
            ],
        ),
    ],
)
def test_why_a_call_acquires_nothing(tree: Path, mark: str, said: list[str]) -> None:
    assert page(mark) == said


def test_a_row_that_is_scanned_where_it_stands(tree: Path) -> None:
    assert page("row")[0] == "HERE:8: db.QueryRow acquires nothing: it gives a row that is done with where it stands"


def test_a_literal_of_the_package(tree: Path) -> None:
    assert page("literal")[0] == "HERE:13: open acquires a result set in init"


@pytest.mark.parametrize(("place", "said"), [("store.go:1", "no function is here"), ("store.go:12", "no call stands")])
def test_where_there_is_no_call(tree: Path, place: str, said: str) -> None:
    done = at(place)
    assert done.exit_code == 0
    assert said in done.stdout


@pytest.mark.parametrize("place", ["store.go:11:15", "./store.go:11", "store.go:11:"])
def test_a_place_may_be_one_of_a_message(tree: Path, place: str) -> None:
    assert at(place).stdout.startswith("store.go:11:15: db.Query acquires a result set")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("store.go", "is no place"),
        ("store.go:0", "is no place"),
        ("store.go:x", "is no place"),
        (":3", "is no place"),
        ("go.mod:1", "is no place"),
        ("nope.go:1", "nope.go: no such file"),
        ("store.go:9999", "store.go:9999: the file ends with line"),
        ("store.go:99999999999", "is no place"),
        ("\x1b.go:1", "\\x1b.go: no such file"),
    ],
)
def test_what_is_no_place_is_an_error(tree: Path, place: str, said: str) -> None:
    done = at(place)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_function_that_does_not_parse_is_said(tree: Path) -> None:
    write_tree(tree, {"bad.go": "package store\n\nfunc f() {\n\tx := := 1\n}\n"})
    done = at("bad.go:4")
    assert "syntax error" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_stands_alone(tree: Path) -> None:
    done = CliRunner().invoke(rowsclose, ["explain", "rows-not-closed", "--at", "store.go:1"])
    assert done.exit_code == 2
    assert "--at takes no rule" in done.stderr


def test_notes_of_rules_that_are_off_say_so(tree: Path) -> None:
    write_tree(tree, {"main.go": STORE.split("func", 1)[0].replace('\t"io"\n\n\t"example.com/elsewhere"\n', "") + MAIN})
    line = MAIN.split("sql.Open")[0].count("\n") + 7
    assert "pool-limits-unset" in at(f"main.go:{line - 1}").stdout + at(f"main.go:{line}").stdout


MAIN = 'func connect() (*sql.DB, error) {\n\treturn sql.Open("postgres", "")\n}\n'
