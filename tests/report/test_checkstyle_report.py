"""The Checkstyle document as a reader of XML sees it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from rowsclose.finding import Notice, NoticeKind, Run
from rowsclose.source import SourceFile
from rowsclose.values import replace

from .samples import EMPTY_RUN, LIST_FILE, LIST_RUN, LOWERED_RUN, MIXED_RUN, OPEN_FILE, list_finding, rendered


def entries(run: Run, *files: SourceFile, **changes: object) -> dict[str, list[dict[str, str]]]:
    """The attributes of the errors of each file."""
    root = ET.fromstring(rendered("checkstyle", run, *files, **changes).encode())
    assert root.tag == "checkstyle"
    assert {file.tag for file in root} <= {"file"}
    return {file.attrib["name"]: [error.attrib for error in file if error.tag == "error"] for file in root}


def test_clean_run_is_an_empty_document() -> None:
    assert entries(EMPTY_RUN) == {}


def test_whole_document() -> None:
    assert rendered("checkstyle", LIST_RUN, LIST_FILE, folder="/r/sub") == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<checkstyle version="8.0">\n'
        '  <file name="sub/store/list.go">\n'
        '    <error line="4" column="15" severity="error" source="rowsclose.rows-not-closed" '
        'message="rows may still be open at the return on line 12; help: add defer rows.Close() after the check of err"/>\n'
        "  </file>\n"
        "</checkstyle>\n"
    )


def test_each_file_stands_once_with_its_findings_and_notices() -> None:
    found = entries(MIXED_RUN, LIST_FILE, OPEN_FILE)
    assert {name: [e["source"] for e in errors] for name, errors in found.items()} == {
        "a b/\\x1bö#.go": ["rowsclose.pool-limits-unset", "rowsclose:syntax"],
        "gone.go": ["rowsclose:unreadable"],
        "rowsclose": ["rowsclose:failure", "rowsclose:pattern"],
        "store/list.go": ["rowsclose.rows-not-closed"],
    }
    assert [e["message"] for e in found["rowsclose"]] == ["worker ended", "./none/...: matched no Go file"]


def test_columns_count_utf_16() -> None:
    (finding, _) = entries(MIXED_RUN, OPEN_FILE, LIST_FILE)["a b/\\x1bö#.go"]
    assert (finding["line"], finding["column"], finding["severity"]) == ("3", "29", "info")


def test_what_lowered_a_finding_stands_behind_its_message() -> None:
    (finding,) = entries(LOWERED_RUN, LIST_FILE)["store/list.go"]
    assert "on line 12 [assumed, bounded]; help: " in finding["message"]


@pytest.mark.parametrize("text", ["<&>\"'", "]]>", "line\nbreak", "\x00\x1b[2J", "\ud800"])
def test_any_text_is_read_back_as_it_is_shown(text: str) -> None:
    run = Run((replace(list_finding(), message=text, help=""),), (Notice("x.go", 0, 0, NoticeKind.SYNTAX, text),), 1)
    found = entries(run, LIST_FILE)
    assert found["store/list.go"][0]["message"] == found["x.go"][0]["message"]
    assert found["x.go"][0]["message"].isprintable()
