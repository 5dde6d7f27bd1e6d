"""How the process ends: at any moment, by any signal, on any stack."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filetree import git_repository, write_tree
from gosource import LEAK

# A signal at the event of that number: a module is loaded, a file opened, a folder listed, a process started.
AT_AN_EVENT = """
import os, sys
from rowsclose.__main__ import main
number, signum = int(sys.argv[1]), int(sys.argv[2])
seen = 0
def hook(event, arguments):
    global seen
    if event in ("import", "open", "os.scandir", "os.listdir", "subprocess.Popen", "os.rename", "compile"):
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signum)
sys.addaudithook(hook)
cache = f"../cache-{number}-{signum}"  # as empty as it was when the events were counted
sys.argv = ["rowsclose", "check", "-f", "json=report.json", "-f", "text", "--cache-dir", cache]
try:
    main()
finally:
    if not number:
        print(seen, file=sys.stderr)
"""


def at_event(tree: Path, number: int, signum: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", AT_AN_EVENT, str(number), str(signum)]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tree(git_repository(tmp_path_factory.mktemp("signals") / "tree"), {"leak.go": LEAK})


@pytest.fixture(scope="module")
def events(tree: Path) -> int:
    done = at_event(tree, 0, 0)
    (tree / "report.json").unlink()
    return int(done.stderr.splitlines()[-1])


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("part", range(8))
def test_signal_at_any_moment_is_its_status_and_leaves_nothing(
    tree: Path, events: int, part: int, signum: signal.Signals
) -> None:
    number = 1 + part * (events - 1) // 7
    done = at_event(tree, number, signum)
    assert (done.returncode, done.stderr) == (128 + signum, "")
    assert {path.name for path in tree.iterdir()} <= {".git", "leak.go", "report.json"}
    assert [path for path in tree.parent.rglob("*") if path.suffix == ".tmp"] == []
    report = tree / "report.json"
    if report.exists():
        json.loads(report.read_text())
        report.unlink()


def test_signal_that_is_ignored_from_above_stays_ignored(tree: Path) -> None:
    ignoring = f"trap '' INT TERM HUP; '{sys.executable}' -c \"$0\" 3 {signal.SIGTERM.value}"
    done = subprocess.run(["sh", "-c", ignoring, AT_AN_EVENT], cwd=tree, capture_output=True, check=False)
    assert done.returncode == 1


IN_A_FINALIZER = """
import os, signal
from rowsclose.process import run
class Last:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        for _ in range(100): pass
def program():
    last = Last()
    del last
    return 0
run(program)
"""


def test_signal_where_nothing_can_be_raised_ends_the_process_too() -> None:
    done = subprocess.run([sys.executable, "-c", IN_A_FINALIZER], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (143, "")


DEEP = """
import re, sys
from rowsclose.process import run
sys.setrecursionlimit(12_000)
def deep(n):
    return re.sub("x", lambda _: deep(n - 1), "x") if n else "x"  # a callback costs the C stack
def program():
    deep(2_500)
    {behind}
    return 7
run(program)
"""


@pytest.mark.parametrize("kilobytes", [256, 1024, 8192])
@pytest.mark.parametrize(("behind", "status"), [("", 7), ("import os; os.kill(os.getpid(), 15); input()", 143)])
def test_small_stack_is_no_limit(kilobytes: int, behind: str, status: int) -> None:
    program = DEEP.format(behind=behind)
    command = ["sh", "-c", f'ulimit -s {kilobytes}; exec "$0" -c "$1"', sys.executable, program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert (process.stderr.read(), process.wait()) == (b"", status)


def test_check_on_a_small_stack_is_the_same(tree: Path) -> None:
    outputs = set()
    for kilobytes in (256, 8192):
        command = f"ulimit -s {kilobytes}; exec '{sys.executable}' -m rowsclose check"
        done = subprocess.run(["sh", "-c", command], cwd=tree, env=os.environ, capture_output=True, check=False)
        outputs.add((done.returncode, done.stdout, done.stderr))
    assert [status for status, _, _ in outputs] == [1]
