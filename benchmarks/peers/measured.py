"""Run a command and say what it took.

The command is started by a bare interpreter of its own: a process inherits the peak of the one that forked it, and this
program's would be more than a small tool's whole appetite. So what is measured is never below a bare Python, about 10 MB.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_LAUNCHER = """
import json, os, sys, time
begin = time.monotonic()
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
took = {"seconds": time.monotonic() - begin, "kib": usage.ru_maxrss, "cpu": usage.ru_utime + usage.ru_stime}
open(sys.argv[1], "w").write(json.dumps({**took, "status": os.waitstatus_to_exitcode(status)}))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command printed, its exit status, wall and processor seconds, and the peak of its largest process in KiB."""

    stdout: str
    stderr: str
    status: int
    seconds: float
    cpu_seconds: float
    kib: int


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Measured:
    """Run to the end in ``folder``, with ``environment`` on top of this process's own.

    Raises:
        OSError: the command cannot be started.
    """
    with tempfile.TemporaryDirectory() as scratch:
        taken = Path(scratch, "taken.json")
        launched = subprocess.run(
            [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(taken), *command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        stdout, stderr = launched.stdout.decode("utf-8", "replace"), launched.stderr.decode("utf-8", "replace")
        if not taken.exists():
            raise OSError(f"{command[0]}: {last_line(stderr)}")
        took = json.loads(taken.read_text())
    return Measured(stdout, stderr, took["status"], took["seconds"], took["cpu"], took["kib"])


def last_line(text: str) -> str:
    """The last line that is not blank, where most tools put what went wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no output"
