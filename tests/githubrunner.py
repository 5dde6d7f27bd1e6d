"""GitHub's runner as far as a composite action sees it: steps, conditions, the files it reads, the log it obeys.

Steps that run a script are run by bash with the environment that action.yml gives them. Steps that use another action
are not: the test says how they end and what they put out.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((PROJECT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
SHA = "0123456789abcdef0123456789abcdef01234567"

_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")
_CONTEXT = re.compile(r"\b(inputs|steps)\.([\w.-]+)")
_COMMAND = re.compile(r"^::([\w-]+)(?: ([^:]*))?::(.*)$")
_OLD_COMMAND = re.compile(r"##\[([\w-]+)(?: ([^\]]*))?\](.*)$")
_KNOWN_COMMANDS = (
    "add-mask",
    "debug",
    "endgroup",
    "error",
    "group",
    "notice",
    "set-output",
    "stop-commands",
    "warning",
)


@dataclass
class Job:
    """A job that has come to the action's step; ``temp`` is the runner's folder, ``workspace`` the checked-out tree."""

    workspace: Path
    temp: Path
    upload_outcome: str = "success"
    ready_outputs: dict[str, dict[str, str]] = field(default_factory=dict)  # of steps that are not to run


@dataclass
class Outcome:
    """What is left of the action's step."""

    failed: bool = False
    log: str = ""
    summary: str = ""
    uploaded: str | None = None
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def outputs(self) -> dict[str, str]:
        """The action's outputs, also where it failed."""
        return {name: _filled(output["value"], {}, self.steps) for name, output in ACTION["outputs"].items()}

    @property
    def commands(self) -> list[tuple[str, str]]:
        """Each workflow command that the log makes the runner obey, and its data."""
        return list(obeyed_commands(self.log))


def use_action(job: Job, **given: str) -> Outcome:
    """Use the action with these inputs, ``_`` for ``-``."""
    chosen = {name.replace("_", "-"): value for name, value in given.items()}
    assert chosen.keys() <= ACTION["inputs"].keys()
    inputs = {name: str(chosen.get(name, each["default"])) for name, each in ACTION["inputs"].items()}
    outcome = Outcome()
    for number, step in enumerate(STEPS):
        name = step.get("id", f"step-{number}")
        condition = str(step.get("if", "success()"))
        if not _is_met(condition, inputs, outcome):
            outcome.steps[name] = {"outputs": {}, "outcome": "skipped"}
        elif name in job.ready_outputs:
            outcome.steps[name] = {"outputs": job.ready_outputs[name], "outcome": "success"}
        elif "uses" in step:
            outcome.uploaded = _filled(step["with"]["sarif_file"], inputs, outcome.steps)
            outcome.steps[name] = {"outputs": {}, "outcome": job.upload_outcome}
        else:
            outcome.steps[name] = _run(step, job, inputs, outcome)
        goes_on = _filled(str(step.get("continue-on-error", "false")), inputs, outcome.steps) in ("true", "True")
        outcome.failed |= outcome.steps[name]["outcome"] == "failure" and not goes_on
    return outcome


def _run(step: Mapping[str, Any], job: Job, inputs: Mapping[str, str], outcome: Outcome) -> dict[str, Any]:
    assert step["shell"] == "bash"
    files = {name: job.temp / f"{name}-{len(outcome.steps)}" for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_bytes(b"")
    environment = {
        **os.environ,
        "GITHUB_ACTION_PATH": str(PROJECT),
        "GITHUB_REPOSITORY": "octo/shop",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_SHA": SHA,
        "GITHUB_WORKSPACE": str(job.workspace),
        "RUNNER_OS": "Linux",
        "RUNNER_TEMP": str(job.temp),
        **{name: str(file) for name, file in files.items()},
        **{name: _filled(value, inputs, outcome.steps) for name, value in step["env"].items()},
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(
        command, cwd=job.workspace, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    outcome.log += done.stdout.decode("utf-8")
    summary = files["GITHUB_STEP_SUMMARY"].read_bytes()
    assert len(summary) <= 1024 * 1024
    outcome.summary += summary.decode("utf-8")
    outputs = read_outputs(files["GITHUB_OUTPUT"].read_bytes().decode())
    return {"outputs": outputs, "outcome": "failure" if done.returncode else "success"}


def _is_met(condition: str, inputs: Mapping[str, str], outcome: Outcome) -> bool:
    """The condition as the runner reads it, which adds success() to one that asks for no status."""
    expression = _EXPRESSION.sub(r"\1", condition)
    if not re.search(r"\b(success|failure|cancelled|always)\(\)", expression):
        expression = f"success() && ({expression})"
    python = _CONTEXT.sub(lambda found: repr(_value(found[0], inputs, outcome.steps)), expression)
    python = re.sub(r"!(?!=)", " not ", python.replace("&&", " and ").replace("||", " or "))
    functions = {"success": lambda: not outcome.failed, "cancelled": lambda: False}
    return bool(eval(python, {"__builtins__": {}}, functions))


def _filled(text: str, inputs: Mapping[str, str], steps: Mapping[str, dict[str, Any]]) -> str:
    def replaced(found: re.Match[str]) -> str:
        left, equal, right = found[1].partition(" == ")
        value = _value(left, inputs, steps)
        return str(value == right.strip("'")).lower() if equal else value

    return _EXPRESSION.sub(replaced, text)


def _value(name: str, inputs: Mapping[str, str], steps: Mapping[str, dict[str, Any]]) -> str:
    match name.split("."):
        case ["inputs", key]:
            return inputs[key]
        case ["steps", step, "outputs", key]:
            return str(steps.get(step, {"outputs": {}})["outputs"].get(key, ""))
        case ["steps", step, "outcome"]:
            return str(steps[step]["outcome"])
        case _:
            raise AssertionError(name)


def read_outputs(text: str) -> dict[str, str]:
    """The name and value pairs of a GITHUB_OUTPUT file."""
    found: dict[str, str] = {}
    lines = iter(text.split("\n"))
    for line in lines:
        name, heredoc, delimiter = line.partition("<<")
        if heredoc and "=" not in name:
            value = []
            while (inner := next(lines)) != delimiter:
                value.append(inner)
            found[name] = "\n".join(value)
        elif line:
            name, equal, value_text = line.partition("=")
            assert equal, line
            found[name] = value_text
    return found


def obeyed_commands(log: str) -> list[tuple[str, str]]:
    """Both spellings, the older one anywhere in a line, unless commands are stopped."""
    found: list[tuple[str, str]] = []
    resume = None
    for line in log.split("\n"):
        match = _COMMAND.match(line.lstrip())
        if not match or match[1] not in (*_KNOWN_COMMANDS, resume):
            match = _OLD_COMMAND.search(line)
        if not match or match[1] not in (*_KNOWN_COMMANDS, resume):
            continue
        if resume is not None:
            resume = None if match[1] == resume else resume
        elif match[1] == "stop-commands":
            resume = match[3]
        else:
            found.append((match[1], match[3]))
    assert resume is None, "commands stay stopped"
    return found
