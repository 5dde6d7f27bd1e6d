"""``--format sarif``: SARIF 2.1.0 as GitHub code scanning reads it.

    run
      tool.driver          rules (their pages, and how severe the worst finding of each is), notifications
      invocations          one; its notifications are the notices
      originalUriBaseIds   %SRCROOT%, described but without a uri: no path of the machine
      versionControl...    repository, revision and branch of %SRCROOT%, where git knows them
      results              one by one, as many as GitHub takes; suppressed ones only where they are asked for

Columns are 1-based UTF-16 code units. The same tree gives the same bytes: no times, no guids, no machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import sarif_om as om  # type: ignore[import-untyped]

from rowsclose.finding import Finding, Level, Notice, NoticeKind, Run, Suppressed
from rowsclose.report.context import PROJECT_URL, ReportContext
from rowsclose.report.jsontext import dumps_filled
from rowsclose.report.repository import findings_in_order, is_about_a_file, notices_in_order, without_root
from rowsclose.report.sarif.limits import within_limits
from rowsclose.report.sarif.messages import plain_message
from rowsclose.report.sarif.places import SOURCE_ROOT, location, notice_location
from rowsclose.report.sarif.provenance import version_control
from rowsclose.report.sarif.results import Results
from rowsclose.report.sarif.rules import (
    LEFT_OUT_ID,
    left_out_descriptor,
    notice_descriptor,
    notice_level,
    rule_descriptor,
)
from rowsclose.report.sarif.text import plain
from rowsclose.report.statistics import worst_levels
from rowsclose.report.terminal import visible
from rowsclose.values import replace

_SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """The log, a result a piece."""
    provenance = version_control(context.checkout())
    suppressed = {each.finding: each for each in run.suppressed if context.sarif_suppressed}
    run = replace(run, findings=(*run.findings, *suppressed))

    def suppressions(finding: Finding) -> list[Any] | None:
        # Either every result says whether it is suppressed, or none does (SARIF 2.1.0, section 3.27.23).
        if not context.sarif_suppressed:
            return None
        return [_suppression(suppressed[finding], context)] if finding in suppressed else []

    def log(findings: Sequence[Finding]) -> Iterator[str]:
        results = Results(context)
        head = _head(_run(run, len(findings), provenance, context))
        return dumps_filled(head, "results", (plain(results.result(f, suppressions(f))) for f in findings))

    yield from log(within_limits(findings_in_order(run, context), log))


def _suppression(suppressed: Suppressed, context: ReportContext) -> Any:
    return om.Suppression(
        kind="inSource",
        justification=visible(suppressed.justification) or None,
        location=location(suppressed.finding.path, suppressed.span, context),
    )


def _head(run: Any) -> dict[str, Any]:
    log = plain(om.SarifLog(schema_uri=_SCHEMA_URI, version="2.1.0", runs=[run]))
    return {name: log[name] for name in ("$schema", "version", "runs")}  # readers look at the first lines


def _run(run: Run, kept: int, provenance: list[Any] | None, context: ReportContext) -> Any:
    root = om.ArtifactLocation(description=om.Message(text="The root of the repository."))
    return om.Run(
        tool=om.Tool(driver=_driver(run, context)),
        automation_details=om.RunAutomationDetails(id=f"{context.sarif_category.rstrip('/')}/"),
        column_kind="utf16CodeUnits",
        invocations=[_invocation(run, kept, context)],
        original_uri_base_ids={SOURCE_ROOT: root},
        version_control_provenance=provenance,
        results=[],
    )


def _driver(run: Run, context: ReportContext) -> Any:
    is_semantic = re.fullmatch(r"\d+\.\d+\.\d+", context.version)
    worst = worst_levels(run)
    return om.ToolComponent(
        name="rowsclose",
        version=context.version,
        semantic_version=context.version if is_semantic else None,
        information_uri=PROJECT_URL,
        rules=[rule_descriptor(rule, worst.get(rule.id, Level.ERROR)) for rule in context.rules],
        notifications=[*(notice_descriptor(kind) for kind in NoticeKind), left_out_descriptor()],
    )


def _invocation(run: Run, kept: int, context: ReportContext) -> Any:
    notifications = [_notification(notice, context) for notice in notices_in_order(run, context)]
    if kept < len(run.findings):
        notifications.append(_left_out(len(run.findings), kept))
    return om.Invocation(
        execution_successful=not any(notice.kind.fails_the_run for notice in run.notices),
        tool_execution_notifications=notifications,
    )


def _notification(notice: Notice, context: ReportContext) -> Any:
    return om.Notification(
        message=om.Message(text=plain_message(without_root(notice.message, context))),
        descriptor=om.ReportingDescriptorReference(id=notice.kind.value, index=list(NoticeKind).index(notice.kind)),
        level=notice_level(notice.kind),
        locations=[notice_location(notice, context)] if is_about_a_file(notice) else None,
    )


def _left_out(found: int, kept: int) -> Any:
    text = f"{found - kept:,} of {found:,} findings are left out, the least severe: GitHub would reject the whole log."
    return om.Notification(
        message=om.Message(text=text),
        descriptor=om.ReportingDescriptorReference(id=LEFT_OUT_ID, index=len(NoticeKind)),
        level="warning",
    )
