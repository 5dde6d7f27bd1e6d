"""``--format junit``: findings as the test cases of one suite, for services that show test results.

    <testcase classname="store/list.go" name="rows-not-closed in (*Store).List">
      <failure type="error" message="...">store/list.go:12:15: ...</failure>

An error or a warning is a failure and a note a passed case with output, whatever ``--fail-on`` says: the service that
reads this decides for itself. A notice that makes the exit status 2 is an error, any other is skipped. Without all of
these there is one passed case, for readers reject a report without any.
Names hold no line numbers: services follow a case by its names. Only what both of Jenkins's schemas allow is written:
no ``file`` or ``line`` attribute, no attribute of ``skipped``, no times.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rowsclose.finding import Finding, Level, Notice, Run
from rowsclose.report.context import ReportContext
from rowsclose.report.lowered import lowered_line
from rowsclose.report.repository import findings_in_order, is_about_a_file, notices_in_order, shown_path
from rowsclose.report.story import words
from rowsclose.report.terminal import inert_within, visible

if TYPE_CHECKING:
    from junitparser import JUnitXml, TestCase

_SUITE = "rowsclose"


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """The document, in one piece: a build server sees no command of its own in it."""
    written = io.BytesIO()
    _document(run, context).write(written, pretty=True)
    yield inert_within(written.getvalue().decode(), "&#35;")


def _document(run: Run, context: ReportContext) -> JUnitXml:
    from junitparser import JUnitXml, TestSuite

    suite, document = TestSuite(_SUITE), JUnitXml(_SUITE)
    suite.extend(_cases(run, context))  # type: ignore[no-untyped-call]
    # The library would count too, and add times of nothing.
    for counted in (suite, document):
        counted.tests = len(run.findings) + len(run.notices) or 1
        counted.failures = sum(finding.level is not Level.NOTE for finding in run.findings)
        counted.errors = sum(notice.kind.fails_the_run for notice in run.notices)
    suite.skipped = len(run.notices) - suite.errors
    document.add_testsuite(suite)
    return document


def _cases(run: Run, context: ReportContext) -> Iterator[TestCase]:
    seen: Counter[tuple[str, str]] = Counter()

    def case(group: str, name: str) -> TestCase:
        seen[group, name] += 1
        count = seen[group, name]
        return _case(group, name if count == 1 else f"{name} ({count})")

    for finding in findings_in_order(run, context):
        path = shown_path(finding.path, context)
        where = f" in {finding.function}" if finding.function else ""
        yield _with_finding(case(path, f"{finding.rule_id}{where}"), finding, _story(finding, path, context))
    for notice in notices_in_order(run, context):
        path = shown_path(notice.path, context) if is_about_a_file(notice) else notice.path
        yield _with_notice(case(path or _SUITE, notice.kind.value), notice, path)
    if not run.findings and not run.notices:
        yield _case(_SUITE, "no findings")


def _case(group: str, name: str) -> TestCase:
    from junitparser import TestCase

    return TestCase(visible(name), visible(group))


def _with_finding(case: TestCase, finding: Finding, text: str) -> TestCase:
    from junitparser import Failure

    if finding.level is Level.NOTE:
        case.system_out = text
    else:
        failure = Failure(visible(finding.message), finding.level.value)
        failure.text = text
        case.result = failure
    return case


def _story(finding: Finding, path: str, context: ReportContext) -> str:
    place = context.read(finding.path).position(finding.span.start)
    lines = [f"{path}:{place.line}:{place.column}: {finding.message}"]
    for number, step in enumerate(finding.witness, start=1):
        line = context.read(step.path).position(step.span.start).line
        lines.append(f"  {number}. {shown_path(step.path, context)}:{line}: {words(step)}")
    if finding.lowered:
        lines.append(lowered_line(finding))
    if finding.help:
        lines.append(f"help: {finding.help}")
    return "\n".join(map(visible, lines))


def _with_notice(case: TestCase, notice: Notice, path: str) -> TestCase:
    from junitparser import Error, Skipped

    is_error = notice.kind.fails_the_run
    result = Error(visible(notice.message), notice.kind.value) if is_error else Skipped()
    place = ":".join(str(part) for part in (path, notice.line, notice.column) if part)
    result.text = visible(f"{place}: {notice.message}" if place else notice.message)
    case.result = result
    return case
