"""SARIF against the OASIS schema, what GitHub reads, and one run whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from rowsclose.finding import Level, Notice, NoticeKind, Run, Step, StepKind
from rowsclose.report.fingerprint import line_hashes
from rowsclose.report.sarif.places import artifact_location
from rowsclose.report.sarif.text import plain
from rowsclose.source import SourceFile, Span
from rowsclose.values import replace

from .samples import (
    EMPTY_RUN,
    LIST_FILE,
    LIST_RUN,
    LOWERED_RUN,
    MIXED_RUN,
    NOT_CLOSED,
    NOTICES,
    OPEN_FILE,
    SUPPRESSED_RUN,
    context_of,
    list_finding,
    rendered,
)

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-schema-2.1.0.json").read_text("utf-8"))


def only_run(run: Run, **changes: object) -> Any:
    log = json.loads(rendered("sarif", run, LIST_FILE, OPEN_FILE, **changes))
    (inner,) = log["runs"]
    return inner


@pytest.mark.parametrize("run", [EMPTY_RUN, LIST_RUN, LOWERED_RUN, MIXED_RUN, SUPPRESSED_RUN])
@pytest.mark.parametrize(
    "changes", [{}, {"sarif_suppressed": True}, {"rules": (), "version": "1.2.3.dev4", "folder": "/r/a b/c"}]
)
def test_log_fits_the_oasis_schema(run: Run, changes: dict[str, object]) -> None:
    log = json.loads(rendered("sarif", run, LIST_FILE, OPEN_FILE, **changes))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker(["uri", "uri-reference"])).validate(
        log
    )


def test_empty_run_still_has_results_rules_and_an_invocation() -> None:
    run = only_run(EMPTY_RUN, rules=())
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])
    assert run["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_head_of_the_log() -> None:
    log = json.loads(rendered("sarif", EMPTY_RUN, sarif_category="backend/"))
    assert list(log) == ["$schema", "version", "runs"]
    assert (log["version"], log["runs"][0]["columnKind"]) == ("2.1.0", "utf16CodeUnits")
    assert log["runs"][0]["automationDetails"] == {"id": "backend/"}
    root = {"%SRCROOT%": {"description": {"text": "The root of the repository."}}}
    assert log["runs"][0]["originalUriBaseIds"] == root


def test_rule_metadata() -> None:
    closed, limits = only_run(EMPTY_RUN)["tool"]["driver"]["rules"]
    text, markdown = closed["help"].pop("text"), closed["help"].pop("markdown")
    assert "    defer rows.Close()" in text
    assert "```go\nrows, err := db.Query(q)" in markdown
    assert closed == {
        "id": "rows-not-closed",
        "name": "RowsNotClosed",
        "shortDescription": {"text": "Some path leaves the result set open."},
        "fullDescription": {"text": "The result set is still open at some exit of the function."},
        "help": {},
        "helpUri": "https://github.com/rowsclose/rowsclose/blob/main/docs/rules/rows-not-closed.md",
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "tags": ["database", "resource-leak", "external/cwe/cwe-404", "external/cwe/cwe-772", "security"],
            "precision": "high",
            "problem.severity": "error",
            "security-severity": "5.3",
        },
    }
    assert limits["defaultConfiguration"] == {"enabled": False, "level": "note"}
    assert limits["properties"] == {
        "tags": ["database"],
        "precision": "medium",
        "problem.severity": "recommendation",
    }


def place(line: int, start: int, end: int) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": "sub/store/list.go", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": line, "startColumn": start, "endColumn": end},
    }


def quoted(place: dict[str, Any], file: SourceFile) -> dict[str, Any]:
    """The place with the source that stands there."""
    region = place["region"]
    line = file.line_text(region["startLine"])
    text = line[region["startColumn"] - 1 : region["endColumn"] - 1]
    context = {"startLine": region["startLine"], "endLine": region["startLine"], "snippet": {"text": line}}
    return {**place, "region": {**region, "snippet": {"text": text}}, "contextRegion": context}


def test_whole_result() -> None:
    witness = list_finding().witness
    finding = replace(list_finding(), level=Level.WARNING, witness=(witness[0], witness[1], witness[-1]))
    (result,) = only_run(replace(LIST_RUN, findings=(finding,)), folder="/r/sub")["results"]
    leaking = {"message": {"text": "rows is still open at this return."}, "physicalLocation": place(12, 4, 19)}
    assert result == {
        "ruleId": "rows-not-closed",
        "ruleIndex": 0,
        "level": "warning",
        "message": {
            "text": "rows may still be open at the return on [line 12](1). "
            "Help: add defer rows.Close() after the check of err."
        },
        "locations": [
            {
                "physicalLocation": quoted(place(4, 15, 32), LIST_FILE),
                "logicalLocations": [{"fullyQualifiedName": "(*Store).List", "kind": "function"}],
            }
        ],
        "codeFlows": [
            {
                "threadFlows": [
                    {
                        "locations": [
                            {
                                "location": {
                                    "message": {"text": "rows is acquired here."},
                                    "physicalLocation": place(4, 15, 32),
                                },
                                "executionOrder": 1,
                                "nestingLevel": 0,
                                "kinds": ["acquire", "resource"],
                                "importance": "essential",
                            },
                            {
                                "location": {
                                    "message": {"text": "err is nil."},
                                    "physicalLocation": place(5, 5, 15),
                                },
                                "executionOrder": 2,
                                "nestingLevel": 0,
                                "kinds": ["branch"],
                            },
                            {
                                "location": leaking,
                                "executionOrder": 3,
                                "nestingLevel": 0,
                                "kinds": ["exit", "function"],
                                "importance": "essential",
                            },
                        ]
                    }
                ]
            }
        ],
        "relatedLocations": [{"id": 1, **leaking}],
        "partialFingerprints": {"primaryLocationLineHash": line_hashes(LIST_FILE.text)[3]},
        "rank": 55.0,
        "properties": {"confidence": "high", "circumstances": [], "security-severity": "5.0"},
    }


def severities(*levels: Level, own: str = "7.5") -> tuple[str, list[str]]:
    """The score of the rule of findings of these levels, and of the findings themselves."""
    findings = tuple(replace(list_finding(), level=level, message=level.value) for level in levels)
    run = only_run(Run(findings, (), 1), rules=(replace(NOT_CLOSED, security_severity=own),))
    (rule,) = run["tool"]["driver"]["rules"]
    return rule["properties"]["security-severity"], [r["properties"]["security-severity"] for r in run["results"]]


def test_security_severity_follows_the_level_and_that_of_a_rule_its_worst_finding() -> None:
    assert severities(Level.NOTE, Level.ERROR, Level.WARNING) == ("7.5", ["2.0", "7.5", "5.0"])
    assert severities(Level.NOTE, Level.WARNING) == ("5.0", ["2.0", "5.0"])
    assert severities(Level.NOTE) == ("2.0", ["2.0"])
    assert severities() == ("7.5", [])
    assert severities(Level.WARNING, own="4.1") == ("4.1", ["4.1"])
    (result,) = only_run(replace(MIXED_RUN, findings=MIXED_RUN.findings[:1]))["results"]
    assert "security-severity" not in result["properties"]


def test_circumstances_are_properties_and_the_message_tells_them() -> None:
    (result,) = only_run(LOWERED_RUN)["results"]
    assert (result["level"], result["rank"]) == ("note", 20.0)
    assert result["properties"] == {
        "confidence": "medium",
        "circumstances": ["assumed", "bounded"],
        "security-severity": "2.0",
    }
    assert result["message"]["text"] == (
        "rows may still be open at the return on [line 12](1). Lowered from error: assumed, bounded. "
        "Help: add defer rows.Close() after the check of err."
    )


def test_columns_are_utf16_units_without_the_byte_order_mark() -> None:
    raw = "\ufeff/* \U0001f600é */ db.Query(q)".encode()
    file = SourceFile("x.go", raw)
    start = raw.index(b"db.Query")
    finding = replace(list_finding("x.go"), span=Span(start, start + 8), witness=())
    (result,) = json.loads(rendered("sarif", replace(LIST_RUN, findings=(finding,)), file))["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 11, "endColumn": 19, "snippet": {"text": "db.Query"}}
    assert "codeFlows" not in result
    assert "relatedLocations" not in result


def test_step_over_several_lines_and_in_another_file() -> None:
    other = SourceFile("other.go", b"a\nbc\n")
    step = Step(StepKind.EXIT, other.path, Span(0, 4), "")
    finding = replace(list_finding(), witness=(step,))
    (result,) = json.loads(rendered("sarif", replace(LIST_RUN, findings=(finding,)), LIST_FILE, other))["runs"][0][
        "results"
    ]
    (shown,) = result["codeFlows"][0]["threadFlows"][0]["locations"]
    assert shown["nestingLevel"] == 1
    assert shown["location"]["message"] == {"text": "still open at this exit."}
    region = shown["location"]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 2, "endColumn": 3}


def test_notices_are_notifications_and_some_fail_the_run() -> None:
    (invocation,) = only_run(MIXED_RUN, folder="/r/sub")["invocations"]
    odd = {"uri": "sub/a%20b/%1B%C3%B6%23.go", "uriBaseId": "%SRCROOT%"}
    gone = {"uri": "sub/gone.go", "uriBaseId": "%SRCROOT%"}
    assert invocation == {
        "executionSuccessful": False,
        "toolExecutionNotifications": [
            {
                "message": {"text": "worker ended."},
                "descriptor": {"id": "failure", "index": 2},
                "level": "error",
            },
            {
                "message": {"text": "syntax error near `;`."},
                "descriptor": {"id": "syntax", "index": 0},
                "level": "warning",
                "locations": [
                    {
                        "physicalLocation": {
                            "artifactLocation": odd,
                            "region": {"startLine": 3, "startColumn": 8},
                        }
                    }
                ],
            },
            {
                "message": {"text": "no such file."},
                "descriptor": {"id": "unreadable", "index": 1},
                "level": "error",
                "locations": [{"physicalLocation": {"artifactLocation": gone}}],
            },
            {
                "message": {"text": "matched no Go file."},
                "descriptor": {"id": "pattern", "index": 3},
                "level": "warning",
            },
        ],
    }
    (harmless,) = only_run(replace(MIXED_RUN, notices=NOTICES[1:3]))["invocations"]
    assert harmless["executionSuccessful"] is True


def test_notice_that_quotes_a_path_of_the_repository_names_it_from_its_root() -> None:
    notice = Notice("x.go", 0, 0, NoticeKind.FAILURE, "OSError: '/r/a/b.go'")
    (invocation,) = only_run(Run((), (notice,), 1))["invocations"]
    assert invocation["toolExecutionNotifications"][0]["message"] == {"text": "OSError: 'a/b.go'."}


def test_notice_behind_the_end_of_its_file_keeps_its_line() -> None:
    notice = Notice(LIST_FILE.path, 999, 5, NoticeKind.SYNTAX, "unexpected end")
    (invocation,) = only_run(Run((), (notice,), 1))["invocations"]
    (shown,) = invocation["toolExecutionNotifications"]
    assert shown["locations"][0]["physicalLocation"]["region"] == {"startLine": 999}


@pytest.mark.parametrize(
    ("path", "prefix", "uri", "has_base"),
    [
        ("x.go", "", "x.go", True),
        ("./x.go", "a/b", "a/b/x.go", True),
        ("../x.go", "a/b", "a/x.go", True),
        ("a:b/100%.go", "", "a%3Ab/100%25.go", True),
        ("caf\udce9.go", "", "caf%E9.go", True),
        ("\ud800.go", "", "%3F.go", True),
        ("..x/y.go", "", "..x/y.go", True),
        ("../../x.go", "a", "x.go", False),
        ("/home/me/secret/x.go", "a", "x.go", False),
        ("/r/b/x.go", "a", "b/x.go", True),
        ("/rest/x.go", "", "x.go", False),
    ],
)
def test_uris_are_relative_to_the_root_and_encoded(path: str, prefix: str, uri: str, has_base: bool) -> None:
    base = {"uriBaseId": "%SRCROOT%"} if has_base else {}
    assert plain(artifact_location(path, context_of(folder=f"/r/{prefix}"))) == {"uri": uri, **base}


def test_finding_of_a_rule_that_is_not_listed_has_no_index() -> None:
    (result,) = only_run(LIST_RUN, rules=(replace(NOT_CLOSED, id="other"),))["results"]
    assert "ruleIndex" not in result


def test_suppressed_findings_are_left_out_unless_they_are_asked_for() -> None:
    (left,) = only_run(SUPPRESSED_RUN)["results"]
    assert left["ruleId"] == "pool-limits-unset"
    assert "suppressions" not in left


def test_suppressed_findings_that_are_kept_say_so_and_the_others_that_they_are_not() -> None:
    results = {r["ruleId"]: r for r in only_run(SUPPRESSED_RUN, sarif_suppressed=True)["results"]}
    assert results["pool-limits-unset"]["suppressions"] == []
    (suppression,) = results["rows-not-closed"]["suppressions"]
    assert (suppression["kind"], suppression["justification"]) == ("inSource", "closed by\\x1b[2J the caller")
    place = suppression["location"]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "store/list.go"
    assert place["region"]["startLine"] == 4


def test_suppression_without_a_reason_has_no_justification() -> None:
    silent = replace(SUPPRESSED_RUN, suppressed=(replace(SUPPRESSED_RUN.suppressed[0], justification=""),))
    results = {r["ruleId"]: r for r in only_run(silent, sarif_suppressed=True)["results"]}
    assert "justification" not in results["rows-not-closed"]["suppressions"][0]


def test_source_that_is_no_text_or_longer_than_anybody_writes() -> None:
    odd = b"x\x1b\xff\xe2\x80\xae db.Query(q)\r\n"
    start = odd.index(b"db.")
    finding = replace(list_finding("x.go"), span=Span(start, start + 8), witness=())
    shown = []
    for text in (odd, b"a" * 600 + odd):
        file = SourceFile("x.go", text)
        moved = replace(finding, span=Span(text.index(b"db."), text.index(b"db.") + 8))
        (result,) = json.loads(rendered("sarif", replace(LIST_RUN, findings=(moved,)), file))["runs"][0]["results"]
        shown.append(result["locations"][0]["physicalLocation"])
    assert shown[0]["contextRegion"]["snippet"]["text"] == "x\x1b\ufffd\u202e db.Query(q)"
    assert "contextRegion" not in shown[1]
    assert "snippet" not in shown[1]["region"]
