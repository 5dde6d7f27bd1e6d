"""Whether processes that somebody else started still run."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

DEADLINE_S = 30.0


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits for its parent does not."""
    with contextlib.suppress(ProcessLookupError, FileNotFoundError):
        os.kill(pid, 0)
        return sys.platform != "linux" or "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    return False


def ends(pid: int) -> bool:
    """Whether a process ends before the deadline."""
    deadline = time.monotonic() + DEADLINE_S
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_alive(pid)
