"""The YAML in the documents: valid by its schema, pinned, with no more rights than it needs, true to action.yml."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from githubrunner import ACTION, PROJECT

from rowsclose import __version__
from rowsclose.cli.commands import check

DOCUMENTS = {name: (PROJECT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/ci.md")}
SNIPPETS = [
    (f"{name}:{text[: found.start()].count(chr(10)) + 2}", found[1])
    for name, text in DOCUMENTS.items()
    for found in re.finditer(r"(?ms)^```yaml\n(.*?)^```$", text)
]
LEAST = {"contents": "read", "security-events": "write"}


def kind_of(snippet: str) -> str:
    keys = yaml.safe_load(snippet).keys()
    return "workflow" if "jobs" in keys else "pre-commit" if "repos" in keys else "gitlab"


def snippets(*kinds: str) -> list[Any]:
    return [pytest.param(text, id=place) for place, text in SNIPPETS if kind_of(text) in kinds]


def steps_of(snippet: str) -> Iterator[dict[str, Any]]:
    for job in yaml.safe_load(snippet).get("jobs", {}).values():
        yield from job["steps"]


@pytest.mark.parametrize("snippet", snippets("workflow", "pre-commit", "gitlab"))
def test_snippet_is_valid_by_its_schema(tmp_path: Path, snippet: str) -> None:
    file = tmp_path / "snippet.yml"
    file.write_text(snippet, encoding="utf-8")
    schema = ["-m", "check_jsonschema", "--builtin-schema"]
    command = {
        "workflow": [*schema, "vendor.github-workflows"],
        "gitlab": [*schema, "vendor.gitlab-ci"],
        "pre-commit": ["-m", "pre_commit", "validate-config"],
    }[kind_of(snippet)]
    done = subprocess.run([sys.executable, *command, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_kind_of_snippet_is_there() -> None:
    assert [kind_of(text) for place, text in SNIPPETS if place.startswith("README")] == ["pre-commit", "workflow"]
    assert {kind_of(text) for _, text in SNIPPETS} == {"workflow", "pre-commit", "gitlab"}


@pytest.mark.parametrize("snippet", snippets("workflow"))
def test_workflow_has_the_least_permissions_and_no_input_that_is_not_there(snippet: str) -> None:
    own = [step for step in steps_of(snippet) if step["uses"].startswith("rowsclose/rowsclose@")]
    assert len(own) == 1
    given = own[0].get("with", {})
    assert given.keys() <= ACTION["inputs"].keys()
    uploads = given.get("upload", "auto") != "false"
    workflow = yaml.safe_load(snippet)
    assert workflow["permissions"] == (LEAST if uploads else {"contents": "read"})
    assert all("permissions" not in job for job in workflow["jobs"].values())


def test_other_actions_are_pinned_to_one_commit_each() -> None:
    pins: dict[str, set[str]] = {}
    for text in DOCUMENTS.values():
        for action, ref in re.findall(r"\buses: ([\w/-]+)@(.*)", text):
            pins.setdefault(action, set()).add(ref)
    assert pins.pop("rowsclose/rowsclose") == {f"v{__version__} # where you keep it"}
    assert pins.keys() == {"actions/checkout"}
    assert [bool(re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", ref)) for refs in pins.values() for ref in refs] == [
        True
    ]


def test_version_is_the_present_one() -> None:
    named = re.findall(r"(?:rev: |rowsclose@)v([\d.]+\d)", "".join(DOCUMENTS.values()))
    assert set(named) == {__version__}


def test_commands_have_options_that_exist() -> None:
    commands = [line for _, text in SNIPPETS for line in re.findall(r"- (rowsclose check .*)", text)]
    assert commands
    for command in commands:
        check.make_context("check", shlex.split(command)[2:])


def test_inputs_and_outputs_are_listed_with_their_defaults() -> None:
    rows = re.findall(r"(?m)^\| `([\w-]+)` \| (?:`(.*?)` )?\|", DOCUMENTS["docs/ci.md"])
    assert rows == [(name, str(each["default"])) for name, each in ACTION["inputs"].items()]
    outputs = DOCUMENTS["docs/ci.md"].partition("| output |")[2].partition("\n\n")[0]
    assert re.findall(r"(?m)^\| `([\w-]+)` \|", outputs) == list(ACTION["outputs"])
