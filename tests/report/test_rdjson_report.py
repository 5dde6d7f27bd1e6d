"""The rdjson document against reviewdog's own schema, and one of them whole."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from needs import needed

from rowsclose.finding import Run
from rowsclose.remedy import Edit, Fix
from rowsclose.source import SourceFile, Span
from rowsclose.values import replace

from .samples import EMPTY_RUN, LIST_FILE, LIST_RUN, LOWERED_RUN, MIXED_RUN, OPEN_FILE, list_finding, rendered

REVIEWDOG = "github.com/reviewdog/reviewdog@v0.21.3"


def document(run: Run, *files: SourceFile, **changes: object) -> Any:
    return json.loads(rendered("rdjson", run, *files, **changes))


@cache
def _downloaded() -> Path | None:
    go = shutil.which("go")
    if go is None:
        return None
    done = subprocess.run([go, "mod", "download", "-json", REVIEWDOG], capture_output=True, check=False, timeout=300)
    return Path(json.loads(done.stdout)["Dir"]) if done.returncode == 0 else None


def schema() -> Any:
    folder = needed("reviewdog", _downloaded(), "go downloads its module")
    return json.loads((folder / "proto" / "rdf" / "jsonschema" / "DiagnosticResult.json").read_text(encoding="utf-8"))


def without_freedom(schema: Any) -> Any:
    """The schema with no property that it does not name."""
    if isinstance(schema, dict):
        return {k: False if k == "additionalProperties" else without_freedom(v) for k, v in schema.items()}
    return [without_freedom(each) for each in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("run", [EMPTY_RUN, LIST_RUN, LOWERED_RUN, MIXED_RUN])
@pytest.mark.parametrize("folder", ["/r", "/r/a b", "/elsewhere"])
def test_document_fits_the_schema_of_reviewdog(run: Run, folder: str) -> None:
    jsonschema.Draft4Validator(without_freedom(schema())).validate(document(run, LIST_FILE, OPEN_FILE, folder=folder))


LOOP = LIST_FILE.text.index(b"\tfor rows.Next()")
CHECK = LIST_FILE.text.index(b"if err != nil")


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([Edit(Span(LOOP, LOOP), b"\tdefer rows.Close()\n")], "\tdefer rows.Close()\n\tfor rows.Next() {"),
        ([Edit(Span(LOOP + 1, LOOP + 4), b"for ok &&")], "\tfor ok && rows.Next() {"),
    ],
)
def test_a_fix_is_a_suggestion_of_whole_lines(edits: list[Edit], expected: str) -> None:
    finding = replace(list_finding(), fix=Fix(tuple(edits)))
    found = document(Run((finding,), (), 1), LIST_FILE)
    jsonschema.Draft4Validator(without_freedom(schema())).validate(found)
    line = LIST_FILE.position(LOOP).line
    (suggested,) = found["diagnostics"][0]["suggestions"]
    end = {"line": line, "column": len("\tfor rows.Next() {") + 1}
    assert suggested == {"range": {"start": {"line": line, "column": 1}, "end": end}, "text": expected}


def test_all_edits_of_a_fix_are_one_suggestion() -> None:
    edits = (Edit(Span(CHECK, CHECK + 2), b"when"), Edit(Span(LOOP, LOOP), b"\tdefer rows.Close()\n"))
    (found,) = document(Run((replace(list_finding(), fix=Fix(edits)),), (), 1), LIST_FILE)["diagnostics"]
    (suggested,) = found["suggestions"]
    first, last = LIST_FILE.position(CHECK).line, LIST_FILE.position(LOOP).line
    assert (suggested["range"]["start"]["line"], suggested["range"]["end"]["line"]) == (first, last)
    assert suggested["text"].startswith("\twhen err != nil {\n")
    assert suggested["text"].endswith("\tdefer rows.Close()\n\tfor rows.Next() {")


def test_a_fix_that_is_not_utf_8_is_no_suggestion() -> None:
    finding = replace(list_finding(), fix=Fix((Edit(Span(LOOP, LOOP), b"\xff"),)))
    assert "suggestions" not in document(Run((finding,), (), 1), LIST_FILE)["diagnostics"][0]


def test_whole_document() -> None:
    assert document(LIST_RUN, LIST_FILE, folder="/r/sub") == {
        "source": {"name": "rowsclose", "url": "https://github.com/rowsclose/rowsclose"},
        "diagnostics": [
            {
                "message": "rows may still be open at the return on line 12\n"
                "help: add defer rows.Close() after the check of err",
                "location": {
                    "path": "sub/store/list.go",
                    "range": {"start": {"line": 4, "column": 15}, "end": {"line": 4, "column": 32}},
                },
                "severity": "ERROR",
                "code": {
                    "value": "rows-not-closed",
                    "url": "https://github.com/rowsclose/rowsclose/blob/main/docs/rules/rows-not-closed.md",
                },
                "related_locations": [
                    {
                        "message": "rows is still open at this return",
                        "location": {
                            "path": "sub/store/list.go",
                            "range": {"start": {"line": 12, "column": 4}, "end": {"line": 12, "column": 19}},
                        },
                    }
                ],
            }
        ],
    }


def test_notices_are_diagnostics_too() -> None:
    found = document(MIXED_RUN, LIST_FILE, OPEN_FILE)["diagnostics"]
    notices = {each["code"]["value"]: each for each in found[2:]}
    assert {kind: (each["severity"], each["location"]["path"]) for kind, each in notices.items()} == {
        "failure": ("ERROR", "."),
        "pattern": ("WARNING", "."),
        "syntax": ("WARNING", OPEN_FILE.path),
        "unreadable": ("ERROR", "gone.go"),
    }
    assert notices["syntax"]["location"]["range"] == {"start": {"line": 3, "column": 12}}
    assert notices["pattern"]["message"] == "./none/...: matched no Go file"


def test_columns_count_bytes() -> None:
    start = document(MIXED_RUN, LIST_FILE, OPEN_FILE)["diagnostics"][0]["location"]["range"]["start"]
    assert start["line"] == 3
    assert OPEN_FILE.text.split(b"\n")[2][start["column"] - 1 :].startswith(b"sql.Open")
