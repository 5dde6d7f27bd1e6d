"""GitLab's SAST report against what its schema asks for, and one vulnerability whole."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import jsonschema  # type: ignore[import-untyped]
import pytest

from rowsclose.finding import Level, Run
from rowsclose.source import SourceFile
from rowsclose.values import replace

from .samples import EMPTY_RUN, LIST_FILE, LIST_GO, LIST_RUN, LOWERED_RUN, MIXED_RUN, OPEN_FILE, list_finding, rendered

TEXT = {"type": "string", "minLength": 1}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$"}
TOOL = {
    "type": "object",
    "required": ["id", "name", "version", "vendor"],
    "properties": {"vendor": {"type": "object", "required": ["name"], "properties": {"name": TEXT}}},
}
# The parts of version 15 that a SAST report must have, or that this one has.
SCHEMA = {
    "type": "object",
    "required": ["scan", "version", "vulnerabilities"],
    "properties": {
        "version": {"type": "string", "pattern": r"^15\.\d+\.\d+$"},
        "schema": {"type": "string", "pattern": "^https?://.+"},
        "scan": {
            "type": "object",
            "required": ["analyzer", "end_time", "scanner", "start_time", "status", "type"],
            "properties": {
                "analyzer": TOOL,
                "scanner": TOOL,
                "start_time": TIME,
                "end_time": TIME,
                "status": {"enum": ["success", "failure"]},
                "type": {"enum": ["sast"]},
                "messages": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["level", "value"],
                        "properties": {"level": {"enum": ["info", "warn", "fatal"]}, "value": TEXT},
                    },
                },
            },
        },
        "vulnerabilities": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "identifiers", "location"],
                "properties": {
                    "id": TEXT,
                    "name": {"type": "string", "maxLength": 255},
                    "description": {"type": "string", "maxLength": 1048576},
                    "solution": {"type": "string", "maxLength": 7000},
                    "severity": {"enum": ["Info", "Unknown", "Low", "Medium", "High", "Critical"]},
                    "location": {"type": "object", "properties": {"file": TEXT, "start_line": {"type": "integer"}}},
                    "identifiers": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "required": ["type", "name", "value"],
                            "properties": {"type": TEXT, "name": TEXT, "value": TEXT},
                        },
                    },
                },
            },
        },
    },
}


def document(run: Run, *files: SourceFile, **changes: object) -> Any:
    return json.loads(rendered("gitlab-sast", run, *files, **changes))


@pytest.mark.parametrize("run", [EMPTY_RUN, LIST_RUN, LOWERED_RUN, MIXED_RUN])
@pytest.mark.parametrize("folder", ["/r", "/r/a b", "/elsewhere"])
def test_document_fits_the_schema(run: Run, folder: str) -> None:
    jsonschema.Draft7Validator(SCHEMA).validate(document(run, LIST_FILE, OPEN_FILE, folder=folder))


def test_whole_vulnerability() -> None:
    (found,) = document(LIST_RUN, LIST_FILE, folder="/r/sub")["vulnerabilities"]
    UUID(found.pop("id"))
    assert found == {
        "name": "Some path leaves the result set open.",
        "description": "rows may still be open at the return on line 12.",
        "severity": "Medium",
        "solution": "add defer rows.Close() after the check of err",
        "location": {"file": "sub/store/list.go", "start_line": 4, "end_line": 4, "method": "(*Store).List"},
        "identifiers": [
            {
                "type": "rowsclose_rule_id",
                "name": "rowsclose rows-not-closed",
                "value": "rows-not-closed",
                "url": "https://github.com/rowsclose/rowsclose/blob/main/docs/rules/rows-not-closed.md",
            },
            {
                "type": "cwe",
                "name": "CWE-404",
                "value": "404",
                "url": "https://cwe.mitre.org/data/definitions/404.html",
            },
            {
                "type": "cwe",
                "name": "CWE-772",
                "value": "772",
                "url": "https://cwe.mitre.org/data/definitions/772.html",
            },
        ],
    }


def test_only_rules_with_a_security_side_are_in_it() -> None:
    assert [each["location"]["file"] for each in document(MIXED_RUN, LIST_FILE, OPEN_FILE)["vulnerabilities"]] == [
        "store/list.go"
    ]


def test_what_was_not_analysed_stands_in_the_scan() -> None:
    scan = document(MIXED_RUN, LIST_FILE, OPEN_FILE)["scan"]
    assert scan["status"] == "failure"
    assert {"level": "warn", "value": "./none/...: matched no Go file"} in scan["messages"]
    assert {"level": "fatal", "value": "gone.go: no such file"} in scan["messages"]
    assert document(LIST_RUN, LIST_FILE)["scan"]["status"] == "success"


def test_severity_follows_the_level() -> None:
    run = Run((replace(list_finding(), level=Level.NOTE),), (), 1)
    assert document(run, LIST_FILE)["vulnerabilities"][0]["severity"] == "Low"


def test_an_id_stays_when_lines_are_put_above_and_two_findings_have_two() -> None:
    moved = SourceFile(LIST_FILE.path, b"\n\n" + LIST_GO.encode())
    there = replace(
        list_finding(),
        witness=(),
        span=type(list_finding().span)(list_finding().span.start + 2, list_finding().span.end + 2),
    )
    ids = [
        document(Run((f,), (), 1), s)["vulnerabilities"][0]["id"]
        for f, s in ((list_finding(), LIST_FILE), (there, moved))
    ]
    assert ids[0] == ids[1]
    twice = document(Run((list_finding(), replace(list_finding(), message="another")), (), 1), LIST_FILE)
    assert len({each["id"] for each in twice["vulnerabilities"]}) == 2
