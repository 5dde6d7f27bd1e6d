"""A check touches no network and starts no process but git: an audit hook watches a whole run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FIXTURES = Path(__file__).parent.parent / "fixtures"

WATCHED = """
import os, sys
from rowsclose.cli import main
seen = []
def hook(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        seen.append((event, str(arguments)))
    if event == "subprocess.Popen" and os.path.basename(str(arguments[0])) != "git":
        seen.append((event, str(arguments[:2])))
    if event in ("os.system", "os.exec", "os.posix_spawn", "urllib.Request"):
        seen.append((event, str(arguments)))
sys.addaudithook(hook)
sys.argv = ["rowsclose", "check", "--exit-zero", "./shop/...", "./helpers", "./types_in_package"]
try:
    main()
finally:
    print("SEEN", seen, file=sys.stderr)
"""


def test_run_starts_nothing_but_git_and_opens_no_socket() -> None:
    done = subprocess.run([sys.executable, "-c", WATCHED], cwd=FIXTURES, capture_output=True, text=True, check=False)
    assert "SEEN []" in done.stderr
    assert "rows-not-closed" in done.stdout
