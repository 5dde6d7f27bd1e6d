"""Trees of Go code mended: what compiled compiles, gofmt agrees where it did, what is fixed is gone and nothing came.

    python -m tools.mended TREE...                     a row a tree; a tree is copied first and never changed
    python -m tools.mended --unsafe --keep DIR TREE... with --unsafe-fixes; the copies stay in DIR
    python -m tools.mended --tests TREE...             the tests of changed packages too: what passed before passes

Only the packages of changed files are compiled, with their tests (``go vet`` with one cheap analyzer), before and after.
Their modules must be had: go downloads what is missing. A failure is printed with its tree; the exit status is 1 then.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rowsclose.values import value

_FIX = ("--fix", "--notes", "--no-cache")
_TIMEOUT_S = 1_500.0
_COUNTS = re.compile(r"fixed (\d+) findings? in (\d+) files?(?:, (\d+) not)?")
_REFUSED = re.compile(r": not fixed: ([a-z-]+): (.*)")
_NUMBERS = re.compile(r":\d+:\d+: ")
Finding = tuple[str, str, str]


@value
class Tree:
    """A copy of a tree, and how it is mended."""

    root: Path
    options: tuple[str, ...]

    def rowsclose(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What a check of the whole tree says."""
        command = [sys.executable, "-m", "rowsclose", "check", "--isolated", "--exit-zero", *arguments, "./..."]
        return _run(command, self.root)

    def findings(self) -> Counter[Finding]:
        """What is found, by file, function and rule: whatever the lines are."""
        found = json.loads(self.rowsclose("--no-cache", "-q", "-f", "json").stdout)["findings"]
        return Counter((f["path"], f["function"] or "", f["rule"]) for f in found)

    def texts(self) -> dict[str, bytes]:
        """All Go files, by their paths within the tree."""
        files = (path for path in self.root.rglob("*.go") if path.is_file() and not path.is_symlink())
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}

    def unformatted(self, files: Iterable[str]) -> set[str]:
        """Those of the files that gofmt would write otherwise."""
        return set(_run(["gofmt", "-l", *sorted(files)], self.root).stdout.split())

    def complaints(self, files: Iterable[str]) -> dict[str, set[str]]:
        """What go says of the packages of the files, by folder: nothing where they compile with their tests."""
        return {folder: self._complaints(folder) for folder in _folders(files)}

    def _complaints(self, folder: str) -> set[str]:
        vet = _run(["go", "vet", "-copylocks", "."], self.root / folder)
        lines = vet.stderr.splitlines() if vet.returncode else []
        return {_NUMBERS.sub(": ", line) for line in lines if not line.startswith(("#", "go: downloading"))}

    def passing(self, files: Iterable[str]) -> set[tuple[str, str]]:
        """The tests that pass in the packages of the files, by folder and name."""
        return {(folder, test) for folder in _folders(files) for test in self._passing(folder)}

    def _passing(self, folder: str) -> Iterator[str]:
        done = _run(["go", "test", "-short", "-count=1", "-timeout=120s", "-json", "."], self.root / folder)
        for line in done.stdout.splitlines():
            event = json.loads(line) if line.startswith("{") else {}
            if event.get("Action") == "pass" and "Test" in event:
                yield event["Test"]


@value
class Tried:
    """What became of one tree; ``failures`` is what must not be."""

    found: int
    fixed: int
    files: int
    compiled: int
    tests: int
    refused: tuple[tuple[str, str], ...]
    failures: tuple[str, ...]


def tried(tree: Tree, with_tests: bool) -> Tried:
    """Mend a tree and hold it against what it was."""
    before, old = tree.findings(), tree.texts()
    tree.rowsclose(*tree.options, *_FIX, "-q")
    new, after = tree.texts(), tree.findings()
    changed = sorted(path for path in new if new[path] != old[path])
    again = tree.rowsclose(*tree.options, *_FIX)
    failures = [f"a second run changes {path}" for path, text in tree.texts().items() if text != new[path]]
    failures += [f"came: {' '.join(finding)}" for finding in after - before]

    said, unformatted = tree.complaints(changed), tree.unformatted(changed)
    passing = tree.passing(changed) if with_tests else set()
    _write(tree.root, {path: old[path] for path in changed})
    said_before, unformatted_before = tree.complaints(changed), tree.unformatted(changed)
    passing_before = tree.passing(changed) if with_tests else set()
    _write(tree.root, {path: new[path] for path in changed})

    for folder, lines in said.items():
        failures += [f"{folder}: {line}" for line in sorted(lines - said_before[folder])]
    failures += [f"gofmt disagrees: {path}" for path in sorted(unformatted - unformatted_before)]
    failures += [f"fails now: {folder} {test}" for folder, test in sorted(passing_before - passing)]
    return Tried(
        found=before.total(),
        fixed=(before - after).total(),
        files=len(changed),
        compiled=sum(not lines for lines in said_before.values()),
        tests=len(passing_before),
        refused=tuple(match.groups() for line in again.stderr.splitlines() if (match := _REFUSED.search(line))),  # type: ignore[misc]
        failures=tuple(failures),
    )


def _folders(files: Iterable[str]) -> list[str]:
    return sorted({os.path.dirname(path) or "." for path in files})


def _write(root: Path, texts: dict[str, bytes]) -> None:
    for path, text in texts.items():
        (root / path).write_bytes(text)


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GOFLAGS": "-buildvcs=false", "GOTOOLCHAIN": "local"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=_TIMEOUT_S, check=False
    )


def main() -> None:
    """Try the trees that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--unsafe", action="store_true", help="with --unsafe-fixes")
    parser.add_argument("--tests", action="store_true", help="run the tests of changed packages")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the mended copies there")
    parser.add_argument("trees", nargs="+", type=Path, metavar="TREE")
    arguments = parser.parse_args()
    options = ("--unsafe-fixes",) if arguments.unsafe else ()
    reasons: Counter[tuple[str, str]] = Counter()
    failed = False
    with tempfile.TemporaryDirectory() as nowhere:
        place = arguments.keep or Path(nowhere)
        for tree in arguments.trees:
            copy = place / tree.resolve().name
            shutil.copytree(tree, copy, symlinks=True)
            result = tried(Tree(copy, options), arguments.tests)
            print(
                f"{tree.resolve().name}: {result.found} findings, {result.fixed} fixed in {result.files} files;"
                f" {result.compiled} packages compile, {result.tests} tests pass",
                *(f"  {line}" for line in result.failures),
                sep="\n",
                flush=True,
            )
            reasons.update(result.refused)
            failed = failed or bool(result.failures)
    print(*(f"{count:5} {rule}: {reason}" for (rule, reason), count in reasons.most_common()), sep="\n")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
