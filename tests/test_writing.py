"""Files that are written in one step, and what is left of them where that fails."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rowsclose.writing import NOT_EXECUTABLE, write_file


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def failing() -> Iterator[bytes]:
    yield b"half of "
    raise ValueError("the other half")


def test_new_file_has_the_content_and_the_usual_mode(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        write_file(str(tmp_path / "new"), [b"a", b"b"])
    finally:
        os.umask(umask)
    assert (tmp_path / "new").read_bytes() == b"ab"
    assert mode(tmp_path / "new") == 0o640


@pytest.mark.parametrize(("permissions", "expected"), [(0o777, 0o755), (NOT_EXECUTABLE, 0o644)])
def test_replaced_file_keeps_the_permissions_that_it_may_have(tmp_path: Path, permissions: int, expected: int) -> None:
    path = tmp_path / "script"
    path.write_text("old")
    path.chmod(0o755)
    with path.open() as old:
        write_file(str(path), [b"new"], permissions)
        assert (path.read_text(), mode(path), old.read()) == ("new", expected, "old")


@pytest.mark.parametrize("old", [None, "old"])
def test_failure_leaves_what_was_there_and_nothing_else(tmp_path: Path, old: str | None) -> None:
    path = tmp_path / "file"
    if old is not None:
        path.write_text(old)
    with pytest.raises(ValueError, match="the other half"):
        write_file(str(path), failing())
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == ([] if old is None else [("file", old)])


def test_folder_is_not_replaced_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path, error in (("folder", IsADirectoryError), ("nosuch/file", FileNotFoundError)):
        with pytest.raises(error):
            write_file(str(tmp_path / path), [b"new"])
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


# What is being written when the process ends, in the main thread and in another.
ENDED = """
import os, sys, threading
from rowsclose.process import run
from rowsclose.writing import write_file
def content():
    yield b"half"
    if sys.argv[2] == "thread":
        half.set()
        threading.Event().wait()
    os.kill(os.getpid(), int(sys.argv[3]))
    while True: pass
def program():
    if sys.argv[2] == "thread":
        threading.Thread(target=write_file, args=(sys.argv[1], content()), daemon=True).start()
        half.wait()
        # The second signal ends what does not heed the first.
        try:
            os.kill(os.getpid(), int(sys.argv[3]))
        except SystemExit:
            os.kill(os.getpid(), int(sys.argv[3]))
    write_file(sys.argv[1], content())
    return 0
half = threading.Event()
run(program)
"""


@pytest.mark.parametrize("where", ["main", "thread"])
@pytest.mark.parametrize("signum", [1, 2, 15])
def test_end_of_the_process_leaves_nothing_half_written(tmp_path: Path, where: str, signum: int) -> None:
    (tmp_path / "file").write_text("old")
    command = [sys.executable, "-c", ENDED, str(tmp_path / "file"), where, str(signum)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (128 + signum, b"", b"")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("file", "old")]
