"""Findings as SARIF's results: location, codeFlows (the witness), relatedLocations (the exit), fingerprint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, assert_never

import sarif_om as om  # type: ignore[import-untyped]

from rowsclose.finding import Finding, Level, Step, StepKind
from rowsclose.report.context import ReportContext
from rowsclose.report.fingerprint import line_hashes
from rowsclose.report.sarif.fixes import fixes
from rowsclose.report.sarif.limits import RELATED, shown_steps
from rowsclose.report.sarif.messages import result_message
from rowsclose.report.sarif.places import location, quoted
from rowsclose.report.severity import security_severity
from rowsclose.report.story import words

_LEAST_RANKS = {Level.ERROR: 70.0, Level.WARNING: 40.0, Level.NOTE: 10.0}


class Results:
    """Builds results one by one; remembers the line hashes of one file, for findings come sorted by path."""

    def __init__(self, context: ReportContext) -> None:
        self._context = context
        self._rule_indexes = {rule.id: index for index, rule in enumerate(context.rules)}
        self._rules = {rule.id: rule for rule in context.rules}
        self._hashed_path: str | None = None  # None: no file yet
        self._hashes: list[str] = []

    def result(self, finding: Finding, suppressions: Sequence[Any] | None = None) -> Any:
        """One result; ``suppressions`` are SARIF's, None where the log says nothing of them."""
        related = _related_steps(finding)
        return om.Result(
            rule_id=finding.rule_id,
            rule_index=self._rule_indexes.get(finding.rule_id, -1),
            level=finding.level.value,
            message=om.Message(text=result_message(finding, related, self._context)),
            locations=[self._location(finding)],
            code_flows=[_code_flow(finding, self._context)] if finding.witness else None,
            related_locations=[_related(number, step, self._context) for number, step in related] or None,
            partial_fingerprints={"primaryLocationLineHash": self._fingerprint(finding)},
            rank=_rank(finding),
            suppressions=suppressions,
            fixes=fixes(finding, self._context),
            properties=self._properties(finding),
        )

    def _location(self, finding: Finding) -> Any:
        place = location(finding.path, finding.span, self._context, function=finding.function)
        return quoted(place, finding.path, finding.span, self._context)

    def _properties(self, finding: Finding) -> dict[str, object]:
        found: dict[str, object] = {
            "confidence": finding.confidence.label,
            "circumstances": [circumstance.value for circumstance in finding.circumstances],
        }
        rule = self._rules.get(finding.rule_id)
        score = security_severity(rule, finding.level) if rule else None
        if score is not None:
            found["security-severity"] = score
        return found

    def _fingerprint(self, finding: Finding) -> str:
        source = self._context.read(finding.path)
        if finding.path != self._hashed_path:
            self._hashed_path, self._hashes = finding.path, line_hashes(source.text)
        return self._hashes[source.position(finding.span.start).line - 1]


def _rank(finding: Finding) -> float:
    """By level, then by confidence. GitLab takes it for the severity: from 70 on high, from 40 medium, from 10 low."""
    return _LEAST_RANKS[finding.level] + 5.0 * finding.confidence


def _code_flow(finding: Finding, context: ReportContext) -> Any:
    steps = [_flow_step(number, step, finding, context) for number, step in shown_steps(finding.witness)]
    return om.CodeFlow(thread_flows=[om.ThreadFlow(locations=steps)])


def _flow_step(number: int, step: Step, finding: Finding, context: ReportContext) -> Any:
    is_elsewhere = step.path != finding.path  # a step in another file lies in a function that was called
    return om.ThreadFlowLocation(
        location=location(step.path, step.span, context, message=words(step)),
        execution_order=number,
        nesting_level=1 if is_elsewhere else 0,
        kinds=_flow_kinds(step.kind),
        importance="important" if step.kind is StepKind.BRANCH else "essential",
    )


def _flow_kinds(kind: StepKind) -> list[str]:
    """SARIF's own words for a step (2.1.0, section 3.38.8)."""
    match kind:
        case StepKind.ACQUIRE:
            return ["acquire", "resource"]
        case StepKind.BRANCH:
            return ["branch"]
        case StepKind.EXIT:
            return ["exit", "function"]
        case _:
            assert_never(kind)


def _related_steps(finding: Finding) -> list[tuple[int, Step]]:
    """The steps that are related locations, numbered from 1."""
    shown = [step for _, step in shown_steps(finding.witness) if step.kind is StepKind.EXIT]
    return list(enumerate(shown[-RELATED:], start=1))


def _related(number: int, step: Step, context: ReportContext) -> Any:
    place = location(step.path, step.span, context, message=words(step))
    place.id = number
    return place
