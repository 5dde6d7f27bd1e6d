"""The fixtures are Go that the Go toolchain compiles, vets and would not format otherwise.

Left out is ``fixtures/_broken``, whose files do not compile on purpose: Go skips folders whose names begin with ``_``.
Skipped where there is no Go, where it is older than ``fixtures/go.mod`` asks for, and where the modules cannot be had.
``fixtures/libraries`` is a module of its own, and vetted only where ``ROWSCLOSE_HEAVY=1`` asks for it: what it
requires takes a gigabyte and minutes. ``upper`` and ``go_xorm`` have no module to be vetted against (see
``tools/stubcheck/unchecked.txt``) and are kept from Go by their build tags.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

FIXTURES = Path(__file__).parents[1] / "fixtures"
DOWNLOAD_TIMEOUT_S = 300.0
VET_TIMEOUT_S = 900.0
HEAVY_TIMEOUT_S = 3600.0  # crawshaw.io/sqlite compiles SQLite


def run_in_fixtures(*command: str, timeout_s: float, folder: Path = FIXTURES) -> subprocess.CompletedProcess[str]:
    """Run a tool of Go in a module of fixtures, without fetching another toolchain or editing go.mod."""
    environment = os.environ | {"GOTOOLCHAIN": "local", "GOFLAGS": "-mod=readonly", "GOWORK": "off"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=timeout_s)


@pytest.fixture(scope="module")
def go() -> str:
    """Go's command; skips where it is missing or cannot load the module."""
    command = shutil.which("go")
    if command is None:
        pytest.skip("no go command on this machine")
    try:
        download = run_in_fixtures(command, "mod", "download", timeout_s=DOWNLOAD_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        pytest.skip(f"the modules of the fixtures did not arrive within {DOWNLOAD_TIMEOUT_S:.0f} s")
    if download.returncode != 0:
        pytest.skip(f"the modules of the fixtures cannot be had: {download.stderr.strip()}")
    return command


def test_fixtures_compile_and_pass_go_vet(go: str) -> None:
    vet = run_in_fixtures(go, "vet", "./...", timeout_s=VET_TIMEOUT_S)
    assert (vet.returncode, vet.stdout, vet.stderr) == (0, "", "")


@pytest.mark.skipif(os.environ.get("ROWSCLOSE_HEAVY") != "1", reason="ROWSCLOSE_HEAVY=1 vets the large modules")
def test_fixtures_of_libraries_compile_and_pass_go_vet(go: str) -> None:
    vet = run_in_fixtures(go, "vet", "./...", timeout_s=HEAVY_TIMEOUT_S, folder=FIXTURES / "libraries")
    assert (vet.returncode, vet.stdout, vet.stderr) == (0, "", "")


def test_fixtures_are_formatted_as_gofmt_does() -> None:
    gofmt = shutil.which("gofmt")
    if gofmt is None:
        pytest.skip("no gofmt command on this machine")
    folders = sorted(
        path.name
        for path in FIXTURES.iterdir()
        if path.is_dir() and not path.name.startswith("_") and any(path.rglob("*.go"))
    )
    listed = run_in_fixtures(gofmt, "-l", *folders, timeout_s=VET_TIMEOUT_S)
    assert (listed.returncode, listed.stdout, listed.stderr) == (0, "", "")
