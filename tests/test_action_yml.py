"""action.yml itself: its schema, its pins, and that no input is ever part of a script."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from githubrunner import ACTION, PROJECT, STEPS

TEXT = (PROJECT / "action.yml").read_text(encoding="utf-8")
SCRIPTED = [step for step in STEPS if "run" in step]
INPUT = re.compile(r"\binputs\.([\w-]+)")


def test_it_is_valid_against_the_schema_of_actions() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    done = subprocess.run([*command, str(PROJECT / "action.yml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("step", SCRIPTED, ids=lambda step: str(step["name"]))
def test_scripts_are_fixed_text_that_runs_a_file_of_the_action(step: dict[str, str]) -> None:
    assert "${{" not in step["run"]
    assert step["shell"] == "bash"
    script = re.fullmatch(r'(bash|"\$ROWSCLOSE_PYTHON") "\$GITHUB_ACTION_PATH/(action/[\w.]+)"', step["run"])
    assert script
    assert (PROJECT / script[2]).is_file()


@pytest.mark.parametrize("step", SCRIPTED, ids=lambda step: str(step["name"]))
def test_python_takes_nothing_from_the_job(step: dict[str, dict[str, str]]) -> None:
    assert step["env"]["PYTHONPATH"] == ""


def test_other_actions_are_pinned_to_commits_with_their_version_beside() -> None:
    used = re.findall(r"(?m)^ *uses: (.*)$", TEXT)
    assert [use.partition("@")[0] for use in used] == ["actions/setup-python", "github/codeql-action/upload-sarif"]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use) for use in used)


def test_every_input_is_used_described_and_optional() -> None:
    steps = TEXT.partition("\nruns:\n")[2]
    assert set(INPUT.findall(steps)) == ACTION["inputs"].keys()
    assert all(each["description"] and "default" in each for each in ACTION["inputs"].values())
    for step in SCRIPTED:
        for name, value in step["env"].items():
            if name.startswith("INPUT_"):
                assert value == f"${{{{ inputs.{name.removeprefix('INPUT_').lower().replace('_', '-')} }}}}"


def test_outputs_come_from_steps_that_exist() -> None:
    ids = {step.get("id") for step in STEPS}
    assert set(re.findall(r"steps\.([\w-]+)\.", TEXT)) <= ids
