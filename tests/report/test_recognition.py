"""A report is told from what somebody else wrote."""

from __future__ import annotations

import pytest

from rowsclose.finding import Run
from rowsclose.report.formats import FORMAT_NAMES
from rowsclose.report.recognition import HEAD_BYTES, is_report

from .samples import EMPTY_RUN, LIST_FILE, LIST_RUN, MIXED_RUN, OPEN_FILE, rendered


@pytest.mark.parametrize("run", [EMPTY_RUN, LIST_RUN, MIXED_RUN], ids=["empty", "one", "mixed"])
@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_every_report_is_one(name: str, color: bool, run: Run) -> None:
    text = rendered(name, run, LIST_FILE, OPEN_FILE, color=color)
    assert is_report(text.encode("utf-8", "backslashreplace")[:HEAD_BYTES])


@pytest.mark.parametrize(
    "text",
    [
        "package p\n",
        "SECRET=1\n",
        "name: ci\non: push\n",
        "#!/bin/sh\n",
        '{"name": "rowsclose"}\n',
        '{"tool": "rowsclose", "kind": "baseline", "version": 1}\n',
        '{\n  "tool": {"name": "other"}, "x": {"name": "rowsclose"}\n}\n',
        '[\n  {"description": "other: x"}]\n',
        '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="mine">\n',
        '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n<file name="a"><error source="x"/></file>',
        '{"rules": [{"engineId": "other", "id": "rowsclose"}]}',
        '{"version": "15", "scan": {"analyzer": {"id": "other", "name": "rowsclose"}}}',
        "::error title=x::y\n",
        "a.go:1:2: warning other-rule x\n",
        "error: rows-not-closed\n",
        "\x00",
    ],
)
def test_what_somebody_else_wrote_is_none(text: str) -> None:
    assert not is_report(text.encode())
