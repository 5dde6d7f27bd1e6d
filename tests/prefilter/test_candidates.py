"""Nothing is found by looking at everything that is not found by looking at the candidates alone.

``python -m tools.candidates FOLDER`` asks the same of any tree of Go code.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from checking import NOWHERE
from generator.program import drawn, package, program

from rowsclose.discovery import Discovered, GoFile
from rowsclose.driver import CheckOptions, check
from rowsclose.finding import Confidence
from rowsclose.go.modules import Modules
from rowsclose.prefilter.candidates import CandidatesByName, Everything
from rowsclose.rules import ALL_RULES
from tools.candidates import found_in

ROOT = Path(__file__).parents[2]
OPTIONS = CheckOptions(ALL_RULES, Confidence.LOW, True, True)


def test_fixtures_and_example_have_the_findings_that_they_have_without_the_prefilter() -> None:
    for folder in ("fixtures", "example"):
        with_it, _ = found_in(ROOT / folder, None)
        without, _ = found_in(ROOT / folder, Everything())
        assert with_it == without
        assert with_it


def test_generated_programs_have_the_findings_that_they_have_without_the_prefilter() -> None:
    """Each in a file of its own: what makes one a candidate says nothing of the others."""
    overlay = {f"{NOWHERE}/p{n}/p.go": package("p", [program(n, drawn(n))]).encode() for n in range(300)}
    files = tuple(GoFile(path.removeprefix(f"{NOWHERE}/"), path) for path in sorted(overlay))
    discovered = Discovered(files, (), NOWHERE)
    with_it, without = (check(discovered, OPTIONS, overlay, each) for each in (None, Everything()))
    assert with_it.findings == without.findings
    assert len(with_it.findings) > 100


def test_most_of_a_tree_is_passed_over() -> None:
    folder = ROOT / "fixtures" / "oracle"
    candidates = CandidatesByName(Modules(str(ROOT)), {}, [])
    files = sorted(str(path) for path in folder.rglob("*.go"))
    for file in files:
        candidates.note(file, Path(file).read_bytes())
    looked_at = [f for f in files if candidates.may_acquire(f, Path(f).read_bytes)]
    assert 0 < len(looked_at) < len(files) / 2


def test_a_run_with_nothing_to_find_imports_neither_names_nor_parser(tmp_path: Path) -> None:
    (tmp_path / "clean.go").write_text('package p\n\nimport "fmt"\n\nfunc f() { fmt.Println() }\n')
    program = (
        "import sys\nfrom rowsclose.cli import main\nsys.argv = ['rowsclose', 'check', 'clean.go']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted(n for n in sys.modules if n.startswith('rowsclose.prefilter') or n == 'tree_sitter'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT)},
    )
    loaded = ["", ".candidates", ".evidence", ".facts", ".reach"]
    assert done.stdout.splitlines()[-1] == str([f"rowsclose.prefilter{name}" for name in loaded])
