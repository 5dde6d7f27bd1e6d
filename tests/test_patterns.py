"""No regular expression of the program goes back without bound: recheck proves it of every one that there is."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from filetree import write_tree
from needs import VALIDATORS, needed, validator
from patterns import Written, javascript, other_uses, written_in

from rowsclose.cli.commands import rowsclose

PROJECT = Path(__file__).parent.parent
MODULES = sorted([*PROJECT.glob("rowsclose/**/*.py"), *PROJECT.glob("action/*.py")])
WRITTEN = [written for path in MODULES for written in written_in(path)]
SAFE = {"safe", "linear"}

POOLS = """package p

import "database/sql"

var shared *sql.DB

type store struct{ db *sql.DB }

func open() { shared, _ = sql.Open("", "") }

func newStore(db *sql.DB) *store { return &store{db: db} }

func limit(db *sql.DB) { db.SetMaxOpenConns(1) }

func (s *store) limit() {
	s.db.SetMaxOpenConns(1)
	shared.SetMaxOpenConns(1)
}

func (s *store) list() {
	rows, _ := s.db.Query("")
	_, _ = shared.Query("")
	rows.Close()
}

func serve() {
	db, _ := sql.Open("", "")
	limit(db)
	newStore(db).list()
}
"""
CONFIGURED = """extend-select = ["pool-limits-unset", "pool-idle-time-unset"]
exclude = ["gen-[0-9]?x*.pb.go", "a/**/b"]
models = "models"
"""
KEPT = """package a

import "database/sql"

type store struct {
	db   *sql.DB
	list string
}

func open(db *sql.DB) *store { return &store{db: db, list: "SELECT id FROM kept"} }

func (s *store) first() {
	rows, _ := s.db.Query(s.list)
	rows.Next()
}

type preparer interface{ Prepare(query string) (*sql.Stmt, error) }

func remove(from preparer) error {
	st, err := from.Prepare("DELETE FROM kept")
	if err != nil {
		return err
	}
	_, err = st.Exec()
	return err
}

func all(tx *sql.Tx) error { return remove(tx) }
"""
ACTIVITY = """pid,state,query,state_change
1,idle in transaction,SELECT id FROM kept,2026-01-01 00:00:00+00
2,active,SELECT 1,2026-01-01 01:00:00+00
"""
MODEL = """package lib // import "example.com/lib"

import "database/sql"

func Get() (*sql.Rows, error)
"""


def verdicts(patterns: list[tuple[str, str]], limit_s: int = 300) -> list[str]:
    """What recheck says of each, or that it has no answer in time."""
    validator("recheck", "recheck/package.json")
    found = shutil.which("node") or Path(sys.executable).parent / "node"
    node = needed("recheck", Path(found), "`make validators` installs Node where there is none")
    command = [str(node), str(VALIDATORS.parent / "recheck.cjs"), str(limit_s)]
    done = subprocess.run(command, input=json.dumps(patterns), capture_output=True, text=True, check=True)
    said: list[str] = json.loads(done.stdout)
    return said


def faults(written: list[Written]) -> list[str]:
    """The patterns, with their places, that may go back without bound."""
    said = verdicts([javascript(one)[0] for one in written], limit_s=6)
    return [
        f"{one.path}:{one.line}: {verdict}"
        for one, verdict in zip(written, said, strict=True)
        if verdict not in SAFE and not (verdict == "timeout" and _is_linear_in_the_end(one))
    ]


def _is_linear_in_the_end(written: Written) -> bool:
    """Whether a pattern that is too large for an answer at once is linear: its alternatives, or all of it in its time."""
    whole, *alternatives = javascript(written)
    return set(verdicts(alternatives)) <= SAFE or set(verdicts([whole])) <= SAFE


def test_every_constant_pattern_is_linear() -> None:
    constant = [one for one in WRITTEN if one.pattern is not None]
    assert len(constant) > 30
    assert faults(constant) == []


def test_every_pattern_that_a_run_puts_together_is_linear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: dict[tuple[Path, str], list[Any]] = {}
    original = re.compile

    def compile_and_note(*arguments: Any) -> Any:
        code = sys._getframe(1).f_code
        pattern = original(*arguments)
        compiled.setdefault((Path(code.co_filename), code.co_name), []).append(pattern)
        return pattern

    files = {"p.go": POOLS, "a/c/d.go": KEPT, ".rowsclose.toml": CONFIGURED, "models/lib.go": MODEL}
    files |= {"activity.csv": ACTIVITY, "gen-1.go": "package p\n"}  # a pattern is compiled for what begins as it does
    monkeypatch.chdir(write_tree(tmp_path, files))
    monkeypatch.setattr(re, "compile", compile_and_note)
    for command in (["check", "./..."], ["trace", "--activity", "activity.csv", "./..."]):
        result = CliRunner().invoke(rowsclose, command)
        assert result.exit_code == 1, result.output
    built = [one for one in WRITTEN if one.pattern is None]
    for one in built:
        assert (one.path, one.function) in compiled, f"{one.path}:{one.line}: this test has to come by here"
    found = [
        Written(path, 0, function, pattern, frozenset({"search"}))
        for (path, function), patterns in compiled.items()
        if (path, function) in {(one.path, one.function) for one in built}
        for pattern in patterns
    ]
    assert len(found) >= len(built)
    assert faults(found) == []


def test_re_is_used_where_it_is_seen() -> None:
    assert [(path, use) for path in MODULES for use in other_uses(path)] == []


@pytest.mark.parametrize(
    "source",
    [
        r"re.compile(r'(?:\s+|x)*y')",
        r"re.search(r'[ \t]+$', text)",
        r"re.fullmatch(r'a*a*', text)",
        r"re.findall(rb'nolint[^\n]*rowsclose', text, re.IGNORECASE)",
        r"re.compile(r'^var \((.*?)\)END', re.M | re.S)",
        r"re.compile(r'//[/ ]*(?:x|nolint)')",
    ],
)
def test_pattern_that_goes_back_is_a_fault(tmp_path: Path, source: str) -> None:
    (tmp_path / "m.py").write_text(f"import re\n{source}\n")
    assert faults(list(written_in(tmp_path / "m.py")))


def test_other_ways_to_a_pattern_are_seen(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text("import re as r\nfrom re import sub\nx = map(re.compile, y)\n")
    assert other_uses(tmp_path / "m.py") == ["import re as r", "from re import sub", "re.compile"]


# A reader that goes over such a text once for each of its parts takes hours; one pass is over at once.
SIZE = 1_000_000
MATCH_NAME = "'/r/' + 'a' * 255 + '.go'"
READERS = {
    "line feeds before a clause": ("go.preamble", "package_clause_of(b'\\n' * N + b'x.Query(')"),
    "indented comments before a template": (
        "go.preamble",
        "package_clause_of(b'\\t// x\\n' * (N // 6) + b'{{.Package}}')",
    ),
    "block comments that do not end": ("go.preamble", "package_clause_of(b'/*' * (N // 2))"),
    "groups that do not end": ("go.declared_names", "declared_names(b'var (\\n' * (N // 6))"),
    "groups with comments that do not end": ("go.declared_names", "declared_names(b'\\nvar ( /*' * (N // 9))"),
    "blank receivers": ("go.declared_names", "declared_names(b'func (x' + b' ' * N + b'.) f')"),
    "long receivers": ("go.declared_names", "declared_names(b'func (' + b'x' * N + b'[.) f')"),
    "receivers that do not end": (
        "go.declared_names",
        "declared_names(b'\\nfunc (' * (N // 7)); declared_names(b'\\nfunc (((' * (N // 9) + b'//')",
    ),
    "names upon names": (
        "go.declared_names",
        "declared_names(b'\\nvar ' + b'a,' * (N // 2)); declared_names(b'var (' + b'\\na,' * (N // 3)); "
        "declared_names(b'var' + b'\\n' * N); declared_names(b'var (' + b',' + b' ' * N + b'*/' * N)",
    ),
    "block comments before a mark": (
        "discovery.generated",
        "is_generated(b'/**/' * (N // 4) + b'\\n// Code generated by x. DO NOT EDIT.\\n')",
    ),
    "a mark that goes on": ("discovery.generated", "is_generated(b'// Code generated ' + b'DO NOT EDIT.' * N + b'x')"),
    "nolint upon nolint": ("prefilter.evidence", "has_own_suppressions(b'//' + b'nolint' * (N // 6))"),
    "dots and blanks": ("prefilter.evidence", "may_use_resource(b'.' + b' ' * N + b'.Next Scan' * (N // 10))"),
    "imports that import nothing": (
        "prefilter.facts",
        "facts_of(b'\\nimport' * (N // 7)); facts_of(b'import{' * (N // 7)); facts_of(b'package p\\nimport (' * (N // 18))",
    ),
    "lines that do not end": (
        "prefilter.layout",
        "laid_out(b'\\n' * N); laid_out(b';' + b' ' * N + b'func'); laid_out(b'\\n \\nfunc' * (N // 7)); "
        "laid_out(b'}' + b'var\\n' * (N // 4))",
    ),
    "comment lines that go on": (
        "prefilter.layout",
        "laid_out(b'\\n//' * (N // 3) + b'rowsclose:'); laid_out(b'=' * N)",
    ),
    "comments that do not end": (
        "syntax.uncommented",
        "without_comments(b'/*' * (N // 2)); without_comments(b'/*/' * (N // 3)); without_comments(b'\"\\\\' * (N // 2))",
    ),
    "a word in an import block": ("prefilter.facts", "facts_of(b'\\nimport (\\n' + b'x' * N)"),
    "names behind dots": (
        "prefilter.words",
        "list(Words(frozenset(b'a%d' % i for i in range(N // 10)), *[frozenset()] * 3).places("
        "b' '.join(b'.a%d' % i for i in range(N // 10))))",
    ),
    "a list of fields that goes on": ("prefilter.parts", "list(fields(b'a,\\n' * (N // 3)))"),
    "braces behind results": ("prefilter.parts", "list(methods(b'f()' + b'interface{}' * (N // 11)))"),
    "directives upon directives": (
        "prefilter.parts",
        "list(acquiring_methods(b'//rowsclose:acquires\\n' * (N // 21)))",
    ),
    "types that do not end": ("prefilter.skeleton", "list(declarations_in(b'\\ntype x (' * (N // 9)))"),
    "types in comments that do not end": ("prefilter.skeleton", "list(declarations_in(b'\\ntype x ( /*' * (N // 12)))"),
    "bodies that do not end": ("prefilter.skeleton", "list(declarations_in(b'\\nfunc f() I {' * (N // 13)))"),
    "types in one line": (
        "prefilter.skeleton",
        "list(declarations_in(b'\\n//rowsclose:x' * (N // 15) + b'\\ntype (' + b'a b;' * (N // 4)))",
    ),
    "slashes before nolint": ("suppressions.applied", "list(_beginnings(b'//' * (N // 2) + b'x nolint'))"),
    "slashes apart": ("suppressions.applied", "list(_beginnings(b'// ' * (N // 3) + b'x nolint'))"),
    "slashes in a comment": ("suppressions.comment", "read_comment('//' * (N // 2) + 'x')"),
    "a directive's blanks": (
        "go.declarations",
        "list(_DIRECTIVE.finditer(b'//rowsclose:x' + b' \\t' * (N // 2) + b'\\n'))",
    ),
    "an import comment": (
        "stubs.index",
        "import_comment_of(b'package p // import ' + b'\"a\",' * (N // 4) + b'x')",
    ),
    "a module's line": ("go.modules", "_directives('require' + ' ' * N + 'x')"),
    "quotes that do not end": ("configuration.toml", "_statements('\\'\\'\\'x' * (N // 4) + '\"\\\\' * (N // 2))"),
    "an exclude": ("discovery.gitignore", f"PathPatterns('/r', ('*a' * 25 + 'b',)).match({MATCH_NAME})"),
    "an exclude of folders": (
        "discovery.gitignore",
        "PathPatterns('/r', ('**/a/' * 25 + 'b',)).match('/r' + '/a' * 250)",
    ),
    "an exclude of sets": ("discovery.gitignore", f"PathPatterns('/r', ('*[!b]' * 100 + 'b',)).match({MATCH_NAME})"),
    "strings that do not end": ("sql.words", "words_of(chr(39) * (N + 1) + chr(92) * N)"),
    "strings between dollars": ("sql.words", "words_of(' '.join(f'$a{i}$' for i in range(N // 8)))"),
    "strings between dollars that end": ("sql.words", "words_of('$a$ $b$ ' * (N // 8))"),
    "comments of SQL that do not end": ("sql.words", "words_of('/*' + '*' * N); words_of('/*/' * (N // 3))"),
    "numbers": ("sql.words", "words_of('1' * N + 'x'); words_of('1e+' * (N // 3)); words_of('1.' * (N // 2))"),
    "names of many statements": ("sql.words", "Names().of('a' * N); Names().of('\\0$' * (N // 2))"),
    "a name of sqlc's": ("sql.comments", "query_name('-- name:' * (N // 8)); query_name('--' + ' ' * N + 'name:')"),
    "tags that do not end": ("sql.comments", "tags('/*' + 'a' * N); tags('/*' * (N // 2) + \"='\")"),
    "tags upon tags": ("sql.comments", "tags('/*' + \"a='b',\" * (N // 6) + \"a='*/\")"),
    "statements that begin alike": ("sql.index", "Index([('(' * N, 1), ('\\0(' * (N // 2), 2)]).find('(' * N)"),
    "parts of statements": (
        "sql.index",
        "Index([('\\0' + '(a ' * (N // 6) + 'b\\0', 1), ('\\0a' + '(a ' * (N // 6), 2)]).find('(a ' * N)",
    ),
    "what comes before a verb": ("trace.made", "begins_statement(Text(('( --\\n/**/' * (N // 9) + 'x',)))"),
    "comments before a verb": ("trace.made", "begins_statement(Text(('/*' * (N // 2) + '*' * N,)))"),
    "senders that send nothing": ("trace.sites", "may_send(b'queryget' * (N // 8)); may_send(b'get' + b' ' * N)"),
    "what sends, and blanks": ("trace.sites", "may_send((b'get' + b' ' * 997) * (N // 1000))"),
    "a time that goes on": ("servers.ending", "_TIME.fullmatch('2026-01-01 ' + '0:' * (N // 2) + 'x')"),
    "lists of sessions": ("servers.rows", "_OURS.search('pg_stat_activit' * (N // 15))"),
    "a wildcard": ("discovery.pattern", "Wildcard('...a' * 100 + 'b').matches('a' * 4000)"),
}


@pytest.mark.parametrize(("module", "call"), READERS.values(), ids=READERS)
def test_reader_is_through_with_a_megabyte(module: str, call: str) -> None:
    program = f"import rowsclose.{module} as m\nglobals().update(vars(m))\nN = {SIZE}\n{call}"
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=120)
