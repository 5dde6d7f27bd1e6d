"""``--format sarif``: SARIF 2.1.0 as GitHub code scanning reads it.

    run
      tool.driver          rules (their pages), notifications
      invocations          one; its notifications are the notices
      originalUriBaseIds   %SRCROOT%, described but without a uri: no path of the machine
      results              location, codeFlows (the witness), relatedLocations (events and the exit), fingerprint

Columns are 1-based UTF-16 code units. The same run gives the same bytes: no times, no guids, no machine. What needs
git (``versionControlProvenance``) is not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, assert_never

import sarif_om as om  # type: ignore[import-untyped]

from rowsclose.finding import Confidence, Finding, Notice, NoticeKind, Run, Step, StepKind
from rowsclose.report.context import PROJECT_URL, ReportContext
from rowsclose.report.fingerprint import line_hashes
from rowsclose.report.jsontext import dumps
from rowsclose.report.repository import findings_in_order, is_about_a_file, notices_in_order
from rowsclose.report.sarif_places import SOURCE_ROOT, location, notice_location
from rowsclose.report.sarif_rules import notice_descriptor, notice_level, rule_descriptor
from rowsclose.report.sarif_text import plain
from rowsclose.report.story import sentence, words

_SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"


def render(run: Run, context: ReportContext) -> Iterator[str]:
    """The whole log as one string."""
    log = plain(om.SarifLog(schema_uri=_SCHEMA_URI, version="2.1.0", runs=[_run(run, context)]))
    yield dumps({name: log[name] for name in ("$schema", "version", "runs")})  # readers look at the first lines


def _run(run: Run, context: ReportContext) -> Any:
    root = om.ArtifactLocation(description=om.Message(text="The root of the repository."))
    return om.Run(
        tool=om.Tool(driver=_driver(context)),
        automation_details=om.RunAutomationDetails(id=f"{context.sarif_category.rstrip('/')}/"),
        column_kind="utf16CodeUnits",
        invocations=[_invocation(notices_in_order(run, context), context)],
        original_uri_base_ids={SOURCE_ROOT: root},
        results=_Results(context).all(findings_in_order(run, context)),
    )


def _driver(context: ReportContext) -> Any:
    is_semantic = re.fullmatch(r"\d+\.\d+\.\d+", context.version)
    return om.ToolComponent(
        name="rowsclose",
        version=context.version,
        semantic_version=context.version if is_semantic else None,
        information_uri=PROJECT_URL,
        rules=[rule_descriptor(rule) for rule in context.rules],
        notifications=[notice_descriptor(kind) for kind in NoticeKind],
    )


def _invocation(notices: list[Notice], context: ReportContext) -> Any:
    return om.Invocation(
        execution_successful=not any(notice.kind.fails_the_run for notice in notices),
        tool_execution_notifications=[_notification(notice, context) for notice in notices],
    )


def _notification(notice: Notice, context: ReportContext) -> Any:
    return om.Notification(
        message=om.Message(text=sentence(notice.message)),
        descriptor=om.ReportingDescriptorReference(id=notice.kind.value, index=list(NoticeKind).index(notice.kind)),
        level=notice_level(notice.kind),
        locations=[notice_location(notice, context)] if is_about_a_file(notice) else None,
    )


class _Results:
    """Builds results; remembers the line hashes of the file it is in, since findings come sorted by path."""

    def __init__(self, context: ReportContext) -> None:
        self._context = context
        self._rule_indexes = {rule.id: index for index, rule in enumerate(context.rules)}
        self._hashed_path: str | None = None  # None: no file yet
        self._hashes: list[str] = []

    def all(self, findings: list[Finding]) -> list[Any]:
        """The results in the order of the findings."""
        return [self._result(finding) for finding in findings]

    def _result(self, finding: Finding) -> Any:
        return om.Result(
            rule_id=finding.rule_id,
            rule_index=self._rule_indexes.get(finding.rule_id, -1),
            level=finding.level.value,
            message=om.Message(text=_message(finding)),
            locations=[location(finding.path, finding.span, self._context, function=finding.function)],
            code_flows=[_code_flow(finding, self._context)] if finding.witness else None,
            related_locations=_related(finding, self._context) or None,
            partial_fingerprints={"primaryLocationLineHash": self._fingerprint(finding)},
            rank=_rank(finding.confidence),
            properties={"confidence": finding.confidence.label},
        )

    def _fingerprint(self, finding: Finding) -> str:
        source = self._context.read(finding.path)
        if finding.path != self._hashed_path:
            self._hashed_path, self._hashes = finding.path, line_hashes(source.text)
        return self._hashes[source.position(finding.span.start).line - 1]


def _message(finding: Finding) -> str:
    """The message, whose first sentence GitHub shows alone, then the help."""
    told = sentence(finding.message)
    return f"{told} Help: {sentence(finding.help)}" if finding.help else told


def _rank(confidence: Confidence) -> float:
    match confidence:
        case Confidence.HIGH:
            return 90.0
        case Confidence.MEDIUM:
            return 50.0
        case Confidence.LOW:
            return 10.0
        case _:
            assert_never(confidence)


def _code_flow(finding: Finding, context: ReportContext) -> Any:
    steps = [_flow_step(number, step, finding, context) for number, step in enumerate(finding.witness, start=1)]
    return om.CodeFlow(thread_flows=[om.ThreadFlow(locations=steps)])


def _flow_step(number: int, step: Step, finding: Finding, context: ReportContext) -> Any:
    is_elsewhere = step.path != finding.path  # a step in another file lies in a function that was called
    return om.ThreadFlowLocation(
        location=location(step.path, step.span, context, message=words(step)),
        execution_order=number,
        nesting_level=1 if is_elsewhere else 0,
        kinds=_flow_kinds(step.kind),
        importance="important" if step.kind in (StepKind.BRANCH, StepKind.EVENT) else "essential",
    )


def _flow_kinds(kind: StepKind) -> list[str] | None:
    """SARIF's own words for a step (2.1.0, section 3.38.8)."""
    match kind:
        case StepKind.ACQUIRE:
            return ["acquire", "resource"]
        case StepKind.BRANCH:
            return ["branch"]
        case StepKind.EVENT:
            return None
        case StepKind.EXIT:
            return ["exit", "function"]
        case _:
            assert_never(kind)


def _related(finding: Finding, context: ReportContext) -> list[Any]:
    shown = [step for step in finding.witness if step.kind in (StepKind.EVENT, StepKind.EXIT)]
    found = [location(step.path, step.span, context, message=words(step)) for step in shown]
    for number, place in enumerate(found, start=1):
        place.id = number
    return found
