"""A tree whose names and texts would be commands to the build server that logs the run, or would redraw the terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from filetree import write_tree
from gosource import BROKEN, LEAK

from rowsclose.report.formats import FORMAT_NAMES
from rowsclose.report.terminal import inert, inert_line

PROJECT = Path(__file__).parent.parent

# As actions/runner and the agents of Azure and TeamCity find them.
COMMAND = re.compile(r"^(?:\x1b\[[0-9;]*m|\s)*::|##[A-Za-z]*\[", re.MULTILINE)

NAMES = (
    "::error::x",
    "::set-env name=PATH::x",
    " ::add-path::x",
    "\t::stop-commands::x",
    "x\n::error::x",
    "x\r::error::x",
    "x\u2028::error::x",
    "x\x85::error::x",
    "##[add-path]x",
    "x ##vso[task.setvariable variable=x]y",
    "x##teamcity[x]",
    "###[error]x",
    "\u200b::error::x",
    "\x1b[2J::error::x",
    "\udcff::error::x",
    "%0A::error::x",
    "::group::</summary><script>alert(1)</script>[x](http://x)`|",
)
TEXT = "##[add-path]x ##vso[x]y ##teamcity[z] ::error::"
HOSTILE = f"""{LEAK}
// {TEXT}
func g(db *sql.DB) string {{
	rows, err := db.Query(`{TEXT}
::error::x
  ::add-path::x
##[error]x
`)
	if err != nil {{
		return "{TEXT}"
	}}
	if rows.Next() && "{TEXT}" != "" {{ // {TEXT}
		return ""
	}}
	return "{TEXT}"
}}
"""


def run(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rowsclose", *arguments],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=60,
    )


def names_of(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in folder.rglob("*.go")]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Leaks, syntax errors and directives that cannot be meant in files and folders of each name."""
    tree = tmp_path_factory.mktemp("tree")
    for name in NAMES:
        file = name.replace("/", "\u2215")
        wrong = "package p\n\n//rowsclose:##[error]x y\nfunc f() {}\n"
        write_tree(tree, {f"{file}.go": HOSTILE, f"{file}/b.go": BROKEN, f"{file}/c/wrong.go": wrong})
        write_tree(tree, {f"{file}/d/old.go": HOSTILE.replace("rows.Next()", "rows.##[x]")})
    return tree


@pytest.mark.parametrize("color", ["never", "always"])
@pytest.mark.parametrize("name", [name for name in FORMAT_NAMES if name != "github"])
def test_no_format_has_a_command(tree: Path, name: str, color: str) -> None:
    done = run(tree, "check", "-v", "--statistics", "--notes", "-f", name, "--color", color)
    assert done.returncode == 2
    assert COMMAND.findall(done.stdout) == []
    assert COMMAND.findall(done.stderr) == []
    assert done.stdout.count("rows-not-closed") >= len(NAMES)
    if color == "never":
        text = re.sub(r"^\t+", "", done.stdout, flags=re.MULTILINE)  # JUnit's lines are indented by tabs
        assert re.search(r"[^\x20-\x7e\u2215\n]", text.replace("\ufffd", "")) is None
    assert re.search(r"[^\x20-\x7e\u2215\n]", done.stderr) is None


def test_workflow_commands_are_those_of_findings_alone(tree: Path) -> None:
    done = run(tree, "check", "--notes", "-f", "github")
    assert COMMAND.findall(done.stderr) == []
    # A line that is a command of this form is looked at for none of the older form (##[error]).
    lines = done.stdout.splitlines()
    assert len(lines) == done.stdout.count("\n")
    command = re.compile(r"::(?:error|warning|notice) (?:\w+=[^,:]*,)*title=(?:[a-z-]+|rowsclose%3A [a-z]+)::")
    assert [line for line in lines if not command.match(line)] == []


def test_what_machines_read_is_what_was_there(tree: Path) -> None:
    document = json.loads(run(tree, "check", "-f", "json").stdout)
    paths = {finding["path"].replace("\ufffd", "\udcff") for finding in document["findings"]}
    assert {f"{name.replace('/', chr(0x2215))}.go" for name in NAMES} <= paths
    assert any("##[error]x" in notice["message"] for notice in document["notices"])
    junit = ElementTree.fromstring(run(tree, "check", "-f", "junit").stdout)
    assert any("##[add-path]x" in (case.get("classname") or "") for case in junit.iter("testcase"))


@pytest.mark.parametrize("name", [NAMES[0], NAMES[4], NAMES[9]])
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "{}"],
        ["check", "{}.go"],
        ["check", "-o", "{}/none/x"],
        ["check", "-f", "text={}/none/x", "-f", "json={}/none/y"],
        ["check", "--config", "{}"],
        ["check", "--select", "{}"],
        ["check", "-f", "{}"],
        ["check", "--baseline", "{}"],
        ["check", "--since", "{}"],
        ["check", "-", "--stdin-filename", "{}"],
        ["explain", "{}"],
        ["explain", "--function", "{}"],
        ["{}"],
        ["check", "--{}"],
    ],
    ids=" ".join,
)
def test_no_complaint_has_a_command(tmp_path: Path, name: str, arguments: list[str]) -> None:
    if "\udcff" in name and arguments[0] != "check":
        pytest.skip("the same as for check")
    done = run(tmp_path, *(argument.format(name) for argument in arguments))
    assert COMMAND.findall(done.stdout + done.stderr) == []
    assert re.search(r"[^\x20-\x7e\n]", done.stderr.replace("\u2500", "")) is None
    assert "Traceback" not in done.stderr


def test_configuration_says_nothing_to_the_build_server(tmp_path: Path) -> None:
    for line in (
        '"::error::x" = 1',
        'select = ["##[error]x"]',
        'output = "\\n::error::x/../../y"',
        "\n::error::x",
        "x =",
    ):
        write_tree(tmp_path, {".rowsclose.toml": f"{line}\n"})
        for arguments in (["check"], ["config"], ["check", "--show-files"]):
            done = run(tmp_path, *arguments)
            assert done.returncode == 2
            assert COMMAND.findall(done.stdout + done.stderr) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("::x::", "\\x3a:x::"),
        ("  ::x", "  \\x3a:x"),
        ("a::x", "a::x"),
        (": :x", ": :x"),
        ("\x1b[1m::x", "\x1b[1m\\x3a:x"),
        ("a ##[x] ##vso[y]", "a #\\x23[x] #\\x23vso[y]"),
        ("## x ##", "## x ##"),
        ("", ""),
    ],
)
def test_what_is_a_command_is_told_and_nothing_else_changes(line: str, expected: str) -> None:
    assert inert_line(line) == expected
    assert "".join(inert([f"a\n{line[:1]}", line[1:], "\nb"])) == f"a\n{expected}\nb"
