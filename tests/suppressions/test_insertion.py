"""Suppressing comments are written where they silence, in the style around them, and change nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from checking import NOWHERE, OPTIONS, checked_texts
from filetree import write_tree

from rowsclose.discovery import Discovered, GoFile
from rowsclose.driver import check
from rowsclose.finding import Finding, Run
from rowsclose.source import SourceFile
from rowsclose.suppressions.insertion import Commented, with_comments

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
REASON = "of old"
COMMENT = b"//rowsclose:ignore"
HEAD = """\
package store

import "database/sql"

func open(db *sql.DB) *sql.Rows {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		panic(err)
	}
	return rows
}
"""
IGNORE = "//rowsclose:ignore rows-not-closed -- of old"


def checked(text: bytes) -> Run:
    return checked_texts({"p.go": text})


def commented(text: bytes) -> Commented:
    return with_comments(SourceFile("p.go", text), checked(text).findings, REASON)


def after(text: str) -> str:
    """The text with comments, all of whose findings are silenced by them."""
    done = commented(text.encode())
    assert (len(done.left), checked(done.text).findings) == (0, ())
    assert done.silenced
    return done.text.decode()


CASES = {
    "a statement": (
        "func f(db *sql.DB) {\n\trows := open(db)\n\trows.Next()\n}\n",
        f"func f(db *sql.DB) {{\n\t{IGNORE}\n\trows := open(db)\n\trows.Next()\n}}\n",
    ),
    "over several lines": (
        "func f(db *sql.DB) {\n\trows := open(\n\t\tdb,\n\t)\n\trows.Next()\n}\n",
        f"func f(db *sql.DB) {{\n\t{IGNORE}\n\trows := open(\n\t\tdb,\n\t)\n\trows.Next()\n}}\n",
    ),
    "in the middle of a statement": (
        "func f(db *sql.DB) bool {\n\treturn all(\n\t\topen(db).Next(),\n\t)\n}\n\nfunc all(b bool) bool { return b }\n",
        f"func f(db *sql.DB) bool {{\n\t{IGNORE}\n"
        "\treturn all(\n\t\topen(db).Next(),\n\t)\n}\n\nfunc all(b bool) bool { return b }\n",
    ),
    "a comment behind it": (
        "func f(db *sql.DB) {\n\trows := open(db) // here\n\trows.Next()\n}\n",
        f"func f(db *sql.DB) {{\n\t{IGNORE}\n\trows := open(db) // here\n\trows.Next()\n}}\n",
    ),
    "aligned comments": (
        "func f(db *sql.DB) {\n\tlonger := 1      // a\n\trows := open(db) // b\n\trows.Next()      // c\n"
        "\t_ = longer\n}\n",
        f"func f(db *sql.DB) {{\n\tlonger := 1 // a\n\t{IGNORE}\n\trows := open(db) // b\n\trows.Next()      // c\n"
        "\t_ = longer\n}\n",
    ),
    "comments above it": (
        "func f(db *sql.DB) {\n\t// first\n\t//nolint:errcheck\n\trows := open(db)\n\trows.Next()\n}\n",
        f"func f(db *sql.DB) {{\n\t// first\n\t//nolint:errcheck\n\t{IGNORE}\n\trows := open(db)\n\trows.Next()\n}}\n",
    ),
    "several on a line": (
        "func f(db *sql.DB) {\n\ta, b := open(db), open(db)\n\ta.Next()\n\tb.Next()\n}\n",
        f"func f(db *sql.DB) {{\n\t{IGNORE}\n\ta, b := open(db), open(db)\n\ta.Next()\n\tb.Next()\n}}\n",
    ),
    "two rules": (
        'func f(db *sql.DB) {\n\trows, _ := db.Query("DELETE FROM x")\n\trows.Next()\n}\n',
        "func f(db *sql.DB) {\n\t//rowsclose:ignore query-for-exec,rows-not-closed -- of old\n"
        '\trows, _ := db.Query("DELETE FROM x")\n\trows.Next()\n}\n',
    ),
    "else if": (
        "func f(db *sql.DB) {\n\tif db == nil {\n\t} else if rows := open(db); rows != nil {\n\t}\n}\n",
        f"func f(db *sql.DB) {{\n\tif db == nil {{\n\t\t{IGNORE}\n\t}} else if rows := open(db); rows != nil {{\n\t}}\n}}\n",
    ),
    "a case": (
        "func f(db *sql.DB) {\n\tswitch {\n\tcase true:\n\t\trows := open(db)\n\t\trows.Next()\n\t}\n}\n",
        f"func f(db *sql.DB) {{\n\tswitch {{\n\tcase true:\n\t\t{IGNORE}\n\t\trows := open(db)\n\t\trows.Next()\n\t}}\n}}\n",
    ),
    "a function on a line, with a comment of its own": (
        "// f leaks.\nfunc f(db *sql.DB) { rows := open(db); rows.Next() }\n",
        f"// f leaks.\n//\n{IGNORE}\nfunc f(db *sql.DB) {{ rows := open(db); rows.Next() }}\n",
    ),
    "a function on a line, with a directive above": (
        "//go:noinline\nfunc f(db *sql.DB) { rows := open(db); rows.Next() }\n",
        f"//go:noinline\n{IGNORE}\nfunc f(db *sql.DB) {{ rows := open(db); rows.Next() }}\n",
    ),
    "a literal of the package": (
        "// f leaks.\nvar f = func(db *sql.DB) {\n\trows := open(db)\n\trows.Next()\n}\n",
        f"// f leaks.\nvar f = func(db *sql.DB) {{\n\t{IGNORE}\n\trows := open(db)\n\trows.Next()\n}}\n",
    ),
    "a variable behind a raw string": (
        "func f(db *sql.DB) {\n\tq := `\n\tx`\n\trows := open(db)\n\t_ = q\n\trows.Next()\n}\n",
        f"func f(db *sql.DB) {{\n\tq := `\n\tx`\n\t{IGNORE}\n\trows := open(db)\n\t_ = q\n\trows.Next()\n}}\n",
    ),
    "blanks in place of tabs": (
        "func f(db *sql.DB) {\n    rows := open(db)\n    rows.Next()\n}\n",
        f"func f(db *sql.DB) {{\n    {IGNORE}\n    rows := open(db)\n    rows.Next()\n}}\n",
    ),
    "no line end at the end": (
        "func f(db *sql.DB) { rows := open(db); rows.Next() }",
        f"{IGNORE}\nfunc f(db *sql.DB) {{ rows := open(db); rows.Next() }}",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_comment_stands_on_a_line_above(name: str) -> None:
    before, expected = CASES[name]
    assert after(HEAD + before) == HEAD + expected
    windows = (HEAD + before).replace("\n", "\r\n")
    assert after(windows) == (HEAD + expected).replace("\n", "\r\n")
    assert after("\ufeff" + HEAD + before) == "\ufeff" + HEAD + expected


@pytest.mark.parametrize("name", CASES)
def test_gofmt_agrees(name: str, tmp_path: Path) -> None:
    gofmt = needs_gofmt()
    before, expected = CASES[name]
    write_tree(tmp_path, {"before.go": HEAD + before, "after.go": HEAD + expected})
    if not listed_by(gofmt, tmp_path / "before.go"):
        assert listed_by(gofmt, tmp_path / "after.go") == []


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "func f(db *sql.DB) {\n\tq := `\n`; rows := open(db)\n\t_ = q\n\trows.Next()\n}\n",
        HEAD + "func f(db *sql.DB) {\n\t/* x\n\t*/ rows := open(db)\n\trows.Next()\n}\n",
    ],
    ids=["within a string", "within a comment"],
)
def test_where_no_comment_can_stand_nothing_is_changed(text: str) -> None:
    done = commented(text.encode())
    assert (len(done.left), done.silenced, done.text) == (1, (), text.encode())


def fixtures() -> dict[str, bytes]:
    paths = [path for path in FIXTURES.rglob("*.go") if "_broken" not in path.parts]
    return {path.relative_to(FIXTURES).as_posix(): path.read_bytes() for path in sorted(paths)}


def found(files: dict[str, bytes]) -> dict[str, list[Finding]]:
    listed = tuple(GoFile(name, f"{NOWHERE}/{name}") for name in sorted(files))
    texts = {f"{NOWHERE}/{name}": text for name, text in files.items()}
    by_file: dict[str, list[Finding]] = {}
    for finding in check(Discovered(listed, (), NOWHERE), OPTIONS, texts).findings:
        by_file.setdefault(finding.path, []).append(finding)
    return by_file


def test_every_finding_of_the_fixtures_can_be_silenced(tmp_path: Path) -> None:
    files = fixtures()
    before = found(files)
    done = {name: with_comments(SourceFile(name, files[name]), f, REASON) for name, f in before.items()}
    assert [finding for each in done.values() for finding in each.left] == []
    assert found(files | {name: each.text for name, each in done.items()}) == {}
    for name, each in done.items():
        assert bare(each.text) == bare(files[name])
    gofmt = needs_gofmt()
    for name, each in done.items():
        write_tree(tmp_path / "before", {name: files[name].decode()})
        write_tree(tmp_path / "after", {name: each.text.decode()})
    formatted = {name.replace("before/", "after/") for name in listed_by(gofmt, tmp_path / "before")}
    assert set(listed_by(gofmt, tmp_path / "after")) == formatted


def bare(text: bytes) -> bytes:
    """A text without suppressing comments, whatever the blanks in front of comments behind code."""
    kept = [line for line in text.split(b"\n") if not line.strip().startswith(COMMENT)]
    return re.sub(rb"[ \t]+// ", b" // ", b"\n".join(kept)).replace(b"\n//\nfunc", b"\nfunc")


def needs_gofmt() -> str:
    gofmt = shutil.which("gofmt")
    if gofmt is None:
        pytest.skip("no gofmt command on this machine")
    return gofmt


def listed_by(gofmt: str, path: Path) -> list[str]:
    """The files below a path that gofmt would change."""
    return subprocess.run([gofmt, "-l", str(path)], check=True, capture_output=True, text=True).stdout.split()
