"""Which reports go where, and their writing: ``--format NAME[=FILE]``, several times, and ``--output FILE``.

-f text -f sarif=rowsclose.sarif     text to standard output, SARIF to the file
-f json -o rowsclose.json            JSON to the file
-f sarif=a.sarif -f junit=b.xml      nothing to standard output
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence

from rowsclose.cli.destinations import NamedBy, check_destination
from rowsclose.cli.output import terminal_columns, wants_color, wants_links, write_report, write_text
from rowsclose.errors import RowscloseError, UsageError
from rowsclose.finding import Run
from rowsclose.report.context import Render, ReportContext
from rowsclose.report.formats import FOR_PEOPLE, load_format
from rowsclose.report.terminal import visible
from rowsclose.values import replace, value


@value
class Report:
    """One format and its file, None for standard output."""

    name: str
    render: Render
    file: str | None
    named_by: NamedBy = NamedBy.USER


def requested_reports(
    formats: Sequence[str], output: str | None, by_tree: Collection[str] = frozenset()
) -> tuple[Report, ...]:
    """The reports that the options ask for, in their order; ``output`` belongs to the format that names no file.

    ``by_tree`` are files that the checked tree has named.

    Raises:
        UsageError: a format does not exist, names an empty file, or has a destination that is taken.
    """
    reports = [_report(text) for text in formats or ("text",)]
    unnamed = [report.name for report in reports if report.file is None]
    if len(unnamed) > 1:
        where = "standard output" if output is None else visible(output)
        raise UsageError(f"{unnamed[0]} and {unnamed[1]} would both go to {where}; write NAME=FILE for all but one")
    if output is not None:
        if not unnamed:
            raise UsageError("--output is for a format without a file, and each has one")
        reports = [report if report.file is not None else replace(report, file=output) for report in reports]
    _apart(reports)
    return tuple(replace(r, named_by=NamedBy.TREE) if r.file in by_tree else r for r in reports)


def write_reports(reports: Iterable[Report], run: Run, context: ReportContext, color: str) -> None:
    """Write all reports, one after the other; what fails keeps none of the others from being written.

    Raises:
        RowscloseError: some could not be written; the message has a line for each.
    """
    failures = []
    for report in reports:
        colored = wants_color(color, report.file)
        links = colored and wants_links(report.file)
        shown = replace(context, color=colored, columns=terminal_columns(report.file), links=links)
        try:
            if report.file is not None:
                check_destination(report.file, context.root, report.named_by)
            write = write_text if report.name in FOR_PEOPLE else write_report
            write(report.render(run, shown), report.file)
        except RowscloseError as error:
            failures.append(str(error))
        except Exception as error:  # a defect of rowsclose: what the report says is lost, and no other
            if os.environ.get("ROWSCLOSE_DEBUG"):
                raise
            failures.append(f"the {report.name} report cannot be made: {type(error).__name__}: {visible(str(error))}")
    if failures:
        raise RowscloseError("\n".join(failures))


def _report(text: str) -> Report:
    name, has_file, file = text.partition("=")
    if has_file and not file:
        raise UsageError(f"--format {name}= names no file")
    return Report(name, load_format(visible(name)), file or None)


def _apart(reports: Iterable[Report]) -> None:
    taken: dict[str, Report] = {}
    for report in reports:
        if report.file is not None:
            other = taken.setdefault(os.path.realpath(report.file), report)
            if other is not report:
                raise UsageError(f"{other.name} and {report.name} would both go to {visible(report.file)}")
