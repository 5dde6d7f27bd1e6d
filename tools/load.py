"""Many runs over one tree: all at once with one cache and one baseline, then one after the other as a hook starts them.

    python -m tools.load FOLDER               8 at once, 500 in a row
    python -m tools.load --hooks 50 FOLDER    fewer

The folder is copied. The exit status is 1 where reports differ, or a file, process or descriptor is left.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Run, and say what is left."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--at-once", type=int, default=8, metavar="N")
    parser.add_argument("--hooks", type=int, default=500, metavar="N")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name) / "tree"
        shutil.copytree(arguments.folder, tree)
        os.environ |= {"TMPDIR": str(Path(name) / "tmp"), "ROWSCLOSE_LOAD": name}
        Path(os.environ["TMPDIR"]).mkdir()
        _run(tree, "baseline", "--baseline", "../baseline.json", "./...")
        reports = _at_once(tree, arguments.at_once)
        before = _left(Path(name))
        statuses = {_run(tree, "check", "--cache-dir", "../cache", _file_in(tree, n)) for n in range(arguments.hooks)}
        more = _left(Path(name)) - before
    print(f"{arguments.at_once} at once: {len(reports)} different report(s)")
    print(f"{arguments.hooks} in a row: statuses {sorted(statuses)}; left: {', '.join(sorted(more)) or 'nothing'}")
    sys.exit(len(reports) > 1 or bool(more) or not statuses <= {0, 1})


def _at_once(tree: Path, count: int) -> set[tuple[int, bytes]]:
    """The status and the report of each run, equal ones once."""
    arguments = ["--cache-dir", "../cache", "--baseline", "../baseline.json", "-f", "json", "./..."]
    command = [sys.executable, "-m", "rowsclose", "check", "--isolated", *arguments]
    runs = [
        subprocess.Popen(command, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(count)
    ]
    reports = [run.communicate()[0] for run in runs]
    return {(run.returncode, report) for run, report in zip(runs, reports, strict=True)}


def _run(tree: Path, *arguments: str) -> int:
    command = [sys.executable, "-m", "rowsclose", *arguments]
    return subprocess.run(command, cwd=tree, capture_output=True, check=False).returncode


def _file_in(tree: Path, number: int) -> str:
    files = sorted(tree.rglob("*.go"))
    return str(files[number % len(files)].relative_to(tree))


def _left(folder: Path) -> set[str]:
    """The files below a folder, the descriptors of this process, and the processes that were started here."""
    files = {str(path.relative_to(folder)) for path in folder.rglob("*")}
    descriptors = {f"descriptor {number}" for number in range(len(os.listdir("/proc/self/fd")))}
    mark = f"ROWSCLOSE_LOAD={folder}".encode()
    return files | descriptors | {f"process {pid}" for pid in _processes() if pid != os.getpid() and _has(pid, mark)}


def _processes() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()]


def _has(pid: int, mark: bytes) -> bool:
    try:
        return mark in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return False


if __name__ == "__main__":
    main()
