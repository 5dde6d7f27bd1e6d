"""Run rowsclose, and say how many seconds it would take if each of its processes had a processor of its own.

That is the CPU time of the process that was started, and of the worker that took most: it is the same on a busy machine,
where the time that passes is not. It is the last line on standard error.
"""

from __future__ import annotations

import os
import sys
import time

from rowsclose.cli import status


def main(arguments: list[str]) -> None:
    """``rowsclose`` with these arguments, in this process."""
    workers: list[float] = []

    def waitpid(pid: int, options: int) -> tuple[int, int]:
        ended, code, usage = os.wait4(pid, options)
        if ended:
            workers.append(usage.ru_utime + usage.ru_stime)
        return ended, code

    os.waitpid = waitpid
    sys.argv = ["rowsclose", *arguments]
    status()
    print(time.process_time() + max(workers, default=0.0), file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
