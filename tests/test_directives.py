"""Directives: the language itself, the shipped stubs against it, and what is said of one that cannot be meant.

What heeding them does is in ``fixtures/directives``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from checking import checked_text, checked_texts
from click.testing import CliRunner
from filetree import write_tree
from gosource import CLEAN, LEAK

from rowsclose.cli.commands import rowsclose
from rowsclose.finding import NoticeKind
from rowsclose.go.declarations import Directive, read_declarations
from rowsclose.go.universe import Universe
from rowsclose.ownership.kinds import ResourceKind
from rowsclose.ownership.models.language import VERBS, Argument, Where, faults_in
from rowsclose.source import SourceFile
from rowsclose.stubs.index import import_comment_of
from rowsclose.stubs.loader import Stubs
from rowsclose.syntax.parser import parse

STUBS = Path(__file__).parents[1] / "rowsclose" / "stubs"

# Line 12 on: a type, an interface, a function and a method with something wrong above one of them at a time.
HEAD = """\
package store

import "database/sql"

type cursor struct{ rows *sql.Rows }

func (c *cursor) Close() error { return c.rows.Close() }
func (c *cursor) Next() bool   { return c.rows.Next() }

"""
FUNCTION = "func read(rows *sql.Rows, limit int) (*sql.Rows, error) { return rows, nil }\n"
METHOD = "func (c *cursor) read(rows *sql.Rows) error { return nil }\n"
TYPE = "type wrapper struct{ cursor }\n"
INTERFACE = "type reader interface {\n\t//rowsclose:%s\n\tRead(rows *sql.Rows) error\n}\n"


def said(text: str) -> list[tuple[int, int, str]]:
    """Line, column and message of every notice about a directive."""
    run = checked_text(text)
    assert [n for n in run.notices if n.kind is not NoticeKind.DIRECTIVE] == []
    return [(n.line, n.column, n.message) for n in run.notices]


def said_above(directive: str, declaration: str) -> list[str]:
    found = said(f"{HEAD}//rowsclose:{directive}\n{declaration}")
    assert {(line, column) for line, column, _ in found} <= {(10, 1)}
    return [message for _, _, message in found]


@pytest.mark.parametrize(
    ("directive", "declaration", "message"),
    [
        ("close rows", FUNCTION, "unknown directive `close`; did you mean closes?"),
        ("Closes rows", FUNCTION, "unknown directive `Closes`; did you mean closes?"),
        ("", FUNCTION, "unknown directive ``"),
        ("frobnicate", TYPE, "unknown directive `frobnicate`"),
        ("must-call Close", FUNCTION, "`must-call` stands above a type, and read is a function"),
        ("resource rows", METHOD, "`resource` stands above a type, and (*cursor).read is a method"),
        ("closes", TYPE, "`closes` stands above a method or function or method, and wrapper is a type"),
        ("not-acquired", TYPE, "`not-acquired` stands above a function or method, and wrapper is a type"),
        ("closes-when-false", FUNCTION, "`closes-when-false` stands above a method, and read is a function"),
        ("closes", FUNCTION, "`closes` has the wrong number of arguments: write `closes PARAM`"),
        (
            "closes rows limit",
            METHOD,
            "`closes rows limit` has the wrong number of arguments: write `closes` or `closes PARAM`",
        ),
        ("alias rows", FUNCTION, "`alias rows` has the wrong number of arguments: write `alias RESULT PARAM`"),
        (
            "closes-when-false unless",
            METHOD,
            "`closes-when-false unless` has the wrong number of arguments: write `closes-when-false [unless METHOD]`",
        ),
        ("closes row", FUNCTION, "`closes row`: read has no parameter row; did you mean rows?"),
        ("closes _", FUNCTION, "`closes _`: read has no parameter _"),
        ("takes 2", FUNCTION, "`takes 2`: read has 2 parameters, counted from 0"),
        ("takes 1", METHOD, "`takes 1`: (*cursor).read has 1 parameter, counted from 0"),
        ("takes ²", FUNCTION, "`takes ²`: read has no parameter ²"),
        ("alias 2 rows", FUNCTION, "`alias 2 rows`: read has 2 results, counted from 0"),
        ("alias -1 rows", FUNCTION, "`alias -1 rows`: read has 2 results, counted from 0"),
        ("alias x rows", FUNCTION, "`alias x rows`: read has 2 results, counted from 0"),
        ("alias 0 nobody", FUNCTION, "`alias 0 nobody`: read has no parameter nobody"),
        ("alias 0 c", "func (c *cursor) stop() {}\n", "`alias 0 c`: (*cursor).stop has no results, counted from 0"),
        ("resource set", TYPE, "`resource set`: `set` is none of rows, row, stmt, conn, tx and pool"),
        ("no-return later", FUNCTION, "`no-return later`: `later` is none of process and goroutine"),
        ("blocks tx", FUNCTION, "`blocks tx`: `tx` is not conn"),
        ("acquires set Close", FUNCTION, "`acquires set Close`: `set` is none of rows, row, stmt, conn, tx and pool"),
        ("acquires rows Cl-ose", FUNCTION, "`acquires rows Cl-ose`: `Cl-ose` is no name of a method"),
        ("acquires rows Close without Err", FUNCTION, "`acquires rows Close without Err`: `without` is not unless"),
        ("must-call Finish", TYPE, "`must-call Finish`: wrapper has no method Finish"),
        ("must-call Close|Finish", TYPE, "`must-call Close|Finish`: wrapper has no method Finish"),
        ("must-call rows", TYPE, "`must-call rows`: wrapper has no method rows"),
        ("closes rows", "\n" + FUNCTION, "`closes rows` stands above no type, function or method"),
        ("closes rows", "var read = 1\n", "`closes rows` stands above no type, function or method"),
    ],
)
def test_directive_that_cannot_be_meant_is_said_to_be(directive: str, declaration: str, message: str) -> None:
    assert said_above(directive, declaration) == [message]


@pytest.mark.parametrize(
    ("directive", "declaration"),
    [
        ("closes rows", FUNCTION),
        ("closes 0", FUNCTION),
        ("closes", METHOD),
        ("takes c", METHOD),
        ("alias 1 limit", FUNCTION),
        ("acquires conn Release|Close unless Err", FUNCTION),
        ("closes-when-false unless More", METHOD),
        ("must-call Close", TYPE),  # promoted from what it embeds
        ("must-call Finish", "type far struct{ unknown.Handle }\n"),  # which may have one
        ("must-call Close", "type rows = sql.Rows\n"),
        ("must-call Close", "type one interface{ Close() error }\n"),
        ("ignore rows-not-closed -- closed by the caller", FUNCTION),
        ("ignore-file", FUNCTION),
    ],
)
def test_directive_that_can_be_meant_is_silent(directive: str, declaration: str) -> None:
    assert said_above(directive, declaration) == []


def test_interface_method_has_directives_of_its_own() -> None:
    assert said(HEAD + INTERFACE % "closes rows") == []
    message = "`closes row`: reader.Read has no parameter row; did you mean rows?"
    assert said(HEAD + INTERFACE % "closes row") == [(11, 2, message)]


def test_group_of_types_has_a_directive_above_each() -> None:
    group = (
        "type (\n\t//rowsclose:must-call Shut\n\ta struct{}\n\t//rowsclose:must-call Close\n\tb struct{ cursor }\n)\n"
    )
    assert said(HEAD + group) == [(11, 2, "`must-call Shut`: a has no method Shut")]
    alone = "type (\n\t//rowsclose:must-call Shut\n\ta struct{}\n)\n"
    assert said(HEAD + alone) == [(11, 2, "`must-call Shut`: a has no method Shut")]


def test_every_fault_of_a_file_is_said_in_source_order() -> None:
    text = f"{HEAD}//rowsclose:must-call Close\n//rowsclose:takes x\n{FUNCTION}//rowsclose:nil-safe now\n{METHOD}"
    assert [line for line, _, _ in said(text)] == [10, 11, 13]


def test_directive_within_a_body_is_one_above_nothing() -> None:
    text = HEAD + "func f() {\n\t//rowsclose:closes rows\n\tg()\n}\n\nfunc g() {}\n"
    assert said(text) == [(11, 2, "`closes rows` stands above no type, function or method")]


def test_what_only_looks_like_a_directive_is_none() -> None:
    assert said(HEAD + "var s = `\n//rowsclose:closes rows\n`\n\n/*\n//rowsclose:closes rows\n*/\n") == []
    assert said(HEAD + "// See //rowsclose:closes rows.\nvar s int\n") == []


def test_directive_whose_declaration_is_broken_is_not_said_to_stand_alone() -> None:
    run = checked_text(HEAD + "//rowsclose:closes rows\nfunc f(rows *sql.Rows {\n")
    assert {n.kind for n in run.notices} == {NoticeKind.SYNTAX}


def test_file_without_a_word_of_sql_is_checked_too() -> None:
    assert said("package p\n\n//rowsclose:no-return\nfunc f() {}\n") == [
        (3, 1, "`no-return` has the wrong number of arguments: write `no-return process|goroutine`")
    ]


def test_everything_else_is_still_analysed_and_the_status_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = CLEAN.replace("func ages", "//rowsclose:no-return now\nfunc ages")
    write_tree(tmp_path, {"go.mod": "module m\n", "clean.go": wrong, "leak.go": LEAK})
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(rowsclose, ["check", "-f", "concise"])
    assert result.exit_code == 2
    assert result.stdout.startswith("leak.go:6:15: ")
    assert result.stderr == (
        "clean.go:5:1: error: `no-return now`: `now` is none of process and goroutine\n"
        "1 error in 2 files, 1 with a wrong directive\n"
    )


def test_wrong_directive_has_no_effect() -> None:
    def findings(directive: str) -> int:
        callee = f"//rowsclose:{directive}\nfunc keep(rows *sql.Rows) *sql.Rows {{ return rows }}\n"
        caller = "func f(db *sql.DB) {\n\trows, _ := db.Query(``)\n\tkeep(rows)\n}\n"
        return len(checked_text(HEAD + callee + caller).findings)

    assert findings("takes rows") == 0
    for wrong in ("takes row", "takes 7", "takes", "takes rows now", "alias 9 rows", "alias -1 rows", "alias ² rows"):
        assert findings(wrong) == 1, wrong


@pytest.mark.parametrize("verb", sorted({verb.name for verb in VERBS}))
@pytest.mark.parametrize("arguments", ["", "²", "-1", "9 9", "rows", "row Close", "rows Close unless", "0 rows x y z"])
def test_no_directive_makes_the_analysis_fail(verb: str, arguments: str) -> None:
    directive = f"//rowsclose:{verb} {arguments}\n"
    callee = f"{directive}func fetch(rows *sql.Rows) (*cursor, error) {{ return &cursor{{rows}}, nil }}\n"
    method = f"{directive}func (c *cursor) pass(rows *sql.Rows) *cursor {{ return c }}\n"
    caller = """\
func f(db *sql.DB) error {
	rows, err := db.Query("")
	if err != nil {
		return err
	}
	c, err := fetch(rows)
	if err != nil {
		return err
	}
	d := c.pass(rows)
	for d.Next() {
	}
	return d.Close()
}
"""
    text = HEAD.replace("type cursor", f"{directive}type cursor") + callee + method + caller
    run = checked_texts({"p.go": text.encode()})
    assert {n.kind for n in run.notices} <= {NoticeKind.DIRECTIVE}
    assert run.notices != ()


# The table ----------------------------------------------------------------------------------------


def readme_usages() -> dict[Where, list[str]]:
    """What the first column of each of the README's tables lists, by what the table's heading is about."""
    about = {"types": Where.TYPE, "methods": Where.METHOD, "functions and methods": Where.FUNCTION}
    found: dict[Where, list[str]] = {where: [] for where in Where}
    where: Where | None = None
    for line in (STUBS / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = re.fullmatch(r"### On ([\w ]+?)(?::.*)?", line)
            where = about[heading.group(1)] if heading else None
        elif where is not None and line.startswith("| `"):
            cell = re.split(r"(?<!\\)\|", line)[1].replace("\\|", "|")
            found[where] += re.findall(r"`([^`]+)`", cell)
    return found


def test_readme_has_the_verbs_of_the_table() -> None:
    listed = readme_usages()
    for where in Where:
        assert sorted(listed[where]) == sorted(verb.usage for verb in VERBS if verb.where is where)


def test_resource_kinds_are_those_of_contracts() -> None:
    assert sorted(Argument.KIND.value.split("|")) == sorted(kind.value for kind in ResourceKind)


@pytest.mark.parametrize("file", sorted(STUBS.glob("*.go")), ids=lambda file: file.name)
def test_shipped_stub_has_no_fault(file: Path) -> None:
    source = SourceFile(file.name, file.read_bytes())
    stubs = Stubs()
    path = import_comment_of(source.text)[0]
    declared = read_declarations(source, parse(source.text).root, path, lambda path: None)
    assert list(faults_in(declared, Universe((stubs.load,)))) == []


def test_directive_knows_its_place() -> None:
    source = SourceFile("p.go", HEAD.encode() + (INTERFACE % "closes  rows\t0").encode())
    declared = read_declarations(source, parse(source.text).root, "p", lambda path: None)
    ((_, directives),) = declared.types[-1].method_directives
    assert directives == (Directive("closes", ("rows", "0"), 11, 2),)
