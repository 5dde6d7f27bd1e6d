"""A verified fix in SARIF: what is deleted of the file, and what is put there instead."""

from __future__ import annotations

from typing import Any

import sarif_om as om  # type: ignore[import-untyped]

from rowsclose.finding import Finding
from rowsclose.remedy import Edit
from rowsclose.report.context import ReportContext
from rowsclose.report.sarif.messages import plain_message
from rowsclose.report.sarif.places import artifact_location, region


def fixes(finding: Finding, context: ReportContext) -> list[Any] | None:
    """The fix of a finding, as the list that SARIF wants; None where there is none, or its text is not UTF-8."""
    if finding.fix is None:
        return None
    try:
        replacements = [_replacement(edit, finding.path, context) for edit in finding.fix.edits]
    except UnicodeDecodeError:
        return None
    change = om.ArtifactChange(artifact_location=artifact_location(finding.path, context), replacements=replacements)
    return [om.Fix(description=om.Message(text=plain_message(finding.help)), artifact_changes=[change])]


def _replacement(edit: Edit, path: str, context: ReportContext) -> Any:
    """An empty region is a place to insert at."""
    deleted = region(context.read(path), edit.span)
    content = om.ArtifactContent(text=edit.text.decode()) if edit.text else None
    return om.Replacement(deleted_region=deleted, inserted_content=content)
