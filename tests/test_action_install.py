"""The action's installation: what it installs, for whom, and that the analysed tree has no part in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from filetree import write_tree
from needs import need_package_index

from rowsclose import __version__

PROJECT = Path(__file__).parent.parent
PINS = {
    name: (PROJECT / "action" / name).read_text(encoding="utf-8")
    for name in ("requirements.txt", "build-requirements.txt")
}


def pins() -> list[tuple[str, str]]:
    """The name and version of each pin, of both files."""
    return re.findall(r"(?m)^([\w.-]+)==(\S+)", "\n".join(PINS.values()))


def install(folder: Path, **environment: str) -> tuple[int, str, str]:
    """Status of the installation in a folder, what it says, and the interpreter that it leaves."""
    temp, output = folder / "temp", folder / "output"
    temp.mkdir()
    output.touch()
    given = {"PYTHON": sys.executable, "GITHUB_ACTION_PATH": str(PROJECT), "GITHUB_OUTPUT": str(output)}
    done = subprocess.run(
        ["bash", str(PROJECT / "action" / "install.sh")],
        cwd=folder,
        env={**os.environ, **given, "RUNNER_TEMP": str(temp), "PYTHONPATH": "", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, output.read_text().strip().removeprefix("python=")


def test_installs_this_checkout_with_what_is_pinned(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    names = ("json", "pip", "venv", "ensurepip", "sitecustomize", "hatchling", "setuptools")
    write_tree(tmp_path, {f"{name}.py": f"open({str(ran)!r}, 'w')\n" for name in names})
    before = sorted(PROJECT.iterdir())
    status, said, python = install(tmp_path)
    need_package_index(said)
    assert status == 0, said
    assert sorted(PROJECT.iterdir()) == before
    assert not ran.exists()

    def answer(*command: str) -> str:
        return subprocess.run([*command], cwd="/", capture_output=True, text=True, check=True).stdout

    assert answer(f"{Path(python).parent}/rowsclose", "--version") == f"rowsclose {__version__}\n"
    assert answer(python, "-m", "pip", "check") == "No broken requirements found.\n"
    frozen = dict(line.split("==") for line in answer(python, "-m", "pip", "freeze", "--all").split() if "==" in line)
    # Names of packages have no case, and pip shows them as their authors write them.
    assert {name.lower(): version for name, version in frozen.items() if name != "pip"} == dict(pins())


@pytest.mark.parametrize("text", PINS.values(), ids=PINS)
def test_every_pin_has_hashes(text: str) -> None:
    blocks = re.split(r"(?m)^(?=\w)", text)[1:]
    assert blocks
    assert all(re.search(r"\n    --hash=sha256:[0-9a-f]{64}(\n| )", block) for block in blocks)


def test_what_runs_and_what_builds_agree() -> None:
    assert len(dict(pins())) == len(set(pins()))


def test_windows_is_refused_with_its_reason(tmp_path: Path) -> None:
    status, said, python = install(tmp_path, RUNNER_OS="Windows")
    assert (status, python) == (1, "")
    assert said == "::error title=rowsclose::rowsclose runs on Linux and macOS runners\n"
