"""The Code Quality report against GitLab's documentation, and fingerprints that last.

The schema has the documented fields and nothing else, beside ``type`` and ``categories`` of Code Climate's specification:
https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
https://github.com/codeclimate/platform/blob/master/spec/analyzers/SPEC.md#data-types
"""

from __future__ import annotations

import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from rowsclose.finding import Level, Lowered, Run
from rowsclose.source import SourceFile, Span
from rowsclose.values import replace

from .samples import EMPTY_RUN, LIST_FILE, LIST_GO, LIST_RUN, LOWERED_RUN, MIXED_RUN, OPEN_FILE, list_finding, rendered

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "categories", "description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": ["issue"]},
            "categories": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "enum": [
                        "Bug Risk",
                        "Clarity",
                        "Compatibility",
                        "Complexity",
                        "Duplication",
                        "Performance",
                        "Security",
                        "Style",
                    ]
                },
            },
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/|\.\./)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def issues(run: Run, *files: SourceFile, **changes: object) -> list[Any]:
    return list(json.loads(rendered("gitlab", run, *files, **changes)))


@pytest.mark.parametrize("run", [EMPTY_RUN, LIST_RUN, MIXED_RUN])
@pytest.mark.parametrize("folder", ["/r", "/r/a b", "/elsewhere"])
def test_report_has_the_documented_fields(run: Run, folder: str) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(issues(run, LIST_FILE, OPEN_FILE, folder=folder))


def test_report_does_not_begin_with_a_byte_order_mark() -> None:
    assert rendered("gitlab", EMPTY_RUN) == "[]\n"
    assert rendered("gitlab", LIST_RUN, LIST_FILE).startswith("[\n")


def test_whole_issue() -> None:
    (issue,) = issues(LIST_RUN, LIST_FILE, folder="/r/sub")
    assert len(issue.pop("fingerprint")) == 64
    assert issue == {
        "type": "issue",
        "categories": ["Bug Risk"],
        "description": "rows-not-closed: rows may still be open at the return on line 12",
        "check_name": "rows-not-closed",
        "severity": "critical",
        "location": {"path": "sub/store/list.go", "lines": {"begin": 4}},
    }


def test_what_lowered_a_finding_stands_behind_its_message() -> None:
    (issue,) = issues(LOWERED_RUN, LIST_FILE)
    told = "rows-not-closed: rows may still be open at the return on line 12 [assumed, bounded]"
    assert (issue["description"], issue["severity"]) == (told, "info")


def test_severities() -> None:
    findings = tuple(replace(list_finding(), level=level, rule_id=level.value) for level in Level)
    shown = {issue["check_name"]: issue["severity"] for issue in issues(Run(findings, (), 1), LIST_FILE)}
    assert shown == {"error": "critical", "warning": "major", "note": "info"}


def fingerprint(text: str, **changes: object) -> str:
    start = text.index("s.db.QueryContext")
    finding = replace(list_finding(), span=Span(start, start + 4), witness=(), **changes)
    (issue,) = issues(Run((finding,), (), 1), SourceFile("store/list.go", text.encode()))
    return str(issue["fingerprint"])


def test_fingerprint_lasts_when_code_moves_or_changes_around_it() -> None:
    first = fingerprint(LIST_GO)
    assert fingerprint(LIST_GO.replace("func", "func other() {}\n\nfunc", 1)) == first
    assert fingerprint(LIST_GO.replace("\trows, err", "\t\trows,  err")) == first
    assert fingerprint(LIST_GO.replace("var items", "var found")) == first
    assert fingerprint(LIST_GO, message="another") == first
    assert fingerprint(LIST_GO, level=Level.NOTE, lowered=Lowered(Level.ERROR, ("test",))) == first


@pytest.mark.parametrize("change", [{"rule_id": "other"}, {"function": "(*Store).Other"}])
def test_fingerprint_tells_rules_and_functions_apart(change: dict[str, object]) -> None:
    assert fingerprint(LIST_GO, **change) != fingerprint(LIST_GO)


def test_fingerprint_tells_files_and_lines_apart() -> None:
    assert fingerprint(LIST_GO.replace("listItems", "listOthers")) != fingerprint(LIST_GO)
    (here,), (there,) = issues(LIST_RUN, LIST_FILE), issues(LIST_RUN, LIST_FILE, folder="/r/sub")
    assert here["fingerprint"] != there["fingerprint"]


def test_equal_lines_of_one_function_have_fingerprints_of_their_own_that_last() -> None:
    def both(text: str) -> list[str]:
        starts = [at for at in range(len(text)) if text.startswith("db.Query", at)]
        findings = tuple(replace(list_finding("x.go"), span=Span(at, at + 8), witness=()) for at in starts)
        return [issue["fingerprint"] for issue in issues(Run(findings, (), 1), SourceFile("x.go", text.encode()))]

    first = both("db.Query(q)\n\ndb.Query(q)\n")
    assert len(set(first)) == 2
    assert both("\n\ndb.Query(q)\n// between\ndb.Query(q)\n") == first
