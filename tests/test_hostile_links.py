"""A tree that leads out of itself: by its modules, by links to files and folders, by its configuration."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import git_repository, write_tree
from gosource import LEAK

from rowsclose.cli.commands import rowsclose

PROJECT = Path(__file__).parent.parent

OPENING = """package lib

import "database/sql"

func Open(db *sql.DB) (*sql.Rows, error) { return db.Query("SELECT 1") }
"""
USER = """package a

import (
	"database/sql"

	"example.com/lib"
)

func use(db *sql.DB) {
	rows, _ := lib.Open(db)
	_ = rows
}
"""
SIBLING = """package a

import "database/sql"

func use(db *sql.DB) {
	rows, _ := Open(db)
	_ = rows
}
"""


def check(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, ["check", "-f", "concise", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def finds(*arguments: str) -> bool:
    return "rows-not-closed" in check(*arguments).stdout


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tree = git_repository(tmp_path / "tree")
    write_tree(tmp_path, {"lib/go.mod": "module example.com/lib\n", "lib/lib.go": OPENING})
    write_tree(tree, {"go.mod": "module example.com/a\n", "a.go": USER})
    monkeypatch.chdir(tree)
    return tree


# How a tree leads to a library that lies at the path in braces.
WAYS = {
    "replace": {"go.mod": "module example.com/a\nreplace example.com/lib => {}\n"},
    "workspace": {"go.work": "go 1.22\nuse .\nuse {}\n"},
    "workspace in a block": {"go.work": "go 1.22\nuse (\n\t.\n\t{}\n)\n"},
}


def lead(tree: Path, way: str, where: str) -> None:
    if way in WAYS:
        write_tree(tree, {name: text.format(where) for name, text in WAYS[way].items()})
        return
    (tree / "vendor" / "example.com").mkdir(parents=True)
    (tree / "vendor" / "example.com" / "lib").symlink_to(tree / where)


@pytest.mark.parametrize("way", [*WAYS, "vendor"])
def test_modules_outside_are_read_where_the_user_trusts_the_tree(tree: Path, way: str) -> None:
    lead(tree, way, "../lib")
    assert not finds()
    assert finds("--trust")
    assert not finds("--no-trust")


@pytest.mark.parametrize("way", WAYS)
def test_link_to_a_module_outside_is_no_way_around(tree: Path, way: str) -> None:
    (tree / "near").symlink_to("../lib")
    lead(tree, way, "./near")
    assert not finds()
    assert finds("--trust")


@pytest.mark.parametrize("way", [*WAYS, "vendor"])
@pytest.mark.parametrize("at", [".", "cmd", ".."])
def test_modules_inside_are_always_read(tree: Path, monkeypatch: pytest.MonkeyPatch, way: str, at: str) -> None:
    write_tree(
        tree,
        {"libs/lib/go.mod": "module example.com/lib\n", "libs/lib/lib.go": OPENING, "cmd/main.go": "package main\n"},
    )
    lead(tree, way, "./libs/lib")
    monkeypatch.chdir(tree / at)
    assert finds(str(tree / "a.go"))


def test_modules_of_a_checkout_without_git_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, {"go.work": "go 1.22\nuse ./a\nuse ./lib\n", "lib/go.mod": "module example.com/lib\n"})
    write_tree(tmp_path, {"lib/lib.go": OPENING, "a/go.mod": "module example.com/a\n", "a/a.go": USER})
    for at in (".", "a", "lib"):
        monkeypatch.chdir(tmp_path / at)
        assert finds(str(tmp_path / "a" / "a.go"))


def test_link_to_a_file_outside_is_no_part_of_a_package(tree: Path) -> None:
    write_tree(tree, {"a.go": SIBLING, "../lib/lib.go": OPENING.replace("package lib", "package a")})
    (tree / "lib.go").symlink_to("../lib/lib.go")
    assert not finds()
    assert finds("--trust")
    write_tree(tree, {"inner/lib.go": OPENING.replace("package lib", "package a")})
    (tree / "lib.go").unlink()
    (tree / "lib.go").symlink_to("inner/lib.go")
    assert finds()


def test_link_that_leads_outside_and_is_named_is_no_file_without_findings(tree: Path) -> None:
    write_tree(tree, {"inner/x.txt": LEAK, "../out.go": LEAK})
    (tree / "in.go").symlink_to("inner/x.txt")
    (tree / "out.go").symlink_to("../out.go")
    (tree / "clean.go").symlink_to("../lib/lib.go")
    assert (check("in.go").exit_code, check("--trust", "out.go").exit_code) == (1, 1)
    for name in ("out.go", "clean.go"):
        result = check(name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{name}: error: a link that leads out of the tree: --trust follows it" in result.stderr


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("where", "follows"), [("../lib", False), ("./libs/lib", True)])
def test_modules_that_are_not_followed_are_said_with_the_file_that_names_them(
    tree: Path, way: str, where: str, follows: bool
) -> None:
    if follows:
        write_tree(tree, {"libs/lib/go.mod": "module example.com/lib\n", "libs/lib/lib.go": OPENING})
    lead(tree, way, where)
    name = "go.mod" if way == "replace" else "go.work"
    said = f"{name}: warning: leads to a folder outside of the repository: not followed; --trust follows"
    assert (said not in check().stderr) is follows
    assert ("1 leading out of the tree" not in check().stderr) is follows
    assert "leads to" not in check("--trust").stderr
    assert check().exit_code == int(follows)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("where", ["./li\0b", "\0", "../\0/lib"])
def test_path_with_a_nul_leads_nowhere(tree: Path, way: str, where: str) -> None:
    lead(tree, way, where)
    write_tree(tree, {"b.go": SIBLING.replace("Open(db)", 'db.Query("")').replace("func use", "func other")})
    assert finds()


def test_folders_that_one_file_names_are_counted_in_one_notice(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tree, {"go.work": "use .\nuse ../one\nuse ../two\n", "cmd/main.go": "package main\n"})
    monkeypatch.chdir(tree / "cmd")
    assert check("-q", "..").stderr.count("../go.work: warning: leads to 2 folders outside of the repository") == 1


def test_links_to_files_outside_are_counted(tree: Path) -> None:
    (tree / "b.go").symlink_to("../lib/lib.go")
    said = "warning: a link to files outside of the tree: not checked (the first is b.go)"
    assert said in check("./...").stderr.splitlines()
    write_tree(tree, {"c/c.go": "package c\n"})
    (tree / "c" / "b.go").symlink_to("../../lib/lib.go")
    assert "warning: 2 links to files outside of the tree: not checked (the first is b.go)" in check("./...").stderr
    assert check("./...").exit_code == 0


def test_configuration_cannot_say_that_the_tree_is_trusted(tree: Path) -> None:
    write_tree(tree, {".rowsclose.toml": "trust = true\n"})
    result = check()
    assert result.exit_code == 2
    assert ".rowsclose.toml:1: trust: no such key" in result.stderr


def test_nothing_of_a_file_outside_is_shown(tree: Path, tmp_path: Path) -> None:
    secret = OPENING.replace("SELECT 1", "SECRET").replace(
        "return db", "rows, _ := db.Query(`SECRET`); _ = rows; return db"
    )
    write_tree(tmp_path, {"lib/lib.go": secret, "secret.toml": "SECRET = [\n", "out/SECRET.go": "SECRET"})
    lead(tree, "replace", "../lib")
    (tree / "b.go").symlink_to("../lib/lib.go")
    (tree / "folder").symlink_to("../out")
    for name in ("text", "json", "sarif", "github"):
        result = check("-f", name, "--trust", "-v")
        assert "SECRET" not in result.stdout + result.stderr
    for text in (
        "models = 'folder'\n",
        "models = ['*/SECRET.go']\n",
        "extends = '../secret.toml'\n",
        "extends = 'link.toml'\n",
    ):
        write_tree(tree, {".rowsclose.toml": text})
        if not (tree / "link.toml").is_symlink():
            (tree / "link.toml").symlink_to("../secret.toml")
        assert "= [" not in check().stderr


@pytest.mark.parametrize(
    "entry", ["l1", "l1/*", "l*", "l1/**", "**/l1", "l1/**/x.go", "up", "up/*", "u*/**", "*/lib", "loop/loop/loop", "*"]
)
def test_models_walk_nothing_outside(tree: Path, entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "l1").symlink_to("/")
    (tree / "up").symlink_to("..")
    (tree / "loop").symlink_to(".")
    write_tree(tree, {".rowsclose.toml": f'models = ["{entry}"]\n'})
    entered = []
    scan = os.scandir

    def watched(folder: str = ".") -> object:
        entered.append(os.path.realpath(folder))
        return scan(folder)

    monkeypatch.setattr(os, "scandir", watched)
    check()
    own = (str(tree), str(PROJECT), sys.prefix, sys.base_prefix)  # the cache looks at rowsclose itself
    assert [folder for folder in entered if not f"{folder}/".startswith(tuple(f"{each}/" for each in own))] == []


@pytest.mark.parametrize("ways", [["--fix"], ["--add-ignores", "of old"]])
@pytest.mark.parametrize("inside", [".git/hooks/x.go", "bare/hooks/x.go"])
def test_nothing_is_written_into_git_through_a_link(tree: Path, inside: str, ways: list[str]) -> None:
    write_tree(tree, {"a.go": "package a\n", "bare/HEAD": "", "bare/objects/x": "", "bare/refs/x": "", inside: LEAK})
    (tree / "link.go").symlink_to(inside)
    for named in (["./..."], ["--trust", "link.go"], [inside]):
        check(*ways, *named)
        assert (tree / inside).read_text() == LEAK
    assert "a link to files outside of the tree: not checked (the first is link.go)" in check("./...").stderr


@pytest.mark.parametrize("ways", [["--fix"], ["--add-ignores", "of old"]])
def test_work_tree_in_the_folder_of_a_bare_repository_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ways: list[str]
) -> None:
    write_tree(tmp_path, {"HEAD": "", "objects/x": "", "refs/x": "", "main/go.mod": "module a\n", "main/a/a.go": LEAK})
    (tmp_path / "main" / "link.go").symlink_to("a/a.go")
    monkeypatch.chdir(tmp_path / "main")
    check(*ways, "./...")
    assert (tmp_path / "main" / "a" / "a.go").read_text() != LEAK
