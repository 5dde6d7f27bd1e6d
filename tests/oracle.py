"""What the oracle saw: the fixtures' functions, run under many scripts of faults (see ``fixtures/oracle/README.md``)."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parents[1] / "fixtures"
MODULES = (".", "shop", "shop/paging")
SHARES = 2
RUNS = 400
BUILD_TIMEOUT_S = 600.0
RUN_TIMEOUT_S = 600.0


class OracleError(Exception):
    """The fixtures cannot be instrumented, built or run: what the tool said."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A resource that some runs of a function left open, all of which ended in the same way.

    ``kind`` is ``rows``, ``stmt``, ``conn`` or ``tx``. ``places`` are the lines (``file.go:1``) of the acquisition's
    frames in fixtures, innermost first; ``meanwhile`` are lines that ran while the resource was open. ``way`` is
    ``return``, ``panic``, ``goexit``, or what makes the run void.
    """

    function: str
    kind: str
    way: str
    lent: bool
    places: tuple[str, ...]
    meanwhile: frozenset[str]
    script: str


@dataclass(frozen=True, slots=True)
class Function:
    """A function, the lines from its name to its closing brace, and how often its runs ended in which way.

    ``survived`` are the lines (``file.go:1``) of acquisitions in runs that returned after them.
    """

    name: str
    path: str
    lines: range
    ways: Mapping[str, int]
    leaks: tuple[Leak, ...]
    survived: frozenset[str] = frozenset()


def run_oracle(go: str, folder: Path) -> list[Function]:
    """Every function of the fixtures that could be called; what is built stays in the folder.

    Raises:
        OracleError: the fixtures do not build, or a run of them ended the process.
    """
    return run_built(build_oracle(go, FIXTURES, folder, MODULES), {"ORACLE_RUNS": str(RUNS)})


def build_oracle(go: str, source: Path, folder: Path, modules: Sequence[str]) -> Path:
    """The program that runs the functions of some modules below ``source``, the first of which has the oracle.

    Raises:
        OracleError: they do not build.
    """
    command(BUILD_TIMEOUT_S, source, {}, go, "run", "./oracle/instrument", "-to", str(folder), *modules)
    program = folder / "oracle.test"
    flags = ["-tags", "oracle", "-vet", "off", "-overlay", "overlay.json", "-o", str(program)]
    command(BUILD_TIMEOUT_S, folder, {"GOWORK": str(folder / "go.work")}, go, "test", "-c", *flags, "./oracle")
    return program


def run_built(program: Path, settings: Mapping[str, str]) -> list[Function]:
    """What it says of every function, or of those that the settings choose: see ``fixtures/oracle/README.md``.

    Raises:
        OracleError: a run ended the process.
    """
    folder = program.parent
    reports = [folder / f"report{share}.json" for share in range(SHARES)]
    for report in reports:
        report.unlink(missing_ok=True)
    running = [
        subprocess.Popen(
            [program, "-test.run", "TestFixtures", "-test.benchtime", "1x"],
            cwd=folder,
            env=os.environ | {"ORACLE_REPORT": str(report), "ORACLE_SHARE": f"{share}/{SHARES}", **settings},
            stdout=subprocess.DEVNULL,
            stderr=(folder / f"errors{share}.txt").open("wb"),
        )
        for share, report in enumerate(reports)
    ]
    try:
        for process in running:
            process.wait(RUN_TIMEOUT_S)
    finally:
        for process in running:
            process.kill()
    # Tests of the fixtures fail under faults, so the exit status says nothing; a report is written at the end.
    for share, report in enumerate(reports):
        if not report.exists():
            raise OracleError((folder / f"errors{share}.txt").read_text(encoding="utf-8", errors="replace")[-4000:])
    return [function_of(one) for report in reports for one in json.loads(report.read_bytes())]


def function_of(seen: Mapping[str, Any]) -> Function:
    leaks = tuple(
        Leak(
            seen["name"],
            leak["kind"],
            leak["way"],
            leak["lent"],
            tuple(leak["places"]),
            frozenset(leak["while"]),
            leak["script"],
        )
        for leak in seen["leaks"]
    )
    lines = range(seen["line"], seen["last"] + 1)
    return Function(seen["name"], seen["file"], lines, seen["ways"], leaks, frozenset(seen["survived"]))


def go_modules(go: str) -> str:
    """Why the modules that the fixtures require cannot be had; empty where they can."""
    try:
        command(BUILD_TIMEOUT_S, FIXTURES, {}, go, "mod", "download")
    except (OracleError, subprocess.TimeoutExpired) as error:
        return f"the modules of the fixtures cannot be had: {error}"
    return ""


def command(timeout_s: float, folder: Path, environment: Mapping[str, str], *arguments: str) -> None:
    """Run a tool of Go, without fetching another toolchain or editing go.mod."""
    settings = {**os.environ, "GOTOOLCHAIN": "local", "GOFLAGS": "-mod=readonly", "GOWORK": "off", **environment}
    done = subprocess.run(arguments, cwd=folder, env=settings, capture_output=True, text=True, timeout=timeout_s)
    if done.returncode != 0:
        raise OracleError(f"{' '.join(arguments)}: {done.stderr[-4000:]}")
