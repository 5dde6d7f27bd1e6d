"""The action's check: runs rowsclose once, and writes the step's summary and outputs.

    inputs  ->  rowsclose check  ->  the log            as text
                                     report.json        for the step's summary and outputs
                                     report.sarif       for code scanning, as much as that takes
                                     annotations.txt    workflow commands, which conclude.py prints where they are due

The step itself fails only where the inputs make no sense. What rowsclose has to say is concluded after the upload,
so that a failing job has its alerts too.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping

from runner import commands_stopped, fail, set_outputs
from step_summary import Links, Report, counted, step_summary

from rowsclose.discovery.git import repository_of

# An input that is not given has no word of its own: the configuration decides, or else rowsclose's default.
CHOICES = {
    "fail-on": ("error", "warning", "note", "never", ""),
    "upload": ("auto", "true", "false"),
    "annotations": ("auto", "true", "false"),
}
FINDINGS = 1


def main() -> None:
    """Check, and leave what the next steps need in the outputs."""
    for name, choices in CHOICES.items():
        if _input(name) not in choices:
            fail(f"{name}: must be one of {', '.join(filter(None, choices))}, and is {_input(name)!r}")
    folder = os.path.join(os.environ["GITHUB_WORKSPACE"], _input("working-directory"))
    if not os.path.isdir(folder):
        fail(f"working-directory: there is no folder {_input('working-directory')!r} in the workspace")
    reports = tempfile.mkdtemp(prefix="rowsclose-reports.", dir=os.environ["RUNNER_TEMP"])
    files = {
        "sarif": os.path.join(reports, "report.sarif"),
        "github": os.path.join(reports, "annotations.txt"),
        "json": os.path.join(reports, "report.json"),
    }
    status = _run(_command(files), folder)
    report = _read(files["json"])
    with open(os.environ["GITHUB_STEP_SUMMARY"], "a", encoding="utf-8") as file:
        file.write(step_summary(report, status, _links(folder)))
    set_outputs(
        {
            "exit-status": str(status),
            "findings": "" if report is None else str(report["counts"]["findings"]),
            "sarif-file": files["sarif"] if os.path.exists(files["sarif"]) else "",
            "annotations-file": files["github"] if os.path.exists(files["github"]) else "",
            "failure": _failure(report, status),
        }
    )


def _input(name: str) -> str:
    return os.environ[f"INPUT_{name.replace('-', '_').upper()}"].strip()


def _words(name: str) -> list[str]:
    try:
        return shlex.split(_input(name))
    except ValueError as error:
        fail(f"{name}: cannot be split into words: {str(error).lower()}")


def _command(files: Mapping[str, str]) -> list[str]:
    program = os.path.join(os.path.dirname(sys.executable), "rowsclose")
    formats = ["--format=text", *(f"--format={name}={file}" for name, file in files.items())]
    options = ["--color=always", f"--sarif-category={_input('category')}", *formats]
    if _input("fail-on"):
        options.append(f"--fail-on={_input('fail-on')}")
    return [program, "check", *options, *_words("args"), "--", *_words("patterns")]


def _run(command: list[str], folder: str) -> int:
    """The exit status; a signal's is what a shell would say."""
    with commands_stopped():
        # One stream: two would reach the runner in any order, past the commands around them.
        returned = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT, check=False)
    return returned.returncode if returned.returncode >= 0 else 128 - returned.returncode


def _read(json_file: str) -> Report | None:
    """The report; None where rowsclose ended before it wrote one."""
    if not os.path.exists(json_file):
        return None
    with open(json_file, encoding="utf-8") as file:
        report: Report = json.load(file)
    return report


def _links(folder: str) -> Links:
    server, repository, sha = (os.environ[f"GITHUB_{name}"] for name in ("SERVER_URL", "REPOSITORY", "SHA"))
    real = os.path.realpath(folder)
    return Links(f"{server}/{repository}/blob/{sha}", repository_of(real) or real, real)


def _failure(report: Report | None, status: int) -> str:
    """Why the job must fail; empty where it need not."""
    if status not in (0, FINDINGS):
        return f"something could not be analysed: exit status {status}, the log of the check says why"
    return counted(report["counts"]["levels"]) if status == FINDINGS and report else ""


if __name__ == "__main__":
    main()
