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

from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from rowsclose.finding import Finding, Level, Notice, Run
from rowsclose.report.context import ReportContext
from rowsclose.report.lowered import lowered_line
from rowsclose.report.repository import findings_in_order, is_about_a_file, notices_in_order, shown_path
from rowsclose.report.story import words
from rowsclose.report.terminal import inert_within, visible

_SUITE = "rowsclose"


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """The document, a case a piece."""
    failures = sum(finding.level is not Level.NOTE for finding in run.findings)
    errors = sum(notice.kind.fails_the_run for notice in run.notices)
    counts = _attributes(tests=len(run.findings) + len(run.notices) or 1, failures=failures, errors=errors)
    skipped = _attributes(skipped=len(run.notices) - errors)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites{_attributes(name=_SUITE)}{counts}>\n"
    yield f"  <testsuite{_attributes(name=_SUITE)}{counts}{skipped}>\n"
    yield from _cases(run, context)
    yield "  </testsuite>\n</testsuites>\n"


def _cases(run: Run, context: ReportContext) -> Iterator[str]:
    seen: Counter[tuple[str, str]] = Counter()

    def case(group: str, name: str, inner: str) -> str:
        seen[group, name] += 1
        count = seen[group, name]
        unique = name if count == 1 else f"{name} ({count})"
        return f"    <testcase{_attributes(classname=group, name=unique)}>\n      {inner}\n    </testcase>\n"

    for finding in findings_in_order(run, context):
        path = shown_path(finding.path, context)
        where = f" in {finding.function}" if finding.function else ""
        yield case(path, f"{finding.rule_id}{where}", _finding(finding, path, context))
    for notice in notices_in_order(run, context):
        path = shown_path(notice.path, context) if is_about_a_file(notice) else notice.path
        yield case(path or _SUITE, notice.kind.value, _notice(notice, path))
    if not run.findings and not run.notices:
        yield f"    <testcase{_attributes(classname=_SUITE, name='no findings')}/>\n"


def _finding(finding: Finding, path: str, context: ReportContext) -> str:
    place = context.read(finding.path).position(finding.span.start)
    lines = [f"{path}:{place.line}:{place.column}: {finding.message}"]
    for number, step in enumerate(finding.witness, start=1):
        line = context.read(step.path).position(step.span.start).line
        lines.append(f"  {number}. {shown_path(step.path, context)}:{line}: {words(step)}")
    if finding.lowered:
        lines.append(lowered_line(finding))
    if finding.help:
        lines.append(f"help: {finding.help}")
    text = "\n".join(_text(line) for line in lines)
    if finding.level is Level.NOTE:
        return f"<system-out>{text}</system-out>"
    return f"<failure{_attributes(type=finding.level.value, message=finding.message)}>{text}</failure>"


def _notice(notice: Notice, path: str) -> str:
    place = ":".join(str(part) for part in (path, notice.line, notice.column) if part)
    text = _text(f"{place}: {notice.message}" if place else notice.message)
    if notice.kind.fails_the_run:
        return f"<error{_attributes(type=notice.kind.value, message=notice.message)}>{text}</error>"
    return f"<skipped>{text}</skipped>"


def _attributes(**values: object) -> str:
    return "".join(f" {name}={_inert(quoteattr(visible(str(value))))}" for name, value in values.items())


def _text(line: str) -> str:
    """A line as XML text: nothing is left that XML 1.0 forbids, even as a reference."""
    return _inert(escape(visible(line)))


def _inert(xml: str) -> str:
    """The same XML in which a build server sees no command of its own."""
    return inert_within(xml, "&#35;")
