"""A tree that would have a report written over, or into, what is not its own."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import git, git_repository, write_tree
from gosource import LEAK

from rowsclose.cli.commands import rowsclose
from rowsclose.discovery.git_names import is_in_git
from rowsclose.report.formats import FORMAT_NAMES


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a leak, and one in it."""
    tree = write_tree(git_repository(tmp_path / "tree"), {"leak.go": LEAK, "x.go": "package p\n", ".env": "SECRET=1\n"})
    git_repository(tree / "sub")
    write_tree(tree, {".github/workflows/ci.yml": "on: push\n", "Makefile": "all:\n", "data.json": '{"tool": {}}\n'})
    write_tree(tmp_path, {"outside/mine": "mine\n"})
    monkeypatch.chdir(tree)
    return tree


def check(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, ["check", *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below the folder, its mode and its content."""
    return {str(p): (p.lstat().st_mode, p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()}


def configured(tree: Path, output: str, how: str = "output") -> None:
    line = f'output = "{output}"\n' if how == "output" else f'format = ["text", "json={output}"]\n'
    write_tree(tree, {".rowsclose.toml": line})


IN_GIT = [
    ".git/hooks/pre-commit",
    ".git/config",
    "sub/.git/hooks/pre-commit",
    "sub/.GIT/hooks/pre-commit",
    ".Git/x",
    "sub/.git./x",
    "sub/.git /x",
    "sub/.git::$INDEX_ALLOCATION/x",
    "sub/git~1/x",
    "GIT~1/x",
    "sub/.g\\u200cit/x",
    "sub/.\\ufeffGiT/x",
    ".git",
    "sub/.git\\\\hooks\\\\x",
]


@pytest.mark.parametrize("how", ["output", "format"])
@pytest.mark.parametrize("name", IN_GIT)
def test_nothing_is_written_into_git_by_any_name(tree: Path, name: str, how: str) -> None:
    configured(tree, name, how)
    before = state(tree)
    assert check().exit_code == 2
    assert state(tree) == before
    spelled = json.loads(f'"{name}"')
    assert check("--isolated", "-o", spelled).exit_code == 2
    assert check("--isolated", "-f", f"json={spelled}").exit_code == 2
    assert state(tree) == before


@pytest.mark.parametrize("kind", ["bare", "separate", "common folder"])
def test_nothing_is_written_into_a_repository_of_another_name(tree: Path, kind: str) -> None:
    match kind:
        case "bare":
            git(tree, "init", "--quiet", "--bare", "meta")
        case "separate":
            git(tree, "init", "--quiet", f"--separate-git-dir={tree}/meta", str(tree / "inner"))
        case _:
            write_tree(tree, {"meta/HEAD": "x", "meta/commondir": "..\n"})
    (tree / "meta" / "hooks").mkdir(exist_ok=True)
    before = state(tree / "meta")
    configured(tree, "meta/hooks/pre-commit")
    assert check().exit_code == 2
    assert check("--isolated", "-o", "meta/hooks/pre-commit").exit_code == 2
    assert state(tree / "meta") == before


@pytest.mark.parametrize("how", ["output", "format"])
@pytest.mark.parametrize(
    "name", ["x.go", ".env", ".github/workflows/ci.yml", "Makefile", "data.json", "leak.go", ".rowsclose.toml", "sub"]
)
def test_configuration_replaces_nothing_that_it_has_not_written(tree: Path, name: str, how: str) -> None:
    configured(tree, name, how)
    before = state(tree)
    result = check()
    assert result.exit_code == 2
    if how == "output":
        assert check("--show-files").exit_code == 2
    assert f"{name}: is there already and is no report of rowsclose's" in result.stderr
    assert state(tree) == before
    # What goes elsewhere is reported all the same.
    assert ("rows-not-closed" in result.stdout) is (how == "format")


@pytest.mark.parametrize("format_", FORMAT_NAMES)
def test_configuration_replaces_a_report_with_the_next(tree: Path, format_: str) -> None:
    write_tree(tree, {".rowsclose.toml": f'output = "reports.out"\nformat = "{format_}"\ncolor = "always"\n'})
    assert check("leak.go").exit_code == 1
    first = (tree / "reports.out").read_bytes()
    assert check("x.go").exit_code == 0
    assert check("leak.go").exit_code == 1
    assert (tree / "reports.out").read_bytes() == first


def test_report_in_place_of_an_executable_one_is_not_executable(tree: Path) -> None:
    configured(tree, "report.txt")
    check()
    (tree / "report.txt").chmod(0o777)
    for arguments in ((), ("--isolated", "-o", "report.txt")):
        assert check(*arguments).exit_code == 1
        assert stat.S_IMODE((tree / "report.txt").stat().st_mode) == 0o666
        (tree / "report.txt").chmod(0o777)


# Links -----------------------------------------------------------------------------------------------------------------

LINKS = {
    "out of the tree": "../outside/mine",
    "to a new file out of the tree": "../outside/new",
    "into git": ".git/hooks/pre-commit",
    "to a file of the user's": ".env",
    "to a link": "second",
    "to itself": "report",
}


@pytest.mark.parametrize("by", ["configuration", "command line"])
@pytest.mark.parametrize("kind", LINKS)
def test_link_is_the_word_of_the_tree(tree: Path, kind: str, by: str) -> None:
    (tree / "second").symlink_to("../outside/mine")
    (tree / "report").symlink_to(LINKS[kind])
    before = state(tree.parent)
    if by == "configuration":
        configured(tree, "report")
        before = state(tree.parent)
        assert check().exit_code == 2
    else:
        assert check("-o", "report").exit_code == 2
    assert state(tree.parent) == before


@pytest.mark.parametrize("target", ["../outside", ".git/hooks", "sub/.git"])
def test_link_of_a_folder_is_the_word_of_the_tree(tree: Path, target: str) -> None:
    (tree / "out").symlink_to(target)
    before = state(tree.parent)
    assert check("-o", "out/mine").exit_code == 2
    assert check("-f", "json=out/new").exit_code == 2
    assert state(tree.parent) == before


def test_pipe_that_the_configuration_names_is_not_waited_for(tree: Path) -> None:
    os.mkfifo(tree / "pipe")
    configured(tree, "pipe")
    assert check().exit_code == 2


# What must go on working -----------------------------------------------------------------------------------------------


def test_command_line_replaces_what_the_user_names(tree: Path) -> None:
    write_tree(tree, {"old.txt": "old\n"})
    for name in ("old.txt", "../outside/mine", str(tree.parent / "outside" / "new"), "x.go"):
        assert check("-o", name).exit_code == 1
        assert (tree / name).read_text().startswith("error[rows-not-closed]")


def test_links_inside_the_tree_and_outside_of_it_are_followed(tree: Path) -> None:
    write_tree(tree, {"reports/old.txt": ""})
    (tree / "latest").symlink_to("reports/old.txt")
    (tree.parent / "outside" / "link").symlink_to("mine")
    for name in ("latest", "../outside/link"):
        assert check("-o", name).exit_code == 1
        assert (tree / name).is_symlink()
        assert (tree / name).read_text().startswith("error[rows-not-closed]")


def test_tree_that_is_reached_by_a_link_is_no_other_tree(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree.parent / "link").symlink_to("tree")
    assert check("-o", str(tree.parent / "link" / "report")).exit_code == 1
    shutil.rmtree(tree / ".git")
    assert check("-o", "report").exit_code == 1


@pytest.mark.parametrize(
    "name", [".github/x", ".gitignore", "git/x", ".git1/x", "x.git/y", "digit~1/x", "HEAD", ".g/it"]
)
def test_names_that_only_look_like_git_are_none(tmp_path: Path, name: str) -> None:
    assert not is_in_git(str(tmp_path / name))
