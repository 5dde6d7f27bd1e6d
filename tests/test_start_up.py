"""What the commonest runs import: a clean file, and a file that is analysed. A start costs more than most runs do.

A new name here is a price that every run pays. Pay it where it is used (an import in the function that needs it, or for
types only), or list it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from filetree import write_tree

from rowsclose.rules import ALL_RULES

PROJECT = Path(__file__).parent.parent

NOTHING_TO_ANALYSE = """
    cli.reading remedy rules.advice
    cache cache.place
    triage
    cli cli.asking cli.checked cli.commands cli.configured cli.destinations cli.group cli.output cli.reports cli.run
    cli.selection
    configuration configuration.find configuration.settings
    discovery discovery.find discovery.generated discovery.git discovery.git_process discovery.gitignore
    discovery.gofile discovery.pattern discovery.tree discovery.walk
    driver
    errors
    files
    finding
    flow flow.budget
    go go.bounds go.imports go.modules go.preamble
    levels
    ownership ownership.facts ownership.facts.events ownership.facts.typestate ownership.kinds
    prefilter prefilter.candidates prefilter.evidence prefilter.facts prefilter.reach
    process
    report report.context report.formats report.lowered report.screen report.snippet report.statistics report.story
    report.summary report.terminal report.text
    rules rules.leaks rules.rule rules.wording
    source
    stubs stubs.index
    syntax syntax.head
    unit
    values
    writing
"""
# What analyses is of use as a whole; these rooms may grow.
ROOMS_OF_ANALYSIS = {
    "analyst",
    "cache",
    "engine",
    "executors",
    "flow",
    "go",
    "ownership",
    "prefilter",
    "solver",
    "stubs",
    "syntax",
}
# Of other packages and of Python itself, beside what click imports; "_" and what stands below another are left out.
OTHERS = {"bisect", "gc", "locale", "resource", "signal"}
OTHERS_OF_ANALYSIS = {"hashlib", "json", "sqlite3", "heapq", "tree_sitter"}

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

RUN = """
import sys
sys.argv = ["rowsclose", "check"]
from rowsclose.cli import main
try:
    main()
finally:
    print(*sys.modules)
"""


def modules_of(code: str, folder: Path) -> set[str]:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(done.stdout.split())


def run_on(text: str, folder: Path) -> set[str]:
    write_tree(folder, {"a.go": text})
    return modules_of(RUN, folder)


def of_click() -> set[str]:
    return modules_of("import click, sys; print(*sys.modules)", PROJECT)


def own(modules: set[str]) -> set[str]:
    return {m.removeprefix("rowsclose.") for m in modules if m.startswith("rowsclose.")}


def others(modules: set[str]) -> set[str]:
    tops = {m.partition(".")[0] for m in modules}
    return {m for m in tops if m != "rowsclose" and not m.startswith("_")}


def test_a_run_with_nothing_to_analyse_imports_what_is_listed(tmp_path: Path) -> None:
    modules = run_on(CLEAN, tmp_path)
    listed = set(NOTHING_TO_ANALYSE.split()) | {f"rules.{rule.id.replace('-', '_')}" for rule in ALL_RULES}
    assert (sorted(own(modules) - listed), sorted(listed - own(modules))) == ([], [])
    assert sorted(others(modules) - others(of_click()) - OTHERS) == []


def test_a_run_that_analyses_imports_what_analyses_beside_it(tmp_path: Path) -> None:
    modules = run_on(CANDIDATE, tmp_path)
    more = {m for m in own(modules) - set(NOTHING_TO_ANALYSE.split()) if not m.startswith("rules.")}
    assert sorted(m for m in more if m.partition(".")[0] not in ROOMS_OF_ANALYSIS) == []
    assert sorted(others(modules) - others(of_click()) - OTHERS - OTHERS_OF_ANALYSIS) == []
