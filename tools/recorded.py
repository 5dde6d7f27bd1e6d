"""Real files edited at random beside a baseline: nothing that is recorded comes back, and nothing that is new is hidden.

    python -m tools.recorded TREE                      200 edits of files with findings
    python -m tools.recorded --edits 20 --seed 7 TREE  other ones

A tree is copied first and never changed. Each edit moves a file, renames a function, lays code out anew, writes above or
beside a finding, or writes a function once more under another name; then that file alone is checked. What is found
otherwise than it should be is printed, and the exit status is 1 then.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from rowsclose.values import value

_BASELINE = ".rowsclose-baseline.jsonl"
_PLAIN = re.compile(r"(?:\(\*?\w+\)\.)?(\w+)")  # a function or a method, no literal in one


@value
class Place:
    """A function with findings: its file, its name, how many findings it has, and its text."""

    path: str
    name: str
    count: int
    text: str


@value
class Edited:
    """A file after an edit, by its new path, and how many findings are new in it."""

    path: str
    text: str
    new: int = 0


def _moved(place: Place, text: str) -> Edited:
    suffix = "_test.go" if place.path.endswith("_test.go") else ".go"
    return Edited(f"{place.path.removesuffix(suffix)}_elsewhere{suffix}", text)


def _renamed(place: Place, text: str) -> Edited:
    # A method of that name which the function itself calls is another one's.
    not_called = r"(?<!\.)" if f".{place.name}" in place.text else ""
    return Edited(place.path, re.sub(rf"{not_called}\b{place.name}\b", f"{place.name}Renamed", text))


def _laid_out(place: Place, text: str) -> Edited:
    laid_out = re.sub(r"(?m)^\t+", lambda tabs: "  " * len(tabs[0]), place.text).replace(
        "{\n", "{\n\n  // so be it\n", 1
    )
    return Edited(place.path, text.replace(place.text, laid_out, 1))


def _above(place: Place, text: str) -> Edited:
    return Edited(place.path, re.sub(r"(?m)^func ", "func addedAbove() int {\n\treturn 1\n}\n\nfunc ", text, count=1))


def _beside(place: Place, text: str) -> Edited:
    head, brace, rest = place.text.partition("{\n")
    return Edited(place.path, text.replace(place.text, f"{head}{brace}\t_ = 1\n{rest}", 1))


def _twice(place: Place, text: str) -> Edited:
    again = re.sub(rf"\b{place.name}\(", f"{place.name}Again(", place.text, count=1)
    return Edited(place.path, f"{text.rstrip()}\n\n{again}\n", place.count)


EDITS: tuple[Callable[[Place, str], Edited], ...] = (_moved, _renamed, _laid_out, _above, _beside, _twice)


def places_in(tree: Path) -> list[Place]:
    """The functions with findings whose text is found by their head."""
    found = json.loads(_rowsclose(tree, "check", "-f", "json", "./...").stdout)["findings"]
    counts = Counter((f["path"], f["function"] or "") for f in found)
    return [
        place for (path, function), count in sorted(counts.items()) for place in _place(tree, path, function, count)
    ]


def _place(tree: Path, path: str, function: str, count: int) -> Iterator[Place]:
    named = _PLAIN.fullmatch(function)
    text = (tree / path).read_text(encoding="utf-8", errors="surrogateescape")
    if named is None or "\r" in text:
        return
    heads = re.findall(rf"(?ms)^func (?:\([^)]*\) )?{named[1]}\(.*?\n}}[ \t]*$", text)
    if len(heads) == 1:
        yield Place(path, named[1], count, heads[0])


def tried(tree: Path, place: Place, edit: Callable[[Place, str], Edited]) -> str | None:
    """What is wrong after an edit, which is taken back; None where nothing is."""
    old = (tree / place.path).read_bytes()
    edited = edit(place, old.decode("utf-8", "surrogateescape"))
    os.unlink(tree / place.path)
    (tree / edited.path).write_text(edited.text, encoding="utf-8", errors="surrogateescape")
    try:
        found = json.loads(_rowsclose(tree, "check", "--baseline", _BASELINE, "-f", "json", edited.path).stdout)[
            "findings"
        ]
    finally:
        os.unlink(tree / edited.path)
        (tree / place.path).write_bytes(old)
    if len(found) == edited.new:
        return None
    told = ", ".join(f"{f['rule']} in {f['function']}" for f in found)
    return f"{place.path}, {place.name}{edit.__name__}: {edited.new} should be new, and these are: {told or 'none'}"


def _rowsclose(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rowsclose", arguments[0], "--isolated", *arguments[1:]]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


def main() -> None:
    """Edit files of the tree that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--edits", type=int, default=200, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("tree", type=Path, metavar="TREE")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    wrong, done = 0, Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(arguments.tree, tree, symlinks=True)
        places = places_in(tree)
        _rowsclose(tree, "baseline", "./...")
        for _ in range(arguments.edits):
            edit = chance.choice(EDITS)
            done[edit.__name__.lstrip("_")] += 1
            said = tried(tree, chance.choice(places), edit)
            wrong += said is not None
            if said is not None:
                print(said, flush=True)
    print(f"{arguments.edits} edits of {len(places)} functions, {wrong} wrong:", *(f"{n} {e}" for e, n in done.items()))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
