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

_FIX = ("--fix", "--notes")
_TIMEOUT_S = 1_500.0
_REFUSED = re.compile(r"(.+):(\d+): not fixed: ([a-z-]+): (.*)")
_NUMBERS = re.compile(r":\d+:\d+: ")


@value
class Found:
    """What is found in a tree; a finding by its file, function and rule is the same whatever the lines are.

    ``levels`` are those of findings by file, line and rule.
    """

    findings: Counter[tuple[str, str, str]]
    errors: int
    levels: dict[tuple[str, str, str], str]


@value
class Refused:
    """Why a finding is not fixed."""

    level: str
    rule: str
    reason: str


@value
class Tree:
    """A copy of a tree, and how it is mended; ``cache`` is a folder of its own."""

    root: Path
    options: tuple[str, ...]
    cache: Path

    def rowsclose(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What a check of the whole tree says."""
        usual = ("--isolated", "--exit-zero", "--cache-dir", str(self.cache))
        return _run([sys.executable, "-m", "rowsclose", "check", *usual, *arguments, "./..."], self.root)

    def findings(self) -> Found:
        """What is found as it stands."""
        found = json.loads(self.rowsclose("-q", "-f", "json").stdout)["findings"]
        return Found(
            Counter((f["path"], f["function"] or "", f["rule"]) for f in found),
            sum(f["level"] == "error" for f in found),
            {(f["path"], str(f["region"]["line"]), f["rule"]): f["level"] for f in found},
        )

    def fix(self) -> str:
        """Mend it; what is said of what is left."""
        return self.rowsclose(*self.options, *_FIX).stderr

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
    errors: int
    errors_fixed: int
    files: int
    compiled: int
    tests: int
    refused: tuple[Refused, ...]
    failures: tuple[str, ...]


def tried(tree: Tree, with_tests: bool) -> Tried:
    """Mend a tree and hold it against what it was."""
    before, old = tree.findings(), tree.texts()
    tree.fix()
    new, after = tree.texts(), tree.findings()
    changed = sorted(path for path in new if new[path] != old[path])
    again = tree.fix()
    failures = [f"a second run changes {path}" for path, text in tree.texts().items() if text != new[path]]
    failures += [f"came: {' '.join(finding)}" for finding in after.findings - before.findings]

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
        found=before.findings.total(),
        fixed=(before.findings - after.findings).total(),
        errors=before.errors,
        errors_fixed=before.errors - after.errors,
        files=len(changed),
        compiled=sum(not lines for lines in said_before.values()),
        tests=len(passing_before),
        refused=tuple(_refused(again, after)),
        failures=tuple(failures),
    )


def _refused(said: str, after: Found) -> Iterator[Refused]:
    for match in _REFUSED.finditer(said):
        path, line, rule, reason = match.groups()
        yield Refused(after.levels.get((path, line, rule), "?"), rule, reason)


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
    reasons: Counter[Refused] = Counter()
    failed, errors, errors_fixed = False, 0, 0
    with tempfile.TemporaryDirectory() as nowhere:
        place = arguments.keep or Path(nowhere)
        for tree in arguments.trees:
            copy = place / tree.resolve().name
            shutil.copytree(tree, copy, symlinks=True)
            result = tried(Tree(copy, options, Path(nowhere) / "cache"), arguments.tests)
            print(
                f"{tree.resolve().name}: {result.fixed} of {result.found} findings fixed in {result.files} files,"
                f" {result.errors_fixed} of {result.errors} errors;"
                f" {result.compiled} packages compile, {result.tests} tests pass",
                *(f"  {line}" for line in result.failures),
                sep="\n",
                flush=True,
            )
            reasons.update(result.refused)
            failed = failed or bool(result.failures)
            errors, errors_fixed = errors + result.errors, errors_fixed + result.errors_fixed
    print(f"{errors_fixed} of {errors} errors fixed; what is left:")
    print(*(f"{count:5} {r.level}: {r.rule}: {r.reason}" for r, count in reasons.most_common()), sep="\n")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
