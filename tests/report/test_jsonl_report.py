"""Each line against its shipped schema, and the order of the lines."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from referencing import Registry, Resource

from rowsclose.finding import Run

from .samples import EMPTY_RUN, LIST_FILE, LIST_RUN, LOWERED_RUN, MIXED_RUN, OPEN_FILE, SUPPRESSED_RUN, rendered


def validator() -> Any:
    schemas = files("rowsclose.report").joinpath("schema")
    read = {name: json.loads(schemas.joinpath(name).read_text("utf-8")) for name in (FINDINGS, LINES)}
    registry: Any = Registry().with_resource(FINDINGS, Resource.from_contents(read[FINDINGS]))
    return jsonschema.Draft202012Validator(read[LINES], registry=registry)


FINDINGS = "findings-v1.schema.json"
LINES = "findings-lines-v1.schema.json"


def lines(run: Run) -> list[Any]:
    return [json.loads(line) for line in rendered("jsonl", run, LIST_FILE, OPEN_FILE).splitlines()]


@pytest.mark.parametrize("run", [EMPTY_RUN, LIST_RUN, LOWERED_RUN, MIXED_RUN, SUPPRESSED_RUN])
def test_every_line_fits_the_schema(run: Run) -> None:
    for line in lines(run):
        validator().validate(line)


@pytest.mark.parametrize("line", [{}, {"type": "other"}, {"type": "run"}, {"type": "finding", "rule": "x"}])
def test_schema_rejects_what_is_no_such_line(line: object) -> None:
    assert not validator().is_valid(line)


def test_head_then_findings_then_notices_then_counts() -> None:
    kinds = [line["type"] for line in lines(MIXED_RUN)]
    assert kinds == ["run", *["finding"] * 2, *["notice"] * 4, "counts"]


def test_suppressed_findings_are_lines_of_their_own() -> None:
    document = json.loads(rendered("json", SUPPRESSED_RUN, LIST_FILE, OPEN_FILE))
    kinds = {line["type"]: line for line in lines(SUPPRESSED_RUN)}
    assert list(kinds) == ["run", "finding", "suppressed", "counts"]
    assert kinds["suppressed"] == {"type": "suppressed", **document["suppressed"][0]}


def test_lines_say_what_the_json_document_says() -> None:
    document = json.loads(rendered("json", MIXED_RUN, LIST_FILE, OPEN_FILE))
    head, *inner, tail = lines(MIXED_RUN)
    assert head == {"type": "run", "version": document["version"], "tool": document["tool"]}
    assert inner == [
        *({"type": "finding", **finding} for finding in document["findings"]),
        *({"type": "notice", **notice} for notice in document["notices"]),
    ]
    assert tail == {"type": "counts", **document["counts"]}
