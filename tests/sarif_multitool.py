"""Microsoft's SARIF Multitool, which ``make validators`` installs: validation, and fingerprints of its own.

It exits 0 whatever it finds, so its own SARIF output is read. Its npm wrapper goes through a shell that takes ``;`` for
an end of command, so the program for this platform is called.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from needs import validator

PLATFORM = "darwin" if sys.platform == "darwin" else "linux"
# Rules for GitHub that are off unless a configuration switches them on.
FOR_GITHUB = {
    "GH1001": "ProvideRequiredLocationProperties",
    "GH1002": "InlineThreadFlowLocations",
    "GH1003": "ProvideRequiredRegionProperties",
    "GH1004": "ReviewArraysThatExceedConfigurableDefaults",
    "GH1005": "LocationsMustBeRelativeUrisOrFilePaths",
    "GH1006": "ProvideCheckoutPath",
    "GH1007": "ProvideFullyFormattedMessageStrings",
}


class Complaint(NamedTuple):
    """One thing that the validator says of a log; ``level`` is ``error``, ``warning`` or ``note``."""

    rule: str
    level: str
    text: str


def validate(logs: Sequence[Path], rule_kind: str, scratch: Path) -> list[Complaint]:
    """What the rules of a kind, ``Sarif`` or ``Ghas``, say of logs; rules for GitHub are all switched on."""
    configuration = scratch / "rules.json"
    switches = {f"{rule}.{name}.Options": {"RuleEnabled": "Error"} for rule, name in FOR_GITHUB.items()}
    configuration.write_text(json.dumps(switches))
    output = scratch / f"{rule_kind}.sarif"
    _run(
        *("validate", *map(str, logs), "--rule-kind", rule_kind, "--config", str(configuration)),
        *("--level", "Error;Warning;Note", "--output", str(output), "--log", "ForceOverwrite"),
    )
    (run,) = _read(output)["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"]
    assert len(run.get("artifacts", logs)) >= 1
    assert not invocation.get("toolConfigurationNotifications")
    return [Complaint(result["ruleId"], result.get("level", "warning"), _text(result)) for result in run["results"]]


def annotated(log: Any, root: Path, scratch: Path) -> Any:
    """A log with the tool's own ``partialFingerprints`` and snippets in place of ours, from the files below ``root``."""
    for run in log["runs"]:
        # Options that name the root come too late for the fingerprints.
        run["originalUriBaseIds"]["%SRCROOT%"] = {"uri": f"{root.as_uri()}/"}
        for result in run["results"]:
            del result["partialFingerprints"]
    bare, output = scratch / "bare.sarif", scratch / "annotated.sarif"
    bare.write_text(json.dumps(log))
    insert = ("--insert", "RegionSnippets;RollingHashPartialFingerprints")
    _run("rewrite", str(bare), "--output", str(output), "--log", "ForceOverwrite", *insert)
    return _read(output)


def _run(*arguments: str) -> None:
    program = validator("sarif-multitool", f"@microsoft/sarif-multitool-{PLATFORM}/Sarif.Multitool")
    # Without the system's ICU library, .NET needs to be told to go without cultures.
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run([program, *arguments], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8-sig"))


def _text(result: Any) -> str:
    message = result["message"]
    return " ".join([message.get("id", ""), message.get("text", ""), *message.get("arguments", [])])
