"""A verified fix in SARIF: regions that mean the edits, and a log that fits the schema."""

from __future__ import annotations

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]

from rowsclose.finding import Run
from rowsclose.remedy import Edit, Fix
from rowsclose.source import Span
from rowsclose.values import replace

from .samples import LIST_FILE, LIST_GO, list_finding, rendered
from .test_sarif_report import SCHEMA

LOOP = LIST_GO.encode().index(b"\tfor rows.Next()")


def result_of(*edits: Edit) -> dict[str, Any]:
    finding = replace(list_finding(), fix=Fix(edits))
    log = json.loads(rendered("sarif", Run((finding,), (), 1), LIST_FILE))
    jsonschema.Draft202012Validator(SCHEMA).validate(log)
    (found,) = log["runs"][0]["results"]
    assert isinstance(found, dict)
    return found


def test_an_insertion_has_an_empty_region() -> None:
    line = LIST_FILE.position(LOOP).line
    (fix,) = result_of(Edit(Span(LOOP, LOOP), b"\tdefer rows.Close()\n"))["fixes"]
    assert fix["description"] == {"text": "add defer rows.Close() after the check of err."}
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "store/list.go"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": line, "startColumn": 1, "endColumn": 1},
            "insertedContent": {"text": "\tdefer rows.Close()\n"},
        }
    ]


def test_a_deletion_of_a_line_ends_where_the_next_one_begins() -> None:
    end = LIST_GO.encode().index(b"\n", LOOP) + 1
    line = LIST_FILE.position(LOOP).line
    (fix,) = result_of(Edit(Span(LOOP, end), b""))["fixes"]
    assert fix["artifactChanges"][0]["replacements"] == [
        {"deletedRegion": {"startLine": line, "startColumn": 1, "endLine": line + 1, "endColumn": 1}}
    ]


def test_a_text_that_is_not_utf_8_is_no_fix() -> None:
    assert "fixes" not in result_of(Edit(Span(LOOP, LOOP), b"\xff"))
