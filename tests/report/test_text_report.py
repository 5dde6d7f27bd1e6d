"""Whole outputs of ``text`` and ``concise``."""

from __future__ import annotations

import os
import re
from urllib.parse import unquote_to_bytes, urlsplit

import pytest

from rowsclose.finding import Confidence, Finding, Level, Run, Step, StepKind
from rowsclose.report import snippet
from rowsclose.report.formats import FOR_PEOPLE, FORMAT_NAMES
from rowsclose.report.screen import Links
from rowsclose.report.story import Mark
from rowsclose.report.terminal import cells, visible_line
from rowsclose.source import SourceFile, Span
from rowsclose.values import replace

from .samples import (
    EMPTY_RUN,
    LIST_FILE,
    LIST_GO,
    LIST_RUN,
    LOWERED_RUN,
    MIXED_RUN,
    OPEN_FILE,
    list_finding,
    lowered_finding,
    rendered,
    span_of,
)


def run_of(*findings: Finding) -> Run:
    return Run(findings=findings, notices=(), files=1)


def finding_at(file: SourceFile, span: Span, *witness: Step) -> Finding:
    return Finding(
        "rows-not-closed", Level.WARNING, "rows is never closed", file.path, span, "f", Confidence.HIGH, witness
    )


def test_witness_is_told_in_path_order() -> None:
    assert (
        rendered("text", LIST_RUN, LIST_FILE)
        == """\
error[rows-not-closed]: rows may still be open at the return on line 12
  --> store/list.go:4:15
   |
 4 |     rows, err := s.db.QueryContext(ctx, listItems)
   |                  ^^^^^^^^^^^^^^^^^ 1. rows is acquired here
 5 |     if err != nil {
   |        ---------- 2. err is nil
...
 9 |     for rows.Next() {
   |         ----------- 3. rows.Next() is true
10 |         var item Item
11 |         if err := rows.Scan(&item.ID); err != nil {
   |                                        ---------- 4. err is not nil
12 |             return nil, err
   |             --------------- 5. rows is still open at this return
   |
   = help: add defer rows.Close() after the check of err

"""
    )


def test_untrusted_text_is_shown_escaped_and_medium_confidence_said() -> None:
    shown = rendered("text", replace(MIXED_RUN, findings=MIXED_RUN.findings[:1]), OPEN_FILE, notes=True)
    assert (
        shown
        == """\
note[pool-limits-unset]: db has no limit\\nof open connections
 --> a b/\\x1bö#.go:3:39
  |
3 | var 数据 = "世界\\u202e"; var db, _ = sql.Open(name)
  |                                      ^^^^^^^^
  |
  = confidence: medium

"""
    )


def test_path_that_goes_back_and_steps_on_one_line() -> None:
    text = "for {\n\trows = q(1)\n\tuse(); if rows.Next() { continue }\n}\n"
    file = SourceFile("loop.go", text.encode())
    acquire = span_of(text, "q(1)")
    finding = finding_at(
        file,
        acquire,
        Step(StepKind.ACQUIRE, file.path, acquire, "rows is acquired here"),
        Step(StepKind.BRANCH, file.path, span_of(text, "rows.Next()"), "rows.Next() is true"),
        Step(StepKind.BRANCH, file.path, span_of(text, "continue"), ""),
        Step(StepKind.EXIT, file.path, span_of(text, "for {\n\trows"), "the next round begins with rows open"),
        Step(StepKind.EXIT, file.path, span_of(text, "rows = q"), ""),
    )
    assert (
        rendered("text", run_of(finding), file)
        == """\
warning[rows-not-closed]: rows is never closed
 --> loop.go:2:9
  |
2 |     rows = q(1)
  |            ^^^^ 1. rows is acquired here
3 |     use(); if rows.Next() { continue }
  |               ----------- 2. rows.Next() is true
  |                             -------- 3. this branch is taken
...
1 | for {
  | ----- 4. the next round begins with rows open
2 |     rows = q(1)
  |     -------- 5. still open at this exit

"""
    )


def test_step_in_another_file_has_its_own_arrow() -> None:
    scan = SourceFile("scan.go", b"package p\n\nfunc scan(rows *sql.Rows) { rows.Next() }\n")
    finding = finding_at(
        LIST_FILE,
        span_of(LIST_GO, "s.db.QueryContext"),
        Step(StepKind.BRANCH, scan.path, Span(11, 20), "scan does not close its argument"),
    )
    assert (
        rendered("text", run_of(finding), LIST_FILE, scan)
        == """\
warning[rows-not-closed]: rows is never closed
 --> store/list.go:4:15
  |
4 |     rows, err := s.db.QueryContext(ctx, listItems)
  |                  ^^^^^^^^^^^^^^^^^
 ::: scan.go:3:1
  |
3 | func scan(rows *sql.Rows) { rows.Next() }
  | --------- scan does not close its argument

"""
    )


def test_underlines_stay_aligned_behind_byte_order_mark_wide_characters_and_bad_bytes() -> None:
    raw = b"\xef\xbb\xbf\t/* \xe4\xb8\x96\t\xff */ db.Query(q)"
    file = SourceFile("bom.go", raw)
    start = raw.index(b"db.Query")
    assert (
        rendered("text", run_of(finding_at(file, Span(start, start + 8))), file)
        == """\
warning[rows-not-closed]: rows is never closed
 --> bom.go:1:17
  |
1 |     /* 世   \ufffd */ db.Query(q)
  |                  ^^^^^^^^

"""
    )


def test_long_line_is_cut_around_its_underline() -> None:
    raw = b"x" * 1000 + b"db.Query(q)" + b"y" * 1000
    file = SourceFile("min.go", raw)
    assert (
        rendered("text", run_of(finding_at(file, Span(1000, 1008))), file)
        == f"""\
warning[rows-not-closed]: rows is never closed
 --> min.go:1:1001
  |
1 | ...{"x" * 40}db.Query(q){"y" * 109}...
  | {" " * 43}^^^^^^^^

"""
    )


@pytest.mark.parametrize("sign", ["x", "é", "日", "\t"])
def test_only_a_piece_of_a_very_long_line_is_looked_at(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line may have as many underlines as it has bytes: each must cost the same, however long the line is."""
    lengths: list[int] = []

    def watched(text: str) -> str:
        lengths.append(len(text))
        return visible_line(text)

    monkeypatch.setattr(snippet, "visible_line", watched)
    before = f"{sign * 40_000}".encode()
    file = SourceFile("min.go", before + b"db.Query(q)" + before)
    under = snippet.underline(file, Mark("min.go", Span(len(before), len(before) + 8), "", True))
    assert max(lengths) <= 2_000
    assert (under.text[:3], under.text[-3:]) == ("...", "...")
    shown = under.text.index("db.Query")
    assert cells(under.text[:shown]) == under.start
    assert under.length == 8


def test_colours_wrap_whole_pieces() -> None:
    shown = rendered("text", run_of(replace(list_finding(), witness=())), LIST_FILE, color=True)
    assert shown == (
        "\x1b[1;91merror[rows-not-closed]\x1b[0m: \x1b[1mrows may still be open at the return on line 12\x1b[0m\n"
        " \x1b[94m-->\x1b[0m store/list.go:4:15\n"
        "\x1b[94m  |\x1b[0m\n"
        "\x1b[94m4 |\x1b[0m     rows, err := s.db.QueryContext(ctx, listItems)\n"
        "\x1b[94m  |\x1b[0m                  \x1b[1;91m^^^^^^^^^^^^^^^^^\x1b[0m\n"
        "\x1b[94m  |\x1b[0m\n"
        "  \x1b[94m=\x1b[0m \x1b[1mhelp\x1b[0m: add defer rows.Close() after the check of err\n"
        "\n"
    )


def test_links_lead_to_the_files_and_to_the_rule_and_change_no_text() -> None:
    shown = rendered("text", LIST_RUN, LIST_FILE, links=True)
    assert re.sub(r"\x1b]8;;[!-~]*\x1b\\", "", shown) == rendered("text", LIST_RUN, LIST_FILE)
    addresses = re.findall(r"\x1b]8;;([!-~]+)\x1b\\([^\x1b]*)", shown)
    assert [(urlsplit(address).path, text) for address, text in addresses] == [
        ("/rowsclose/rowsclose/blob/main/docs/rules/rows-not-closed.md", "rows-not-closed"),
        ("/r/store/list.go", "store/list.go:4:15"),
    ]


@pytest.mark.parametrize("path", ["a b/ö#?.go", "\x1b]8;;x\x1b\\.go", "\udcff.go"])
def test_an_address_is_the_file_and_has_nothing_that_a_terminal_obeys(path: str) -> None:
    linked = Links("/r").to_file("here", path)
    (address,) = re.findall(r"\A\x1b]8;;file://[!-~]*?(/[!-~]*)\x1b\\here\x1b]8;;\x1b\\\Z", linked)
    assert unquote_to_bytes(address) == b"/r/" + os.fsencode(path)


def test_concise_is_one_line_a_finding() -> None:
    assert rendered("concise", MIXED_RUN, LIST_FILE, OPEN_FILE, notes=True) == (
        "a b/\\x1bö#.go:3:39: note pool-limits-unset db has no limit\\nof open connections\n"
        "store/list.go:4:15: error rows-not-closed rows may still be open at the return on line 12\n"
    )


def test_what_lowered_a_finding_is_said_with_the_level_it_comes_from() -> None:
    run = run_of(replace(lowered_finding(), witness=()))
    assert (
        rendered("text", run, LIST_FILE, notes=True)
        == """\
note[rows-not-closed]: rows may still be open at the return on line 12
 --> store/list.go:4:15
  |
4 |     rows, err := s.db.QueryContext(ctx, listItems)
  |                  ^^^^^^^^^^^^^^^^^
  |
  = confidence: medium
  = lowered from error: assumed, bounded
  = help: add defer rows.Close() after the check of err

"""
    )
    assert rendered("concise", run, LIST_FILE, notes=True) == (
        "store/list.go:4:15: note rows-not-closed rows may still be open at the return on line 12 [assumed, bounded]\n"
    )


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_notes_are_listed_only_where_they_are_asked_for(name: str) -> None:
    levels = run_of(*(replace(list_finding(), level=level, rule_id=level.value) for level in Level))
    assert [word.value in rendered(name, levels, LIST_FILE) for word in Level] == [True, True, False]
    assert [word.value in rendered(name, levels, LIST_FILE, notes=True) for word in Level] == [True, True, True]
    assert rendered(name, LOWERED_RUN, LIST_FILE) == ""


@pytest.mark.parametrize("name", [name for name in FORMAT_NAMES if name not in FOR_PEOPLE])
def test_formats_for_machines_always_have_the_notes(name: str) -> None:
    assert rendered(name, LOWERED_RUN, LIST_FILE) == rendered(name, LOWERED_RUN, LIST_FILE, notes=True)
    assert "rows may still be open" in rendered(name, LOWERED_RUN, LIST_FILE)


def test_no_finding_is_no_output() -> None:
    assert rendered("text", EMPTY_RUN) == rendered("concise", EMPTY_RUN) == ""


@pytest.mark.parametrize("columns", [20, 40, 80, 120, 400])
@pytest.mark.parametrize("before", ["", "\t", "a" * 30, "世" * 50, "x" * 300])
def test_lines_of_source_fit_the_terminal_and_carets_stay_under_what_they_mean(columns: int, before: str) -> None:
    raw = f"{before}db.Query(q) // {'y' * 500}".encode()
    start = len(before.encode())
    file = SourceFile("a.go", raw)
    lines = rendered("text", run_of(finding_at(file, Span(start, start + 8))), file, columns=columns).splitlines()
    source, carets = (line for line in lines if line.startswith(("1 | ", "  | ")))
    assert max(cells(source), cells(carets)) <= max(columns, 24 + 4 + 6)
    at = cells(carets[: carets.index("^")])
    shown = next(index for index in range(len(source)) if cells(source[:index]) == at)
    assert source[shown:].startswith("db.Query")
    assert carets.count("^") == 8
