"""What a person is told beside the findings: progress on a terminal, a summary by rule where there is much."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filetree import write_tree
from gosource import LEAK

from rowsclose.cli.commands import rowsclose
from rowsclose.cli.output import wants_links
from rowsclose.cli.progress import watched


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(rowsclose, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal_of(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in place of standard error; called within the test, for pytest has its own until then."""
    made = Terminal()
    monkeypatch.setattr(sys, "stderr", made)
    return made


def answers(names: str, terminal: Terminal) -> Iterator[tuple[str, str]]:
    """Each once the bar shows that it is waited for."""
    for name in names:
        deadline = time.monotonic() + 5
        while f"  {name}" not in terminal.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
        yield name, name.upper()


def test_a_long_run_shows_how_far_it_is_and_what_it_waits_for_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = terminal_of(monkeypatch)
    found = list(watched(list("abc"), answers("abc", terminal), patience_s=0))
    assert found == ["A", "B", "C"]
    shown = terminal.getvalue()
    assert [f"  {count}/3  {name}" in shown for count, name in ((0, "a"), (1, "b"), (2, "c"))] == [True] * 3
    assert shown.endswith("\r\x1b[2K\x1b[?25h")
    assert "\n" not in shown


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    assert list(watched(["a"], iter([("a", 1)]), patience_s=3600)) == [1]
    assert terminal.getvalue() == ""


def test_what_goes_wrong_below_the_bar_goes_on_and_the_bar_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)

    def failing() -> Iterator[tuple[str, int]]:
        yield from ((name, 0) for name, _ in answers("a", terminal))
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        list(watched(["a", "b"], failing(), patience_s=0))
    assert terminal.getvalue().endswith("\x1b[?25h")


def test_names_cannot_write_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    name = "\x1b[2J"
    list(watched([name], ((name, "") for _ in answers("\\", terminal)), patience_s=0))
    assert "\\x1b[2J" in terminal.getvalue()
    assert name not in terminal.getvalue()


def test_of_many_findings_standard_error_counts_those_of_each_rule_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_tree(tmp_path, {f"p{n}/a.go": LEAK for n in range(21)}))
    lines = run("check").stderr.splitlines()
    assert lines[0] == "21  rows-not-closed"
    assert lines[1].startswith("`rowsclose explain RULE` says why")
    assert lines[2].startswith("`rowsclose baseline` records what there is")
    assert lines[3:] == ["21 errors in 21 files"]
    assert "rowsclose baseline" not in run("check", "--no-baseline").stderr
    assert run("check", "-q").stderr == ""
    assert run("check", "-f", "json").stderr == "21 errors in 21 files\n"
    assert run("check", "./p1/...", "./p2/...").stderr == "2 errors in 2 files\n"


@pytest.mark.parametrize("words", [[], *([name] for name in rowsclose.list_commands(None))])  # type: ignore[arg-type]
def test_help_fits_80_columns(words: list[str]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize(
    ("said", "links"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"VTE_VERSION": "7600"}, True),
        ({"VTE_VERSION": "4205"}, False),
        ({"VTE_VERSION": "\u0663"}, False),
        ({"WT_SESSION": "x", "FORCE_HYPERLINK": "0"}, False),
        ({"FORCE_HYPERLINK": "1"}, True),
    ],
)
def test_links_are_for_terminals_that_open_them(
    said: dict[str, str], links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DOMTERM", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION", "TERM_PROGRAM", "VTE_VERSION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm", "FORCE_HYPERLINK": "", **said}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert wants_links(None) is links
    assert not wants_links("report.txt")


def test_what_is_no_terminal_has_links_where_they_are_asked_for_with_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_tree(tmp_path, {"a.go": LEAK}))
    monkeypatch.setenv("WT_SESSION", "x")
    monkeypatch.delenv("FORCE_HYPERLINK", raising=False)
    assert "\x1b]8;;" not in run("check", "--color", "always").stdout
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    assert "\x1b]8;;" in run("check", "--color", "always").stdout
    assert "\x1b]8;;" not in run("check", "--color", "never").stdout
