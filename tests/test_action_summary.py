"""The step summary: what it shows, that it stays within the runner's limit, and that the tree cannot write into it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from githubrunner import SHA, read_outputs
from hypothesis import given
from hypothesis import strategies as st
from runner import set_outputs
from step_summary import MAX_ROWS, Links, escaped, prose, step_summary

from rowsclose.report.rule_page import help_url
from rowsclose.rules import ALL_RULES

COMMIT = f"https://github.com/octo/shop/blob/{SHA}"
LINKS = Links(COMMIT, "/repository", "/repository")
HELP = {rule.id: help_url(rule) for rule in ALL_RULES}["rows-not-closed"]


def finding(path: str, line: int = 1, message: str = "open", level: str = "error") -> dict[str, Any]:
    return {"rule": "rows-not-closed", "level": level, "message": message, "path": path, "region": {"line": line}}


def notice(path: str, line: int | None, message: str, fails: bool = False) -> dict[str, Any]:
    return {"path": path, "line": line, "message": message, "fails_the_run": fails}


def report(findings: Sequence[dict[str, Any]], notices: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    levels = Counter(each["level"] for each in findings)
    counts = {"levels": {level: levels[level] for level in ("error", "warning", "note")}}
    return {"findings": list(findings), "notices": list(notices), "counts": counts}


def test_finding_is_a_row_with_links_to_its_line_and_its_rule() -> None:
    text = step_summary(report([finding("store/list.go", 12, "`rows` is never closed")]), 1, LINKS)
    assert text == (
        "### rowsclose: 1 error\n\n"
        "| level | where | rule | message |\n"
        "| --- | --- | --- | --- |\n"
        f"| error | [<code>store&#47;list&#46;go&#58;12</code>](<{COMMIT}/store/list.go#L12>)"
        f" | [<code>rows&#45;not&#45;closed</code>](<{HELP}>) | <code>rows</code> is never closed |\n\n"
    )


def test_findings_are_counted_by_level() -> None:
    findings = [finding("a.go"), finding("a.go", level="warning"), finding("a.go", level="warning")]
    assert step_summary(report(findings), 1, LINKS).startswith("### rowsclose: 1 error, 2 warnings\n")
    assert step_summary(report([]), 0, LINKS) == "### rowsclose: no findings\n\n"


def test_notices_have_a_table_of_their_own() -> None:
    notices = [notice("bad.go", 3, "syntax error"), notice("./no/...", None, "gone", True), notice("", None, "said")]
    text = step_summary(report([], notices), 2, LINKS)
    assert text == (
        "### rowsclose: no findings\n\n"
        "Not everything could be analysed: exit status 2.\n\n"
        "#### Not analysed, or only in part\n\n"
        "| level | where | message |\n"
        "| --- | --- | --- |\n"
        f"| warning | [<code>bad&#46;go&#58;3</code>](<{COMMIT}/bad.go#L3>) | syntax error |\n"
        "| error | <code>&#46;&#47;no&#47;&#46;&#46;&#46;</code> | gone |\n"
        "| warning |  | said |\n\n"
    )


@pytest.mark.parametrize(
    ("folder", "path", "url"),
    [
        ("/repository", "a.go", f"{COMMIT}/a.go#L7"),
        ("/repository/sub", "a.go", f"{COMMIT}/sub/a.go#L7"),
        ("/repository/sub", "../a.go", f"{COMMIT}/a.go#L7"),
        ("/repository", "/repository/x/a.go", f"{COMMIT}/x/a.go#L7"),
        ("/repository", "..a/a.go", f"{COMMIT}/..a/a.go#L7"),
        ("/repository", "../a.go", ""),
        ("/repository", "/elsewhere/a.go", ""),
    ],
)
def test_links_lead_to_files_of_the_repository_only(folder: str, path: str, url: str) -> None:
    assert Links(COMMIT, "/repository", folder).line(path, 7) == url


@pytest.mark.parametrize("length", [10, 100_000])
def test_more_findings_than_fit_are_counted(length: int) -> None:
    findings = [finding(f"{'x' * length}{number}.go") for number in range(3_000)]
    text = step_summary(report(findings, [notice("", None, "." * length)] * 3_000), 1, LINKS)
    assert len(text.encode()) <= 1_000_000
    shown = text.count("| error |")
    assert 1 <= shown <= MAX_ROWS
    assert f"\n… and {3_000 - shown:,} more, in the log of the check; notes with `--notes`.\n" in text


def test_worst_findings_come_first() -> None:
    levels = ["note", "error", "warning", "note", "error"]
    text = step_summary(report([finding(f"{at}.go", level=level) for at, level in enumerate(levels)]), 1, LINKS)
    rows = re.findall(r"^\| (error|warning|note) \| \[<code>(\d)", text, re.MULTILINE)
    assert rows == [("error", "1"), ("error", "4"), ("warning", "2"), ("note", "0"), ("note", "3")]


@given(st.text())
def test_text_cannot_be_markdown_or_html(text: str) -> None:
    plain = re.sub(r"&#\d+;", "", escaped(text))
    assert all(char.isalnum() or char == " " or not char.isascii() for char in plain)
    assert "\n" not in escaped(text)


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("`rows` and `a|b`", "<code>rows</code> and <code>a&#124;b</code>"),
        ("one ` alone", "one &#96; alone"),
        ("`a` and `", "<code>a</code> and &#96;"),
        ("</code><script>", "&#60;&#47;code&#62;&#60;script&#62;"),
        ("[x](javascript:y) @team\n| www.example.com", None),
    ],
)
def test_message_has_code_where_it_has_backticks(message: str, shown: str | None) -> None:
    told = prose(message)
    assert told == shown if shown else not re.search(r"[\[\]()@|\n.:]", told)


@pytest.mark.parametrize(
    "path", ["a b.go", "a)>b.go", "a|b.go", 'a"><b>.go', "a\\.go", "\n|.go", "\udcff.go", "[x](y).go"]
)
def test_path_cannot_leave_its_link_or_its_cell(path: str) -> None:
    row = step_summary(report([finding(path)]), 1, LINKS).splitlines()[4]
    assert row.count("|") == 5
    link = re.fullmatch(r"\[<code>[\w &#;]+</code>\]\(<([\w%/:.#-]+)>\)", row.split(" | ")[1])
    assert link
    assert link[1].startswith(f"{COMMIT}/")


OUTPUTS = st.dictionaries(st.from_regex(r"[a-z-]+", fullmatch=True), st.text(st.characters(codec="utf-8")), max_size=4)


@given(OUTPUTS)
def test_outputs_are_read_back_whole(tmp_path_factory: pytest.TempPathFactory, outputs: dict[str, str]) -> None:
    file = tmp_path_factory.mktemp("runner") / "output"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GITHUB_OUTPUT", str(file))
        set_outputs(outputs)
    assert read_outputs(file.read_bytes().decode()) == outputs
