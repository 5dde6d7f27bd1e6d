"""What is asked for is read, whatever its name or its neighbours are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from filetree import write_tree
from gosource import LEAK


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rowsclose", "check", "--format", "concise", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)


def test_file_named_outright_is_analysed_though_its_name_starts_with_an_underscore(tmp_path: Path) -> None:
    write_tree(tmp_path, {"_x.go": LEAK})
    done = check(tmp_path, "./_x.go")
    assert (done.returncode, "rows-not-closed" in done.stdout) == (1, True)


def test_pipe_beside_a_file_is_not_waited_for(tmp_path: Path) -> None:
    write_tree(tmp_path, {"ok.go": LEAK})
    os.mkfifo(tmp_path / "pipe.go")
    assert check(tmp_path, "ok.go").returncode == 1
