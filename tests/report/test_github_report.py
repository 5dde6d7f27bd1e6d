"""Workflow commands, read back as the runner reads them.

The reader follows actions/runner, src/Runner.Common/ActionCommand.cs (TryParseV2), and what it does with the lines and
columns of an annotation, src/Runner.Worker/ActionCommandManager.cs (IssueCommandExtension).
"""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from rowsclose.finding import Level, Notice, NoticeKind, Run
from rowsclose.source import SourceFile, Span
from rowsclose.values import replace

from .samples import EMPTY_RUN, LIST_FILE, LIST_RUN, LOWERED_RUN, MIXED_RUN, OPEN_FILE, list_finding, rendered


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def read_command(line: str) -> Command | None:
    """The command on a line of a log; None where the runner sees none."""
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, listed = line[2:end].partition(" ")
    if name not in ("error", "warning", "notice"):
        return None
    pairs = [pair.split("=", 1) for pair in listed.strip().split(",") if pair]
    properties = {pair[0]: unescaped(pair[1], "%3A:", "%2C,") for pair in pairs if len(pair) == 2 and pair[1]}
    return Command(name, properties, unescaped(line[end + 2 :]))


def unescaped(text: str, *more: str) -> str:
    for escape in ("%0D\r", "%0A\n", *more, "%25%"):
        text = text.replace(escape[:3], escape[3:])
    return text


def commands(run: Run, *files: SourceFile, **changes: object) -> list[Command]:
    lines = rendered("github", run, *files, **changes).split("\n")
    assert lines.pop() == ""
    read = [read_command(line) for line in lines]
    assert None not in read
    return [command for command in read if command is not None]


def test_finding() -> None:
    assert rendered("github", LIST_RUN, LIST_FILE, folder="/r/sub") == (
        "::error file=sub/store/list.go,line=4,endLine=4,col=15,endColumn=32,title=rows-not-closed"
        "::sub/store/list.go:4:15: rows may still be open at the return on line 12"
        "%0Ahelp: add defer rows.Close() after the check of err\n"
    )


def test_what_lowered_a_finding_is_a_line_of_its_message() -> None:
    (command,) = commands(LOWERED_RUN, LIST_FILE)
    assert command.name == "notice"
    assert command.data.split("\n")[1:] == [
        "lowered from error: assumed, bounded",
        "help: add defer rows.Close() after the check of err",
    ]


def test_no_finding_is_no_line() -> None:
    assert rendered("github", EMPTY_RUN) == ""


def test_levels() -> None:
    findings = tuple(replace(list_finding(), level=level, rule_id=level.value) for level in Level)
    shown = commands(Run(findings, (), 1), LIST_FILE)
    assert {command.properties["title"]: command.name for command in shown} == {
        "error": "error",
        "warning": "warning",
        "note": "notice",
    }


def test_notices_are_commands_too_after_the_findings_by_path() -> None:
    shown = commands(MIXED_RUN, LIST_FILE, OPEN_FILE)[2:]
    assert shown == [
        Command("error", {"title": "rowsclose: failure"}, "worker ended"),
        Command(
            "warning",
            {"file": "a b/\\x1bö#.go", "line": "3", "title": "rowsclose: syntax"},
            "a b/\\x1bö#.go:3:12: syntax error near `;`",
        ),
        Command("error", {"file": "gone.go", "title": "rowsclose: unreadable"}, "gone.go: no such file"),
        Command("warning", {"title": "rowsclose: pattern"}, "./none/...: matched no Go file"),
    ]


def test_columns_are_utf16_units_and_end_behind_the_region() -> None:
    file = SourceFile("x.go", "\ufeff/* \U0001f600é */ db.Query(q)".encode())
    start = file.text.index(b"db.Query")
    finding = replace(list_finding("x.go"), span=Span(start, start + 8), witness=())
    (shown,) = commands(Run((finding,), (), 1), file)
    assert (shown.properties["col"], shown.properties["endColumn"]) == ("11", "19")


def test_region_over_several_lines_has_no_columns() -> None:
    (shown,) = commands(
        Run((replace(list_finding("x.go"), span=Span(0, 4), witness=()),), (), 1), SourceFile("x.go", b"a\nbc\n")
    )
    assert shown.properties == {"file": "x.go", "line": "1", "endLine": "2", "title": "rows-not-closed"}


def test_file_outside_the_repository_is_named_by_its_last_component() -> None:
    file = SourceFile("/home/me/secret/list.go", LIST_FILE.text)
    (shown,) = commands(Run((list_finding(file.path),), (), 1), file)
    assert shown.properties["file"] == "list.go"
    assert "secret" not in shown.data


@given(st.text("a%0ADd253AC:,;=]\r\n", min_size=1).filter(lambda name: not name.startswith("=")), st.text("%0A:,\r\na"))
def test_names_and_messages_reach_the_runner_as_they_are(name: str, message: str) -> None:
    file = SourceFile(name, LIST_FILE.text)
    finding = replace(list_finding(name), message=message, witness=(), help="")
    (shown,) = commands(Run((finding,), (), 1), file)
    assert shown.properties["file"] == name
    assert shown.data == f"{name}:4:15: {message}"


def test_hostile_message_is_one_command() -> None:
    hostile = "x\n::error::forged\r\n##[error]forged::%0A::warning::\x1b[31m]]>"
    notice = Notice("a,b:c.go", 0, 0, NoticeKind.FAILURE, hostile)
    (shown,) = commands(Run((), (notice,), 1))
    assert shown.properties["file"] == "a,b:c.go"
    assert shown.data == f"a,b:c.go: {hostile}".replace("\x1b", "\\x1b")
