"""What is remembered is what would be found: after any change to anything that an answer depends on."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from checking import OPTIONS
from filetree import write_tree
from gosource import LEAK

from rowsclose.analyst import Analyst
from rowsclose.configuration.settings import PerFileIgnores
from rowsclose.discovery import GoFile, discover
from rowsclose.discovery.gitignore import PathPatterns
from rowsclose.driver import CheckOptions, Means, check
from rowsclose.finding import Confidence, Run
from rowsclose.levels import Levels
from rowsclose.rules import ALL_RULES
from rowsclose.syntax import parser
from rowsclose.unit import Answer, Unit
from rowsclose.values import replace

ROOT = Path(__file__).parents[2]


def run(tree: Path, cache: Path | None, options: CheckOptions = OPTIONS, *patterns: str) -> Run:
    means = Means(cache=str(cache) if cache is not None else None)
    return check(discover(patterns or ["./..."], str(tree)), options, {}, means=means)


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def nothing_is_parsed(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def forbid() -> None:
        def fail(text: bytes) -> None:
            raise AssertionError("a file is parsed")

        monkeypatch.setattr("rowsclose.go.program.parse", fail)
        monkeypatch.setattr(parser, "parse", fail)
        monkeypatch.setenv("ROWSCLOSE_DEBUG", "1")

    return forbid


# A module whose packages depend on each other in every way that there is -------------------------------------------------

STORE = """package store

import "database/sql"

type Store struct{ db *sql.DB }

func (s *Store) Entries() (*sql.Rows, error) { %s }
"""
CLOSER = """package closer

import "database/sql"

func Done(rows *sql.Rows) { %s }
"""
WEB = """package web

import (
	%s
	"m.test/m/closer"
	"m.test/m/store"
	"lib.test/own"
	"lib.test/vendored"
	"lib.test/cached"
)

func list(s *store.Store) error {
	rows, err := s.Entries()
	if err != nil {
		return err
	}
	%s
	for rows.Next() {
	}
	return rows.Err()
}
"""
ENDS = ["closer.Done(rows)", "defer closer.Done(rows)", "rows.Close()"]
ENDS += [f"{library}.End(rows)" for library in ("own", "vendored", "cached")]
LIBRARY = """package %s

import "database/sql"

func End(rows *sql.Rows) { %s }
"""
BODIES = ["rows.Close()", "", "if rows.Next() {\n\t\trows.Close()\n\t}", "go func() { _ = rows }()"]
GIVES = ['return s.db.Query("SELECT 1")', "return nil, nil", 'rows, err := s.db.Query("SELECT 1")\n\treturn rows, err']
MODULE = "module m.test/m\n\nrequire lib.test/cached %s\n\nreplace lib.test/own => %s\n"


class Tree:
    """A tree that is edited at random, with all that lies around it."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root / "m"
        self._cached = root / "modcache"
        self._random = random.Random(seed)
        self._saved: dict[str, bytes] | None = None
        for version in ("v1.0.0", "v1.1.0"):
            write_tree(self._cached / f"lib.test/cached@{version}", {"c.go": self._library("cached")})
        for edit in self._edits():
            edit()

    def edit(self) -> None:
        for _ in range(self._random.randint(1, 2)):
            self._random.choice(self._edits())()

    def _edits(self) -> list[Callable[[], None]]:
        return [
            lambda: self._write("store/store.go", STORE % self._one(GIVES)),
            lambda: self._write("closer/closer.go", CLOSER % self._one(BODIES)),
            lambda: self._write("web/web.go", WEB % (self._one(["", '_ "m.test/m/none"']), self._one(ENDS))),
            lambda: self._write(
                "web/other_test.go", self._one(["package web\n", WEB.replace("list", "other") % ("", "")])
            ),
            lambda: self._write("own1/own.go", self._library("own")),
            lambda: self._write("own2/own.go", self._library("own")),
            lambda: self._write("vendor/lib.test/vendored/v.go", self._library("vendored")),
            self._require,
            lambda: self._write("leaf/leaf.go", self._one(["package leaf\n", LEAK.replace("store", "leaf")])),
            lambda: self._write("nested/go.mod", self._one(["module nested.test/n\n", "module m.test/m/nested\n"])),
            lambda: self._write("nested/web/web.go", WEB % ("", self._one(ENDS))),
            self._touch,
            self._remove,
            self._swap,
            self._switch,
        ]

    def _require(self) -> None:
        version, own = self._one(["v1.0.0", "v1.1.0", "v9.0.0"]), self._one(["./own1", "./own2"])
        self._write("go.mod", MODULE % (version, own))

    def _one(self, choices: list[str]) -> str:
        return self._random.choice(choices)

    def _library(self, name: str) -> str:
        return LIBRARY % (name, self._one(BODIES))

    def _write(self, name: str, text: str) -> None:
        write_tree(self.root, {name: text})

    def _files(self) -> list[Path]:
        return sorted(self.root.rglob("*.go"))

    def _touch(self) -> None:
        file = self._random.choice(self._files())
        os.utime(file, (1e9, 1e9))

    def _remove(self) -> None:
        self._random.choice(self._files()).unlink()
        self._write("store/store.go", STORE % self._one(GIVES))

    def _swap(self) -> None:
        """Two files change their names: each keeps its size and its times."""
        one, other = self._random.sample(self._files(), 2) if len(self._files()) > 1 else [self._files()[0]] * 2
        if one != other:
            one.rename(one.with_suffix(".tmp"))
            other.rename(one)
            one.with_suffix(".tmp").rename(other)

    def _switch(self) -> None:
        """Another branch, and back to what was there."""
        now = {str(file.relative_to(self.root)): file.read_bytes() for file in self._files()}
        if self._saved is not None:
            for file in self._files():
                file.unlink()
            for name, text in self._saved.items():
                self._write(name, text.decode())
        self._saved = now


@pytest.mark.parametrize("seed", range(6))
def test_after_random_edits_what_is_remembered_is_what_is_found(
    tmp_path: Path, cache: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOMODCACHE", str(tmp_path / "modcache"))
    tree = Tree(tmp_path, seed)
    found = set()
    for _ in range(14):
        cold = run(tree.root, None)
        found.add(cold.findings)
        assert run(tree.root, cache) == cold
        tree.edit()
    assert len(found) > 1


def test_nothing_is_parsed_where_nothing_has_changed(
    tmp_path: Path, cache: Path, nothing_is_parsed: Callable[[], None]
) -> None:
    shutil.copytree(ROOT / "fixtures" / "early_return", tmp_path / "t")
    write_tree(tmp_path / "t", {"broken/b.go": LEAK + "\nfunc half( {\n", "clean/c.go": "package c\n"})
    first = run(tmp_path / "t", cache)
    assert first.findings
    assert first.notices
    nothing_is_parsed()
    assert run(tmp_path / "t", cache) == first
    one = run(tmp_path / "t", cache, OPTIONS, "broken")
    assert one.findings == tuple(f for f in first.findings if f.path.startswith("broken/"))


def test_another_worktree_has_its_own_answers_and_shares_what_is_the_same(
    tmp_path: Path, cache: Path, nothing_is_parsed: Callable[[], None]
) -> None:
    for name in ("one", "two", "three"):
        write_tree(tmp_path / name, {"go.mod": "module m\n", "a/a.go": LEAK})
    write_tree(tmp_path / "two", {"a/a.go": LEAK.replace("for rows.Next()", "defer rows.Close()\n\tfor rows.Next()")})
    one, two = run(tmp_path / "one", cache), run(tmp_path / "two", cache)
    assert len(one.findings) == 1
    assert two.findings == ()
    nothing_is_parsed()
    assert run(tmp_path / "three", cache) == one
    assert run(tmp_path, cache, OPTIONS, "three/...").findings[0].path == "three/a/a.go"


# What is asked for ----------------------------------------------------------------------------------

MODEL = """package other // import "m.test/other"

import "database/sql"

//rowsclose:closes rows
func End(rows *sql.Rows)
"""


def asked_differently(folder: Path) -> Iterator[CheckOptions]:
    yield replace(OPTIONS, min_confidence=Confidence.LOW)
    yield replace(OPTIONS, rules=ALL_RULES)
    yield replace(OPTIONS, levels=Levels({}, frozenset()))
    yield replace(OPTIONS, reasons=True)
    patterns = PathPatterns(str(folder), ("*.go",))
    yield replace(OPTIONS, per_file_ignores=(PerFileIgnores(patterns, frozenset({"rows-not-closed"})),))
    model = folder / ".models" / "m.go"
    write_tree(model.parent, {model.name: MODEL})
    yield replace(OPTIONS, models=(GoFile("m.go", str(model)),))
    write_tree(model.parent, {model.name: MODEL.replace("closes", "borrows")})
    yield replace(OPTIONS, models=(GoFile("m.go", str(model)),))
    write_tree(model.parent, {model.name: MODEL.replace("closes rows", "closes nothing")})
    yield replace(OPTIONS, models=(GoFile("m.go", str(model)),))


def test_each_question_has_its_own_answer(tmp_path: Path, cache: Path) -> None:
    text = LEAK.replace("var all", "other.End(rows)\n\tvar all").replace('sql"', 'sql"\nimport "m.test/other"')
    write_tree(tmp_path, {"go.mod": "module m.test/m\n", "a/a.go": text, "b/b_test.go": LEAK})
    for options in (OPTIONS, *asked_differently(tmp_path), OPTIONS):
        cold = run(tmp_path, None, options)
        assert [run(tmp_path, cache, options), run(tmp_path, cache, options)] == [cold, cold]


def test_a_pool_is_looked_for_in_all_of_the_tree(tmp_path: Path, cache: Path) -> None:
    opened = 'package a\n\nimport "database/sql"\n\nvar DB *sql.DB\n\nfunc F() { DB, _ = sql.Open("x", "") }\n'
    limits = 'package b\n\nimport "m.test/m/a"\n\nfunc G() { a.DB.SetMaxOpenConns(3) }\n'
    options = replace(OPTIONS, rules=ALL_RULES)
    write_tree(tmp_path, {"go.mod": "module m.test/m\n", "a/a.go": opened, "b/b.go": "package b\n"})
    before = run(tmp_path, cache, options)
    write_tree(tmp_path, {"b/b.go": limits})
    after = run(tmp_path, cache, options)
    assert (before, after) != (after, after)
    assert after == run(tmp_path, None, options)


# What is not kept -----------------------------------------------------------------------------------


def test_a_failure_is_not_remembered(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, {"a/a.go": LEAK})
    with monkeypatch.context() as patched:
        patched.setattr("rowsclose.analyst.Engine", None)
        failing = run(tmp_path, cache)
    assert failing.notices
    assert run(tmp_path, cache) == run(tmp_path, None)


def test_an_answer_is_not_remembered_where_a_file_has_changed_in_between(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tree(tmp_path, {"a/a.go": LEAK})
    answer = Analyst.answer

    def answer_late(self: Analyst, unit: Unit) -> Answer:
        write_tree(tmp_path, {"a/a.go": "package store\n"})
        return answer(self, unit)

    with monkeypatch.context() as patched:
        patched.setattr(Analyst, "answer", answer_late)
        assert run(tmp_path, cache).findings == ()
    write_tree(tmp_path, {"a/a.go": LEAK})
    assert len(run(tmp_path, cache).findings) == 1


def test_a_file_that_is_edited_within_one_tick_of_its_clock_is_read_again(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / "a" / "a.go"
    for query in ("SELECT", "DELETE"):
        write_tree(tmp_path, {"a/a.go": LEAK.replace("SELECT", query), "b/b.go": LEAK})
        os.utime(file, ns=(10**18, 10**18))
        assert run(tmp_path, cache) == run(tmp_path, None)
