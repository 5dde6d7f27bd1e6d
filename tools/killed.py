"""Runs that write, killed at random moments: each file is old or new, and the next run goes on as if nothing had been.

    python -m tools.killed TREE                        300 kills, a third each of --fix, baseline and --add-ignores
    python -m tools.killed --kills 30 --seed 7 TREE    other ones

A tree is copied first and never changed. Half of the moments lie anywhere in a run, half right behind the first sign of a
write. A file that is neither old nor new is printed; so is a next run, after every fifth kill, that leaves anything
else than one that nobody kills. The exit status is 1 then. What a killed run was writing stays beside the file
(``.rowsclose-*.tmp``): such are counted.
"""

from __future__ import annotations

import argparse
import fnmatch
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rowsclose.values import value

_BASELINE = ".rowsclose-baseline.jsonl"
_UNFINISHED = ".rowsclose-*.tmp"
_COMMANDS = {
    "--fix": ("check", "--isolated", "--fix", "--notes", "--no-cache"),
    "baseline": ("baseline", "--isolated", "--no-cache"),
    "--add-ignores": ("check", "--isolated", "--add-ignores", "it is known", "--notes", "--no-cache"),
}
_AGAIN_EVERY = 5
_LAST_WRITE_S = 0.05  # how long after its first write a run is killed at the latest, where it is killed while it writes

Files = dict[str, bytes]


@value
class Trial:
    """A command on a tree: the files before it and after it, and how many seconds it takes."""

    command: tuple[str, ...]
    old: Files
    new: Files
    seconds: float


def trial(command: tuple[str, ...], tree: Path, place: Path) -> Trial:
    """What the command does when nobody kills it."""
    root = _fresh(tree, place)
    old, begun = _files(root), time.monotonic()
    _start(command, root).wait()
    return Trial(command, old, _files(root), time.monotonic() - begun)


def kill_once(case: Trial, root: Path, chance: random.Random) -> Iterator[str]:
    """Kill a run at a random moment, and tell what must not be; what it was writing is left where it is."""
    run = _start(case.command, root)
    if chance.random() < 0.5:
        _sleep(run, chance.uniform(0, case.seconds))
    else:
        _until_it_writes(run, root, case.old)
        _sleep(run, chance.uniform(0, _LAST_WRITE_S))
    run.kill()
    run.wait()
    for path, text in _files(root).items():
        if text not in (case.old.get(path), case.new.get(path)):
            yield f"{path} is neither old nor new"
    for path in case.old.keys() - _files(root).keys():
        yield f"{path} is gone"


def next_run(case: Trial, root: Path) -> Iterator[str]:
    """Let a run end where one was killed, and tell what it leaves otherwise."""
    _start(case.command, root).wait()
    for path, _ in sorted(_files(root).items() ^ case.new.items()):
        yield f"the next run leaves another {path}"


def unfinished(root: Path) -> int:
    """How many files lie in a tree that a killed run was writing."""
    return sum(1 for _ in root.rglob(_UNFINISHED))


def _fresh(tree: Path, place: Path) -> Path:
    root = place / "tree"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(tree, root, symlinks=True)
    return root


def _start(command: tuple[str, ...], root: Path) -> subprocess.Popen[bytes]:
    silent = subprocess.DEVNULL
    return subprocess.Popen(
        [sys.executable, "-m", "rowsclose", *command], cwd=root, stdin=silent, stdout=silent, stderr=silent
    )


def _sleep(run: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        run.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def _until_it_writes(run: subprocess.Popen[bytes], root: Path, old: Files) -> None:
    sizes = {path: len(text) for path, text in old.items()}
    while run.poll() is None:
        if any(_UNFINISHED[:11] in name or sizes.get(name) != size for name, size in _sizes(root)):
            return


def _sizes(root: Path) -> Iterator[tuple[str, int]]:
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            try:
                yield os.path.relpath(path, root), os.lstat(path).st_size
            except FileNotFoundError:
                yield _UNFINISHED, 0  # it was there a moment ago


def _files(root: Path) -> Files:
    paths = (path for path in root.rglob("*") if path.is_file() and not fnmatch.fnmatch(path.name, _UNFINISHED))
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def _with_baseline(tree: Path, place: Path) -> Path:
    """The tree with half of its findings recorded, so that a baseline is replaced."""
    root = place / "with-baseline"
    shutil.copytree(tree, root, symlinks=True)
    _start(_COMMANDS["baseline"], root).wait()
    lines = (root / _BASELINE).read_bytes().splitlines(keepends=True)
    (root / _BASELINE).write_bytes(b"".join(lines[: len(lines) // 2 + 1]))
    return root


def main() -> None:
    """Kill runs on the tree that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("tree", type=Path, metavar="TREE")
    arguments = parser.parse_args()
    chance, failed = random.Random(arguments.seed), False
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        tree = _with_baseline(arguments.tree, place)
        for name, command in _COMMANDS.items():
            case, left = trial(command, tree, place), 0
            changed = sum(case.old.get(path) != text for path, text in case.new.items())
            kills = arguments.kills // len(_COMMANDS)
            for number in range(kills):
                root = _fresh(tree, place)
                wrong = list(kill_once(case, root, chance))
                left += unfinished(root)
                wrong += next_run(case, root) if number % _AGAIN_EVERY == 0 else []
                failed = failed or bool(wrong)
                print(*(f"{name}: {line}\n" for line in wrong), sep="", end="")
            print(f"{name}: {kills} kills, {changed} files that it changes, {left} unfinished files beside", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
