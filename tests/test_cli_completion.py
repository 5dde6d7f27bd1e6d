"""Completion scripts, and what a shell is told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from rowsclose.report.formats import FORMAT_NAMES
from rowsclose.rules import ALL_RULES

PROJECT = Path(__file__).parent.parent
RULES = [rule.id for rule in ALL_RULES]


def rowsclose(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONPATH": str(PROJECT), **environment}
    command = [sys.executable, "-m", "rowsclose", *words]
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False, timeout=60)


def completed(*words: str) -> list[tuple[str, str]]:
    """Kind and text of what bash is offered for the last word."""
    line = " ".join(["rowsclose", *words])
    done = rowsclose(_ROWSCLOSE_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words)))
    assert (done.returncode, done.stderr) == (0, "")
    return [(kind, text) for kind, _, text in (each.partition(",") for each in done.stdout.splitlines())]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_one_that_its_shell_reads(shell: str) -> None:
    done = rowsclose("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert "_ROWSCLOSE_COMPLETE" in done.stdout
    path = shutil.which(shell)
    if path is not None:
        subprocess.run([path, "-n"], input=done.stdout, text=True, check=True, timeout=60)


def test_another_shell_is_a_usage_error() -> None:
    assert rowsclose("completion", "tcsh").returncode == 2


def test_commands_and_options_are_offered() -> None:
    assert {("plain", "check"), ("plain", "config"), ("plain", "explain")} <= set(completed("''"))
    assert completed("conf") == [("plain", "config")]
    assert ("plain", "--select") in completed("check", "--se")


def test_rules_are_offered_also_behind_a_comma() -> None:
    assert [text for _, text in completed("check", "--select", "rows-")] == [r for r in RULES if r.startswith("rows-")]
    assert completed("check", "--ignore", "tx-not-finished,conn-n") == [("plain", "tx-not-finished,conn-not-closed")]
    assert completed("check", "--extend-select", "al") == [("plain", "all")]
    assert completed("explain", "stmt") == [("plain", "stmt-not-closed")]


def test_formats_and_other_words_are_offered() -> None:
    assert [text for _, text in completed("check", "-f", "s")] == [
        name for name in FORMAT_NAMES if name.startswith("s")
    ]
    assert completed("check", "--min-confidence", "h") == [("plain", "high")]
    assert completed("completion", "z") == [("plain", "zsh")]


def test_files_are_left_to_the_shell() -> None:
    assert completed("check", "./st") == [("file", "./st")]
    assert completed("check", "--config", "x") == [("file", "x")]
    assert completed("config", "st") == [("file", "st")]
