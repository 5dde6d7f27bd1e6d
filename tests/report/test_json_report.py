"""The JSON document against its shipped schema, and one of them whole."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from rowsclose.finding import Circumstance, Notice, NoticeKind, Run
from rowsclose.report.jsontext import array, dumps, dumps_filled

from .samples import (
    EMPTY_RUN,
    LIST_FILE,
    LIST_RUN,
    LOWERED_RUN,
    MIXED_RUN,
    OPEN_FILE,
    SUPPRESSED_RUN,
    list_finding,
    rendered,
)


def test_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(findings_schema())


EVERY_NOTICE = Run((), tuple(Notice("x.go", 1, 1, kind, "it is so") for kind in NoticeKind), 1)


@pytest.mark.parametrize("run", [EMPTY_RUN, LIST_RUN, LOWERED_RUN, MIXED_RUN, SUPPRESSED_RUN, EVERY_NOTICE])
def test_output_fits_the_schema(run: Run) -> None:
    document = json.loads(rendered("json", run, LIST_FILE, OPEN_FILE))
    jsonschema.Draft202012Validator(closed(findings_schema())).validate(document)


def findings_schema() -> dict[str, Any]:
    text = files("rowsclose.report").joinpath("schema/findings-v1.schema.json").read_text("utf-8")
    return dict(json.loads(text))


def closed(schema: Any) -> Any:
    """The schema with every object closed, so that a key it does not describe is an error here."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        inner.setdefault("additionalProperties", False)
    return inner


def test_whole_document() -> None:
    run = Run(findings=MIXED_RUN.findings[:1], notices=MIXED_RUN.notices[2:], files=4)
    path = "a b/\x1bö#.go"
    assert json.loads(rendered("json", run, OPEN_FILE)) == {
        "version": 1,
        "tool": {"name": "rowsclose", "version": "1.2.3"},
        "findings": [
            {
                "rule": "pool-limits-unset",
                "level": "note",
                "message": "db has no limit\nof open connections",
                "help": "",
                "confidence": "medium",
                "function": "",
                "path": path,
                "region": {"line": 3, "column": 39, "end_line": 3, "end_column": 47},
                "witness": [],
                "circumstances": [],
                "lowered_from": None,
            }
        ],
        "suppressed": [],
        "notices": [
            {
                "kind": "syntax",
                "message": "syntax error near `;`",
                "path": path,
                "line": 3,
                "column": 12,
                "fails_the_run": False,
            },
            {
                "kind": "unreadable",
                "message": "no such file",
                "path": "gone.go",
                "line": None,
                "column": None,
                "fails_the_run": True,
            },
        ],
        "counts": {
            "files": 4,
            "findings": 1,
            "suppressed": 0,
            "recorded": 0,
            "levels": {"error": 0, "warning": 0, "note": 1},
            "rules": {"pool-limits-unset": 1},
        },
    }


def test_circumstances_and_the_level_they_lower_from_are_data() -> None:
    (finding,) = json.loads(rendered("json", LOWERED_RUN, LIST_FILE))["findings"]
    assert (finding["level"], finding["lowered_from"]) == ("note", "error")
    assert finding["circumstances"] == ["assumed", "bounded"]


def test_schema_knows_every_circumstance() -> None:
    properties = findings_schema()["$defs"]["finding"]["properties"]
    assert properties["circumstances"]["items"]["enum"] == [circumstance.value for circumstance in Circumstance]
    assert all(f"{circumstance.value}: " in properties["circumstances"]["description"] for circumstance in Circumstance)


def test_text_is_ascii_and_has_no_lone_surrogate() -> None:
    text = dumps(["\udcff", "\u202e\x9b\x7f", "\U0001f600", "\\ué"])
    assert text == '[\n  "\\ufffd",\n  "\\u202e\\u009b\\u007f",\n  "\\ud83d\\ude00",\n  "\\\\u\\u00e9"\n]\n'
    assert json.loads(text) == ["\ufffd", "\u202e\x9b\x7f", "\U0001f600", "\\ué"]


@pytest.mark.parametrize("items", [[], [1], [{"a": [{}, []]}, "x\ny", {}]])
def test_text_in_pieces_has_a_line_an_item(items: list[object]) -> None:
    hostile = '"results": []'
    document = {"hostile": f"\n  {hostile}", "outer": {hostile: "x", "results": []}, "after": [[]]}
    whole = {**document, "outer": {hostile: "x", "results": items}}
    filled = "".join(dumps_filled(document, "results", iter(items)))
    assert json.loads(filled) == whole
    assert filled.count("\n") == dumps(document).count("\n") + (len(items) + 1 if items else 0)
    assert json.loads("".join(array(iter(items)))) == items


def test_suppressed_findings_stand_apart_with_their_justification() -> None:
    document = json.loads(rendered("json", SUPPRESSED_RUN, LIST_FILE, OPEN_FILE))
    alone = json.loads(rendered("json", Run((list_finding(),), (), 1), LIST_FILE))
    assert [finding["rule"] for finding in document["findings"]] == ["pool-limits-unset"]
    assert document["suppressed"] == [{"finding": alone["findings"][0], "justification": "closed by\x1b[2J the caller"}]
    assert (document["counts"]["findings"], document["counts"]["suppressed"]) == (1, 1)
