"""SonarQube's generic issues against its documentation.

The schema has the documented fields and nothing else:
https://docs.sonarsource.com/sonarqube-server/analyzing-source-code/importing-external-issues/generic-issue-import-format
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from rowsclose.finding import Level, Run
from rowsclose.source import SourceFile, Span
from rowsclose.values import replace

from .samples import EMPTY_RUN, LIST_FILE, LIST_RUN, LOWERED_RUN, MIXED_RUN, OPEN_FILE, list_finding, rendered

TEXT = {"type": "string", "minLength": 1}


def _object(required: dict[str, Any], optional: dict[str, Any]) -> dict[str, Any]:
    properties = {**required, **optional}
    return {"type": "object", "required": list(required), "additionalProperties": False, "properties": properties}


RANGE = _object(
    {"startLine": {"type": "integer", "minimum": 1}},
    {
        "endLine": {"type": "integer", "minimum": 1},
        "startColumn": {"type": "integer", "minimum": 0},
        "endColumn": {"type": "integer", "minimum": 1},
    },
)
LOCATION = _object(
    {"message": TEXT, "filePath": {"type": "string", "pattern": r"^(?!\./|/|\.\./)."}}, {"textRange": RANGE}
)
IMPACT = _object(
    {
        "softwareQuality": {"enum": ["SECURITY", "RELIABILITY", "MAINTAINABILITY"]},
        "severity": {"enum": ["HIGH", "MEDIUM", "LOW"]},
    },
    {},
)
RULE = _object(
    {
        "id": TEXT,
        "name": TEXT,
        "engineId": TEXT,
        "cleanCodeAttribute": {"enum": ["LOGICAL", "COMPLETE", "EFFICIENT"]},
        "impacts": {"type": "array", "minItems": 1, "items": IMPACT},
    },
    {
        "description": TEXT,
        "type": {"enum": ["BUG", "VULNERABILITY", "CODE_SMELL"]},
        "severity": {"enum": ["BLOCKER", "CRITICAL", "MAJOR", "MINOR", "INFO"]},
    },
)
ISSUE = _object(
    {"ruleId": TEXT, "primaryLocation": {**LOCATION, "required": ["message", "filePath", "textRange"]}},
    {"effortMinutes": {"type": "integer"}, "secondaryLocations": {"type": "array", "items": LOCATION}},
)
SCHEMA = _object({"rules": {"type": "array", "items": RULE}, "issues": {"type": "array", "items": ISSUE}}, {})


def document(run: Run, *files: SourceFile, **changes: object) -> Any:
    return json.loads(rendered("sonar", run, *files, **changes))


@pytest.mark.parametrize("run", [EMPTY_RUN, LIST_RUN, LOWERED_RUN, MIXED_RUN])
@pytest.mark.parametrize("folder", ["/r", "/r/a b", "/elsewhere"])
def test_document_has_the_documented_fields(run: Run, folder: str) -> None:
    found = document(run, LIST_FILE, OPEN_FILE, folder=folder)
    jsonschema.Draft202012Validator(SCHEMA).validate(found)
    assert {issue["ruleId"] for issue in found["issues"]} <= {rule["id"] for rule in found["rules"]}


def test_whole_issue() -> None:
    (issue,) = document(LIST_RUN, LIST_FILE, folder="/r/sub")["issues"]
    assert issue == {
        "ruleId": "rows-not-closed",
        "primaryLocation": {
            "message": "rows may still be open at the return on line 12",
            "filePath": "sub/store/list.go",
            "textRange": {"startLine": 4, "endLine": 4, "startColumn": 14, "endColumn": 31},
        },
        "secondaryLocations": [
            {
                "message": "rows is still open at this return",
                "filePath": "sub/store/list.go",
                "textRange": {"startLine": 12, "endLine": 12, "startColumn": 3, "endColumn": 18},
            }
        ],
    }


def test_a_rule_is_as_severe_as_the_worst_of_its_findings() -> None:
    warning = replace(list_finding(), level=Level.WARNING)
    for findings, expected in (
        ((), ["HIGH", "LOW"]),
        ((warning,), ["MEDIUM", "LOW"]),
        ((warning, list_finding()), ["HIGH", "LOW"]),
    ):
        rules = document(Run(findings, (), 1), LIST_FILE)["rules"]
        assert [rule["impacts"][0]["severity"] for rule in rules] == expected


def test_columns_count_utf_16_from_0_and_an_empty_range_has_none() -> None:
    first = document(MIXED_RUN, LIST_FILE, OPEN_FILE)["issues"][0]["primaryLocation"]["textRange"]
    assert (first["startLine"], first["startColumn"], first["endColumn"]) == (3, 28, 36)
    empty = Run((replace(list_finding(), span=Span(0, 0), witness=()),), (), 1)
    assert document(empty, LIST_FILE)["issues"][0]["primaryLocation"]["textRange"] == {"startLine": 1, "endLine": 1}
