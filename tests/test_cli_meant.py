"""What is said where a pattern, a format or a command is not what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import git_repository, write_tree
from gosource import CLEAN, LEAK

from rowsclose.cli.commands import rowsclose


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_tree(
        git_repository(tmp_path),
        {
            "go.mod": "module example.com/shop\n",
            "store/leak.go": LEAK,
            "cmd/tool/main.go": CLEAN,
            "tools/go.mod": "module example.com/tools\n",
            "tools/gen/gen.go": CLEAN,
        },
    )


def run(*arguments: str, stdin: str = "") -> Result:
    result = CliRunner().invoke(rowsclose, arguments, input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("stroe", "did you mean store?"),
        ("./stroe/...", "did you mean ./store/...?"),
        ("cmd/tol/main.go", "did you mean cmd/tool/main.go?"),
        ("store/lek.go", "did you mean store/leak.go?"),
        ("example.com/shop/store", "it is an import path: write ./store"),
        ("example.com/shop/...", "it is an import path: write ./..."),
        ("example.com/tools/gen", "it is an import path: write ./tools/gen"),
        ("sarif", "as a format, it belongs to an option: -f sarif"),
        (
            "rows-discarded,defer-in-loop",
            "as a rule, it belongs to an option, and rules are separated by commas: "
            "--select RULE,rows-discarded,defer-in-loop",
        ),
    ],
)
def test_a_pattern_that_names_nothing_says_what_may_have_been_meant(module: Path, pattern: str, said: str) -> None:
    result = run("check", pattern, "store")
    assert result.exit_code == 2
    assert result.stderr.splitlines()[0] == f"{pattern}: error: no such file or directory; {said}"
    assert "rows-not-closed" in result.stdout  # the rest is reported


@pytest.mark.parametrize("pattern", ["zzz", "example.com/other/store", "store/leak.go/x", "rows-closed"])
def test_where_nothing_is_near_nothing_is_suggested(module: Path, pattern: str) -> None:
    result = run("check", pattern)
    assert result.exit_code == 2
    assert ";" not in result.stderr


def test_an_import_path_is_shown_from_the_working_folder(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(module / "cmd")
    assert "write ../store" in run("check", "example.com/shop/store").stderr
    assert "write ./tool/..." in run("check", "example.com/shop/cmd/tool/...").stderr


def test_a_folder_without_go_is_an_error_and_a_wildcard_without_go_a_warning(module: Path) -> None:
    assert run("check", "cmd").exit_code == 2
    assert "cmd/... checks them" in run("check", "cmd").stderr
    write_tree(module, {"docs/readme.md": ""})
    assert run("check", "docs").exit_code == 2
    assert run("check", "./docs/...").exit_code == 0


@pytest.mark.parametrize("arguments", [["./..."], ["store"], ["store/leak.go"], ["./...", "-f", "concise"]])
def test_a_pattern_in_place_of_a_command_is_checked_and_standard_error_says_so(
    module: Path, arguments: list[str]
) -> None:
    result, meant = run(*arguments), run("check", *arguments)
    assert (result.exit_code, result.stdout) == (1, meant.stdout)
    first, *others = result.stderr.splitlines(keepends=True)
    assert first == f"rowsclose: {arguments[0]} is no command: this is `rowsclose check {arguments[0]}`\n"
    assert "".join(others) == meant.stderr


def test_standard_input_in_place_of_a_command_is_checked(module: Path) -> None:
    assert run("-", stdin=LEAK).exit_code == 1


def test_a_command_wins_over_a_folder_of_its_name(module: Path) -> None:
    write_tree(module, {"explain/a.go": LEAK})
    assert run("explain").stdout.startswith("rule ")


def test_a_mistyped_command_names_the_nearest(module: Path) -> None:
    result = run("chekc", "store")
    assert result.exit_code == 2
    assert result.stderr.endswith("Error: no such command: chekc; did you mean check?\n")


@pytest.mark.parametrize("option", ["-f", "--select", "--no-tests"])
def test_an_option_before_the_command_says_where_it_belongs(module: Path, option: str) -> None:
    result = run(option, "x", "check")
    assert result.exit_code == 2
    assert result.stderr.endswith(f"Error: {option} is an option of `check`: write rowsclose check {option}\n")
    assert run("--nonsense").exit_code == 2


def test_a_mistyped_format_names_the_nearest() -> None:
    assert "Error: no such format: sairf; did you mean sarif? (one of text, " in run("check", "-f", "sairf").stderr
