"""A finding that moves within its file is the same finding to the services that follow it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from filetree import write_tree
from gosource import LEAK
from junitparser import JUnitXml

from rowsclose.cli.commands import rowsclose

INSERTED = 'import "fmt"\n\n// One more.\nfunc added(rows int) {\n\tfmt.Println(rows)\n}\n\nfunc names'


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_tree(tmp_path, {"x.go": LEAK})


def reported(format_name: str) -> str:
    return CliRunner().invoke(rowsclose, ["check", "-f", format_name]).stdout


def sarif() -> Any:
    (result,) = json.loads(reported("sarif"))["runs"][0]["results"]
    return result["locations"][0]["physicalLocation"]["region"]["startLine"], result["partialFingerprints"]


def gitlab() -> Any:
    (issue,) = json.loads(reported("gitlab"))
    return issue["location"]["lines"]["begin"], issue["fingerprint"]


def junit() -> Any:
    ((case,),) = JUnitXml.fromstring(reported("junit").encode())
    return case.result[0].text, (case.classname, case.name)


@pytest.mark.parametrize("identity", [sarif, gitlab, junit])
def test_inserted_function_moves_the_place_and_not_the_identity(moved: Path, identity: Any) -> None:
    place, same = identity()
    write_tree(moved, {"x.go": LEAK.replace("func names", INSERTED)})
    new_place, still_the_same = identity()
    assert new_place != place
    assert still_the_same == same
