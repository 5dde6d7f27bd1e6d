"""What is measured. Each ratio is of CPU time in one run, so that it says little of the machine."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.speed.measuring import ROWSCLOSE, Cost, elapsed, least

CLEAN = "package a\n\nfunc F() int { return 1 }\n"
CANDIDATE = """package a

import "database/sql"

func F(db *sql.DB) error {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}
"""
_STARTS, _RUNS = 15, 2
_FILES_OF_A_HOOK = 3
_WORDS_OF_A_HOOK = (b".Query", b"database/sql")


def start_up() -> dict[str, float]:
    """What a run over one file costs, in starts of a bare Python."""
    with TemporaryDirectory() as folder:
        clean, candidate, cache = (Path(folder) / name for name in ("clean", "candidate", "cache"))
        for place, text in ((clean, CLEAN), (candidate, CANDIDATE)):
            place.mkdir()
            (place / "a.go").write_text(text)
        bare = least((sys.executable, "-c", "pass"), clean, _STARTS).cpu_s
        commands = {
            "import click": (sys.executable, "-c", "import click"),
            "a clean file": (*ROWSCLOSE, "check", "a.go"),
            "a file that is analysed": (*ROWSCLOSE, "check", "--no-cache", "a.go"),
            "the same, remembered": (*ROWSCLOSE, "check", "--cache-dir", str(cache), "a.go"),
        }
        return {
            name: least(command, clean if "clean" in name else candidate, _STARTS).cpu_s / bare
            for name, command in commands.items()
        }


def of_tree(tree: Path) -> dict[str, float]:
    """What the runs over a tree cost; all but a remembered one in terms of parsing its files."""
    bare = least((sys.executable, "-c", "pass"), tree, _STARTS).cpu_s
    parsing = least((sys.executable, "-m", "benchmarks.speed.parsing", str(tree)), tree, _RUNS).cpu_s
    with TemporaryDirectory() as folder:
        copy, cache = Path(folder) / "tree", Path(folder) / "cache"
        shutil.copytree(tree, copy, symlinks=True)
        check = (*ROWSCLOSE, "check", "--isolated", "-j", "1", "--cache-dir", str(cache))
        cold = least(check, copy, _RUNS, lambda: shutil.rmtree(cache, ignore_errors=True))
        warm = least(check, copy, _RUNS)
        hook = _hook(copy)
        changed = least(check, copy, _RUNS, lambda: _change(copy / hook[0]))
        alone = _without_cache(copy, "-j", "1")
        shared = _without_cache(copy, "-j", "2")
        sooner = elapsed(("check", "--isolated", "--no-cache", "-j", "1"), copy, _RUNS)
        sooner /= elapsed(("check", "--isolated", "--no-cache", "-j", "2"), copy, _RUNS)
        hook_cold = _without_cache(copy, *hook)
        least((*ROWSCLOSE, "check", "--isolated", "--cache-dir", str(cache), *hook), copy, 1)
        hook_warm = least((*ROWSCLOSE, "check", "--isolated", "--cache-dir", str(cache), *hook), copy, _RUNS)
    return {
        "cold / parsing": alone.cpu_s / parsing,
        "keeping / cold": cold.cpu_s / alone.cpu_s,
        "warm / cold": warm.cpu_s / alone.cpu_s,
        "warm / bare Python": warm.cpu_s / bare,
        "one file changed / warm": changed.cpu_s / warm.cpu_s,
        "hook / bare Python": hook_cold.cpu_s / bare,
        "hook, remembered / bare Python": hook_warm.cpu_s / bare,
        "two processes, so many times as fast": sooner,
        "two processes, CPU time together": shared.cpu_s / alone.cpu_s,
        "memory in MB": alone.memory_mb,
    }


def _without_cache(tree: Path, *arguments: str) -> Cost:
    return least((*ROWSCLOSE, "check", "--isolated", "--no-cache", *arguments), tree, _RUNS)


def _hook(tree: Path) -> list[str]:
    """The files that a hook passes: some that have to do with databases, spread over the tree."""
    files = sorted(p for p in tree.rglob("*.go") if not p.name.endswith("_test.go") and "vendor" not in p.parts)
    found = [p for p in files if all(word in p.read_bytes() for word in _WORDS_OF_A_HOOK)] or files
    step = max(1, len(found) // _FILES_OF_A_HOOK)
    return [str(p.relative_to(tree)) for p in found[::step][:_FILES_OF_A_HOOK]]


def _change(file: Path) -> None:
    """Change a file such that nothing else can be found in it."""
    file.write_bytes(file.read_bytes() + b"\n// changed\n")
